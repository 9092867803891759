/* SPDX-License-Identifier: MIT
 * test_eta.c - what is left, from what was done since the start. */
#include "eta.h"

#include <criterion/criterion.h>
#include <string.h>

static void expect_text(uint64_t first, uint64_t done, uint64_t all, double seconds, const char *want)
{
    char text[160];
    struct eta e = {.first = first, .all = all};
    eta_text(&e, "exp/fast", done, seconds, text, sizeof text);
    cr_expect_str_eq(text, want);
}

Test(eta, text)
{
    expect_text(0, 0, 1024, 0, "exp/fast  [                        ]   0 %");
    expect_text(0, 512, 1024, 7, "exp/fast  [============            ]  50 %, 7 s left");
    expect_text(0, 1024, 1024, 14, "exp/fast  [========================] 100 %, 0 s left");
    expect_text(0, 1, 1024, 1, "exp/fast  [                        ]   0 %, 17 min left");
    expect_text(0, 1, 1024, 60, "exp/fast  [                        ]   0 %, 17.1 h left");
}

/* Half was done by an earlier run: this one knows only what its own quarter took. */
Test(eta, earlier_work_takes_no_time)
{
    expect_text(512, 512, 1024, 0, "exp/fast  [============            ]  50 %");
    expect_text(512, 768, 1024, 5, "exp/fast  [==================      ]  75 %, 5 s left");
}

Test(eta, nothing_is_shown_where_nobody_looks)
{
    struct eta e;
    eta_start(&e, NULL, 0, 10);
    eta_show(&e, "exp", 5);
    cr_expect(eta_seconds(&e) >= 0 && eta_seconds(&e) < 60);
    eta_end(&e);
}

Test(eta, the_line_is_drawn_and_wiped)
{
    char text[400] = "";
    struct eta e;
    FILE *out = fmemopen(text, sizeof text, "w");
    cr_assert_not_null(out);
    eta_start(&e, out, 0, 10);
    eta_show(&e, "exp", 5);
    eta_show(&e, "exp", 6); /* too soon */
    eta_end(&e);
    fclose(out);
    cr_expect(strstr(text, "  50 %") && !strstr(text, "  60 %"), "%s", text);
    cr_expect_str_eq(text + strlen(text) - 4, "\r\033[K");
}
