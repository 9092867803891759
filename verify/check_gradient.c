/* SPDX-License-Identifier: MIT
 * check_gradient.c - the references of gradients against differences of the reference of what they are the gradient
 * of. Operands bind by name, as everywhere: the gradient of x is dx.
 *
 * A row's gradients are found in three places: in the rows it names (with a cotangent d<output>, or without one where
 * they are f'(x) elementwise), in its own d<input> beside a loss, and in what a regularizer adds to g.
 */
#include "checks.h"
#include "fill.h"
#include "slope.h"
#include "spread.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SHAPES = 3 };

static const size_t SHAPE[GRADUS_AXES][SHAPES][GRADUS_AXES] = {
    {{4}, {9}, {14}},
    {{3, 4}, {5, 3}, {4, 7}},
    {{2, 3, 4}, {3, 5, 2}, {1, 4, 3}},
};

static int find_role(const struct gradus_op *op, const char *name, enum gradus_role role)
{
    int i = gradus_operand_index(op, name);
    return i >= 0 && op->operand[i].role == role ? i : -1;
}

/* The input of `op` whose gradient `name` is, and the output; -1: none. */
static int gradient_of(const struct gradus_op *op, const char *name, enum gradus_role role)
{
    return name[0] == 'd' ? find_role(op, name + 1, role) : -1;
}

static bool is_regularizer(const struct gradus_op *op)
{
    return find_role(op, "g", GRADUS_INOUT) >= 0 && find_role(op, "loss", GRADUS_INOUT) >= 0;
}

/* Results of `from` (op itself, or one of its gradients) that are gradients of op's inputs. */
static uint64_t gradients(const struct gradus_op *op, const struct gradus_op *from)
{
    uint64_t n = 0;
    for (int i = 0; i < gradus_operands(from); i++)
        n += from->operand[i].role == GRADUS_OUT && gradient_of(op, from->operand[i].name, GRADUS_IN) >= 0;
    return n;
}

static bool is_loss(const struct gradus_op *op)
{
    return find_role(op, "loss", GRADUS_OUT) >= 0;
}

static uint64_t all_gradients(const struct gradus_op *op)
{
    uint64_t n = (is_loss(op) ? gradients(op, op) : 0) + is_regularizer(op);
    for (int k = 0; k < GRADUS_GRADS && op->grad[k]; k++)
        n += gradients(op, op->grad[k]);
    return n;
}

static bool names_gradients(const struct gradus_op *op)
{
    return op->grad[0] || all_gradients(op) > 0;
}

static bool applies(const struct verify_options *options, const struct gradus_op *op)
{
    (void)options;
    return names_gradients(op);
}

/* Each gradient at each shape, and that each row which is named gives one. */
static uint64_t expected(const struct verify_options *options, const struct gradus_op *op)
{
    uint64_t named = 0;
    (void)options;
    while (named < GRADUS_GRADS && op->grad[named])
        named++;
    return 3 * all_gradients(op) + named;
}

/* One gradient: `of` is the operand it is the gradient of, `value` what the gradient's reference gives for it, and
 * `slack` how far that may be off by itself. */
static void expect_gradient(struct verify *v, struct slope *s, const char *from, int of, const double *value,
                            const double *slack)
{
    double worst = -1, at_value = NAN, at_slope = NAN;
    size_t element = 0, zeros = 0, sharp = 0;
    bool each = check_elementwise(s->r->op, false);
    for (size_t i = 0; i < s->r->count[of]; i++) {
        double error;
        s->only = each ? (long)i : -1;
        double slope = slope_by(s, of, i, &error);
        double tolerance = error + slack[i];
        double ratio = slope == value[i] ? 0 : fabs(slope - value[i]) / tolerance;
        ratio = ratio >= 0 ? ratio : INFINITY;
        zeros += value[i] == 0;
        /* A value that is twice or half the truth is at least value / 2 from it, and the truth at most tolerance from
         * the slope: it shows where value / 2 - tolerance > tolerance. A wrong sign does all the more. */
        sharp += tolerance < fabs(value[i]) / 4;
        if (ratio > worst) {
            worst = ratio;
            element = i;
            at_value = value[i];
            at_slope = slope;
        }
    }
    const struct gradus_op *op = s->r->op;
    verify_note(v, worst, 1, "%s by %s: d%s[%zu]", op->name, from, op->operand[of].name, element);
    verify_expect(v, worst >= 0 && worst <= 1 && (sharp > 0 || zeros == s->r->count[of] || s->far),
                  "d%s[%zu] of %s is %.12g, differences give %.12g: %.3g times the bound (%zu of %zu elements tell)   "
                  "verify --op %s --check gradient --seed %llu",
                  op->operand[of].name, element, from, at_value, at_slope, worst, sharp, s->r->count[of], op->name,
                  (unsigned long long)v->options->seed);
}

/* The gradient row's inputs: op's inputs, op's results and cotangents, by name. False: one is none of these. */
static bool bind(struct reference *g, const struct reference *r, double *const *cotangent)
{
    for (int i = 0; i < gradus_operands(g->op); i++) {
        const struct gradus_operand *operand = &g->op->operand[i];
        if (operand->role != GRADUS_IN)
            continue;
        int same = gradus_operand_index(r->op, operand->name), of = gradient_of(r->op, operand->name, GRADUS_OUT);
        const double *from = same < 0                                 ? (of < 0 ? NULL : cotangent[of])
                             : r->op->operand[same].role == GRADUS_IN ? r->in[same]
                                                                      : r->want[same];
        int count = same < 0 ? of : same;
        if (!from || g->count[i] != r->count[count])
            return false;
        memcpy(g->in[i], from, g->count[i] * sizeof *from);
    }
    for (int i = 0; i < gradus_hypers(g->op); i++)
        for (int j = 0; j < gradus_hypers(r->op); j++)
            if (strcmp(g->op->hyper[i].name, r->op->hyper[j].name) == 0)
                g->hyper[i] = r->hyper[j];
    return true;
}

/* A result of the forward reference that the gradient starts from (y in y (1 - y)) is itself rounded: adds what that
 * moves the gradient by, one element after the other. */
static void add_inherited(struct reference *g, const struct reference *r, int out, double *slack)
{
    size_t n = g->count[out];
    double *middle = calloc(n, sizeof *middle);
    if (!middle)
        return;
    memcpy(middle, g->want[out], n * sizeof *middle);
    for (int i = 0; i < gradus_operands(g->op); i++) {
        int same = find_role(r->op, g->op->operand[i].name, GRADUS_OUT);
        for (size_t j = 0; same >= 0 && j < g->count[i]; j++) {
            double own = g->in[i][j], step = reference_rounding(r, same, r->scale[same][j]);
            g->in[i][j] = own + step;
            reference_run(g);
            g->in[i][j] = own;
            for (size_t e = 0; e < n; e++)
                slack[e] += fabs(g->want[out][e] - middle[e]);
        }
    }
    free(middle);
    reference_run(g);
}

struct work {
    struct reference r, g;
    double *cotangent[GRADUS_OPERANDS], *slack;
    bool far;
};

/* The gradients that the row `from` gives. */
static void run_row(struct verify *v, struct work *w, const struct gradus_op *from)
{
    struct reference *r = &w->r, *g = &w->g;
    struct slope slope = {.r = r, .far = w->far};
    bool takes_cotangent = false;
    for (int i = 0; i < gradus_operands(from); i++)
        takes_cotangent = takes_cotangent || (from->operand[i].role == GRADUS_IN &&
                                              gradient_of(r->op, from->operand[i].name, GRADUS_OUT) >= 0);
    for (int o = 0; o < gradus_operands(r->op); o++) {
        if (r->op->operand[o].role != GRADUS_OUT)
            continue;
        for (size_t j = 0; j < r->count[o] && !takes_cotangent; j++)
            w->cotangent[o][j] = 1;
        slope.weight[o] = w->cotangent[o];
    }
    bool bound = reference_new(g, from, r->dim) && bind(g, r, w->cotangent);
    if (bound)
        reference_run(g);
    for (int i = 0; i < gradus_operands(from); i++) {
        int of = from->operand[i].role == GRADUS_OUT ? gradient_of(r->op, from->operand[i].name, GRADUS_IN) : -1;
        if (of < 0)
            continue;
        if (!bound) {
            verify_expect(v, false, "%s: an operand is none of %s's", from->name, r->op->name);
            continue;
        }
        for (size_t j = 0; j < g->count[i]; j++)
            w->slack[j] = reference_rounding(g, i, g->scale[i][j]);
        add_inherited(g, r, i, w->slack);
        expect_gradient(v, &slope, from->name, of, g->want[i], w->slack);
    }
    reference_free(g);
}

/* The gradients that a loss gives itself, and what a regularizer adds. */
static void run_own(struct verify *v, struct work *w)
{
    static const double one = 1;
    struct reference *r = &w->r;
    struct slope slope = {.r = r, .far = w->far};
    int loss = gradus_operand_index(r->op, "loss"), g = gradus_operand_index(r->op, "g");
    for (int i = 0; i < gradus_operands(r->op); i++) {
        bool added = is_regularizer(r->op) && i == g;
        int of = added ? gradus_operand_index(r->op, "w") : gradient_of(r->op, r->op->operand[i].name, GRADUS_IN);
        if (of < 0 || (!added && r->op->operand[i].role != GRADUS_OUT))
            continue;
        double *value = malloc(r->count[i] * sizeof *value);
        for (size_t j = 0; value && j < r->count[i]; j++) {
            value[j] = r->want[i][j] - (added ? r->in[i][j] : 0);
            w->slack[j] = reference_rounding(r, i, r->scale[i][j]);
        }
        slope.weight[loss] = &one;
        if (value)
            expect_gradient(v, &slope, r->op->name, of, value, w->slack);
        free(value);
    }
}

static void run_shape(struct verify *v, const struct gradus_op *op, size_t shape)
{
    struct work w = {.far = shape == 0};
    size_t most = 0;
    bool ok = reference_new(&w.r, op, SHAPE[strlen(op->axes) - 1][shape]);
    for (int i = 0; ok && i < gradus_operands(op); i++) {
        w.cotangent[i] = calloc(w.r.count[i], sizeof **w.cotangent);
        ok = w.cotangent[i];
        for (size_t j = 0; ok && j < w.r.count[i]; j++) {
            float drawn;
            fill_uniform(&drawn, 1, -1, 1, v->options->seed + 7919 * j + (uint64_t)i);
            w.cotangent[i][j] = drawn;
        }
        most = w.r.count[i] > most ? w.r.count[i] : most;
    }
    w.slack = calloc(most + 1, sizeof *w.slack);
    if (ok && w.slack) {
        for (int i = 0; shape == 2 && i < gradus_hypers(op); i++)
            w.r.hyper[i] = 0.75 * op->hyper[i].value + 0x1p-6;
        spread_inputs(&w.r, !w.far, v->options->seed + shape);
        reference_run(&w.r);
        for (int k = 0; k < GRADUS_GRADS && op->grad[k]; k++)
            run_row(v, &w, op->grad[k]);
        if (is_loss(op) || is_regularizer(op))
            run_own(v, &w);
    }
    for (int i = 0; i < GRADUS_OPERANDS; i++)
        free(w.cotangent[i]);
    free(w.slack);
    reference_free(&w.r);
}

static void run(struct verify *v, const struct gradus_op *op)
{
    for (int k = 0; k < GRADUS_GRADS && op->grad[k]; k++)
        verify_expect(v, gradients(op, op->grad[k]) > 0, "%s gives no gradient of %s", op->grad[k]->name, op->name);
    for (size_t shape = 0; shape < SHAPES; shape++)
        run_shape(v, op, shape);
}

const struct check check_gradient = {
    .name = "gradient",
    .about = "the references of gradients against central differences of the reference",
    .applies = applies,
    .expected = expected,
    .run = run,
};
