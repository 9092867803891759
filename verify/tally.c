/* SPDX-License-Identifier: MIT
 * tally.c - one result after another, the nearest floats in passing. */
#include "tally.h"

#include "compare.h"

#include <float.h>
#include <math.h>
#include <string.h>

enum { RUN = 64 };

static void note(struct tally_worst *worst, double ulp, float x, float got)
{
    if (ulp > worst->ulp)
        *worst = (struct tally_worst){ulp, x, got};
}

static void add(struct tally *t, float x, float got, float nearest, double want)
{
    double ulp = compare_ulps(got, nearest, want);
    t->misrounded++;
    if (isfinite(ulp))
        note(fabs(want) < FLT_MIN ? &t->small : &t->normal, ulp, x, got);
    else if (isnan(got) || isnan(nearest))
        t->nan++;
    else if (isinf(got) || isinf(nearest))
        t->infinity++;
    else
        t->sign++;
    t->flushed += got == 0 && nearest != 0 && fabsf(nearest) < FLT_MIN;
}

void tally_block(struct tally *t, const struct survey *s, const struct survey_block *b, const float *got)
{
    t->inputs += b->n;
    for (size_t from = 0; from < b->n; from += RUN) {
        size_t n = b->n - from < RUN ? b->n - from : RUN;
        /* Most are the nearest floats, by their bits. */
        if (memcmp(got + from, b->nearest + from, n * sizeof *got) == 0)
            continue;
        for (size_t i = from; i < from + n; i++)
            if (memcmp(got + i, b->nearest + i, sizeof *got) != 0 && !compare_alike(got[i], b->nearest[i]) &&
                survey_promised(s, b->x[i]))
                add(t, b->x[i], got[i], b->nearest[i], b->want[i]);
    }
}

void tally_join(struct tally *t, const struct tally *more)
{
    t->inputs += more->inputs;
    t->misrounded += more->misrounded;
    t->nan += more->nan;
    t->infinity += more->infinity;
    t->sign += more->sign;
    t->flushed += more->flushed;
    note(&t->normal, more->normal.ulp, more->normal.x, more->normal.got);
    note(&t->small, more->small.ulp, more->small.x, more->small.got);
}
