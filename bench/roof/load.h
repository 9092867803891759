/* SPDX-License-Identifier: MIT
 * load.h - the limits' kernels (kernels.h) with memory and a team, as something to time. Each thread has one chunk: the
 * neighbouring chunks that an operation would give it, as one. A run is long enough that forming the team is lost in
 * it: what is measured is the machine. */
#ifndef LOAD_H
#define LOAD_H

#include "buffer.h"
#include "kernels.h"

#include <stdbool.h>
#include <stdint.h>

/* The arrays that all streams of a measurement share, and a sink. */
struct load_arena {
    struct buffer buffer;
    size_t floats; /* of an array */
    int arrays;
};

/* The floats of an array that a stream over `floats` really takes: whole blocks for every thread. */
size_t load_floats(size_t floats, int threads);

/* `arrays` arrays of at least `floats` (1 or more) floats, zero, large ones in huge pages where there are any; each
 * thread of a team of `threads` has been the first to touch its part. false: no memory. */
bool load_arena_new(struct load_arena *a, size_t floats, int arrays, int threads);
void load_arena_free(struct load_arena *a);

/* What a run of `call` by `team` does: `work` bytes read and written, or operations. */
struct load {
    struct gradus_call call;
    struct gradus_team team;
    double work;
};

/* A stream over arrays of `floats` (at most the arena's), in the objects of `isa`. call.pass[0].run is NULL where there
 * are no such stores. */
struct load load_stream(const struct load_arena *a, const char *isa, enum kernels_mix mix, enum kernels_store store,
                        size_t floats, int threads);

/* Multiply-adds, two operations each. */
struct load load_peak(const struct load_arena *a, const char *isa, int threads);

/* For slices.h: self is a struct load. */
void load_run(void *self, uint64_t iterations);

#endif
