/* SPDX-License-Identifier: MIT
 * step_reference.c - names, sizes and hyper-parameters handed over; a result held against its bound. */
#include "step_reference.h"

#include <math.h>
#include <string.h>

struct ref_net_config step_config(const struct gradus_model *m, const struct gradus_training *t, size_t batch,
                                  double lr, uint64_t number)
{
    struct ref_net_config c = {.layers = m->layers,
                               .batch = batch,
                               .bias = m->bias,
                               .activation = m->activation,
                               .output = m->output,
                               .loss = m->loss,
                               .labels = m->labels,
                               .cost = m->loss_hyper[0],
                               .profit = m->loss_hyper[1],
                               .l1 = m->l1,
                               .l2 = m->l2,
                               .optimizer = t->optimizer,
                               .lr = lr,
                               .t = number,
                               .row_ulps = 1,
                               .dot_ulps = 1};
    memcpy(c.width, m->width, (m->layers + 1) * sizeof *c.width);
    memcpy(c.hyper, t->hyper, sizeof c.hyper);
    return c;
}

int step_state(const struct gradus_op *op, const char *name)
{
    int at = 0;
    for (int i = 0; i < gradus_operands(op); i++) {
        if (op->operand[i].role != GRADUS_INOUT || strcmp(op->operand[i].name, "w") == 0)
            continue;
        if (strcmp(op->operand[i].name, name) == 0)
            return at;
        at++;
    }
    return -1;
}

void step_hold(struct step_worst *worst, const char *what, size_t element, double got, const struct ref_net_value *want)
{
    double ratio = fabs(got - want->value) / want->error;
    if (got == want->value || (isnan(got) && isnan(want->value)) || want->error == INFINITY)
        ratio = 0;
    if (!(ratio >= 0))
        ratio = INFINITY;
    if (ratio > worst->ratio || !worst->what) {
        worst->ratio = ratio;
        worst->got = got;
        worst->want = want->value;
        worst->what = what;
        worst->element = element;
    }
}
