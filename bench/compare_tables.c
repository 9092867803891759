/* SPDX-License-Identifier: MIT
 * compare_tables.c - a comparison as rows. */
#include "compare_tables.h"

#include "digits.h"
#include "measure/statistics.h"
#include "tables.h"

#include <math.h>
#include <string.h>

enum { METHOD, BASE, CANDIDATE, RULE_FLOOR, RULE_FWER, RULE_BOUND, LAUNCHES };

static const struct report_column COMPARISON[] = {{"method"},
                                                  {"base"},
                                                  {"candidate"},
                                                  {"floor_percent", NULL, REPORT_NUMBER},
                                                  {"fwer", NULL, REPORT_NUMBER},
                                                  {"false_alarm_bound", NULL, REPORT_NUMBER},
                                                  {"launches", NULL, REPORT_COUNT},
                                                  {NULL}};

const struct report_schema comparison_schema = {"comparison", "What was compared, and by what rule.", COMPARISON,
                                                .object = true};

enum { NAME, STAGE, BASE_NS, CANDIDATE_NS, CHANGE, LOW, HIGH, SIGNS, SLOWER, N, SPREAD, SECONDS, VERDICT, NOTE };

static const struct report_column TESTS[] = {{"name", "benchmark"},
                                             {"stage", NULL},
                                             {"base_ns", "base", REPORT_NS},
                                             {"candidate_ns", "candidate", REPORT_NS},
                                             {"change_percent", "change, %", REPORT_NUMBER, 3},
                                             {"low_percent", "from", REPORT_NUMBER, 3},
                                             {"high_percent", "to", REPORT_NUMBER, 3},
                                             {"signs", "slower", .people = true},
                                             {"slower", NULL, REPORT_COUNT},
                                             {"launches", NULL, REPORT_COUNT},
                                             {"spread_percent", "spread, %", REPORT_NUMBER, 2},
                                             {"seconds", NULL, REPORT_NUMBER},
                                             {"verdict", "verdict"},
                                             {"note", ""},
                                             {NULL}};

const struct report_schema tests_schema = {"tests", "The benchmarks of a comparison and their verdicts.", TESTS};

static double median_of(const double *ns, size_t n)
{
    double copy[DECISION_MOST];
    memcpy(copy, ns, n * sizeof *ns);
    return statistics_median(copy, n);
}

static void add_row(struct report_table *table, const struct trial *t, const struct arguments *o)
{
    struct report_cell *row = report_row(table);
    const struct decision *d = &t->decision;
    if (!row)
        return;
    report_text(&row[NAME], "%s", t->of->name);
    if (t->refused[0] || t->n == 0) {
        report_text(&row[VERDICT], "not measured");
        report_text(&row[NOTE], "%s", t->refused);
        return;
    }
    report_text(&row[STAGE], "%s", t->confirming ? "confirm" : "screen");
    row[BASE_NS].value = median_of(t->ns[PAIR_BASE], t->n);
    row[CANDIDATE_NS].value = median_of(t->ns[PAIR_CANDIDATE], t->n);
    row[CHANGE].value = 100 * d->change;
    row[LOW].value = 100 * d->low;
    row[HIGH].value = 100 * d->high;
    report_text(&row[SIGNS], "%zu/%zu", d->slower, d->n);
    row[SLOWER].value = (double)d->slower;
    row[N].value = (double)d->n;
    if (t->screen.spread > 0)
        row[SPREAD].value = 100 * t->screen.spread;
    row[SECONDS].value = t->seconds;
    report_text(&row[VERDICT], "%s", t->worst.wrong ? "WRONG" : decision_name(d->verdict));
    row[VERDICT].tone = t->worst.wrong || d->verdict == DECISION_REGRESSION ? REPORT_BAD
                        : d->verdict == DECISION_INCONCLUSIVE               ? REPORT_PLAIN
                                                                            : REPORT_GOOD;
    if (t->worst.wrong)
        report_text(&row[NOTE], "candidate is off by %s of bound %s", digits_to(t->worst.error, 3).text,
                    digits_to(t->worst.bound, 3).text);
    else if (t->n < t->wanted)
        report_text(&row[NOTE], "%zu of %zu launches", t->n, t->wanted);
    else if (d->verdict == DECISION_REGRESSION || d->verdict == DECISION_INCONCLUSIVE)
        report_text(&row[NOTE], "again: bench compare %s %s --filter '%s'", o->operand[PAIR_BASE],
                    o->operand[PAIR_CANDIDATE], t->of->name);
}

/* What a reader looks for first comes first. */
static int rank(const struct trial *t)
{
    static const int of[] = {[DECISION_REGRESSION] = 1,
                             [DECISION_INCONCLUSIVE] = 2,
                             [DECISION_IMPROVEMENT] = 3,
                             [DECISION_SMALL] = 4,
                             [DECISION_PASS] = 5};
    return t->worst.wrong ? 0 : t->refused[0] ? 6 : of[t->decision.verdict];
}

enum { RANKS = 7 };

size_t compare_decided(const struct contest *c)
{
    size_t n = 0;
    for (size_t i = 0; i < c->n; i++)
        n += c->trial[i].n > 0 && c->trial[i].decision.verdict != DECISION_INCONCLUSIVE;
    return n;
}

static void summary(struct report *r, const struct contest *c)
{
    size_t count[RANKS] = {0};
    for (size_t i = 0; i < c->n; i++)
        count[rank(&c->trial[i])]++;
    bool bad = count[0] + count[1] > 0;
    report_line(r,
                bad        ? REPORT_BAD
                : count[2] ? REPORT_PLAIN
                           : REPORT_GOOD,
                "verdict", "%zu wrong, %s, %s, %zu undecided, %zu unchanged, %zu not measured", count[0],
                digits_count((double)count[1], "regression").text, digits_count((double)count[3], "improvement").text,
                count[2], count[4] + count[5], count[6]);
    report_line(
        r, REPORT_PLAIN, "note",
        "a launch is a pair of fresh processes, timed alternately; 16 or 32 to screen, 40, 80 or 160 fresh ones "
        "to confirm a suspect");
    report_line(r, REPORT_PLAIN, "",
                "changes below %.3g %% pass; false alarms in such a run: at most %.2g %%, whatever the distribution",
                100 * c->rule.floor, 100 * decision_bound(&c->rule));
}

void compare_report(struct report *r, const struct contest *c, const struct arguments *o)
{
    struct report_table *facts = report_table(r, &comparison_schema, 1, false);
    struct report_cell *row = report_row(facts);
    if (row) {
        report_text(&row[METHOD], "paired-sign-2stage/1");
        report_text(&row[BASE], "%s", o->operand[PAIR_BASE]);
        report_text(&row[CANDIDATE], "%s", o->operand[PAIR_CANDIDATE]);
        row[RULE_FLOOR].value = 100 * c->rule.floor;
        row[RULE_FWER].value = c->rule.fwer;
        row[RULE_BOUND].value = decision_bound(&c->rule);
        row[LAUNCHES].value = (double)c->launches;
    }
    struct report_table *tests = report_table(r, &tests_schema, c->n, true);
    for (int k = 0; k < RANKS; k++)
        for (size_t i = 0; i < c->n; i++)
            if (rank(&c->trial[i]) == k)
                add_row(tests, &c->trial[i], o);
    summary(r, c);
}
