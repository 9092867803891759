/* SPDX-License-Identifier: MIT
 * decimal.h - a float's digits: the shortest that read back as it, or a wanted number of them. */
#ifndef DECIMAL_H
#define DECIMAL_H

#include <stdbool.h>

enum {
    DECIMAL_DIGITS = 17, /* enough for any float64 */
    DECIMAL_TEXT = 64    /* room for a number's text */
};

/* digit[0].digit[1]digit[2]... x 10^exponent; the sign is left to the caller's x */
struct decimal {
    char digit[DECIMAL_DIGITS + 1];
    int count, exponent;
};

/* x, finite, rounded to 1 .. DECIMAL_DIGITS digits. */
struct decimal decimal_rounded(double x, int count);

/* The fewest digits that read back as x, as a float32 where `single`; of those the nearest. */
struct decimal decimal_shortest(double x, bool single);

/* 12345000. or 0.00012: places without a digit are filled with zeros, at least `least` places after the point.
 * |x| below 1e16. */
void decimal_positional(char text[DECIMAL_TEXT], double x, const struct decimal *d, int least);

/* 1.5e-05: with `point` even a single digit has its point (1.e-05). */
void decimal_scientific(char text[DECIMAL_TEXT], double x, const struct decimal *d, bool point, int exponent_digits);

#endif
