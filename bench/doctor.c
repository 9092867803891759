/* SPDX-License-Identifier: MIT
 * doctor.c - bench doctor: what makes this machine's timings untrustworthy, and what to do about it. */
#include "command.h"
#include "context.h"
#include "digits.h"
#include "doctor/checks.h"
#include "gradus.h"
#include "program.h"
#include "tables.h"

#include <stdio.h>
#include <string.h>

enum { CHECK, FOUND, VERDICT, REMEDY };

static const struct report_column COLUMNS[] = {
    {"check", "check"}, {"found", "found", .wrap = 48}, {"verdict", "verdict"}, {"remedy", "what to do"}, {NULL}};

const struct report_schema doctor_schema = {
    "doctor", "What makes timings on this machine untrustworthy, and what to do about it.", COLUMNS};

static const struct check *const GROUPS_OF_CHECKS[] = {checks_machine, checks_load, checks_program};
enum { CHECK_GROUPS = sizeof GROUPS_OF_CHECKS / sizeof *GROUPS_OF_CHECKS };

static const struct {
    const char *name;
    enum report_tone tone;
} VERDICTS[] = {[FINDING_OK] = {"ok", REPORT_GOOD},
                [FINDING_NOTE] = {"note", REPORT_PLAIN},
                [FINDING_WARN] = {"warn", REPORT_BAD},
                [FINDING_BAD] = {"bad", REPORT_BAD}};

static size_t number_of_checks(void)
{
    size_t n = 0;
    for (size_t g = 0; g < CHECK_GROUPS; g++)
        for (size_t i = 0; GROUPS_OF_CHECKS[g][i].name; i++)
            n++;
    return n;
}

/* How many there are of each verdict; in `bad` the names and findings of the bad ones. */
static void look(const struct facts *f, struct report_table *t, size_t *count, char *bad, size_t size)
{
    for (size_t g = 0; g < CHECK_GROUPS; g++)
        for (const struct check *check = GROUPS_OF_CHECKS[g]; check->name; check++) {
            struct finding finding = {0};
            struct report_cell *row = report_row(t);
            size_t used = strlen(bad);
            check->look(f, &finding);
            count[finding.verdict]++;
            if (finding.verdict == FINDING_BAD)
                snprintf(bad + used, size - used, "%s%s: %s", used ? "; " : "", check->name, finding.found);
            if (!row)
                continue;
            report_text(&row[CHECK], "%s", check->name);
            report_text(&row[FOUND], "%s", finding.found);
            report_text(&row[VERDICT], "%s", VERDICTS[finding.verdict].name);
            row[VERDICT].tone = VERDICTS[finding.verdict].tone;
            report_text(&row[REMEDY], "%s", finding.remedy);
        }
}

int command_doctor(const struct arguments *o, struct report *r, char *error, size_t error_size)
{
    struct facts facts;
    size_t count[FINDING_BAD + 1] = {0};
    char bad[400] = "";
    int status = PROGRAM_ENVIRONMENT;
    if (!facts_new(&facts)) {
        snprintf(error, error_size, "out of memory");
        goto done;
    }
    gradus_start(NULL, NULL); /* the best objects; what it would refuse, the checks name */
    context_report(r, o);
    look(&facts, report_table(r, &doctor_schema, number_of_checks(), true), count, bad, sizeof bad);
    report_line(r, count[FINDING_BAD] || count[FINDING_WARN] ? REPORT_BAD : REPORT_GOOD, "doctor",
                "%s: %zu bad, %zu to warn of, %zu to note",
                count[FINDING_BAD]    ? "measuring makes NO SENSE here"
                : count[FINDING_WARN] ? "times will be off or scatter"
                                      : "nothing is in the way",
                count[FINDING_BAD], count[FINDING_WARN], count[FINDING_NOTE]);
    context_end(r, program_interrupted() ? 0 : 1, 1, "examination");
    if (count[FINDING_BAD])
        snprintf(error, error_size, "measuring makes no sense here: %s", bad);
    else
        status = PROGRAM_PASS;
done:
    facts_free(&facts);
    return status;
}
