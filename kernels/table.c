/* SPDX-License-Identifier: MIT
 * table.c - the rows of one set of objects, in the order of ops.def. */
#include "table.h"

#include "row.h"

#define GRADUS_OP(name) &GRADUS_ROW(name),
const struct gradus_op *const TABLE(GRADUS_ISA)[] = {
#include "ops.def"
    NULL};
#undef GRADUS_OP
