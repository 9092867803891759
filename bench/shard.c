/* SPDX-License-Identifier: MIT
 * shard.c - see shard.h. */
#include "shard.h"

#include "digits.h"
#include "program.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

bool shard_read(const char *text, struct shard *s, char *error, size_t error_size)
{
    const struct words_range any = {1, 9999, .whole = true};
    char first[16], why[WORDS_WHY];
    const char *slash = strchr(text, '/');
    double i = 0, n = 0;
    snprintf(first, sizeof first, "%.*s", slash ? (int)(slash - text) : 0, text);
    bool good = slash && slash - text < (int)sizeof first && words_number(first, &any, &i, why, sizeof why) &&
                words_number(slash + 1, &any, &n, why, sizeof why) && i <= n;
    if (!good)
        snprintf(error, error_size, "--shard %s: I/N is expected, 1 <= I <= N < 10000, such as 1/4",
                 words_quote(text).text);
    *s = (struct shard){(size_t)i, (size_t)n};
    return good;
}

bool shard_has(const struct shard *s, size_t job)
{
    return s->n == 0 || job % s->n == s->i - 1;
}

size_t shard_jobs(const struct shard *s, size_t jobs)
{
    return s->n == 0 ? jobs : (jobs + s->n - s->i) / s->n;
}

size_t shard_job(const struct shard *s, size_t k)
{
    return s->n == 0 ? k : k * s->n + s->i - 1;
}

int shard_some(const struct shard *s, size_t jobs, char *error, size_t error_size)
{
    if (shard_jobs(s, jobs) > 0)
        return PROGRAM_PASS;
    snprintf(error, error_size, "--shard %zu/%zu: there is nothing for it, the jobs are %zu", s->i, s->n, jobs);
    return PROGRAM_NOTHING;
}
