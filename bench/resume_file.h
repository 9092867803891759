/* SPDX-License-Identifier: MIT
 * resume_file.h - the lines of a journal: what stands in them, their checksums, the plan they must be of. */
#ifndef RESUME_FILE_H
#define RESUME_FILE_H

#include "resume.h"

/* Reads what is there into s->job, or writes the plan. As resume_open. */
int resume_file_open(struct resume *s, const struct arguments *o, char *error, size_t error_size);

/* Adds a job's line: `added` is what it added to the report. false with errno. */
bool resume_file_add(const struct resume *s, size_t job, const struct report *added, const struct resume_facts *facts);

#endif
