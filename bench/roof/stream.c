/* SPDX-License-Identifier: MIT
 * stream.c - streams: one exclusive-or for each vector read, so that memory sets the pace. */
#include "stream.h"
#include "set.h"
#include "store.h"

enum { UNROLLED = KERNELS_BLOCK / SET_LANES, ARRAYS = GRADUS_OPERANDS - 1 };

/* Where the numbers of arrays are constants, the loops over them are gone. */
static inline __attribute__((always_inline)) void sweep(set_bits *const *p, size_t lo, size_t hi, set_bits *sum, int in,
                                                        int out, int inout, store_function *store)
{
    const int arrays = in + out + inout;
    for (size_t i = lo / SET_LANES; i < hi / SET_LANES; i += UNROLLED)
        for (size_t u = 0; u < UNROLLED; u++) {
            set_bits bits = sum[u];
            for (int j = 0; j < in; j++)
                bits ^= p[j][i + u];
            for (int j = in; j < in + out; j++)
                store(&p[j][i + u], bits);
            for (int j = in + out; j < arrays; j++) {
                bits ^= p[j][i + u];
                store(&p[j][i + u], bits);
            }
            if (arrays == in)
                sum[u] = bits;
        }
}

static inline __attribute__((always_inline)) void stream(const struct gradus_args *a, size_t lo, size_t hi, int in,
                                                         int out, int inout, store_function *store)
{
    const int arrays = in + out + inout;
    const size_t sweeps = (size_t)a->k[0];
    set_bits *p[ARRAYS], sum[UNROLLED];
    for (int j = 0; j < arrays; j++)
        p[j] = a->p[j];
    for (int u = 0; u < UNROLLED; u++)
        sum[u] = (set_bits){0} + (int)sweeps;
    for (size_t n = 0; n < sweeps; n++)
        sweep(p, lo, hi, sum, in, out, inout, store);
    if (store == store_past)
        stream_end();
    for (int u = 1; u < UNROLLED; u++)
        sum[0] ^= sum[u];
    if (arrays == in)
        *(set_bits *)((char *)a->p[arrays] + lo / a->chunk * KERNELS_SINK) = sum[0];
}

#define STREAM(name, in, out, inout)                                                                                   \
    static void name(const struct gradus_args *a, size_t lo, size_t hi)                                                \
    {                                                                                                                  \
        stream(a, lo, hi, in, out, inout, store_plain);                                                                \
    }
#define STREAMS(name, in, out, inout)                                                                                  \
    STREAM(name, in, out, inout)                                                                                       \
    static void name##_nontemporal(const struct gradus_args *a, size_t lo, size_t hi)                                  \
    {                                                                                                                  \
        stream(a, lo, hi, in, out, inout, store_past);                                                                 \
    }

STREAM(read, 1, 0, 0)
STREAMS(write, 0, 1, 0)
STREAMS(copy, 1, 1, 0)
STREAMS(triad, 2, 1, 0)
STREAMS(sgd, 1, 0, 1)
STREAMS(sgdm, 1, 0, 2)
STREAMS(adam, 1, 0, 3)

#define ROW(name)                                                                                                      \
    {                                                                                                                  \
        name, STORE_NONTEMPORAL ? name##_nontemporal : NULL                                                            \
    }

extern const struct kernels SET(set);
const struct kernels SET(set) = {.isa = SET_TEXT(GRADUS_ISA),
                                 .peak_flops = 2.0 * SET_CHAINS * SET_STEPS * SET_LANES,
                                 .peak = SET(peak),
                                 .stream = {[KERNELS_READ] = {read},
                                            [KERNELS_WRITE] = ROW(write),
                                            [KERNELS_COPY] = ROW(copy),
                                            [KERNELS_TRIAD] = ROW(triad),
                                            [KERNELS_SGD] = ROW(sgd),
                                            [KERNELS_SGDM] = ROW(sgdm),
                                            [KERNELS_ADAM] = ROW(adam)}};
