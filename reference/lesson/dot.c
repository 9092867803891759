/* SPDX-License-Identifier: MIT
 * dot.c - the training loop of both p29 scripts (F27..F31): h = relu(x w1 + b1), y = h w2 + b2. */
#include "dot.h"
#include "dataset.h"
#include "grid.h"
#include "numpy_print.h"
#include "plot.h"
#include "rng_tf.h"
#include "tensor.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>

enum { FEATURES = 2, HIDDEN = 11, W1 = FEATURES * HIDDEN, PRINT_EVERY = 20 };

/* The points where the script draws the network's output: np.mgrid[-3:3:.1, -3:3:.1] */
static const struct grid_axis AXIS = {-3, 3, .1};

/* The dot of unknown colour on the lecture's page about dot.csv. */
static const double QUERY[FEATURES] = {0.380472, -0.21714};

struct network {
    float w1[W1], b1[HIDDEN], w2[HIDDEN], b2[1];
};

struct training {
    struct run *run;
    const double *regularizer;
    struct dataset data;
    struct network net;
    float *h, *y; /* one batch */
};

static void forward(const struct network *n, const float *x, float *h, float *y, size_t rows)
{
    tensor_matmul(x, n->w1, h, rows, FEATURES, HIDDEN);
    tensor_add_bias(h, n->b1, rows, HIDDEN);
    for (size_t i = 0; i < rows * HIDDEN; i++)
        h[i] = h[i] < 0 ? 0 : h[i]; /* relu (F14); nan stays nan */
    tensor_matmul(h, n->w2, y, rows, HIDDEN, 1);
    tensor_add_bias(y, n->b2, rows, 1);
}

/* The gradient with respect to relu's operand, in h's place: g w2' where h > 0; relu's own slope at 0 is 0. */
static void backward_hidden(const struct network *n, const float *g, float *h, size_t rows)
{
    for (size_t i = 0; i < rows * HIDDEN; i++)
        h[i] = h[i] > 0 ? g[i / HIDDEN] * n->w2[i % HIDDEN] : 0;
}

/* tf.nn.l2_loss: half the sum of squares (the slide's L2 has no half, F29). */
static float l2_loss(const float *w, size_t n)
{
    float sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += w[i] * w[i] * 0.5f;
    return sum;
}

static void add_scaled(float *g, const float *w, float scale, size_t n)
{
    for (size_t i = 0; i < n; i++)
        g[i] += scale * w[i];
}

/* Trains on one batch and returns its loss before the update. */
static float train_batch(struct training *t, size_t first, size_t rows)
{
    struct network *n = &t->net, gradient;
    const float *x = t->data.x + first * FEATURES;
    float *g = t->y, lr = (float)t->run->value[DOT_LR];
    forward(n, x, t->h, t->y, rows);
    float loss = tensor_mse(t->data.y + first, t->y, g, rows);
    tensor_matmul_transposed(t->h, g, gradient.w2, rows, HIDDEN, 1);
    tensor_sum_rows(g, gradient.b2, rows, 1);
    backward_hidden(n, g, t->h, rows);
    tensor_matmul_transposed(x, t->h, gradient.w1, rows, FEATURES, HIDDEN);
    tensor_sum_rows(t->h, gradient.b1, rows, HIDDEN);
    if (t->regularizer) { /* the weights' part; biases have none (F27) */
        float regularizer = (float)*t->regularizer;
        loss += regularizer * (l2_loss(n->w1, W1) + l2_loss(n->w2, HIDDEN));
        add_scaled(gradient.w1, n->w1, regularizer, W1);
        add_scaled(gradient.w2, n->w2, regularizer, HIDDEN);
    }
    tensor_descend(n->w1, gradient.w1, W1, lr);
    tensor_descend(n->b1, gradient.b1, HIDDEN, lr);
    tensor_descend(n->w2, gradient.w2, HIDDEN, lr);
    tensor_descend(n->b2, gradient.b2, 1, lr);
    return loss;
}

static void train(struct training *t)
{
    size_t batch = (size_t)t->run->value[DOT_BATCH];
    for (int epoch = 0; epoch < (int)t->run->value[DOT_EPOCHS] && run_wanted(t->run); epoch++) {
        float loss = 0; /* the last batch's alone is printed */
        for (size_t first = 0; first < t->data.rows; first += batch)
            loss = train_batch(t, first, t->data.rows - first < batch ? t->data.rows - first : batch);
        if (epoch % PRINT_EVERY == 0) {
            fprintf(t->run->out, "epoch: %d loss: ", epoch);
            numpy_print_float64(t->run->out, (double)loss);
            fputc('\n', t->run->out);
        }
    }
}

static float predict(const struct network *n, double x1, double x2)
{
    float h[HIDDEN], y;
    forward(n, (const float[FEATURES]){(float)x1, (float)x2}, h, &y, 1);
    return y;
}

static void print_query(const struct training *t)
{
    float y = predict(&t->net, QUERY[0], QUERY[1]);
    fprintf(t->run->out, "x1: %g x2: %g y: ", QUERY[0], QUERY[1]);
    numpy_print_float64(t->run->out, (double)y);
    fprintf(t->run->out, " %s\n", y > 0.5f ? "red" : y <= 0.5f ? "blue" : "no colour");
}

static bool draw(struct training *t)
{
    struct run *r = t->run;
    size_t side = grid_points(&AXIS), n = side * side, rows = t->data.rows;
    double *x = calloc(3 * n + 2 * rows, sizeof *x);
    int *label = calloc(rows, sizeof *label);
    bool drawn = false;
    if (!x || !label) {
        snprintf(r->error, sizeof r->error, "out of memory");
        goto done;
    }
    double *y = x + n, *z = y + n, *x1 = z + n, *x2 = x1 + rows;
    grid_mgrid(&AXIS, &AXIS, x, y);
    for (size_t i = 0; i < n; i++)
        z[i] = (double)predict(&t->net, x[i], y[i]);
    for (size_t i = 0; i < rows; i++) {
        x1[i] = (double)t->data.x[i * FEATURES];
        x2[i] = (double)t->data.x[i * FEATURES + 1];
        label[i] = t->data.y[i] != 0;
    }
    drawn = plot_contour(r->plot,
                         &(struct plot_dots){.title = t->regularizer ? "with regularization" : "without regularization",
                                             .x = x1,
                                             .y = x2,
                                             .label = label,
                                             .n = rows,
                                             .grid_x = x,
                                             .grid_y = y,
                                             .grid_z = z,
                                             .nx = side,
                                             .ny = side,
                                             .level = 0.5},
                         r->error, sizeof r->error);
done:
    free(x);
    free(label);
    return drawn;
}

/* tf.random.normal([2, 11], seed=seed), then tf.random.normal([11, 1], seed=seed), which share one generator; the
 * biases are 0.01. */
static void initialize(struct training *t)
{
    struct rng_tf rng;
    rng_tf_seed(&rng, RNG_TF_NO_GLOBAL_SEED, (int64_t)t->run->value[DOT_SEED]);
    rng_tf_normal(&rng, t->net.w1, W1, 1);
    rng_tf_normal(&rng, t->net.w2, HIDDEN, 1);
    for (size_t i = 0; i < HIDDEN; i++)
        t->net.b1[i] = 0.01f;
    t->net.b2[0] = 0.01f;
}

enum program_status dot_run(struct run *r, const double *regularizer)
{
    struct training t = {.run = r, .regularizer = regularizer};
    enum program_status status = PROGRAM_ENVIRONMENT;
    if (!dataset_dot(&t.data, NULL, r->error, sizeof r->error))
        return errno == ENOMEM ? PROGRAM_ENVIRONMENT : PROGRAM_USAGE;
    t.h = malloc(t.data.rows * HIDDEN * sizeof *t.h);
    t.y = malloc(t.data.rows * sizeof *t.y);
    if (!t.h || !t.y) {
        snprintf(r->error, sizeof r->error, "out of memory");
        goto done;
    }
    initialize(&t);
    train(&t);
    if (run_wanted(r)) {
        fputs("*******predict*******\n", r->out);
        print_query(&t);
    }
    if (r->plot && !program_interrupted() && !draw(&t))
        goto done;
    status = PROGRAM_PASS;
done:
    free(t.h);
    free(t.y);
    dataset_free(&t.data);
    return status;
}
