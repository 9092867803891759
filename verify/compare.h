/* SPDX-License-Identifier: MIT
 * compare.h - the one comparison: how far a stored float is from the reference, beyond the last rounding. */
#ifndef COMPARE_H
#define COMPARE_H

#include <stdbool.h>

/* The distance between the floats around |x|: 2^-149 for subnormals and zero, 2^(e-23) above. */
double compare_ulp(double x);

/* What flushing may take from a sum of products where a bound counts one rounding: less than the least normal float
 * from a product, and as much from a partial sum. */
#define COMPARE_FLUSHED 0x1p-125

/* (|got - want| - ulp(want) / 2) / ulp(scale), at least 0. Classes first: NaN matches NaN alone, an infinity the same
 * infinity or a want that rounds to it; a mismatch is INFINITY. With `flush`, a want that rounds below the least normal
 * float may have become 0, and COMPARE_FLUSHED is added to the ulp: kernels that sum in float32 (bounds such as "k +
 * 1") lose that in each step; to those that sum in double (bounds in v) it allows next to nothing. Zero matches zero of
 * either sign (the sign is compare_same_bits' business). */
double compare_error(float got, double want, double scale, bool flush);

/* Two floats have the same bits, or both are NaN. */
bool compare_alike(float a, float b);

/* |got - want| in ulps of want, from the exact value; `nearest` is the float nearest to it. Classes and signs are right
 * or wrong, never nearly right: INFINITY where one is NaN or infinite and the other is not, or their signs differ. */
double compare_ulps(float got, float nearest, double want);

/* got holds the bits of want rounded to float32; any NaN is as good as another. */
bool compare_same_bits(float got, double want);

#endif
