/* SPDX-License-Identifier: MIT
 * resume.c - what a job adds to a report is what is there after it and was not before: rows of tables that stand
 * already, and new lines and tables. */
#include "resume.h"

#include "digits.h"
#include "program.h"
#include "resume_file.h"

#include <errno.h>
#include <jansson.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void resume_new(struct resume *s, const struct arguments *o)
{
    *s = (struct resume){.path = o->resume, .shard = o->shard, .file = {.fd = -1}};
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

void resume_append(struct report *r, const struct report *added)
{
    for (size_t i = 0; i < added->blocks; i++) {
        const struct report_block *b = &added->block[i];
        if (!b->table) {
            report_line(r, b->tone, b->label, "%s", b->text);
            continue;
        }
        struct report_table *t = report_last(r, b->table->schema);
        if (!t)
            t = report_table(r, b->table->schema, b->table->rows, b->table->shown);
        for (size_t k = 0; k < b->table->rows; k++) {
            struct report_cell *row = report_row(t);
            if (row)
                memcpy(row, b->table->cell + k * t->columns, t->columns * sizeof *row);
        }
    }
}

/* What the report holds from here on is not in the journal yet. */
static void begin(struct resume *s, const struct report *r)
{
    free(s->rows);
    s->blocks = r->blocks;
    s->rows = calloc(r->blocks + 1, sizeof *s->rows);
    for (size_t i = 0; s->rows && i < r->blocks; i++)
        s->rows[i] = r->block[i].table ? r->block[i].table->rows : 0;
}

/* What the report holds since then; its blocks are `table`'s and the caller's, who frees added->block. */
static bool since(const struct resume *s, const struct report *r, struct report *added, struct report_table *table)
{
    *added = (struct report){.block = calloc(r->blocks + 1, sizeof *added->block)};
    if (!added->block || !table || !s->rows || r->lacking)
        return false;
    for (size_t i = 0; i < r->blocks; i++) {
        size_t before = i < s->blocks ? s->rows[i] : 0;
        if (i < s->blocks && (!r->block[i].table || r->block[i].table->rows == before))
            continue;
        struct report_block *b = &added->block[added->blocks++];
        *b = r->block[i];
        if (b->table) {
            table[i] = *b->table;
            table[i].cell += before * table[i].columns;
            table[i].rows -= before;
            b->table = &table[i];
        }
    }
    return true;
}

bool resume_head(struct resume *s, const struct report *r, char *error, size_t error_size)
{
    if (!s->path)
        return true;
    begin(s, r);
    errno = ENOMEM;
    if (!s->rows || (!s->headed && !resume_file_add(s, "head", r))) {
        snprintf(error, error_size, "--resume %s: cannot write: %s", s->path, strerror(errno));
        return false;
    }
    s->headed = true;
    return true;
}

bool resume_done(struct resume *s, size_t job, struct report *r, struct resume_facts *facts)
{
    *facts = (struct resume_facts){.rounds = 0};
    if (!s->path || !s->job[job].done)
        return false;
    resume_append(r, &s->job[job].report);
    *facts = s->job[job].facts;
    begin(s, r);
    return true;
}

bool resume_keep(struct resume *s, size_t job, const struct report *r, const struct resume_facts *facts, char *error,
                 size_t error_size)
{
    struct report added;
    if (!s->path || program_interrupted())
        return true;
    struct report_table *table = calloc(r->blocks + 1, sizeof *table);
    errno = ENOMEM;
    bool good = since(s, r, &added, table) && resume_file_add_job(s, job, &added, facts);
    if (!good)
        snprintf(error, error_size, "--resume %s: cannot write: %s", s->path, strerror(errno));
    free(added.block);
    free(table);
    begin(s, r);
    s->kept += good;
    return good;
}

/* The foot explains the numbers; where it cannot be written, every job is kept all the same. */
static void keep_foot(const struct resume *s, const struct report *r)
{
    struct report added;
    struct report_table *table = calloc(r->blocks + 1, sizeof *table);
    if (since(s, r, &added, table))
        resume_file_add(s, "foot", &added);
    free(added.block);
    free(table);
}

void resume_close(struct resume *s, const struct arguments *o, struct report *r)
{
    if (s->path && program_interrupted())
        report_line(r, REPORT_PLAIN, "resume", "bench%s", o->command_line);
    else if (s->path && s->headed && !s->footed && s->found + s->kept == shard_jobs(&s->shard, s->jobs))
        keep_foot(s, r);
    resume_free(s);
}

void resume_free(struct resume *s)
{
    append_file_close(&s->file);
    for (size_t i = 0; i < s->jobs; i++)
        report_free(&s->job[i].report);
    report_free(&s->head);
    report_free(&s->foot);
    json_decref(s->plan);
    free(s->job);
    free(s->rows);
    *s = (struct resume){.file = {.fd = -1}};
}
