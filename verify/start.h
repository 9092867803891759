/* SPDX-License-Identifier: MIT
 * start.h - the start of a program that computes: a sane OpenMP environment, the objects for this processor. */
#ifndef START_H
#define START_H

/* Readies the process, or ends it with one line on stderr: checks OMP_NUM_THREADS and its like (libgomp and libomp
 * crash or hang on some values) and starts the program anew without those that make no sense; refuses a process that
 * flushes denormals or rounds otherwise than to nearest (exit 6) and an instruction set this machine lacks (exit 2);
 * calls gradus_start. `isa` may be NULL. */
void start_program(char **argv, const char *isa);

/* The processors this process may run on, at least 1. */
int start_processors(void);

#endif
