/* SPDX-License-Identifier: MIT
 * complete.c - what a shell may offer on the command line of bench: a command's options by the option table, their
 * values by the rows, models, peers, formats that there are. */
#include "complete.h"
#include "arguments.h"
#include "command.h"
#include "contenders.h"
#include "job.h"
#include "kinds.h"
#include "model.h"
#include "option_table.h"
#include "sweep.h"

#include <argp.h>
#include <string.h>

static void offer_models(struct complete *c)
{
    for (const char *const *name = model_names(); *name; name++)
        complete_offer(c, *name, NULL);
}

static void offer_optimizers(struct complete *c)
{
    struct job_optimizers all;
    char error[200];
    if (!job_optimizers("all", &all, error, sizeof error))
        return;
    for (size_t i = 0; i < all.n; i++)
        complete_offer(c, all.op[i]->name, all.op[i]->formula);
    complete_offer(c, "all", NULL);
}

static void offer_batches(struct complete *c)
{
    complete_offer(c, "all", "1,8,32,120 as far as the data goes");
}

static void offer_threads(struct complete *c)
{
    complete_offer(c, "max", "one for each processor");
}

static void offer_operations(struct complete *c)
{
    for (const struct gradus_op *const *op = gradus_ops(); *op; op++)
        complete_offer(c, (*op)->name, (*op)->formula);
}

static void offer_impls(struct complete *c)
{
    const char *name[SWEEP_IMPLS];
    sweep_impls(name, SWEEP_IMPLS);
    for (size_t i = 0; name[i]; i++)
        complete_offer(c, name[i], NULL);
}

static void offer_kinds(struct complete *c)
{
    for (int i = 0; kinds[i].name; i++)
        complete_offer(c, kinds[i].name, kinds[i].doc);
}

static void offer_peers(struct complete *c)
{
    for (size_t i = 0; contenders_known(i).name; i++)
        complete_offer(c, contenders_known(i).name, contenders_known(i).here ? NULL : "not built");
    complete_offer(c, "all", NULL);
}

static void offer_formats(struct complete *c)
{
    for (const struct report_format *f = report_formats; f->name; f++)
        complete_offer(c, f->name, f->use);
}

/* FORMAT=PATH */
static void offer_outputs(struct complete *c)
{
    char word[64];
    const char *equals = strchr(c->part, '=');
    if (equals) {
        c->part = equals + 1;
        complete_files(c);
        return;
    }
    for (const struct report_format *f = report_formats; f->name; f++)
        if (snprintf(word, sizeof word, "%s=", f->name) < (int)sizeof word)
            complete_offer(c, word, f->use);
}

static const struct {
    const char *option;
    void (*offer)(struct complete *c);
} VALUES[] = {{"model", offer_models},   {"optimizer", offer_optimizers}, {"batch", offer_batches},
              {"op", offer_operations},  {"kind", offer_kinds},           {"against", offer_peers},
              {"impl", offer_impls},     {"threads", offer_threads},      {"filter", offer_operations},
              {"format", offer_formats}, {"out", offer_outputs}};

/* The command that the words name; the first, which needs no name, where they name none. */
static const struct arguments_command *command_of(const struct complete *c)
{
    for (const struct arguments_command *one = arguments_commands; c->words > 1 && one->name; one++)
        if (strcmp(one->name, c->word[0]) == 0)
            return one;
    return arguments_commands;
}

static void offer_values(struct complete *c, const char *option)
{
    for (size_t i = 0; option && i < sizeof VALUES / sizeof *VALUES; i++)
        if (strcmp(VALUES[i].option, option) == 0)
            VALUES[i].offer(c);
    if (!option && c->words == 1)
        for (const struct arguments_command *one = arguments_commands; one->name; one++)
            if (!one->internal)
                complete_offer(c, one->name, one->doc);
    if (!option && command_of(c)->most > 0)
        complete_files(c);
}

void command_complete(FILE *f, size_t words, const char *const *word)
{
    struct argp_option row[OPTION_ARGP];
    struct complete c = {.f = f, .option = row, .word = word, .words = words, .values = offer_values};
    option_argp(row, option_jobs(command_of(&c)));
    complete_words(&c);
}
