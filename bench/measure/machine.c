/* SPDX-License-Identifier: MIT
 * machine.c - asks hwloc, the processor, the kernel and OpenBLAS. */
#include "machine.h"

#include "gradus.h"

#include <cblas.h>
#include <hwloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#if defined(__x86_64__) || defined(__i386__)
#include <cpuid.h>
#endif

/* A hypervisor names itself in a leaf of its own. */
static void find_hypervisor(struct machine *m)
{
#if defined(__x86_64__) || defined(__i386__)
    unsigned a, name[3];
    static const struct {
        const char *signature, *name;
    } known[] = {{"KVMKVMKVM", "KVM"},     {"Microsoft Hv", "Hyper-V"}, {"VMwareVMware", "VMware"},
                 {"XenVMMXenVMM", "Xen"},  {"TCGTCGTCGTCG", "QEMU"},    {"bhyve bhyve ", "bhyve"},
                 {"ACRNACRNACRN", "ACRN"}, {" QNXQVMBSQG ", "QNX"}};
    char signature[13] = "";
    unsigned features, b, d;
    if (!__get_cpuid(1, &a, &b, &features, &d) || !(features >> 31))
        return;
    __cpuid(0x40000000, a, name[0], name[1], name[2]);
    memcpy(signature, name, 12);
    snprintf(m->hypervisor, sizeof m->hypervisor, "%s", "virtual");
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strncmp(signature, known[i].signature, 12) == 0)
            snprintf(m->hypervisor, sizeof m->hypervisor, "%s", known[i].name);
#else
    (void)m;
#endif
}

static void find_topology(struct machine *m)
{
    static const hwloc_obj_type_t level[] = {HWLOC_OBJ_L1CACHE, HWLOC_OBJ_L2CACHE, HWLOC_OBJ_L3CACHE};
    hwloc_topology_t topology;
    /* Where /sys is missing (a bare chroot) it would complain on stderr of what nobody can mend. */
    setenv("HWLOC_HIDE_ERRORS", "2", 0);
    if (hwloc_topology_init(&topology) != 0)
        return;
    if (hwloc_topology_load(topology) == 0) {
        for (int i = 0; i < 3; i++) {
            hwloc_obj_t cache = hwloc_get_obj_by_type(topology, level[i], 0);
            m->cache[i] = cache ? (size_t)cache->attr->cache.size : 0;
        }
        hwloc_obj_t package = hwloc_get_obj_by_type(topology, HWLOC_OBJ_PACKAGE, 0);
        const char *name = package ? hwloc_obj_get_info_by_name(package, "CPUModel") : NULL;
        if (name)
            snprintf(m->processor, sizeof m->processor, "%s", name);
    }
    hwloc_topology_destroy(topology);
}

static void find_blas(struct machine *m)
{
    static const char *const parallel[] = {"sequential", "pthread", "OpenMP"};
    const char *config = openblas_get_config();
    const char *end = config;
    for (int blanks = 0; *end && (*end != ' ' || blanks++ == 0);) /* "OpenBLAS 0.3.21 NO_LAPACKE ..." */
        end++;
    snprintf(m->blas, sizeof m->blas, "%.*s", (int)(end - config), config);
    snprintf(m->blas_core, sizeof m->blas_core, "%s", openblas_get_corename());
    int kind = openblas_get_parallel();
    snprintf(m->blas_parallel, sizeof m->blas_parallel, "%s", kind >= 0 && kind < 3 ? parallel[kind] : "unknown");
}

struct machine machine_now(void)
{
    struct machine m = {.processor = "unknown processor",
                        .processors = gradus_processors(),
                        .online = (int)sysconf(_SC_NPROCESSORS_ONLN),
                        .compiler = GRADUS_COMPILER,
                        .build = GRADUS_BUILD_TYPE};
    if (getloadavg(&m.load, 1) != 1)
        m.load = -1;
    find_topology(&m);
    find_hypervisor(&m);
    find_blas(&m);
    return m;
}
