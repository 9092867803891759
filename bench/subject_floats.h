/* SPDX-License-Identifier: MIT
 * subject_floats.h - a function of one float as a subject of against.h: not at one size, but over all floats (or one of
 * every so many), a block of them after the other. The case is set up once: its x is an operand that changes in place,
 * which a worker takes from the file anew whenever it is asked. */
#ifndef SUBJECT_FLOATS_H
#define SUBJECT_FLOATS_H

#include "against.h"
#include "shared_file.h"
#include "tally.h"

enum { SUBJECT_FLOATS_BLOCKS = 16 }; /* of SURVEY_BLOCK inputs at a time */

struct subject_floats {
    struct survey survey;          /* started by the caller */
    const struct entrant *entrant; /* the first one; likewise */
    struct shared_file file;       /* x, then y */
    struct survey_block *block;    /* what is in it */
    uint64_t next;                 /* the first input that is not yet */
    struct tally tally[ENTRANTS];  /* of each entrant */
};

/* The subject of f->survey. */
struct against_subject subject_floats(struct subject_floats *f);

/* How many blocks so many inputs are. */
uint64_t subject_floats_blocks(uint64_t inputs);

/* Puts the next block's inputs into the file. false: there are no more. */
bool subject_floats_next(struct subject_floats *f);

#endif
