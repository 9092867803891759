/* SPDX-License-Identifier: MIT
 * activations.c - the four activations of the lecture and their derivatives (F12..F15): a table, or the lecture's
 * pictures. */
#include "plot.h"
#include "script.h"

#include <float.h>
#include <math.h>

enum { ALPHA };

/* POINTS has room for a gap in the line and the point after it, where a slope jumps. */
enum { FROM = -6, TO = 6, PER_UNIT = 20, STEPS = (TO - FROM) * PER_UNIT, POINTS = STEPS + 3 };

/* f(x), and f'(x) to *slope */
typedef double activation(double x, double alpha, double *slope);

static double sigmoid(double x, double alpha, double *slope)
{
    (void)alpha;
    double f = 1 / (1 + exp(-x));
    *slope = f * (1 - f);
    return f;
}

static double hyperbolic_tangent(double x, double alpha, double *slope)
{
    (void)alpha;
    double f = (1 - exp(-2 * x)) / (1 + exp(-2 * x));
    *slope = 1 - f * f;
    return f;
}

/* TensorFlow's slope of both relus at 0 is the left one. */
static double leaky_relu(double x, double alpha, double *slope)
{
    *slope = x > 0 ? 1 : alpha;
    return x > 0 ? x : alpha * x;
}

static double relu(double x, double alpha, double *slope)
{
    (void)alpha;
    *slope = x > 0;
    return x > 0 ? x : 0;
}

static const struct {
    const char *name;
    activation *f;
    bool jumps; /* its slope, at 0 */
} ACTIVATION[] = {
    {"sigmoid", sigmoid, false},
    {"tanh", hyperbolic_tangent, false},
    {"relu", relu, true},
    {"leaky relu", leaky_relu, true},
};

enum { ACTIVATIONS = sizeof ACTIVATION / sizeof *ACTIVATION };

static void print_table(const struct run *r)
{
    fprintf(r->out, "%4s", "x");
    for (size_t i = 0; i < ACTIVATIONS; i++)
        fprintf(r->out, " %10s %10s", ACTIVATION[i].name, "f'");
    fputc('\n', r->out);
    for (int x = FROM; x <= TO; x++) {
        fprintf(r->out, "%4d", x);
        for (size_t i = 0; i < ACTIVATIONS; i++) {
            double slope, f = ACTIVATION[i].f(x, r->value[ALPHA], &slope);
            fprintf(r->out, " %10.6f %10.6f", f, slope);
        }
        fputc('\n', r->out);
    }
}

struct line {
    double x[POINTS], f[POINTS], slope[POINTS];
    size_t n;
};

static void add_point(struct line *line, activation *f, double x, double alpha)
{
    line->x[line->n] = x;
    line->f[line->n] = f(x, alpha, &line->slope[line->n]);
    line->n++;
}

static bool draw(struct run *r)
{
    struct line line[ACTIVATIONS] = {0};
    struct plot_curve curve[ACTIVATIONS][2];
    struct plot_panel panel[ACTIVATIONS];
    for (size_t k = 0; k < ACTIVATIONS; k++) {
        struct line *l = &line[k];
        for (int i = 0; i <= STEPS; i++) {
            double x = FROM + (double)i / PER_UNIT;
            add_point(l, ACTIVATION[k].f, x, r->value[ALPHA]);
            if (x == 0 && ACTIVATION[k].jumps) {
                add_point(l, ACTIVATION[k].f, 0, r->value[ALPHA]);
                l->slope[l->n - 1] = (double)NAN;
                add_point(l, ACTIVATION[k].f, DBL_MIN, r->value[ALPHA]);
            }
        }
        curve[k][0] = (struct plot_curve){"f(x)", l->x, l->f, l->n};
        curve[k][1] = (struct plot_curve){"f'(x)", l->x, l->slope, l->n};
        panel[k] = (struct plot_panel){ACTIVATION[k].name, "x", "", curve[k], 2};
    }
    return plot_curves(r->plot, panel, ACTIVATIONS, r->error, sizeof r->error);
}

static enum program_status run(struct run *r)
{
    if (!r->plot)
        print_table(r);
    else if (!draw(r))
        return PROGRAM_ENVIRONMENT;
    return PROGRAM_PASS;
}

const struct script script_activations = {
    .name = "activations",
    .about = "sigmoid, tanh, relu, leaky relu and their derivatives",
    .cite = "F12..F15",
    .parameter = {[ALPHA] = {"alpha", 0.2, PARAMETER_REAL, -10, 10, "slope of leaky relu below 0"}},
    .plots = true,
    .run = run,
};
