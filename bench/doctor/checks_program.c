/* SPDX-License-Identifier: MIT
 * checks_program.c - how this program was built and started, and what stands between it and the processor. */
#include "checks.h"
#include "tree.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void finding_is(struct finding *to, enum finding_verdict verdict, const char *format, ...)
{
    va_list args;
    to->verdict = verdict;
    va_start(args, format);
    vsnprintf(to->found, sizeof to->found, format, args);
    va_end(args);
}

void finding_remedy(struct finding *to, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(to->remedy, sizeof to->remedy, format, args);
    va_end(args);
}

static void build(const struct facts *f, struct finding *to)
{
    bool slow = strcmp(f->optimize, "-O0") == 0 || strcmp(f->machine.build, "Debug") == 0;
    finding_is(to,
               slow            ? FINDING_BAD
               : f->assertions ? FINDING_WARN
                               : FINDING_OK,
               "%s, kernels %s, assertions %s", f->machine.build, f->optimize, f->assertions ? "on" : "off");
    if (to->verdict != FINDING_OK)
        finding_remedy(to, "Build for speed: cmake --preset release && cmake --build build/release");
}

static void sanitizers(const struct facts *f, struct finding *to)
{
    if (!f->sanitizers[0]) {
        finding_is(to, FINDING_OK, "none");
        return;
    }
    finding_is(to, FINDING_BAD, "%s", f->sanitizers);
    finding_remedy(to, "Build without: cmake --preset release && cmake --build build/release");
}

/* Both show in what the kernel knows of us, and both emulate every instruction. */
static void emulation(const struct facts *f, struct finding *to)
{
    static const char VALGRIND[] = "vgpreload_core";
    char name[64] = "";
    size_t n = 0;
    const char *preload = facts_variable(f, "LD_PRELOAD");
    tree_text(f->root, "proc/self/comm", name, sizeof name);
    if (preload && strstr(preload, VALGRIND))
        n = (size_t)snprintf(name, sizeof name, "valgrind");
    else if (strncmp(name, "qemu-", 5) == 0)
        n = strlen(name);
    if (!n) {
        finding_is(to, FINDING_OK, "none");
        return;
    }
    finding_is(to, FINDING_BAD, "%s emulates every instruction", name);
    finding_remedy(to, "Run it by itself: bench ...");
}

static void tracer(const struct facts *f, struct finding *to)
{
    double pid = 0;
    tree_field(f->root, "proc/self/status", "TracerPid:", &pid);
    if (pid == 0) {
        finding_is(to, FINDING_OK, "none");
        return;
    }
    finding_is(to, FINDING_WARN, "process %.0f watches us: each signal and system call stops us", pid);
    finding_remedy(to, "Run it without the debugger or tracer: bench ...");
}

static void rounding(const struct facts *f, struct finding *to)
{
    if (f->rounds_to_nearest) {
        finding_is(to, FINDING_OK, "to nearest");
        return;
    }
    finding_is(to, FINDING_BAD, "not to nearest: no result would be right");
    finding_remedy(to, "Leave out what sets it: env -u LD_PRELOAD bench ...");
}

static void denormals(const struct facts *f, struct finding *to)
{
    if (!f->flushes_denormals) {
        finding_is(to, FINDING_OK, "kept");
        return;
    }
    finding_is(to, FINDING_BAD, "flushed to zero at the start: results would be others, and faster");
    finding_remedy(to, "Leave out what was linked with -ffast-math: env -u LD_PRELOAD bench ...");
}

static void blas(const struct facts *f, struct finding *to)
{
    bool good = strcmp(f->machine.blas_parallel, "OpenMP") == 0;
    finding_is(to, good ? FINDING_OK : FINDING_BAD, "%s, %s threads", f->machine.blas, f->machine.blas_parallel);
    if (!good)
        finding_remedy(to, "Install the OpenMP build, then build again: sudo apt-get install libopenblas-openmp-dev");
}

static void blas_core(const struct facts *f, struct finding *to)
{
    const char *asked = facts_variable(f, "OPENBLAS_CORETYPE");
    if (!asked) {
        finding_is(to, FINDING_OK, "%s", f->machine.blas_core);
        return;
    }
    finding_is(to, FINDING_WARN,
               "%s, because OPENBLAS_CORETYPE is set: matrix products may be slower than they need be",
               f->machine.blas_core);
    finding_remedy(to, "Let it choose: env -u OPENBLAS_CORETYPE bench ...");
}

/* A team whose threads sleep between regions takes fifty microseconds to form, not one. */
static void wait_policy(const struct facts *f, struct finding *to)
{
    static const char *const naps[][2] = {{"OMP_WAIT_POLICY", "passive"},
                                          {"OMP_WAIT_POLICY", "PASSIVE"},
                                          {"GOMP_SPINCOUNT", "0"},
                                          {"KMP_BLOCKTIME", "0"}};
    for (size_t i = 0; i < sizeof naps / sizeof *naps; i++) {
        const char *value = facts_variable(f, naps[i][0]);
        if (value && strcmp(value, naps[i][1]) == 0) {
            finding_is(to, FINDING_WARN, "%s=%s: a team is slow to form", naps[i][0], value);
            finding_remedy(to, "Let threads wait awake: env -u %s bench ...", naps[i][0]);
            return;
        }
    }
    finding_is(to, FINDING_OK, "threads wait awake");
}

/* Everything else that is set for OpenMP, OpenBLAS or the loader. */
static void variables(const struct facts *f, struct finding *to)
{
    static const char *const prefix[] = {"OMP_", "GOMP_", "KMP_", "OPENBLAS_", "LD_PRELOAD=", "GLIBC_TUNABLES="};
    char set[120] = "", unset[120] = "";
    for (const char *const *setting = f->environment; *setting; setting++)
        for (size_t i = 0; i < sizeof prefix / sizeof *prefix; i++) {
            size_t used = strlen(set), names = strlen(unset);
            int length = (int)strcspn(*setting, "=");
            if (strncmp(*setting, prefix[i], strlen(prefix[i])) != 0)
                continue;
            snprintf(set + used, sizeof set - used, "%s%s", used ? " " : "", *setting);
            snprintf(unset + names, sizeof unset - names, " -u %.*s", length, *setting);
        }
    if (!set[0]) {
        finding_is(to, FINDING_OK, "none of OpenMP's, OpenBLAS', the loader's");
        return;
    }
    finding_is(to, FINDING_NOTE, "%s", set);
    finding_remedy(to, "Leave out what is not meant: env%s bench ...", unset);
}

const struct check checks_program[] = {{"build", build},
                                       {"sanitizers", sanitizers},
                                       {"emulation", emulation},
                                       {"tracer", tracer},
                                       {"rounding", rounding},
                                       {"denormals", denormals},
                                       {"BLAS", blas},
                                       {"BLAS core", blas_core},
                                       {"OpenMP wait", wait_policy},
                                       {"environment", variables},
                                       {NULL}};
