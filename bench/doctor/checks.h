/* SPDX-License-Identifier: MIT
 * checks.h - the checks of `bench doctor`: each looks at the facts and says what it found. */
#ifndef DOCTOR_CHECKS_H
#define DOCTOR_CHECKS_H

#include "facts.h"

enum finding_verdict {
    FINDING_OK,
    FINDING_NOTE, /* worth knowing; nothing to be done, or nothing that must be */
    FINDING_WARN, /* times are off, or scatter, because of it */
    FINDING_BAD,  /* measuring makes no sense */
};

struct finding {
    enum finding_verdict verdict;
    char found[160];
    char remedy[160]; /* one sentence that begins with a verb; "": nothing to do */
};

struct check {
    const char *name;
    void (*look)(const struct facts *f, struct finding *to);
};

/* In three groups, each ended by an empty name: the machine, what else happens on it, and the program itself. */
extern const struct check checks_machine[], checks_load[], checks_program[];

/* What a check found; the other what is to be done about it. */
void finding_is(struct finding *to, enum finding_verdict verdict, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void finding_remedy(struct finding *to, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
