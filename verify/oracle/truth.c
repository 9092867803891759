/* SPDX-License-Identifier: MIT
 * truth.c - the lecture's functions in MPFR. The formulas as printed: with 300 bits nothing cancels that matters for a
 * float's 24. Lecture F12 to F15; log is the cross entropy's, F23. */
#include "truth.h"

#include <stddef.h>
#include <string.h>

#define UNUSED(alpha) (void)(alpha)

static void f_exp(mpfr_t y, mpfr_t x, double alpha)
{
    UNUSED(alpha);
    mpfr_exp(y, x, MPFR_RNDN);
}

static void f_log(mpfr_t y, mpfr_t x, double alpha)
{
    UNUSED(alpha);
    mpfr_log(y, x, MPFR_RNDN);
}

static void f_inverse(mpfr_t y, mpfr_t x, double alpha)
{
    UNUSED(alpha);
    mpfr_ui_div(y, 1, x, MPFR_RNDN);
}

static void f_sigmoid(mpfr_t y, mpfr_t x, double alpha)
{
    UNUSED(alpha);
    mpfr_neg(y, x, MPFR_RNDN);
    mpfr_exp(y, y, MPFR_RNDN);
    mpfr_add_ui(y, y, 1, MPFR_RNDN);
    mpfr_ui_div(y, 1, y, MPFR_RNDN);
}

/* e^-|x| / (1 + e^-|x|)^2: even, and without f (1 - f)'s cancellation beyond 300 bits' reach. */
static void f_sigmoid_derivative(mpfr_t y, mpfr_t x, double alpha)
{
    mpfr_t sum;
    UNUSED(alpha);
    mpfr_init2(sum, TRUTH_BITS);
    mpfr_abs(y, x, MPFR_RNDN);
    mpfr_neg(y, y, MPFR_RNDN);
    mpfr_exp(y, y, MPFR_RNDN);
    mpfr_add_ui(sum, y, 1, MPFR_RNDN);
    mpfr_sqr(sum, sum, MPFR_RNDN);
    mpfr_div(y, y, sum, MPFR_RNDN);
    mpfr_clear(sum);
}

static void f_sigmoid_derivative_y(mpfr_t y, mpfr_t x, double alpha)
{
    UNUSED(alpha);
    mpfr_ui_sub(y, 1, x, MPFR_RNDN);
    mpfr_mul(y, y, x, MPFR_RNDN);
}

static void f_tanh(mpfr_t y, mpfr_t x, double alpha)
{
    UNUSED(alpha);
    mpfr_tanh(y, x, MPFR_RNDN);
}

/* 1 - tanh^2 x = 4 sigmoid'(2x) */
static void f_tanh_derivative(mpfr_t y, mpfr_t x, double alpha)
{
    mpfr_t twice;
    mpfr_init2(twice, TRUTH_BITS);
    mpfr_mul_2ui(twice, x, 1, MPFR_RNDN);
    f_sigmoid_derivative(y, twice, alpha);
    mpfr_mul_2ui(y, y, 2, MPFR_RNDN);
    mpfr_clear(twice);
}

static void f_tanh_derivative_y(mpfr_t y, mpfr_t x, double alpha)
{
    UNUSED(alpha);
    mpfr_sqr(y, x, MPFR_RNDN);
    mpfr_ui_sub(y, 1, y, MPFR_RNDN);
}

/* max(x, 0) + ln(1 + e^-|x|): from 2^30 ln 2 on even MPFR has no room for e^x. */
static void f_softplus(mpfr_t y, mpfr_t x, double alpha)
{
    UNUSED(alpha);
    mpfr_abs(y, x, MPFR_RNDN);
    mpfr_neg(y, y, MPFR_RNDN);
    mpfr_exp(y, y, MPFR_RNDN);
    mpfr_log1p(y, y, MPFR_RNDN);
    if (mpfr_sgn(x) > 0)
        mpfr_add(y, y, x, MPFR_RNDN);
}

static void f_relu(mpfr_t y, mpfr_t x, double alpha)
{
    UNUSED(alpha);
    if (mpfr_nan_p(x) || mpfr_sgn(x) > 0)
        mpfr_set(y, x, MPFR_RNDN);
    else
        mpfr_set_zero(y, 1);
}

static void f_relu_derivative(mpfr_t y, mpfr_t x, double alpha)
{
    UNUSED(alpha);
    if (mpfr_nan_p(x))
        mpfr_set_nan(y);
    else
        mpfr_set_ui(y, mpfr_sgn(x) > 0, MPFR_RNDN);
}

static void f_leaky_relu(mpfr_t y, mpfr_t x, double alpha)
{
    if (mpfr_nan_p(x) || mpfr_sgn(x) > 0)
        mpfr_set(y, x, MPFR_RNDN);
    else
        mpfr_mul_d(y, x, alpha, MPFR_RNDN);
}

static void f_leaky_relu_derivative(mpfr_t y, mpfr_t x, double alpha)
{
    if (mpfr_nan_p(x))
        mpfr_set_nan(y);
    else
        mpfr_set_d(y, mpfr_sgn(x) > 0 ? 1 : alpha, MPFR_RNDN);
}

static const struct {
    const char *row;
    truth_function *f;
} TRUTHS[] = {
    {"exp", f_exp},
    {"exp_derivative", f_exp},
    {"log", f_log},
    {"log_derivative", f_inverse},
    {"sigmoid", f_sigmoid},
    {"sigmoid_derivative", f_sigmoid_derivative},
    {"sigmoid_derivative_y", f_sigmoid_derivative_y},
    {"tanh", f_tanh},
    {"tanh_derivative", f_tanh_derivative},
    {"tanh_derivative_y", f_tanh_derivative_y},
    {"softplus", f_softplus},
    {"softplus_derivative", f_sigmoid},
    {"relu", f_relu},
    {"relu_derivative", f_relu_derivative},
    {"relu_derivative_y", f_relu_derivative},
    {"leaky_relu", f_leaky_relu},
    {"leaky_relu_derivative", f_leaky_relu_derivative},
    {"leaky_relu_derivative_y", f_leaky_relu_derivative},
};

truth_function *truth_of(const char *row)
{
    for (size_t i = 0; i < sizeof TRUTHS / sizeof *TRUTHS; i++)
        if (strcmp(TRUTHS[i].row, row) == 0)
            return TRUTHS[i].f;
    return NULL;
}

double truth_value(truth_function *f, double x, double alpha, float *nearest)
{
    mpfr_t in, out;
    mpfr_init2(in, TRUTH_BITS);
    mpfr_init2(out, TRUTH_BITS);
    mpfr_set_d(in, x, MPFR_RNDN);
    f(out, in, alpha);
    *nearest = mpfr_get_flt(out, MPFR_RNDN);
    double value = mpfr_get_d(out, MPFR_RNDN);
    mpfr_clear(in);
    mpfr_clear(out);
    return value;
}

float truth_nearest(truth_function *f, double x, double alpha)
{
    float nearest;
    truth_value(f, x, alpha, &nearest);
    return nearest;
}
