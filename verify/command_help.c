/* SPDX-License-Identifier: MIT
 * command_help.c - the helps of `verify`: one screen, or everything. */
#include "command_line.h"

#include "help.h"

static void print_short(FILE *out)
{
    static const char *const first[] = {"op", "check", "impl", "isa", "quick", "list", "hash", "resume", "seed", NULL};
    static const struct help_row example[] = {
        {"verify --quick", "every operation, in seconds"},
        {"verify --op 'sigmoid*' --check forward", "some rows, one check"},
        {"verify --check exhaustive --op exp", "all 2^32 floats, minutes"},
        {"verify --hash --op tanh", "a digest, to compare two machines' bits"},
    };
    help_screen(out, &(struct help_screen){.usage = "Usage: verify [OPTION...]",
                                           .more = "All options: verify --help=all; checks and rows: verify --list.",
                                           .example = example,
                                           .examples = sizeof example / sizeof *example,
                                           .option = COMMAND_LINE_OPTIONS,
                                           .first = first});
}

void command_line_print(FILE *out, enum command_line_wish wish)
{
    static const struct argp argp = {
        .options = COMMAND_LINE_OPTIONS,
        .doc = "Holds every operation against its reference, and the references against what is known of them."
               "\vExit status: 0 all right, 2 usage, 3 something is wrong, 5 nothing was checked, 6 environment."
               " A failure's line ends with the command that runs that case again.",
    };
    char name[] = "verify";
    help_columns();
    if (wish == COMMAND_LINE_VERSION)
        fputs("verify (Gradus) " GRADUS_VERSION "\n", out);
    else if (wish == COMMAND_LINE_HELP)
        print_short(out);
    else
        argp_help(&argp, out, wish == COMMAND_LINE_USAGE ? ARGP_HELP_USAGE : ARGP_HELP_STD_HELP, name);
}
