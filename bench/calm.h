/* SPDX-License-Identifier: MIT
 * calm.h - operands as a training has them: within [-CALM, CALM]. Beyond, exponentials become denormal and overflow,
 * for which processors and some libraries take a slow path. Right or wrong shows there, but speed is timed here. */
#ifndef CALM_H
#define CALM_H

#include "case.h"

enum { CALM = 10 };

/* Whether a row has operands beyond that. */
bool calm_wild(const struct gradus_op *op);

/* Draws those of a case anew, from its seed. */
void calm_case(struct case_data *c);

#endif
