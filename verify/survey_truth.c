/* SPDX-License-Identifier: MIT
 * survey_truth.c - the nearest floats to a function's values. The reference's double decides wherever all reals within
 * 2^-42 of it round alike (it is good to a few 2^-53, so this premise has 10 bits to spare); MPFR decides the few
 * thousand that are left, or, where asked, all. */
#include "survey.h"

#include "compare.h"
#include "digest.h"

#include <string.h>

static const uint64_t FLOATS = UINT64_C(1) << 32;

static uint32_t bits_of(float x)
{
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static float below(double want)
{
    return (float)(want * (1 - 0x1p-42));
}

static float above(double want)
{
    return (float)(want * (1 + 0x1p-42));
}

/* The usual case, for all inputs at once: the double decides. */
static void round_all(struct survey_block *b, bool *decided)
{
    for (size_t i = 0; i < b->n; i++) {
        float low = below(b->want[i]);
        b->nearest[i] = low;
        decided[i] = bits_of(low) == bits_of(above(b->want[i]));
    }
}

/* Input number j: one of the `every` floats from j * every on, in the order of their bits. */
static float input(const struct survey *s, uint64_t j)
{
    uint64_t from = j * s->every, among = FLOATS - from < s->every ? FLOATS - from : s->every;
    uint32_t bits = (uint32_t)(from + (among > 1 ? digest_join(s->seed, j) % among : 0));
    float x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

bool survey_promised(const struct survey *s, float x)
{
    const struct gradus_operand *operand = &s->op->operand[0];
    return s->whole || ((double)x >= operand->lo && (double)x <= operand->hi);
}

bool survey_truth(const struct survey *s, uint64_t from, struct survey_block *b, struct survey_hard *hard)
{
    bool decided[SURVEY_BLOCK], memory = true, asked = false;
    b->n = from >= s->inputs ? 0 : s->inputs - from < SURVEY_BLOCK ? (size_t)(s->inputs - from) : SURVEY_BLOCK;
    struct ref_call ref = {.dim = &b->n, .hyper = s->hyper, .t = 1};
    for (size_t i = 0; i < b->n; i++) {
        b->x[i] = input(s, from + i);
        b->in[i] = (double)b->x[i];
    }
    ref.in[0] = b->in;
    ref.want[1] = b->want;
    ref.scale[1] = b->scale;
    s->reference(&ref);
    round_all(b, decided);
    for (size_t i = 0; i < b->n; i++) {
        if ((decided[i] && !s->mpfr) || !survey_promised(s, b->x[i]))
            continue;
        bool undecided = !compare_same_bits(b->nearest[i], (double)above(b->want[i]));
        if (undecided && hard)
            memory &= survey_hard_add(hard, b->x[i]);
        if (undecided || s->mpfr) {
            b->want[i] = truth_value(s->truth, b->in[i], s->hyper[0], &b->nearest[i]);
            asked = true;
        }
    }
    if (asked)
        mpfr_free_cache();
    return memory;
}
