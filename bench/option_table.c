/* SPDX-License-Identifier: MIT
 * option_table.c - every option of bench: where it belongs in the help, what it is for, what it may be. */
#include "option_table.h"

#include "arguments.h"

#define AT(member) offsetof(struct arguments, member)

enum {
    NETWORK = ARGUMENTS_RUN | ARGUMENTS_LIST,
    TRAINED = ARGUMENTS_RUN | ARGUMENTS_ASSIGNMENT,
    TIMED = ARGUMENTS_RUN | ARGUMENTS_ROWS,
    ALL = ARGUMENTS_RUN | ARGUMENTS_ROWS | ARGUMENTS_ASSIGNMENT | ARGUMENTS_LIST,
};

const char *const option_headers[GROUPS] = {[NETWORKS] = "Network and training:",
                                            [ALONE] = "Operations alone:",
                                            [MEASURE] = "Measurement:",
                                            [OUTPUTS] = "Output:",
                                            [ABOUT] = "About the program:"};

const struct option_row option_table[] = {
    {NETWORKS, "model", "LIST", NETWORK, TEXT, AT(model), "iris (default), dot, yogurt, mlp:784-128-10"},
    {NETWORKS, "optimizer", "LIST", NETWORK | TRAINED, TEXT, AT(optimizer),
     "sgd, sgdm, adagrad, rmsprop (default), adam or all"},
    {NETWORKS, "batch", "LIST", NETWORK, TEXT, AT(batch),
     "rows per step (default 32); all: 1,8,32,120 as far as the data goes"},
    {NETWORKS,
     "lr",
     "X",
     ARGUMENTS_RUN,
     NUMBER,
     AT(lr),
     "learning rate (default: the lecture's)",
     {0, 1e6, .above = true}},
    {NETWORKS, "epochs", "N", ARGUMENTS_RUN, NUMBER, AT(epochs), "default: the lecture's", {1, 1e7, .whole = true}},
    {NETWORKS, "lr-decay", "X", ARGUMENTS_RUN, NUMBER, AT(lr_decay), "lr * X^(epoch / lr-step)", {0, 1, .above = true}},
    {NETWORKS, "lr-step", "X", ARGUMENTS_RUN, NUMBER, AT(lr_step), "default 1", {0, 1e9, .above = true}},
    {NETWORKS, "l1", "X", NETWORK, NUMBER, AT(l1), "adds X sum |w| to the loss", {0, 1e6}},
    {NETWORKS, "l2", "X", NETWORK, NUMBER, AT(l2), "adds X sum w^2 / 2 to the loss (default for dot: 0.03)", {0, 1e6}},
    {NETWORKS, "epsilon", "X", TRAINED, NUMBER, AT(epsilon), "added to the root; 0 is the lecture's", {0, 1}},
    {NETWORKS, "beta", "X", ARGUMENTS_RUN, NUMBER, AT(beta), "of sgdm, rmsprop", {0, 0x1.fffffep-1}},
    {NETWORKS, "beta1", "X", ARGUMENTS_RUN, NUMBER, AT(beta1), "of adam", {0, 0x1.fffffep-1}},
    {NETWORKS, "beta2", "X", ARGUMENTS_RUN, NUMBER, AT(beta2), "of adam", {0, 0x1.fffffep-1}},
    {NETWORKS, "cost", "X", NETWORK, NUMBER, AT(cost), "yogurt: asymmetric loss, per unit too many", {0, 1e6}},
    {NETWORKS, "profit", "X", NETWORK, NUMBER, AT(profit), "yogurt: asymmetric loss, per unit too few", {0, 1e6}},
    {NETWORKS, "init", "tf|he", ARGUMENTS_RUN, TEXT, AT(init),
     "initial weights: the lecture's, or randn sqrt(2 / inputs)"},
    {NETWORKS,
     "seed",
     "N",
     TIMED,
     NUMBER,
     AT(seed),
     "of initial weights and made-up data",
     {0, 4294967295, .whole = true}},
    {NETWORKS, "standardize", NULL, ARGUMENTS_RUN, FLAG, AT(standardize), "features to mean 0, deviation 1"},
    {NETWORKS, "flush-denormals", NULL, TRAINED, FLAG, AT(flush_denormals),
     "compute as TensorFlow does: denormals are 0"},
    {NETWORKS, "unfused", NULL, NETWORK, FLAG, AT(unfused), "one call per operation"},
    {ALONE, "op", "GLOB", TIMED, TEXT, AT(op), "time operations alone"},
    {ALONE, "shape", "S", TIMED, TEXT, AT(shape), "their sizes: n=65536, m=32,k=784,n=128 or 32x784x128"},
    {MEASURE, "impl", "NAME", TIMED, TEXT, AT(impl), "exact, fast, blas (default: what fits the shape)"},
    {MEASURE, "threads", "LIST", TIMED, TEXT, AT(threads), "numbers, or max (default 1,max)"},
    {MEASURE, "isa", "NAME", ALL, TEXT, AT(isa), "auto, v4, v3, plain"},
    {MEASURE, "quick", NULL, TIMED, FLAG, AT(quick), "times briefly and verifies nothing: gives no verdict"},
    {MEASURE, "no-verify", NULL, TRAINED, FLAG, AT(no_verify), "does not check the numbers"},
    {OUTPUTS, "format", "NAME", ALL, FORMAT, AT(format), "console (default), json, csv, md"},
    {OUTPUTS, "out", "FMT=PATH", ALL, OUTPUT, AT(out), "writes a file too; may be repeated"},
    {OUTPUTS, "plot", "FILE.svg", TRAINED, TEXT, AT(plot), "draws loss and accuracy, epoch by epoch"},
    {ABOUT, "help", NULL, ARGUMENTS_HELP, PRINT, AT(help), "prints this"},
    {ABOUT, "usage", NULL, ARGUMENTS_HELP, PRINT, AT(help), "prints the options in short"},
    {ABOUT, "version", NULL, ARGUMENTS_HELP, PRINT, AT(help), "prints the version"},
};

_Static_assert(sizeof option_table / sizeof *option_table == ROWS, "ROWS is their number");
