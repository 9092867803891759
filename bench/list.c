/* SPDX-License-Identifier: MIT
 * list.c - bench list: the operations, as the README shows them. */
#include "command.h"
#include "kinds.h"
#include "program.h"
#include "selection.h"
#include "sweep.h"
#include "words.h"

#include "gradus.h"
#include "tables.h"

#include <fnmatch.h>
#include <stdio.h>
#include <string.h>

enum { NAME, FORMULA, CITE, AXES, FLOPS, IMPLS, KINDS };

static const struct report_column COLUMNS[] = {{"name", "operation"},
                                               {"formula", "formula", .wrap = 44},
                                               {"cite", "lecture"},
                                               {"axes", "axes"},
                                               {"flops", "FLOPs"},
                                               {"implementations", "implementations", .wrap = 18},
                                               {"kinds"},
                                               {NULL}};

const struct report_schema list_schema = {"list", "The operations that there are.", COLUMNS};

/* The shapes an implementation is for; NULL: any that can be indexed by an int. */
static const char *shapes(const struct gradus_impl *impl)
{
    return impl->only && !strstr(impl->only, "2147483647") ? impl->only : NULL;
}

/* Whether an implementation stands elsewhere in the list: the same name for any shape, or earlier for the same ones. */
static bool listed(const struct gradus_op *op, int i)
{
    const char *own = shapes(&op->impl[i]);
    for (int k = 0; k < GRADUS_IMPLS && op->impl[k].name; k++) {
        const char *other = shapes(&op->impl[k]);
        bool same = own == other || (own && other && strcmp(own, other) == 0);
        if (strcmp(op->impl[k].name, op->impl[i].name) == 0 && (same ? k < i : !other))
            return true;
    }
    return false;
}

/* Their names, each with the shapes it is for. */
static void implementations(const struct gradus_op *op, char *text, size_t size)
{
    text[0] = '\0';
    for (int i = 0; i < GRADUS_IMPLS && op->impl[i].name; i++) {
        size_t used = strlen(text);
        const char *only = shapes(&op->impl[i]);
        if (!listed(op, i))
            snprintf(text + used, size - used, "%s%s%s%s%s", used ? ", " : "", op->impl[i].name, only ? " (" : "",
                     only ? only : "", only ? ")" : "");
    }
}

static bool has_impl(const struct gradus_op *op, const char *impl)
{
    for (int i = 0; i < GRADUS_IMPLS && op->impl[i].name; i++)
        if (strcmp(op->impl[i].name, impl) == 0)
            return true;
    return false;
}

static bool wanted(const struct gradus_op *op, const struct arguments *o, unsigned any)
{
    return (!o->op || fnmatch(o->op, op->name, 0) == 0) && (!o->impl || has_impl(op, o->impl)) &&
           (!o->kind || (kinds_of(op) & any));
}

static void row_cells(struct report_cell *row, const struct gradus_op *op)
{
    report_text(&row[NAME], "%s", op->name);
    report_text(&row[FORMULA], "%s", op->formula);
    report_text(&row[CITE], "%s", op->cite);
    report_text(&row[AXES], "%s", op->axes);
    report_text(&row[FLOPS], "%s", op->flops);
    implementations(op, row[IMPLS].text, sizeof row[IMPLS].text);
    kinds_text(kinds_of(op), row[KINDS].text, sizeof row[KINDS].text);
}

static int list_rows(const struct arguments *o, struct report *r, char *error, size_t error_size)
{
    unsigned any = 0;
    size_t all = 0;
    if ((o->kind && !kinds_read(o->kind, &any, error, error_size)) || !sweep_impl(o->impl, error, error_size) ||
        (o->op && !selection_named(o->op, error, error_size)))
        return PROGRAM_USAGE;
    while (gradus_ops()[all])
        all++;
    struct report_table *t = report_table(r, &list_schema, all, true);
    for (size_t i = 0; t && i < all; i++)
        if (wanted(gradus_ops()[i], o, any))
            row_cells(report_row(t), gradus_ops()[i]);
    if (!t)
        return PROGRAM_ENVIRONMENT;
    if (t->rows == 0)
        snprintf(error, error_size, "no operation is all of what is asked for");
    return t->rows ? PROGRAM_PASS : PROGRAM_NOTHING;
}

int command_list(const struct arguments *o, struct report *r, char *error, size_t error_size)
{
    /* What only matters to a network asks for one. */
    bool network = o->model || o->optimizer || o->batch || o->l1.given || o->l2.given || o->unfused || o->cost.given ||
                   o->profit.given;
    bool filtered = o->op || o->kind || o->impl;
    if (network && (filtered || o->what)) {
        snprintf(error, error_size, "%s is of the list of names; leave it out to count a network",
                 o->what   ? "--what"
                 : o->op   ? "--op"
                 : o->kind ? "--kind"
                           : "--impl");
        return PROGRAM_USAGE;
    }
    if (network)
        return command_costs(o, r, error, error_size);
    if (!o->what || strcmp(o->what, "operations") == 0)
        return list_rows(o, r, error, error_size);
    if (filtered) {
        snprintf(error, error_size, "--%s chooses operations, not %s",
                 o->op     ? "op"
                 : o->kind ? "kind"
                           : "impl",
                 words_quote(o->what).text);
        return PROGRAM_USAGE;
    }
    return command_names(o, r, error, error_size);
}
