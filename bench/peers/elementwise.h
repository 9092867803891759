/* SPDX-License-Identifier: MIT
 * elementwise.h - rows made of a library's functions over n floats. Each is a run of peer.h with a span. */
#ifndef ELEMENTWISE_H
#define ELEMENTWISE_H

#include "peer.h"

/* Peers that are compiled for several instruction sets (vector.h) have the loops around their functions in each. */
#ifdef GRADUS_ISA
#define ELEMENTWISE_PASTE_(name, isa) name##_##isa
#define ELEMENTWISE_PASTE(name, isa) ELEMENTWISE_PASTE_(name, isa)
#define peer_map ELEMENTWISE_PASTE(peer_map, GRADUS_ISA)
#define peer_softmax ELEMENTWISE_PASTE(peer_softmax, GRADUS_ISA)
#define peer_softmax_cross_entropy ELEMENTWISE_PASTE(peer_softmax_cross_entropy, GRADUS_ISA)
#endif

/* y = span(x), whatever the operands are called: the first is read, the second written. */
void peer_map(const struct request *r, void *state);

/* softmax and softmax_cross_entropy, from a span that is the exponential: the maximum, the sum and the loss by plain
 * loops, a few rows at a time so that they stay in the cache. */
void peer_softmax(const struct request *r, void *state);
void peer_softmax_cross_entropy(const struct request *r, void *state);

/* The rest of softmax_cross_entropy for a library that has put softmax into dx: a plain loop, on the threads that
 * OpenMP was told of. */
void peer_cross_entropy_of_softmax(const struct request *r);

#endif
