/* SPDX-License-Identifier: MIT
 * curves.c - pictures of trainings. */
#include "curves.h"

#include "plot.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PANELS = 8 };

bool curves_add(struct curves *c, const struct job *j, const struct train_result *r)
{
    size_t bytes = r->epochs * sizeof(double);
    if (!c->wanted || c->n == CURVES_MOST || bytes == 0)
        return true;
    struct curves_one *one = &c->curve[c->n];
    *one = (struct curves_one){
        .epochs = r->epochs, .tested = r->tested > 0, .loss = malloc(bytes), .right = malloc(bytes)};
    c->n++;
    if (!one->loss || !one->right)
        return false;
    memcpy(one->loss, r->loss, bytes);
    memcpy(one->right, r->right, bytes);
    snprintf(one->name, sizeof one->name, "%s %s, batch %zu", j->model->name, j->optimizer->name, j->training.batch);
    snprintf(one->group, sizeof one->group, "lr %g", j->training.lr);
    return true;
}

/* The first curve of each group that comes after curve `i`. */
static bool starts_group(const struct curves *c, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (strcmp(c->curve[k].group, c->curve[i].group) == 0)
            return false;
    return true;
}

bool curves_draw(const struct curves *c, const char *path, char *error, size_t error_size)
{
    struct plot_panel panel[PANELS];
    char title[PANELS][64];
    size_t panels = 0, used = 0;
    struct plot_curve *line = calloc(2 * CURVES_MOST, sizeof *line);
    if (!line) {
        snprintf(error, error_size, "%s: out of memory", path);
        return false;
    }
    for (size_t g = 0; g < c->n; g++)
        for (int accuracy = 0; accuracy < 2 && starts_group(c, g) && panels < PANELS; accuracy++) {
            struct plot_curve *first = &line[used];
            for (size_t i = g; i < c->n; i++)
                if (strcmp(c->curve[i].group, c->curve[g].group) == 0 && (!accuracy || c->curve[i].tested))
                    line[used++] = (struct plot_curve){.name = c->curve[i].name,
                                                       .y = accuracy ? c->curve[i].right : c->curve[i].loss,
                                                       .n = c->curve[i].epochs};
            if (first == &line[used])
                continue;
            snprintf(title[panels], sizeof title[panels], "%s, %s", accuracy ? "Accuracy" : "Loss", c->curve[g].group);
            panel[panels] = (struct plot_panel){.title = title[panels],
                                                .xlabel = "epoch",
                                                .ylabel = accuracy ? "accuracy" : "loss",
                                                .curve = first,
                                                .curves = (size_t)(&line[used] - first)};
            panels++;
        }
    bool good = panels > 0 && plot_curves(path, panel, panels, error, error_size);
    if (panels == 0)
        snprintf(error, error_size, "%s: there is nothing to draw", path);
    free(line);
    return good;
}

void curves_free(struct curves *c)
{
    for (size_t i = 0; i < c->n; i++) {
        free(c->curve[i].loss);
        free(c->curve[i].right);
    }
    c->n = 0;
}
