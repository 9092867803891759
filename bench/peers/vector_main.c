/* SPDX-License-Identifier: MIT
 * vector_main.c - the main of a peer of vector functions: the widest objects that this processor runs. */
#include "peer.h"

extern const struct peer vector_peer_plain, vector_peer_v3, vector_peer_v4;

int main(void)
{
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512vl"))
        return peer_main(&vector_peer_v4);
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        return peer_main(&vector_peer_v3);
    return peer_main(&vector_peer_plain);
}
