/* SPDX-License-Identifier: MIT
 * foreign_step.c - the reference is computed once, for all who have taken the step. */
#include "foreign_step.h"

#include <math.h>
#include <stdlib.h>

static double *widened(const void *p, size_t n, bool labels)
{
    double *out = malloc((n + 1) * sizeof *out);
    for (size_t i = 0; out && p && i < n; i++)
        out[i] = labels ? ((const int32_t *)p)[i] : ((const float *)p)[i];
    return out;
}

bool foreign_step_open(struct foreign_step *f, const struct gradus_net *net, size_t batch, const float *x,
                       const void *target, uint64_t t)
{
    const struct gradus_model *model = &net->model;
    const struct gradus_op *op = gradus_find(net->training.optimizer);
    size_t n = net->parameters, outputs = model->width[model->layers];
    *f = (struct foreign_step){.parameters = n, .m = step_state(op, "m"), .v = step_state(op, "v")};
    f->want = (struct ref_net_result){.g = calloc(n, sizeof *f->want.g),
                                      .w = calloc(n, sizeof *f->want.w),
                                      .m = calloc(n, sizeof *f->want.m),
                                      .v = calloc(n, sizeof *f->want.v)};
    struct ref_net_config config = step_config(model, &net->training, batch, *net->lr, t);
    double *w = widened(net->w, n, false), *m = widened(f->m < 0 ? NULL : net->state[f->m], n, false);
    double *v = widened(f->v < 0 ? NULL : net->state[f->v], n, false);
    double *rows = widened(x, batch * model->width[0], false);
    double *goal = widened(target, model->labels ? batch : batch * outputs, model->labels);
    bool good = f->want.g && f->want.w && f->want.m && f->want.v && w && m && v && rows && goal &&
                ref_net_parameters(&config) == n &&
                ref_net_step(&config, w, f->m < 0 ? NULL : m, f->v < 0 ? NULL : v, rows, goal, &f->want);
    free(w);
    free(m);
    free(v);
    free(rows);
    free(goal);
    return good;
}

void foreign_step_close(struct foreign_step *f)
{
    free(f->want.g);
    free(f->want.w);
    free(f->want.m);
    free(f->want.v);
    *f = (struct foreign_step){0};
}

void foreign_step_judge(const struct foreign_step *f, float loss, const float *w, const float *const *state,
                        struct step_worst *worst)
{
    *worst = (struct step_worst){0};
    step_hold(worst, "loss", 0, loss, &f->want.loss);
    for (size_t i = 0; i < f->parameters; i++) {
        step_hold(worst, "w", i, w[i], &f->want.w[i]);
        if (f->m >= 0)
            step_hold(worst, "state m", i, state[f->m][i], &f->want.m[i]);
        if (f->v >= 0)
            step_hold(worst, "state v", i, state[f->v][i], &f->want.v[i]);
        worst->untold += f->want.w[i].error == INFINITY;
    }
}
