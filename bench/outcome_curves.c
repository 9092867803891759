/* SPDX-License-Identifier: MIT
 * outcome_curves.c - a training's curves as rows, thinned: see outcome_curves.h. */
#include "outcome_curves.h"

#include "outcome_job.h"
#include "tables.h"

#include <math.h>
#include <string.h>

enum { KEPT = 128, ALWAYS = 3, LR = JOB_CELLS, EPSILON, EPOCH, LOSS, ACCURACY };

static const struct report_column COLUMNS[] = {JOB_COLUMNS,
                                               {"lr", NULL, REPORT_NUMBER},
                                               {"epsilon", NULL, REPORT_NUMBER}, /* where the optimizer has one */
                                               {"epoch", NULL, REPORT_COUNT},    /* from 0 */
                                               {"loss", NULL, REPORT_NUMBER},
                                               {"accuracy", NULL, REPORT_NUMBER},
                                               {NULL}};

const struct report_schema curves_schema = {"curves", "Loss and accuracy of a training, epoch by epoch.", COLUMNS};

struct report_table *outcome_curves(struct report *r, size_t jobs)
{
    return report_table(r, &curves_schema, jobs * (KEPT + ALWAYS), false);
}

static double epsilon_of(const struct job *j)
{
    for (int i = 0; i < gradus_hypers(j->optimizer); i++)
        if (strcmp(j->optimizer->hyper[i].name, "epsilon") == 0)
            return j->training.hyper[i];
    return NAN;
}

void outcome_curves_rows(struct report_table *t, const struct job *j, const struct train_result *r)
{
    const size_t step = (r->epochs + KEPT - 1) / KEPT;
    size_t finite = 0; /* epochs before the first without a finite loss */
    while (finite < r->epochs && isfinite(r->loss[finite]))
        finite++;
    for (size_t e = 0; e < r->epochs; e++) {
        if (e % step != 0 && e + 1 != r->epochs && e != finite && e + 1 != finite)
            continue;
        struct report_cell *row = outcome_job_row(t, j);
        if (!row)
            return;
        row[LR].value = j->training.lr;
        row[EPSILON].value = epsilon_of(j);
        row[EPOCH].value = (double)e;
        row[LOSS].value = r->loss[e];
        row[ACCURACY].value = r->right[e];
    }
}
