/* SPDX-License-Identifier: MIT
 * isa.c - start-up: which objects to use on this processor, and whether the process can keep the contract. */
#include "gradus.h"
#include "run.h"
#include "table.h"

#include <fenv.h>
#include <float.h>
#include <string.h>

#include <cblas.h>

#ifdef GRADUS_X86
static bool has_v3(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2");
}

static bool has_v4(void)
{
    return has_v3() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512vl");
}
#endif

static bool always(void)
{
    return true;
}

/* The best first. */
static const struct isa {
    const char *name;
    bool (*supported)(void);
    const struct gradus_op *const *table;
} ISAS[] = {
#ifdef GRADUS_X86
    {"v4", has_v4, gradus_table_v4},
    {"v3", has_v3, gradus_table_v3},
#endif
    {"plain", always, gradus_table_plain},
};

enum { ISA_COUNT = sizeof ISAS / sizeof *ISAS };

/* Until gradus_start chooses, the objects that run anywhere. */
static const struct isa *chosen = &ISAS[ISA_COUNT - 1];

static const struct isa *select_isa(const char *name)
{
    bool any = !name || strcmp(name, "auto") == 0;
    for (int i = 0; i < ISA_COUNT; i++)
        if ((any || strcmp(name, ISAS[i].name) == 0) && ISAS[i].supported())
            return &ISAS[i];
    return NULL;
}

static const char *broken_environment(void)
{
    if (fegetround() != FE_TONEAREST)
        return "the process does not round to nearest";
    volatile float smallest = FLT_MIN;
    if (smallest / 2 == 0)
        return "the process flushes denormals to zero (is something linked with -ffast-math?)";
    if (openblas_get_parallel() != OPENBLAS_OPENMP)
        return "OpenBLAS is not its OpenMP build (install libopenblas-openmp-dev and link that library by path)";
    return NULL;
}

enum gradus_status gradus_start(const char *isa, const char **why)
{
    const char *reason = broken_environment();
    if (why)
        *why = reason;
    if (reason)
        return GRADUS_ENVIRONMENT;
    const struct isa *found = select_isa(isa);
    if (!found) {
        if (why)
            *why = "no such instruction set on this machine (auto, v4, v3, plain)";
        return GRADUS_INVALID;
    }
    chosen = found;
    /* A second level of threads inside our chunks would make the bits depend on the team. */
    openblas_set_num_threads(1);
    run_start();
    return GRADUS_OK;
}

const char *gradus_isa(void)
{
    return chosen->name;
}

const char *gradus_isa_at(int i)
{
    for (int k = 0; k < ISA_COUNT; k++)
        if (ISAS[k].supported() && i-- == 0)
            return ISAS[k].name;
    return NULL;
}

const struct gradus_op *const *gradus_ops(void)
{
    return chosen->table;
}
