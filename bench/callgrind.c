/* SPDX-License-Identifier: MIT
 * callgrind.c - starts it, reads its files. */
#include "callgrind.h"

#include "program.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/personality.h>
#include <unistd.h>

static const double PATIENCE = 300; /* seconds for a case: large sizes take their time, a hundred times the usual */

/* Of the folders on PATH. */
static bool find_program(const char *name, char *path, size_t size)
{
    const char *at = getenv("PATH");
    while (at && *at) {
        int length = (int)strcspn(at, ":");
        int n = snprintf(path, size, "%.*s/%s", length, at, name);
        if (length > 0 && n > 0 && (size_t)n < size && access(path, X_OK) == 0)
            return true;
        at += length + (at[length] == ':');
    }
    return false;
}

static bool make_folder(struct callgrind *c, char *error, size_t error_size)
{
    const char *base = getenv("TMPDIR");
    snprintf(c->folder, sizeof c->folder, "%s/gradus-XXXXXX", base && *base ? base : P_tmpdir);
    if (mkdtemp(c->folder))
        return true;
    snprintf(error, error_size, "cannot make a folder %s: %s", c->folder, strerror(errno));
    c->folder[0] = '\0';
    return false;
}

/* What our own environment has that the child needs too, so that nothing else can move its stack. */
static bool add_environment(struct again *argv)
{
    static const char *const kept[] = {"LD_LIBRARY_PATH", "GRADUS_DATA", "VALGRIND_LIB"};
    bool good = again_add(argv, "/usr/bin/env") && again_add(argv, "-i") &&
                again_add(argv, "OPENBLAS_CORETYPE=Haswell") && again_add(argv, "OMP_NUM_THREADS=1");
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (getenv(kept[i]))
            good = good && again_add(argv, "%s=%s", kept[i], getenv(kept[i]));
    return good;
}

static bool own_path(char *path, size_t size)
{
    ssize_t n = readlink("/proc/self/exe", path, size - 1);
    path[n > 0 ? n : 0] = '\0';
    return n > 0;
}

/* Its first lines are about itself; with --version there is one, which is all we want of it. */
static bool ask_version(struct callgrind *c, char *valgrind, char *why)
{
    char line[PROCESS_LINE], option[] = "--version";
    char *argv[] = {valgrind, option, NULL};
    if (!process_start(&c->process, argv, why) || !process_ask(&c->process, NULL, 60, line, why))
        return false;
    process_end(&c->process);
    snprintf(c->version, sizeof c->version, "%.31s", line);
    return true;
}

bool callgrind_start(struct callgrind *c, const struct again *words, const char *function, char *error,
                     size_t error_size)
{
    char valgrind[PATH_MAX], self[PATH_MAX], why[PROCESS_WHY] = "out of memory";
    struct again argv = {0};
    *c = (struct callgrind){0};
    if (!find_program("valgrind", valgrind, sizeof valgrind)) {
        snprintf(error, error_size, "valgrind counts the instructions, and is not here: apt-get install valgrind");
        return false;
    }
    if (!make_folder(c, error, error_size))
        return false;
    bool good = ask_version(c, valgrind, why) && own_path(self, sizeof self) && add_environment(&argv) &&
                again_add(&argv, "%s", valgrind) && again_add(&argv, "--tool=callgrind") && again_add(&argv, "-q") &&
                again_add(&argv, "--collect-atstart=no") && again_add(&argv, "--toggle-collect=%s", function) &&
                again_add(&argv, "--dump-after=%s", function) &&
                again_add(&argv, "--callgrind-out-file=%s/out", c->folder) && again_add(&argv, "%s", self);
    for (size_t i = 0; i < words->n; i++)
        good = good && again_add(&argv, "%s", words->word[i]);
    int before = personality(0xffffffff);
    if (before >= 0)
        personality((unsigned long)before | ADDR_NO_RANDOMIZE);
    good = good && process_start(&c->process, argv.word, why);
    if (before >= 0)
        personality((unsigned long)before);
    again_free(&argv);
    if (!good)
        snprintf(error, error_size, "%s %s", valgrind, why);
    return good;
}

bool callgrind_hear(struct callgrind *c, char *line, char *error, size_t error_size)
{
    char why[PROCESS_WHY];
    if (process_ask(&c->process, NULL, PATIENCE, line, why))
        return true;
    if (!program_interrupted())
        snprintf(error, error_size, "callgrind %s", why);
    return false;
}

/* "totals: 12345" stands near the end of a file. */
bool callgrind_reading(const struct callgrind *c, size_t i, uint64_t *instructions)
{
    char path[PATH_MAX + 32], line[1024];
    bool found = false;
    snprintf(path, sizeof path, "%s/out.%zu", c->folder, i + 1);
    FILE *f = fopen(path, "re");
    while (f && fgets(line, sizeof line, f))
        found |= sscanf(line, "totals: %" SCNu64, instructions) == 1;
    if (f)
        fclose(f);
    return found;
}

static void empty_folder(const char *folder)
{
    char path[PATH_MAX + 300];
    DIR *d = opendir(folder);
    for (struct dirent *e; d && (e = readdir(d));) {
        snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
        unlink(path);
    }
    if (d)
        closedir(d);
}

void callgrind_end(struct callgrind *c)
{
    process_end(&c->process);
    if (c->folder[0]) {
        empty_folder(c->folder);
        rmdir(c->folder);
    }
    c->folder[0] = '\0';
}
