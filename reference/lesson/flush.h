/* SPDX-License-Identifier: MIT
 * flush.h - the floating-point environment of TensorFlow's CPU kernels on x86: denormal results become zero (FTZ) and
 * denormal operands are read as zero (DAZ). In it p38_rmsprop ends in nan. */
#ifndef FLUSH_H
#define FLUSH_H

#include <stdbool.h>

/* Whether this processor has that environment, and the program was built to use it. */
bool flush_available(void);

/* Enters it and returns what flush_end needs to leave it. */
unsigned flush_begin(void);
void flush_end(unsigned before);

#endif
