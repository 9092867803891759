/* SPDX-License-Identifier: MIT
 * csv.c - reads a numeric table and says exactly where it stops being one. */
#include "csv.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- one number ---------------------------------------------------------------------------------------------- */

/* Past the digits at s; *any tells whether there were some. */
static const char *skip_digits(const char *s, const char *end, bool hexadecimal, bool *any)
{
    for (; s < end; s++, *any = true) {
        char c = (char)(*s | 0x20);
        if (!(*s >= '0' && *s <= '9') && !(hexadecimal && c >= 'a' && c <= 'f'))
            break;
    }
    return s;
}

/* Whether [s, end) is a number and nothing else. strtod alone would take "1x", " 1", nan, in German "1,5". */
static bool has_number_form(const char *s, const char *end)
{
    if (s < end && (*s == '+' || *s == '-'))
        s++;
    bool hexadecimal = end - s > 2 && s[0] == '0' && (s[1] == 'x' || s[1] == 'X');
    s += hexadecimal ? 2 : 0;
    bool digits = false;
    s = skip_digits(s, end, hexadecimal, &digits);
    if (s < end && *s == '.')
        s = skip_digits(s + 1, end, hexadecimal, &digits);
    if (digits && s < end && (*s | 0x20) == (hexadecimal ? 'p' : 'e')) {
        s++;
        if (s < end && (*s == '+' || *s == '-'))
            s++;
        digits = false;
        s = skip_digits(s, end, false, &digits);
    }
    return digits && s == end;
}

static const char NO_MEMORY[] = "a number that fits in memory";

/* Reads [s, end) and returns NULL, or what was expected there instead. The C locale's strtod reads any number of digits
 * and rounds once; the C library keeps that locale ready made, so that asking for it costs nothing. */
static const char *parse(const char *s, const char *end, double *value)
{
    if (!has_number_form(s, end))
        return "a number";
    char *text = strndup(s, (size_t)(end - s));
    locale_t c = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    const char *expected = NO_MEMORY;
    if (text != NULL && c != (locale_t)0) {
        *value = strtod_l(text, NULL, c);
        expected = isinf(*value) ? "a number that fits a double" : NULL;
    }
    if (c != (locale_t)0)
        freelocale(c);
    free(text);
    return expected;
}

bool csv_number(const char *s, const char *end, bool special, double *value)
{
    static const char *const WORD[] = {"nan", "inf", "-inf"};
    static const double MEANING[] = {(double)NAN, (double)INFINITY, -(double)INFINITY};
    for (int i = 0; special && i < 3; i++)
        if ((size_t)(end - s) == strlen(WORD[i]) && memcmp(s, WORD[i], strlen(WORD[i])) == 0)
            return (*value = MEANING[i], true);
    return parse(s, end, value) == NULL;
}

/* ---- the table ----------------------------------------------------------------------------------------------- */

struct reader {
    const char *path;
    const char *at, *end; /* the rest of the text */
    const char *line_start;
    size_t line;
    char *error;
    size_t error_size;
};

struct cell {
    const char *s, *end; /* without the blanks around it */
    bool last;           /* of its line */
};

/* One line of `error`, whatever is in the path, and EINVAL. */
static bool fail_text(struct reader *r, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    vsnprintf(r->error, r->error_size, format, list);
    va_end(list);
    for (char *c = r->error; r->error_size > 0 && *c != '\0'; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7f)
            *c = '?';
    errno = EINVAL;
    return false;
}

static bool fail_memory(struct reader *r)
{
    fail_text(r, "%s: out of memory", r->path);
    errno = ENOMEM;
    return false;
}

static bool fail_at(struct reader *r, const char *where, const char *found, const char *expected)
{
    return fail_text(r, "%s:%zu:%td: found %s, expected %s", r->path, r->line, where - r->line_start + 1, found,
                     expected);
}

enum { SHOWN = 40, QUOTED = 4 * SHOWN + 8 };

/* The cell in quotes, bytes that do not print as \xNN, and only the beginning of a long one. */
static const char *quote(char out[QUOTED], const char *s, const char *end)
{
    char *o = out;
    const char *stop = end - s > SHOWN ? s + SHOWN : end;
    *o++ = '\'';
    for (; s < stop; s++) {
        unsigned char c = (unsigned char)*s;
        if (c >= 0x20 && c < 0x7f && c != '\\')
            *o++ = *s;
        else
            o += sprintf(o, "\\x%02x", c);
    }
    strcpy(o, stop < end ? "...'" : "'");
    return out;
}

static bool fail_cell(struct reader *r, const struct cell *c, const char *expected)
{
    char found[QUOTED];
    if (c->s == c->end)
        return fail_at(r, c->s, "an empty cell", expected);
    return fail_at(r, c->s, quote(found, c->s, c->end), expected);
}

static struct cell next_cell(struct reader *r)
{
    const char *stop = r->at;
    while (stop < r->end && *stop != ',' && *stop != '\n')
        stop++;
    struct cell c = {.s = r->at, .end = stop, .last = stop == r->end || *stop == '\n'};
    r->at = stop < r->end ? stop + 1 : stop;
    if (c.last && c.end > c.s && c.end[-1] == '\r')
        c.end--;
    while (c.s < c.end && (*c.s == ' ' || *c.s == '\t'))
        c.s++;
    while (c.s < c.end && (c.end[-1] == ' ' || c.end[-1] == '\t'))
        c.end--;
    return c;
}

static bool is_name(const struct cell *c)
{
    for (const char *s = c->s; s < c->end; s++)
        if ((unsigned char)*s < 0x20 || *s == 0x7f || *s == '"')
            return false;
    /* A number here means that the header is missing: reading on would lose the first row without a word. */
    return c->s < c->end && !has_number_form(c->s, c->end);
}

static bool read_header(struct reader *r, struct csv *t)
{
    if (r->at == r->end)
        return fail_at(r, r->at, "the end of the file", "a line of column names");
    struct cell c;
    do {
        c = next_cell(r);
        if (!is_name(&c))
            return fail_cell(r, &c, "a column name");
        char **name = realloc(t->name, (t->cols + 1) * sizeof *name);
        if (name == NULL)
            return fail_memory(r);
        t->name = name;
        if ((t->name[t->cols] = strndup(c.s, (size_t)(c.end - c.s))) == NULL)
            return fail_memory(r);
        t->cols++;
    } while (!c.last);
    return true;
}

static bool read_row(struct reader *r, size_t cols, double *value)
{
    struct cell c = {.last = false};
    char text[96];
    for (size_t j = 0; j < cols; j++) {
        const char *line_end = c.end;
        if (c.last) {
            snprintf(text, sizeof text, "the end of the line after %zu of %zu numbers", j, cols);
            return fail_at(r, line_end, text, "a comma");
        }
        c = next_cell(r);
        const char *expected = parse(c.s, c.end, &value[j]);
        if (expected != NULL)
            return expected == NO_MEMORY ? fail_memory(r) : fail_cell(r, &c, expected);
    }
    if (!c.last) {
        c = next_cell(r);
        snprintf(text, sizeof text, "the line to end after %zu numbers", cols);
        return fail_cell(r, &c, text);
    }
    return true;
}

static bool read_rows(struct reader *r, struct csv *t)
{
    char expected[64];
    snprintf(expected, sizeof expected, "a row of %zu numbers", t->cols);
    for (size_t room = 0;; t->rows++) {
        r->line++;
        r->line_start = r->at;
        if (r->at == r->end)
            return t->rows > 0 || fail_at(r, r->at, "the end of the file", expected);
        if (t->rows == room) {
            room = 2 * room + 64;
            /* No overflow: but for the 64 rows, a value of 8 bytes stands for at least one byte of the text. */
            double *value = realloc(t->value, room * t->cols * sizeof *value);
            if (value == NULL)
                return fail_memory(r);
            t->value = value;
        }
        if (!read_row(r, t->cols, t->value + t->rows * t->cols))
            return false;
    }
}

/* The whole file, which the caller frees. O_NONBLOCK: opening a fifo must not wait for a writer. */
static char *read_file(struct reader *r, size_t *size)
{
    struct stat s;
    char *text = NULL;
    ssize_t got = 0;
    int fd = open(r->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0 || fstat(fd, &s) != 0) {
        fail_text(r, "%s: cannot read: %s", r->path, strerror(errno));
    } else if (!S_ISREG(s.st_mode)) {
        fail_text(r, "%s: found %s, expected a file", r->path,
                  S_ISDIR(s.st_mode) ? "a directory" : "a device or a pipe");
    } else if ((text = malloc((size_t)s.st_size + 1)) == NULL) {
        fail_memory(r);
    } else {
        for (*size = 0; *size < (size_t)s.st_size; *size += (size_t)got)
            if ((got = read(fd, text + *size, (size_t)s.st_size - *size)) <= 0)
                break;
        if (got < 0) {
            fail_text(r, "%s: cannot read: %s", r->path, strerror(errno));
            free(text);
            text = NULL;
        }
    }
    if (fd >= 0)
        close(fd);
    return text;
}

bool csv_read(const char *path, struct csv *table, char *error, size_t error_size)
{
    struct reader r = {.path = path, .line = 1, .error = error, .error_size = error_size};
    size_t size = 0;
    *table = (struct csv){0};
    char *text = read_file(&r, &size);
    if (text == NULL)
        return false;
    r.end = text + size;
    r.at = size >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? text + 3 : text;
    r.line_start = r.at;
    bool good = read_header(&r, table) && read_rows(&r, table);
    free(text);
    if (!good)
        csv_free(table);
    return good;
}

void csv_free(struct csv *table)
{
    for (size_t j = 0; j < table->cols; j++)
        free(table->name[j]);
    free(table->name);
    free(table->value);
    *table = (struct csv){0};
}
