/* SPDX-License-Identifier: MIT
 * worker.c - reads requests, keeps the cases' memory, takes the time. */
#include "worker.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { CASES = 8, HUGE_PAGE = 1 << 21 };

struct job {
    bool used;
    struct request r;
    size_t settings, mapped;
    struct worker_setting setting[WORKER_SETTINGS];
    char *file; /* the coordinator's */
    void *own;  /* the operands, one after the other */
    size_t owned;
};

static bool written(const struct request_operand *o)
{
    return o->role == REQUEST_OUT || o->role == REQUEST_INOUT;
}

/* Maps the coordinator's file, all of it. */
static bool map_file(struct job *j, char *why)
{
    struct stat facts;
    int fd = open(j->r.file, O_RDWR | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &facts) != 0) {
        snprintf(why, REQUEST_WHY, "%.80s: %s", j->r.file, strerror(errno));
        if (fd >= 0)
            close(fd);
        return false;
    }
    void *map = facts.st_size > 0 ? mmap(NULL, (size_t)facts.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0) : NULL;
    close(fd);
    if (!map || map == MAP_FAILED) {
        snprintf(why, REQUEST_WHY, "%.80s cannot be mapped", j->r.file);
        return false;
    }
    j->file = map;
    j->mapped = (size_t)facts.st_size;
    return true;
}

/* One block for all operands, in which each starts where a page does, shifted by a few cache lines so that they do not
 * all fall into the same sets of the cache, and followed by one that may be read. */
static bool own_memory(struct job *j, char *why)
{
    size_t at = 0, place[REQUEST_OPERANDS];
    for (size_t i = 0; i < j->r.operands; i++) {
        const struct request_operand *o = &j->r.operand[i];
        if (o->offset > j->mapped || o->count * 4 > j->mapped - o->offset) {
            snprintf(why, REQUEST_WHY, "operand %.40s is not in the file", o->name);
            return false;
        }
        place[i] = at + 64 * (2 * i + 1);
        at = (place[i] + o->count * 4 + 64 + 4095) & ~(size_t)4095;
    }
    j->owned = (at + HUGE_PAGE - 1) & ~(size_t)(HUGE_PAGE - 1);
    j->own = aligned_alloc(HUGE_PAGE, j->owned ? j->owned : HUGE_PAGE);
    if (!j->own) {
        snprintf(why, REQUEST_WHY, "out of memory");
        return false;
    }
    madvise(j->own, j->owned, MADV_HUGEPAGE); /* where the system has none, it goes on without */
    memset(j->own, 0, j->owned);
    for (size_t i = 0; i < j->r.operands; i++) {
        j->r.operand[i].p = (char *)j->own + place[i];
        memcpy(j->r.operand[i].p, j->file + j->r.operand[i].offset, j->r.operand[i].count * 4);
    }
    return true;
}

static void close_job(struct job *j)
{
    for (size_t i = 0; i < j->settings; i++)
        if (j->setting[i].close)
            j->setting[i].close(j->setting[i].state);
    free(j->own);
    if (j->file)
        munmap(j->file, j->mapped);
    *j = (struct job){0};
}

static void open_job(const struct worker *w, struct job *table, char *line)
{
    char why[REQUEST_WHY] = "out of cases";
    struct job *j = table;
    while (j < table + CASES && j->used)
        j++;
    if (j == table + CASES || !request_read(&j->r, line, why) || !map_file(j, why) || !own_memory(j, why)) {
        printf("error %s\n", why);
        if (j < table + CASES)
            close_job(j);
        return;
    }
    j->settings = w->open(&j->r, j->setting, why);
    if (j->settings == 0) {
        printf("no %" PRIu64 " %s\n", j->r.id, why);
        close_job(j);
        return;
    }
    j->used = true;
    printf("ok %" PRIu64, j->r.id);
    for (size_t i = 0; i < j->settings; i++)
        printf(" %s", j->setting[i].name);
    putchar('\n');
}

/* Inputs and in-place operands as the coordinator has them. */
static void restore(const struct job *j)
{
    for (size_t i = 0; i < j->r.operands; i++)
        if (j->r.operand[i].role == REQUEST_INOUT)
            memcpy(j->r.operand[i].p, j->file + j->r.operand[i].offset, j->r.operand[i].count * 4);
}

static void time_job(const struct job *j, const struct worker_setting *s, uint64_t iterations)
{
    struct timespec from, to;
    restore(j);
    if (s->before)
        s->before(&j->r, s->state);
    s->run(&j->r, s->state);
    clock_gettime(CLOCK_MONOTONIC_RAW, &from);
    for (uint64_t i = 0; i < iterations; i++)
        s->run(&j->r, s->state);
    clock_gettime(CLOCK_MONOTONIC_RAW, &to);
    printf("time %" PRIu64 " %.0f\n", j->r.id,
           1e9 * (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec));
}

/* What a result was before is 0xff, so that one that is not written shows. */
static void fetch_job(const struct job *j, const struct worker_setting *s)
{
    restore(j);
    for (size_t i = 0; i < j->r.operands; i++)
        if (j->r.operand[i].role == REQUEST_OUT)
            memset(j->r.operand[i].p, 0xff, j->r.operand[i].count * 4);
    if (s->before)
        s->before(&j->r, s->state);
    s->run(&j->r, s->state);
    if (s->after)
        s->after(&j->r, s->state);
    for (size_t i = 0; i < j->r.operands; i++)
        if (written(&j->r.operand[i]))
            memcpy(j->file + j->r.operand[i].offset, j->r.operand[i].p, j->r.operand[i].count * 4);
    printf("done %" PRIu64 "\n", j->r.id);
}

static const struct worker_setting *find_setting(const struct job *j, const char *name)
{
    for (size_t i = 0; i < j->settings; i++)
        if (strcmp(j->setting[i].name, name) == 0)
            return &j->setting[i];
    return NULL;
}

/* run, fetch, drop. */
static void answer(struct job *table, const char *line)
{
    char verb[8], name[REQUEST_NAME] = "";
    uint64_t id = 0, iterations = 0;
    int n = sscanf(line, "%7s %" SCNu64 " %63s %" SCNu64, verb, &id, name, &iterations);
    struct job *j = table;
    while (j < table + CASES && !(j->used && j->r.id == id))
        j++;
    const struct worker_setting *s = n >= 3 && j < table + CASES ? find_setting(j, name) : NULL;
    if (n < 2 || j == table + CASES) {
        printf("error no such request or case\n");
    } else if (strcmp(verb, "run") == 0 && s && iterations > 0) {
        time_job(j, s, iterations);
    } else if (strcmp(verb, "fetch") == 0 && s) {
        fetch_job(j, s);
    } else if (strcmp(verb, "drop") == 0 && n == 2) {
        close_job(j);
        printf("done %" PRIu64 "\n", id);
    } else {
        printf("error no such request or setting\n");
    }
}

int worker_serve(const struct worker *w)
{
    static struct job table[CASES];
    char line[REQUEST_LINE];
    printf("gradus-worker 1 %s %s\n", w->name, w->version);
    while (fflush(stdout) == 0 && fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        if (strncmp(line, "case ", 5) == 0)
            open_job(w, table, line);
        else
            answer(table, line);
    }
    for (struct job *j = table; j < table + CASES; j++)
        close_job(j);
    return 0;
}

int worker_missing(const char *why)
{
    printf("missing %s\n", why);
    return 0;
}
