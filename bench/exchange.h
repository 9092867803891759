/* SPDX-License-Identifier: MIT
 * exchange.h - one case of a row in a file that workers read operands from and write results to. */
#ifndef EXCHANGE_H
#define EXCHANGE_H

#include "case.h"
#include "shared_file.h"

struct exchange {
    struct case_data data;   /* its operands and reference */
    struct shared_file file; /* the inputs, but between a fetch and exchange_judge */
    size_t bytes, offset[GRADUS_OPERANDS];
};

/* Makes a row's operands from the seed, over the whole domain of the row or `calm` (calm.h). false: no memory. Ended by
 * exchange_close either way. */
bool exchange_open(struct exchange *x, const struct case_spec *spec, bool calm);
void exchange_close(struct exchange *x);

/* "case ID op NAME IMPL THREADS FILE ...": the request (`size` bytes), without its newline. */
void exchange_request(const struct exchange *x, unsigned id, const char *impl, int threads, char *text, size_t size);

/* Puts the inputs into the file. */
void exchange_reset(struct exchange *x);

/* Holds the results in the file against the reference and a bound, and puts the inputs back. */
void exchange_judge(struct exchange *x, double bound, struct judge_worst *worst);

#endif
