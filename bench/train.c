/* SPDX-License-Identifier: MIT
 * train.c - the lecture's loop: batches in their order, a test after every epoch. */
#include "train.h"

#include "measure/clock.h"
#include "program.h"
#include "progress.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static double share_of_halves(const struct job *j, size_t rows, const float *target)
{
    size_t right = 0;
    for (size_t i = 0; i < rows; i++)
        right += !isnan(j->net->prediction[i]) && (j->net->prediction[i] > 0.5f) == (target[i] > 0.5f);
    return (double)right / (double)rows;
}

static double share_right(struct job *j, size_t rows)
{
    struct job_batch test = job_evaluation(j);
    if (rows == 0)
        return NAN;
    gradus_net_evaluate(j->net, test.x, test.target, &j->team);
    if (j->model->halves)
        return share_of_halves(j, rows, test.target);
    return round((double)*j->net->accuracy * (double)rows) / (double)rows; /* the net's own has 24 bits */
}

static bool all_finite(const struct gradus_net *net)
{
    for (size_t i = 0; i < net->parameters; i++)
        if (!isfinite(net->w[i]))
            return false;
    return true;
}

/* The second moment of a parameter, as the optimizer's state holds it. */
static double second_moment(const struct job *j, size_t element)
{
    int v = gradus_operand_index(j->optimizer, "v"), states = 0;
    for (int o = 0; o < v; o++)
        states += j->optimizer->operand[o].role == GRADUS_INOUT && strcmp(j->optimizer->operand[o].name, "w") != 0;
    return v >= 0 ? (double)j->net->state[states][element] : (double)NAN;
}

static void take_step(struct job *j, uint64_t step)
{
    size_t batches = job_batches(j);
    struct job_batch b = job_batch(j, step % batches);
    gradus_net_step(j->net, b.list, b.x, b.target, (double)(step / batches), &j->team);
}

/* Trains again, which gives the same bits, and looks at every parameter after every step. */
static void locate_divergence(struct job *j, struct train_result *r)
{
    size_t batches = job_batches(j);
    float *before = malloc(j->net->parameters * sizeof *before);
    job_reset(j);
    for (uint64_t step = 0; before && step < r->steps && !program_interrupted(); step++) {
        memcpy(before, j->net->w, j->net->parameters * sizeof *before);
        take_step(j, step);
        bool finite = all_finite(j->net);
        if (finite && isfinite(*j->net->loss))
            continue;
        size_t i = 0;
        while (!finite && isfinite(j->net->w[i]))
            i++;
        r->epoch = step / batches;
        r->step = step + 1;
        if (!finite)
            model_parameter(&j->model->net, i, r->parameter, sizeof r->parameter);
        r->before = (double)before[i];
        r->after = (double)j->net->w[i];
        r->g = (double)j->net->g[i];
        r->v = second_moment(j, i);
        r->element = i;
        break;
    }
    free(before);
}

static size_t count_near_zero(const struct gradus_net *net)
{
    float largest = 0;
    size_t n = 0;
    for (size_t i = 0; i < net->weights; i++)
        largest = fmaxf(largest, fabsf(net->w[i]));
    for (size_t i = 0; i < net->weights; i++)
        n += (double)fabsf(net->w[i]) < 1e-3 * (double)largest;
    return n;
}

static void run_epochs(struct job *j, struct train_result *r)
{
    size_t batches = job_batches(j);
    double start = clock_ns();
    for (size_t epoch = 0; epoch < j->epochs; epoch++) {
        double sum = 0;
        for (size_t i = 0; i < batches; i++) {
            struct job_batch b = job_batch(j, i);
            if (program_interrupted())
                goto done;
            gradus_net_step(j->net, b.list, b.x, b.target, (double)epoch, &j->team);
            r->steps++;
            sum += (double)*j->net->loss;
        }
        r->loss[epoch] = sum / (double)batches;
        r->right[epoch] = share_right(j, r->tested);
        r->epochs = epoch + 1;
        if (r->right[epoch] == 1 && r->first_all_right < 0)
            r->first_all_right = (long)epoch;
        r->diverged |= !isfinite(r->loss[epoch]);
        progress("train", r->epochs, j->epochs);
    }
done:
    r->total_ns = clock_ns() - start;
    r->diverged |= !all_finite(j->net);
}

bool train(struct job *j, struct train_result *r)
{
    *r = (struct train_result){.first_all_right = -1, .tested = job_tested(j->model)};
    r->loss = calloc(j->epochs, sizeof *r->loss);
    r->right = calloc(j->epochs, sizeof *r->right);
    float *trained = malloc(j->net->parameters * sizeof *trained);
    bool good = r->loss && r->right && trained;
    if (good) {
        job_reset(j);
        run_epochs(j, r);
        r->near_zero = count_near_zero(j->net);
        if (r->diverged) {
            memcpy(trained, j->net->w, j->net->parameters * sizeof *trained);
            locate_divergence(j, r);
            memcpy(j->net->w, trained, j->net->parameters * sizeof *trained);
        }
    }
    free(trained);
    return good;
}

bool train_trace(struct job *j, size_t element, uint64_t last, struct train_point *point, size_t points)
{
    size_t bytes = j->net->parameters * sizeof *j->net->w;
    float *trained = malloc(bytes);
    uint64_t step = 0;
    if (!trained)
        return false;
    memcpy(trained, j->net->w, bytes);
    job_reset(j);
    for (; step < last && !program_interrupted(); step++) {
        take_step(j, step);
        if (last - step <= points)
            point[points - (last - step)] = (struct train_point){step + 1, (double)j->net->w[element],
                                                                 (double)j->net->g[element], second_moment(j, element)};
    }
    memcpy(j->net->w, trained, bytes);
    free(trained);
    return step == last;
}

void train_free(struct train_result *r)
{
    free(r->loss);
    free(r->right);
    *r = (struct train_result){0};
}
