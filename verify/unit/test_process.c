/* SPDX-License-Identifier: MIT
 * test_process.c - a child that is asked a line at a time, and what is said of one that fails. */
#include "measure/process.h"
#include "program.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Writing to a child that has died must not kill the one who asks, as in every program of ours. */
TestSuite(process, .init = program_start);

static bool start_shell(struct process *p, const char *script, char *why)
{
    char shell[] = "/bin/sh", option[] = "-c", text[400];
    snprintf(text, sizeof text, "%s", script);
    char *argv[] = {shell, option, text, NULL};
    return process_start(p, argv, why);
}

/* 'T' is stopped. */
static char state_of(pid_t pid)
{
    char path[40], line[200], state = '?';
    snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
    FILE *f = fopen(path, "r");
    while (f && fgets(line, sizeof line, f))
        sscanf(line, "State: %c", &state);
    if (f)
        fclose(f);
    return state;
}

Test(process, answers_and_rests)
{
    struct process p;
    char answer[PROCESS_LINE], why[PROCESS_WHY] = "";
    cr_assert(start_shell(&p, "echo hello; while read -r a; do echo \"got $a\"; echo more; done", why), "%s", why);
    cr_expect(process_ask(&p, NULL, 5, answer, why), "%s", why);
    cr_expect_str_eq(answer, "hello");
    char state = 'R';
    for (int i = 0; i < 100 && (state = state_of(p.pid)) != 'T'; i++)
        usleep(10000);
    cr_expect_eq(state, 'T', "it runs while it is not asked: %c", state);
    cr_expect(process_ask(&p, "one\n", 5, answer, why), "%s", why);
    cr_expect_str_eq(answer, "got one");
    cr_expect(process_ask(&p, "two\n", 5, answer, why), "%s", why);
    cr_expect_str_eq(answer, "more", "what it said before is not lost");
    process_end(&p);
    cr_expect_eq(p.pid, 0);
    process_end(&p);
}

static void expect_failure(const char *script, double seconds, const char *wanted)
{
    struct process p;
    char answer[PROCESS_LINE], why[PROCESS_WHY] = "";
    cr_assert(start_shell(&p, script, why), "%s", why);
    cr_expect_not(process_ask(&p, "word\n", seconds, answer, why), "%s", script);
    cr_expect(strstr(why, wanted), "%s: '%s', expected '%s'", script, why, wanted);
    cr_expect_eq(p.pid, 0, "%s: not ended", script);
}

Test(process, failures_are_described)
{
    expect_failure("exit 3", 5, "ended with status 3");
    expect_failure("echo 'out of luck' >&2; exit 4", 5, "ended with status 4: 'out of luck'");
    expect_failure("printf 'first\\nlast\\033[1m\\n\\n' >&2; exit 4", 5, "'last\\x1b[1m'");
    expect_failure("kill -ABRT $$", 5, "died of signal 6");
    expect_failure("sleep 60", 0.2, "has not answered for 0.2 s");
    expect_failure("exec >&-; sleep 60", 5, "closed its output");
    expect_failure("head -c 9000 /dev/zero | tr '\\0' x; sleep 60", 5, "a line of more than");
    expect_failure("printf unfinished; exit 0", 5, "ended with status 0");
}

Test(process, one_that_died_before_it_was_asked)
{
    struct process p;
    char answer[PROCESS_LINE], why[PROCESS_WHY] = "";
    cr_assert(start_shell(&p, "exit 3", why), "%s", why);
    siginfo_t end;
    cr_assert_eq(waitid(P_PID, (id_t)p.pid, &end, WEXITED | WNOWAIT), 0);
    cr_expect_not(process_ask(&p, "word\n", 5, answer, why));
    cr_expect(strstr(why, "ended with status 3"), "%s", why);
}

Test(process, no_such_program)
{
    char path[] = "/nowhere/program", *argv[] = {path, NULL}, answer[PROCESS_LINE], why[PROCESS_WHY] = "";
    struct process p;
    cr_assert(process_start(&p, argv, why), "%s", why);
    cr_expect_not(process_ask(&p, NULL, 5, answer, why));
    cr_expect(strstr(why, "ended with status 127"), "%s", why);
}
