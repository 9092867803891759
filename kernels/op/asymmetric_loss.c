/* SPDX-License-Identifier: MIT
 * asymmetric_loss - each unit too many costs `cost`, each unit too few `profit`; a sum, not a mean. The comparison is
 * the script's strict one: at y = t the loss is 0 and its gradient -profit (the slide's >= would give cost).
 * A term is good to 2v, the sum to 164v more (sum.h). */
#include "loss.h"
#include "row.h"

static struct loss_term term(double y, double t, const double *k)
{
    double cost = k[0], profit = k[1], slope = y > t ? cost : -profit;
    return (struct loss_term){slope * (y - t), slope};
}

static void parts(const struct gradus_args *a, size_t lo, size_t hi)
{
    loss_elements(a, lo, hi, term);
}

static void join(const struct gradus_args *a, size_t lo, size_t hi)
{
    (void)lo;
    (void)hi;
    *(float *)a->p[2] = (float)sum_parts(a->p[4], a->parts);
}

const struct gradus_op GRADUS_ROW(asymmetric_loss) = {
    .name = "asymmetric_loss",
    .formula = "loss = sum (cost (y - t) if y > t else profit (t - y)), dy = cost if y > t else -profit",
    .cite = "F21 (I-9), p20_custom",
    .axes = "n",
    .operand = {{"y", "n"}, {"t", "n"}, {"loss", "", GRADUS_OUT}, {"dy", "n", GRADUS_OUT}, {"work", "#", GRADUS_WORK}},
    .hyper = {{"cost", 1}, {"profit", 99}},
    .flops = "4n",
    .impl = {{"exact", NULL, "170v", {{parts, 'n', SUM_GRAIN}, {join}}}},
};
