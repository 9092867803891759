/* SPDX-License-Identifier: MIT
 * team.c - teams. */
#include "team.h"

#include "gradus.h"
#include "words.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool team_sizes(const char *text, struct team_sizes *sizes, char *error, size_t error_size)
{
    struct words_list words;
    char why[WORDS_WHY];
    int most = gradus_processors();
    struct words_range range = {1, most, .whole = true};
    *sizes = (struct team_sizes){0};
    if (!words_split(text ? text : "1,max", &words, why, sizeof why)) {
        snprintf(error, error_size, "--threads %s", why);
        return false;
    }
    for (size_t i = 0; i < words.n; i++) {
        double value = most;
        if (strcmp(words.item[i], "max") != 0 && !words_number(words.item[i], &range, &value, why, sizeof why)) {
            snprintf(error, error_size, "--threads %s: a whole number from 1 to %d, the processors there are, or max",
                     words_quote(words.item[i]).text, most);
            return false;
        }
        size_t at = sizes->n;
        while (at > 0 && sizes->threads[at - 1] > (int)value)
            at--;
        if (at > 0 && sizes->threads[at - 1] == (int)value)
            continue;
        if (sizes->n == TEAM_SIZES) {
            snprintf(error, error_size, "--threads %s: at most %d", words_quote(text).text, TEAM_SIZES);
            return false;
        }
        memmove(sizes->threads + at + 1, sizes->threads + at, (sizes->n++ - at) * sizeof *sizes->threads);
        sizes->threads[at] = (int)value;
    }
    return true;
}

/* What the stand-in kernel notes: the threads that came by. It is reached through the first operand. */
struct visitors {
    _Atomic int thread[4096];
};

static void note_visitor(const struct gradus_args *a, size_t lo, size_t hi)
{
    struct visitors *seen = a->p[0];
    int me = (int)gettid();
    (void)lo;
    (void)hi;
    for (size_t i = 0; i < sizeof seen->thread / sizeof *seen->thread; i++) {
        int nobody = 0;
        if (atomic_compare_exchange_strong(&seen->thread[i], &nobody, me) || nobody == me)
            return;
    }
}

int team_used(const struct gradus_call *list, size_t calls, int threads, bool forced)
{
    struct gradus_team team = {threads, false};
    struct gradus_call *copy = malloc((calls + 1) * sizeof *copy);
    struct visitors *seen = calloc(1, sizeof *seen);
    int used = 0;
    if (copy && seen) {
        memcpy(copy, list, calls * sizeof *copy);
        for (size_t i = 0; i < calls; i++) {
            copy[i].a.p[0] = seen;
            for (int pass = 0; pass < GRADUS_PASSES; pass++)
                if (copy[i].pass[pass].run)
                    copy[i].pass[pass].run = note_visitor;
        }
        if (forced)
            gradus_run_forced(copy, calls, &team);
        else
            gradus_run(copy, calls, &team);
        while (used < (int)(sizeof seen->thread / sizeof *seen->thread) && seen->thread[used])
            used++;
    }
    free(copy);
    free(seen);
    return used > 0 ? used : 1;
}

const char *team_note(int used, int threads, char *text, size_t size)
{
    if (used == threads)
        text[0] = '\0';
    else if (used == 1)
        snprintf(text, size, "one thread is used at this size");
    else
        snprintf(text, size, "%d of %d threads are used at this size", used, threads);
    return text;
}
