/* SPDX-License-Identifier: MIT
 * golden.h - a row's golden points: exact float inputs, and results to more digits than a double holds.
 *
 * Lines: "# ..." a comment; "shape,m=2,n=3" begins a case; "hyper,beta=0.5" and "t,3" where they are not the lecture's
 * and 1; "x,..." an operand before the call; "y',..." one after it. Row-major.
 */
#ifndef GOLDEN_H
#define GOLDEN_H

#include "gradus.h"

struct golden_case {
    size_t line; /* of its shape */
    size_t dim[GRADUS_AXES];
    double hyper[GRADUS_HYPERS];
    uint64_t t;
    size_t count[GRADUS_OPERANDS];
    double *before[GRADUS_OPERANDS]; /* NULL for results and work */
    double *after[GRADUS_OPERANDS];  /* NULL for inputs and work */
};

struct golden {
    size_t cases;
    struct golden_case *at;
};

/* Reads a file whole. On failure returns false, leaves *g empty and writes one line to `error`: "path:line: ...".
 * Refused are unknown, missing and repeated operands, wrong counts, inputs that are no float32 (or labels out of
 * range), and a file without cases. The caller frees with golden_free. */
bool golden_read(const char *path, const struct gradus_op *op, struct golden *g, char *error, size_t error_size);
void golden_free(struct golden *g);

/* The number of cases a file seems to hold: lines that begin with "shape,". 0 where it cannot be read. */
size_t golden_lines(const char *path);

#endif
