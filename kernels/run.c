/* SPDX-License-Identifier: MIT
 * run.c - walks a list of calls. The only file that knows about threads: every pass is cut into chunks by shape alone,
 * a thread takes a run of neighbouring chunks, a barrier stands where a fence or a second pass begins. Nothing of who
 * ran what shows in the bits. */
#include "gradus.h"

#include "denormals.h"
#include "run.h"

#include <omp.h>
#include <string.h>

/* Below this many chunks in the widest pass one thread is taken: forming a team costs as much as half a chunk to a
 * chunk, and rows that compute least, relu, break even about here. `bench roof` measures both costs and prints from how
 * many chunks a team pays on the machine it runs on, beside the number here. */
enum { TEAM_PAYS = 4 };

/* Whether two operands may be where they are: apart, or a result exactly in the place of an input of its shape. */
static bool compatible(const struct gradus_operand *a, const char *p, size_t p_bytes, const struct gradus_operand *b,
                       const char *q, size_t q_bytes)
{
    if (!p || !q || (a->role == GRADUS_IN && b->role == GRADUS_IN))
        return true;
    if ((uintptr_t)p + p_bytes <= (uintptr_t)q || (uintptr_t)q + q_bytes <= (uintptr_t)p)
        return true;
    bool one_input = (a->role == GRADUS_IN) != (b->role == GRADUS_IN);
    return p == q && one_input && strcmp(a->shape, b->shape) == 0;
}

/* Sizes must be addressable, labels int32, operands compatible. */
static enum gradus_status check_operands(const struct gradus_op *op, const size_t *dim, size_t parts, void *const *p)
{
    size_t bytes[GRADUS_OPERANDS] = {0};
    for (int i = 0; i < gradus_operands(op); i++) {
        const struct gradus_operand *operand = &op->operand[i];
        enum gradus_status status = gradus_elements(op, i, dim, parts, &bytes[i]);
        if (status != GRADUS_OK)
            return status;
        if (operand->below && dim[strchr(op->axes, operand->below) - op->axes] > INT32_MAX)
            return GRADUS_OVERFLOW;
        bytes[i] *= operand->role == GRADUS_WORK ? sizeof(double) : sizeof(float);
        for (int j = 0; p && j < i; j++)
            if (!compatible(&op->operand[j], p[j], bytes[j], operand, p[i], bytes[i]))
                return GRADUS_INVALID;
    }
    return GRADUS_OK;
}

int gradus_processors(void)
{
    return omp_get_num_procs();
}

void run_start(void)
{
    /* Were nested teams allowed, a library called inside a chunk could form one, and cut its work by the team's size.
     */
    omp_set_max_active_levels(1);
}

enum gradus_status gradus_call_init(struct gradus_call *call, const struct gradus_op *op, const char *impl,
                                    const size_t *dim, void *const *p, const double *hyper, uint64_t t)
{
    for (int i = 0; i < gradus_axes(op); i++)
        if (dim[i] == 0)
            return GRADUS_INVALID;
    const struct gradus_impl *chosen = gradus_choose(op, impl, dim);
    if (!chosen)
        return GRADUS_INVALID;
    enum gradus_status status = check_operands(op, dim, gradus_chunks(op, chosen, 0, dim, NULL), p);
    if (status != GRADUS_OK)
        return status;
    *call = (struct gradus_call){.fence = true, .op = op, .impl = chosen};
    memcpy(call->a.dim, dim, (size_t)gradus_axes(op) * sizeof *dim);
    for (int i = 0; i < GRADUS_PASSES && chosen->pass[i].run; i++) {
        const char *axis = chosen->pass[i].axis ? strchr(op->axes, chosen->pass[i].axis) : NULL;
        call->pass[i].run = chosen->pass[i].run;
        call->pass[i].len = axis ? dim[axis - op->axes] : 1;
        call->pass[i].chunks = gradus_chunks(op, chosen, i, dim, &call->pass[i].chunk);
    }
    call->a.chunk = call->pass[0].chunk;
    call->a.parts = call->pass[0].chunks;
    if (p)
        memcpy(call->a.p, p, (size_t)gradus_operands(op) * sizeof *p);
    for (int i = 0; i < gradus_hypers(op); i++)
        call->hyper[i] = hyper ? hyper[i] : op->hyper[i].value;
    gradus_call_time(call, t);
    return GRADUS_OK;
}

void gradus_call_time(struct gradus_call *call, uint64_t t)
{
    call->t = t;
    if (call->op->constants)
        call->op->constants(call->hyper, call->a.dim, t, call->a.k);
    else
        memcpy(call->a.k, call->hyper, sizeof call->hyper);
}

static void run_chunks(const struct gradus_call *call, int pass, size_t from, size_t to)
{
    size_t len = call->pass[pass].len, chunk = call->pass[pass].chunk;
    for (size_t i = from; i < to; i++) {
        size_t lo = i * chunk;
        call->pass[pass].run(&call->a, lo, len - lo < chunk ? len : lo + chunk);
    }
}

static void walk_alone(const struct gradus_call *list, size_t calls)
{
    for (const struct gradus_call *call = list; call < list + calls; call++)
        for (int pass = 0; pass < GRADUS_PASSES && call->pass[pass].run; pass++)
            run_chunks(call, pass, 0, call->pass[pass].chunks);
}

static void walk_in_team(const struct gradus_call *list, size_t calls, size_t rank, size_t size)
{
    for (const struct gradus_call *call = list; call < list + calls; call++)
        for (int pass = 0; pass < GRADUS_PASSES && call->pass[pass].run; pass++) {
            if (pass > 0 || (call->fence && call > list)) {
#pragma omp barrier
            }
            size_t chunks = call->pass[pass].chunks;
            /* rank * chunks cannot overflow: chunks <= SIZE_MAX / 8 and teams are small, but divide first to be sure.
             */
            size_t share = chunks / size, rest = chunks % size;
            size_t from = rank * share + (rank < rest ? rank : rest);
            run_chunks(call, pass, from, from + share + (rank < rest));
        }
}

static void run_alone(const struct gradus_call *list, size_t calls, bool flush)
{
    unsigned mode = flush ? denormals_flush() : 0;
    walk_alone(list, calls);
    if (flush)
        denormals_restore(mode);
}

static void run_team(const struct gradus_call *list, size_t calls, int threads, bool flush)
{
#pragma omp parallel num_threads(threads) default(none) shared(list, calls, flush)
    {
        unsigned mode = flush ? denormals_flush() : 0;
        walk_in_team(list, calls, (size_t)omp_get_thread_num(), (size_t)omp_get_num_threads());
        if (flush)
            denormals_restore(mode);
    }
}

static size_t widest(const struct gradus_call *list, size_t calls)
{
    size_t most = 0;
    for (const struct gradus_call *call = list; call < list + calls; call++)
        for (int pass = 0; pass < GRADUS_PASSES; pass++)
            if (call->pass[pass].chunks > most)
                most = call->pass[pass].chunks;
    return most;
}

void gradus_run(const struct gradus_call *list, size_t calls, const struct gradus_team *team)
{
    if (team->threads > 1 && widest(list, calls) >= TEAM_PAYS)
        run_team(list, calls, team->threads, team->flush_denormals);
    else
        run_alone(list, calls, team->flush_denormals);
}

void gradus_run_forced(const struct gradus_call *list, size_t calls, const struct gradus_team *team)
{
    run_team(list, calls, team->threads, team->flush_denormals);
}
