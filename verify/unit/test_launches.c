/* SPDX-License-Identifier: MIT
 * test_launches.c - what launches say, and what comes out of several of them. */
#include "launch_lines.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

Test(launches, a_line_comes_back_as_it_was)
{
    struct launches_part p = {.iterations = 1u << 20, .slices = 3, .preempted = 2, .preemptions = 5}, back;
    char line[2048];
    p.run_delay_ns = 1e6 / 3;
    p.reading[0] = 1.0 / 3;
    p.reading[1] = 0x1.fffffffffffffp-3;
    p.reading[2] = 1e9;
    launch_part_text(line, sizeof line, 7, &p);
    char *end = strchr(line, '\n');
    cr_assert(end && end[1] == '\0');
    *end = '\0';
    cr_assert(launch_part_read(line, 7, &back));
    cr_expect_eq(back.iterations, p.iterations);
    cr_expect_eq(back.preempted, p.preempted);
    cr_expect_eq(back.preemptions, p.preemptions);
    cr_expect_eq(back.run_delay_ns, p.run_delay_ns);
    cr_assert_eq(back.slices, p.slices);
    cr_expect_eq(memcmp(back.reading, p.reading, 3 * sizeof *p.reading), 0);
    cr_expect_not(launch_part_read(line, 6, &back), "of another thing");
}

/* As many slices as there can be, each as long as a number can be. */
Test(launches, the_longest_line_fits)
{
    struct launches_part p = {.iterations = UINT64_MAX >> 2, .slices = LAUNCHES_SLICES}, back;
    char line[2048];
    for (size_t i = 0; i < p.slices; i++)
        p.reading[i] = 0x1.23456789abcdep-900;
    launch_part_text(line, sizeof line, 1, &p);
    cr_assert(strchr(line, '\n'));
    *strchr(line, '\n') = '\0';
    cr_assert(launch_part_read(line, 1, &back));
    cr_expect_eq(back.reading[LAUNCHES_SLICES - 1], p.reading[0]);
}

Test(launches, what_no_launch_says_is_refused)
{
    static const char *const lines[] = {
        "",
        "thing",
        "thing 0",
        "thing 0 8 0 0 0",            /* no reading */
        "thing 1 8 0 0 0 1.5",        /* another thing */
        "thing 0 0 0 0 0 1.5",        /* no iteration */
        "thing 0 8.5 0 0 0 1.5",      /* half a one */
        "thing 0 8 2 2 0 1.5",        /* more slices preempted than there are */
        "thing 0 8 1 0 0 1.5",        /* preempted, but never */
        "thing 0 8 0 0 -1 1.5",       /* */
        "thing 0 8 0 0 0 0",          /* no time */
        "thing 0 8 0 0 0 -1.5",       /* */
        "thing 0 8 0 0 0 nan",        /* */
        "thing 0 8 0 0 0 inf",        /* */
        "thing 0 8 0 0 0 1.5 ",       /* */
        "thing 0 8 0 0 0  1.5",       /* */
        "thing 0 8 0 0 0 1.5 x",      /* */
        "nothing 0 8 0 0 0 1.5",      /* */
        "thing 0 1e300 0 0 0 1.5",    /* */
        "thing 0 8 0 0 0 1.5\tthing", /* */
    };
    struct launches_part p;
    double steal;
    cr_expect(launch_part_read("thing 0 8 0 0 0 1.5", 0, &p), "the one that the others differ from");
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        cr_expect_not(launch_part_read(lines[i], 0, &p), "'%s'", lines[i]);
    cr_expect(launch_end_read("end -", &steal) && isnan(steal));
    cr_expect(launch_end_read("end 12.5", &steal) && steal == 12.5);
    cr_expect_not(launch_end_read("end", &steal));
    cr_expect_not(launch_end_read("end 101", &steal));
    cr_expect_not(launch_end_read("end 1 2", &steal));
}

/* A launch is one value: three slices of each count as three replicates nowhere. */
Test(launches, only_launches_are_replicates)
{
    struct launches_part part[] = {
        {.iterations = 1, .slices = 3, .reading = {1, 2, 900}, .preempted = 1, .preemptions = 4},
        {.iterations = 1, .slices = 3, .reading = {4, 3, 5}},
        {.iterations = 1, .slices = 3, .reading = {7, 6, 8}},
    };
    double steal[] = {NAN, 0, 0};
    struct launches l = {.n = 3, .things = 1, .part = part, .steal_percent = steal};
    struct launches_summary s = launches_summary(&l, 0);
    cr_expect_eq(s.value.n, 3);
    cr_expect_eq(s.value.median, 4, "the median of 2, 4 and 7: the outlier is in");
    cr_expect_eq(s.value.low, 2);
    cr_expect_eq(s.value.high, 7);
    cr_expect_float_eq(s.value.coverage, 0.75, 1e-15, "1 - 2 / 2^3");
    cr_expect_gt(s.p95, 8, "of all nine slices");
    cr_expect_eq(s.contaminated, 1, "a third of its slices were disturbed");
    l.n = 1;
    s = launches_summary(&l, 0);
    cr_expect_eq(s.value.median, 2);
    cr_expect_eq(s.value.coverage, 0, "one launch bounds nothing");
}
