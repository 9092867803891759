/* SPDX-License-Identifier: MIT
 * dataset.c - finds, reads, makes and shuffles the rows that are trained on. */
#include "dataset.h"

#include "csv.h"
#include "rng_numpy.h"

#include <errno.h>
#include <float.h>
#include <limits.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { IRIS_FEATURES = 4, IRIS_CLASSES = 3, IRIS_TEST = 30, DOT_FEATURES = 2, YOGURT_ROWS = 32, YOGURT_FEATURES = 2 };

/* One line of `error`, whatever is in a path, and `cause` in errno. */
__attribute__((format(printf, 4, 5))) static bool fail(int cause, char *error, size_t error_size, const char *format,
                                                       ...)
{
    va_list list;
    va_start(list, format);
    vsnprintf(error, error_size, format, list);
    va_end(list);
    for (char *c = error; error_size > 0 && *c != '\0'; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7f)
            *c = '?';
    errno = cause;
    return false;
}

/* ---- where the files are ------------------------------------------------------------------------------------- */

/* Whether `path` is a file, or a folder; otherwise errno says what it is not. */
static bool is_there(const char *path, bool folder)
{
    struct stat s;
    if (stat(path, &s) != 0)
        return false;
    errno = folder ? ENOTDIR : S_ISDIR(s.st_mode) ? EISDIR : EINVAL;
    return folder ? S_ISDIR(s.st_mode) : S_ISREG(s.st_mode);
}

static bool find(const char *folder, const char *file, char *path, size_t size)
{
    int n = snprintf(path, size, "%s/%s", folder, file);
    errno = ENAMETOOLONG;
    return n >= 0 && (size_t)n < size && is_there(path, false);
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

/* Who names a folder means it: his own rows, not ours, are what he wants to see the results of. */
static bool find_asked(const char *folder, const char *file, char *path, size_t size)
{
    if (!is_there(folder, true))
        return fail(EINVAL, path, size, "$GRADUS_DATA: %s: %s", folder, strerror(errno));
    if (find(folder, file, path, size))
        return true;
    return fail(EINVAL, path, size, "$GRADUS_DATA: %s/%s: %s", folder, file, strerror(errno));
}

bool dataset_path(const char *file, char *path, size_t size)
{
    const char *asked = getenv("GRADUS_DATA");
    if (asked != NULL && *asked != '\0')
        return find_asked(asked, file, path, size);
    char installed[PATH_MAX];
    installed_folder(installed);
    if (*installed != '\0' && find(installed, file, path, size))
        return true;
#ifdef GRADUS_SOURCE_DATA
    static const char SOURCE[] = GRADUS_SOURCE_DATA;
#else
    static const char SOURCE[] = "";
#endif
    if (*SOURCE != '\0' && find(SOURCE, file, path, size))
        return true;
    return fail(EINVAL, path, size, "%s: not found in %s%s%s; $GRADUS_DATA can name its folder", file, installed,
                *installed != '\0' && *SOURCE != '\0' ? ", " : "", SOURCE);
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
    return fail(ENOMEM, error, error_size, "out of memory for %zu rows of %zu features", all, features);
}

void dataset_free(struct dataset *d)
{
    free(d->x);
    free(d->y);
    free(d->label);
    *d = (struct dataset){0};
}

/* ---- from files ---------------------------------------------------------------------------------------------- */

/* Whether the rows hold `features` floats and a label in [0, classes). A table has no blank lines, so that row i stands
 * on line i + 2. */
static bool fits(const struct csv *t, const char *path, size_t features, size_t classes, char *error, size_t error_size)
{
    for (size_t i = 0; i < t->rows; i++)
        for (size_t j = 0; j <= features; j++) {
            double v = t->value[i * t->cols + j];
            bool label = j == features;
            if (label && !(v >= 0 && v < (double)classes && v == floor(v)))
                return fail(EINVAL, error, error_size,
                            "%s:%zu:%s: found %.15g, expected a label, a whole number from 0 to %zu", path, i + 2,
                            t->name[j], v, classes - 1);
            if (!label && fabs(v) > (double)FLT_MAX)
                return fail(EINVAL, error, error_size, "%s:%zu:%s: found %.15g, expected a number that fits a float",
                            path, i + 2, t->name[j], v);
        }
    return true;
}

/* Reads the named shipped file, or `path`, as `features` columns of float32 and one of labels in [0, classes). */
static bool read_table(struct csv *t, const char *file, const char *path, size_t features, size_t classes,
                       size_t least_rows, char *error, size_t error_size)
{
    char shipped[PATH_MAX];
    if (path == NULL && !dataset_path(file, shipped, sizeof shipped))
        return fail(EINVAL, error, error_size, "%s", shipped);
    path = path != NULL ? path : shipped;
    if (!csv_read(path, t, error, error_size))
        return false;
    bool good = false;
    if (t->cols != features + 1)
        fail(EINVAL, error, error_size, "%s:1: found %zu columns, expected %zu features and a label", path, t->cols,
             features);
    else if (t->rows < least_rows)
        fail(EINVAL, error, error_size, "%s:%zu: found %zu rows, expected at least %zu", path, t->rows + 1, t->rows,
             least_rows);
    else
        good = fits(t, path, features, classes, error, error_size);
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
    if (rows == 0 || features == 0 || classes == 0 || classes > INT32_MAX)
        return fail(EINVAL, error, error_size,
                    "found %zu rows of %zu features in %zu classes, expected at least one of each", rows, features,
                    classes);
    if (!allocate(d, rows, 0, features, classes, true, error, error_size))
        return false;
    double *weight = table(classes, features, sizeof *weight);
    if (weight == NULL) {
        dataset_free(d);
        return fail(ENOMEM, error, error_size, "out of memory for %zu classes of %zu features", classes, features);
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
