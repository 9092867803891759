/* SPDX-License-Identifier: MIT
 * kinds.c - by operands, gradients and counts; no list of names. */
#include "kinds.h"

#include "suggest.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

static bool has(const struct gradus_op *op, const char *operand, enum gradus_role role)
{
    int i = gradus_operand_index(op, operand);
    return i >= 0 && op->operand[i].role == role;
}

/* What a network accepts between its layers. */
static bool is_activation(const struct gradus_op *op)
{
    return has(op, "x", GRADUS_IN) && has(op, "y", GRADUS_OUT) && gradus_operands(op) == 2 && op->grad[0];
}

static bool is_loss(const struct gradus_op *op)
{
    return has(op, "loss", GRADUS_OUT);
}

/* Results are called after what they are gradients of: dx, dw. */
static bool is_derivative(const struct gradus_op *op)
{
    for (int i = 0; i < gradus_operands(op); i++)
        if (op->operand[i].role == GRADUS_OUT && op->operand[i].name[0] == 'd' && op->operand[i].name[1])
            return !is_loss(op);
    return false;
}

static bool is_regularizer(const struct gradus_op *op)
{
    return has(op, "loss", GRADUS_INOUT) && has(op, "g", GRADUS_INOUT);
}

static bool is_optimizer(const struct gradus_op *op)
{
    return gradus_states(op) >= 0;
}

static bool is_product(const struct gradus_op *op)
{
    const size_t one[GRADUS_AXES] = {1, 1, 1, 1};
    struct gradus_count count;
    return gradus_count(op, one, &count) == GRADUS_OK && count.multiply_adds > 0;
}

static bool is_fused(const struct gradus_op *op)
{
    return op->fuses[0] != NULL;
}

static bool is_other(const struct gradus_op *op)
{
    for (const struct kind *kind = kinds; kind->is != is_other; kind++)
        if (kind->is(op))
            return false;
    return true;
}

const struct kind kinds[] = {
    {"activation", "from x to y, with a gradient: what may stand between layers", is_activation},
    {"derivative", "gradients of other operations", is_derivative},
    {"loss", "a scalar loss, and the gradient of it", is_loss},
    {"regularizer", "adds to loss and gradient", is_regularizer},
    {"optimizer", "updates parameters in place", is_optimizer},
    {"product", "matrix products", is_product},
    {"fused", "several operations in one sweep", is_fused},
    {"other", "none of these", is_other},
    {NULL}};

unsigned kinds_of(const struct gradus_op *op)
{
    unsigned of = 0;
    for (int i = 0; kinds[i].name; i++)
        of |= kinds[i].is(op) ? 1U << i : 0;
    return of;
}

void kinds_text(unsigned of, char *text, size_t size)
{
    text[0] = '\0';
    for (int i = 0; kinds[i].name; i++)
        if (of & 1U << i)
            snprintf(text + strlen(text), size - strlen(text), "%s%s", text[0] ? ", " : "", kinds[i].name);
}

bool kinds_read(const char *text, unsigned *of, char *error, size_t error_size)
{
    struct words_list words;
    char why[WORDS_WHY];
    *of = 0;
    if (!words_split(text, &words, why, sizeof why)) {
        snprintf(error, error_size, "--kind %s", why);
        return false;
    }
    for (size_t w = 0; w < words.n; w++) {
        const char *known[32] = {NULL};
        char names[160];
        int i = 0;
        for (; kinds[i].name && strcmp(kinds[i].name, words.item[w]) != 0; i++)
            known[i] = kinds[i].name;
        *of |= 1U << i;
        if (kinds[i].name)
            continue;
        const char *near = suggest(words.item[w], known);
        words_join(known, names, sizeof names);
        snprintf(error, error_size, "--kind %s: no such kind%s%s%s", words_quote(words.item[w]).text,
                 near ? "; did you mean " : " (", near ? near : names, near ? "?" : ")");
        return false;
    }
    return true;
}
