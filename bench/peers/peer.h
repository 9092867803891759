/* SPDX-License-Identifier: MIT
 * peer.h - a foreign library as a worker: a table of the operations that it has, by the names of our rows. */
#ifndef PEER_H
#define PEER_H

#include "worker.h"

/* A library's function over n floats; y may be x. */
typedef void peer_span(const float *x, float *y, size_t n);

/* The op of an entry that is a training step: no request's word has a blank. */
#define PEER_STEP "a step"

struct peer_operation {
    const char *op, *setting;
    void (*run)(const struct request *r, void *state);
    /* Either what the library has is a span: `run` is then peer_map or another of elementwise.h, which cut the work
     * between threads, and state is a struct peer_work. */
    peer_span *span;
    /* Or the library is called once and cuts by itself: returns what run gets; NULL where it does not fit. */
    void *(*open)(const struct request *r);
    void (*close)(void *state);
};

/* A span on so many threads. */
struct peer_work {
    peer_span *span;
    int threads;
};

struct peer {
    const char *name, *version;
    const struct peer_operation *operation; /* ends with a NULL op */
    void (*threads)(int threads);           /* tells the library; may be NULL */
};

/* The main of a peer. */
int peer_main(const struct peer *p);

#endif
