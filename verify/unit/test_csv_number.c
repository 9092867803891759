/* SPDX-License-Identifier: MIT
 * test_csv_number.c - which texts are numbers, and that each is rounded once. */
#include "csv.h"

#include "buffer.h"
#include "scratch.h"

#include <float.h>
#include <math.h>
#include <stdint.h>

static bool number(const char *text, double *value)
{
    return csv_number(text, text + strlen(text), false, value);
}

Test(csv_number, numbers)
{
    static const struct {
        const char *text;
        double value;
    } CASE[] = {
        {"0", 0},
        {"-1.5", -1.5},
        {"+2", 2},
        {".5", .5},
        {"5.", 5},
        {"9.76E-06", 9.76e-06},
        {"1e+3", 1000},
        {"1e-999", 0},
        {"0.1", 0x1.999999999999ap-4},
        {"0x1.8p1", 3},
        {"-0X.8P-1", -.25},
        {"0xff", 255},
        {"1.7976931348623158e308", DBL_MAX}, /* above DBL_MAX, but nearer to it than to the next */
        {"4.9e-324", 0x1p-1074},
        {"2.4703282292062328e-324", 0x1p-1074}, /* just above the middle */
        {"2.4703282292062327e-324", 0},         /* just below */
        {"9007199254740993", 9007199254740992}, /* a tie goes to even */
        {"9007199254740993.0000000000000000000000000000000000000000000000000000000000000001", 9007199254740994},
    };
    for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++) {
        double v = NAN;
        cr_expect(number(CASE[i].text, &v), "%s", CASE[i].text);
        cr_expect_eq(v, CASE[i].value, "%s: %a", CASE[i].text, v);
    }
    double zero;
    cr_expect(number("-0", &zero) && signbit(zero));
}

Test(csv_number, no_numbers)
{
    static const char *const CASE[] = {"",   " ",   ".",   "+",   "-",   "e5",   "1e",   "1e+",   "1e5.",   "1.2.3",
                                       " 1", "1 ",  "1\t", "1,5", "--1", "1_0",  "0x",   "0x.",   "0x1p",   "0xg",
                                       "1f", "1d5", "nan", "NaN", "inf", "-inf", "+inf", "1e999", "-1e999", "\xd9\xa1"};
    static const char *const TOO_LARGE[] = {"1.7976931348623159e308", "0x1p1024", "-0x1p1024"};
    double v;
    for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++)
        cr_expect_not(number(CASE[i], &v), "'%s'", CASE[i]);
    for (size_t i = 0; i < sizeof TOO_LARGE / sizeof *TOO_LARGE; i++)
        cr_expect_not(number(TOO_LARGE[i], &v), "'%s'", TOO_LARGE[i]);
}

Test(csv_number, special_numbers_where_asked_for)
{
    double v;
    const char *const s = "-inf";
    cr_expect(csv_number(s, s + 4, true, &v) && v == -(double)INFINITY);
    cr_expect(csv_number(s + 1, s + 4, true, &v) && v == (double)INFINITY);
    cr_expect_not(csv_number(s, s + 3, true, &v), "-in");
    const char *const nan = "nano";
    cr_expect(csv_number(nan, nan + 3, true, &v) && isnan(v));
    cr_expect_not(csv_number(nan, nan + 4, true, &v), "nano");
    cr_expect(csv_number("2", &"2"[1], true, &v) && v == 2);
}

Test(csv_number, number_ends_where_it_is_said_to)
{
    double v;
    const char *s = "12345";
    cr_expect(csv_number(s + 1, s + 3, false, &v));
    cr_expect_eq(v, 23.0);
    for (size_t n = 1; n < 300; n += 59) {
        struct buffer b = buffer_guarded(n, BUFFER_HIGH);
        cr_assert_not_null(b.p);
        memset(b.p, '1', n);
        cr_expect(csv_number(b.p, (char *)b.p + n, false, &v), "%zu ones, then a guard page", n);
        buffer_free(&b);
    }
}

/* A tie between two doubles, pushed off it by the 400th digit: reading fewer digits, or rounding twice, shows. */
Test(csv_number, number_of_400_digits)
{
    char text[403] = "1.00000000000000011102230246251565404236316680908203125";
    double v;
    size_t n = strlen(text);
    memset(text + n, '0', 401 - n);
    cr_expect(number(text, &v));
    cr_expect_eq(v, 1.0);
    text[400] = '1';
    cr_expect(number(text, &v));
    cr_expect_eq(v, 1 + DBL_EPSILON);
}

Test(csv_number, every_double_survives)
{
    char text[1200];
    uint64_t bits = 1;
    for (int i = 0; i < 3000; i++) {
        double v, back = NAN;
        bits = bits * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        memcpy(&v, &bits, sizeof v);
        if (!isfinite(v))
            continue;
        const char *const format[] = {"%.17g", "%a", "%.1100e"};
        snprintf(text, sizeof text, format[i % 3], v);
        cr_expect(number(text, &back), "%s", text);
        cr_expect(memcmp(&v, &back, sizeof v) == 0, "%s", text);
    }
}

Test(csv_number, a_comma_locale_changes_nothing)
{
    struct scratch scratch;
    scratch_begin(&scratch);
    scratch_comma_locale(&scratch);
    double v;
    cr_expect(number("1.5", &v) && v == 1.5);
    cr_expect_not(number("1,5", &v));
    scratch_end(&scratch);
}
