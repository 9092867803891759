/* SPDX-License-Identifier: MIT
 * replay.h - a list run entry by entry, each entry recomputed by the reference from that entry's own inputs. */
#ifndef REPLAY_H
#define REPLAY_H

#include "gradus.h"

/* Multiply-adds of a matrix product up to which a sampled replay, too, computes it in full. */
enum { REPLAY_IN_FULL = 1 << 16 };

/* The worst error seen of one entry of a list. */
struct replay_worst {
    const struct gradus_op *op;
    const struct gradus_impl *impl;
    double error, bound; /* float32 ulps of scale beyond the last rounding */
    uint64_t step;       /* where: the step, */
    int operand;         /* the operand */
    size_t element;      /* and its element */
    uint64_t values;     /* results compared */
    uint64_t wrong;      /* results beyond the bound */
};

struct replay {
    size_t entries;
    struct replay_worst worst[GRADUS_CALLS];
    uint64_t steps; /* checked */
    double *scratch;
    size_t scratch_bytes;
};

/* Scratch for any list of this net. false: no memory. */
bool replay_new(struct replay *r, const struct gradus_net *net);
void replay_free(struct replay *r);

/* Runs `list` as gradus_run would and checks each entry; `step` is the step number it was readied for (t, from 1);
 * worst[] is kept per position in the list across steps (a short last batch's list has the same entries). Where
 * `sampled`, matrix products beyond REPLAY_IN_FULL are checked by Freivalds' test: C x against A (B x) with random
 * signs, in double, plus 64 elements in full. Returns the number of wrong results. */
uint64_t replay_run(struct replay *r, const struct gradus_list *list, const struct gradus_team *team, uint64_t step,
                    bool sampled);

#endif
