/* SPDX-License-Identifier: MIT
 * main.c - the program bench: options, a command, its report. Only here is anything printed or the process ended. */
#include "arguments.h"
#include "command.h"
#include "complete.h"
#include "program.h"
#include "progress.h"
#include "start.h"
#include "words.h"

static command_function *command_of(enum arguments_job job)
{
    static const struct {
        enum arguments_job job;
        command_function *run;
    } commands[] = {{ARGUMENTS_RUN, command_run},
                    {ARGUMENTS_ROWS, command_rows},
                    {ARGUMENTS_ROWS_AGAINST, command_rows_against},
                    {ARGUMENTS_STEPS_AGAINST, command_steps_against},
                    {ARGUMENTS_ASSIGNMENT, command_assignment},
                    {ARGUMENTS_LIST, command_list},
                    {ARGUMENTS_WORKER, command_worker},
                    {ARGUMENTS_ROOF, command_roof},
                    {ARGUMENTS_ACCURACY, command_accuracy},
                    {ARGUMENTS_DOCTOR, command_doctor},
                    {ARGUMENTS_INSTRUCTIONS, command_instructions},
                    {ARGUMENTS_INSTRUCTIONS_STEPS, command_instructions},
                    {ARGUMENTS_COUNTED, command_counted},
                    {ARGUMENTS_SCALE, command_scale},
                    {ARGUMENTS_SCALE_STEPS, command_scale},
                    {ARGUMENTS_LAUNCH, command_launch},
                    {ARGUMENTS_LAUNCH_ROWS, command_launch_rows},
                    {ARGUMENTS_COMPARE, command_compare},
                    {ARGUMENTS_REPORT, command_report},
                    {ARGUMENTS_MERGE, command_merge}};
    size_t i = 0;
    while (commands[i].job != job)
        i++;
    return commands[i].run;
}

static void complain(const char *error)
{
    char origin[300];
    fprintf(stderr, "bench: %s%s\n", arguments_origin(error, origin, sizeof origin), error);
}

int main(int argc, char **argv)
{
    struct arguments o;
    struct report report = {0};
    char error[512] = "";
    program_start();
    if (complete_asked(argc, argv)) {
        command_complete(stdout, (size_t)argc - 2, (const char *const *)argv + 2);
        return program_finish(PROGRAM_PASS);
    }
    if (!arguments_parse(argc, argv, &o, error, sizeof error)) {
        complain(error);
        return PROGRAM_USAGE;
    }
    if (o.help) {
        arguments_print(stdout, &o);
        return program_finish(PROGRAM_PASS);
    }
    if (!progress_as(o.progress)) {
        snprintf(error, sizeof error, "--progress %s: auto, bar, plain or none is expected",
                 words_quote(o.progress).text);
        complain(error);
        return PROGRAM_USAGE;
    }
    if (o.job != ARGUMENTS_DOCTOR) /* it reports what others refuse to start with */
        start_program(o.isa);
    int status = command_writable(&o, error, sizeof error);
    if (status != PROGRAM_PASS) {
        complain(error);
        return status;
    }
    status = command_of(o.job)(&o, &report, error, sizeof error);
    progress_end();
    if (status != PROGRAM_USAGE) {
        char unwritten[512] = "";
        int output = command_output(&o, &report, unwritten, sizeof unwritten);
        if (output != PROGRAM_PASS) {
            complain(unwritten);
            status = status == PROGRAM_DISAGREEMENT ? status : output;
        }
    }
    if (error[0] && !program_interrupted()) /* what we were stopped in fails; the report says that we were stopped */
        complain(error);
    report_free(&report);
    return program_finish(status);
}
