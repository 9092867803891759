/* SPDX-License-Identifier: MIT
 * onednn_step.c - a step is a list of primitives: products with bias and relu in one, softmax, [the loss, a loop], the
 * products backward, relu backward; then the optimizer, a loop. Layouts are plain: weights change with every step, so
 * nothing is gained by packing them. */
#include "onednn_step.h"

#include "step.h"

#include <stdlib.h>

enum { ARGUMENTS = 4, ENTRIES = 5 * STEP_LAYERS + 2 };

struct entry {
    dnnl_primitive_t primitive;
    int arguments;
    dnnl_exec_arg_t argument[ARGUMENTS];
};

struct plan {
    struct step *s;
    bool inner_product, folded; /* folded: w += -lr x^T dy in the product itself */
    size_t forward, entries;    /* those before the loss, all */
    struct entry entry[ENTRIES];
    dnnl_primitive_desc_t hint[STEP_LAYERS]; /* of the forward inner products */
};

/* rows x columns floats, or their transpose as they lie. */
static dnnl_memory_desc_t matrix(size_t rows, size_t columns, bool transposed)
{
    dnnl_memory_desc_t d;
    dnnl_dims_t size = {(dnnl_dim_t)rows, (dnnl_dim_t)columns};
    dnnl_dims_t stride = {transposed ? 1 : size[1], transposed ? size[0] : 1};
    dnnl_memory_desc_init_by_strides(&d, 2, size, dnnl_f32, stride);
    return d;
}

static dnnl_memory_desc_t vector(size_t n)
{
    dnnl_memory_desc_t d;
    dnnl_dims_t size = {(dnnl_dim_t)n};
    dnnl_memory_desc_init_by_tag(&d, 1, size, dnnl_f32, dnnl_a);
    return d;
}

/* Appends the primitive of an operation; `keep` (may be NULL) gets its description, otherwise it is freed. */
static bool append(struct plan *p, const_dnnl_op_desc_t operation, const_dnnl_primitive_attr_t attributes,
                   const_dnnl_primitive_desc_t hint, dnnl_primitive_desc_t *keep)
{
    struct entry *e = &p->entry[p->entries];
    dnnl_primitive_desc_t d;
    if (dnnl_primitive_desc_create(&d, operation, attributes, onednn_engine, hint) != dnnl_success)
        return false;
    bool good = dnnl_primitive_create(&e->primitive, d) == dnnl_success;
    p->entries += good;
    if (keep)
        *keep = d;
    else
        dnnl_primitive_desc_destroy(d);
    return good;
}

/* Gives the last entry an operand. */
static bool bind(struct plan *p, int index, const dnnl_memory_desc_t *d, float *memory)
{
    struct entry *e = &p->entry[p->entries - 1];
    e->argument[e->arguments].arg = index;
    return dnnl_memory_create(&e->argument[e->arguments].memory, d, onednn_engine, memory) == dnnl_success &&
           ++e->arguments > 0;
}

/* relu after a product, or w' = w - lr (the product). */
static dnnl_primitive_attr_t attributes(bool relu, const float *minus_lr)
{
    dnnl_primitive_attr_t a;
    dnnl_post_ops_t after;
    if (dnnl_primitive_attr_create(&a) != dnnl_success)
        return NULL;
    if (dnnl_post_ops_create(&after) != dnnl_success)
        return a;
    if (relu)
        dnnl_post_ops_append_eltwise(after, 1, dnnl_eltwise_relu, 0, 0);
    if (minus_lr) {
        dnnl_primitive_attr_set_output_scales(a, 1, 0, minus_lr);
        dnnl_post_ops_append_sum(after, 1);
    }
    dnnl_primitive_attr_set_post_ops(a, after);
    dnnl_post_ops_destroy(after);
    return a;
}

static float *input(const struct step *s, size_t l)
{
    return l ? s->y[l - 1] : s->x;
}

/* y = x w + b, with relu but after the last layer. The inner product takes its weights as out x in. */
static bool add_forward(struct plan *p, size_t l)
{
    const struct step *s = p->s;
    size_t m = s->batch, k = s->width[l], n = s->width[l + 1];
    dnnl_memory_desc_t x = matrix(m, k, false), y = matrix(m, n, false), b = vector(n), row = matrix(1, n, false);
    dnnl_memory_desc_t w = p->inner_product ? matrix(n, k, true) : matrix(k, n, false);
    dnnl_primitive_attr_t a = attributes(l + 1 < s->layers, NULL);
    dnnl_inner_product_desc_t inner;
    dnnl_matmul_desc_t product;
    bool good;
    if (p->inner_product)
        good = dnnl_inner_product_forward_desc_init(&inner, dnnl_forward_training, &x, &w, s->bias ? &b : NULL, &y) ==
                   dnnl_success &&
               append(p, &inner, a, NULL, &p->hint[l]);
    else
        good = dnnl_matmul_desc_init(&product, &x, &w, s->bias ? &row : NULL, &y) == dnnl_success &&
               append(p, &product, a, NULL, NULL);
    good = good && bind(p, DNNL_ARG_SRC, &x, input(s, l)) && bind(p, DNNL_ARG_WEIGHTS, &w, s->w + step_weights(s, l)) &&
           bind(p, DNNL_ARG_DST, &y, s->y[l]) &&
           (!s->bias || bind(p, DNNL_ARG_BIAS, p->inner_product ? &b : &row, s->w + step_biases(s, l)));
    dnnl_primitive_attr_destroy(a);
    return good;
}

static bool add_softmax(struct plan *p)
{
    const struct step *s = p->s;
    dnnl_memory_desc_t y = matrix(s->batch, s->width[s->layers], false);
    dnnl_softmax_desc_t d;
    float *last = s->y[s->layers - 1];
    return dnnl_softmax_forward_desc_init(&d, dnnl_forward_inference, &y, 1) == dnnl_success &&
           append(p, &d, NULL, NULL, NULL) && bind(p, DNNL_ARG_SRC, &y, last) && bind(p, DNNL_ARG_DST, &y, last);
}

/* dx = dy w^T, where the layer before wants it, and zero where relu had let nothing through. */
static bool add_dx(struct plan *p, size_t l)
{
    const struct step *s = p->s;
    size_t m = s->batch, k = s->width[l], n = s->width[l + 1];
    dnnl_memory_desc_t dx = matrix(m, k, false), dy = matrix(m, n, false), w = matrix(n, k, true);
    dnnl_inner_product_desc_t inner;
    dnnl_matmul_desc_t product;
    dnnl_eltwise_desc_t forward, backward;
    dnnl_primitive_desc_t hint;
    bool good;
    if (p->inner_product)
        good = dnnl_inner_product_backward_data_desc_init(&inner, &dx, &w, &dy) == dnnl_success &&
               append(p, &inner, NULL, p->hint[l], NULL);
    else
        good = dnnl_matmul_desc_init(&product, &dy, &w, NULL, &dx) == dnnl_success &&
               append(p, &product, NULL, NULL, NULL);
    good = good && bind(p, p->inner_product ? DNNL_ARG_DIFF_DST : DNNL_ARG_SRC, &dy, s->dy[l]) &&
           bind(p, DNNL_ARG_WEIGHTS, &w, s->w + step_weights(s, l)) &&
           bind(p, p->inner_product ? DNNL_ARG_DIFF_SRC : DNNL_ARG_DST, &dx, s->dy[l - 1]) &&
           dnnl_eltwise_forward_desc_init(&forward, dnnl_forward_training, dnnl_eltwise_relu_use_dst_for_bwd, &dx, 0,
                                          0) == dnnl_success &&
           dnnl_primitive_desc_create(&hint, &forward, NULL, onednn_engine, NULL) == dnnl_success;
    if (!good)
        return false;
    good =
        dnnl_eltwise_backward_desc_init(&backward, dnnl_eltwise_relu_use_dst_for_bwd, &dx, &dx, 0, 0) == dnnl_success &&
        append(p, &backward, NULL, hint, NULL) && bind(p, DNNL_ARG_DST, &dx, s->y[l - 1]) &&
        bind(p, DNNL_ARG_DIFF_DST, &dx, s->dy[l - 1]) && bind(p, DNNL_ARG_DIFF_SRC, &dx, s->dy[l - 1]);
    dnnl_primitive_desc_destroy(hint);
    return good;
}

/* dw = x^T dy; the inner product sums the columns for db as well. */
static bool add_dw(struct plan *p, size_t l)
{
    const struct step *s = p->s;
    size_t m = s->batch, k = s->width[l], n = s->width[l + 1];
    float *to = (p->folded ? s->w : s->g) + step_weights(s, l), minus_lr = -s->lr;
    dnnl_memory_desc_t dy = matrix(m, n, false), b = vector(n);
    if (p->inner_product) {
        dnnl_memory_desc_t x = matrix(m, k, false), dw = matrix(n, k, true);
        dnnl_inner_product_desc_t d;
        return dnnl_inner_product_backward_weights_desc_init(&d, &x, &dw, s->bias ? &b : NULL, &dy) == dnnl_success &&
               append(p, &d, NULL, p->hint[l], NULL) && bind(p, DNNL_ARG_SRC, &x, input(s, l)) &&
               bind(p, DNNL_ARG_DIFF_DST, &dy, s->dy[l]) && bind(p, DNNL_ARG_DIFF_WEIGHTS, &dw, to) &&
               (!s->bias || bind(p, DNNL_ARG_DIFF_BIAS, &b, s->g + step_biases(s, l)));
    }
    dnnl_memory_desc_t x = matrix(k, m, true), dw = matrix(k, n, false);
    dnnl_matmul_desc_t d;
    dnnl_primitive_attr_t a = attributes(false, p->folded ? &minus_lr : NULL);
    bool good = dnnl_matmul_desc_init(&d, &x, &dy, NULL, &dw) == dnnl_success && append(p, &d, a, NULL, NULL) &&
                bind(p, DNNL_ARG_SRC, &x, input(s, l)) && bind(p, DNNL_ARG_WEIGHTS, &dy, s->dy[l]) &&
                bind(p, DNNL_ARG_DST, &dw, to);
    dnnl_primitive_attr_destroy(a);
    return good;
}

static bool add_all(struct plan *p)
{
    const struct step *s = p->s;
    bool good = true;
    for (size_t l = 0; l < s->layers && good; l++)
        good = add_forward(p, l);
    good = good && (!s->softmax || add_softmax(p));
    p->forward = p->entries;
    for (size_t l = s->layers; good && l-- > 0;)
        good = (l == 0 || add_dx(p, l)) && add_dw(p, l); /* dx first: a folded dw changes w */
    return good;
}

static void execute(const struct plan *p, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        dnnl_primitive_execute(p->entry[i].primitive, onednn_stream, p->entry[i].arguments, p->entry[i].argument);
}

void onednn_step_run(const struct request *r, void *state)
{
    const struct plan *p = state;
    const struct step *s = p->s;
    (void)r;
    execute(p, 0, p->forward);
    s->loops->loss(s);
    execute(p, p->forward, p->entries);
    for (size_t l = 0; l < s->layers && s->bias && !p->inner_product; l++)
        s->loops->columns(s->dy[l], s->batch, s->width[l + 1], s->g + step_biases(s, l));
    if (s->l2 != 0)
        s->loops->l2(s);
    step_update(s, p->folded ? s->weights : 0, s->parameters);
}

void onednn_step_close(void *state)
{
    struct plan *p = state;
    for (size_t i = 0; i < p->entries; i++) {
        for (int a = 0; a < p->entry[i].arguments; a++)
            dnnl_memory_destroy(p->entry[i].argument[a].memory);
        dnnl_primitive_destroy(p->entry[i].primitive);
    }
    for (size_t l = 0; l < STEP_LAYERS; l++)
        if (p->hint[l])
            dnnl_primitive_desc_destroy(p->hint[l]);
    step_free(p->s);
    free(p);
}

static void *new_plan(const struct request *r, bool inner_product, bool folded)
{
    struct plan *p = calloc(1, sizeof *p);
    struct step *s = p ? step_new(r) : NULL;
    if (!s) {
        free(p);
        return NULL;
    }
    *p = (struct plan){.s = s, .inner_product = inner_product, .folded = folded};
    bool good = (!folded || (s->update == s->loops->sgd && s->l2 == 0)) && add_all(p);
    if (good)
        return p;
    onednn_step_close(p);
    return NULL;
}

void *onednn_step_inner_product(const struct request *r)
{
    return new_plan(r, true, false);
}

void *onednn_step_matmul(const struct request *r)
{
    return new_plan(r, false, false);
}

void *onednn_step_folded(const struct request *r)
{
    return new_plan(r, false, true);
}
