/* SPDX-License-Identifier: MIT
 * place.c - walks a value that jansson has accepted, so nothing is checked again. */
#include "place.h"

#include <string.h>

static const char *skip_blanks(const char *p)
{
    return p + strspn(p, " \t\r\n");
}

/* From one quote past the other. */
static const char *skip_string(const char *p)
{
    for (p++; *p && *p != '"'; p++)
        p += *p == '\\' && p[1];
    return p + (*p != '\0');
}

static const char *skip_value(const char *p)
{
    int depth = 0;
    if (*p == '"')
        return skip_string(p);
    if (*p != '{' && *p != '[')
        return p + strcspn(p, ",]} \t\r\n");
    do {
        if (*p == '"') {
            p = skip_string(p);
            continue;
        }
        depth += (*p == '{' || *p == '[') - (*p == '}' || *p == ']');
        p++;
    } while (*p && depth > 0);
    return p;
}

/* The member or element of a step, its value in *value; NULL: there is none. */
static const char *find_step(const char *p, const struct place_step *step, const char **value)
{
    if (*p != (step->key ? '{' : '['))
        return NULL;
    p = skip_blanks(p + 1);
    for (size_t i = 0; *p && *p != '}' && *p != ']'; i++) {
        const char *start = p;
        *value = p;
        if (step->key) {
            p = skip_string(p);
            *value = skip_blanks(skip_blanks(p) + 1); /* behind the colon */
        }
        size_t length = (size_t)(p - start);
        if (step->key ? length == strlen(step->key) + 2 && strncmp(start + 1, step->key, length - 2) == 0
                      : i == step->index)
            return start;
        p = skip_blanks(skip_value(*value));
        if (*p == ',')
            p = skip_blanks(p + 1);
    }
    return NULL;
}

size_t place_find(const char *text, const struct place_step *path, size_t steps)
{
    const char *at = skip_blanks(text), *value = at;
    for (size_t i = 0; i < steps; i++) {
        const char *next = find_step(value, &path[i], &value);
        if (!next)
            break;
        at = next;
    }
    return (size_t)(at - text);
}

struct place place_of(const char *text, size_t at)
{
    struct place place = {1, 1};
    for (size_t i = 0; i < at && text[i]; i++) {
        place.column += ((unsigned char)text[i] & 0xc0) != 0x80;
        if (text[i] == '\n')
            place = (struct place){place.line + 1, 1};
    }
    return place;
}
