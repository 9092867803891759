/* SPDX-License-Identifier: MIT
 * launch_lines.h - what a launch says on its stdout, and how that is read. Lines, in this order:
 *
 *   launch NUMBER THINGS
 *   alive                                                        any number of them, about once a second
 *   thing I ITERATIONS PREEMPTED PREEMPTIONS DELAY READING ...   for each I from 0: DELAY and READINGs in ns
 *   end STEAL                                                    percent; "-": unknown
 */
#ifndef LAUNCH_LINES_H
#define LAUNCH_LINES_H

#include "launches.h"

/* A line with its newline, into `line` (`size` bytes, 2048 are enough). */
void launch_part_text(char *line, size_t size, size_t thing, const struct launches_part *p);

/* Reads such a line, without its newline, of that thing; false: it is something else, or no such thing can be. */
bool launch_part_read(const char *line, size_t thing, struct launches_part *p);

/* "end STEAL", likewise. */
void launch_end_text(char *line, size_t size, double steal_percent);
bool launch_end_read(const char *line, double *steal_percent);

#endif
