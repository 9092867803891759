/* SPDX-License-Identifier: MIT
 * kernels.h - the loops that meet the machine's limits: multiply-adds that touch no memory, and streams that compute
 * next to nothing. They are kernels like those of the operations, so that the library's own walk cuts them up and
 * shares them among threads; peak.c and stream.c are compiled once per instruction set. */
#ifndef KERNELS_H
#define KERNELS_H

#include "gradus.h"

/* What a stream does with its arrays: those it reads, those it writes, those it reads and writes in place. They are the
 * operands of its call, in this order, and then a sink (KERNELS_SINK bytes a chunk). It goes k[0] times over its
 * chunk. */
enum kernels_mix {
    KERNELS_READ,
    KERNELS_WRITE,
    KERNELS_COPY,
    KERNELS_TRIAD,
    KERNELS_SGD,
    KERNELS_SGDM,
    KERNELS_ADAM,
    KERNELS_MIXES
};

enum kernels_store { KERNELS_ORDINARY, KERNELS_NONTEMPORAL, KERNELS_STORES };

struct kernels_arrays {
    int in, out, inout;
};
extern const struct kernels_arrays kernels_arrays[KERNELS_MIXES];

enum {
    KERNELS_SINK = 64,  /* bytes a chunk may write so that its reading is not in vain */
    KERNELS_BLOCK = 64, /* floats: lengths and chunks of streams are multiples of it */
};

struct kernels {
    const char *isa;
    double peak_flops;   /* of one index of `peak`, */
    gradus_kernel *peak; /* whose operand is a sink alone: k[0] x + k[1], over and over */
    gradus_kernel *stream[KERNELS_MIXES][KERNELS_STORES]; /* NULL: no such stores, or nothing to store */
};

/* Those of an instruction set; NULL: there are none. */
const struct kernels *kernels_find(const char *isa);

#endif
