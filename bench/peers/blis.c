/* SPDX-License-Identifier: MIT
 * blis.c - the peer BLIS, its OpenMP build, through its cblas interface. */
#include "product.h"

#include <blis.h>
#include <cblas.h>
#include <stdio.h>
#include <stdlib.h>

static void gemm(const struct request *r, void *state)
{
    const struct product *p = state;
    (void)r;
    float beta = product_begin(p);
    cblas_sgemm(CblasRowMajor, p->ta ? CblasTrans : CblasNoTrans, p->tb ? CblasTrans : CblasNoTrans, (f77_int)p->m,
                (f77_int)p->n, (f77_int)p->k, 1, p->a, (f77_int)(p->ta ? p->m : p->k), p->b,
                (f77_int)(p->tb ? p->k : p->n), beta, p->c, (f77_int)p->n);
    product_end(p);
}

static void threads(int n)
{
    bli_thread_set_num_threads(n);
}

static const struct peer_operation OPERATIONS[] = {
    {"matmul", "gemm", gemm, NULL, product_open, free},    {"matmul_dx", "gemm", gemm, NULL, product_open, free},
    {"matmul_dw", "gemm", gemm, NULL, product_open, free}, {"dense", "gemm", gemm, NULL, product_open, free},
    {"dense_dw", "gemm", gemm, NULL, product_open, free},  {NULL}};

int main(void)
{
    char version[64];
    snprintf(version, sizeof version, "%.20s %.20s", bli_info_get_version_str(), bli_arch_string(bli_arch_query_id()));
    return peer_main(&(struct peer){"blis", version, OPERATIONS, threads});
}
