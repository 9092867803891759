/* SPDX-License-Identifier: MIT
 * subject_row.h - a row at a size, as what contenders are given: judged over the row's whole domain, timed with
 * operands that are calm (exchange.h). */
#ifndef SUBJECT_ROW_H
#define SUBJECT_ROW_H

#include "against.h"

struct subject_row {
    struct case_spec spec;
    struct exchange exchange;
};

/* The subject of row->spec, which is the caller's, as is row. */
struct against_subject subject_row(struct subject_row *row);

#endif
