/* SPDX-License-Identifier: MIT
 * resume.c - what a job adds to a report is what is there after it and was not before: rows of tables that stand
 * already, and new lines and tables. */
#include "resume.h"

#include "digits.h"
#include "program.h"
#include "resume_file.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void resume_new(struct resume *s, const struct arguments *o)
{
    *s = (struct resume){.path = o->resume, .file = {.fd = -1}};
}

bool resume_plan(struct resume *s, const char *format, ...)
{
    va_list args;
    if (!s->path)
        return true;
    if (s->jobs == s->room) {
        size_t room = s->room ? 2 * s->room : 32;
        struct resume_job *grown = realloc(s->job, room * sizeof *grown);
        if (!grown)
            return false;
        s->job = grown, s->room = room;
    }
    struct resume_job *j = &s->job[s->jobs++];
    *j = (struct resume_job){.done = false};
    va_start(args, format);
    vsnprintf(j->name, sizeof j->name, format, args);
    va_end(args);
    return true;
}

int resume_open(struct resume *s, const struct arguments *o, char *error, size_t error_size)
{
    return s->path ? resume_file_open(s, o, error, error_size) : PROGRAM_PASS;
}

void resume_line(const struct resume *s, struct report *r)
{
    if (s->found || s->torn)
        report_line(r, REPORT_PLAIN, "resume", "%zu of %s done before and taken from %s%s", s->found,
                    digits_count((double)s->jobs, "job").text, s->path,
                    s->torn ? "; its last line was not finished and has been dropped" : "");
}

/* The table of a schema that stands in a report. */
static struct report_table *table_of(const struct report *r, const struct report_schema *schema)
{
    for (size_t i = r->blocks; i-- > 0;)
        if (r->block[i].table && r->block[i].table->schema == schema)
            return r->block[i].table;
    return NULL;
}

/* Adds a job's blocks: lines and new tables at the end, rows to the table that is there. */
static void append(struct report *r, const struct report *added)
{
    for (size_t i = 0; i < added->blocks; i++) {
        const struct report_block *b = &added->block[i];
        if (!b->table) {
            report_line(r, b->tone, b->label, "%s", b->text);
            continue;
        }
        struct report_table *t = table_of(r, b->table->schema);
        if (!t)
            t = report_table(r, b->table->schema, b->table->rows, b->table->shown);
        for (size_t k = 0; k < b->table->rows; k++) {
            struct report_cell *row = report_row(t);
            if (row)
                memcpy(row, b->table->cell + k * t->columns, t->columns * sizeof *row);
        }
    }
}

static void begin(struct resume *s, const struct report *r)
{
    free(s->rows);
    s->blocks = r->blocks;
    s->rows = calloc(r->blocks + 1, sizeof *s->rows);
    for (size_t i = 0; s->rows && i < r->blocks; i++)
        s->rows[i] = r->block[i].table ? r->block[i].table->rows : 0;
}

bool resume_done(struct resume *s, size_t job, struct report *r, struct resume_facts *facts)
{
    *facts = (struct resume_facts){.rounds = 0};
    if (!s->path)
        return false;
    if (!s->job[job].done) {
        begin(s, r);
        return false;
    }
    append(r, &s->job[job].report);
    *facts = s->job[job].facts;
    return true;
}

bool resume_keep(struct resume *s, size_t job, const struct report *r, const struct resume_facts *facts, char *error,
                 size_t error_size)
{
    if (!s->path || program_interrupted())
        return true;
    struct report added = {.block = calloc(r->blocks, sizeof *added.block)};
    struct report_table *table = calloc(r->blocks, sizeof *table);
    bool good = added.block && table && s->rows && !r->lacking;
    for (size_t i = 0; good && i < r->blocks; i++) {
        size_t before = i < s->blocks ? s->rows[i] : 0;
        if (i < s->blocks && (!r->block[i].table || r->block[i].table->rows == before))
            continue;
        struct report_block *b = &added.block[added.blocks++];
        *b = r->block[i];
        if (b->table) {
            table[i] = *b->table;
            table[i].cell += before * table[i].columns;
            table[i].rows -= before;
            b->table = &table[i];
        }
    }
    errno = ENOMEM;
    good = good && resume_file_add(s, job, &added, facts);
    if (!good)
        snprintf(error, error_size, "--resume %s: cannot write: %s", s->path, strerror(errno));
    free(added.block);
    free(table);
    return good;
}

void resume_close(struct resume *s, const struct arguments *o, struct report *r)
{
    if (s->path && program_interrupted())
        report_line(r, REPORT_PLAIN, "resume", "bench%s", o->command_line);
    append_file_close(&s->file);
    for (size_t i = 0; i < s->jobs; i++)
        report_free(&s->job[i].report);
    free(s->job);
    free(s->rows);
    *s = (struct resume){.file = {.fd = -1}};
}
