/* SPDX-License-Identifier: MIT
 * test_csv.c - what is a table, what is not, and what the user is told. */
#include "csv.h"

#include "scratch.h"

#include <errno.h>

static struct scratch scratch;

static void begin(void)
{
    scratch_begin(&scratch);
}

static void end(void)
{
    scratch_end(&scratch);
}

TestSuite(csv, .init = begin, .fini = end, .timeout = 60);

static void expect_table(const char *text, size_t size, struct csv *t)
{
    char error[512] = "";
    cr_assert(csv_read(scratch_write(&scratch, "t.csv", text, size), t, error, sizeof error), "%s", error);
}

Test(csv, forms_of_a_table)
{
    static const char *const CASE[] = {"a,b c\n1,2\n-3.5,4e0\n", "a,b c\n1,2\n-3.5,4e0", "a,b c\r\n1,2\r\n-3.5,4e0\r\n",
                                       "\357\273\277a,b c\n1,2\n-3.5,4e0\n", " a ,\tb c \n 1 , 2\t\n\t-3.5 ,4e0 \r"};
    static const double VALUE[] = {1, 2, -3.5, 4};
    for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++) {
        struct csv t;
        expect_table(CASE[i], strlen(CASE[i]), &t);
        cr_assert(t.rows == 2 && t.cols == 2, "case %zu: %zu x %zu", i, t.rows, t.cols);
        cr_expect_arr_eq(t.value, VALUE, sizeof VALUE, "case %zu", i);
        cr_expect_str_eq(t.name[0], "a", "case %zu", i);
        cr_expect_str_eq(t.name[1], "b c", "case %zu", i);
        csv_free(&t);
        cr_expect(t.rows == 0 && t.cols == 0 && t.value == NULL && t.name == NULL);
    }
}

Test(csv, many_rows_and_columns)
{
    enum { ROWS = 1000, COLS = 100 };
    char *text = NULL;
    size_t size = 0;
    FILE *f = open_memstream(&text, &size);
    for (int j = 0; j < COLS; j++)
        fprintf(f, "%sc%d", j > 0 ? "," : "", j);
    for (int i = 0; i < ROWS; i++)
        for (int j = 0; j < COLS; j++)
            fprintf(f, "%c%d", j > 0 ? ',' : '\n', i * COLS + j);
    fclose(f);
    struct csv t;
    expect_table(text, size, &t);
    free(text);
    cr_assert(t.rows == ROWS && t.cols == COLS);
    for (int i = 0; i < ROWS * COLS; i++)
        cr_assert_eq(t.value[i], i);
    cr_expect_str_eq(t.name[COLS - 1], "c99");
    csv_free(&t);
}

Test(csv, a_comma_locale_changes_nothing)
{
    scratch_comma_locale(&scratch);
    struct csv t;
    expect_table("a,b\n1.25,2.5\n", 13, &t);
    cr_expect(t.value[0] == 1.25 && t.value[1] == 2.5);
    csv_free(&t);
}

static void expect_refusal(const char *path, const char *message)
{
    char error[512], want[PATH_MAX + 512];
    struct csv t;
    memset(&t, 0xa5, sizeof t);
    memset(error, '\n', sizeof error);
    errno = 0;
    cr_expect_not(csv_read(path, &t, error, sizeof error), "%s", message);
    cr_expect_eq(errno, EINVAL, "%s: errno %d", message, errno);
    cr_expect(t.rows == 0 && t.cols == 0 && t.value == NULL && t.name == NULL, "%s", message);
    snprintf(want, sizeof want, "%s%s", path, message);
    cr_expect_str_eq(error, want);
}

Test(csv, messages)
{
#define TEXT(s) s, sizeof s - 1
    static const struct {
        const char *text;
        size_t size;
        const char *message;
    } CASE[] = {
        {TEXT(""), ":1:1: found the end of the file, expected a line of column names"},
        {TEXT("\xef\xbb\xbf"), ":1:1: found the end of the file, expected a line of column names"},
        {TEXT("a,b"), ":2:1: found the end of the file, expected a row of 2 numbers"},
        {TEXT("a,b\n"), ":2:1: found the end of the file, expected a row of 2 numbers"},
        {TEXT("\n1\n"), ":1:1: found an empty cell, expected a column name"},
        {TEXT("a,,c\n1,2,3\n"), ":1:3: found an empty cell, expected a column name"},
        {TEXT("1,2\n3,4\n"), ":1:1: found '1', expected a column name"},
        {TEXT("a,\"b\"\n1,2\n"), ":1:3: found '\"b\"', expected a column name"},
        {TEXT("a\0b\n1\n"), ":1:1: found 'a\\x00b', expected a column name"},
        {TEXT("a,b\n1,2\n3\n"), ":3:2: found the end of the line after 1 of 2 numbers, expected a comma"},
        {TEXT("a,b\n1,2\n3"), ":3:2: found the end of the line after 1 of 2 numbers, expected a comma"},
        {TEXT("a,b\n1,2,3\n"), ":2:5: found '3', expected the line to end after 2 numbers"},
        {TEXT("a,b\n1,2,\n"), ":2:5: found an empty cell, expected the line to end after 2 numbers"},
        {TEXT("a,b\n1,\n"), ":2:3: found an empty cell, expected a number"},
        {TEXT("a,b\n1,"), ":2:3: found an empty cell, expected a number"},
        {TEXT("a,b\n,2\n"), ":2:1: found an empty cell, expected a number"},
        {TEXT("a,b\n1, \t \r\n"), ":2:6: found an empty cell, expected a number"},
        {TEXT("a\n1\n\n2\n"), ":3:1: found an empty cell, expected a number"},
        {TEXT("a,b\r\n1,2\r\n3,  x\r\n"), ":3:5: found 'x', expected a number"},
        {TEXT("\357\273\277a\nx\n"), ":2:1: found 'x', expected a number"},
        {TEXT("a\n1\n1e999\n"), ":3:1: found '1e999', expected a number that fits a double"},
        {TEXT("a\nnan\n"), ":2:1: found 'nan', expected a number"},
        {TEXT("a\n-inf\n"), ":2:1: found '-inf', expected a number"},
        {TEXT("a\n\"1\"\n"), ":2:1: found '\"1\"', expected a number"},
        {TEXT("a\n1\0002\n"), ":2:1: found '1\\x002', expected a number"},
        {TEXT("a\n1\0\n"), ":2:1: found '1\\x00', expected a number"},
        {TEXT("a\n1\r2\n"), ":2:1: found '1\\x0d2', expected a number"},
        {TEXT("a\n\x1b[31m\xff\\\n"), ":2:1: found '\\x1b[31m\\xff\\x5c', expected a number"},
        {TEXT("a\n1234567890123456789012345678901234567890\n"), NULL}, /* 40 characters are a number like others */
        {TEXT("a\nx234567890123456789012345678901234567890\n"),
         ":2:1: found 'x234567890123456789012345678901234567890', expected a number"},
        {TEXT("a\nx2345678901234567890123456789012345678901\n"),
         ":2:1: found 'x234567890123456789012345678901234567890...', expected a number"},
    };
#undef TEXT
    for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++) {
        struct csv t;
        if (CASE[i].message != NULL) {
            expect_refusal(scratch_write(&scratch, "t.csv", CASE[i].text, CASE[i].size), CASE[i].message);
        } else {
            expect_table(CASE[i].text, CASE[i].size, &t);
            csv_free(&t);
        }
    }
}

Test(csv, a_cell_of_a_megabyte)
{
    const size_t size = 1 << 20;
    char *text = malloc(size), message[512];
    cr_assert_not_null(text);
    memset(text, '\x01', size);
    memcpy(text, "a\n", 2);
    int n = snprintf(message, sizeof message, ":2:1: found '");
    for (int i = 0; i < 40; i++)
        n += snprintf(message + n, sizeof message - (size_t)n, "\\x01");
    snprintf(message + n, sizeof message - (size_t)n, "...', expected a number");
    expect_refusal(scratch_write(&scratch, "t.csv", text, size), message);
    memset(text + 2, '1', size - 2);
    text[2] = '.';
    struct csv t;
    expect_table(text, size, &t);
    cr_expect_eq(t.value[0], 1.0 / 9, "a million ones");
    csv_free(&t);
    free(text);
}

Test(csv, what_is_not_a_file)
{
    expect_refusal(scratch_path(&scratch, "none.csv"), ": cannot read: No such file or directory");
    expect_refusal(scratch.folder, ": found a directory, expected a file");
    cr_assert_eq(mkfifo(scratch_path(&scratch, "fifo"), 0600), 0);
    expect_refusal(scratch.path, ": found a device or a pipe, expected a file");
    expect_refusal("/dev/null", ": found a device or a pipe, expected a file");
    expect_refusal("", ": cannot read: No such file or directory");
}

Test(csv, error_of_any_size)
{
    struct csv t;
    char error[16];
    const char *path = scratch_write(&scratch, "two\nlines", "a\nx\n", 4);
    for (size_t size = 0; size < sizeof error; size++) {
        memset(error, '#', sizeof error);
        cr_expect_not(csv_read(path, &t, error, size));
        cr_expect_eq(error[size], '#');
        cr_expect(size == 0 || strlen(error) == size - 1);
    }
    char whole[PATH_MAX];
    cr_expect_not(csv_read(path, &t, whole, sizeof whole));
    cr_expect_null(strchr(whole, '\n'), "one line, whatever the file is called");
}
