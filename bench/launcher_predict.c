/* SPDX-License-Identifier: MIT
 * launcher_predict.c - how long launches would take, by one that is far shorter. */
#include "launcher.h"

#include "launch.h"
#include "measure/clock.h"

#include <math.h>
#include <stdio.h>

bool launcher_predict(struct launcher *s, size_t things, double *ns, char *why)
{
    struct arguments first = *s->o;
    struct launches l = {0};
    double start = clock_ns(), slices = 0;
    first.launch.value = 1;
    struct slices_plan each = launch_plan(&first);
    bool good = launches_new(&l, 1, things);
    if (!good)
        snprintf(why, PROCESS_WHY, "cannot be tried: out of memory");
    good = good && launcher_one(s, 0, &l, why);
    double alone = clock_ns() - start;
    for (size_t i = 0; good && i < things; i++)
        slices += launches_value(launches_part(&l, 0, i)) * (double)launches_part(&l, 0, i)->iterations;
    size_t more = each.warmup + each.rounds - 1;
    double launch = alone + fmin((double)more * slices, each.limit_ns);
    /* The last to begin in time is one too many. */
    *ns = fmin((double)launcher_launches(s->o) * launch, launcher_most_ns(s->o) + launch);
    launches_free(&l);
    return good;
}
