/* SPDX-License-Identifier: MIT
 * blis.c - the peer BLIS, its OpenMP build, through its cblas interface. */
#include "product.h"

#include <blis.h>
#include <cblas.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

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

/* A processor newer than the library is "generic" to it, which is plain C: the widest kernels that it runs are given
 * instead. The library reads the variable once, before it can be asked, so the program starts anew. */
static void choose_kernels(char **argv)
{
    char number[8];
    if (getenv("BLIS_ARCH_TYPE") || bli_arch_query_id() != BLIS_ARCH_GENERIC)
        return;
#if defined(__x86_64__)
    bool wide = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq");
    if (wide || __builtin_cpu_supports("avx2")) {
        snprintf(number, sizeof number, "%d", wide ? BLIS_ARCH_SKX : BLIS_ARCH_HASWELL);
        setenv("BLIS_ARCH_TYPE", number, 1);
        execv("/proc/self/exe", argv);
    }
#else
    (void)argv;
    (void)number;
#endif
}

int main(int argc, char **argv)
{
    (void)argc;
    bli_init(); /* asked for a processor before that, it aborts */
    choose_kernels(argv);
    char version[64];
    snprintf(version, sizeof version, "%.20s %.20s", bli_info_get_version_str(), bli_arch_string(bli_arch_query_id()));
    return peer_main(&(struct peer){"blis", version, OPERATIONS, threads});
}
