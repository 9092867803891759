/* SPDX-License-Identifier: MIT
 * truth.h - the functions of one float with 300 bits (MPFR), for what no double can decide. */
#ifndef TRUTH_H
#define TRUTH_H

#include <mpfr.h>

enum { TRUTH_BITS = 300 };

/* y = f(x), rounded to TRUTH_BITS; y and x are different numbers of the caller's. alpha: leaky_relu's slope. */
typedef void truth_function(mpfr_t y, mpfr_t x, double alpha);

/* The nearest double to f(x), and the nearest float: of the value, not of the double. */
double truth_value(truth_function *f, double x, double alpha, float *nearest);

/* The nearest float to f(x). mpfr_free_cache() is the caller's, at the end of a thread. */
float truth_nearest(truth_function *f, double x, double alpha);

/* The function behind a row of that name; NULL where the row is no function of one float. */
truth_function *truth_of(const char *row);

#endif
