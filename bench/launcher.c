/* SPDX-License-Identifier: MIT
 * launcher.c - starts launches, reads what they say, believes what can be. */
#include "launcher.h"

#include "launch_lines.h"
#include "measure/clock.h"
#include "program.h"
#include "progress.h"
#include "quote.h"
#include "rng_numpy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LAUNCHES = 8, QUICK_LAUNCHES = 3, PADDING = 4096 };
static const double PATIENCE = 60, MOST_TIME = 60; /* s */

size_t launcher_launches(const struct arguments *o)
{
    if (o->launches.given)
        return (size_t)o->launches.value;
    return o->quick ? QUICK_LAUNCHES : LAUNCHES;
}

double launcher_most_ns(const struct arguments *o)
{
    return 1e9 * (o->max_time.given ? o->max_time.value : MOST_TIME);
}

bool launches_new(struct launches *l, size_t launches, size_t things)
{
    *l = (struct launches){.things = things};
    l->part = calloc(launches * things + 1, sizeof *l->part);
    l->steal_percent = calloc(launches + 1, sizeof *l->steal_percent);
    return l->part && l->steal_percent;
}

void launches_free(struct launches *l)
{
    free(l->part);
    free(l->steal_percent);
    *l = (struct launches){0};
}

/* A variable of a length that is another in each launch, and the same again from the same seed. */
static void pad_environment(const struct arguments *o, size_t number)
{
    struct rng_numpy random;
    char padding[PADDING] = "";
    rng_numpy_seed(&random, (o->seed.given ? (uint32_t)o->seed.value : 1) + (uint32_t)number);
    memset(padding, 'x', (size_t)(rng_numpy_rand(&random) * PADDING));
    setenv("GRADUS_PADDING", padding, 1);
}

bool launcher_new(struct launcher *s, const struct arguments *o, enum arguments_job job)
{
    *s = (struct launcher){.o = o};
    return again_add(&s->words, "/proc/self/exe") && again_add(&s->words, "launch") && again_options(&s->words, o, job);
}

void launcher_free(struct launcher *s)
{
    again_free(&s->words);
}

static bool start(struct launcher *s, size_t number, struct process *p, char *why)
{
    struct again *words = &s->words;
    if (!again_add(words, "--launch=%zu", number)) {
        snprintf(why, PROCESS_WHY, "cannot be started: out of memory");
        return false;
    }
    pad_environment(s->o, number);
    bool good = process_start(p, words->word, why);
    unsetenv("GRADUS_PADDING");
    free(words->word[--words->n]);
    words->word[words->n] = NULL;
    return good;
}

/* The next line but those that only say that it goes on. */
static bool hear(const struct launcher *s, struct process *p, char *line, char *why)
{
    double patience = s->o->timeout.given ? s->o->timeout.value : PATIENCE;
    do {
        if (!process_ask(p, NULL, patience, line, why))
            return false;
    } while (strcmp(line, "alive") == 0);
    return true;
}

static bool lies(const char *line, const char *about, char *why)
{
    char quoted[QUOTE_SIZE];
    snprintf(why, PROCESS_WHY, "answers %s for %s", quote(line, quoted), about);
    return false;
}

/* All that it says, into the next place of *l. Its slices cannot have taken longer than we have waited for them. */
static bool listen(const struct launcher *s, size_t number, struct process *p, struct launches *l, char *why)
{
    char line[PROCESS_LINE], about[40], want[60];
    double start = clock_ns(), sum = 0;
    if (!hear(s, p, line, why))
        return false;
    snprintf(want, sizeof want, "launch %zu %zu", number, l->things);
    if (strcmp(line, want) != 0)
        return lies(line, want, why);
    for (size_t i = 0; i < l->things; i++) {
        struct launches_part *part = &l->part[l->n * l->things + i];
        snprintf(about, sizeof about, "thing %zu", i);
        if (!hear(s, p, line, why))
            return false;
        if (!launch_part_read(line, i, part))
            return lies(line, about, why);
        for (size_t k = 0; k < part->slices; k++)
            sum += part->reading[k] * (double)part->iterations;
    }
    if (!hear(s, p, line, why))
        return false;
    if (!launch_end_read(line, &l->steal_percent[l->n]))
        return lies(line, "its end", why);
    double waited = clock_ns() - start;
    if (!(sum <= waited)) {
        snprintf(why, PROCESS_WHY, "says that its slices took %.3g s, which it did not have: it ran for %.3g s",
                 1e-9 * sum, 1e-9 * waited);
        return false;
    }
    return true;
}

bool launcher_one(struct launcher *s, size_t number, struct launches *l, char *why)
{
    struct process p;
    if (!start(s, number, &p, why))
        return false;
    bool good = listen(s, number, &p, l, why);
    process_end(&p);
    l->n += good;
    return good;
}

bool launcher_all(struct launcher *s, struct launches *l, char *why)
{
    const double most = launcher_most_ns(s->o), start = clock_ns();
    const size_t launches = launcher_launches(s->o);
    bool good = true;
    for (size_t i = 0; i < launches && good; i++) {
        progress("launch", i, launches);
        if (i > 0 && clock_ns() - start > most)
            break;
        good = launcher_one(s, i + 1, l, why);
    }
    if (!good) {
        char name[PROCESS_WHY + 40];
        snprintf(name, sizeof name, "launch %zu %s", l->n + 1, why);
        snprintf(why, PROCESS_WHY, "%.*s", PROCESS_WHY - 1, name);
    }
    return good;
}
