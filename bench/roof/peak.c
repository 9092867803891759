/* SPDX-License-Identifier: MIT
 * peak.c - multiply-adds in registers, fused where the instruction set can. Its numbers are nobody's results: it alone
 * is compiled with -ffp-contract=fast, so that a product and a sum of vectors become one instruction. */
#include "set.h"

static set_floats all_lanes(double value)
{
    set_floats x;
    for (int i = 0; i < SET_LANES; i++)
        x[i] = (float)value;
    return x;
}

/* The chains are variables, not an array: a compiler would put the loop over an array outside, one chain at a time. */
void SET(peak)(const struct gradus_args *a, size_t lo, size_t hi)
{
    const set_floats x = all_lanes(a->k[0]), y = all_lanes(a->k[1]);
    set_floats s0 = y, s1 = y + s0, s2 = y + s1, s3 = y + s2, s4 = y + s3, s5 = y + s4;
    set_floats s6 = y + s5, s7 = y + s6, s8 = y + s7, s9 = y + s8, s10 = y + s9, s11 = y + s10;
    for (size_t n = 0; n < (hi - lo) * SET_STEPS; n++) {
        s0 = s0 * x + y;
        s1 = s1 * x + y;
        s2 = s2 * x + y;
        s3 = s3 * x + y;
        s4 = s4 * x + y;
        s5 = s5 * x + y;
        s6 = s6 * x + y;
        s7 = s7 * x + y;
        s8 = s8 * x + y;
        s9 = s9 * x + y;
        s10 = s10 * x + y;
        s11 = s11 * x + y;
    }
    *(set_floats *)((char *)a->p[0] + lo / a->chunk * KERNELS_SINK) =
        s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11;
}
