/* SPDX-License-Identifier: MIT
 * judge.c - the row's bound applied to every result of a call. */
#include "judge.h"

#include "compare.h"

#include <float.h>
#include <math.h>

bool judge_written(const struct gradus_operand *operand)
{
    return operand->role == GRADUS_OUT || operand->role == GRADUS_INOUT;
}

double judge_bound(const struct gradus_op *op, const struct gradus_impl *impl, const size_t *dim)
{
    double bound;
    if (!impl->ulp || gradus_eval(impl->ulp, op, dim, &bound) != GRADUS_OK || !(bound >= 0))
        return NAN;
    return bound;
}

bool judge_promises_nearest(double bound)
{
    return bound <= 0x1p-19;
}

double judge_ratio(double error, double bound)
{
    if (error == 0 && bound >= 0)
        return 0;
    double ratio = error / bound;
    return ratio >= 0 ? ratio : INFINITY;
}

double judge_error(const struct gradus_operand *operand, double got, double want, double scale, double bound,
                   bool flush)
{
    if (operand->below)
        return got == want ? 0 : INFINITY;
    double error = compare_error((float)got, want, scale, flush);
    bool flushed = flush && fabs((double)(float)want) < FLT_MIN && got == 0;
    return bound == 0 && !flushed && !compare_same_bits((float)got, want) ? INFINITY : error;
}

void judge(const struct judge_call *call, double bound, struct judge_worst *worst)
{
    double highest = -1;
    *worst = (struct judge_worst){.bound = bound, .operand = -1};
    for (int o = 0; o < gradus_operands(call->op); o++) {
        const struct gradus_operand *operand = &call->op->operand[o];
        if (!judge_written(operand))
            continue;
        for (size_t i = 0; i < call->count[o]; i++) {
            double got = call->got[o][i], want = call->want[o][i];
            double error = judge_error(operand, got, want, call->scale[o][i], bound, call->flush);
            double ratio = judge_ratio(error, bound);
            worst->values++;
            worst->wrong += !(error <= bound);
            if (ratio > highest) {
                highest = ratio;
                worst->error = error;
                worst->got = got;
                worst->want = want;
                worst->operand = o;
                worst->element = i;
            }
        }
    }
}

void judge_widen(const struct gradus_operand *operand, const void *p, size_t count, bool flush, double *out)
{
    const int32_t *label = p;
    const float *value = p;
    for (size_t i = 0; i < count; i++)
        out[i] = operand->below ? label[i] : flush && fabsf(value[i]) < FLT_MIN ? 0 : (double)value[i];
}
