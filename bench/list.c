/* SPDX-License-Identifier: MIT
 * list.c - bench list: the operations, as the README shows them. */
#include "command.h"
#include "program.h"

#include "gradus.h"
#include "tables.h"

#include <stdio.h>
#include <string.h>

enum { NAME, FORMULA, CITE, AXES, FLOPS, IMPLS };

static const struct report_column COLUMNS[] = {{"name", "operation"},
                                               {"formula", "formula", .wrap = 44},
                                               {"cite", "lecture"},
                                               {"axes", "axes"},
                                               {"flops", "FLOPs"},
                                               {"implementations", "implementations", .wrap = 18},
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

static int list_rows(struct report *r)
{
    size_t n = 0;
    while (gradus_ops()[n])
        n++;
    struct report_table *t = report_table(r, &list_schema, n, true);
    for (size_t i = 0; i < n; i++) {
        const struct gradus_op *op = gradus_ops()[i];
        struct report_cell *row = report_row(t);
        if (!row)
            return PROGRAM_ENVIRONMENT;
        report_text(&row[NAME], "%s", op->name);
        report_text(&row[FORMULA], "%s", op->formula);
        report_text(&row[CITE], "%s", op->cite);
        report_text(&row[AXES], "%s", op->axes);
        report_text(&row[FLOPS], "%s", op->flops);
        implementations(op, row[IMPLS].text, sizeof row[IMPLS].text);
    }
    return PROGRAM_PASS;
}

int command_list(const struct arguments *o, struct report *r, char *error, size_t error_size)
{
    /* What only matters to a network asks for one. */
    if (o->model || o->optimizer || o->batch || o->l1.given || o->l2.given || o->unfused || o->cost.given ||
        o->profit.given)
        return command_costs(o, r, error, error_size);
    return list_rows(r);
}
