/* SPDX-License-Identifier: MIT
 * onednn_step.h - training steps composed of oneDNN's primitives. */
#ifndef ONEDNN_STEP_H
#define ONEDNN_STEP_H

#include "worker.h"

#include <oneapi/dnnl/dnnl.h>

/* The settings of a step, on an engine of the caller's that must outlive them: `inner_product` (its forward, backward
 * by data and backward by weights), `matmul` (three products a layer), and, for SGD without l2, `matmul-folded`, whose
 * last product updates the weights. Returns how many; 0: `why` says why not. */
size_t onednn_step(const struct request *r, struct worker_setting *setting, char *why, dnnl_engine_t engine,
                   dnnl_stream_t stream);

#endif
