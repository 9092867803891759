/* SPDX-License-Identifier: MIT
 * noise.h - what else went on while something was timed, as the kernel counts it. */
#ifndef NOISE_H
#define NOISE_H

#include <stdbool.h>
#include <stdint.h>

struct noise {
    uint64_t preemptions; /* another process took the processor from one of our threads: involuntary switches */
    double run_delay_ns;  /* the thread that asks was ready to run and had to wait; 0 where the kernel does not say */
};

/* Since this thread and its process began, and since an earlier moment. */
struct noise noise_now(void);
struct noise noise_since(const struct noise *before);

/* Of all processors together, in the kernel's ticks: what the host of a virtual machine gave to others, and all there
 * was. false: the kernel does not say. */
struct noise_steal {
    double stolen, all;
};
bool noise_steal(struct noise_steal *s);

#endif
