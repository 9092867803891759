/* SPDX-License-Identifier: MIT
 * proof.c - the lines of the proof, read and replaced. */
#include "proof.h"

#include "atomic_file.h"
#include "dataset.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { LINE = 256 };

static const char HEADER[] = "row,impl,source,outputs,misrounded,ulp,at,beyond,at\n";

static const struct {
    const char *op;
    uint64_t source;
} SOURCES[] = {
#include "core_digests.inc"
};

uint64_t proof_source(const char *op)
{
    for (size_t i = 0; i < sizeof SOURCES / sizeof *SOURCES; i++)
        if (strcmp(SOURCES[i].op, op) == 0)
            return SOURCES[i].source;
    return 0;
}

bool proof_path(char *path, size_t size)
{
    return dataset_path("hard/proof.csv", path, size);
}

/* Whether a line is that of an implementation. */
static bool is_of(const char *line, const char *op, const char *impl)
{
    size_t length = strlen(op);
    return strncmp(line, op, length) == 0 && line[length] == ',' &&
           strncmp(line + length + 1, impl, strlen(impl)) == 0 && line[length + 1 + strlen(impl)] == ',';
}

bool proof_find(const char *path, const char *op, const char *impl, struct proof *found)
{
    char line[LINE];
    bool good = false;
    FILE *file = fopen(path, "r");
    while (file && !good && fgets(line, sizeof line, file))
        good = is_of(line, op, impl) &&
               sscanf(line + strlen(op) + strlen(impl) + 2, "%" SCNx64 ",%" SCNx64 ",%" SCNu64 ",%la,%a,%la,%a",
                      &found->source, &found->outputs, &found->misrounded, &found->ulp, &found->ulp_x, &found->beyond,
                      &found->beyond_x) == 7;
    if (file)
        fclose(file);
    return good;
}

static int in_order(const void *a, const void *b)
{
    return strcmp(a, b);
}

/* Reads the lines of others into *lines, with room for one more. */
static bool read_others(const char *path, const char *op, const char *impl, char (**lines)[LINE], size_t *n)
{
    FILE *file = fopen(path, "r");
    bool good = file || errno == ENOENT;
    *n = 0;
    *lines = malloc(sizeof **lines);
    while (file && *lines && fgets((*lines)[*n], LINE, file)) {
        if (strcmp((*lines)[*n], HEADER) == 0 || is_of((*lines)[*n], op, impl))
            continue;
        char(*more)[LINE] = realloc(*lines, (++*n + 1) * sizeof *more);
        if (!more)
            free(*lines);
        *lines = more;
    }
    if (file)
        fclose(file);
    return good && *lines;
}

bool proof_write(const char *path, const struct survey *s, const struct survey_sum *sum, char *error, size_t size)
{
    char(*lines)[LINE] = NULL;
    size_t n;
    struct atomic_file file = {0};
    if (!read_others(path, s->op->name, s->impl->name, &lines, &n)) {
        snprintf(error, size, "%s: %s", path, strerror(errno));
        free(lines);
        return false;
    }
    snprintf(lines[n++], LINE, "%s,%s,%016" PRIx64 ",%016" PRIx64 ",%" PRIu64 ",%.4g,%a,%.4g,%a\n", s->op->name,
             s->impl->name, proof_source(s->op->name), sum->outputs, sum->misrounded, sum->ulp, (double)sum->ulp_x,
             sum->beyond, (double)sum->beyond_x);
    qsort(lines, n, sizeof *lines, in_order);
    bool good = atomic_file_open(&file, path, error, size);
    for (size_t i = 0; good && i < n + 1; i++)
        fputs(i ? lines[i - 1] : HEADER, file.stream);
    free(lines);
    return good && atomic_file_commit(&file, error, size);
}
