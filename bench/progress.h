/* SPDX-License-Identifier: MIT
 * progress.h - one line on stderr that says what is being done; only on a terminal. */
#ifndef PROGRESS_H
#define PROGRESS_H

#include <stddef.h>

/* Shows "what done/all" at most ten times a second. */
void progress(const char *what, size_t done, size_t all);

/* Wipes the line. */
void progress_end(void);

#endif
