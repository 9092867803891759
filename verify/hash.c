/* SPDX-License-Identifier: MIT
 * hash.c - what goes into a digest: awkward sizes, every way to fill, teams of seven sizes, offsets from alignment;
 * of elementwise rows every tail at every offset, all special values, and a size beyond the caches, from which on
 * results may be stored in another way. */
#include "hash.h"

#include "digest.h"
#include "program.h"
#include "shapes.h"
#include "special.h"

#include <fnmatch.h>
#include <inttypes.h>
#include <string.h>

enum { TEAMS = 7, FILLS = 3, LONGEST = 67, OFFSETS = 16, BEYOND_CACHES = (1 << 22) + 37 };
static const int TEAM[TEAMS] = {1, 2, 3, 5, 7, 8, 16};

static void add_results(struct digest *d, struct case_data *c)
{
    case_run(c);
    for (int i = 0; i < gradus_operands(c->spec.op); i++) {
        const struct gradus_operand *operand = &c->spec.op->operand[i];
        if (!judge_written(operand))
            continue;
        if (operand->below)
            digest_words(d, c->call.a.p[i], c->count[i]);
        else
            digest_floats(d, c->call.a.p[i], c->count[i]);
    }
}

/* Sizes that the implementation is not built for add nothing. */
static bool add_case(struct digest *d, const struct case_spec *spec)
{
    struct case_data c;
    enum gradus_status status = case_new(&c, spec);
    if (status != GRADUS_OK)
        return status == GRADUS_INVALID;
    case_prepare(&c);
    add_results(d, &c);
    case_free(&c);
    return true;
}

static bool add_teams(struct digest *d, const struct verify_options *options, struct case_spec spec)
{
    bool good = true;
    for (size_t i = 0; shapes_few(options, spec.op, spec.impl, i, spec.dim); i++)
        for (int fill = 0; fill < FILLS; fill++)
            for (size_t team = 0; team < TEAMS && good; team++) {
                spec.fill = (enum case_fill)fill;
                spec.threads = TEAM[team];
                spec.offset = (i * TEAMS + team) % OFFSETS;
                good = add_case(d, &spec);
            }
    return good;
}

static bool add_shapes(struct digest *d, const struct verify_options *options, struct case_spec spec)
{
    bool good = true;
    case_vary(&spec);
    for (size_t i = 0; good && shapes_get(options, spec.op, spec.impl, i, spec.dim); i++)
        good = add_case(d, &spec);
    return good;
}

static bool add_tails(struct digest *d, struct case_spec spec)
{
    bool good = true;
    for (spec.dim[0] = 1; spec.dim[0] <= LONGEST; spec.dim[0]++)
        for (spec.offset = 0; spec.offset < OFFSETS && good; spec.offset++)
            good = add_case(d, &spec);
    return good;
}

static bool add_large(struct digest *d, const struct verify_options *options, struct case_spec spec)
{
    if (options->quick)
        return true;
    spec.dim[0] = BEYOND_CACHES;
    spec.offset = 3;
    spec.threads = 2;
    return add_case(d, &spec);
}

static bool add_specials(struct digest *d, const struct special_inputs *in, struct case_spec spec)
{
    struct case_data c;
    spec.dim[0] = in->combinations;
    enum gradus_status status = case_new(&c, &spec);
    if (status != GRADUS_OK)
        return status == GRADUS_INVALID;
    for (size_t s = 0; s < (in->scalars ? SPECIALS : 1); s++) {
        case_prepare(&c);
        for (size_t i = 0; i < in->combinations; i++)
            special_set(&c, in, i, i);
        for (int i = 0; i < in->scalars; i++)
            *(float *)c.call.a.p[in->scalar[i]] = SPECIAL[s];
        add_results(d, &c);
    }
    case_free(&c);
    return true;
}

static bool print_impl(const struct verify_options *options, const struct gradus_op *op, const struct gradus_impl *impl,
                       FILE *out)
{
    struct digest d;
    struct special_inputs in;
    struct case_spec spec = case_spec(options, op, impl);
    digest_start(&d);
    bool special = special_find(op, &in) && in.elementwise;
    bool good = add_teams(&d, options, spec) && add_shapes(&d, options, spec) &&
                (!special || (add_tails(&d, spec) && add_specials(&d, &in, spec) && add_large(&d, options, spec)));
    fprintf(out, "%s %s %016" PRIx64 "\n", op->name, impl->name, digest_end(&d));
    return good;
}

/* Products in float32 promise their bits on one type of processor: the fast ways of rows that OpenBLAS can compute. */
static bool is_portable(const struct gradus_op *op, const struct gradus_impl *impl)
{
    bool product = false;
    for (int k = 0; k < GRADUS_IMPLS && op->impl[k].name; k++)
        product = product || strcmp(op->impl[k].name, "blas") == 0;
    return !product || strcmp(impl->name, "exact") == 0;
}

bool hash_print(const struct verify_options *options, FILE *out)
{
    bool good = true;
    for (const struct gradus_op *const *op = gradus_ops(); *op && !program_interrupted(); op++)
        for (int k = 0; k < GRADUS_IMPLS && (*op)->impl[k].name && good; k++) {
            const struct gradus_impl *impl = &(*op)->impl[k];
            if ((!options->op || fnmatch(options->op, (*op)->name, 0) == 0) && verify_wants(options, impl) &&
                (options->impl || is_portable(*op, impl)))
                good = print_impl(options, *op, impl, out);
        }
    return good;
}
