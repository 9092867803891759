/* SPDX-License-Identifier: MIT
 * worker_step.h - our own training step behind the protocol that the peers speak. */
#ifndef WORKER_STEP_H
#define WORKER_STEP_H

#include "peers/worker.h"

/* The settings of a step: `default`, what the planner takes by itself, and `fast` where rows of the network have such
 * an implementation; or the one that the request names. Returns how many; 0: `why` says why not. */
size_t worker_step(const struct request *r, struct worker_setting *setting, char *why);

#endif
