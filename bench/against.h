/* SPDX-License-Identifier: MIT
 * against.h - one case timed by all contenders, interleaved: who took part, how wrong, how fast. */
#ifndef AGAINST_H
#define AGAINST_H

#include "contenders.h"
#include "exchange.h"
#include "measure/slices.h"
#include "measure/statistics.h"
#include "roof/limits.h"

enum { ENTRANTS = 64, ENTRANT_SETTING = 40 };

/* One contender with one of its settings. */
struct entrant {
    struct contender *of;
    bool ours;
    char setting[ENTRANT_SETTING];
    const struct gradus_impl *impl; /* of ours */
    unsigned id;                    /* of the case */
    struct judge_worst worst;       /* on the operands that are timed; its error NaN: too large to be judged */
    struct judge_worst whole;       /* over the whole domain, where the subject is judged on both */
    const char *what;               /* the worst operand; NULL: none */
    bool judged;
    double *round; /* ns, a value for each; NULL: not timed */
};

/* What is timed: a row at a size (subject_row.h) or a training step (subject_step.h). */
struct against_subject {
    void *self;
    char name[128], size[64]; /* in the tables: "sigmoid", "n=65536" */
    double elements;          /* results, or parameters */
    struct gradus_count count;
    struct limits_demand demand;
    bool twice; /* the clock wants other operands than the verdict: calm ones */
    bool both;  /* and the verdict is wanted on these as well */
    /* Makes the operands, in a file. false: no memory. Ended by close either way. */
    bool (*open)(void *self, bool calm);
    void (*close)(void *self);
    /* "case ID ...": the request (`size` bytes), without its newline. */
    void (*request)(const void *self, unsigned id, const char *impl, int threads, char *text, size_t size);
    /* Holds the results in the file against the reference, into e->worst, and puts the inputs back. */
    void (*judge)(void *self, struct entrant *e);
    void (*reset)(void *self); /* puts the inputs back */
};

struct against {
    struct contenders *contenders;
    struct against_subject subject;
    struct case_spec spec; /* of a row */
    const char *impl;      /* ours; NULL: all */
    int threads;
    size_t n, rounds;
    struct entrant entrant[ENTRANTS];
    struct slices_variant variant[ENTRANTS + LIMITS_LOADS]; /* the limits' loads come last */
    double *room;
    double limit_ns; /* what the machine allows so many threads; NaN: it says nothing of so little */
    char limited_by[LIMITS_BY];
    char refused[CONTENDERS][PROCESS_WHY]; /* why a contender that is here has nothing; "" */
};

/* Sets the case up with every contender, fetches and judges what each makes of it, and times all that answered.
 * a->contenders, subject, spec, impl and threads are the caller's. false: no memory. Ended by against_close either way.
 */
bool against_measure(struct against *a, bool quick);
void against_close(struct against *a);

/* The parts of that which do not time: sets the case up with every contender; has each of a->entrant make its results
 * and the subject judge them; has the case forgotten. */
void against_enter(struct against *a);
void against_judge(struct against *a);
void against_drop(struct against *a);

/* peer's time / ours, round by round; the caller's sample of a->rounds values is used. */
struct statistics against_ratio(const struct entrant *ours, const struct entrant *peer, size_t rounds, double *sample);

/* The tables of `cases` cases, and their rows. */
struct against_tables {
    struct report_table *times, *ratios;
};
struct against_tables against_tables(struct report *r, size_t cases);
void against_rows(const struct against_tables *t, const struct against *a);

/* A line for each contender that is here and has nothing for the case. */
void against_refusals(struct report *r, const struct against *a);

#endif
