/* SPDX-License-Identifier: MIT
 * command_line.c - the command line of `verify`, read by argp. */
#include "command_line.h"

#include "notation.h"
#include "program.h"
#include "suggest.h"

#include <argp.h>
#include <errno.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

enum key {
    OP = 'o',
    CHECK = 'c',
    IMPL = 'i',
    SHAPE = 's',
    THREADS = 't',
    QUICK = 'q',
    LIST = 'l',
    ISA = 256,
    SEED,
    OFFSET,
    STEP,
    HYPER,
    FILL
};

static const struct argp_option OPTIONS[] = {
    {"op", OP, "GLOB", 0, "Rows to check (default: all)", 0},
    {"check", CHECK, "NAME,...", 0, "Checks to run (default: all; see --list)", 0},
    {"impl", IMPL, "NAME", 0, "One implementation of each row: exact, fast, blas", 0},
    {"isa", ISA, "auto|v4|v3|plain", 0, "Instruction set to check (default: the best of this machine)", 0},
    {"quick", QUICK, NULL, 0, "Smaller selections, below ten seconds", 0},
    {"list", LIST, NULL, 0, "List checks and rows, and run nothing", 0},
    {NULL, 0, NULL, 0, "One case, as a failure prints it:", 1},
    {"shape", SHAPE, "m=2,n=3", 0, "Sizes of the row's axes", 1},
    {"seed", SEED, "N", 0, "Seed of the values (default 10)", 1},
    {"fill", FILL, "uniform|coarse|spread", 0, "How values are drawn: coarse makes ties and zeros, spread small values",
     1},
    {"hyper", HYPER, "NAME=X,...", 0, "Hyper-parameters", 1},
    {"step", STEP, "N", 0, "Number of the optimizer's step, from 1", 1},
    {"threads", THREADS, "N", 0, "Size of the team", 1},
    {"offset", OFFSET, "N", 0, "Elements by which operands are moved off their alignment", 1},
    {0},
};

static uint64_t number(struct argp_state *state, const char *option, const char *text, uint64_t lo, uint64_t hi)
{
    char *end;
    errno = 0;
    unsigned long long value = strtoull(text, &end, 10);
    if (*text < '0' || *text > '9' || *end || errno || value < lo || value > hi)
        argp_error(state, "--%s '%s': expected a whole number from %llu to %llu", option, text, (unsigned long long)lo,
                   (unsigned long long)hi);
    return value;
}

static void refuse(struct argp_state *state, const char *option, const char *word, const char *const *known)
{
    const char *near = suggest(word, known);
    char text[256] = "";
    for (size_t used = 0; *known && used < sizeof text; known++)
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%s", used ? ", " : "", *known);
    if (near)
        argp_error(state, "--%s: no '%s'; did you mean '%s'?", option, word, near);
    else
        argp_error(state, "--%s: no '%s'; there are %s", option, word, text);
}

static bool among(const char *word, const char *const *known)
{
    while (*known && strcmp(*known, word) != 0)
        known++;
    return *known;
}

static void read_checks(struct argp_state *state, const char *names)
{
    const char *known[32] = {0}, *at = names;
    char word[64];
    for (size_t i = 0; CHECKS[i] && i + 1 < sizeof known / sizeof *known; i++)
        known[i] = CHECKS[i]->name;
    do {
        size_t length = strcspn(at, ",");
        snprintf(word, sizeof word, "%.*s", (int)(length < sizeof word ? length : sizeof word - 1), at);
        if (!among(word, known))
            refuse(state, "check", word, known);
        at += length;
    } while (*at++);
}

static void read_word(struct argp_state *state, const char *option, const char *word, const char *const *known)
{
    if (!among(word, known))
        refuse(state, option, word, known);
}

static error_t read_option(int key, char *arg, struct argp_state *state)
{
    static const char *const isas[] = {"auto", "v4", "v3", "plain", NULL}, *const fills[] = {"uniform", "coarse",
                                                                                             "spread", NULL};
    struct command_line *line = state->input;
    struct verify_options *v = &line->verify;
    switch (key) {
    case OP:
        v->op = arg;
        break;
    case CHECK:
        read_checks(state, arg);
        v->check = arg;
        break;
    case IMPL:
        v->impl = arg;
        break;
    case ISA:
        read_word(state, "isa", arg, isas);
        v->isa = arg;
        break;
    case FILL:
        read_word(state, "fill", arg, fills);
        v->fill = arg;
        break;
    case SHAPE:
        v->shape = arg;
        break;
    case HYPER:
        v->hyper = arg;
        break;
    case SEED:
        v->seed = number(state, "seed", arg, 0, UINT64_MAX / 1024);
        break;
    case STEP:
        v->step = number(state, "step", arg, 1, UINT64_C(1) << 53);
        break;
    case THREADS:
        v->threads = (int)number(state, "threads", arg, 1, VERIFY_THREADS);
        break;
    case OFFSET:
        v->offset = (int)number(state, "offset", arg, 0, VERIFY_OFFSET);
        break;
    case QUICK:
        v->quick = true;
        break;
    case LIST:
        line->list = true;
        break;
    case ARGP_KEY_ARG:
        argp_error(state, "'%s' is no option", arg);
        break;
    default:
        return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

void command_line_read(int argc, char **argv, struct command_line *line)
{
    static const struct argp argp = {
        .options = OPTIONS,
        .parser = read_option,
        .doc = "Holds every operation against its reference, and the references against what is known of them."
               "\vExit status: 0 all right, 2 usage, 3 something is wrong, 5 nothing was checked, 6 environment."
               " A failure's line ends with the command that runs that case again.",
    };
    argp_program_version = "verify (gradus) " GRADUS_VERSION;
    argp_err_exit_status = PROGRAM_USAGE;
    *line = (struct command_line){.verify = {.seed = VERIFY_SEED, .offset = -1}};
    argp_parse(&argp, argc, argv, 0, NULL, line);
}

static bool complain(const char *option, const char *word, const char *const *known)
{
    const char *near = suggest(word, known);
    fprintf(stderr, "%s: --%s: no '%s'%s%s%s\n", program_invocation_short_name, option, word,
            near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
    return false;
}

static bool fits_impl(const char *name)
{
    const char *known[16] = {0};
    size_t n = 0;
    for (const struct gradus_op *const *op = gradus_ops(); *op; op++)
        for (int i = 0; i < GRADUS_IMPLS && (*op)->impl[i].name; i++)
            if (!among((*op)->impl[i].name, known) && n + 1 < sizeof known / sizeof *known)
                known[n++] = (*op)->impl[i].name;
    return among(name, known) || complain("impl", name, known);
}

bool command_line_fits_rows(const struct command_line *line)
{
    const struct verify_options *v = &line->verify;
    const char *known[256] = {0};
    bool matched = false;
    size_t rows = 0;
    for (const struct gradus_op *const *op = gradus_ops(); *op; op++) {
        size_t dim[GRADUS_AXES];
        double hyper[GRADUS_HYPERS];
        if (rows + 1 < sizeof known / sizeof *known)
            known[rows++] = (*op)->name;
        if (v->op && fnmatch(v->op, (*op)->name, 0) != 0)
            continue;
        matched = true;
        if (v->shape && !notation_shape(v->shape, *op, dim)) {
            fprintf(stderr, "%s: --shape %s: expected a size for each of the axes '%s' of %s, as in %c=3\n",
                    program_invocation_short_name, v->shape, (*op)->axes, (*op)->name, (*op)->axes[0]);
            return false;
        }
        if (v->hyper && !notation_hyper(v->hyper, *op, hyper)) {
            fprintf(stderr, "%s: --hyper %s: expected name=value of hyper-parameters of %s\n",
                    program_invocation_short_name, v->hyper, (*op)->name);
            return false;
        }
    }
    if (!matched && v->op)
        return complain("op", v->op, known);
    return !v->impl || fits_impl(v->impl);
}
