/* SPDX-License-Identifier: MIT
 * command_line.c - the command line of `verify`, read by argp. */
#include "command_line.h"

#include "atomic_file.h"
#include "memory.h"
#include "notation.h"
#include "program.h"
#include "quote.h"
#include "suggest.h"

#include <argp.h>
#include <errno.h>
#include <fnmatch.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum key {
    OP = 'o',
    CHECK = 'c',
    IMPL = 'i',
    SHAPE = 's',
    THREADS = 't',
    QUICK = 'q',
    LIST = 'l',
    HELP = '?',
    VERSION = 'V',
    USAGE = 256,
    ISA,
    SEED,
    OFFSET,
    STEP,
    HYPER,
    FILL,
    HARD,
    PROOF,
    RESUME,
    EVERY,
    TRUTH,
    HASH,
};

const struct argp_option COMMAND_LINE_OPTIONS[] = {
    {"op", OP, "GLOB", 0, "Rows to check (default: all)", 0},
    {"check", CHECK, "NAME,...", 0, "Checks to run (default: all; see --list)", 0},
    {"impl", IMPL, "NAME", 0, "One implementation of each row: exact, fast, tile, blas", 0},
    {"isa", ISA, "auto|v4|v3|plain", 0, "Instruction set to check (default: the best of this machine)", 0},
    {"quick", QUICK, NULL, 0, "Smaller selections, below ten seconds", 0},
    {"hash", HASH, NULL, 0, "Print a digest of every implementation's results, to compare builds; check nothing", 0},
    {"list", LIST, NULL, 0, "List checks and rows, and run nothing", 0},
    {"help", HELP, "all", OPTION_ARG_OPTIONAL, "Print help: in short, or all of it", -1},
    {"usage", USAGE, NULL, 0, "Print the options in short", -1},
    {"version", VERSION, NULL, 0, "Print the version", -1},
    {NULL, 0, NULL, 0, "With --check exhaustive:", 1},
    {"resume", RESUME, "FILE", 0, "Keep a journal in FILE, and go on from what it holds", 1},
    {"every", EVERY, "N", 0, "Only one of each N neighbouring floats", 1},
    {"truth", TRUTH, "double|mpfr", 0, "MPFR decides what the reference's double cannot (default), or everything", 1},
    {"hard", HARD, "FOLDER", 0, "Write the inputs hardest to round to FOLDER/OP.csv", 1},
    {"proof", PROOF, "FILE", 0, "Write down in FILE what was found, and for which source", 1},
    {NULL, 0, NULL, 0, "One case, as a failure prints it:", 2},
    {"shape", SHAPE, "m=2,n=3", 0, "Sizes of the row's axes", 2},
    {"seed", SEED, "N", 0, "Seed of the values (default 10)", 2},
    {"fill", FILL, "uniform|coarse|spread", 0, "How values are drawn: coarse makes ties and zeros, spread small values",
     2},
    {"hyper", HYPER, "NAME=X,...", 0, "Hyper-parameters", 2},
    {"step", STEP, "N", 0, "Number of the optimizer's step, from 1", 2},
    {"threads", THREADS, "N", 0, "Size of the team", 2},
    {"offset", OFFSET, "N", 0, "Elements by which operands are moved off their alignment", 2},
    {0},
};

/* A mistake: one line, and the end. */
static void refuse(const char *format, ...) __attribute__((format(printf, 1, 2), noreturn));

static void refuse(const char *format, ...)
{
    va_list list;
    va_start(list, format);
    fprintf(stderr, "%s: ", program_invocation_short_name);
    vfprintf(stderr, format, list);
    fputc('\n', stderr);
    va_end(list);
    exit(PROGRAM_USAGE);
}

static uint64_t number(const char *option, const char *text, uint64_t lo, uint64_t hi)
{
    char *end, quoted[QUOTE_SIZE];
    errno = 0;
    unsigned long long value = strtoull(text, &end, 10);
    if (*text < '0' || *text > '9' || *end || errno || value < lo || value > hi)
        refuse("--%s %s: expected a whole number from %llu to %llu", option, quote(text, quoted),
               (unsigned long long)lo, (unsigned long long)hi);
    return value;
}

/* No such word: the nearest known one, or all of them. */
static void refuse_word(const char *option, const char *word, const char *const *known)
{
    char text[160] = "", quoted[QUOTE_SIZE];
    const char *near = suggest(word, known);
    size_t used = 0;
    for (; *known && used < sizeof text; known++)
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%s", used ? ", " : "", *known);
    if (near)
        refuse("--%s %s: there is none; did you mean %s?", option, quote(word, quoted), near);
    refuse("--%s %s: expected %s%s", option, quote(word, quoted), used < sizeof text ? "one of " : "what --list shows",
           used < sizeof text ? text : "");
}

static bool among(const char *word, const char *const *known)
{
    while (*known && strcmp(*known, word) != 0)
        known++;
    return *known;
}

static void read_checks(const char *names)
{
    const char *known[32] = {0}, *at = names;
    char word[64];
    for (size_t i = 0; CHECKS[i] && i + 1 < sizeof known / sizeof *known; i++)
        known[i] = CHECKS[i]->name;
    do {
        size_t length = strcspn(at, ",");
        snprintf(word, sizeof word, "%.*s", (int)(length < sizeof word ? length : sizeof word - 1), at);
        if (!among(word, known))
            refuse_word("check", word, known);
        at += length;
    } while (*at++);
}

static void read_word(const char *option, const char *word, const char *const *known)
{
    if (!among(word, known))
        refuse_word(option, word, known);
}

/* getopt found no such option, or a value too many or too few. */
static void refuse_option(const char *word)
{
    const char *known[sizeof COMMAND_LINE_OPTIONS / sizeof *COMMAND_LINE_OPTIONS] = {0},
                                                           *name = word + strspn(word, "-");
    char quoted[QUOTE_SIZE], bare[64];
    size_t n = 0;
    snprintf(bare, sizeof bare, "%.*s", (int)strcspn(name, "="), name);
    for (const struct argp_option *o = COMMAND_LINE_OPTIONS; o->name || o->doc; o++) {
        if (!o->name)
            continue;
        if (strcmp(o->name, bare) == 0)
            refuse(o->arg ? "--%s wants a value: %s" : "--%s takes no value", o->name, o->arg);
        known[n++] = o->name;
    }
    const char *near = suggest(bare, known);
    refuse("%s: no such option%s%s%s", quote(word, quoted), near ? ", did you mean --" : " (see --help)",
           near ? near : "", near ? "?" : "");
}

static void refuse_output(const char *option, const char *error) __attribute__((noreturn));

static void refuse_output(const char *option, const char *error)
{
    fprintf(stderr, "%s: --%s %s\n", program_invocation_short_name, option, error);
    exit(PROGRAM_ENVIRONMENT);
}

/* A file can be made or replaced: better known now than after minutes of work. */
static void check_writable(const char *option, const char *path)
{
    char error[400];
    struct atomic_file file;
    if (!atomic_file_open(&file, path, error, sizeof error))
        refuse_output(option, error);
    atomic_file_abandon(&file);
}

static void check_folder(const char *option, const char *path)
{
    char error[400], quoted[QUOTE_SIZE];
    struct stat s;
    int cause = stat(path, &s) != 0 ? errno : !S_ISDIR(s.st_mode) ? ENOTDIR : access(path, W_OK | X_OK) ? errno : 0;
    snprintf(error, sizeof error, "%s: expected a folder to write into: %s", quote(path, quoted), strerror(cause));
    if (cause)
        refuse_output(option, error);
}

static error_t read_option(int key, char *arg, struct argp_state *state)
{
    static const char *const isas[] = {"auto", "v4", "v3", "plain", NULL},
                             *const fills[] = {"uniform", "coarse", "spread", NULL},
                             *const truths[] = {"double", "mpfr", NULL};
    struct command_line *line = state->input;
    struct verify_options *v = &line->verify;
    switch (key) {
    case OP:
        v->op = arg;
        break;
    case CHECK:
        read_checks(arg);
        v->check = arg;
        break;
    case IMPL:
        v->impl = arg;
        break;
    case ISA:
        read_word("isa", arg, isas);
        v->isa = arg;
        break;
    case FILL:
        read_word("fill", arg, fills);
        v->fill = arg;
        break;
    case HARD:
        check_folder("hard", arg);
        v->hard = arg;
        break;
    case PROOF:
        check_writable("proof", arg);
        v->proof = arg;
        break;
    case RESUME:
        line->resume = arg;
        break;
    case EVERY:
        v->every = number("every", arg, 1, UINT64_C(1) << 32);
        break;
    case TRUTH:
        read_word("truth", arg, truths);
        v->mpfr = strcmp(arg, "mpfr") == 0;
        break;
    case HASH:
        line->wish = COMMAND_LINE_HASH;
        break;
    case SHAPE:
        v->shape = arg;
        break;
    case HYPER:
        v->hyper = arg;
        break;
    case SEED:
        v->seed = number("seed", arg, 0, UINT64_MAX / 1024);
        break;
    case STEP:
        v->step = number("step", arg, 1, UINT64_C(1) << 53);
        break;
    case THREADS:
        v->threads = (int)number("threads", arg, 1, VERIFY_THREADS);
        break;
    case OFFSET:
        v->offset = (int)number("offset", arg, 0, VERIFY_OFFSET);
        break;
    case QUICK:
        v->quick = true;
        break;
    case LIST:
        line->wish = COMMAND_LINE_LIST;
        break;
    case HELP:
        if (arg && strcmp(arg, "all") != 0)
            refuse("--help %s: only all is known", quote(arg, (char[QUOTE_SIZE]){0}));
        line->wish = arg ? COMMAND_LINE_HELP_ALL : COMMAND_LINE_HELP;
        break;
    case USAGE:
        line->wish = COMMAND_LINE_USAGE;
        break;
    case VERSION:
        line->wish = COMMAND_LINE_VERSION;
        break;
    case ARGP_KEY_ARG:
        refuse("%s: unexpected; options begin with --", quote(arg, (char[QUOTE_SIZE]){0}));
    case ARGP_KEY_ERROR:
        refuse_option(state->argv[state->next - 1]);
        break;
    default:
        return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

static const struct argp ARGP = {.options = COMMAND_LINE_OPTIONS, .parser = read_option};

void command_line_read(int argc, char **argv, struct command_line *line)
{
    *line = (struct command_line){.verify = {.seed = VERIFY_SEED, .offset = -1, .every = 1}};
    error_t failed = argp_parse(&ARGP, argc, argv, ARGP_NO_ERRS | ARGP_NO_HELP, NULL, line);
    if (failed)
        refuse("cannot read the command line: %s", strerror(failed));
    const struct verify_options *v = &line->verify;
    bool exhaustive = v->check && strstr(v->check, "exhaustive");
    if (!exhaustive && (line->resume || v->hard || v->proof || v->mpfr || v->every > 1))
        refuse("--resume, --every, --truth, --hard and --proof are about --check exhaustive alone");
    if (v->every > 1 && (v->hard || v->proof))
        refuse("--every %llu: the hard inputs and the proof are of all floats", (unsigned long long)v->every);
}

static void check_impl(const char *name)
{
    const char *known[16] = {0};
    size_t n = 0;
    for (const struct gradus_op *const *op = gradus_ops(); *op; op++)
        for (int i = 0; i < GRADUS_IMPLS && (*op)->impl[i].name; i++)
            if (!among((*op)->impl[i].name, known) && n + 1 < sizeof known / sizeof *known)
                known[n++] = (*op)->impl[i].name;
    if (!among(name, known))
        refuse_word("impl", name, known);
}

/* A case holds each operand about six times, in doubles for the most part. */
static bool fits_memory(const struct gradus_op *op, const size_t *dim, char *why, size_t why_size)
{
    const size_t copies = 6 * sizeof(double);
    double bytes = 0;
    for (int i = 0; i < gradus_operands(op); i++) {
        double elements = 1;
        for (const char *axis = op->operand[i].shape; *axis; axis++)
            elements *= *axis == '#' ? 1 : (double)dim[strchr(op->axes, *axis) - op->axes];
        bytes += elements * (double)copies;
    }
    return memory_allows(bytes, why, why_size);
}

void command_line_check_rows(const struct command_line *line)
{
    const struct verify_options *v = &line->verify;
    const char *known[256] = {0};
    char quoted[QUOTE_SIZE], why[120];
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
        if (v->shape && !notation_shape(v->shape, *op, dim))
            refuse("--shape %s: expected a size for each of the axes '%s' of %s, as in %c=3", quote(v->shape, quoted),
                   (*op)->axes, (*op)->name, (*op)->axes[0]);
        if (v->shape && !fits_memory(*op, dim, why, sizeof why))
            refuse("--shape %s: the operands of %s would not fit in memory: a case %s", quote(v->shape, quoted),
                   (*op)->name, why);
        if (v->hyper && !notation_hyper(v->hyper, *op, hyper))
            refuse("--hyper %s: expected name=value of hyper-parameters of %s", quote(v->hyper, quoted), (*op)->name);
    }
    if (!matched && v->op)
        refuse_word("op", v->op, known);
    if (v->impl)
        check_impl(v->impl);
}
