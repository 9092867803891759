/* SPDX-License-Identifier: MIT
 * row.h - what an op file includes. Op files are compiled once per instruction set: GRADUS_ROW(relu) is the row of relu
 * in this set of objects, so that a row's gradient is of the same set. */
#ifndef ROW_H
#define ROW_H

#include "gradus.h"

#ifdef __FAST_MATH__
#error "-ffast-math deletes NaN checks and breaks exact rounding: build without it"
#endif

#ifndef GRADUS_ISA
#define GRADUS_ISA plain
#endif
#define ROW_PASTE_(name, isa) gradus_op_##name##_##isa
#define ROW_PASTE(name, isa) ROW_PASTE_(name, isa)
#define GRADUS_ROW(name) ROW_PASTE(name, GRADUS_ISA)

#define GRADUS_OP(name) extern const struct gradus_op GRADUS_ROW(name);
#include "ops.def"
#undef GRADUS_OP

/* Elements of elementwise work in a chunk: about a microsecond, so that handing one out costs little and a team pays
 * from the four chunks on that run.c wants. ROW_GRAIN where memory sets the pace, ROW_GRAIN_HEAVY where a division, a
 * root or an exponential does. */
enum { ROW_GRAIN = 8192, ROW_GRAIN_HEAVY = 2048 };

#endif
