/* SPDX-License-Identifier: MIT
 * onednn.c - the peer oneDNN (2.x, its C interface): its primitives, and its sgemm. */
#include "elementwise.h"
#include "onednn_step.h"
#include "product.h"

#include <omp.h>
#include <oneapi/dnnl/dnnl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

dnnl_engine_t onednn_engine; /* made once, at the start */
dnnl_stream_t onednn_stream;

enum { ARGUMENTS = 4 };

/* A primitive and what it works on. */
struct primitive {
    dnnl_primitive_t primitive;
    int arguments;
    dnnl_exec_arg_t argument[ARGUMENTS];
    struct product *product; /* NULL: none */
};

static void run(const struct request *r, void *state)
{
    const struct primitive *p = state;
    (void)r;
    dnnl_primitive_execute(p->primitive, onednn_stream, p->arguments, p->argument);
    if (p->product)
        product_end(p->product);
}

static void close(void *state)
{
    struct primitive *p = state;
    for (int i = 0; i < p->arguments; i++)
        dnnl_memory_destroy(p->argument[i].memory);
    if (p->primitive)
        dnnl_primitive_destroy(p->primitive);
    free(p->product);
    free(p);
}

static bool add(struct primitive *p, int index, const dnnl_memory_desc_t *description, void *memory)
{
    dnnl_exec_arg_t *a = &p->argument[p->arguments];
    a->arg = index;
    return memory && dnnl_memory_create(&a->memory, description, onednn_engine, memory) == dnnl_success &&
           ++p->arguments;
}

/* The primitive of an operation; `good` says whether all before it went well. NULL: it has none. */
static void *finish(struct primitive *p, bool good, const_dnnl_op_desc_t operation)
{
    dnnl_primitive_desc_t description;
    if (good && dnnl_primitive_desc_create(&description, operation, NULL, onednn_engine, NULL) == dnnl_success) {
        dnnl_status_t status = dnnl_primitive_create(&p->primitive, description);
        dnnl_primitive_desc_destroy(description);
        if (status == dnnl_success)
            return p;
    }
    close(p);
    return NULL;
}

static void *open_elementwise(const struct request *r)
{
    static const struct {
        const char *op;
        dnnl_alg_kind_t kind;
    } kinds[] = {{"exp", dnnl_eltwise_exp},
                 {"exp_derivative", dnnl_eltwise_exp},
                 {"log", dnnl_eltwise_log},
                 {"sigmoid", dnnl_eltwise_logistic},
                 {"tanh", dnnl_eltwise_tanh},
                 {"softplus", dnnl_eltwise_soft_relu},
                 {"relu", dnnl_eltwise_relu},
                 {"leaky_relu", dnnl_eltwise_relu},
                 {"softplus_derivative", dnnl_eltwise_logistic}};
    struct primitive *p = calloc(1, sizeof *p);
    dnnl_memory_desc_t line;
    dnnl_eltwise_desc_t operation;
    dnnl_dims_t n = {(dnnl_dim_t)r->operand[0].count};
    size_t i = 0;
    while (strcmp(kinds[i].op, r->name) != 0)
        i++;
    float slope = strcmp(r->name, "leaky_relu") == 0 ? (float)request_number(r, "h.alpha") : 0;
    if (!p)
        return NULL;
    bool good = dnnl_memory_desc_init_by_tag(&line, 1, n, dnnl_f32, dnnl_a) == dnnl_success &&
                add(p, DNNL_ARG_SRC, &line, r->operand[0].p) && add(p, DNNL_ARG_DST, &line, r->operand[1].p) &&
                dnnl_eltwise_forward_desc_init(&operation, dnnl_forward_inference, kinds[i].kind, &line, slope, 0) ==
                    dnnl_success;
    return finish(p, good, &operation);
}

/* Rows of softmax from operand 0 into operand `to`. */
static void *open_rows(const struct request *r, size_t to)
{
    struct primitive *p = calloc(1, sizeof *p);
    dnnl_memory_desc_t matrix;
    dnnl_softmax_desc_t operation;
    dnnl_dims_t size = {(dnnl_dim_t)request_size(r, "m"), (dnnl_dim_t)request_size(r, "n")};
    if (!p)
        return NULL;
    bool good = dnnl_memory_desc_init_by_tag(&matrix, 2, size, dnnl_f32, dnnl_ab) == dnnl_success &&
                add(p, DNNL_ARG_SRC, &matrix, r->operand[0].p) && add(p, DNNL_ARG_DST, &matrix, r->operand[to].p) &&
                dnnl_softmax_forward_desc_init(&operation, dnnl_forward_inference, &matrix, 1) == dnnl_success;
    return finish(p, good, &operation);
}

static void *open_softmax(const struct request *r)
{
    return open_rows(r, 1);
}

static void *open_cross_entropy(const struct request *r)
{
    return open_rows(r, 4);
}

static void run_cross_entropy(const struct request *r, void *state)
{
    run(r, state);
    peer_cross_entropy_of_softmax(r);
}

static bool describe(dnnl_memory_desc_t *d, size_t rows, size_t columns, bool transposed)
{
    dnnl_dims_t size = {(dnnl_dim_t)rows, (dnnl_dim_t)columns};
    dnnl_dims_t stride = {transposed ? 1 : size[1], transposed ? size[0] : 1};
    return dnnl_memory_desc_init_by_strides(d, 2, size, dnnl_f32, stride) == dnnl_success;
}

static void *open_matmul(const struct request *r)
{
    struct primitive *p = calloc(1, sizeof *p);
    struct product *q = product_open(r);
    dnnl_memory_desc_t a, b, c, bias;
    dnnl_matmul_desc_t operation;
    if (!p || !q) {
        free(p);
        free(q);
        return NULL;
    }
    p->product = q;
    bool good = describe(&a, q->m, q->k, q->ta) && describe(&b, q->k, q->n, q->tb) && describe(&c, q->m, q->n, false) &&
                describe(&bias, 1, q->n, false) && add(p, DNNL_ARG_SRC, &a, (void *)(uintptr_t)q->a) &&
                add(p, DNNL_ARG_WEIGHTS, &b, (void *)(uintptr_t)q->b) && add(p, DNNL_ARG_DST, &c, q->c) &&
                (!q->bias || add(p, DNNL_ARG_BIAS, &bias, (void *)(uintptr_t)q->bias)) &&
                dnnl_matmul_desc_init(&operation, &a, &b, q->bias ? &bias : NULL, &c) == dnnl_success;
    return finish(p, good, &operation);
}

static void gemm(const struct request *r, void *state)
{
    const struct product *p = state;
    (void)r;
    float beta = product_begin(p);
    dnnl_sgemm(p->ta ? 'T' : 'N', p->tb ? 'T' : 'N', (dnnl_dim_t)p->m, (dnnl_dim_t)p->n, (dnnl_dim_t)p->k, 1, p->a,
               (dnnl_dim_t)(p->ta ? p->m : p->k), p->b, (dnnl_dim_t)(p->tb ? p->k : p->n), beta, p->c,
               (dnnl_dim_t)p->n);
    product_end(p);
}

#define ELEMENTWISE(name)                                                                                              \
    {                                                                                                                  \
        name, "eltwise", run, NULL, open_elementwise, close                                                            \
    }
#define PRODUCT(name)                                                                                                  \
    {name, "matmul", run, NULL, open_matmul, close},                                                                   \
    {                                                                                                                  \
        name, "gemm", gemm, NULL, product_open, free                                                                   \
    }

static const struct peer_operation OPERATIONS[] = {
    ELEMENTWISE("exp"),
    ELEMENTWISE("exp_derivative"),
    ELEMENTWISE("log"),
    ELEMENTWISE("sigmoid"),
    ELEMENTWISE("tanh"),
    ELEMENTWISE("softplus"),
    ELEMENTWISE("softplus_derivative"),
    ELEMENTWISE("relu"),
    ELEMENTWISE("leaky_relu"),
    {"softmax", "softmax", run, NULL, open_softmax, close},
    {"softmax_cross_entropy", "softmax+loop", run_cross_entropy, NULL, open_cross_entropy, close},
    PRODUCT("matmul"),
    PRODUCT("matmul_dx"),
    PRODUCT("matmul_dw"),
    PRODUCT("dense"),
    PRODUCT("dense_dw"),
    {PEER_STEP, "matmul-folded", onednn_step_run, NULL, onednn_step_folded, onednn_step_close},
    {PEER_STEP, "matmul", onednn_step_run, NULL, onednn_step_matmul, onednn_step_close},
    {PEER_STEP, "inner_product", onednn_step_run, NULL, onednn_step_inner_product, onednn_step_close},
    {NULL}};

int main(void)
{
    const dnnl_version_t *v = dnnl_version();
    char version[32];
    snprintf(version, sizeof version, "%d.%d.%d", v->major, v->minor, v->patch);
    if (dnnl_engine_create(&onednn_engine, dnnl_cpu, 0) != dnnl_success ||
        dnnl_stream_create(&onednn_stream, onednn_engine, dnnl_stream_default_flags) != dnnl_success)
        return worker_missing("oneDNN has no engine for this processor");
    return peer_main(&(struct peer){"onednn", version, OPERATIONS, omp_set_num_threads});
}
