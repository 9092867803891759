/* SPDX-License-Identifier: MIT
 * digits.h - numbers as people read them, alike wherever they stand. */
#ifndef DIGITS_H
#define DIGITS_H

#include <stddef.h>

/* Lives as long as the expression it is made in: printf("%s", digits_of(x).text). */
struct digits {
    char text[48];
};

/* The fewest digits that read back as the same double: "0.1", "1e6"; a NaN has no sign. */
struct digits digits_of(double x);

/* The number of those digits, 1 to 17. */
int digits_needed(double x);

/* To so many significant digits. */
struct digits digits_to(double x, int significant);

/* A whole number, its thousands apart from five digits on: "235 146". */
struct digits digits_grouped(double x);

/* With what is counted: "1 layer", "2 layers"; a noun as "launch/es" has another ending than s. */
struct digits digits_count(double n, const char *noun);

#endif
