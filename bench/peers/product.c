/* SPDX-License-Identifier: MIT
 * product.c - which operand is which. */
#include "product.h"

#include <stdlib.h>
#include <string.h>

/* By the names of the rows' axes and operands (kernels/op/matmul.c and its like): x is m x k, w k x n, dy m x n. */
static const struct shape {
    const char *op, *a, *b, *c, *bias, *db;
    char m, n, k;
    bool ta, tb;
} SHAPES[] = {{"matmul", "x", "w", "y", NULL, NULL, 'm', 'n', 'k'},
              {"dense", "x", "w", "y", "b", NULL, 'm', 'n', 'k'},
              {"matmul_dx", "dy", "w", "dx", NULL, NULL, 'm', 'k', 'n', .tb = true},
              {"matmul_dw", "x", "dy", "dw", NULL, NULL, 'k', 'n', 'm', .ta = true},
              {"dense_dw", "x", "dy", "dw", NULL, "db", 'k', 'n', 'm', .ta = true}};

static void *at(const struct request *r, const char *name)
{
    return name ? request_at(r, name) : NULL;
}

static size_t size(const struct request *r, char axis)
{
    return request_size(r, (char[2]){axis});
}

void *product_open(const struct request *r)
{
    struct product *p = malloc(sizeof *p);
    const struct shape *s = SHAPES;
    while (strcmp(s->op, r->name) != 0)
        s++;
    if (p)
        *p = (struct product){s->ta,       s->tb,       size(r, s->m),  size(r, s->n), size(r, s->k),
                              at(r, s->a), at(r, s->b), at(r, s->bias), at(r, s->c),   at(r, s->db)};
    return p;
}

float product_begin(const struct product *p)
{
    for (size_t i = 0; p->bias && i < p->m; i++)
        memcpy(p->c + i * p->n, p->bias, p->n * sizeof *p->c);
    return p->bias ? 1 : 0;
}

void product_end(const struct product *p)
{
    if (!p->db)
        return;
    memset(p->db, 0, p->n * sizeof *p->db);
    for (size_t i = 0; i < p->k; i++)
        for (size_t j = 0; j < p->n; j++)
            p->db[j] += p->b[i * p->n + j];
}
