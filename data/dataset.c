/* SPDX-License-Identifier: MIT
 * dataset.c - finds, reads, makes and shuffles the rows that are trained on. */
#include "dataset.h"

#include "csv.h"
#include "rng_numpy.h"

#include <float.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { IRIS_FEATURES = 4, IRIS_CLASSES = 3, IRIS_TEST = 30, DOT_FEATURES = 2, YOGURT_ROWS = 32, YOGURT_FEATURES = 2 };

/* ---- where the files are ------------------------------------------------------------------------------------- */

static bool is_file(const char *path)
{
    struct stat s;
    return stat(path, &s) == 0 && S_ISREG(s.st_mode);
}

/* <folder of this program>/../share/gradus, "" where the system does not say what runs. */
static void installed_folder(char folder[PATH_MAX])
{
    static const char SHARE[] = "/../share/gradus";
    char program[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", program, sizeof program);
    folder[0] = '\0';
    while (n > 0 && program[n - 1] != '/')
        n--;
    if (n > 1 && (size_t)n + sizeof SHARE < PATH_MAX) {
        memcpy(folder, program, (size_t)n - 1);
        memcpy(folder + n - 1, SHARE, sizeof SHARE);
    }
}

bool dataset_path(const char *file, char *path, size_t size)
{
    char installed[PATH_MAX];
    installed_folder(installed);
    const char *asked = getenv("GRADUS_DATA");
    const char *folder[] = {
        asked != NULL ? asked : "",
        installed,
#ifdef GRADUS_SOURCE_DATA
        GRADUS_SOURCE_DATA,
#endif
    };
    const size_t folders = sizeof folder / sizeof *folder;
    for (size_t i = 0; i < folders; i++) {
        if (*folder[i] == '\0')
            continue;
        int n = snprintf(path, size, "%s/%s", folder[i], file);
        if (n >= 0 && (size_t)n < size && is_file(path))
            return true;
    }
    int n =
        snprintf(path, size, "%s: not found in $GRADUS_DATA (%s)", file, folder[0][0] != '\0' ? folder[0] : "not set");
    for (size_t i = 1; i < folders; i++)
        if (*folder[i] != '\0' && n >= 0 && (size_t)n < size)
            n += snprintf(path + n, size - (size_t)n, ", %s", folder[i]);
    return false;
}

/* ---- memory -------------------------------------------------------------------------------------------------- */

/* rows x cols elements, zeroed, cols not 0; NULL where they do not fit. */
static void *table(size_t rows, size_t cols, size_t size)
{
    return rows > SIZE_MAX / size / cols ? NULL : calloc(rows * cols, size);
}

/* Sets the sizes and the arrays: labels in [0, targets) or, with `labels` false, target values. */
static bool allocate(struct dataset *d, size_t rows, size_t test, size_t features, size_t targets, bool labels,
                     char *error, size_t error_size)
{
    size_t all = rows + test;
    *d = (struct dataset){.rows = rows, .test = test, .features = features, .targets = targets};
    d->x = table(all, features, sizeof *d->x);
    d->label = d->x != NULL && labels ? table(all, 1, sizeof *d->label) : NULL;
    d->y = d->x != NULL && !labels ? table(all, targets, sizeof *d->y) : NULL;
    if (d->x != NULL && (labels ? d->label != NULL : d->y != NULL))
        return true;
    dataset_free(d);
    snprintf(error, error_size, "out of memory for %zu rows of %zu features", all, features);
    return false;
}

void dataset_free(struct dataset *d)
{
    free(d->x);
    free(d->y);
    free(d->label);
    *d = (struct dataset){0};
}

/* ---- from files ---------------------------------------------------------------------------------------------- */

/* Reads the named shipped file, or `path`, as `features` columns of float32 and one of labels in [0, classes). */
static bool read_table(struct csv *t, const char *file, const char *path, size_t features, size_t classes,
                       size_t least_rows, char *error, size_t error_size)
{
    char shipped[PATH_MAX];
    if (path == NULL) {
        if (!dataset_path(file, shipped, sizeof shipped)) {
            snprintf(error, error_size, "%s", shipped);
            return false;
        }
        path = shipped;
    }
    if (!csv_read(path, t, error, error_size))
        return false;
    bool good = false;
    if (t->cols != features + 1) {
        snprintf(error, error_size, "%s:1: found %zu columns, expected %zu features and a label", path, t->cols,
                 features);
        goto done;
    }
    if (t->rows < least_rows) {
        snprintf(error, error_size, "%s:%zu: found %zu rows, expected at least %zu", path, t->rows + 1, t->rows,
                 least_rows);
        goto done;
    }
    for (size_t i = 0; i < t->rows; i++)
        for (size_t j = 0; j <= features; j++) {
            double v = t->value[i * t->cols + j];
            bool label = j == features;
            /* A table has no blank lines, so that row i stands on line i + 2. */
            if (label && !(v >= 0 && v < (double)classes && v == floor(v))) {
                snprintf(error, error_size, "%s:%zu:%s: found %g, expected a label, a whole number from 0 to %zu", path,
                         i + 2, t->name[j], v, classes - 1);
                goto done;
            }
            if (!label && fabs(v) > (double)FLT_MAX) {
                snprintf(error, error_size, "%s:%zu:%s: found %g, expected a number that fits a float", path, i + 2,
                         t->name[j], v);
                goto done;
            }
        }
    good = true;
done:
    if (!good)
        csv_free(t);
    return good;
}

static void copy_features(struct dataset *d, const struct csv *t)
{
    for (size_t i = 0; i < t->rows; i++)
        for (size_t j = 0; j < d->features; j++)
            d->x[i * d->features + j] = (float)t->value[i * t->cols + j];
}

bool dataset_iris(struct dataset *d, const char *path, uint32_t seed, char *error, size_t error_size)
{
    struct csv t;
    *d = (struct dataset){0};
    if (!read_table(&t, "iris.csv", path, IRIS_FEATURES, IRIS_CLASSES, IRIS_TEST + 1, error, error_size))
        return false;
    bool good = allocate(d, t.rows - IRIS_TEST, IRIS_TEST, IRIS_FEATURES, IRIS_CLASSES, true, error, error_size);
    if (good) {
        copy_features(d, &t);
        for (size_t i = 0; i < t.rows; i++)
            d->label[i] = (int32_t)t.value[i * t.cols + IRIS_FEATURES];
        /* Seeded twice, as the scripts do it: one stream of draws, so one permutation, for both. */
        struct rng_numpy r;
        rng_numpy_seed(&r, seed);
        rng_numpy_shuffle(&r, d->x, t.rows, IRIS_FEATURES * sizeof *d->x);
        rng_numpy_seed(&r, seed);
        rng_numpy_shuffle(&r, d->label, t.rows, sizeof *d->label);
    }
    csv_free(&t);
    return good;
}

bool dataset_dot(struct dataset *d, const char *path, char *error, size_t error_size)
{
    struct csv t;
    *d = (struct dataset){0};
    if (!read_table(&t, "dot.csv", path, DOT_FEATURES, 2, 1, error, error_size))
        return false;
    bool good = allocate(d, t.rows, 0, DOT_FEATURES, 1, false, error, error_size);
    if (good) {
        copy_features(d, &t);
        for (size_t i = 0; i < t.rows; i++)
            d->y[i] = (float)t.value[i * t.cols + DOT_FEATURES];
    }
    csv_free(&t);
    return good;
}

/* ---- made up ------------------------------------------------------------------------------------------------- */

bool dataset_yogurt(struct dataset *d, uint32_t seed, char *error, size_t error_size)
{
    double x[YOGURT_ROWS * YOGURT_FEATURES];
    struct rng_numpy r;
    if (!allocate(d, YOGURT_ROWS, 0, YOGURT_FEATURES, 1, false, error, error_size))
        return false;
    rng_numpy_seed(&r, seed);
    /* All features are drawn before any noise, and the target is made of the doubles, not of the stored floats. */
    for (size_t i = 0; i < YOGURT_ROWS * YOGURT_FEATURES; i++) {
        x[i] = rng_numpy_rand(&r);
        d->x[i] = (float)x[i];
    }
    for (size_t i = 0; i < YOGURT_ROWS; i++)
        d->y[i] = (float)(x[2 * i] + x[2 * i + 1] + (rng_numpy_rand(&r) / 10.0 - 0.05));
    return true;
}

static int32_t best_class(const float *x, size_t features, const double *weight, size_t classes)
{
    double highest = -INFINITY;
    size_t best = 0;
    for (size_t c = 0; c < classes; c++) {
        double score = 0;
        for (size_t j = 0; j < features; j++)
            score += (double)x[j] * weight[c * features + j];
        if (score > highest) {
            highest = score;
            best = c;
        }
    }
    return (int32_t)best;
}

bool dataset_generated(struct dataset *d, size_t rows, size_t features, size_t classes, uint32_t seed, char *error,
                       size_t error_size)
{
    *d = (struct dataset){0};
    if (rows == 0 || features == 0 || classes == 0 || classes > INT32_MAX) {
        snprintf(error, error_size, "found %zu rows of %zu features in %zu classes, expected at least one of each",
                 rows, features, classes);
        return false;
    }
    if (!allocate(d, rows, 0, features, classes, true, error, error_size))
        return false;
    double *weight = table(classes, features, sizeof *weight);
    if (weight == NULL) {
        dataset_free(d);
        snprintf(error, error_size, "out of memory for %zu classes of %zu features", classes, features);
        return false;
    }
    struct rng_numpy r;
    rng_numpy_seed(&r, seed);
    for (size_t i = 0; i < rows * features; i++)
        d->x[i] = (float)rng_numpy_randn(&r);
    for (size_t i = 0; i < classes * features; i++)
        weight[i] = rng_numpy_randn(&r);
    for (size_t i = 0; i < rows; i++)
        d->label[i] = best_class(d->x + i * features, features, weight, classes);
    free(weight);
    return true;
}
