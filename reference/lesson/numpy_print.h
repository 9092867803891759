/* SPDX-License-Identifier: MIT
 * numpy_print.h - numbers and arrays as Python, NumPy and TensorFlow print them.
 *
 * The shortest decimal digits that read back as the same float32 or float64; arrays with at most 8 digits after the
 * point, one width for all elements, lines of 75 columns: NumPy's default print options. Where an element has more
 * places than digits, it gets further true digits, as in NumPy 1.21 and later. Arrays of more than 1000 elements, which
 * NumPy abbreviates, are written out. */
#ifndef NUMPY_PRINT_H
#define NUMPY_PRINT_H

#include <stddef.h>
#include <stdio.h>

enum numpy_type { NUMPY_INT32, NUMPY_INT64, NUMPY_FLOAT32, NUMPY_FLOAT64 };

struct numpy_array {
    const void *data; /* row-major */
    enum numpy_type type;
    int dims; /* 0 (a scalar, for a tensor only), 1 or 2 */
    size_t shape[2];
};

/* str() of a NumPy scalar; of a Python float too, which prints as a float64 does. */
void numpy_print_float32(FILE *out, float x);
void numpy_print_float64(FILE *out, double x);

/* Python's '%f': nan has no sign. */
void numpy_print_fixed(FILE *out, double x);

/* str() of an array. */
void numpy_print_array(FILE *out, const struct numpy_array *a);

/* str() of an eager tensor: tf.Tensor([1 2], shape=(2,), dtype=int32). */
void numpy_print_tensor(FILE *out, const struct numpy_array *a);

#endif
