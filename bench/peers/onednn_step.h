/* SPDX-License-Identifier: MIT
 * onednn_step.h - training steps composed of oneDNN's primitives. */
#ifndef ONEDNN_STEP_H
#define ONEDNN_STEP_H

#include "request.h"

#include <oneapi/dnnl/dnnl.h>

/* Where the primitives run; made in onednn.c before the first request. */
extern dnnl_engine_t onednn_engine;
extern dnnl_stream_t onednn_stream;

/* For the table of peer.h. Three ways to compose a step: inner products (forward, backward by data, backward by
 * weights), three matrix products a layer, and, for SGD without l2, the same with the update in the last of them. NULL:
 * not for this network. */
void *onednn_step_inner_product(const struct request *r);
void *onednn_step_matmul(const struct request *r);
void *onednn_step_folded(const struct request *r);
void onednn_step_run(const struct request *r, void *state);
void onednn_step_close(void *state);

#endif
