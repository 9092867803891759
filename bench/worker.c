/* SPDX-License-Identifier: MIT
 * worker.c - bench worker: our own rows behind the protocol that the peers speak, so that both are measured alike. */
#include "peers/worker.h"
#include "command.h"
#include "gradus.h"
#include "program.h"
#include "worker_step.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct ours {
    struct gradus_call call;
    struct gradus_team team;
    void *work[GRADUS_OPERANDS]; /* scratch: no operand of the request */
};

static void run_ours(const struct request *r, void *state)
{
    const struct ours *o = state;
    (void)r;
    gradus_run(&o->call, 1, &o->team);
}

static void close_ours(void *state)
{
    struct ours *o = state;
    for (int i = 0; o && i < GRADUS_OPERANDS; i++)
        free(o->work[i]);
    free(o);
}

/* The request's memory, or scratch, for each operand; false where the request is for another row. */
static bool place_operands(const struct request *r, const struct gradus_op *op, const struct gradus_impl *impl,
                           const size_t *dim, struct ours *o, void **p)
{
    const size_t parts = gradus_chunks(op, impl, 0, dim, NULL);
    for (int i = 0; i < gradus_operands(op); i++) {
        const struct gradus_operand *operand = &op->operand[i];
        const struct request_operand *given = request_operand(r, operand->name);
        size_t n;
        if (gradus_elements(op, i, dim, parts, &n) != GRADUS_OK)
            return false;
        if (operand->role == GRADUS_WORK)
            p[i] = o->work[i] = aligned_alloc(64, (n * sizeof(double) + 63) / 64 * 64);
        else
            p[i] = given && given->count == n ? given->p : NULL;
        if (!p[i])
            return false;
    }
    return true;
}

static struct ours *open_impl(const struct request *r, const struct gradus_op *op, const struct gradus_impl *impl,
                              const size_t *dim)
{
    struct ours *o = calloc(1, sizeof *o);
    double hyper[GRADUS_HYPERS], t = request_number(r, "t");
    void *p[GRADUS_OPERANDS];
    for (int i = 0; i < gradus_hypers(op); i++) {
        char key[REQUEST_NAME];
        snprintf(key, sizeof key, "h.%s", op->hyper[i].name);
        hyper[i] = request_number(r, key);
        hyper[i] = isnan(hyper[i]) ? op->hyper[i].value : hyper[i];
    }
    if (o && (!place_operands(r, op, impl, dim, o, p) ||
              gradus_call_init(&o->call, op, impl->name, dim, p, hyper, t >= 1 ? (uint64_t)t : 1) != GRADUS_OK)) {
        close_ours(o);
        return NULL;
    }
    if (o)
        o->team = (struct gradus_team){r->threads, false};
    return o;
}

/* Every implementation that fits these sizes, or the one that is asked for. */
static size_t open_case(const struct request *r, struct worker_setting *setting, char *why)
{
    if (r->step)
        return worker_step(r, setting, why);
    const struct gradus_op *op = gradus_find(r->name);
    size_t dim[GRADUS_AXES] = {0}, n = 0;
    snprintf(why, REQUEST_WHY, "no such operation, sizes or implementation");
    for (int i = 0; op && i < gradus_axes(op); i++) {
        dim[i] = request_size(r, (char[2]){op->axes[i]});
        if (dim[i] == 0)
            return 0;
    }
    for (int i = 0; op && i < GRADUS_IMPLS && op->impl[i].name && n < WORKER_SETTINGS; i++) {
        const struct gradus_impl *impl = &op->impl[i];
        if ((strcmp(r->impl, "-") != 0 && strcmp(r->impl, impl->name) != 0) ||
            gradus_choose(op, impl->name, dim) != impl)
            continue;
        struct ours *o = open_impl(r, op, impl, dim);
        if (!o)
            return 0;
        setting[n] = (struct worker_setting){.run = run_ours, .close = close_ours, .state = o};
        snprintf(setting[n++].name, REQUEST_NAME, "%s", impl->name);
    }
    return n;
}

int command_worker(const struct arguments *o, struct report *r, char *error, size_t error_size)
{
    (void)o;
    (void)r;
    (void)error;
    (void)error_size;
    worker_serve(&(struct worker){"gradus", GRADUS_VERSION, open_case});
    return PROGRAM_PASS;
}
