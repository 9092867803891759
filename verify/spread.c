/* SPDX-License-Identifier: MIT
 * spread.c - 64 cells over the domain; operand i takes place (i + 1) / 9 within a cell. */
#include "spread.h"

#include "fill.h"

#include <math.h>
#include <string.h>

enum { CELLS = 64, NEAR = 4 };

static void spread_operand(struct reference *r, int i, bool near, uint64_t seed)
{
    const struct gradus_operand *operand = &r->op->operand[i];
    const char *axis = operand->below ? strchr(r->op->axes, operand->below) : NULL;
    bool any = operand->lo == 0 && operand->hi == 0;
    double lo = any ? -1 : operand->lo, hi = any ? 1 : operand->hi;
    if (near && lo < NEAR && hi > -NEAR) {
        lo = fmax(lo, -NEAR);
        hi = fmin(hi, NEAR);
    }
    for (size_t j = 0; j < r->count[i]; j++) {
        int32_t drawn;
        fill_labels(&drawn, 1, axis ? r->dim[axis - r->op->axes] : CELLS, (seed + j) * GRADUS_OPERANDS + (uint64_t)i);
        double place = (drawn + (i + 1.0) / (GRADUS_OPERANDS + 1)) / CELLS;
        r->in[i][j] = operand->below ? drawn : (float)(lo + (hi - lo) * place);
    }
}

void spread_inputs(struct reference *r, bool near, uint64_t seed)
{
    for (int i = 0; i < gradus_operands(r->op); i++)
        if (r->op->operand[i].role == GRADUS_IN || r->op->operand[i].role == GRADUS_INOUT)
            spread_operand(r, i, near, seed);
}
