/* SPDX-License-Identifier: MIT
 * progress.c - the only state of the program beside its caught signal: when the line was last drawn. */
#include "progress.h"

#include "measure/clock.h"

#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

static struct {
    bool drawn;
    double last;
} line;

void progress(const char *what, size_t done, size_t all)
{
    double now = clock_ns();
    if (now - line.last < 1e8)
        return;
    line.last = now;
    if (!isatty(STDERR_FILENO))
        return;
    fprintf(stderr, "\r\033[K%s %zu/%zu", what, done, all);
    line.drawn = true;
}

void progress_end(void)
{
    if (line.drawn)
        fputs("\r\033[K", stderr);
    line.drawn = false;
}
