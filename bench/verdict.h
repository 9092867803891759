/* SPDX-License-Identifier: MIT
 * verdict.h - is the training numerically right? A second training run, untimed, in which every entry of every step is
 * recomputed by the reference from that entry's own inputs. */
#ifndef VERDICT_H
#define VERDICT_H

#include "job.h"
#include "replay.h"

struct verdict {
    bool given;          /* false: not asked for, or nothing could be checked */
    uint64_t steps, all; /* checked, of so many */
    uint64_t values, wrong;
    size_t entries; /* of a step, then of the test after the last one */
    size_t test_entries;
    struct replay_worst entry[2 * GRADUS_CALLS];
    bool sampled; /* large products by Freivalds' test */
    bool same;    /* the replayed run ended with the bits of the training, or did not get to the end */
};

/* Checks a job that has just been trained for `steps` steps, and leaves it with the parameters of that training. Models
 * too large for every step are given ten seconds. false: no memory. */
bool verdict(struct job *j, uint64_t steps, struct verdict *v);

/* Passed: something was checked and nothing was wrong. */
bool verdict_pass(const struct verdict *v);

/* The entry that came nearest to its bound (or furthest beyond); NULL without entries. */
const struct replay_worst *verdict_worst(const struct verdict *v);

#endif
