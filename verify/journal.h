/* SPDX-License-Identifier: MIT
 * journal.h - the file behind `verify --check exhaustive --resume FILE`: one line for each slice that is done, so that
 * whatever ends the program, what was done is kept. */
#ifndef JOURNAL_H
#define JOURNAL_H

#include "append_file.h"
#include "survey.h"

struct journal {
    struct append_file file;
};

/* Opens or begins the journal `path`. `identity` is one line about what its numbers belong to: the build and the
 * options that change them. A journal of another identity, one in use by another process, and what is no journal are
 * refused. An unfinished last line is cut off. A status of program.h, with one line in `error` where it is not
 * PROGRAM_PASS. */
int journal_open(struct journal *j, const char *path, const char *identity, char *error, size_t size);
void journal_close(struct journal *j);

/* What the journal knows of an implementation: *sum and its hard inputs; zeros where it knows nothing. False: one line
 * in `error`. */
bool journal_find(const struct journal *j, const struct survey *s, struct survey_sum *sum, struct survey_hard *hard,
                  char *error, size_t size);

/* Adds the slice that brought the sum to *sum, with its hard inputs: those from number `first` on. */
bool journal_add(const struct journal *j, const struct survey *s, const struct survey_sum *sum,
                 const struct survey_hard *hard, size_t first, char *error, size_t size);

#endif
