/* SPDX-License-Identifier: MIT
 * curves.c - pictures of trainings. */
#include "curves.h"

#include "digits.h"
#include "plot.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    PANELS = 16,
    FEW = 8, /* more lines in a panel nobody tells apart */
};

bool curves_add(struct curves *c, const struct job *j, const struct train_result *r)
{
    size_t bytes = r->epochs * sizeof(double);
    if (!c->wanted || bytes == 0)
        return true;
    if (c->offered++ >= CURVES_MOST)
        return true;
    struct curves_one *one = &c->curve[c->n];
    *one = (struct curves_one){.optimizer = j->optimizer->name,
                               .batch = j->training.batch,
                               .epochs = r->epochs,
                               .tested = r->tested > 0,
                               .loss = malloc(bytes),
                               .right = malloc(bytes)};
    c->n++;
    if (!one->loss || !one->right)
        return false;
    memcpy(one->loss, r->loss, bytes);
    memcpy(one->right, r->right, bytes);
    snprintf(one->model, sizeof one->model, "%s, lr %s", j->model->name, digits_of(j->training.lr).text);
    return true;
}

/* Whether every batch size gets panels of its own: several optimizers would crowd one. */
static bool by_batch(const struct curves *c)
{
    bool optimizers = false;
    size_t most = 0;
    for (size_t i = 0; i < c->n; i++) {
        size_t same = 0;
        for (size_t k = 0; k < c->n; k++)
            same += strcmp(c->curve[i].model, c->curve[k].model) == 0;
        most = same > most ? same : most;
        optimizers |= strcmp(c->curve[i].optimizer, c->curve[0].optimizer) != 0;
    }
    return optimizers && most > FEW;
}

/* "sgd 32" in "iris, lr 0.1", or "sgd" in "iris, lr 0.1, batch 32"; a batch size that all have in common is left out.
 */
static void name_curves(struct curves *c)
{
    bool several = false, apart = by_batch(c);
    for (size_t i = 0; i < c->n; i++)
        several |= c->curve[i].batch != c->curve[0].batch;
    for (size_t i = 0; i < c->n; i++) {
        struct curves_one *one = &c->curve[i];
        char batch[40] = "";
        if (several)
            snprintf(batch, sizeof batch, apart ? ", batch %zu" : " %zu", one->batch);
        snprintf(one->name, sizeof one->name, "%s%s", one->optimizer, apart ? "" : batch);
        snprintf(one->group, sizeof one->group, "%s%s", one->model, apart ? batch : "");
    }
}

/* The first curve of each group that comes after curve `i`. */
static bool starts_group(const struct curves *c, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (strcmp(c->curve[k].group, c->curve[i].group) == 0)
            return false;
    return true;
}

struct picture {
    struct plot_panel panel[PANELS];
    char title[PANELS][MODEL_TEXT + 120];
    struct plot_curve line[2 * CURVES_MOST];
    size_t panels, lines, left_out;
};

/* A panel of the losses or accuracies of the group that curve g is the first of; none where it has no such curve. */
static void add_panel(struct picture *p, const struct curves *c, size_t g, bool accuracy)
{
    struct plot_curve *first = &p->line[p->lines];
    if (p->panels == PANELS) {
        p->left_out++;
        return;
    }
    for (size_t i = g; i < c->n; i++) {
        const struct curves_one *one = &c->curve[i];
        if (strcmp(one->group, c->curve[g].group) == 0 && (!accuracy || one->tested))
            p->line[p->lines++] =
                (struct plot_curve){.name = one->name, .y = accuracy ? one->right : one->loss, .n = one->epochs};
    }
    if (first == &p->line[p->lines])
        return;
    snprintf(p->title[p->panels], sizeof p->title[0], "%s, %s", accuracy ? "Accuracy" : "Loss", c->curve[g].group);
    p->panel[p->panels] = (struct plot_panel){.title = p->title[p->panels],
                                              .xlabel = "epoch",
                                              .ylabel = accuracy ? "accuracy" : "loss",
                                              .curve = first,
                                              .curves = (size_t)(&p->line[p->lines] - first)};
    p->panels++;
}

bool curves_draw(struct curves *c, const char *path, struct report *r, char *error, size_t error_size)
{
    struct picture *p = calloc(1, sizeof *p);
    if (!p) {
        snprintf(error, error_size, "%s: out of memory", path);
        return false;
    }
    name_curves(c);
    for (size_t g = 0; g < c->n; g++)
        for (int accuracy = 0; accuracy < 2 && starts_group(c, g); accuracy++)
            add_panel(p, c, g, accuracy);
    if (c->offered > c->n)
        report_line(r, REPORT_PLAIN, "plot", "the first %zu of %zu trainings are drawn", c->n, c->offered);
    if (p->left_out)
        report_line(r, REPORT_PLAIN, "plot", "%s left out", digits_count((double)p->left_out, "panel").text);
    bool good = p->panels > 0 && plot_curves(path, p->panel, p->panels, error, error_size);
    if (p->panels == 0)
        snprintf(error, error_size, "%s: there is nothing to draw", path);
    free(p);
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
