/* SPDX-License-Identifier: MIT
 * main.c - prints the JSON Schema of --format json, made from the registry of tables; the target `docs` keeps
 * bench/report/gradus-1.schema.json in step. With --page, what gradus-formats(5) ends with, the tables, for scdoc. */
#include "report/json.h"
#include "tables.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const char *const TYPES[] = {[REPORT_TEXT] = "string", [REPORT_COUNT] = "integer", [REPORT_NUMBER] = "number",
                                    [REPORT_NS] = "number",   [REPORT_RATE] = "number",   [REPORT_FLAG] = "boolean"};

static json_t *type_of(enum report_kind kind)
{
    return json_pack("{s:s}", "type", TYPES[kind]);
}

/* An object with these members and no others. */
static json_t *object_of(json_t *properties)
{
    return json_pack("{s:s, s:b, s:o}", "type", "object", "additionalProperties", 0, "properties", properties);
}

static json_t *row_of(const struct report_schema *schema)
{
    json_t *properties = json_object();
    for (const struct report_column *c = schema->column; c->key; c++) {
        json_t *type = type_of(c->kind);
        if (c->title && c->title[0] && strcmp(c->title, c->key) != 0)
            json_object_set_new(type, "title", json_string(c->title));
        json_object_set_new(properties, c->key, type);
    }
    return object_of(properties);
}

/* Of results of several runs a table that has one row in each has several. */
static json_t *table_of(const struct report_schema *schema)
{
    json_t *array = json_pack("{s:s, s:o}", "type", "array", "items", row_of(schema));
    json_t *table = schema->object ? json_pack("{s:[o, o]}", "oneOf", row_of(schema), array) : array;
    json_object_set_new(table, "description", json_string(schema->about));
    return table;
}

static json_t *tones(void)
{
    json_t *names = json_array();
    for (size_t i = 0; json_tones[i]; i++)
        json_array_append_new(names, json_string(json_tones[i]));
    return json_pack("{s:o}", "enum", names);
}

static json_t *lines(void)
{
    json_t *keys = json_array();
    for (size_t i = 0; report_schemas[i]; i++)
        json_array_append_new(keys, json_string(report_schemas[i]->key));
    json_t *line = object_of(json_pack("{s:{s:s, s:i}, s:{s:s, s:i}, s:o}", "label", "type", "string", "maxLength",
                                       (int)sizeof((struct report_block *)0)->label - 1, "text", "type", "string",
                                       "maxLength", (int)sizeof((struct report_block *)0)->text - 1, "tone", tones()));
    json_t *tone = object_of(
        json_pack("{s:{s:s}, s:{s:s}, s:o}", "row", "type", "integer", "column", "type", "string", "tone", tones()));
    json_t *table = object_of(json_pack("{s:{s:o}, s:{s:s, s:i}, s:{s:s}, s:{s:s, s:o}}", "table", "enum", keys, "rows",
                                        "type", "integer", "minimum", 0, "shown", "type", "boolean", "tones", "type",
                                        "array", "items", tone));
    json_object_set_new(line, "required", json_pack("[s, s]", "label", "text"));
    json_object_set_new(table, "required", json_pack("[s, s, s]", "table", "rows", "shown"));
    return json_pack("{s:s, s:s, s:{s:[o, o]}}", "type", "array", "description",
                     "The report from top to bottom: lines, and where rows of a table stand.", "items", "oneOf", line,
                     table);
}

/* What scdoc would read as markup is none. */
static void print_plain(const char *text)
{
    for (; *text; text++)
        printf(strchr("*_\\#<[|", *text) ? "\\%c" : "%c", *text);
}

static int print_page(void)
{
    printf("# TABLES\n\nEach with its columns and the JSON type of their values.\n\n");
    for (const struct report_schema *const *schema = report_schemas; *schema; schema++) {
        printf("*%s*\n\t", (*schema)->key);
        print_plain((*schema)->about);
        for (const struct report_column *c = (*schema)->column; c->key; c++) {
            printf(c == (*schema)->column ? "\n\t*" : ",\n\t*");
            print_plain(c->key);
            printf("* %s", TYPES[c->kind]);
        }
        printf(".\n\n");
    }
    printf("# SEE ALSO\n\n*bench*(1), *verify*(1), *gradus-method*(7)\n");
    return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--page") == 0)
        return print_page();
    json_t *properties = json_pack("{s:{s:s}}", "schema", "const", JSON_SCHEMA);
    for (size_t i = 0; report_schemas[i]; i++)
        json_object_set_new(properties, report_schemas[i]->key, table_of(report_schemas[i]));
    json_object_set_new(properties, "lines", lines());
    json_t *root = json_pack(
        "{s:s, s:s, s:s, s:[s, s]}", "$schema", "http://json-schema.org/draft-07/schema#", "title", "A report of bench",
        "description", "A member that is not there has no value: no number is null.", "required", "schema", "lines");
    json_object_update_new(root, object_of(properties));
    int failed = json_dumpf(root, stdout, JSON_INDENT(2)) != 0 || putchar('\n') == EOF || fflush(stdout) != 0;
    json_decref(root);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
