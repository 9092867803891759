/* SPDX-License-Identifier: MIT
 * config.c - see config.h. */
#include "config.h"

#include "words.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static const char BLANKS[] = " \t\r";

static bool fail(const struct config *c, char *error, size_t size, size_t line, size_t column, const char *why)
{
    snprintf(error, size, "%s:%zu:%zu: %s", words_quote(c->path).text, line, column, why);
    return false;
}

/* The text of the file, with an end; *n are its bytes. */
static bool slurp(struct config *c, size_t *n, char *error, size_t size)
{
    FILE *f = fopen(c->path, "rb");
    int cause = errno;
    *n = f ? fread(c->text, 1, sizeof c->text, f) : 0;
    if (f && ferror(f))
        cause = errno;
    bool good = f && !ferror(f);
    if (f)
        fclose(f);
    if (!good)
        snprintf(error, size, "--config %s: cannot read: %s", words_quote(c->path).text, strerror(cause));
    else if (*n == sizeof c->text)
        snprintf(error, size, "--config %s: %zu KiB or more: no configuration", words_quote(c->path).text,
                 sizeof c->text >> 10);
    if (!good || *n == sizeof c->text)
        return false;
    c->text[*n] = '\0';
    return true;
}

static void trim(char *text)
{
    size_t n = strlen(text);
    while (n > 0 && strchr(BLANKS, text[n - 1]))
        text[--n] = '\0';
}

/* "name = value" or "name"; the text is taken apart. */
static bool read_line(struct config *c, char *text, size_t line, char *error, size_t size)
{
    char *name = text + strspn(text, BLANKS), *equals = strchr(name, '=');
    if (!name[0] || name[0] == '#')
        return true;
    size_t column = (size_t)(name - text) + 1;
    if (c->n == CONFIG_ENTRIES)
        return fail(c, error, size, line, column, "too many options");
    struct config_entry *e = &c->entry[c->n++];
    *e = (struct config_entry){.name = name, .line = line, .column = column, .value_column = column};
    if (equals) {
        char *value = equals + 1 + strspn(equals + 1, BLANKS);
        *equals = '\0';
        trim(value);
        e->value = value;
        e->value_column = (size_t)(value - text) + 1;
    }
    trim(name);
    if (!name[0])
        return fail(c, error, size, line, column, "the name of an option is expected before '='");
    return true;
}

bool config_read(struct config *c, const char *path, char *error, size_t error_size)
{
    size_t bytes, line = 1;
    c->path = path;
    c->n = 0;
    if (!slurp(c, &bytes, error, error_size))
        return false;
    for (char *text = c->text, *end = text; end < c->text + bytes; text = end + 1, line++) {
        end = memchr(text, '\n', bytes - (size_t)(text - c->text));
        end = end ? end : c->text + bytes;
        *end = '\0';
        if (strlen(text) < (size_t)(end - text))
            return fail(c, error, error_size, line, strlen(text) + 1, "a NUL byte: this is no text");
        if (!read_line(c, text, line, error, error_size))
            return false;
    }
    return true;
}

const struct config_entry *config_origin(const struct config *c, const char *error)
{
    for (size_t i = 0; strncmp(error, "--", 2) == 0 && i < c->n; i++)
        if (c->entry[i].used && strlen(c->entry[i].name) == strcspn(error + 2, " :") &&
            strncmp(c->entry[i].name, error + 2, strlen(c->entry[i].name)) == 0)
            return &c->entry[i];
    return NULL;
}
