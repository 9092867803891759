/* SPDX-License-Identifier: MIT
 * xsmm.c - the peer LIBXSMM: a kernel made at run time for these sizes (one thread, no blocking), and its blocked
 * product on a team. Column-major: C^T = B^T A^T. What it would hand to a BLAS library, it does not have. */
#include "product.h"

#include <libxsmm.h>
#include <omp.h>
#include <stdlib.h>

struct kernel {
    struct product *product;
    libxsmm_smmfunction run;
};

static void run_kernel(const struct request *r, void *state)
{
    const struct kernel *k = state;
    (void)r;
    product_begin(k->product);
    k->run(k->product->b, k->product->a, k->product->c);
    product_end(k->product);
}

static void close_kernel(void *state)
{
    struct kernel *k = state;
    free(k->product);
    free(k);
}

static void *open_kernel(const struct request *r)
{
    struct kernel *k = malloc(sizeof *k);
    struct product *p = product_open(r);
    if (k && p) {
        const libxsmm_blasint n = (libxsmm_blasint)p->n, lda = (libxsmm_blasint)(p->ta ? p->m : p->k);
        const float one = 1, beta = p->bias ? 1 : 0;
        const int flags = p->ta ? LIBXSMM_GEMM_FLAG_TRANS_B : LIBXSMM_GEMM_FLAG_NONE;
        *k = (struct kernel){p, NULL};
        if (!p->tb)
            k->run = libxsmm_smmdispatch(n, (libxsmm_blasint)p->m, (libxsmm_blasint)p->k, &n, &lda, &n, &one, &beta,
                                         &flags, NULL);
        if (k->run)
            return k;
    }
    free(k);
    free(p);
    return NULL;
}

static void run_team(const struct request *r, void *state)
{
    const struct product *p = state;
    (void)r;
    const float one = 1, beta = product_begin(p);
    const libxsmm_blasint m = (libxsmm_blasint)p->m, n = (libxsmm_blasint)p->n, k = (libxsmm_blasint)p->k;
    libxsmm_sgemm_omp("N", "N", &n, &m, &k, &one, p->b, &n, p->a, &k, &beta, p->c, &n);
}

static const struct peer_operation OPERATIONS[] = {{"matmul", "jit", run_kernel, NULL, open_kernel, close_kernel},
                                                   {"matmul", "omp", run_team, NULL, product_open, free},
                                                   {"matmul_dw", "jit", run_kernel, NULL, open_kernel, close_kernel},
                                                   {"dense", "jit", run_kernel, NULL, open_kernel, close_kernel},
                                                   {"dense", "omp", run_team, NULL, product_open, free},
                                                   {"dense_dw", "jit", run_kernel, NULL, open_kernel, close_kernel},
                                                   {NULL}};

int main(void)
{
    libxsmm_init();
    return peer_main(&(struct peer){"xsmm", LIBXSMM_VERSION, OPERATIONS, omp_set_num_threads});
}
