/* SPDX-License-Identifier: MIT
 * decode.c - what json.c wrote, read strictly: nothing is guessed, nothing left out. */
#include "decode.h"

#include "digits.h"
#include "gradus.h"
#include "json.h"
#include "suggest.h"
#include "words.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

enum { SCHEMAS = 64, COLUMNS = 128 };

struct decoding {
    struct report *r;
    json_t *root;
    size_t taken[SCHEMAS]; /* rows of each table that stand in the report */
    struct decode_fault *fault;
};

static void enter(struct decoding *d, const char *key, size_t index)
{
    if (d->fault->steps < DECODE_STEPS)
        d->fault->path[d->fault->steps++] = (struct place_step){key, index};
}

static void leave(struct decoding *d)
{
    d->fault->steps--;
}

/* Always false. */
__attribute__((format(printf, 2, 3))) static bool fail(struct decoding *d, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(d->fault->why, sizeof d->fault->why, format, args);
    va_end(args);
    return false;
}

static bool wrong_type(struct decoding *d, const char *what, json_t *found, const char *expected)
{
    static const char *const name[] = {
        [JSON_OBJECT] = "an object", [JSON_ARRAY] = "an array", [JSON_STRING] = "a text", [JSON_INTEGER] = "a number",
        [JSON_REAL] = "a number",    [JSON_TRUE] = "true",      [JSON_FALSE] = "false",   [JSON_NULL] = "null"};
    return fail(d, "%s: %s is expected, not %s", words_quote(what).text, expected,
                found ? name[json_typeof(found)] : "nothing");
}

static bool unknown(struct decoding *d, const char *what, const char *key, const char *const *known)
{
    const char *near = suggest(key, known);
    return fail(d, "unknown %s %s%s%s: a misprint, or of a newer Gradus than %s", what, words_quote(key).text,
                near ? ", did you mean " : "", near ? near : "", GRADUS_VERSION);
}

static bool copy_text(struct decoding *d, const char *key, json_t *value, char *text, size_t size)
{
    if (!json_is_string(value))
        return wrong_type(d, key, value, "a text");
    if (json_string_length(value) >= size)
        return fail(d, "%s: a text of %zu bytes, at most %zu are expected", words_quote(key).text,
                    json_string_length(value), size - 1);
    memcpy(text, json_string_value(value), json_string_length(value) + 1);
    return true;
}

static bool decode_cell(struct decoding *d, const struct report_column *column, json_t *value, struct report_cell *cell)
{
    if (column->kind == REPORT_TEXT)
        return copy_text(d, column->key, value, cell->text, sizeof cell->text);
    if (column->kind == REPORT_FLAG) {
        cell->value = json_is_true(value);
        return json_is_boolean(value) || wrong_type(d, column->key, value, "true or false");
    }
    if (!json_is_number(value))
        return wrong_type(d, column->key, value, "a number");
    cell->value = json_number_value(value);
    if (column->kind == REPORT_COUNT && cell->value != floor(cell->value))
        return fail(d, "%s: a whole number is expected, not %s", words_quote(column->key).text,
                    digits_of(cell->value).text);
    return true;
}

static size_t find_column(const struct report_table *t, const char *key)
{
    size_t c = 0;
    while (c < t->columns && strcmp(t->column[c].key, key) != 0)
        c++;
    return c;
}

static bool unknown_column(struct decoding *d, const struct report_table *t, const char *key)
{
    const char *known[COLUMNS + 1] = {NULL};
    char what[80];
    for (size_t c = 0; c < t->columns && c < COLUMNS; c++)
        known[c] = t->column[c].key;
    snprintf(what, sizeof what, "column of the table '%s'", t->key);
    return unknown(d, what, key, known);
}

static bool decode_row(struct decoding *d, struct report_table *t, json_t *object)
{
    const char *key;
    json_t *value;
    if (!json_is_object(object))
        return wrong_type(d, t->key, object, "an object for each row");
    struct report_cell *row = report_row(t);
    json_object_foreach(object, key, value)
    {
        enter(d, key, 0);
        size_t c = find_column(t, key);
        if (c == t->columns)
            return unknown_column(d, t, key);
        if (row && !decode_cell(d, &t->column[c], value, &row[c]))
            return false;
        leave(d);
    }
    return true;
}

static size_t find_schema(const char *key)
{
    size_t i = 0;
    while (report_schemas[i] && strcmp(report_schemas[i]->key, key) != 0)
        i++;
    return i;
}

static size_t rows_of(json_t *rows)
{
    return json_is_array(rows) ? json_array_size(rows) : rows ? 1 : 0;
}

/* The next `n` rows of a table as a block of the report. */
static bool take_rows(struct decoding *d, size_t schema, size_t n, bool shown, struct report_table **t)
{
    const char *key = report_schemas[schema]->key;
    json_t *rows = json_object_get(d->root, key);
    struct decode_fault here = *d->fault;
    *t = report_table(d->r, report_schemas[schema], n, shown);
    d->fault->steps = 0;
    enter(d, key, 0);
    for (size_t i = 0; *t && i < n; i++) {
        size_t at = d->taken[schema]++;
        if (json_is_array(rows))
            enter(d, NULL, at);
        if (!decode_row(d, *t, json_is_array(rows) ? json_array_get(rows, at) : rows))
            return false;
        if (json_is_array(rows))
            leave(d);
    }
    *d->fault = here;
    return true;
}

static bool find_tone(struct decoding *d, json_t *value, enum report_tone *tone)
{
    const char *name = json_string_value(value);
    *tone = REPORT_PLAIN;
    if (!value)
        return true;
    for (size_t i = 0; name && json_tones[i]; i++)
        if (strcmp(json_tones[i], name) == 0) {
            *tone = (enum report_tone)i;
            return true;
        }
    enter(d, "tone", 0);
    return name ? unknown(d, "tone", name, json_tones) : wrong_type(d, "tone", value, "a text");
}

static bool decode_tones(struct decoding *d, json_t *tones, struct report_table *t)
{
    enter(d, "tones", 0);
    for (size_t i = 0; i < json_array_size(tones); i++) {
        json_t *one = json_array_get(tones, i), *row = json_object_get(one, "row");
        const char *key = json_string_value(json_object_get(one, "column"));
        enum report_tone tone;
        enter(d, NULL, i);
        if (!find_tone(d, json_object_get(one, "tone"), &tone))
            return false;
        if (!json_is_integer(row) || !key)
            return fail(d, "a tone wants a row and a column");
        size_t r = (size_t)json_integer_value(row), c = t ? find_column(t, key) : 0;
        if (t && (r >= t->rows || c == t->columns))
            return fail(d, "a tone for row %zu, column %s, which the table '%s' has not here", r, words_quote(key).text,
                        t->key);
        if (t)
            t->cell[r * t->columns + c].tone = tone;
        leave(d);
    }
    leave(d);
    return true;
}

/* Every key of an object must be one of these. */
static bool only_keys(struct decoding *d, const char *what, json_t *object, const char *const *known)
{
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value)
    {
        size_t i = 0;
        while (known[i] && strcmp(known[i], key) != 0)
            i++;
        enter(d, key, 0);
        if (!known[i])
            return unknown(d, what, key, known);
        leave(d);
    }
    return true;
}

static bool table_block(struct decoding *d, json_t *block)
{
    static const char *const keys[] = {"table", "rows", "shown", "tones", NULL};
    const char *key = json_string_value(json_object_get(block, "table"));
    json_t *rows = json_object_get(block, "rows"), *shown = json_object_get(block, "shown");
    struct report_table *t = NULL;
    if (!only_keys(d, "member", block, keys))
        return false;
    if (!key || !report_schemas[find_schema(key)])
        return fail(d, "\"table\": no table %s is known", key ? words_quote(key).text : "of this name");
    if (!json_is_integer(rows) || !json_is_boolean(shown))
        return fail(d, "where the table '%s' stands: \"rows\" and \"shown\" are expected", key);
    size_t schema = find_schema(key), there = rows_of(json_object_get(d->root, key));
    json_int_t n = json_integer_value(rows);
    if (n < 0 || (size_t)n > there - d->taken[schema])
        return fail(d, "%" JSON_INTEGER_FORMAT " rows of the table '%s' are announced, there are %zu more", n, key,
                    there - d->taken[schema]);
    return take_rows(d, schema, (size_t)n, json_is_true(shown), &t) &&
           decode_tones(d, json_object_get(block, "tones"), t);
}

static bool member_text(struct decoding *d, json_t *object, const char *key, char *text, size_t size)
{
    enter(d, key, 0);
    if (!copy_text(d, key, json_object_get(object, key), text, size))
        return false;
    leave(d);
    return true;
}

static bool line_block(struct decoding *d, json_t *block)
{
    static const char *const keys[] = {"label", "text", "tone", NULL};
    struct report_block line = {.table = NULL};
    if (!only_keys(d, "member", block, keys) || !member_text(d, block, "label", line.label, sizeof line.label) ||
        !member_text(d, block, "text", line.text, sizeof line.text) ||
        !find_tone(d, json_object_get(block, "tone"), &line.tone))
        return false;
    report_line(d->r, line.tone, line.label, "%s", line.text);
    return true;
}

static bool decode_lines(struct decoding *d, json_t *lines)
{
    enter(d, "lines", 0);
    if (lines && !json_is_array(lines))
        return wrong_type(d, "lines", lines, "an array");
    for (size_t i = 0; i < json_array_size(lines); i++) {
        json_t *block = json_array_get(lines, i);
        enter(d, NULL, i);
        if (!json_is_object(block))
            return wrong_type(d, "lines", block, "an object for each line");
        if (!(json_object_get(block, "table") ? table_block : line_block)(d, block))
            return false;
        leave(d);
    }
    leave(d);
    return true;
}

static bool check_schema(struct decoding *d)
{
    json_t *schema = json_object_get(d->root, "schema");
    const char *name = json_string_value(schema);
    if (!json_is_object(d->root) || !schema)
        return fail(d, "this is no report of bench: an object with \"schema\": \"" JSON_SCHEMA "\" is expected");
    enter(d, "schema", 0);
    if (!name || strcmp(name, JSON_SCHEMA) != 0)
        return fail(d, "schema %s: only " JSON_SCHEMA " can be read by Gradus %s", name ? words_quote(name).text : "?",
                    GRADUS_VERSION);
    leave(d);
    return true;
}

static bool check_tables(struct decoding *d)
{
    const char *known[SCHEMAS + 1] = {NULL}, *key;
    json_t *value;
    for (size_t i = 0; report_schemas[i]; i++)
        known[i] = report_schemas[i]->key;
    json_object_foreach(d->root, key, value)
    {
        enter(d, key, 0);
        const struct report_schema *s = report_schemas[find_schema(key)];
        if (!s && strcmp(key, "schema") != 0 && strcmp(key, "lines") != 0)
            return unknown(d, "table", key, known);
        if (s && !json_is_array(value) && !(s->object && json_is_object(value)))
            return wrong_type(d, key, value, s->object ? "an object" : "an array of rows");
        leave(d);
    }
    return true;
}

bool decode_report(struct report *r, json_t *root, struct decode_fault *fault)
{
    struct decoding d = {.r = r, .root = root, .fault = fault};
    struct report_table *t;
    *fault = (struct decode_fault){.steps = 0};
    if (!check_schema(&d) || !check_tables(&d) || !decode_lines(&d, json_object_get(root, "lines")))
        return false;
    /* What no line says the place of, as in what other programs wrote, stands at the end. */
    for (size_t i = 0; report_schemas[i]; i++) {
        size_t rows = rows_of(json_object_get(root, report_schemas[i]->key)) - d.taken[i];
        if (rows && !take_rows(&d, i, rows, !report_schemas[i]->object, &t))
            return false;
    }
    return true;
}
