/* SPDX-License-Identifier: MIT
 * exchange.c - operands, file, request, verdict. */
#include "exchange.h"

#include "calm.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static bool shared(const struct exchange *x, int i)
{
    return x->data.spec.op->operand[i].role != GRADUS_WORK;
}

void exchange_reset(struct exchange *x)
{
    for (int i = 0; i < gradus_operands(x->data.spec.op); i++)
        if (shared(x, i))
            memcpy(x->file.map + x->offset[i], x->data.before[i], x->data.count[i] * sizeof(float));
}

bool exchange_open(struct exchange *x, const struct case_spec *spec, bool calm)
{
    const struct gradus_op *op = spec->op;
    *x = (struct exchange){.file.fd = -1};
    if (case_new(&x->data, spec) != GRADUS_OK)
        return false;
    case_prepare(&x->data);
    if (calm)
        calm_case(&x->data);
    for (int i = 0; i < gradus_operands(op); i++)
        if (shared(x, i)) {
            x->offset[i] = x->bytes;
            x->bytes += (x->data.count[i] * sizeof(float) + 63) / 64 * 64;
        }
    bool good = shared_file_open(&x->file, x->bytes);
    if (good)
        exchange_reset(x);
    return good;
}

void exchange_close(struct exchange *x)
{
    shared_file_close(&x->file);
    case_free(&x->data);
    *x = (struct exchange){.file.fd = -1};
}

void exchange_request(const struct exchange *x, unsigned id, const char *impl, int threads, char *text, size_t size)
{
    static const char *const role[] = {[GRADUS_IN] = "in", [GRADUS_OUT] = "out", [GRADUS_INOUT] = "inout"};
    const struct case_spec *spec = &x->data.spec;
    size_t n = (size_t)snprintf(text, size, "case %u op %s %s %d /proc/%d/fd/%d t=%" PRIu64, id, spec->op->name, impl,
                                threads, (int)getpid(), x->file.fd, spec->step);
    for (int i = 0; i < gradus_axes(spec->op) && n < size; i++)
        n += (size_t)snprintf(text + n, size - n, " %c=%zu", spec->op->axes[i], spec->dim[i]);
    for (int i = 0; i < gradus_hypers(spec->op) && n < size; i++)
        n += (size_t)snprintf(text + n, size - n, " h.%s=%.17g", spec->op->hyper[i].name, spec->hyper[i]);
    for (int i = 0; i < gradus_operands(spec->op) && n < size; i++) {
        const struct gradus_operand *operand = &spec->op->operand[i];
        bool labels = operand->below && operand->role == GRADUS_IN;
        if (shared(x, i))
            n += (size_t)snprintf(text + n, size - n, " p.%s=%s:%zu:%zu", operand->name,
                                  labels ? "labels" : role[operand->role], x->data.count[i], x->offset[i]);
    }
}

void exchange_judge(struct exchange *x, double bound, struct judge_worst *worst)
{
    struct case_data *c = &x->data;
    case_restore(c);
    for (int i = 0; i < gradus_operands(c->spec.op); i++)
        if (judge_written(&c->spec.op->operand[i]))
            memcpy(c->call.a.p[i], x->file.map + x->offset[i], c->count[i] * sizeof(float));
    c->bound = bound;
    case_judge(c, worst);
    exchange_reset(x);
}
