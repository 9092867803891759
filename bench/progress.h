/* SPDX-License-Identifier: MIT
 * progress.h - how far long work is, on stderr: a bar on a terminal; elsewhere a line now and then, and none for work
 * that is done by then. */
#ifndef PROGRESS_H
#define PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

/* "auto" (or NULL), "bar", "plain" (lines, also on a terminal) or "none"; until then nothing is shown. false: it is
 * none of these. */
bool progress_as(const char *mode);

/* Work of `all` jobs (a word for one of them: "job", "case"), `done` of which are done. */
void progress_jobs(const char *job, size_t done, size_t all);

/* Within a job, or alone: `done` of `all` pieces of `what`. Drawn at most ten times a second, a line every ten. */
void progress(const char *what, size_t done, size_t all);

/* Wipes the bar. */
void progress_end(void);

#endif
