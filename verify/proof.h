/* SPDX-License-Identifier: MIT
 * proof.h - data/hard/proof.csv: that all 2^32 inputs of a function were tried, with which source and what result. */
#ifndef PROOF_H
#define PROOF_H

#include "survey.h"

struct proof {
    uint64_t source, outputs; /* digests: of what the row is computed by, and of all results */
    uint64_t misrounded;
    double ulp, beyond;
    float ulp_x, beyond_x;
};

/* The digest of the source of a row that this program was built from: its file and the headers of ours that it
 * includes, without comments and white space (verify/core_digests.sh). 0: there is no such row. */
uint64_t proof_source(const char *op);

/* Where the committed proof is; false: nowhere, and the text says what is missing. */
bool proof_path(char *path, size_t size);

/* The line of an implementation; false where the file has none. */
bool proof_find(const char *path, const char *op, const char *impl, struct proof *found);

/* Writes the line of a survey of all floats, in place of the one that may be there. Lines are kept in order. */
bool proof_write(const char *path, const struct survey *s, const struct survey_sum *sum, char *error, size_t size);

#endif
