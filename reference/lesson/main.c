/* SPDX-License-Identifier: MIT
 * main.c - the program `lesson`: runs a script of the lecture. */
#include "complete.h"
#include "options.h"
#include "plot.h"
#include "program.h"
#include "script.h"

static void list(FILE *out)
{
    for (size_t i = 0; scripts[i]; i++)
        fprintf(out, "%-28s %-70s %s\n", scripts[i]->name, scripts[i]->about, scripts[i]->cite);
}

/* A picture that cannot be had is told of before the work for it is done. */
static enum program_status run(struct options *o)
{
    if (o->run.plot && !plot_possible(o->run.plot, o->run.error, sizeof o->run.error))
        return PROGRAM_ENVIRONMENT;
    return o->script->run(&o->run);
}

int main(int argc, char **argv)
{
    struct options o;
    enum program_status status = PROGRAM_PASS;
    program_start();
    if (complete_asked(argc, argv)) {
        options_complete(stdout, (size_t)argc - 2, (const char *const *)argv + 2);
        return program_finish(PROGRAM_PASS);
    }
    options_read(&o, argc, argv);
    switch (o.wish) {
    case WISH_LIST:
        list(o.run.out);
        break;
    case WISH_HELP:
    case WISH_USAGE:
        options_help(&o, o.run.out);
        break;
    case WISH_VERSION:
        fputs("lesson (Gradus) " PROGRAM_VERSION "\n", o.run.out);
        break;
    case WISH_RUN:
        status = run(&o);
        break;
    }
    if (status != PROGRAM_PASS && !program_interrupted())
        fprintf(stderr, "lesson: %s\n", o.run.error);
    return program_finish((int)status);
}
