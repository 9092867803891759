/* SPDX-License-Identifier: MIT
 * check_flush.c - elementwise rows with denormals flushed, and that the mode, which belongs to each thread, is on in
 * all of the team and off again afterwards. */
#include "case.h"
#include "checks.h"
#include "shapes.h"

#include <float.h>
#include <math.h>
#include <string.h>

enum { TEAM = 3, LONG = 3 * 8192 + 1 };

static bool applies(const struct verify_options *options, const struct gradus_op *op)
{
    (void)options;
    return check_elementwise(op, true);
}

/* Values of the domain, tiny values, and the mode afterwards; once more the mode while it is on. */
static uint64_t expected(const struct verify_options *options, const struct gradus_op *op)
{
    return verify_impls(options, op) * 3 + 1;
}

static void halve_least(const struct gradus_args *a, size_t lo, size_t hi)
{
    volatile float least = FLT_MIN;
    for (size_t i = lo; i < hi; i++)
        ((float *)a->p[0])[i] = least / 2;
}

/* The number of threads of a team in which half the least normal float is 0: each runs one chunk. */
static int flushing_threads(bool flush)
{
    float half[TEAM] = {1, 1, 1};
    struct gradus_call call = {.pass = {{halve_least, TEAM, 1, TEAM}}, .a = {.p = {half}}};
    struct gradus_team team = {.threads = TEAM, .flush_denormals = flush};
    int flushing = 0;
    gradus_run_forced(&call, 1, &team);
    for (int i = 0; i < TEAM; i++)
        flushing += half[i] == 0;
    return flushing;
}

/* The same of this thread, after a list that it walked alone with denormals flushed. */
static bool flushing_alone(void)
{
    float half[1] = {1};
    struct gradus_call call = {.pass = {{halve_least, 1, 1, 1}}, .a = {.p = {half}}};
    gradus_run(&call, 1, &(struct gradus_team){.threads = 1, .flush_denormals = true});
    bool flushed = half[0] == 0;
    halve_least(&call.a, 0, 1);
    return !flushed || half[0] == 0;
}

/* A result that was not computed but copied from an input keeps its bits; who reads it next takes it for 0. Puts the 0
 * there, and returns how many denormals are left: results of arithmetic. */
static size_t clear_copies(struct case_data *c, int out)
{
    size_t left = 0;
    float *result = c->call.a.p[out];
    for (size_t j = 0; j < c->count[out]; j++) {
        if (!(fabsf(result[j]) < FLT_MIN) || result[j] == 0)
            continue;
        bool copied = false;
        for (int i = 0; i < gradus_operands(c->spec.op); i++) {
            const float *before = c->before[i];
            if (c->spec.op->operand[i].role != GRADUS_OUT && c->count[i] == c->count[out])
                copied = copied || memcmp(&before[j], &result[j], sizeof *before) == 0;
        }
        left += !copied;
        if (copied)
            result[j] = 0;
    }
    return left;
}

static void expect_flushed(struct verify *v, struct case_data *c, bool tiny)
{
    const struct gradus_op *op = c->spec.op;
    struct judge_worst worst;
    case_prepare(c);
    for (int i = 0; tiny && i < gradus_operands(op); i++)
        if (op->operand[i].role != GRADUS_OUT)
            for (size_t j = 0; j < c->count[i]; j++)
                ((float *)c->call.a.p[i])[j] *= 0x1p-126f; /* results around the least normal float too */
    case_remember(c);
    case_run(c);
    size_t left = 0;
    for (int i = 0; i < gradus_operands(op); i++)
        if (judge_written(&op->operand[i]))
            left += clear_copies(c, i);
    case_judge(c, &worst);
    char command[512];
    case_command(&c->spec, v->check, command, sizeof command);
    verify_note(v, worst.error, worst.bound, "%s/%s", op->name, c->spec.impl->name);
    verify_expect(v, left == 0 && worst.wrong == 0 && worst.values > 0,
                  "%s: %zu denormal results; %.4g ulp > %.4g at element %zu: got %.9g want %.17g   %s",
                  c->spec.impl->name, left, worst.error, worst.bound, worst.element, worst.got, worst.want, command);
}

static void run(struct verify *v, const struct gradus_op *op)
{
    for (int k = 0; k < GRADUS_IMPLS && op->impl[k].name; k++) {
        if (!verify_wants(v->options, &op->impl[k]))
            continue;
        struct case_spec spec = case_spec(v->options, op, &op->impl[k]);
        struct case_data c;
        spec.dim[0] = LONG;
        if (v->options->shape)
            shapes_few(v->options, op, spec.impl, 0, spec.dim);
        spec.threads = TEAM;
        spec.flush = true;
        if (case_new(&c, &spec) != GRADUS_OK) {
            verify_expect(v, false, "%s does not fit n=%zu", spec.impl->name, spec.dim[0]);
            continue;
        }
        expect_flushed(v, &c, false);
        expect_flushed(v, &c, true);
        case_free(&c);
        verify_expect(v, flushing_threads(false) == 0 && !flushing_alone(), "%s leaves flushing on in a thread",
                      spec.impl->name);
    }
    verify_expect(v, flushing_threads(true) == TEAM, "flushing is not on in every thread");
}

const struct check check_flush = {
    .name = "flush",
    .about = "elementwise rows with denormals flushed, and the mode restored in every thread",
    .applies = applies,
    .expected = expected,
    .run = run,
};
