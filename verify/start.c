/* SPDX-License-Identifier: MIT
 * start.c - what must hold before the first parallel region. */
#include "start.h"

#include "gradus.h"
#include "program.h"
#include "quote.h"

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

/* Whether "NAME=value" must go. The team's size comes from --threads; a limit or a dynamic team could only take threads
 * away from it, and a stack size is as good at crashing a runtime as a number of threads. */
static bool harmful(const char *setting)
{
    static const char *const names[] = {"OMP_NUM_THREADS=", "OMP_THREAD_LIMIT=", "OMP_STACKSIZE=", "OMP_DYNAMIC="};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strncmp(setting, names[i], strlen(names[i])) == 0)
            return i > 0 || !sensible_threads(setting + strlen(names[i]));
    return false;
}

/* Runs before the constructors of shared libraries: OpenBLAS' asks the OpenMP runtime for its threads, and libomp then
 * dies of some values before main could look at them. Starts the program anew with the environment that is left. */
static void clean_openmp(int argc, char **argv, char **environment)
{
    char quoted[QUOTE_SIZE];
    size_t kept = 0;
    bool changed = false;
    (void)argc;
    for (char **setting = environment; *setting; setting++)
        if (harmful(*setting)) {
            char *value = strchr(*setting, '=');
            dprintf(STDERR_FILENO, "%s: ignoring %.*s=%s (use --threads)\n", program_invocation_short_name,
                    (int)(value - *setting), *setting, quote(value + 1, quoted));
            changed = true;
        } else {
            environment[kept++] = *setting;
        }
    environment[kept] = NULL;
    if (changed)
        execve("/proc/self/exe", argv, environment);
    /* Without /proc the runtime has to cope with what is left: nothing, by now. */
}

__attribute__((section(".preinit_array"), used)) static void (*const before_libraries)(int, char **,
                                                                                       char **) = clean_openmp;

void start_program(const char *isa)
{
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
