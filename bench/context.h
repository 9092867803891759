/* SPDX-License-Identifier: MIT
 * context.h - the head of every report: the machine, the build, how noisy it is. */
#ifndef CONTEXT_H
#define CONTEXT_H

#include "arguments.h"
#include "report/report.h"

void context_report(struct report *r, const struct arguments *o);

#endif
