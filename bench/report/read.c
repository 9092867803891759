/* SPDX-License-Identifier: MIT
 * read.c - a file of JSON or of JSON lines made a report. Lines become the value that the JSON would have been, so that
 * there is one way to read either. */
#include "report.h"

#include "decode.h"
#include "words.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static const size_t MOST = (size_t)1 << 28; /* bytes: no report is as long */

struct reading {
    const char *name; /* as complaints say it */
    char *text;
    size_t bytes;
    bool lines;
    char *error;
    size_t error_size;
};

__attribute__((format(printf, 3, 4))) static bool fail(struct reading *rd, size_t at, const char *format, ...)
{
    struct place place = place_of(rd->text, at);
    va_list args;
    int used = snprintf(rd->error, rd->error_size, "%s:%zu:%zu: ", rd->name, place.line, place.column);
    va_start(args, format);
    if (used >= 0 && (size_t)used < rd->error_size)
        vsnprintf(rd->error + used, rd->error_size - (size_t)used, format, args);
    va_end(args);
    return false;
}

static bool slurp(struct reading *rd, const char *path)
{
    bool standard = strcmp(path, "-") == 0;
    FILE *f = standard ? stdin : fopen(path, "rb");
    FILE *memory = f ? open_memstream(&rd->text, &rd->bytes) : NULL;
    char part[1 << 14];
    size_t n, all = 0;
    int cause = errno;
    while (memory && (n = fread(part, 1, sizeof part, f)) > 0 && (all += n) <= MOST)
        fwrite(part, 1, n, memory);
    bool good = memory && !ferror(f);
    cause = good ? 0 : errno ? errno : cause;
    if (memory && fclose(memory) != 0 && good)
        good = false, cause = ENOMEM;
    if (f && !standard)
        fclose(f);
    if (!good)
        snprintf(rd->error, rd->error_size, "%s: cannot read: %s", rd->name, strerror(cause));
    else if (all > MOST)
        snprintf(rd->error, rd->error_size, "%s: more than %zu MiB: no report of bench", rd->name, MOST >> 20);
    return good && all <= MOST;
}

/* One value at `at`; *end is behind it. NULL: said what is wrong. */
static json_t *parse(struct reading *rd, size_t at, size_t bytes, size_t flags, size_t *end)
{
    json_error_t e;
    json_t *value = json_loadb(rd->text + at, bytes, JSON_REJECT_DUPLICATES | flags, &e);
    if (value) {
        *end = at + (size_t)e.position;
        return value;
    }
    fail(rd, at + (e.position > 0 ? (size_t)e.position - 1 : 0), "%s", bytes ? e.text : "the file is empty");
    return NULL;
}

static size_t line_bytes(const struct reading *rd, size_t at)
{
    const char *end = memchr(rd->text + at, '\n', rd->bytes - at);
    return end ? (size_t)(end - rd->text) - at : rd->bytes - at;
}

/* Adds what a line says to the value of the whole. */
static bool add_line(struct reading *rd, json_t *root, json_t *line, size_t at)
{
    json_t *schema = json_object_get(line, "schema");
    const char *table = json_string_value(json_object_get(line, "table"));
    char key[64];
    if (!table || strlen(table) >= sizeof key)
        return fail(rd, at, "an object with \"table\": NAME is expected on each line");
    snprintf(key, sizeof key, "%s", table);
    if (schema)
        json_object_set(root, "schema", schema);
    bool text = strcmp(key, "lines") == 0;
    if (text && !json_object_get(line, "line"))
        return fail(rd, at, "\"line\" is missing");
    json_object_del(line, "schema");
    json_object_del(line, "table");
    if (!text && schema && json_object_size(line) == 0)
        return true; /* a report without a context */
    if (!json_object_get(root, key))
        json_object_set_new(root, key, json_array());
    json_array_append(json_object_get(root, key), text ? json_object_get(line, "line") : line);
    return true;
}

static json_t *parse_lines(struct reading *rd)
{
    json_t *root = json_object();
    bool good = root != NULL;
    for (size_t at = 0, bytes; good && at < rd->bytes; at += bytes + 1) {
        size_t end;
        bytes = line_bytes(rd, at);
        if (strspn(rd->text + at, " \t\r") >= bytes)
            continue;
        json_t *line = parse(rd, at, bytes, 0, &end);
        good = line && add_line(rd, root, line, at);
        json_decref(line);
    }
    if (!good)
        json_decref(root);
    return good ? root : NULL;
}

/* The whole, or lines: the first value tells. */
static json_t *parse_all(struct reading *rd)
{
    size_t end;
    json_t *first = parse(rd, 0, rd->bytes, JSON_DISABLE_EOF_CHECK, &end);
    if (!first)
        return NULL;
    rd->lines = json_is_object(first) && json_object_get(first, "table");
    size_t rest = rd->lines ? 0 : end + strspn(rd->text + end, " \t\r\n");
    if (rd->lines) {
        json_decref(first);
        return parse_lines(rd);
    }
    if (rest < rd->bytes) {
        json_decref(first);
        fail(rd, rest, "the report has ended before this");
        return NULL;
    }
    return first;
}

/* Where a fault is among lines: in the line that brought the element of the path's first two steps. */
static size_t place_in_lines(const struct reading *rd, const struct decode_fault *fault)
{
    size_t seen = 0;
    for (size_t at = 0, bytes; at < rd->bytes && fault->steps > 0; at += bytes + 1) {
        bytes = line_bytes(rd, at);
        json_t *line = json_loadb(rd->text + at, bytes, 0, NULL);
        const char *table = json_string_value(json_object_get(line, "table"));
        bool text = table && strcmp(table, "lines") == 0;
        bool here = table && strcmp(table, fault->path[0].key) == 0 &&
                    (fault->steps == 1 || fault->path[1].key || seen++ == fault->path[1].index);
        json_decref(line);
        if (!here)
            continue;
        struct place_step path[DECODE_STEPS] = {{"line", 0}};
        size_t steps = text;
        for (size_t i = fault->steps > 1 && !fault->path[1].key ? 2 : 1; i < fault->steps; i++)
            path[steps++] = fault->path[i];
        return at + place_find(rd->text + at, path, steps);
    }
    return 0;
}

bool report_read(struct report *r, const char *path, char *error, size_t error_size)
{
    struct words_quoted quoted = words_quote(path);
    bool plain =
        strspn(path, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=,.:/+@%") == strlen(path);
    struct reading rd = {.name = strcmp(path, "-") == 0 ? "standard input"
                                 : plain                ? path
                                                        : quoted.text,
                         .error = error,
                         .error_size = error_size};
    struct decode_fault fault;
    bool good = false;
    if (slurp(&rd, path)) {
        json_t *root = parse_all(&rd);
        good = root && decode_report(r, root, &fault);
        if (root && !good)
            fail(&rd, rd.lines ? place_in_lines(&rd, &fault) : place_find(rd.text, fault.path, fault.steps), "%s",
                 fault.why);
        json_decref(root);
    }
    if (good && r->lacking) {
        snprintf(error, error_size, "out of memory");
        good = false;
    }
    free(rd.text);
    return good;
}
