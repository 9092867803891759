/* SPDX-License-Identifier: MIT
 * program.h - what every program of ours does alike: exit statuses, one-line complaints, a closed or full stdout. */
#ifndef PROGRAM_H
#define PROGRAM_H

/* The suite's version, that of the library too (GRADUS_VERSION). */
#define PROGRAM_VERSION "0.1.0"

enum program_status {
    PROGRAM_PASS = 0,
    PROGRAM_REGRESSION = 1,
    PROGRAM_USAGE = 2,
    PROGRAM_DISAGREEMENT = 3, /* numbers are wrong: beats a regression */
    PROGRAM_INCONCLUSIVE = 4,
    PROGRAM_NOTHING = 5,     /* nothing was measured or checked */
    PROGRAM_ENVIRONMENT = 6, /* unwritable output, a worker that died */
    PROGRAM_SKIPPED = 77,
};

/* First thing in main: a reader that closes our stdout must not kill us; program_finish deals with it. Ctrl-C,
 * SIGTERM and SIGHUP set the flag that program_interrupted reads; a second one kills. */
void program_start(void);

/* The signal that asked us to stop, or 0. Long work polls it, keeps what it has and ends with program_finish. */
int program_interrupted(void);

/* Last thing in main: flushes stdout. A closed pipe ends quietly with 0, any other write error says so and is
 * PROGRAM_ENVIRONMENT, an interruption is 128 + its signal; otherwise `status`. */
int program_finish(int status);

#endif
