/* SPDX-License-Identifier: MIT
 * xnnpack.c - the peer XNNPACK: the float32 operators it exports (its microkernels are not, and exp and tanh it has in
 * 8 bits only). Its threads are pthreadpool's. */
#include "peer.h"

#include <math.h>
#include <pthreadpool.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <xnnpack.h>

static cpu_set_t given; /* the processors we may use, before an OpenMP runtime binds the first thread to one */

struct operator
{
    xnn_operator_t run;
    pthreadpool_t pool; /* NULL: this thread alone */
};

static void run(const struct request *r, void *state)
{
    const struct operator* o = state;
    (void)r;
    xnn_run_operator(o->run, o->pool);
}

static void close(void *state)
{
    struct operator* o = state;
    if (o->run)
        xnn_delete_operator(o->run);
    if (o->pool)
        pthreadpool_destroy(o->pool);
    free(o);
}

static struct operator* new_operator(const struct request *r)
{
    struct operator* o = calloc(1, sizeof *o);
    sched_setaffinity(0, sizeof given, &given); /* which the pool's threads inherit */
    if (o && r->threads > 1)
        o->pool = pthreadpool_create((size_t)r->threads);
    return o;
}

static void *finish(struct operator* o, bool good)
{
    if (o && !good) {
        close(o);
        o = NULL;
    }
    return o;
}

static void *open_sigmoid(const struct request *r)
{
    struct operator* o = new_operator(r);
    return finish(o, o && xnn_create_sigmoid_nc_f32(1, 1, 1, 0, &o->run) == xnn_status_success &&
                         xnn_setup_sigmoid_nc_f32(o->run, r->operand[0].count, r->operand[0].p, r->operand[1].p,
                                                  o->pool) == xnn_status_success);
}

static void *open_relu(const struct request *r)
{
    struct operator* o = new_operator(r);
    return finish(o, o && xnn_create_clamp_nc_f32(1, 1, 1, 0, INFINITY, 0, &o->run) == xnn_status_success &&
                         xnn_setup_clamp_nc_f32(o->run, r->operand[0].count, r->operand[0].p, r->operand[1].p,
                                                o->pool) == xnn_status_success);
}

static void *open_leaky_relu(const struct request *r)
{
    struct operator* o = new_operator(r);
    float slope = (float)request_number(r, "h.alpha");
    return finish(o, o && xnn_create_leaky_relu_nc_f32(1, 1, 1, slope, 0, &o->run) == xnn_status_success &&
                         xnn_setup_leaky_relu_nc_f32(o->run, r->operand[0].count, r->operand[0].p, r->operand[1].p,
                                                     o->pool) == xnn_status_success);
}

static void *open_softmax(const struct request *r)
{
    struct operator* o = new_operator(r);
    size_t m = request_size(r, "m"), n = request_size(r, "n");
    return finish(o, o && xnn_create_softmax_nc_f32(n, n, n, 0, &o->run) == xnn_status_success &&
                         xnn_setup_softmax_nc_f32(o->run, m, r->operand[0].p, r->operand[1].p, o->pool) ==
                             xnn_status_success);
}

/* XNNPACK reads up to XNN_EXTRA_BYTES behind an input: the operands' pages have room there. */
static const struct peer_operation OPERATIONS[] = {{"sigmoid", "operator", run, NULL, open_sigmoid, close},
                                                   {"softplus_derivative", "operator", run, NULL, open_sigmoid, close},
                                                   {"relu", "operator", run, NULL, open_relu, close},
                                                   {"leaky_relu", "operator", run, NULL, open_leaky_relu, close},
                                                   {"softmax", "operator", run, NULL, open_softmax, close},
                                                   {NULL}};

static void note_processors(void)
{
    sched_getaffinity(0, sizeof given, &given);
}

__attribute__((section(".preinit_array"), used)) static void (*const before_libraries)(void) = note_processors;

int main(void)
{
    if (xnn_initialize(NULL) != xnn_status_success)
        return worker_missing("XNNPACK does not support this processor");
    return peer_main(&(struct peer){"xnnpack", "f32 operators", OPERATIONS});
}
