/* SPDX-License-Identifier: MIT
 * progress.c - the only state of the program beside its caught signal: where the work stands. What takes how long is
 * not known beforehand, so time left goes by the jobs that are done, or where there is one, by the pieces of what it is
 * at. */
#include "progress.h"

#include "eta.h"
#include "measure/clock.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { FINE = 1000, COLUMNS = 80, TEXT = 200 }; /* a job in parts, for the bar */
static const double EVERY[] = {0.1e9, 10e9};    /* ns, between bars and between lines */

static struct {
    enum { AUTO, BAR, PLAIN, NONE } mode;
    bool begun, drawn;
    double start, stage_start, last;
    const char *job, *stage;
    size_t jobs_done, jobs, stage_all;
} line;

bool progress_as(const char *mode)
{
    static const char *const names[] = {"auto", "bar", "plain", "none"};
    int i = AUTO;
    while (mode && i <= NONE && strcmp(mode, names[i]) != 0)
        i++;
    if (i > NONE)
        return false;
    line.mode = i != AUTO ? i : isatty(STDERR_FILENO) ? BAR : PLAIN;
    return true;
}

static size_t columns(void)
{
    const char *given = getenv("COLUMNS");
    long asked = given ? strtol(given, NULL, 10) : 0;
    struct winsize size;
    if (asked > 0)
        return (size_t)asked;
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : COLUMNS;
}

static void begin(double now)
{
    if (!line.begun)
        line.start = line.last = now;
    line.begun = true;
}

/* `what`, its pieces, and what was done of them in `seconds`. */
static void draw(const char *what, size_t done, size_t all, size_t fine, double seconds)
{
    struct eta eta = {.all = all * FINE};
    char name[TEXT / 2], text[TEXT], left[48];
    size_t most = columns();
    snprintf(name, sizeof name, "%s %zu/%zu", what, done, all);
    if (line.mode == PLAIN) {
        eta_left(&eta, done * FINE + fine, seconds, left, sizeof left);
        fprintf(stderr, "progress %s%s\n", name, left);
        return;
    }
    eta_text(&eta, name, done * FINE + fine, seconds, text, sizeof text);
    if (strlen(text) >= most && most < sizeof text)
        text[most > 0 ? most - 1 : 0] = '\0';
    fprintf(stderr, "\r\033[K%s", text);
    line.drawn = true;
}

static void show(double now, size_t part)
{
    if (line.mode == AUTO || line.mode == NONE || now - line.last < EVERY[line.mode == PLAIN])
        return;
    line.last = now;
    if (line.jobs > 1)
        draw(line.job, line.jobs_done, line.jobs, part, 1e-9 * (now - line.start));
    else if (line.stage_all > 0)
        draw(line.stage, part, line.stage_all, 0, 1e-9 * (now - line.stage_start));
}

void progress_jobs(const char *job, size_t done, size_t all)
{
    double now = clock_ns();
    begin(now);
    line.job = job;
    line.jobs_done = done;
    line.jobs = all;
    line.stage_all = 0;
    show(now, 0);
}

void progress(const char *what, size_t done, size_t all)
{
    double now = clock_ns();
    begin(now);
    if (line.stage_all != all || !line.stage || strcmp(line.stage, what) != 0)
        line.stage_start = now;
    line.stage = what;
    line.stage_all = all;
    /* Of a job, training and verifying take a part that is not known; its launches count. */
    show(now, line.jobs > 1 ? (strcmp(what, "launch") == 0 && all ? FINE * done / all : 0) : done);
}

void progress_end(void)
{
    if (line.drawn)
        fputs("\r\033[K", stderr);
    line.drawn = false;
}
