/* SPDX-License-Identifier: MIT
 * complete.h - what a shell may offer for the word under the cursor.
 *
 * PROGRAM --complete WORD... is how the scripts beside this file (complete.bash, complete.zsh, complete.fish) ask: the
 * words of the command line so far, the last of them unfinished, perhaps empty. The answer is a line for each word that
 * could stand there, a tab and what it means; ":files", a tab and a beginning means: that beginning and any file. */
#ifndef COMPLETE_H
#define COMPLETE_H

#include <argp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct complete {
    FILE *f;
    const struct argp_option *option; /* argp's table of what may be given here */
    const char *const *word;
    size_t words; /* at least 1 */
    /* Offers the values of an option; with NULL what may stand outside of options. It is not asked about values that
     * the table has itself: "auto|v4", "FILE". */
    void (*values)(struct complete *c, const char *option);
    const char *part; /* complete_words': where in the last word that begins which is sought */
};

/* Whether the program is asked for that; its words are then argv + 2. */
bool complete_asked(int argc, char **argv);

/* Answers. */
void complete_words(struct complete *c);

/* For `values`: offers a word if it begins as what is sought; any file. `doc` may be NULL. */
void complete_offer(struct complete *c, const char *word, const char *doc);
void complete_files(struct complete *c);

#endif
