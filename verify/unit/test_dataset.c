/* SPDX-License-Identifier: MIT
 * test_dataset.c - the lecture's rows in the lecture's order, and files that do not hold them. */
#include "dataset.h"

#include "csv.h"
#include "rng_numpy.h"
#include "scratch.h"

#include <errno.h>
#include <math.h>

static struct scratch scratch;
static struct dataset data;
static char error[512];

static void begin(void)
{
    scratch_begin(&scratch);
}

static void end(void)
{
    scratch_end(&scratch);
}

TestSuite(dataset, .init = begin, .fini = end, .timeout = 60);

/* Where the published shuffle begins, crosses from training to test rows, and ends. */
static const struct {
    size_t at, row;
} ORDER[] = {{0, 71},   {1, 56},    {2, 76},   {9, 34},   {16, 37},  {39, 52},   {40, 0},  {79, 101},
             {80, 112}, {119, 119}, {120, 99}, {121, 10}, {122, 96}, {148, 124}, {149, 53}};

Test(dataset, iris)
{
    char path[PATH_MAX];
    struct csv t;
    cr_assert(dataset_path("iris.csv", path, sizeof path), "%s", path);
    cr_assert(csv_read(path, &t, error, sizeof error), "%s", error);
    cr_assert(dataset_iris(&data, NULL, 116, error, sizeof error), "%s", error);
    cr_expect(data.rows == 120 && data.test == 30 && data.features == 4 && data.targets == 3 && data.y == NULL);
    for (size_t i = 0; i < sizeof ORDER / sizeof *ORDER; i++) {
        for (size_t j = 0; j < 4; j++)
            cr_expect_eq(data.x[4 * ORDER[i].at + j], (float)t.value[5 * ORDER[i].row + j], "position %zu feature %zu",
                         ORDER[i].at, j);
        cr_expect_eq(data.label[ORDER[i].at], t.value[5 * ORDER[i].row + 4], "position %zu", ORDER[i].at);
    }
    int train[3] = {0}, test[3] = {0};
    for (size_t i = 0; i < 150; i++)
        ++*(i < 120 ? &train[data.label[i]] : &test[data.label[i]]);
    cr_expect(train[0] == 39 && train[1] == 36 && train[2] == 45, "%d %d %d", train[0], train[1], train[2]);
    cr_expect(test[0] == 11 && test[1] == 14 && test[2] == 5, "%d %d %d", test[0], test[1], test[2]);
    double sum[4] = {0};
    for (size_t i = 0; i < 600; i++)
        sum[i % 4] += (double)data.x[i];
    static const double SUM[] = {876.5, 458.6, 563.7, 179.9};
    for (size_t j = 0; j < 4; j++)
        cr_expect_float_eq(sum[j], SUM[j], 1e-4, "column %zu", j);
    csv_free(&t);
    dataset_free(&data);
    cr_expect(data.x == NULL && data.label == NULL && data.rows == 0);
    dataset_free(&data);
}

/* UCI's file differs from the one the lecture used in these two rows; the published losses tell them apart. */
Test(dataset, iris_has_fishers_rows)
{
    static const float ROW34[] = {4.9f, 3.1f, 1.5f, 0.2f}, ROW37[] = {4.9f, 3.6f, 1.4f, 0.1f};
    cr_assert(dataset_iris(&data, NULL, 116, error, sizeof error), "%s", error);
    cr_expect_arr_eq(data.x + 4 * 9, ROW34, sizeof ROW34);
    cr_expect_arr_eq(data.x + 4 * 16, ROW37, sizeof ROW37);
    dataset_free(&data);
}

Test(dataset, iris_of_another_seed)
{
    struct dataset other;
    cr_assert(dataset_iris(&data, NULL, 116, error, sizeof error), "%s", error);
    cr_assert(dataset_iris(&other, NULL, 117, error, sizeof error), "%s", error);
    cr_expect_neq(memcmp(data.x, other.x, 600 * sizeof *data.x), 0);
    /* Features and labels still go together: setosa's petals are shorter than 2 cm, the others' are not. */
    for (size_t i = 0; i < 150; i++)
        cr_expect_eq(other.label[i] == 0, other.x[4 * i + 2] < 2, "row %zu", i);
    dataset_free(&data);
    dataset_free(&other);
}

Test(dataset, dot)
{
    cr_assert(dataset_dot(&data, NULL, error, sizeof error), "%s", error);
    cr_expect(data.rows == 300 && data.test == 0 && data.features == 2 && data.targets == 1 && data.label == NULL);
    cr_expect(data.x[0] == -0.416757847f && data.x[1] == -0.056266827f && data.y[0] == 1);
    cr_expect(data.x[2 * 19] == 9.76e-6f && data.x[2 * 48] == 0.38047197f && data.x[2 * 48 + 1] == -0.217135269f);
    int ones = 0;
    for (size_t i = 0; i < 300; i++) {
        float r2 = data.x[2 * i] * data.x[2 * i] + data.x[2 * i + 1] * data.x[2 * i + 1];
        cr_expect_eq(data.y[i], r2 < 2 ? 1.0f : 0.0f, "row %zu", i);
        ones += data.y[i] == 1;
    }
    cr_expect_eq(ones, 188);
    dataset_free(&data);
}

Test(dataset, yogurt)
{
    cr_assert(dataset_yogurt(&data, 23455, error, sizeof error), "%s", error);
    cr_expect(data.rows == 32 && data.test == 0 && data.features == 2 && data.targets == 1 && data.label == NULL);
    cr_expect(data.x[0] == (float)0.8349431851679617 && data.x[1] == (float)0.11482951405951503);
    cr_expect(data.x[62] == (float)0.09696069479736891 && data.x[63] == (float)0.04883936003114253);
    cr_expect(data.y[0] == (float)0.969797861054287 && data.y[31] == (float)0.1907476486033659);
    double sum = 0;
    for (size_t i = 0; i < 32; i++)
        sum += (double)data.y[i];
    cr_expect_eq(sum, 0x1.f862c1ap+4, "%a", sum);
    dataset_free(&data);
}

Test(dataset, generated)
{
    /* NumPy: r = RandomState(3); x = r.randn(5, 3); w = r.randn(4, 3); argmax(float32(x) @ w.T) */
    static const int32_t LABEL[] = {1, 3, 1, 3, 2};
    cr_assert(dataset_generated(&data, 5, 3, 4, 3, error, sizeof error), "%s", error);
    cr_expect(data.rows == 5 && data.test == 0 && data.features == 3 && data.targets == 4 && data.y == NULL);
    cr_expect(data.x[0] == 0x1.c9e38ep+0f && data.x[1] == 0x1.befc7p-2f && data.x[2] == 0x1.8b40eep-4f);
    cr_expect_arr_eq(data.label, LABEL, sizeof LABEL);
    dataset_free(&data);
}

Test(dataset, generated_refuses)
{
    static const size_t CASE[][3] = {{0, 1, 1},
                                     {1, 0, 1},
                                     {1, 1, 0},
                                     {1, 1, (size_t)INT32_MAX + 1},
                                     {SIZE_MAX / 2, SIZE_MAX / 2, 2},
                                     {SIZE_MAX / 8, 8, 2},
                                     {1, SIZE_MAX / 3, 2}};
    for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++) {
        memset(&data, 0xa5, sizeof data);
        error[0] = '\0';
        errno = 0;
        cr_expect_not(dataset_generated(&data, CASE[i][0], CASE[i][1], CASE[i][2], 1, error, sizeof error), "case %zu",
                      i);
        cr_expect_eq(errno, i < 4 ? EINVAL : ENOMEM, "case %zu: errno %d", i, errno);
        cr_expect(data.x == NULL && data.label == NULL && strlen(error) > 0, "case %zu", i);
    }
}

static const char *table(const char *header, const char *row, size_t rows, const char *last)
{
    char *text = NULL;
    size_t size = 0;
    FILE *f = open_memstream(&text, &size);
    fprintf(f, "%s\n", header);
    for (size_t i = 0; i < rows; i++)
        fprintf(f, "%s\n", row);
    fprintf(f, "%s", last);
    fclose(f);
    scratch_write(&scratch, "t.csv", text, size);
    free(text);
    return scratch.path;
}

static void refused(bool (*read)(const char *path), const char *path, const char *message)
{
    char want[PATH_MAX + 512];
    memset(&data, 0xa5, sizeof data);
    snprintf(want, sizeof want, "%s%s", path, message);
    errno = 0;
    cr_expect_not(read(path), "%s", want);
    cr_expect_eq(errno, EINVAL, "errno %d", errno);
    cr_expect_str_eq(error, want);
    cr_expect(data.x == NULL && data.y == NULL && data.label == NULL && data.rows == 0);
}

static bool iris(const char *path)
{
    return dataset_iris(&data, path, 116, error, sizeof error);
}

static bool dot(const char *path)
{
    return dataset_dot(&data, path, error, sizeof error);
}

Test(dataset, tables_that_do_not_fit)
{
    const char *h = "a,b,c,d,species", *r = "1,2,3,4,0", *d = "x1,x2,y_c";
    const char *label = "expected a label, a whole number from 0 to 2";
    char message[200];
    const char *const bad[][2] = {
        {"3", "3"}, {"-1", "-1"}, {"1.5", "1.5"}, {"1e300", "1e+300"}, {"2.0000001", "2.0000001"}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char last[64];
        snprintf(last, sizeof last, "1,2,3,4,%s", bad[i][0]);
        snprintf(message, sizeof message, ":42:species: found %s, %s", bad[i][1], label);
        refused(iris, table(h, r, 40, last), message);
    }
    refused(iris, table(h, r, 40, "1,2,3e39,4,1"), ":42:c: found 3e+39, expected a number that fits a float");
    refused(iris, table(h, r, 30, ""), ":31: found 30 rows, expected at least 31");
    refused(iris, table("a,b,c,d,e,f", "1,2,3,4,5,0", 40, ""), ":1: found 6 columns, expected 4 features and a label");
    refused(iris, table(h, r, 40, "1,2,3,4,setosa\n"), ":42:9: found 'setosa', expected a number");
    refused(dot, table(d, "1,2,1", 2, "1,2,2"), ":4:y_c: found 2, expected a label, a whole number from 0 to 1");
    refused(dot, table("x1,x2", "1,2", 2, ""), ":1: found 2 columns, expected 2 features and a label");
    refused(dot, scratch_path(&scratch, "none.csv"), ": cannot read: No such file or directory");
}

Test(dataset, own_files)
{
    cr_assert(iris(table("a,b,c,d,species", "1,2,3,4,0", 30, "5,6,7,8,2\n")), "%s", error);
    cr_expect(data.rows == 1 && data.test == 30);
    dataset_free(&data);
    cr_assert(dot(table("a,b,c", "1,2,0", 1, "3,4,1")), "%s", error);
    static const float X[] = {1, 2, 3, 4}, Y[] = {0, 1};
    cr_expect(data.rows == 2);
    cr_expect_arr_eq(data.x, X, sizeof X);
    cr_expect_arr_eq(data.y, Y, sizeof Y);
    dataset_free(&data);
}

/* Fails with exactly this message, the folder's path in the place of %s. */
static void not_found(const char *file, const char *message)
{
    char path[PATH_MAX], want[PATH_MAX + 300];
    snprintf(want, sizeof want, message, scratch.folder);
    cr_expect_not(dataset_path(file, path, sizeof path), "%s", want);
    cr_expect_str_eq(path, want);
    errno = 0;
    cr_expect_not(dataset_iris(&data, NULL, 116, error, sizeof error), "the shipped one is not taken instead");
    cr_expect_eq(errno, EINVAL);
}

Test(dataset, path_asked_for_is_the_only_one)
{
    char path[PATH_MAX], shipped[PATH_MAX], folder[PATH_MAX + 16];
    unsetenv("GRADUS_DATA");
    cr_assert(dataset_path("dot.csv", shipped, sizeof shipped), "%s", shipped);
    setenv("GRADUS_DATA", "", 1);
    cr_assert(dataset_path("dot.csv", path, sizeof path));
    cr_expect_str_eq(path, shipped, "an empty name asks for nothing");
    setenv("GRADUS_DATA", scratch.folder, 1);
    not_found("dot.csv", "$GRADUS_DATA: %s/dot.csv: No such file or directory");
    scratch_write(&scratch, "dot.csv", "a\n", 2);
    cr_assert(dataset_path("dot.csv", path, sizeof path));
    cr_expect_str_eq(path, scratch.path);
    cr_expect_not(dataset_path("dot.csv", path, 1), "no room for a path");
    cr_assert_eq(mkdir(scratch_path(&scratch, "iris.csv"), 0700), 0);
    not_found("iris.csv", "$GRADUS_DATA: %s/iris.csv: Is a directory");
    snprintf(folder, sizeof folder, "%s/dot.csv", scratch.folder);
    setenv("GRADUS_DATA", folder, 1);
    not_found("dot.csv", "$GRADUS_DATA: %s/dot.csv: Not a directory");
    snprintf(folder, sizeof folder, "%s/no\nwhere", scratch.folder);
    setenv("GRADUS_DATA", folder, 1);
    not_found("iris.csv", "$GRADUS_DATA: %s/no?where: No such file or directory");
}

Test(dataset, path_says_where_it_looked)
{
    char message[2 * PATH_MAX], program[PATH_MAX], beside[PATH_MAX + 32];
    unsetenv("GRADUS_DATA");
    cr_expect_not(dataset_path("none.csv", message, sizeof message));
    ssize_t n = readlink("/proc/self/exe", program, sizeof program - 1);
    cr_assert(n > 0);
    program[n] = '\0';
    *strrchr(program, '/') = '\0';
    snprintf(beside, sizeof beside, "%s/../share/gradus", program);
    cr_expect(strncmp(message, "none.csv: not found in ", 23) == 0, "%s", message);
    cr_expect_not_null(strstr(message, beside), "%s", message);
    cr_expect_null(strchr(message, '\n'));
    for (int asked = 0; asked < 2; asked++) {
        for (size_t size = 0; size < 200; size++) {
            memset(message, '#', sizeof message);
            cr_expect_not(dataset_path("none.csv", message, size));
            cr_expect_eq(message[size], '#', "size %zu", size);
            cr_expect(size == 0 || strlen(message) < size);
        }
        setenv("GRADUS_DATA", scratch.folder, 1);
    }
}
