/* SPDX-License-Identifier: MIT
 * resume_file.h - the lines of a journal: what stands in them, their checksums, the plan they must be of. */
#ifndef RESUME_FILE_H
#define RESUME_FILE_H

#include "resume.h"

/* Reads what is there into s->job, or writes the plan. As resume_open. */
int resume_file_open(struct resume *s, const struct arguments *o, char *error, size_t error_size);

/* Reads a journal whole, with its plan, to be merged; the file is not changed. PROGRAM_PASS; otherwise one line in
 * `error`. resume_free frees it either way. */
int resume_file_load(struct resume *s, const char *path, char *error, size_t error_size);

/* Whether two plans are the same, of which the one that is `there` is s's; with `other_shards` those may differ, and
 * the machine. PROGRAM_PASS, or PROGRAM_USAGE with one line in `error`: the first thing in which they differ. */
int resume_same_plan(const struct resume *s, const struct json_t *there, const struct json_t *here, bool other_shards,
                     char *error, size_t error_size);

/* Adds a line: "head" or "foot", or a job's, `added` is what it added to the report. false with errno. */
bool resume_file_add(const struct resume *s, const char *kind, const struct report *added);
bool resume_file_add_job(const struct resume *s, size_t job, const struct report *added,
                         const struct resume_facts *facts);

#endif
