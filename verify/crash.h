/* SPDX-License-Identifier: MIT
 * crash.h - a kernel that crashes is a failed check, not a shell's "Segmentation fault". */
#ifndef CRASH_H
#define CRASH_H

/* From now on a fatal signal prints what was at work and ends the program with PROGRAM_DISAGREEMENT. Not in builds with
 * a sanitizer, which says more. */
void crash_catch(void);

/* Says what is at work: a check and a row (both must stay). */
void crash_at_work(const char *check, const char *row);

#endif
