/* SPDX-License-Identifier: MIT
 * tree.c - small files of the kernel. */
#include "tree.h"

#include <glob.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT = 16384 };

static bool read_file(const char *path, char *text, size_t size)
{
    FILE *f = fopen(path, "re");
    size_t n = f ? fread(text, 1, size - 1, f) : 0;
    bool good = f && !ferror(f);
    if (f)
        fclose(f);
    while (n > 0 && text[n - 1] == '\n')
        n--;
    text[good ? n : 0] = '\0';
    return good;
}

bool tree_text(const char *root, const char *path, char *text, size_t size)
{
    char whole[PATH_MAX];
    snprintf(whole, sizeof whole, "%s/%s", root, path);
    return read_file(whole, text, size);
}

static bool number_at(const char *text, double *value)
{
    char *end;
    double v = strtod(text, &end);
    if (end == text)
        return false;
    *value = v;
    return true;
}

bool tree_number(const char *root, const char *path, double *value)
{
    char text[64];
    return tree_text(root, path, text, sizeof text) && number_at(text, value);
}

bool tree_field(const char *root, const char *path, const char *label, double *value)
{
    char text[TEXT];
    size_t length = strlen(label);
    if (!tree_text(root, path, text, sizeof text))
        return false;
    for (const char *line = text; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (strncmp(line, label, length) == 0)
            return number_at(line + length, value);
    }
    return false;
}

size_t tree_each(const char *root, const char *pattern, void (*visit)(const char *text, void *self), void *self)
{
    char whole[PATH_MAX], text[512];
    glob_t found;
    size_t n = 0;
    snprintf(whole, sizeof whole, "%s/%s", root, pattern);
    if (glob(whole, GLOB_NOSORT, NULL, &found) != 0)
        return 0;
    for (size_t i = 0; i < found.gl_pathc; i++)
        if (read_file(found.gl_pathv[i], text, sizeof text)) {
            visit(text, self);
            n++;
        }
    globfree(&found);
    return n;
}
