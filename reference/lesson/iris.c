/* SPDX-License-Identifier: MIT
 * iris.c - the training loop of p32..p40 (F38), in TensorFlow's order of operations. */
#include "iris.h"
#include "dataset.h"
#include "flush.h"
#include "numpy_print.h"
#include "plot.h"
#include "rng_tf.h"
#include "tensor.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <time.h>

enum { FEATURES = 4, CLASSES = 3, WEIGHTS = FEATURES * CLASSES, ALL = WEIGHTS + CLASSES };

struct training {
    struct run *run;
    iris_optimizer *optimizer;
    struct dataset data;
    float w[ALL], m[ALL], v[ALL]; /* w1, then b1 */
    float *y, *y_;                /* one batch, or the test rows */
    double *loss, *accuracy;      /* one for each epoch */
    uint64_t step;
};

/* tf.nn.softmax in place: the row's largest is taken off first, and the sum divides as a reciprocal. The exponential
 * goes through double so that the float does not depend on the C library's. */
static void softmax(float *y, size_t rows)
{
    for (float *row = y; row < y + rows * CLASSES; row += CLASSES) {
        float max = row[0], sum = 0;
        for (size_t j = 1; j < CLASSES; j++)
            max = row[j] > max ? row[j] : max;
        for (size_t j = 0; j < CLASSES; j++) {
            row[j] = (float)exp((double)(row[j] - max));
            sum += row[j];
        }
        float reciprocal = 1 / sum;
        for (size_t j = 0; j < CLASSES; j++)
            row[j] *= reciprocal;
    }
}

/* g, the gradient with respect to the softmax y, becomes the one with respect to its operand. */
static void softmax_gradient(const float *y, float *g, size_t rows)
{
    for (size_t i = 0; i < rows * CLASSES; i += CLASSES) {
        float sum = 0;
        for (size_t j = 0; j < CLASSES; j++)
            sum += g[i + j] * y[i + j];
        for (size_t j = 0; j < CLASSES; j++)
            g[i + j] = (g[i + j] - sum) * y[i + j];
    }
}

static void forward(const struct training *t, size_t first, size_t rows)
{
    tensor_matmul(t->data.x + first * FEATURES, t->w, t->y, rows, FEATURES, CLASSES);
    tensor_add_bias(t->y, t->w + WEIGHTS, rows, CLASSES);
    softmax(t->y, rows);
}

/* Trains on one batch and returns its loss before the update. */
static float train_batch(struct training *t, size_t first, size_t rows)
{
    float gradient[ALL], *g = t->y_;
    forward(t, first, rows);
    for (size_t i = 0; i < rows * CLASSES; i++)
        t->y_[i] = (float)(t->data.label[first + i / CLASSES] == (int32_t)(i % CLASSES)); /* one_hot */
    float loss = tensor_mse(t->y_, t->y, g, rows * CLASSES);
    softmax_gradient(t->y, g, rows);
    tensor_matmul_transposed(t->data.x + first * FEATURES, g, gradient, rows, FEATURES, CLASSES);
    tensor_sum_rows(g, gradient + WEIGHTS, rows, CLASSES);
    t->optimizer(&(struct iris_update){t->w, t->m, t->v, gradient, ALL, ++t->step, t->run->value});
    return loss;
}

/* An epoch's loss: the float32 losses of its batches, summed in float64 as NumPy 1 does, over their number. */
static double train_epoch(struct training *t)
{
    size_t batch = (size_t)t->run->value[IRIS_BATCH], batches = 0;
    double loss_all = 0;
    for (size_t first = 0; first < t->data.rows; first += batch, batches++)
        loss_all += (double)train_batch(t, first, t->data.rows - first < batch ? t->data.rows - first : batch);
    return loss_all / (double)batches;
}

/* The accuracy on the test rows. argmax takes the first of equals, and of nothing but nan the first too. */
static double test(const struct training *t)
{
    size_t correct = 0;
    forward(t, t->data.rows, t->data.test);
    for (size_t i = 0; i < t->data.test; i++) {
        const float *y = t->y + i * CLASSES;
        int32_t best = 0;
        for (int32_t j = 1; j < CLASSES; j++)
            best = y[j] > y[best] ? j : best;
        correct += best == t->data.label[t->data.rows + i];
    }
    return (double)correct / (double)t->data.test;
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void train(struct training *t)
{
    FILE *out = t->run->out;
    bool flush = t->run->value[IRIS_FLUSH] != 0;
    double begin = seconds();
    for (int epoch = 0; epoch < (int)t->run->value[IRIS_EPOCHS]; epoch++) {
        if (!run_wanted(t->run))
            return;
        unsigned before = flush ? flush_begin() : 0;
        t->loss[epoch] = train_epoch(t);
        t->accuracy[epoch] = test(t);
        if (flush)
            flush_end(before);
        fprintf(out, "Epoch %d, loss: ", epoch);
        numpy_print_float64(out, t->loss[epoch]);
        fputs("\nTest_acc: ", out);
        numpy_print_float64(out, t->accuracy[epoch]);
        fputs("\n--------------------------\n", out);
    }
    fputs("total_time ", out);
    numpy_print_float64(out, seconds() - begin);
    fputc('\n', out);
}

static bool draw(struct training *t)
{
    struct run *r = t->run;
    size_t epochs = (size_t)r->value[IRIS_EPOCHS];
    const struct plot_curve loss = {"Loss", NULL, t->loss, epochs}, accuracy = {"Accuracy", NULL, t->accuracy, epochs};
    const struct plot_panel panels[] = {
        {"Loss Function Curve", "Epoch", "Loss", &loss, 1},
        {"Acc Curve", "Epoch", "Acc", &accuracy, 1},
    };
    return plot_curves(r->plot, panels, 2, r->error, sizeof r->error);
}

/* tf.random.set_seed(seed), then two calls of truncated_normal(..., stddev=0.1, seed=1), which share one generator. */
static void initialize(struct training *t)
{
    struct rng_tf rng;
    rng_tf_seed(&rng, (int64_t)t->run->value[IRIS_SEED], 1);
    rng_tf_truncated_normal(&rng, t->w, WEIGHTS, 0.1f);
    rng_tf_truncated_normal(&rng, t->w + WEIGHTS, CLASSES, 0.1f);
}

static bool allocate(struct training *t)
{
    size_t epochs = (size_t)t->run->value[IRIS_EPOCHS], rows = t->data.rows + t->data.test;
    t->y = malloc(rows * CLASSES * sizeof *t->y);
    t->y_ = malloc(rows * CLASSES * sizeof *t->y_);
    t->loss = malloc(epochs * sizeof *t->loss);
    t->accuracy = malloc(epochs * sizeof *t->accuracy);
    if (t->y && t->y_ && t->loss && t->accuracy)
        return true;
    snprintf(t->run->error, sizeof t->run->error, "out of memory");
    return false;
}

enum program_status iris_run(struct run *r, iris_optimizer *optimizer)
{
    if (r->value[IRIS_FLUSH] != 0 && !flush_available()) {
        snprintf(r->error, sizeof r->error,
                 "this processor cannot flush denormals as TensorFlow does on x86: try --flush-denormals off");
        return PROGRAM_ENVIRONMENT;
    }
    struct training t = {.run = r, .optimizer = optimizer};
    enum program_status status = PROGRAM_ENVIRONMENT;
    if (!dataset_iris(&t.data, NULL, (uint32_t)r->value[IRIS_SEED], r->error, sizeof r->error))
        return errno == ENOMEM ? PROGRAM_ENVIRONMENT : PROGRAM_USAGE;
    if (!allocate(&t))
        goto done;
    initialize(&t);
    train(&t);
    if (r->plot && !program_interrupted() && !draw(&t))
        goto done;
    status = PROGRAM_PASS;
done:
    free(t.y);
    free(t.y_);
    free(t.loss);
    free(t.accuracy);
    dataset_free(&t.data);
    return status;
}
