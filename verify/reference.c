/* SPDX-License-Identifier: MIT
 * reference.c - memory for a reference and its call. */
#include "reference.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

bool reference_new(struct reference *r, const struct gradus_op *op, const size_t *dim)
{
    *r = (struct reference){.op = op, .t = 1};
    size_t total = 0;
    memcpy(r->dim, dim, (size_t)gradus_axes(op) * sizeof *dim);
    for (int i = 0; i < gradus_hypers(op); i++)
        r->hyper[i] = op->hyper[i].value;
    for (int i = 0; i < gradus_operands(op); i++) {
        if (gradus_elements(op, i, dim, 1, &r->count[i]) != GRADUS_OK)
            return false;
        total += r->count[i];
    }
    r->room = calloc(3 * total, sizeof *r->room);
    if (!r->room)
        return false;
    double *at = r->room;
    for (int i = 0; i < gradus_operands(op); i++) {
        if (op->operand[i].role == GRADUS_WORK)
            continue;
        r->in[i] = at;
        r->want[i] = at + r->count[i];
        r->scale[i] = at + 2 * r->count[i];
        at += 3 * r->count[i];
    }
    return true;
}

void reference_free(struct reference *r)
{
    free(r->room);
    *r = (struct reference){0};
}

void reference_run(struct reference *r)
{
    struct ref_call call = {.dim = r->dim, .hyper = r->hyper, .t = r->t};
    for (int i = 0; i < gradus_operands(r->op); i++) {
        call.in[i] = r->in[i];
        call.want[i] = r->want[i];
        call.scale[i] = r->scale[i];
        call.got[i] = r->got[i] ? r->got[i] : r->want[i];
        /* What is forgotten is then beyond any bound. */
        for (size_t j = 0; r->want[i] && j < r->count[i]; j++) {
            r->want[i][j] = DBL_MAX;
            r->scale[i][j] = NAN;
        }
    }
    oracle_find(r->op->name)(&call);
}

/* The operations that a result of operand o can depend on: the row's, over all of the sizes; or over one index of the
 * axis that the row is cut along where o has it, for what lies along that axis may be computed in any order. */
static double operations(const struct reference *r, int o)
{
    const struct gradus_op *op = r->op;
    char cut = op->impl[0].pass[0].axis;
    size_t dim[GRADUS_AXES];
    double flops;
    memcpy(dim, r->dim, sizeof dim);
    if (cut && strchr(op->operand[o].shape, cut))
        dim[strchr(op->axes, cut) - op->axes] = 1;
    return gradus_eval(op->flops, op, dim, &flops) == GRADUS_OK ? flops : NAN;
}

double reference_rounding(const struct reference *r, int operand, double scale)
{
    return 4 * operations(r, operand) * (DBL_EPSILON / 2) * scale;
}
