/* SPDX-License-Identifier: MIT
 * kernels.c - the limits' kernels by instruction set. */
#include "kernels.h"

#include <string.h>

extern const struct kernels kernels_set_plain;
#ifdef GRADUS_X86
extern const struct kernels kernels_set_v3, kernels_set_v4;
#endif

const struct kernels_arrays kernels_arrays[KERNELS_MIXES] = {
    [KERNELS_READ] = {1, 0, 0}, [KERNELS_WRITE] = {0, 1, 0}, [KERNELS_COPY] = {1, 1, 0}, [KERNELS_TRIAD] = {2, 1, 0},
    [KERNELS_SGD] = {1, 0, 1},  [KERNELS_SGDM] = {1, 0, 2},  [KERNELS_ADAM] = {1, 0, 3}};

const struct kernels *kernels_find(const char *isa)
{
    static const struct kernels *const all[] = {
        &kernels_set_plain,
#ifdef GRADUS_X86
        &kernels_set_v3,
        &kernels_set_v4,
#endif
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (strcmp(all[i]->isa, isa) == 0)
            return all[i];
    return NULL;
}
