/* SPDX-License-Identifier: MIT
 * assignment.h - why a training of the assignment ended in nan. */
#ifndef ASSIGNMENT_H
#define ASSIGNMENT_H

#include "report/report.h"
#include "train.h"

/* The tables of the explanation; they appear with the first training that is explained. */
struct assignment_why {
    struct report *r;
    size_t jobs; /* that may be explained, at most */
    struct report_table *steps, *otherwise;
};

/* Of a training that diverged because its second moment V became 0: the steps before, and how the same training ends
 * without flushed denormals and with an epsilon. Reports nothing of any other. false: no memory; what there is is
 * reported all the same. */
bool assignment_explain(struct assignment_why *why, struct job *j, const struct train_result *t);

#endif
