/* SPDX-License-Identifier: MIT
 * step.c - a request read, its buffers made. */
#include "step.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TEAM_PAYS = 1 << 14 }; /* parameters */

/* "784-128-10" */
static bool read_widths(struct step *s, const char *text)
{
    for (;;) {
        char *end;
        unsigned long long n = strtoull(text, &end, 10);
        if (text[0] < '0' || text[0] > '9' || n == 0 || n > INT32_MAX || s->layers > STEP_LAYERS)
            return false;
        s->width[s->layers++] = (size_t)n;
        if (*end == '\0')
            break;
        if (*end != '-')
            return false;
        text = end + 1;
    }
    s->layers--; /* the input is none */
    for (size_t l = 0; l < s->layers; l++) {
        s->weights += s->width[l] * s->width[l + 1];
        s->parameters += s->width[l] * s->width[l + 1] + s->bias * s->width[l + 1];
    }
    return s->layers > 0;
}

static bool is(const struct request *r, const char *key, const char *value)
{
    const char *text = request_text(r, key);
    return strcmp(text ? text : "-", value) == 0;
}

static double number(const struct request *r, const char *key, double otherwise)
{
    double value = request_number(r, key);
    return isnan(value) ? otherwise : value;
}

/* The lecture's hyper-parameters where the request has none. */
static bool read_optimizer(struct step *s, const struct request *r)
{
    const struct {
        const char *name;
        void (*update)(const struct step *, size_t, size_t);
    } known[] = {{"sgd", s->loops->sgd},
                 {"sgdm", s->loops->sgdm},
                 {"adagrad", s->loops->adagrad},
                 {"rmsprop", s->loops->rmsprop},
                 {"adam", s->loops->adam}};
    double t = number(r, "t", 1);
    bool adam = is(r, "optimizer", "adam");
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (is(r, "optimizer", known[i].name))
            s->update = known[i].update;
    const double beta[2] = {number(r, adam ? "h.beta1" : "h.beta", 0.9), number(r, "h.beta2", 0.999)};
    s->epsilon = (float)number(r, "h.epsilon", 0);
    for (int i = 0; i < 2; i++) {
        s->beta[i] = (float)beta[i];
        s->rest[i] = (float)(1 - beta[i]);
        s->correction[i] = (float)(-1 / expm1(t * log(beta[i])));
    }
    return s->update;
}

static bool read_loss(struct step *s, const struct request *r)
{
    s->cross_entropy = is(r, "loss", "softmax_cross_entropy");
    s->softmax = s->cross_entropy || is(r, "output", "softmax");
    return (s->cross_entropy ? s->label && is(r, "output", "-") : is(r, "loss", "mse")) &&
           (is(r, "output", "-") || is(r, "output", "softmax")) && (s->layers == 1 || is(r, "activation", "relu")) &&
           number(r, "l1", 0) == 0;
}

static float *operand(const struct request *r, const char *name, size_t count)
{
    const struct request_operand *o = request_operand(r, name);
    return o && o->count == count ? o->p : NULL;
}

static bool place_operands(struct step *s, const struct request *r)
{
    const struct request_operand *target = request_operand(r, "target");
    size_t outputs = s->batch * s->width[s->layers];
    s->x = operand(r, "x", s->batch * s->width[0]);
    s->w = operand(r, "w", s->parameters);
    s->g = operand(r, "g", s->parameters);
    s->state[0] = operand(r, "state0", s->parameters);
    s->state[1] = operand(r, "state1", s->parameters);
    s->loss = operand(r, "loss", 1);
    const float *lr = operand(r, "lr", 1);
    bool stateful = !is(r, "optimizer", "sgd"), two = is(r, "optimizer", "adam");
    if (!s->x || !s->w || !s->g || !s->loss || !lr || !target || (stateful && !s->state[0]) || (two && !s->state[1]) ||
        target->count != (target->role == REQUEST_LABELS ? s->batch : outputs))
        return false;
    s->lr = *lr;
    s->l2 = (float)number(r, "l2", 0);
    s->label = target->role == REQUEST_LABELS ? target->p : NULL;
    for (size_t i = 0; s->label && i < s->batch; i++)
        if (s->label[i] < 0 || (size_t)s->label[i] >= s->width[s->layers])
            return false;
    return true;
}

static float *new_floats(size_t n)
{
    float *p = aligned_alloc(64, (n * sizeof *p + 63) / 64 * 64);
    if (p)
        memset(p, 0, n * sizeof *p);
    return p;
}

static bool make_buffers(struct step *s, const struct request *r)
{
    size_t outputs = s->width[s->layers];
    bool good = (s->target = new_floats(s->batch * outputs));
    for (size_t l = 0; l < s->layers; l++)
        good = (s->y[l] = new_floats(s->batch * s->width[l + 1])) &&
               (s->dy[l] = new_floats(s->batch * s->width[l + 1])) && good;
    if (!good)
        return false;
    if (!s->label)
        memcpy(s->target, request_at(r, "target"), s->batch * outputs * sizeof *s->target);
    for (size_t i = 0; s->label && i < s->batch; i++)
        s->target[i * outputs + (size_t)s->label[i]] = 1;
    return true;
}

static const struct step_loops *choose_loops(void)
{
    extern const struct step_loops step_loops_plain;
#ifdef GRADUS_X86
    extern const struct step_loops step_loops_v3, step_loops_v4;
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512vl"))
        return &step_loops_v4;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        return &step_loops_v3;
#endif
    return &step_loops_plain;
}

struct step *step_new(const struct request *r)
{
    struct step *s = calloc(1, sizeof *s);
    if (!s)
        return NULL;
    s->threads = r->threads;
    s->batch = request_size(r, "batch");
    s->bias = !is(r, "bias", "0");
    s->loops = choose_loops();
    bool good =
        s->batch > 0 && read_widths(s, r->name) && place_operands(s, r) && read_loss(s, r) && read_optimizer(s, r);
    if (good && make_buffers(s, r))
        return s;
    step_free(s);
    return NULL;
}

void step_free(struct step *s)
{
    for (size_t l = 0; s && l < STEP_LAYERS; l++) {
        free(s->y[l]);
        free(s->dy[l]);
    }
    if (s)
        free(s->target);
    free(s);
}

size_t step_weights(const struct step *s, size_t l)
{
    size_t at = 0;
    for (size_t i = 0; i < l; i++)
        at += s->width[i] * s->width[i + 1];
    return at;
}

size_t step_biases(const struct step *s, size_t l)
{
    size_t at = s->weights;
    for (size_t i = 0; i < l; i++)
        at += s->width[i + 1];
    return at;
}

void step_update(const struct step *s, size_t from, size_t to)
{
    size_t n = to - from, team = s->threads > 1 && n >= TEAM_PAYS ? (size_t)s->threads : 1;
    size_t share = ((n + team - 1) / team + 15) & ~(size_t)15;
#pragma omp parallel for num_threads((int)team) schedule(static, 1) if (team > 1)
    for (size_t i = 0; i < team; i++) {
        size_t lo = i * share < n ? i * share : n, hi = (i + 1) * share < n ? (i + 1) * share : n;
        s->update(s, from + lo, from + hi);
    }
}
