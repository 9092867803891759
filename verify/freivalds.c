/* SPDX-License-Identifier: MIT
 * freivalds.c - matrices by their axes: C has p and q, A has p and r, B has q and r.
 *
 * If every c_pq is within 1/2 ulp(want) + bound ulp(scale) of the product, and a sum of doubles of n terms within n v
 * of the sizes of its terms, then |C x - A (B x)| in row p is at most (bound + 1/2) u + 2 (q + r + 2) v s with s =
 * sum_r |a_pr| sum_q |b_qr| (+ sum_q |bias_q|), u = 2^-23 s + q 2^-149 no less than the sum of ulp(scale) over the row.
 * So error = (|C x - A (B x)| - 2 (q + r + 2) v s) / u - 1/2 is held against the bound as any other error is. Where
 * denormals are flushed every ulp grows by COMPARE_FLUSHED, so u by q times that; the half of it that goes with the 1/2
 * is q times the least normal float, which is what flushing the stored c_pq takes at most. */
#include "freivalds.h"

#include "compare.h"
#include "fill.h"

#include <float.h>
#include <math.h>
#include <string.h>

enum { SAMPLES = 64 };

struct matrix {
    const float *p;
    size_t row, col; /* strides */
    bool flush;      /* denormals are read as 0 */
};

struct product {
    int out;
    size_t rows, cols, terms; /* p, q, r */
    struct matrix c, a, b;
    const float *bias; /* q, or NULL */
    bool flush;
};

static size_t size_of(const struct gradus_call *call, char axis)
{
    return call->a.dim[strchr(call->op->axes, axis) - call->op->axes];
}

/* Operand i seen as rows along axis p, columns along the other. */
static struct matrix as_matrix(const struct gradus_call *call, int i, char p, bool flush)
{
    const char *shape = call->op->operand[i].shape;
    size_t across = size_of(call, shape[1]);
    return (struct matrix){call->a.p[i], shape[0] == p ? across : 1, shape[0] == p ? 1 : across, flush};
}

static double seen(float x, bool flush)
{
    return flush && fabsf(x) < FLT_MIN ? 0 : x;
}

static double at(const struct matrix *m, size_t i, size_t j)
{
    return seen(m->p[i * m->row + j * m->col], m->flush);
}

/* The input whose shape is made of just these axes; -1: none. */
static int input_of(const struct gradus_op *op, const char *axes)
{
    for (int i = 0; i < gradus_operands(op); i++) {
        const struct gradus_operand *o = &op->operand[i];
        if (o->role == GRADUS_IN && strlen(o->shape) == strlen(axes) && strspn(o->shape, axes) == strlen(axes))
            return i;
    }
    return -1;
}

static bool find_product(const struct gradus_call *call, bool flush, struct product *product)
{
    const struct gradus_op *op = call->op;
    if (strlen(op->axes) != 3)
        return false;
    for (int o = 0; o < gradus_operands(op); o++) {
        const struct gradus_operand *operand = &op->operand[o];
        if (operand->below || (operand->role != GRADUS_IN && operand->role != GRADUS_OUT))
            return false;
        if (operand->role != GRADUS_OUT || strlen(operand->shape) != 2)
            continue;
        char p = operand->shape[0], q = operand->shape[1], r = op->axes[strcspn(op->axes, operand->shape)];
        for (const char *axis = op->axes; *axis; axis++)
            r = *axis != p && *axis != q ? *axis : r;
        int a = input_of(op, (char[]){p, r, 0}), b = input_of(op, (char[]){q, r, 0});
        int bias = input_of(op, (char[]){q, 0});
        if (a < 0 || b < 0)
            return false;
        *product = (struct product){.out = o,
                                    .rows = size_of(call, p),
                                    .cols = size_of(call, q),
                                    .terms = size_of(call, r),
                                    .c = as_matrix(call, o, p, false),
                                    .a = as_matrix(call, a, p, flush),
                                    .b = as_matrix(call, b, q, flush),
                                    .bias = bias < 0 ? NULL : call->a.p[bias],
                                    .flush = flush};
        return true;
    }
    return false;
}

bool freivalds_fits(const struct gradus_call *call)
{
    struct product product;
    return find_product(call, false, &product);
}

size_t freivalds_scratch(const struct gradus_call *call)
{
    struct product product;
    return find_product(call, false, &product) ? 2 * product.terms + product.cols : 0;
}

static void note(struct judge_worst *worst, int operand, size_t element, double error, double got, double want)
{
    bool first = worst->values == 0;
    worst->values++;
    worst->wrong += !(error <= worst->bound);
    if (first || judge_ratio(error, worst->bound) > judge_ratio(worst->error, worst->bound)) {
        worst->error = error;
        worst->got = got;
        worst->want = want;
        worst->operand = operand;
        worst->element = element;
    }
}

static double bias_at(const struct product *product, size_t j)
{
    return product->bias ? seen(product->bias[j], product->flush) : 0;
}

static void judge_element(const struct product *product, size_t i, size_t j, struct judge_worst *worst)
{
    double want = bias_at(product, j), scale = fabs(want);
    for (size_t r = 0; r < product->terms; r++) {
        double term = at(&product->a, i, r) * at(&product->b, j, r);
        want += term;
        scale += fabs(term);
    }
    double got = at(&product->c, i, j);
    note(worst, product->out, i * product->c.row + j * product->c.col,
         compare_error((float)got, want, scale, product->flush), got, want);
}

/* t = B x and T = |B| 1, with the bias's part of both returned in *more and *size. */
static void apply_b(const struct product *product, const int32_t *sign, double *t, double *sizes, double *more,
                    double *size)
{
    for (size_t r = 0; r < product->terms; r++)
        t[r] = sizes[r] = 0;
    *more = *size = 0;
    for (size_t j = 0; j < product->cols; j++) {
        double x = sign[j] ? 1 : -1;
        for (size_t r = 0; r < product->terms; r++) {
            double b = at(&product->b, j, r);
            t[r] += x * b;
            sizes[r] += fabs(b);
        }
        *more += x * bias_at(product, j);
        *size += fabs(bias_at(product, j));
    }
}

static void judge_rows(const struct product *product, uint64_t seed, double *scratch, struct judge_worst *worst)
{
    double *t = scratch, *sizes = scratch + product->terms, more, size;
    int32_t *sign = (int32_t *)(scratch + 2 * product->terms);
    fill_labels(sign, product->cols, 2, seed);
    apply_b(product, sign, t, sizes, &more, &size);
    for (size_t i = 0; i < product->rows; i++) {
        double left = 0, right = more, s = size;
        for (size_t j = 0; j < product->cols; j++)
            left += sign[j] ? at(&product->c, i, j) : -at(&product->c, i, j);
        for (size_t r = 0; r < product->terms; r++) {
            right += at(&product->a, i, r) * t[r];
            s += fabs(at(&product->a, i, r)) * sizes[r];
        }
        /* Infinities and NaN do not add up; such a row is judged element by element. */
        if (!isfinite(left) || !isfinite(right) || !isfinite(s)) {
            for (size_t j = 0; j < product->cols; j++)
                judge_element(product, i, j, worst);
            continue;
        }
        double n = (double)(product->cols + product->terms + 2), own = n * DBL_EPSILON * s;
        double unit = 0x1p-23 * s + (double)product->cols * (0x1p-149 + (product->flush ? COMPARE_FLUSHED : 0));
        double error = (fabs(left - right) - own) / unit - 0.5;
        note(worst, product->out, i * product->c.row, error > 0 ? error : 0, left, right);
    }
}

/* Outputs of one axis: sums of the one input that has it and the axis that is summed in C's product too. */
static void judge_sums(const struct gradus_call *call, bool flush, struct judge_worst *worst)
{
    const struct gradus_op *op = call->op;
    for (int o = 0; o < gradus_operands(op); o++) {
        const struct gradus_operand *operand = &op->operand[o];
        if (operand->role != GRADUS_OUT || strlen(operand->shape) != 1)
            continue;
        int from = 0;
        while (from < gradus_operands(op) &&
               (op->operand[from].role != GRADUS_IN || !strchr(op->operand[from].shape, operand->shape[0])))
            from++;
        if (from == gradus_operands(op))
            continue;
        struct matrix m = as_matrix(call, from, operand->shape[0], flush);
        const char *shape = op->operand[from].shape;
        size_t terms = size_of(call, shape[0] == operand->shape[0] ? shape[1] : shape[0]);
        for (size_t j = 0; j < size_of(call, operand->shape[0]); j++) {
            double want = 0, scale = 0;
            for (size_t r = 0; r < terms; r++) {
                want += at(&m, j, r);
                scale += fabs(at(&m, j, r));
            }
            float got = ((const float *)call->a.p[o])[j];
            note(worst, o, j, compare_error(got, want, scale, flush), got, want);
        }
    }
}

void freivalds_judge(const struct gradus_call *call, double bound, bool flush, uint64_t seed, double *scratch,
                     struct judge_worst *worst)
{
    struct product product;
    *worst = (struct judge_worst){.bound = bound, .operand = -1};
    if (!find_product(call, flush, &product))
        return;
    judge_rows(&product, seed, scratch, worst);
    for (uint64_t s = 0; s < SAMPLES; s++) {
        int32_t i, j;
        fill_labels(&i, 1, product.rows, seed + 2 * s + 1);
        fill_labels(&j, 1, product.cols, seed + 2 * s + 2);
        judge_element(&product, (size_t)i, (size_t)j, worst);
    }
    judge_sums(call, flush, worst);
}
