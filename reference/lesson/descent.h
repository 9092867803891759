/* SPDX-License-Identifier: MIT
 * descent.h - the one-parameter example of the learning rate: loss = (w + 1)^2 (F8, F9). */
#ifndef DESCENT_H
#define DESCENT_H

/* One step of gradient descent, in float32. Returns the loss before it. */
static inline float descent_step(float *w, double lr)
{
    float y = *w + 1;
    float gradient = 2 * y;
    *w -= (float)lr * gradient;
    return y * y;
}

#endif
