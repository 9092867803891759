/* SPDX-License-Identifier: MIT
 * merge.c - bench merge: one report of the journals of shards, as if one run had done all jobs. What all of them say is
 * said once, what only some say is said to be theirs. */
#include "command.h"
#include "digits.h"
#include "program.h"
#include "resume_file.h"
#include "tables.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { SHARD, JOURNAL, DONE, JOBS, DATE, PROCESSOR, LOAD };

static const struct report_column COLUMNS[] = {{"shard", "shard"},
                                               {"journal", "journal"},
                                               {"done", "done", REPORT_COUNT},
                                               {"jobs", "of jobs", REPORT_COUNT},
                                               {"date", "begun"},
                                               {"processor", "processor"},
                                               {"load_1min", "load", REPORT_NUMBER, 3},
                                               {NULL}};
const struct report_schema shards_schema = {"shards", "Of bench merge: the journals that the report is made of.",
                                            COLUMNS};

struct merging {
    const struct arguments *o;
    struct report *r;
    struct resume *shard; /* one for each operand */
    size_t n;
    char *error;
    size_t error_size;
};

static const char *shard_name(const struct resume *s, char *text, size_t size)
{
    snprintf(text, size, s->shard.n ? "%zu/%zu" : "all", s->shard.i, s->shard.n);
    return text;
}

/* false: what is wrong. */
static bool load(struct merging *m)
{
    for (; m->n < m->o->operands; m->n++) {
        struct resume *s = &m->shard[m->n];
        if (resume_file_load(s, m->o->operand[m->n], m->error, m->error_size) != PROGRAM_PASS ||
            resume_same_plan(s, s->plan, m->shard[0].plan, true, m->error, m->error_size) != PROGRAM_PASS) {
            m->n++;
            return false;
        }
        for (size_t k = 0; k < m->n; k++)
            for (size_t j = 0; j < s->jobs; j++)
                if (s->job[j].done && m->shard[k].job[j].done) {
                    snprintf(m->error, m->error_size, "%s: the job %s is in %s, too", s->path, s->job[j].name,
                             m->shard[k].path);
                    m->n++;
                    return false;
                }
    }
    return true;
}

typedef const struct report *part_of(const struct resume *s);

static const struct report *head_of(const struct resume *s)
{
    return &s->head;
}

static const struct report *foot_of(const struct resume *s)
{
    return &s->foot;
}

static bool has_line(const struct report *r, const struct report_block *line)
{
    for (size_t i = 0; i < r->blocks; i++)
        if (!r->block[i].table && strcmp(r->block[i].label, line->label) == 0 &&
            strcmp(r->block[i].text, line->text) == 0)
            return true;
    return false;
}

/* A line of the k-th journal, unless one before has said it. */
static void merge_line(struct merging *m, part_of *part, size_t k, const struct report_block *line)
{
    char name[32];
    bool common = true;
    for (size_t i = 0; i < m->n; i++) {
        bool has = has_line(part(&m->shard[i]), line);
        if (has && i < k)
            return;
        common = common && has;
    }
    report_line(m->r, line->tone, line->label, "%s%s%s%s", common ? "" : "shard ",
                common ? "" : shard_name(&m->shard[k], name, sizeof name), common ? "" : ": ", line->text);
}

static bool has_row(const struct report_table *t, const struct report_cell *row)
{
    for (size_t i = 0; i < t->rows; i++) {
        size_t c = 0;
        for (const struct report_cell *cell = t->cell + i * t->columns; c < t->columns; c++)
            if (strcmp(cell[c].text, row[c].text) != 0 || memcmp(&cell[c].value, &row[c].value, sizeof row->value) != 0)
                break;
        if (c == t->columns)
            return true;
    }
    return false;
}

static size_t rows_of(const struct report *r, const struct report_schema *schema)
{
    size_t rows = 0;
    for (size_t i = 0; i < r->blocks; i++)
        if (r->block[i].table && r->block[i].table->schema == schema)
            rows += r->block[i].table->rows;
    return rows;
}

/* The table of the report for all rows of its kind: those of all journals. */
static struct report_table *table_for(struct merging *m, const struct report_table *like)
{
    struct report_table *t = report_last(m->r, like->schema);
    size_t rows = 0;
    for (size_t k = 0; !t && k < m->n; k++) {
        const struct resume *s = &m->shard[k];
        rows += rows_of(&s->head, like->schema) + rows_of(&s->foot, like->schema);
        for (size_t job = 0; job < s->jobs; job++)
            rows += rows_of(&s->job[job].report, like->schema);
    }
    return t ? t : report_table(m->r, like->schema, rows, like->shown);
}

/* The same for the rows of a table; what there is once in each report, such as the context, is that of the first. */
static void merge_table(struct merging *m, const struct report_table *more)
{
    struct report_table *t = table_for(m, more);
    if (t && t->rows && more->schema->object)
        return;
    for (size_t i = 0; t && i < more->rows; i++) {
        const struct report_cell *from = more->cell + i * more->columns;
        struct report_cell *row = has_row(t, from) ? NULL : report_row(t);
        if (row)
            memcpy(row, from, more->columns * sizeof *row);
    }
}

static void merge_part(struct merging *m, part_of *part)
{
    for (size_t k = 0; k < m->n; k++)
        for (size_t i = 0; i < part(&m->shard[k])->blocks; i++) {
            const struct report_block *b = &part(&m->shard[k])->block[i];
            if (b->table)
                merge_table(m, b->table);
            else
                merge_line(m, part, k, b);
        }
}

/* What a report's context says of a key; NULL: nothing. */
static struct report_cell *context_of(const struct report *r, const char *key)
{
    struct report_table *t = report_last(r, &context_schema);
    for (size_t c = 0; t && t->rows && c < t->columns; c++)
        if (strcmp(t->column[c].key, key) == 0)
            return &t->cell[c];
    return NULL;
}

static void copy_cell(struct report_cell *to, const struct report_cell *from)
{
    if (from)
        *to = *from;
}

static void shards_rows(struct merging *m)
{
    struct report_table *t = report_table(m->r, &shards_schema, m->n, true);
    for (size_t k = 0; k < m->n; k++) {
        const struct resume *s = &m->shard[k];
        char name[32];
        struct report_cell *row = report_row(t);
        if (!row)
            return;
        report_text(&row[SHARD], "%s", shard_name(s, name, sizeof name));
        report_text(&row[JOURNAL], "%s", s->path);
        row[DONE].value = (double)s->found;
        row[JOBS].value = (double)shard_jobs(&s->shard, s->jobs);
        copy_cell(&row[DATE], context_of(&s->head, "date"));
        copy_cell(&row[PROCESSOR], context_of(&s->head, "processor"));
        copy_cell(&row[LOAD], context_of(&s->head, "load_1min"));
    }
}

static void machines_line(struct merging *m)
{
    for (size_t k = 1; k < m->n; k++)
        if (!json_equal(json_object_get(m->shard[0].plan, "machine"), json_object_get(m->shard[k].plan, "machine"))) {
            report_line(m->r, REPORT_BAD, "note",
                        "the shards ran on different machines: times of different shards are not comparable");
            return;
        }
}

/* The journal that has a job, or NULL. */
static const struct resume *journal_of(const struct merging *m, size_t job)
{
    for (size_t k = 0; k < m->n; k++)
        if (m->shard[k].job[job].done)
            return &m->shard[k];
    return NULL;
}

/* All jobs, in the order of the plan; what is missing is said. */
static int merge_jobs(struct merging *m)
{
    enum { NAMED = 3 };
    char missing[NAMED * (RESUME_NAME + 2)] = "";
    size_t jobs = m->shard[0].jobs, done = 0;
    bool disagreement = false;
    for (size_t job = 0; job < jobs; job++) {
        const struct resume *s = journal_of(m, job);
        size_t used = strlen(missing);
        if (s) {
            const struct report *job_report = &s->job[job].report;
            for (size_t i = 0; i < job_report->blocks; i++)
                if (job_report->block[i].table)
                    table_for(m, job_report->block[i].table);
            resume_append(m->r, job_report);
            disagreement |= s->job[job].facts.disagreement;
            done++;
        } else if (job - done < NAMED) {
            snprintf(missing + used, sizeof missing - used, "%s%s", used ? ", " : "", m->shard[0].job[job].name);
        }
    }
    merge_part(m, foot_of);
    if (done < jobs) {
        report_line(m->r, REPORT_BAD, "partial", "partial, %zu of %s done; missing: %s%s", done,
                    digits_count((double)jobs, "job").text, missing, jobs - done > NAMED ? ", ..." : "");
        report_line(m->r, REPORT_PLAIN, "resume", "%s%s --resume FILE",
                    json_string_value(json_object_get(m->shard[0].plan, "command_line")),
                    m->shard[0].shard.n ? " --shard I/N" : "");
    }
    return disagreement ? PROGRAM_DISAGREEMENT : done < jobs ? PROGRAM_INCONCLUSIVE : PROGRAM_PASS;
}

/* The context is the first shard's; what made the report of it stands in it. */
static void set_context(struct merging *m, bool partial)
{
    struct report_cell *line = context_of(m->r, "command_line"), *interrupted = context_of(m->r, "interrupted");
    if (line)
        report_text(line, "bench%s", m->o->command_line);
    if (interrupted)
        interrupted->value = partial;
}

int command_merge(const struct arguments *o, struct report *r, char *error, size_t error_size)
{
    struct merging m = {.o = o, .r = r, .error = error, .error_size = error_size};
    int status = PROGRAM_USAGE;
    m.shard = calloc(o->operands, sizeof *m.shard);
    if (!m.shard) {
        snprintf(error, error_size, "out of memory");
        return PROGRAM_ENVIRONMENT;
    }
    if (load(&m)) {
        merge_part(&m, head_of);
        shards_rows(&m);
        machines_line(&m);
        status = merge_jobs(&m);
        set_context(&m, status == PROGRAM_INCONCLUSIVE);
    }
    for (size_t k = 0; k < m.n; k++)
        resume_free(&m.shard[k]);
    free(m.shard);
    return status;
}
