/* SPDX-License-Identifier: MIT
 * context.h - the head of every report: the machine, the build, how noisy it is. */
#ifndef CONTEXT_H
#define CONTEXT_H

#include "arguments.h"
#include "report/report.h"

void context_report(struct report *r, const struct arguments *o);

/* Last thing in a command: after an interruption says, to people and programs, that the report is partial: `done` of
 * `all` jobs, say. */
void context_end(struct report *r, size_t done, size_t all, const char *what);

#endif
