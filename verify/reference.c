/* SPDX-License-Identifier: MIT
 * reference.c - memory for a reference and its call. */
#include "reference.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

bool reference_new(struct reference *r, const struct gradus_op *op, const size_t *dim)
{
    *r = (struct reference){.op = op, .t = 1, .terms = 1};
    size_t total = 0;
    for (int a = 0; a < gradus_axes(op); a++) {
        r->dim[a] = dim[a];
        r->terms *= (double)dim[a];
    }
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

double reference_rounding(const struct reference *r, double scale)
{
    return (r->terms + 16) * (DBL_EPSILON / 2) * scale;
}
