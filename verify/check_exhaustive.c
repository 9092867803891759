/* SPDX-License-Identifier: MIT
 * check_exhaustive.c - every one of the 2^32 floats through a function of one (survey.h). An implementation that
 * promises the nearest float must give it for all of them, any other must keep its bound. What was found is printed,
 * kept in a journal as it comes in (--resume), and where asked written down as the proof (--proof) with the inputs that
 * were hardest (--hard). Run only when asked for by name: about fifteen seconds a function on two cores. */
#include "atomic_file.h"
#include "checks.h"
#include "eta.h"
#include "journal.h"
#include "program.h"
#include "proof.h"

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

enum { ERROR = PATH_MAX + 200 };

/* Only on demand: "all checks" is what a commit can afford. */
static bool applies(const struct verify_options *options, const struct gradus_op *op)
{
    return options->check && strstr(options->check, "exhaustive") && survey_applies(op);
}

static uint64_t expected(const struct verify_options *options, const struct gradus_op *op)
{
    return verify_impls(options, op);
}

/* All slices that are left. False: interrupted, with nothing in `error`, or a line in it. */
static bool walk(const struct verify *v, const struct survey *s, struct survey_sum *sum, struct survey_hard *hard,
                 char *error)
{
    const struct journal *journal = v->options->journal;
    char what[80];
    struct eta eta;
    snprintf(what, sizeof what, "%s/%s", s->op->name, s->impl->name);
    if (journal && !journal_find(journal, s, sum, hard, error, ERROR))
        return false;
    const double before = sum->seconds;
    bool good = true;
    eta_start(&eta, isatty(STDERR_FILENO) ? stderr : NULL, sum->slices, s->slices);
    while (good && sum->slices < s->slices) {
        size_t first = hard->n;
        eta_show(&eta, what, sum->slices);
        good = survey_slice(s, sum, hard);
        if (!good && errno == ENOMEM)
            snprintf(error, ERROR, "no memory");
        sum->seconds = before + eta_seconds(&eta);
        if (good && journal)
            good = journal_add(journal, s, sum, hard, first, error, ERROR);
    }
    eta_end(&eta);
    return good;
}

/* The hard inputs, where asked for; rows that promise the reference's bits need none. */
static bool write_hard(const struct verify *v, const struct survey *s, const struct survey_hard *hard, char *error)
{
    char path[PATH_MAX];
    struct atomic_file list;
    if (!v->options->hard || s->bound == 0 || !s->nearest)
        return true;
    snprintf(path, sizeof path, "%s/%s.csv", v->options->hard, s->op->name);
    if (!atomic_file_open(&list, path, error, ERROR))
        return false;
    fprintf(list.stream, "%s\n", s->op->operand[0].name);
    for (size_t i = 0; i < hard->n; i++)
        fprintf(list.stream, "%a\n", (double)hard->x[i]);
    return atomic_file_commit(&list, error, ERROR);
}

/* That these are the results that the proof speaks of, where it speaks of this source. */
static bool same_as_proved(const struct survey *s, const struct survey_sum *sum, char *error)
{
    char path[PATH_MAX];
    struct proof proof;
    if (s->every > 1 || !proof_path(path, sizeof path) || !proof_find(path, s->op->name, s->impl->name, &proof) ||
        proof.source != proof_source(s->op->name) || proof.outputs == sum->outputs)
        return true;
    snprintf(error, ERROR, "other bits than those proved: all results have the digest %016" PRIx64 ", not %016" PRIx64,
             sum->outputs, proof.outputs);
    return false;
}

static void print_report(const struct verify *v, const struct survey *s, const struct survey_sum *sum, size_t hard)
{
    fprintf(v->out, "%s/%s: %" PRIu64 " floats%s, ", s->op->name, s->impl->name, s->inputs,
            s->mpfr ? ", each decided by MPFR" : "");
    if (sum->misrounded == 0)
        fputs("all to the nearest", v->out);
    else
        fprintf(v->out,
                "%.3g %% not to the nearest, worst error %.3f ulp at x = %a, beyond the last rounding %.3f at x = %a "
                "(bound %.3g)",
                100.0 * (double)sum->misrounded / (double)s->inputs, sum->ulp, (double)sum->ulp_x, sum->beyond,
                (double)sum->beyond_x, s->bound);
    fprintf(v->out, "; results %016" PRIx64 "; %zu hard; %.1f s\n", sum->outputs, hard, sum->seconds);
}

/* The line that surveys the same floats again. */
static void command(const struct survey *s, char *text, size_t size)
{
    int used = snprintf(text, size, "verify --op %s --check exhaustive --impl %s%s", s->op->name, s->impl->name,
                        s->mpfr ? " --truth mpfr" : "");
    if (s->every > 1)
        snprintf(text + used, size - (size_t)used, " --every %" PRIu64 " --seed %" PRIu64, s->every, s->seed);
}

static void run_impl(struct verify *v, const struct gradus_op *op, const struct gradus_impl *impl)
{
    const struct verify_options *o = v->options;
    char error[ERROR] = "", again[256];
    struct survey_sum sum = {0};
    struct survey_hard hard = {0};
    struct survey s = {.op = op, .impl = impl, .mpfr = o->mpfr, .every = o->every ? o->every : 1, .seed = o->seed};
    s.threads = o->threads ? o->threads : gradus_processors();
    survey_start(&s);
    bool done = walk(v, &s, &sum, &hard, error);
    if (done) {
        print_report(v, &s, &sum, hard.n);
        verify_note(v, sum.beyond, s.bound, "%s/%s at x = %a", op->name, impl->name, (double)sum.beyond_x);
        command(&s, again, sizeof again);
        if (sum.wrong == 0 && !o->proof && !same_as_proved(&s, &sum, error))
            verify_expect(v, false, "%s: %s   %s", impl->name, error, again);
        else
            verify_expect(v, sum.wrong == 0,
                          "%s: %" PRIu64 " of %" PRIu64 " floats %s, such as x = %a: got %a want %a   %s", impl->name,
                          sum.wrong, s.inputs, s.nearest ? "misrounded" : "beyond the bound", (double)sum.x,
                          (double)sum.got, (double)sum.want, again);
        if (sum.wrong == 0 &&
            (!write_hard(v, &s, &hard, error) || (o->proof && !proof_write(o->proof, &s, &sum, error, sizeof error))))
            verify_stop(v, "%s", error);
    } else if (error[0]) {
        verify_stop(v, "%s/%s: %s", op->name, impl->name, error);
    }
    survey_hard_free(&hard);
}

static void run(struct verify *v, const struct gradus_op *op)
{
    for (int k = 0; k < GRADUS_IMPLS && op->impl[k].name && !program_interrupted() && !v->stopped; k++)
        if (verify_wants(v->options, &op->impl[k]))
            run_impl(v, op, &op->impl[k]);
}

const struct check check_exhaustive = {
    .name = "exhaustive",
    .about = "functions of one over all 2^32 inputs: the nearest float, or within the bound (only by name: minutes)",
    .applies = applies,
    .expected = expected,
    .run = run,
};
