/* SPDX-License-Identifier: MIT
 * revision.h - a revision of the repository, built as this program was: same compiler, flags and kind of build. */
#ifndef REVISION_H
#define REVISION_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

struct revision {
    char hash[64];       /* of the commit */
    char path[PATH_MAX]; /* of its bench */
    bool fresh;          /* it was built just now */
};

/* Builds bench at a revision of the repository that the working directory is in, in a clone of its own below build/at,
 * where it stays for the next time. PROGRAM_PASS, PROGRAM_USAGE (there is no such revision) or PROGRAM_ENVIRONMENT, the
 * latter two with one line in `error`. */
int revision_build(struct revision *r, const char *name, char *error, size_t error_size);

#endif
