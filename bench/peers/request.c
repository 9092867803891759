/* SPDX-License-Identifier: MIT
 * request.c - fields between blanks. */
#include "request.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const ROLES[] = {
    [REQUEST_IN] = "in", [REQUEST_OUT] = "out", [REQUEST_INOUT] = "inout", [REQUEST_LABELS] = "labels"};

/* A whole number that ends at `end`. */
static bool whole(const char *text, char end, uint64_t most, uint64_t *value)
{
    char *stop;
    errno = 0;
    unsigned long long n = strtoull(text, &stop, 10);
    if (text[0] < '0' || text[0] > '9' || *stop != end || errno != 0 || n > most)
        return false;
    *value = n;
    return true;
}

static bool copy(char *to, size_t size, const char *text)
{
    return text && text[0] && (size_t)snprintf(to, size, "%s", text) < size;
}

/* "ROLE:COUNT:OFFSET" */
static bool read_operand(struct request *r, const char *name, const char *text)
{
    struct request_operand *o = &r->operand[r->operands];
    const char *count = strchr(text, ':'), *offset = count ? strchr(count + 1, ':') : NULL;
    uint64_t elements, bytes;
    size_t role = 0;
    if (r->operands == REQUEST_OPERANDS || !offset || !copy(o->name, sizeof o->name, name))
        return false;
    while (role < sizeof ROLES / sizeof *ROLES &&
           (strlen(ROLES[role]) != (size_t)(count - text) || strncmp(ROLES[role], text, (size_t)(count - text)) != 0))
        role++;
    if (role == sizeof ROLES / sizeof *ROLES || !whole(count + 1, ':', SIZE_MAX / 64, &elements) ||
        !whole(offset + 1, '\0', SIZE_MAX / 2, &bytes) || bytes % 64 != 0)
        return false;
    o->role = (enum request_role)role;
    o->count = (size_t)elements;
    o->offset = (size_t)bytes;
    r->operands++;
    return true;
}

static bool read_field(struct request *r, char *text)
{
    char *equals = strchr(text, '=');
    if (!equals)
        return false;
    *equals = '\0';
    if (strncmp(text, "p.", 2) == 0)
        return read_operand(r, text + 2, equals + 1);
    if (r->fields == REQUEST_FIELDS || !copy(r->field[r->fields].key, REQUEST_NAME, text) ||
        !copy(r->field[r->fields].value, REQUEST_NAME, equals + 1))
        return false;
    r->fields++;
    return true;
}

bool request_read(struct request *r, char *line, char *why)
{
    char *rest = line, *word = strsep(&rest, " ");
    uint64_t id = 0, threads = 0;
    *r = (struct request){0};
    const char *number = strsep(&rest, " "), *kind = strsep(&rest, " "), *name = strsep(&rest, " ");
    const char *impl = strsep(&rest, " "), *team = strsep(&rest, " "), *file = strsep(&rest, " ");
    if (strcmp(word, "case") != 0 || !number || !whole(number, '\0', UINT64_MAX, &id) || !kind ||
        (strcmp(kind, "op") != 0 && strcmp(kind, "step") != 0) || !copy(r->name, sizeof r->name, name) ||
        !copy(r->impl, sizeof r->impl, impl) || !team || !whole(team, '\0', 4096, &threads) || threads == 0 ||
        !copy(r->file, sizeof r->file, file)) {
        snprintf(why, REQUEST_WHY, "case ID op|step NAME IMPL THREADS FILE is expected");
        return false;
    }
    r->id = id;
    r->step = strcmp(kind, "step") == 0;
    r->threads = (int)threads;
    while ((word = strsep(&rest, " ")))
        if (!read_field(r, word)) {
            snprintf(why, REQUEST_WHY, "field %.60s cannot be read", word);
            return false;
        }
    return true;
}

const char *request_text(const struct request *r, const char *key)
{
    for (size_t i = 0; i < r->fields; i++)
        if (strcmp(r->field[i].key, key) == 0)
            return r->field[i].value;
    return NULL;
}

double request_number(const struct request *r, const char *key)
{
    const char *text = request_text(r, key);
    char *end;
    double value = text ? strtod(text, &end) : NAN;
    return text && *end == '\0' ? value : NAN;
}

size_t request_size(const struct request *r, const char *key)
{
    uint64_t value;
    const char *text = request_text(r, key);
    return text && whole(text, '\0', SIZE_MAX, &value) ? (size_t)value : 0;
}

const struct request_operand *request_operand(const struct request *r, const char *name)
{
    for (size_t i = 0; i < r->operands; i++)
        if (strcmp(r->operand[i].name, name) == 0)
            return &r->operand[i];
    return NULL;
}

void *request_at(const struct request *r, const char *name)
{
    const struct request_operand *o = request_operand(r, name);
    return o ? o->p : NULL;
}
