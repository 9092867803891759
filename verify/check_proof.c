/* SPDX-License-Identifier: MIT
 * check_proof.c - that the proof of each function of one is of the source that this program is built from: whoever
 * changes a kernel tries all 2^32 inputs again and commits what came out. */
#include "checks.h"
#include "proof.h"

#include <limits.h>

static bool applies(const struct verify_options *options, const struct gradus_op *op)
{
    (void)options;
    return survey_applies(op);
}

static uint64_t expected(const struct verify_options *options, const struct gradus_op *op)
{
    return verify_impls(options, op);
}

static void run(struct verify *v, const struct gradus_op *op)
{
    char path[PATH_MAX];
    bool there = proof_path(path, sizeof path);
    for (int k = 0; k < GRADUS_IMPLS && op->impl[k].name; k++) {
        const char *impl = op->impl[k].name;
        struct proof proof = {0};
        if (!verify_wants(v->options, &op->impl[k]))
            continue;
        bool found = there && proof_find(path, op->name, impl, &proof);
        verify_expect(
            v, found && proof.source == proof_source(op->name),
            "%s: %s   verify --op %s --check exhaustive --impl %s --proof data/hard/proof.csv --hard data/hard", impl,
            !there  ? path
            : found ? "its source is not the one that all 2^32 inputs were tried with; try them again"
                    : "nobody tried all 2^32 inputs yet",
            op->name, impl);
    }
}

const struct check check_proof = {
    .name = "proof",
    .about = "all 2^32 inputs were tried with this very source (data/hard/proof.csv)",
    .applies = applies,
    .expected = expected,
    .run = run,
};
