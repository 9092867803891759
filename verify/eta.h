/* SPDX-License-Identifier: MIT
 * eta.h - a line on stderr, on a terminal only: how far long work is and when it will be done. */
#ifndef ETA_H
#define ETA_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct eta {
    FILE *out; /* NULL: nothing is shown */
    uint64_t first, all;
    double start, shown; /* seconds of the monotonic clock */
};

/* Work of `all` pieces, `first` of them done before. */
void eta_start(struct eta *e, FILE *out, uint64_t first, uint64_t all);

/* Draws the bar for `done` pieces, at most ten times a second. */
void eta_show(struct eta *e, const char *what, uint64_t done);

/* Seconds since the start. */
double eta_seconds(const struct eta *e);

/* Wipes the line. */
void eta_end(struct eta *e);

/* ", 7 s left": the pieces done since the start took `seconds`; "" before the first. */
void eta_left(const struct eta *e, uint64_t done, double seconds, char *text, size_t size);

/* The bar's text, "exp/exact  [=====     ]  50 %, 7 s left": the pieces done since the start took `seconds`. */
void eta_text(const struct eta *e, const char *what, uint64_t done, double seconds, char *text, size_t size);

#endif
