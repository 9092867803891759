/* SPDX-License-Identifier: MIT
 * dataset.h - the lecture's data, ready to train on. */
#ifndef DATASET_H
#define DATASET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct dataset {
    size_t rows, test; /* rows to train on; rows to test on, which follow them */
    size_t features, targets;
    float *x;       /* (rows + test) x features */
    float *y;       /* (rows + test) x targets; NULL where there are labels */
    int32_t *label; /* rows + test labels in [0, targets); NULL where there are targets */
};

/* Finds a shipped file ("iris.csv"). Where $GRADUS_DATA is set and not empty it is the only folder looked into,
 * otherwise the one beside the installed program and then the source tree are. Writes the file's path to `path` and
 * returns true, or writes one line to it that names what is missing. */
bool dataset_path(const char *file, char *path, size_t size);

/* What follows returns false, and an empty *d, with one line in `error` and in errno ENOMEM where memory ran out,
 * EINVAL where the file, its content or the sizes asked for are at fault. */

/* p32..p40: iris.csv (or `path`), features and labels shuffled alike by RandomState(seed), 120 to train and 30 to test.
 * Of a `path` with another number of rows, the last 30 after the shuffle test and the others train. */
bool dataset_iris(struct dataset *d, const char *path, uint32_t seed, char *error, size_t error_size);

/* p29: dot.csv (or `path`): x1, x2 and the target y_c in {0, 1}; all 300 rows train, none test. */
bool dataset_dot(struct dataset *d, const char *path, char *error, size_t error_size);

/* p19, p20: 32 rows of RandomState(seed): x1, x2 in [0, 1), y = x1 + x2 + noise in [-0.05, 0.05). */
bool dataset_yogurt(struct dataset *d, uint32_t seed, char *error, size_t error_size);

/* `rows` made-up rows: features from RandomState(seed).randn; the label is the largest of `classes` random linear
 * scores of the row, so that there is something to learn. No test rows. */
bool dataset_generated(struct dataset *d, size_t rows, size_t features, size_t classes, uint32_t seed, char *error,
                       size_t error_size);

void dataset_free(struct dataset *d);

#endif
