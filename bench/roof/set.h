/* SPDX-License-Identifier: MIT
 * set.h - what peak.c and stream.c share: the names of their instruction set, and its vectors. */
#ifndef SET_H
#define SET_H

#include "kernels.h"

#define SET_PASTE_(name, isa) kernels_##name##_##isa
#define SET_PASTE(name, isa) SET_PASTE_(name, isa)
#define SET(name) SET_PASTE(name, GRADUS_ISA)
#define SET_TEXT_(isa) #isa
#define SET_TEXT(isa) SET_TEXT_(isa)

#if defined(__AVX512F__)
enum { SET_BYTES = 64 };
#elif defined(__AVX__)
enum { SET_BYTES = 32 };
#else
enum { SET_BYTES = 16 };
#endif
enum { SET_LANES = SET_BYTES / 4 };

/* Bits, not numbers, where nothing is computed: there are no slow denormals among them. */
typedef float set_floats __attribute__((vector_size(SET_BYTES)));
typedef int set_bits __attribute__((vector_size(SET_BYTES), may_alias));

/* The multiply-adds of one index of the peak kernel, in vectors: SET_CHAINS that do not wait for each other, enough to
 * hide their latency and few enough for the registers of every instruction set. */
enum { SET_CHAINS = 12, SET_STEPS = 1024 };
gradus_kernel SET(peak);

#endif
