/* SPDX-License-Identifier: MIT
 * main.c - the program `verify`. */
#include "command_line.h"
#include "crash.h"
#include "program.h"
#include "start.h"

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

int main(int argc, char **argv)
{
    struct command_line line;
    program_start();
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
    crash_catch();
    return program_finish(verify_run(&line.verify, stdout, isatty(STDERR_FILENO) ? stderr : NULL));
}
