/* SPDX-License-Identifier: MIT
 * start.c - what must hold before the first parallel region. */
#include "start.h"

#include "gradus.h"
#include "program.h"

#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The most threads a team may be asked for through the environment: beyond, runtimes crash or exhaust the machine. */
enum { THREADS_SENSIBLE = 4096 };

/* A list of positive numbers, "4" or "4,2", as OpenMP defines the variable. */
static bool sensible_threads(const char *text)
{
    for (;;) {
        char *end;
        errno = 0;
        long n = strtol(text, &end, 10);
        if (end == text || errno || n < 1 || n > THREADS_SENSIBLE)
            return false;
        if (*end == '\0')
            return true;
        if (*end != ',')
            return false;
        text = end + 1;
    }
}

static void clean_openmp(char **argv)
{
    static const char *const names[] = {"OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OMP_STACKSIZE", "OMP_DYNAMIC"};
    bool changed = false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        /* The team's size comes from --threads; a limit or a dynamic team could only take threads away from it. */
        if (!value || (i == 0 && sensible_threads(value)))
            continue;
        fprintf(stderr, "%s: ignoring %s=%s (use --threads)\n", program_invocation_short_name, names[i], value);
        unsetenv(names[i]);
        changed = true;
    }
    if (!changed)
        return;
    /* The runtime has read its environment already: only a fresh process sees the clean one. */
    execv("/proc/self/exe", argv);
    fprintf(stderr, "%s: cannot start again with a clean environment: %s\n", program_invocation_short_name,
            strerror(errno));
    exit(PROGRAM_ENVIRONMENT);
}

void start_program(char **argv, const char *isa)
{
    clean_openmp(argv);
    const char *why = NULL;
    enum gradus_status status = gradus_start(isa, &why);
    if (status == GRADUS_OK)
        return;
    if (status == GRADUS_INVALID)
        fprintf(stderr, "%s: --isa %s: %s\n", program_invocation_short_name, isa, why);
    else
        fprintf(stderr, "%s: %s\n", program_invocation_short_name, why);
    exit(status == GRADUS_INVALID ? PROGRAM_USAGE : PROGRAM_ENVIRONMENT);
}

int start_processors(void)
{
    cpu_set_t set;
    CPU_ZERO(&set);
    if (sched_getaffinity(0, sizeof set, &set) != 0)
        return 1;
    return CPU_COUNT(&set);
}
