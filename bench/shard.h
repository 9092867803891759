/* SPDX-License-Identifier: MIT
 * shard.h - --shard I/N: of the jobs of a command number I, I + N, ..., so that N machines or processes do them all. */
#ifndef SHARD_H
#define SHARD_H

#include <stdbool.h>
#include <stddef.h>

struct shard {
    size_t i, n; /* i from 1; n 0: all jobs */
};

/* Reads "2/3". false: why, in `error`. */
bool shard_read(const char *text, struct shard *s, char *error, size_t error_size);

/* Whether a job, from 0, is of it; how many of `jobs` are. */
bool shard_has(const struct shard *s, size_t job);
size_t shard_jobs(const struct shard *s, size_t jobs);

/* The number, from 0, of its k-th job. */
size_t shard_job(const struct shard *s, size_t k);

/* PROGRAM_PASS, or PROGRAM_NOTHING with one line in `error` where none of `jobs` is of it. */
int shard_some(const struct shard *s, size_t jobs, char *error, size_t error_size);

#endif
