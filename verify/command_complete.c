/* SPDX-License-Identifier: MIT
 * command_complete.c - what a shell may offer on the command line of `verify`. */
#include "command_line.h"

#include "complete.h"

#include <string.h>

static void offer_impls(struct complete *c)
{
    const char *name[32] = {NULL};
    for (const struct gradus_op *const *op = gradus_ops(); *op; op++)
        for (int i = 0; i < GRADUS_IMPLS && (*op)->impl[i].name; i++) {
            size_t k = 0;
            while (name[k] && strcmp(name[k], (*op)->impl[i].name) != 0)
                k++;
            if (name[k] || k + 1 == sizeof name / sizeof *name)
                continue;
            name[k] = (*op)->impl[i].name;
            complete_offer(c, name[k], NULL);
        }
}

static void offer_values(struct complete *c, const char *option)
{
    option = option ? option : "";
    if (strcmp(option, "op") == 0)
        for (const struct gradus_op *const *op = gradus_ops(); *op; op++)
            complete_offer(c, (*op)->name, (*op)->formula);
    else if (strcmp(option, "check") == 0)
        for (const struct check *const *check = CHECKS; *check; check++)
            complete_offer(c, (*check)->name, (*check)->about);
    else if (strcmp(option, "impl") == 0)
        offer_impls(c);
}

void command_line_complete(FILE *out, size_t words, const char *const *word)
{
    complete_words(&(struct complete){
        .f = out, .option = COMMAND_LINE_OPTIONS, .word = word, .words = words, .values = offer_values});
}
