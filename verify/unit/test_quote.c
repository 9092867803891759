/* SPDX-License-Identifier: MIT
 * test_quote.c - nothing that is quoted steers a terminal or breaks a line. */
#include "quote.h"

#include <criterion/criterion.h>
#include <string.h>

static void expect(const char *text, const char *want)
{
    char out[QUOTE_SIZE];
    cr_expect_str_eq(quote(text, out), want, "got %s, expected %s", out, want);
}

Test(quote, text)
{
    expect("", "''");
    expect("rmspop", "'rmspop'");
    expect("a\nb\t", "'a\\x0ab\\x09'");
    expect("\033[31mred", "'\\x1b[31mred'");
    expect("\x7f", "'\\x7f'");
}

Test(quote, utf8)
{
    expect("\xe4\xba\xba\xe5\xb7\xa5", "'\xe4\xba\xba\xe5\xb7\xa5'");
    expect("\xc3\xa9", "'\xc3\xa9'");
    expect("\xf0\x9f\x98\x80", "'\xf0\x9f\x98\x80'");
    expect("\xff", "'\\xff'");
    expect("\xc3", "'\\xc3'");          /* cut off */
    expect("\xc2\x9b", "'\\xc2\\x9b'"); /* a control character */
    expect("\xc0\xaf", "'\\xc0\\xaf'"); /* written longer than needed */
    expect("\xe0\x80\xaf", "'\\xe0\\x80\\xaf'");
    expect("\xed\xa0\x80", "'\\xed\\xa0\\x80'"); /* a surrogate */
}

Test(quote, long_text)
{
    char text[100001], out[QUOTE_SIZE];
    memset(text, '\x01', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    quote(text, out);
    cr_expect_eq(strlen(out), 4 * 15 + 5, "%s", out);
    cr_expect_str_eq(out + strlen(out) - 5, "1...'");
    memset(text, 'a', QUOTE_SHOWN);
    text[QUOTE_SHOWN] = '\0';
    quote(text, out);
    cr_expect_eq(strlen(out), QUOTE_SHOWN + 2, "%s", out);
    memset(text, 'a', QUOTE_SHOWN + 1);
    text[QUOTE_SHOWN + 1] = '\0';
    quote(text, out);
    cr_expect_eq(strlen(out), QUOTE_SHOWN + 2, "%s", out);
    cr_expect_str_eq(out + strlen(out) - 5, "a...'");
}
