/* SPDX-License-Identifier: MIT
 * machine.h - what the numbers were measured on. */
#ifndef MACHINE_H
#define MACHINE_H

#include <stddef.h>

struct machine {
    char processor[96];
    char hypervisor[16]; /* "" on bare metal */
    int processors;      /* this process may run on */
    size_t cache[3];     /* bytes of one cache of level 1 (data), 2, 3; 0: unknown or none */
    int online;          /* of the whole machine, */
    double load;         /* and its load in the last minute; negative: unknown */
    char blas[48];       /* "OpenBLAS 0.3.21" */
    char blas_core[24];  /* the processor its kernels are for */
    char blas_parallel[16];
    const char *compiler, *build;
};

struct machine machine_now(void);

#endif
