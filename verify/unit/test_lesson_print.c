/* SPDX-License-Identifier: MIT
 * test_lesson_print.c - against texts that NumPy 1.24 printed. */
#include "numpy_print.h"

#include <criterion/criterion.h>
#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    struct numpy_array array;
    const char *text;
} ARRAY[] = {
    {{(const float[]){-0.8113182f, 1.4845988f}, NUMPY_FLOAT32, 2, {2, 1}},
     "[[-0.8113182]\n"
     " [ 1.4845988]]"},
    {{(const float[]){0.9993659f, 0.999166f}, NUMPY_FLOAT32, 2, {2, 1}},
     "[[0.9993659]\n"
     " [0.999166 ]]"},
    {{(const float[]){1.0009792f, 0.9977485f}, NUMPY_FLOAT32, 2, {2, 1}},
     "[[1.0009792]\n"
     " [0.9977485]]"},
    {{(const float[]){0.1f, 1e-05f, 3}, NUMPY_FLOAT32, 1, {3}}, "[1.e-01 1.e-05 3.e+00]"},
    {{(const float[]){0.1f, 1.2345678e-05f, 3}, NUMPY_FLOAT32, 1, {3}}, "[1.0000000e-01 1.2345678e-05 3.0000000e+00]"},
    {{(const float[]){99999992, 1.5f}, NUMPY_FLOAT32, 1, {2}}, "[9.999999e+07 1.500000e+00]"},
    {{(const float[]){99999992, 76809056}, NUMPY_FLOAT32, 1, {2}}, "[99999992. 76809056.]"},
    {{(const float[]){76809056, -14928707, 2478935}, NUMPY_FLOAT32, 1, {3}}, "[ 76809056. -14928707.   2478935.]"},
    {{(const float[]){0, 0.5f, -0.25f}, NUMPY_FLOAT32, 1, {3}}, "[ 0.    0.5  -0.25]"},
    {{(const float[]){-0.0f}, NUMPY_FLOAT32, 1, {1}}, "[-0.]"},
    {{(const float[]){NAN, 1, INFINITY}, NUMPY_FLOAT32, 1, {3}}, "[nan  1. inf]"},
    {{(const float[]){-INFINITY, NAN, 0, -0.0f}, NUMPY_FLOAT32, 2, {2, 2}},
     "[[-inf  nan]\n"
     " [  0.  -0.]]"},
    {{(const float[]){NAN, NAN}, NUMPY_FLOAT32, 1, {2}}, "[nan nan]"},
    {{(const float[]){NAN, 1e-06f, -INFINITY}, NUMPY_FLOAT32, 1, {3}}, "[   nan 1.e-06   -inf]"},
    {{(const float[]){1e-04f}, NUMPY_FLOAT32, 1, {1}}, "[1.e-04]"},
    {{(const float[]){0.00010002f, 0.1f}, NUMPY_FLOAT32, 1, {2}}, "[0.00010002 0.1       ]"},
    {{(const float[]){0.001f, 1}, NUMPY_FLOAT32, 1, {2}}, "[0.001 1.   ]"},
    {{(const float[]){0.001f, 1.001f}, NUMPY_FLOAT32, 1, {2}}, "[1.000e-03 1.001e+00]"},
    {{(const float[]){1000, 1}, NUMPY_FLOAT32, 1, {2}}, "[1000.    1.]"},
    {{(const float[]){1001, 1}, NUMPY_FLOAT32, 1, {2}}, "[1.001e+03 1.000e+00]"},
    {{(const float[]){100000000}, NUMPY_FLOAT32, 1, {1}}, "[1.e+08]"},
    {{(const float[]){9.313226e-10f, 9.536743e-07f}, NUMPY_FLOAT32, 1, {2}}, "[9.313226e-10 9.536743e-07]"},
    {{(const float[]){3.4028235e+38f, 1e-45f}, NUMPY_FLOAT32, 1, {2}}, "[3.4028235e+38 1.4012985e-45]"},
    {{(const float[]){0.33333334f, 0.6666667f, 1}, NUMPY_FLOAT32, 1, {3}}, "[0.33333334 0.6666667  1.        ]"},
    {{(const float[]){123456.79f, 0.5f}, NUMPY_FLOAT32, 1, {2}}, "[1.2345679e+05 5.0000000e-01]"},
    {{(const double[]){5.684341886080802e-14}, NUMPY_FLOAT64, 1, {1}}, "[5.68434189e-14]"},
    {{(const double[]){5.684341886080802e-14, 1.1368683772161603e-13, 1e-14}, NUMPY_FLOAT64, 1, {3}},
     "[5.68434189e-14 1.13686838e-13 1.00000000e-14]"},
    {{(const double[]){5e-324, 1.7976931348623157e+308}, NUMPY_FLOAT64, 1, {2}}, "[4.94065646e-324 1.79769313e+308]"},
    {{(const double[]){1e-100, 1}, NUMPY_FLOAT64, 1, {2}}, "[1.e-100 1.e+000]"},
    {{(const double[]){9.99999999999e-05, 1}, NUMPY_FLOAT64, 1, {2}}, "[1.e-04 1.e+00]"},
    {{(const double[]){0.123456785, 0.5}, NUMPY_FLOAT64, 1, {2}}, "[0.12345678 0.5       ]"},
    {{(const double[]){0.99999999499, 0.5}, NUMPY_FLOAT64, 1, {2}}, "[0.99999999 0.5       ]"},
    {{(const double[]){0.999999996, 0.5}, NUMPY_FLOAT64, 1, {2}}, "[1.  0.5]"},
    {{(const double[]){0.720324493, 0.000114374817, 0.302332573}, NUMPY_FLOAT64, 1, {3}},
     "[7.20324493e-01 1.14374817e-04 3.02332573e-01]"},
    {{(const double[]){1, 2.5, 3, -100.125}, NUMPY_FLOAT64, 2, {2, 2}},
     "[[   1.       2.5  ]\n"
     " [   3.    -100.125]]"},
    {{(const double[]){0.1, 0.2, 0.30000000000000004}, NUMPY_FLOAT64, 1, {3}}, "[0.1 0.2 0.3]"},
    {{(const double[]){1000000000000000.0, 1.5}, NUMPY_FLOAT64, 1, {2}}, "[1.0e+15 1.5e+00]"},
    {{(const double[]){12345678.9, 99999999}, NUMPY_FLOAT64, 1, {2}}, "[12345678.9 99999999. ]"},
    {{(const double[]){0.0001, 0.09}, NUMPY_FLOAT64, 1, {2}}, "[0.0001 0.09  ]"},
    {{(const double[]){0.000168795487, 0.00103475622, 0.0658839038, 2.58349207, 0.0549852354}, NUMPY_FLOAT64, 1, {5}},
     "[1.68795487e-04 1.03475622e-03 6.58839038e-02 2.58349207e+00\n"
     " 5.49852354e-02]"},
    {{(const double[]){0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5,
                       0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5},
      NUMPY_FLOAT64,
      1,
      {30}},
     "[0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5\n"
     " 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5 0.5]"},
    {{(const double[]){1, 2, 3.5, 1, 2, 3.5, 1, 2, 3.5, 1, 2, 3.5, 1, 2, 3.5, 1, 2, 3.5, 1, 2, 3.5, 1, 2, 3.5},
      NUMPY_FLOAT64,
      1,
      {24}},
     "[1.  2.  3.5 1.  2.  3.5 1.  2.  3.5 1.  2.  3.5 1.  2.  3.5 1.  2.  3.5\n"
     " 1.  2.  3.5 1.  2.  3.5]"},
    {{(const double[]){1.25, 1.25, 1.25, 1.25, 1.25, 1.25, 1.25, 1.25, 1.25, 1.25, 1.25, 1.25, 1.25, 1.25,
                       1.25, 1.25, 1.25, 1.25, 1.25, 1.25, 2,    2,    2,    2,    2,    2,    2,    2,
                       2,    2,    2,    2,    2,    2,    2,    2,    2,    2,    2,    2},
      NUMPY_FLOAT64,
      2,
      {2, 20}},
     "[[1.25 1.25 1.25 1.25 1.25 1.25 1.25 1.25 1.25 1.25 1.25 1.25 1.25 1.25\n"
     "  1.25 1.25 1.25 1.25 1.25 1.25]\n"
     " [2.   2.   2.   2.   2.   2.   2.   2.   2.   2.   2.   2.   2.   2.\n"
     "  2.   2.   2.   2.   2.   2.  ]]"},
    {{(const double[]){0}, NUMPY_FLOAT64, 1, {1}}, "[0.]"},
    {{(const int32_t[]){1, 2, 3, 4, 5}, NUMPY_INT32, 1, {5}}, "[1 2 3 4 5]"},
    {{(const int32_t[]){1, -20, 300, 4}, NUMPY_INT32, 2, {2, 2}},
     "[[  1 -20]\n"
     " [300   4]]"},
    {{(const int64_t[]){INT64_MIN, INT64_MAX}, NUMPY_INT64, 1, {2}}, "[-9223372036854775808  9223372036854775807]"},
    {{(const int64_t[]){0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19,
                        20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39},
      NUMPY_INT64,
      1,
      {40}},
     "[ 0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15 16 17 18 19 20 21 22 23\n"
     " 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39]"},
    {{(const int32_t[]){0}, NUMPY_INT32, 1, {1}}, "[0]"},
};

static const struct {
    float x;
    const char *text;
} SINGLE[] = {
    {0.5108256f, "0.5108256"},
    {0.22314353f, "0.22314353"},
    {0.1f, "0.1"},
    {1e-04f, "1e-04"},
    {0.00010000001f, "0.00010000001"},
    {1e-05f, "1e-05"},
    {1.5e-07f, "1.5e-07"},
    {1e+16f, "1e+16"},
    {9999999000000000.0f, "9999999000000000.0"},
    {16777216, "16777216.0"},
    {1000000000000000.0f, "1000000000000000.0"},
    {1234567.8f, "1234567.8"},
    {-0.0f, "-0.0"},
    {NAN, "nan"},
    {INFINITY, "inf"},
    {-INFINITY, "-inf"},
    {3.4028235e+38f, "3.4028235e+38"},
    {1e-45f, "1e-45"},
    {9.313226e-10f, "9.313226e-10"},
    {0.33333334f, "0.33333334"},
};

static const struct {
    double x;
    const char *text;
} DOUBLE[] = {
    {0.36666666666666664, "0.36666666666666664"},
    {0.2821310982108116, "0.2821310982108116"},
    {1, "1.0"},
    {0, "0.0"},
    {-0.0, "-0.0"},
    {0.0001, "0.0001"},
    {9.999999999999999e-05, "9.999999999999999e-05"},
    {1e+16, "1e+16"},
    {9999999999999998.0, "9999999999999998.0"},
    {1e+22, "1e+22"},
    {5.684341886080802e-14, "5.684341886080802e-14"},
    {5e-324, "5e-324"},
    {1.7976931348623157e+308, "1.7976931348623157e+308"},
    {0.1, "0.1"},
    {1e+100, "1e+100"},
    {123456789.123, "123456789.123"},
    {100, "100.0"},
    {NAN, "nan"},
    {INFINITY, "inf"},
    {-INFINITY, "-inf"},
    {0.30000000000000004, "0.30000000000000004"},
    {5.684341886080802e-14, "5.684341886080802e-14"},
};

static const struct {
    struct numpy_array array;
    const char *text;
} TENSOR[] = {
    {{(const int32_t[]){1, 2, 3, 4, 5}, NUMPY_INT32, 1, {5}}, "tf.Tensor([1 2 3 4 5], shape=(5,), dtype=int32)"},
    {{(const float[]){0.5108256f}, NUMPY_FLOAT32, 0, {0}}, "tf.Tensor(0.5108256, shape=(), dtype=float32)"},
    {{(const double[]){0.1}, NUMPY_FLOAT64, 0, {0}}, "tf.Tensor(0.1, shape=(), dtype=float64)"},
    {{(const int64_t[]){-7}, NUMPY_INT64, 0, {0}}, "tf.Tensor(-7, shape=(), dtype=int64)"},
    {{(const float[]){1.0099998f, 2.008f, -0.6600003f}, NUMPY_FLOAT32, 2, {1, 3}},
     "tf.Tensor([[ 1.0099998  2.008     -0.6600003]], shape=(1, 3), dtype=float32)"},
    {{(const int32_t[]){1, 2, 3, 4}, NUMPY_INT32, 2, {2, 2}},
     "tf.Tensor(\n[[1 2]\n [3 4]], shape=(2, 2), dtype=int32)"},
    {{(const double[]){1.68795487e-04, 1.03475622e-03, 6.58839038e-02, 2.58349207e+00, 5.49852354e-02},
      NUMPY_FLOAT64,
      1,
      {5}},
     "tf.Tensor(\n[1.68795487e-04 1.03475622e-03 6.58839038e-02 2.58349207e+00\n 5.49852354e-02], shape=(5,), "
     "dtype=float64)"},
    {{(const float[]){0}, NUMPY_FLOAT32, 1, {0}}, "tf.Tensor([], shape=(0,), dtype=float32)"},
};

/* What was printed, in a text of its own. */
struct capture {
    char *text;
    size_t size;
    FILE *out;
};

static FILE *capture_begin(struct capture *c)
{
    c->out = open_memstream(&c->text, &c->size);
    cr_assert_not_null(c->out);
    return c->out;
}

static void capture_end(struct capture *c, const char *want, const char *table, size_t row)
{
    cr_assert(fclose(c->out) == 0);
    cr_expect_str_eq(c->text, want, "%s %zu: expected\n%s\ngot\n%s", table, row, want, c->text);
    free(c->text);
}

Test(lesson_print, arrays)
{
    struct capture c;
    for (size_t i = 0; i < sizeof ARRAY / sizeof *ARRAY; i++) {
        numpy_print_array(capture_begin(&c), &ARRAY[i].array);
        capture_end(&c, ARRAY[i].text, "array", i);
    }
}

Test(lesson_print, scalars)
{
    struct capture c;
    for (size_t i = 0; i < sizeof SINGLE / sizeof *SINGLE; i++) {
        numpy_print_float32(capture_begin(&c), SINGLE[i].x);
        capture_end(&c, SINGLE[i].text, "single", i);
    }
    for (size_t i = 0; i < sizeof DOUBLE / sizeof *DOUBLE; i++) {
        numpy_print_float64(capture_begin(&c), DOUBLE[i].x);
        capture_end(&c, DOUBLE[i].text, "double", i);
    }
}

Test(lesson_print, tensors)
{
    struct capture c;
    for (size_t i = 0; i < sizeof TENSOR / sizeof *TENSOR; i++) {
        numpy_print_tensor(capture_begin(&c), &TENSOR[i].array);
        capture_end(&c, TENSOR[i].text, "tensor", i);
    }
}

Test(lesson_print, fixed)
{
    static const struct {
        double x;
        const char *text;
    } FIXED[] = {
        {12.959999084472656, "12.959999"}, {-0.0, "-0.000000"}, {NAN, "nan"}, {-NAN, "nan"}, {-INFINITY, "-inf"},
    };
    struct capture c;
    for (size_t i = 0; i < sizeof FIXED / sizeof *FIXED; i++) {
        numpy_print_fixed(capture_begin(&c), FIXED[i].x);
        capture_end(&c, FIXED[i].text, "fixed", i);
    }
}

/* The digits of a number's text, without the zeros around them. */
static int digits(const char *text)
{
    int count = 0, zeros = 0;
    for (; *text && *text != 'e'; text++) {
        if (*text < '0' || *text > '9' || (*text == '0' && count == 0))
            continue;
        zeros = *text == '0' ? zeros + 1 : 0;
        count++;
    }
    return count - zeros;
}

/* Whatever the bits, the text reads back as the number, and one digit less would not. */
Test(lesson_print, shortest)
{
    uint64_t bits = 1;
    for (int i = 0; i < 20000; i++) {
        bits = bits * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        uint32_t high = (uint32_t)(bits >> 32);
        float x;
        memcpy(&x, &high, sizeof x);
        if (i % 4 == 0)
            x = ldexpf(1, (int)(high % 250) - 125);
        if (!isfinite(x) || fabsf(x) < FLT_MIN)
            continue;
        struct capture c;
        numpy_print_float32(capture_begin(&c), x);
        cr_assert(fclose(c.out) == 0);
        cr_expect(strtof(c.text, NULL) == x, "%a: %s", (double)x, c.text);
        char fewer[40];
        int n = digits(c.text);
        cr_expect(n >= 1 && n <= FLT_DECIMAL_DIG, "%s has %d digits", c.text, n);
        snprintf(fewer, sizeof fewer, "%.*e", n >= 2 ? n - 2 : 0, (double)x);
        cr_expect(n == 1 || strtof(fewer, NULL) != x, "%a: %s would do for %s", (double)x, fewer, c.text);
        free(c.text);
    }
}
