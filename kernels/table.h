/* SPDX-License-Identifier: MIT
 * table.h - one table of rows per instruction set. */
#ifndef TABLE_H
#define TABLE_H

struct gradus_op;

#define TABLE_PASTE(isa) gradus_table_##isa
#define TABLE(isa) TABLE_PASTE(isa)

extern const struct gradus_op *const gradus_table_plain[];
extern const struct gradus_op *const gradus_table_v3[];
extern const struct gradus_op *const gradus_table_v4[];

#endif
