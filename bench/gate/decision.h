/* SPDX-License-Identifier: MIT
 * decision.h - whether a candidate is slower than its base, from the changes that launches measured.
 *
 * A change is m = ln(candidate / base) of one launch: a pair of fresh processes, timed alternately. Launches are the
 * only replicates. Where nothing has changed each sign is a fair coin's, whatever the distribution, so a count of signs
 * has an exact error rate. The decision is taken twice, the second time on launches that the first has not seen:
 *
 *   screen   16 launches, 32 where they scatter; suspect if at least k(n, A1) have one sign and the median is >= 0.5 %
 *   confirm  suspects only: 40, 80 or 160 fresh launches, by the scatter of the screen; changed if at least k(n, A2)
 *            have that sign and the median is at least the floor
 *
 * with k(n, a) the least k of P(Bin(n, 1/2) >= k) <= a. A false alarm needs both: at most A1 A2 for a benchmark, at
 * most `fwer` for a run of m of them (a sum, so they may depend on one another). */
#ifndef DECISION_H
#define DECISION_H

#include <stdbool.h>
#include <stddef.h>

enum { DECISION_SCREEN = 16, DECISION_MORE = 32, DECISION_MOST = 160 };

struct decision_rule {
    double floor;      /* the least change that fails, a fraction: 0.015 */
    double fwer;       /* the false alarms that a whole run is allowed, a probability: 0.01 */
    size_t benchmarks; /* judged in the run */
};

/* A2 of a run: min(0.00112, fwer / (A1 benchmarks)). */
double decision_level(const struct decision_rule *rule);

/* The bound for false alarms of the run: benchmarks A1 A2. */
double decision_bound(const struct decision_rule *rule);

struct decision_screen {
    bool more;     /* launches that scatter so: DECISION_MORE of them are wanted before this may be used */
    int suspect;   /* 1: slower, -1: faster, 0: neither */
    double spread; /* of the launches around their median, about a standard deviation; a fraction */
    double change; /* their median, ln */
};

/* Screens the changes m of n launches, DECISION_SCREEN or DECISION_MORE of them. `more` depends on |m| alone, so that
 * the signs stay fair. Sorts m by size. */
struct decision_screen decision_screen(double *m, size_t n);

/* How many fresh launches confirm a suspect: 40, 80 or 160, by the scatter of its screen; 40 where the change is far
 * beyond that. */
size_t decision_launches(const struct decision_screen *screen);

enum decision_verdict {
    DECISION_PASS,         /* no change was found */
    DECISION_SMALL,        /* a change below the floor: its interval excludes 0 */
    DECISION_IMPROVEMENT,  /* confirmed */
    DECISION_REGRESSION,   /* confirmed */
    DECISION_INCONCLUSIVE, /* unconfirmed, and the interval is wider than 3 % to a side, or launches were not to be had
                            */
};

/* "pass", "pass (small)", "improvement", "REGRESSION", "inconclusive" */
const char *decision_name(enum decision_verdict verdict);

struct decision {
    enum decision_verdict verdict;
    size_t n, slower;         /* launches, and those with m > 0 */
    double change, low, high; /* exp(median) - 1 and its interval by order statistics, at least 95 %: fractions */
};

/* Judges n fresh launches of a suspect (1 or -1), `wanted` launches were to be had. A tie (m = 0) has neither sign.
 * Sorts m. */
struct decision decision_confirm(double *m, size_t n, size_t wanted, int suspect, const struct decision_rule *rule);

/* What a screen's launches say of themselves, for the table: verdict PASS. Sorts m. */
struct decision decision_summary(double *m, size_t n);

#endif
