/* SPDX-License-Identifier: MIT
 * main.c - the program `verify`. */
#include "command_line.h"
#include "complete.h"
#include "crash.h"
#include "digest.h"
#include "hash.h"
#include "journal.h"
#include "program.h"
#include "start.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

static void list(void)
{
    puts("checks:");
    for (const struct check *const *check = CHECKS; *check; check++)
        printf("  %-10s %s\n", (*check)->name, (*check)->about);
    puts("rows:");
    for (const struct gradus_op *const *op = gradus_ops(); *op; op++) {
        printf("  %-26s %-4s %s  (", (*op)->name, (*op)->axes, (*op)->formula);
        for (int i = 0; i < GRADUS_IMPLS && (*op)->impl[i].name; i++)
            printf("%s%s %s ulp", i ? ", " : "", (*op)->impl[i].name, (*op)->impl[i].ulp);
        puts(")");
    }
}

/* What a journal's numbers belong to. */
static bool identify(const struct verify_options *v, char *text, size_t size)
{
    uint64_t build;
    bool read = digest_build(&build);
    snprintf(text, size, "build %016" PRIx64 " isa %s truth %s every %" PRIu64 " seed %" PRIu64, build, gradus_isa(),
             v->mpfr ? "mpfr" : "double", v->every, v->seed);
    return read;
}

static int check(struct command_line *line)
{
    struct journal journal = {.file = {.fd = -1}};
    char identity[200], error[400];
    if (line->resume) {
        int opened = PROGRAM_ENVIRONMENT;
        if (!identify(&line->verify, identity, sizeof identity))
            snprintf(error, sizeof error, "--resume: the program cannot read itself");
        else
            opened = journal_open(&journal, line->resume, identity, error, sizeof error);
        if (opened != PROGRAM_PASS) {
            fprintf(stderr, "%s: %s\n", program_invocation_short_name, error);
            return opened;
        }
        line->verify.journal = &journal;
    }
    int status = verify_run(&line->verify, stdout, isatty(STDERR_FILENO) ? stderr : NULL);
    journal_close(&journal);
    return status;
}

int main(int argc, char **argv)
{
    struct command_line line;
    program_start();
    if (complete_asked(argc, argv)) {
        command_line_complete(stdout, (size_t)argc - 2, (const char *const *)argv + 2);
        return program_finish(PROGRAM_PASS);
    }
    command_line_read(argc, argv, &line);
    if (line.wish > COMMAND_LINE_LIST) {
        command_line_print(stdout, line.wish);
        return program_finish(PROGRAM_PASS);
    }
    start_program(line.verify.isa);
    command_line_check_rows(&line);
    if (line.wish == COMMAND_LINE_LIST) {
        list();
        return program_finish(PROGRAM_PASS);
    }
    if (line.wish == COMMAND_LINE_HASH)
        return program_finish(hash_print(&line.verify, stdout) ? PROGRAM_PASS : PROGRAM_ENVIRONMENT);
    crash_catch();
    return program_finish(check(&line));
}
