/* SPDX-License-Identifier: MIT
 * test_start.c - gradus_start refuses a process in which no result would keep its promise. */
#include "denormals.h"
#include "gradus.h"

#include <criterion/criterion.h>
#include <fenv.h>
#include <string.h>

static void expect_refusal(const char *word)
{
    const char *why = NULL;
    cr_expect_eq(gradus_start(NULL, &why), GRADUS_ENVIRONMENT);
    cr_assert_not_null(why);
    cr_expect(strstr(why, word), "'%s' says nothing of '%s'", why, word);
    cr_expect_eq(gradus_start(NULL, NULL), GRADUS_ENVIRONMENT);
}

static void expect_start(void)
{
    const char *why = "";
    cr_expect_eq(gradus_start(NULL, &why), GRADUS_OK);
    cr_expect_null(why);
}

Test(start, another_rounding)
{
    const int mode[] = {FE_UPWARD, FE_DOWNWARD, FE_TOWARDZERO};
    expect_start();
    for (size_t i = 0; i < sizeof mode / sizeof *mode; i++) {
        cr_assert_eq(fesetround(mode[i]), 0);
        expect_refusal("nearest");
    }
    cr_assert_eq(fesetround(FE_TONEAREST), 0);
    expect_start();
}

Test(start, denormals_are_flushed)
{
    unsigned mode = denormals_flush();
    expect_refusal("denormals");
    denormals_restore(mode);
    expect_start();
}

#ifdef __SSE2__
/* Of inputs alone, or of results alone. */
Test(start, denormals_are_flushed_by_half)
{
    const unsigned half[] = {0x40, 0x8000}, mode = _mm_getcsr();
    for (size_t i = 0; i < sizeof half / sizeof *half; i++) {
        _mm_setcsr(mode | half[i]);
        expect_refusal("denormals");
    }
    _mm_setcsr(mode);
    expect_start();
}
#endif

Test(start, instruction_sets)
{
    const char *why = NULL;
    cr_expect_eq(gradus_start("pentium", &why), GRADUS_INVALID);
    cr_expect(why && strstr(why, "plain"));
    cr_expect_eq(gradus_start("plain", &why), GRADUS_OK);
    cr_expect_str_eq(gradus_isa(), "plain");
    cr_expect_eq(gradus_start("auto", &why), GRADUS_OK);
}
