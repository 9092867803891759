/* SPDX-License-Identifier: MIT
 * against.h - one case timed by all contenders, interleaved: who took part, how wrong, how fast. */
#ifndef AGAINST_H
#define AGAINST_H

#include "contenders.h"
#include "exchange.h"
#include "measure/slices.h"
#include "measure/statistics.h"

enum { ENTRANTS = 64, ENTRANT_SETTING = 40 };

/* One contender with one of its settings. */
struct entrant {
    struct contender *of;
    bool ours;
    char setting[ENTRANT_SETTING];
    const struct gradus_impl *impl; /* of ours */
    unsigned id;                    /* of the case */
    struct judge_worst worst;
    bool judged;
    double *round; /* ns, a value for each; NULL: not timed */
};

struct against {
    struct contenders *contenders;
    struct case_spec spec;
    const char *impl; /* ours; NULL: all */
    int threads;
    size_t n, rounds;
    struct entrant entrant[ENTRANTS];
    struct slices_variant variant[ENTRANTS];
    double *room;
    char refused[CONTENDERS][PROCESS_WHY]; /* why a contender that is here has nothing; "" */
};

/* Sets the case up with every contender, fetches and judges what each makes of it over the row's whole domain, and
 * times all that answered, with operands that are calm (exchange.h). a->contenders, spec, impl and threads are the
 * caller's. false: no memory. Ended by against_close either way. */
bool against_measure(struct against *a, bool quick);
void against_close(struct against *a);

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
