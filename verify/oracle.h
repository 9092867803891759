/* SPDX-License-Identifier: MIT
 * oracle.h - the reference of a row. Kernels may not see it, so it is no column of the row: ops.def joins the two here.
 */
#ifndef ORACLE_H
#define ORACLE_H

#include "ref.h"

/* The reference of the row of that name, or NULL. */
ref_function *oracle_find(const char *op);

#endif
