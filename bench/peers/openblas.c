/* SPDX-License-Identifier: MIT
 * openblas.c - the peer OpenBLAS, its OpenMP build: one call of sgemm, or of sgemv where there is one row. */
#include "product.h"

#include <cblas.h>
#include <stdio.h>
#include <stdlib.h>

static void gemm(const struct request *r, void *state)
{
    const struct product *p = state;
    (void)r;
    float beta = product_begin(p);
    cblas_sgemm(CblasRowMajor, p->ta ? CblasTrans : CblasNoTrans, p->tb ? CblasTrans : CblasNoTrans, (blasint)p->m,
                (blasint)p->n, (blasint)p->k, 1, p->a, (blasint)(p->ta ? p->m : p->k), p->b,
                (blasint)(p->tb ? p->k : p->n), beta, p->c, (blasint)p->n);
    product_end(p);
}

static void gemv(const struct request *r, void *state)
{
    const struct product *p = state;
    (void)r;
    float beta = product_begin(p);
    cblas_sgemv(CblasRowMajor, p->tb ? CblasNoTrans : CblasTrans, (blasint)(p->tb ? p->n : p->k),
                (blasint)(p->tb ? p->k : p->n), 1, p->b, (blasint)(p->tb ? p->k : p->n), p->a, 1, beta, p->c, 1);
}

/* One row times a matrix. */
static void *open_gemv(const struct request *r)
{
    struct product *p = product_open(r);
    if (p && (p->m != 1 || p->ta)) {
        free(p);
        p = NULL;
    }
    return p;
}

static const struct peer_operation OPERATIONS[] = {{"matmul", "gemm", gemm, NULL, product_open, free},
                                                   {"matmul", "gemv", gemv, NULL, open_gemv, free},
                                                   {"matmul_dx", "gemm", gemm, NULL, product_open, free},
                                                   {"matmul_dx", "gemv", gemv, NULL, open_gemv, free},
                                                   {"matmul_dw", "gemm", gemm, NULL, product_open, free},
                                                   {"dense", "gemm", gemm, NULL, product_open, free},
                                                   {"dense", "gemv", gemv, NULL, open_gemv, free},
                                                   {"dense_dw", "gemm", gemm, NULL, product_open, free},
                                                   {NULL}};

int main(void)
{
    char number[16] = "", version[48];
    sscanf(openblas_get_config(), "OpenBLAS %15s", number);
    snprintf(version, sizeof version, "%s %.24s", number, openblas_get_corename());
    return peer_main(&(struct peer){"openblas", version, OPERATIONS, openblas_set_num_threads});
}
