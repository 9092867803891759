/* SPDX-License-Identifier: MIT
 * html_train.c - trainings: the lecture's assignment, what they came to, loss and accuracy epoch by epoch. */
#include "html.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool html_has_runs(const struct html_page *p)
{
    struct html_rows rows = html_rows(p, "runs", "model");
    free(rows.row);
    return rows.n > 0;
}

void html_runs(struct html_page *p)
{
    html_tables(p, "runs", "model", "Each training, verified and timed", false);
    html_tables(p, "verify", "entry", "What was verified", true);
}

/* ---- curves --------------------------------------------------------------------------------------------------- */

/* Of the rows of one training. */
struct training {
    const char *group, *name; /* curves of one group share a picture */
    double *epoch, *loss, *accuracy;
    size_t n;
    bool tested;
};

enum { TRAININGS = HTML_NAMES, A_PANEL = 8 };

struct trainings {
    struct training one[TRAININGS];
    size_t n;
    double *value; /* all of them */
};

static bool same_training(const struct html_row *a, const struct html_row *b)
{
    return strcmp(html_text(a, "model"), html_text(b, "model")) == 0 &&
           strcmp(html_text(a, "optimizer"), html_text(b, "optimizer")) == 0 &&
           html_number(a, "batch") == html_number(b, "batch") && html_number(a, "lr") == html_number(b, "lr") &&
           (html_number(a, "epsilon") > 0) == (html_number(b, "epsilon") > 0) &&
           html_number(b, "epoch") > html_number(a, "epoch");
}

/* Rows of one training stand together, its epochs ascending. */
static struct trainings *read_trainings(struct html_page *p)
{
    struct html_rows rows = html_rows(p, "curves", "epoch");
    struct trainings *t = calloc(1, sizeof *t);
    if (t)
        t->value = calloc(3 * rows.n + 1, sizeof *t->value);
    for (size_t i = 0; t && t->value && i < rows.n; i++) {
        const struct html_row *row = &rows.row[i];
        bool first = i == 0 || !same_training(row - 1, row);
        if (first && t->n == TRAININGS)
            break;
        struct training *one = first ? &t->one[t->n++] : &t->one[t->n - 1];
        if (first) {
            double *room = t->value + 3 * i;
            size_t left = 1;
            while (i + left < rows.n && same_training(&rows.row[i + left - 1], &rows.row[i + left]))
                left++;
            *one = (struct training){.epoch = room, .loss = room + left, .accuracy = room + 2 * left};
            one->group =
                html_keep(p, "%s, lr %s, batch %s", html_text(row, "model"), html_digits(p, html_number(row, "lr"), 4),
                          html_digits(p, html_number(row, "batch"), 6));
            double epsilon = html_number(row, "epsilon");
            one->name = epsilon > 0
                            ? html_keep(p, "%s, epsilon %s", html_text(row, "optimizer"), html_digits(p, epsilon, 2))
                            : html_text(row, "optimizer");
        }
        one->epoch[one->n] = html_number(row, "epoch");
        one->loss[one->n] = html_number(row, "loss");
        one->accuracy[one->n] = html_number(row, "accuracy");
        one->tested |= isfinite(one->accuracy[one->n]);
        one->n++;
    }
    free(rows.row);
    return t;
}

bool html_has_curves(const struct html_page *p)
{
    struct html_rows rows = html_rows(p, "curves", "epoch");
    bool has = false;
    for (size_t i = 1; i < rows.n; i++)
        has |= same_training(&rows.row[i - 1], &rows.row[i]);
    free(rows.row);
    return has;
}

/* Epochs down, trainings across: what the two pictures show. */
static void curves_table(struct html_page *p, const struct training *const *one, size_t n, const char *group)
{
    size_t longest = 0;
    for (size_t k = 0; k < n; k++)
        longest = one[k]->n > one[longest]->n ? k : longest;
    fputs("<details><summary>The numbers of ", p->f);
    html_words(p->f, group);
    fputs("</summary>\n", p->f);
    html_table_begin(p, html_keep(p, "Loss, and share of rows that are right, %s", group));
    fputs("<thead><tr><th scope=\"col\" class=\"n\">epoch</th>", p->f);
    for (size_t k = 0; k < 2 * n; k++) {
        fputs("<th scope=\"col\" class=\"n\">", p->f);
        html_words(p->f, one[k / 2]->name);
        fputs(k % 2 ? " right</th>" : " loss</th>", p->f);
    }
    fputs("</tr></thead>\n<tbody>\n", p->f);
    for (size_t i = 0; i < one[longest]->n; i++) {
        double epoch = one[longest]->epoch[i];
        fprintf(p->f, "<tr><th scope=\"row\" class=\"n\">%.0f</th>", epoch);
        for (size_t k = 0; k < n; k++) {
            size_t j = 0;
            while (j < one[k]->n && one[k]->epoch[j] != epoch)
                j++;
            for (int right = 0; right < 2; right++) {
                double v = j == one[k]->n ? NAN : right ? one[k]->accuracy[j] : one[k]->loss[j];
                fprintf(p->f, "<td class=\"n\">%s</td>", html_digits(p, v, right ? 3 : 6));
            }
        }
        fputs("</tr>\n", p->f);
    }
    html_table_end(p);
    fputs("</details>\n", p->f);
}

static void curves_panel(struct html_page *p, const struct training *const *one, size_t n, const char *group,
                         bool right)
{
    struct plot_curve curve[A_PANEL];
    const struct plot_marks mark[A_PANEL] = {{PLOT_LINE, NULL}};
    for (size_t k = 0; k < n; k++)
        curve[k] = (struct plot_curve){one[k]->name, one[k]->epoch, right ? one[k]->accuracy : one[k]->loss, one[k]->n};
    const struct plot_look look = {.mark = mark, .across = NAN};
    const struct plot_panel panel = {"", "epoch", right ? "share of rows right" : "loss", curve, n};
    html_panel(p, html_keep(p, "%s: %s", right ? "Accuracy" : "Loss", group),
               right ? "Share of the test rows that are right after each epoch; of those kept, see the table."
                     : "Mean loss of the epoch's batches. A cross marks where no finite value follows.",
               &panel, &look);
}

static void write_groups(struct html_page *p, const struct trainings *t)
{
    struct html_names groups = {.n = 0};
    for (size_t i = 0; i < t->n; i++) {
        size_t before = groups.n;
        html_name(&groups, t->one[i].group);
        if (groups.n == before)
            continue; /* no more than A_PANEL of a group: optimizers that there are */
        const struct training *one[A_PANEL];
        size_t n = 0, tested = 0, longest = 0;
        for (size_t k = i; k < t->n && n < A_PANEL; k++)
            if (strcmp(t->one[k].group, t->one[i].group) == 0)
                one[n++] = &t->one[k];
        for (size_t k = 0; k < n; k++) {
            tested += one[k]->tested;
            longest = one[k]->n > longest ? one[k]->n : longest;
        }
        if (longest < 2) /* no curve: its numbers are in the table of trainings */
            continue;
        html_figures(p, true);
        curves_panel(p, one, n, t->one[i].group, false);
        if (tested > 0)
            curves_panel(p, one, n, t->one[i].group, true);
        html_figures(p, false);
        curves_table(p, one, n, t->one[i].group);
    }
}

void html_curves(struct html_page *p)
{
    struct trainings *t = read_trainings(p);
    if (t && t->value)
        write_groups(p, t);
    if (t)
        free(t->value);
    free(t);
}

/* ---- assignment ------------------------------------------------------------------------------------------------ */

bool html_has_assignment(const struct html_page *p)
{
    struct html_rows rows = html_rows(p, "assignment", "lr");
    free(rows.row);
    return rows.n > 0;
}

/* A table for each learning rate, as the course asks for. */
void html_assignment(struct html_page *p)
{
    struct html_rows rows = html_rows(p, "assignment", "lr");
    for (size_t i = 0, end; i < rows.n; i = end) {
        const struct report_table *t = rows.row[i].t;
        double lr = html_number(&rows.row[i], "lr"), epochs = html_number(&rows.row[i], "epochs_asked");
        for (end = i + 1; end < rows.n && rows.row[end].t == t && html_number(&rows.row[end], "lr") == lr;)
            end++;
        fputs("<h3>Learning rate ", p->f);
        html_words(p->f, html_digits(p, lr, 4));
        fprintf(p->f, ", %.0f epochs, batch 32</h3>\n", epochs);
        html_table(p, t, (size_t)(rows.row[i].cell - t->cell) / t->columns, end - i,
                   html_keep(p, "The optimizers at learning rate %s", html_digits(p, lr, 4)));
    }
    free(rows.row);
    for (size_t i = 0; i < p->r->blocks; i++)
        if (strcmp(p->r->block[i].label, "diverged") == 0) {
            fputs("<p class=\"bad\">diverged: ", p->f);
            html_words(p->f, p->r->block[i].text);
            fputs("</p>\n", p->f);
        }
    fputs("<p>RMSProp as the lecture prints it has no epsilon. Its second moment V is a running mean of squared "
          "gradients; where training has converged the gradients, and V with them, shrink by a factor in each step. "
          "Arithmetic that flushes denormals to zero, as TensorFlow's kernels do, turns a V below 1.2e-38 into 0 while "
          "the gradient, whose square it was, is still a number: the update g / sqrt(V) is then a division by zero, "
          "the weight infinite, and the next forward pass nan. Where that happened, a line "
          "above begins with <em>diverged</em>. An epsilon added to the root (<code>--epsilon 1e-7</code>) bounds the "
          "step by "
          "lr g / epsilon, and the training goes on.</p>\n",
          p->f);
    html_tables(p, "vanishing", "v", "The last steps before V is 0, and the one in which it is", false);
    html_tables(p, "remedies", "epsilon", "The same training as it was, with denormals, with an epsilon", false);
}
