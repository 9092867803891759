/* SPDX-License-Identifier: MIT
 * oracle.c - every line of ops.def with its ref_<op>: a row without a reference does not link. */
#include "oracle.h"

#include <string.h>

#define GRADUS_OP(name) extern ref_function ref_##name;
#include "ops.def"
#undef GRADUS_OP

static const struct {
    const char *op;
    ref_function *function;
} ORACLES[] = {
#define GRADUS_OP(name) {#name, ref_##name},
#include "ops.def"
#undef GRADUS_OP
};

ref_function *oracle_find(const char *op)
{
    for (size_t i = 0; i < sizeof ORACLES / sizeof *ORACLES; i++)
        if (strcmp(ORACLES[i].op, op) == 0)
            return ORACLES[i].function;
    return NULL;
}
