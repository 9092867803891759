/* SPDX-License-Identifier: MIT
 * eta.c - what is left takes as long, piece by piece, as what was done since the start: pieces that were done before,
 * by an earlier run, tell nothing of this machine. */
#include "eta.h"

#include <time.h>

enum { BAR = 24 };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

void eta_start(struct eta *e, FILE *out, uint64_t first, uint64_t all)
{
    *e = (struct eta){.out = out, .first = first, .all = all, .start = now()};
}

void eta_left(const struct eta *e, uint64_t done, double seconds, char *text, size_t size)
{
    double left = done > e->first ? seconds / (double)(done - e->first) * (double)(e->all - done) : -1;
    text[0] = '\0';
    if (left >= 7200)
        snprintf(text, size, ", %.1f h left", left / 3600);
    else if (left >= 120)
        snprintf(text, size, ", %.0f min left", left / 60);
    else if (left >= 0)
        snprintf(text, size, ", %.0f s left", left);
}

void eta_text(const struct eta *e, const char *what, uint64_t done, double seconds, char *text, size_t size)
{
    static const char full[BAR + 1] = "========================", empty[BAR + 1] = "                        ";
    int marks = e->all ? (int)(done * BAR / e->all) : BAR;
    char rest[48];
    eta_left(e, done, seconds, rest, sizeof rest);
    snprintf(text, size, "%s  [%.*s%.*s] %3.0f %%%s", what, marks, full, BAR - marks, empty,
             e->all ? 100.0 * (double)done / (double)e->all : 100.0, rest);
}

void eta_show(struct eta *e, const char *what, uint64_t done)
{
    char text[160];
    double t = now();
    if (!e->out || t - e->shown < 0.1)
        return;
    e->shown = t;
    eta_text(e, what, done, t - e->start, text, sizeof text);
    fprintf(e->out, "\r\033[K%s", text);
    fflush(e->out);
}

double eta_seconds(const struct eta *e)
{
    return now() - e->start;
}

void eta_end(struct eta *e)
{
    if (e->shown > 0)
        fputs("\r\033[K", e->out);
}
