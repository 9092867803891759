/* SPDX-License-Identifier: MIT
 * p23_softmaxce.c - softmax and cross entropy, in two steps and in one (F25, F26). The script's arrays are NumPy's, so
 * all of it is float64. */
#include "numpy_print.h"
#include "script.h"

#include <math.h>

enum { ROWS = 5, CLASSES = 3 };

static double largest(const double y[CLASSES])
{
    double max = y[0];
    for (size_t i = 1; i < CLASSES; i++)
        max = y[i] > max ? y[i] : max;
    return max;
}

/* tf.nn.softmax: the largest is taken off first, and the sum divides as a reciprocal. */
static void softmax(const double y[CLASSES], double p[CLASSES])
{
    double max = largest(y), sum = 0;
    for (size_t i = 0; i < CLASSES; i++) {
        p[i] = exp(y[i] - max);
        sum += p[i];
    }
    for (size_t i = 0; i < CLASSES; i++)
        p[i] *= 1 / sum;
}

/* tf.losses.categorical_crossentropy, Keras' way: y over its sum, kept off 0 and 1. */
static double categorical_crossentropy(const double y_[CLASSES], const double y[CLASSES])
{
    const double epsilon = 1e-7;
    double sum = 0, loss = 0;
    for (size_t i = 0; i < CLASSES; i++)
        sum += y[i];
    for (size_t i = 0; i < CLASSES; i++)
        loss += y_[i] * log(fmin(fmax(y[i] / sum, epsilon), 1 - epsilon));
    return -loss;
}

/* tf.nn.softmax_cross_entropy_with_logits: the logarithm of the sum, no probability is formed. */
static double softmax_cross_entropy(const double y_[CLASSES], const double y[CLASSES])
{
    double max = largest(y), sum = 0, loss = 0;
    for (size_t i = 0; i < CLASSES; i++)
        sum += exp(y[i] - max);
    for (size_t i = 0; i < CLASSES; i++)
        loss += y_[i] * (log(sum) - (y[i] - max));
    return loss;
}

static void print_losses(FILE *out, const char *heading, const double loss[ROWS])
{
    fprintf(out, "%s\n ", heading);
    numpy_print_tensor(out, &(struct numpy_array){loss, NUMPY_FLOAT64, 1, {ROWS}});
    fputc('\n', out);
}

static enum program_status run(struct run *r)
{
    static const double y_[ROWS][CLASSES] = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1, 0, 0}, {0, 1, 0}};
    static const double y[ROWS][CLASSES] = {{12, 3, 2}, {3, 10, 1}, {1, 2, 5}, {4, 6.5, 1.2}, {3, 6, 1}};
    double loss_ce1[ROWS], loss_ce2[ROWS];
    for (size_t i = 0; i < ROWS; i++) {
        double y_pro[CLASSES];
        softmax(y[i], y_pro);
        loss_ce1[i] = categorical_crossentropy(y_[i], y_pro);
        loss_ce2[i] = softmax_cross_entropy(y_[i], y[i]);
    }
    print_losses(r->out, "分步计算的结果:", loss_ce1);
    print_losses(r->out, "结合计算的结果:", loss_ce2);
    return PROGRAM_PASS;
}

const struct script script_p23_softmaxce = {
    .name = "p23_softmaxce",
    .about = "softmax with cross entropy, in two steps and in one",
    .cite = "F25, F26, class2/p23_softmaxce.py",
    .run = run,
};
