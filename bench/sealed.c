/* SPDX-License-Identifier: MIT
 * sealed.c - see sealed.h. */
#include "sealed.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SUM = 16, HEAD = 9 }; /* {"sum": " */

static const char BEGIN[] = "{\"sum\": \"";

static uint64_t sum_of(const char *text, size_t n)
{
    uint64_t sum = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < n; i++)
        sum = (sum ^ (unsigned char)text[i]) * UINT64_C(0x100000001b3);
    return sum;
}

char *sealed_line(const char *kind, json_t *value, size_t *length)
{
    char *body = json_dumps(value, JSON_COMPACT | JSON_REAL_PRECISION(17)), *rest = NULL, *line = NULL;
    json_decref(value);
    int n = body ? asprintf(&rest, "\", \"%s\": %s}\n", kind, body) : -1;
    if (n >= 0)
        n = asprintf(&line, "%s%016" PRIx64 "%s", BEGIN, sum_of(rest, (size_t)n), rest);
    free(body);
    free(rest);
    *length = n < 0 ? 0 : (size_t)n;
    return n < 0 ? NULL : line;
}

bool sealed_begins(const char *line, size_t n)
{
    return memcmp(line, BEGIN, n < HEAD ? n : HEAD) == 0;
}

bool sealed_whole(const char *line, size_t n)
{
    char sum[SUM + 1];
    if (n < HEAD + SUM + 1 || !sealed_begins(line, n))
        return false;
    snprintf(sum, sizeof sum, "%016" PRIx64, sum_of(line + HEAD + SUM, n - HEAD - SUM));
    return memcmp(line + HEAD, sum, SUM) == 0;
}
