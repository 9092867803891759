/* SPDX-License-Identifier: MIT
 * start.h - the start of a program that computes: a sane OpenMP environment, the objects for this processor. */
#ifndef START_H
#define START_H

/* Readies the process, or ends it with one line on stderr: refuses a process that flushes denormals or rounds otherwise
 * than to nearest (exit 6) and an instruction set this machine lacks (exit 2); calls gradus_start. `isa` may be NULL.
 * A program that links this has, before main, been started anew without those of OpenMP's variables
 * (OMP_NUM_THREADS=-1) that crash a runtime or take threads away. */
void start_program(const char *isa);

#endif
