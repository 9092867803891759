/* SPDX-License-Identifier: MIT
 * roof.h - the parts of bench roof: each measures and adds its tables to the report. They return false where there is
 * no memory; after an interruption they add what there is. */
#ifndef ROOF_H
#define ROOF_H

#include "arguments.h"
#include "measure/slices.h"
#include "report/report.h"
#include "team.h"

struct roof {
    struct report *r;
    const struct team_sizes *teams;
    struct slices_plan plan;
    bool quick;
    const char *isa;  /* the one asked for; NULL: all */
    size_t done, all; /* measurements */
};

/* Multiply-adds in registers, by instruction set. */
bool roof_peak(struct roof *roof);

/* Streams by mix, stores and size. */
bool roof_streams(struct roof *roof);
size_t roof_sizes(bool quick);

/* What a team costs, and from how many chunks on it pays. */
bool roof_teams(struct roof *roof);

#endif
