/* SPDX-License-Identifier: MIT
 * decimal.c - the digits come from the C library, which rounds them correctly. */
#include "decimal.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct decimal decimal_rounded(double x, int count)
{
    char text[DECIMAL_TEXT];
    struct decimal d = {.count = count};
    snprintf(text, sizeof text, "%.*e", count - 1, fabs(x));
    d.digit[0] = text[0];
    if (count > 1)
        memcpy(d.digit + 1, text + 2, (size_t)count - 1);
    d.exponent = (int)strtol(strchr(text, 'e') + 1, NULL, 10);
    return d;
}

/* One more in the last place. */
static struct decimal decimal_next(struct decimal d)
{
    int i = d.count - 1;
    while (i >= 0 && d.digit[i] == '9')
        d.digit[i--] = '0';
    if (i >= 0) {
        d.digit[i]++;
    } else {
        d.digit[0] = '1';
        d.exponent++;
    }
    return d;
}

static bool reads_back(const struct decimal *d, double x, bool single)
{
    char text[DECIMAL_TEXT];
    snprintf(text, sizeof text, "%c.%.*se%d", d->digit[0], d->count - 1, d->digit + 1, d->exponent);
    return single ? strtof(text, NULL) == (float)fabs(x) : strtod(text, NULL) == fabs(x);
}

/* Below a power of two the floats lie twice as dense as above it, so there the nearest decimal of a length may miss x
 * while the next one above still hits it. */
struct decimal decimal_shortest(double x, bool single)
{
    for (int count = 1;; count++) {
        struct decimal d = decimal_rounded(x, count);
        if (count == (single ? FLT_DECIMAL_DIG : DBL_DECIMAL_DIG) || reads_back(&d, x, single))
            return d;
        d = decimal_next(d);
        if (reads_back(&d, x, single))
            return d;
    }
}

void decimal_positional(char text[DECIMAL_TEXT], double x, const struct decimal *d, int least)
{
    int last = d->exponent - d->count + 1; /* the place of the last digit: 0 is the units */
    if (-least < last)
        last = -least;
    if (signbit(x))
        *text++ = '-';
    for (int place = d->exponent > 0 ? d->exponent : 0; place >= 0 || place >= last; place--) {
        int i = d->exponent - place;
        *text++ = i >= 0 && i < d->count ? d->digit[i] : '0';
        if (place == 0)
            *text++ = '.';
    }
    *text = '\0';
}

void decimal_scientific(char text[DECIMAL_TEXT], double x, const struct decimal *d, bool point, int exponent_digits)
{
    snprintf(text, DECIMAL_TEXT, "%s%c%s%.*se%c%0*d", signbit(x) ? "-" : "", d->digit[0],
             point || d->count > 1 ? "." : "", d->count - 1, d->digit + 1, d->exponent < 0 ? '-' : '+', exponent_digits,
             abs(d->exponent));
}
