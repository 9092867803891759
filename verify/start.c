/* SPDX-License-Identifier: MIT
 * start.c - what must hold before the first parallel region. */
#include "start.h"

#include "gradus.h"
#include "program.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The most threads a team may be asked for through the environment: beyond, runtimes crash or exhaust the machine. */
enum { THREADS_SENSIBLE = 4096 };

/* One positive number. OpenMP also knows lists, "4,2", for teams within teams, of which there are none here. */
static bool sensible_threads(const char *text)
{
    char *end;
    errno = 0;
    long n = strtol(text, &end, 10);
    return end > text && *end == '\0' && errno == 0 && n >= 1 && n <= THREADS_SENSIBLE;
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
    return gradus_processors();
}
