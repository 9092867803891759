/* SPDX-License-Identifier: MIT
 * decode.h - a value of JSON made a report, or a table's rows. */
#ifndef DECODE_H
#define DECODE_H

#include "place.h"
#include "report.h"

#include <jansson.h>

enum { DECODE_STEPS = 6, DECODE_WHY = 300 };

/* What was wrong, and where. */
struct decode_fault {
    size_t steps;
    struct place_step path[DECODE_STEPS];
    char why[DECODE_WHY];
};

/* Adds what `root` holds to *r. false: *fault says why; keys in it live as long as `root`. */
bool decode_report(struct report *r, json_t *root, struct decode_fault *fault);

#endif
