/* SPDX-License-Identifier: MIT
 * product.h - the rows that are matrix products, as BLAS libraries take them: C = op(A) op(B), all row-major. */
#ifndef PRODUCT_H
#define PRODUCT_H

#include "peer.h"

struct product {
    bool ta, tb; /* A is stored k x m, B n x k */
    size_t m, n, k;
    const float *a, *b, *bias; /* of n; NULL: none */
    float *c, *db;             /* of n: the column sums of B; NULL: not wanted */
};

/* The product of matmul, matmul_dx, matmul_dw, dense or dense_dw, for peer_operation.open; freed by `free`. NULL: no
 * memory. */
void *product_open(const struct request *r);

/* Before a product that is added to C: the bias in every row. Returns the factor of C: 1, or 0 without a bias. */
float product_begin(const struct product *p);

/* After it: the column sums. */
void product_end(const struct product *p);

#endif
