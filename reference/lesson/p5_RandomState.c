/* SPDX-License-Identifier: MIT
 * p5_RandomState.c - uniform random numbers in [0, 1) (F2). */
#include "numpy_print.h"
#include "rng_numpy.h"
#include "script.h"

enum { SEED };

static enum program_status run(struct run *r)
{
    struct rng_numpy rng;
    rng_numpy_seed(&rng, (uint32_t)r->value[SEED]);
    fputs("a: ", r->out);
    numpy_print_float64(r->out, rng_numpy_rand(&rng));
    double b[2 * 3];
    for (size_t i = 0; i < 2 * 3; i++)
        b[i] = rng_numpy_rand(&rng);
    fputs("\nb: ", r->out);
    numpy_print_array(r->out, &(struct numpy_array){b, NUMPY_FLOAT64, 2, {2, 3}});
    fputc('\n', r->out);
    return PROGRAM_PASS;
}

const struct script script_p5_RandomState = {
    .name = "p5_RandomState",
    .about = "random numbers of np.random.RandomState",
    .cite = "F2, class2/p5_RandomState.py",
    .parameter = {[SEED] = {"seed", 1, PARAMETER_WHOLE, 0, 4294967295, "seed of the random numbers"}},
    .run = run,
};
