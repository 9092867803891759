/* SPDX-License-Identifier: MIT
 * journal.c - a line holds the sum up to its slice and that slice's hard inputs, so the last line of an implementation
 * and the lists of all before it are the whole state. Lines are written with one call each: a killed program leaves at
 * most one unfinished line, at the end. */
#include "journal.h"

#include "program.h"
#include "quote.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { NAME = 63, IDENTITY = 512 };

static const char MAGIC[] = "# gradus exhaustive journal: ";

static int refuse(struct journal *j, int status, const char *path, const char *why, char *error, size_t size)
{
    char quoted[QUOTE_SIZE];
    snprintf(error, size, "--resume %s: %s", quote(path, quoted), why);
    journal_close(j);
    return status;
}

int journal_open(struct journal *j, const char *path, const char *identity, char *error, size_t size)
{
    char first[IDENTITY] = "", want[IDENTITY];
    const char *why;
    bool cut;
    snprintf(want, sizeof want, "%s%s\n", MAGIC, identity);
    if (!append_file_open(&j->file, path, &why))
        return refuse(j, PROGRAM_ENVIRONMENT, path, why, error, size);
    ssize_t n = pread(j->file.fd, first, sizeof first - 1, 0);
    if (n < 0)
        return refuse(j, PROGRAM_ENVIRONMENT, path, strerror(errno), error, size);
    first[n] = '\0';
    if (strncmp(first, MAGIC, (size_t)n < strlen(MAGIC) ? (size_t)n : strlen(MAGIC)) != 0)
        return refuse(j, PROGRAM_USAGE, path, "this is no journal", error, size);
    if (!append_file_cut(&j->file, &cut))
        return refuse(j, PROGRAM_ENVIRONMENT, path, strerror(errno), error, size);
    if (!strchr(first, '\n'))
        return append_file_add(&j->file, want, strlen(want), false)
                   ? PROGRAM_PASS
                   : refuse(j, PROGRAM_ENVIRONMENT, path, strerror(errno), error, size);
    if (strncmp(first, want, strlen(want)) != 0)
        return refuse(j, PROGRAM_USAGE, path, "of another build or of other options: remove it, or name another file",
                      error, size);
    return PROGRAM_PASS;
}

void journal_close(struct journal *j)
{
    append_file_close(&j->file);
}

/* Reads a line of `s`; *list is where its hard inputs begin. False: of another implementation, or damaged. */
static bool read_line(const char *line, const struct survey *s, struct survey_sum *sum, const char **list,
                      bool *damaged)
{
    char op[NAME + 1], impl[NAME + 1];
    int used = 0;
    *damaged = sscanf(line, "%63s %63s %" SCNu64 " %" SCNu64 " %" SCNu64 " %a %a %a %la %a %la %a %" SCNx64 " %lf:%n",
                      op, impl, &sum->slices, &sum->misrounded, &sum->wrong, &sum->x, &sum->got, &sum->want, &sum->ulp,
                      &sum->ulp_x, &sum->beyond, &sum->beyond_x, &sum->outputs, &sum->seconds, &used) != 14 ||
               used == 0;
    *list = line + used;
    return !*damaged && strcmp(op, s->op->name) == 0 && strcmp(impl, s->impl->name) == 0;
}

static bool read_hard(const char *list, struct survey_hard *hard)
{
    char *end;
    for (float x = strtof(list, &end); end > list; x = strtof(list, &end)) {
        if (!survey_hard_add(hard, x))
            return false;
        list = end;
    }
    return true;
}

bool journal_find(const struct journal *j, const struct survey *s, struct survey_sum *sum, struct survey_hard *hard,
                  char *error, size_t size)
{
    FILE *file = append_file_read(&j->file);
    char *line = NULL;
    size_t room = 0;
    bool good = file != NULL, damaged = false;
    *sum = (struct survey_sum){0};
    for (bool first = true; good && getline(&line, &room, file) > 0; first = false) {
        struct survey_sum one;
        const char *list;
        if (first || !read_line(line, s, &one, &list, &damaged)) {
            good = first || !damaged;
            continue;
        }
        good = one.slices == sum->slices + 1 && read_hard(list, hard);
        *sum = one;
    }
    free(line);
    if (file)
        fclose(file);
    if (!good)
        snprintf(error, size, "the journal of --resume cannot be read, or is damaged: remove it");
    return good;
}

bool journal_add(const struct journal *j, const struct survey *s, const struct survey_sum *sum,
                 const struct survey_hard *hard, size_t first, char *error, size_t size)
{
    char *line = NULL;
    size_t length = 0;
    FILE *text = open_memstream(&line, &length);
    bool good = text != NULL;
    if (text) {
        fprintf(text, "%s %s %" PRIu64 " %" PRIu64 " %" PRIu64 " %a %a %a %a %a %a %a %" PRIx64 " %f:", s->op->name,
                s->impl->name, sum->slices, sum->misrounded, sum->wrong, (double)sum->x, (double)sum->got,
                (double)sum->want, sum->ulp, (double)sum->ulp_x, sum->beyond, (double)sum->beyond_x, sum->outputs,
                sum->seconds);
        for (size_t i = first; i < hard->n; i++)
            fprintf(text, " %a", (double)hard->x[i]);
        fputc('\n', text);
        good = fclose(text) == 0 && append_file_add(&j->file, line, length, false);
    }
    if (!good)
        snprintf(error, size, "cannot write the journal of --resume: %s", strerror(errno));
    free(line);
    return good;
}
