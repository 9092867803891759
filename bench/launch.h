/* SPDX-License-Identifier: MIT
 * launch.h - a launch from inside: this program again, in a process of its own, told by --launch to time what its
 * command line names, once, and to say what came out (launch_lines.h) instead of reporting. It neither trains nor
 * verifies: that is done where it was started from (launcher.h). */
#ifndef LAUNCH_H
#define LAUNCH_H

#include "arguments.h"
#include "launches.h"
#include "measure/slices.h"

/* What a launch does by these options; launch 0 is a trial, one slice of each thing. */
struct slices_plan launch_plan(const struct arguments *o);

/* Times the things, whose readings may be NULL, and writes the lines to stdout. An exit status (program.h), and not
 * PROGRAM_PASS: one line in `error`. */
int launch_answer(const struct arguments *o, struct slices_variant *thing, size_t things, char *error,
                  size_t error_size);

#endif
