/* SPDX-License-Identifier: MIT
 * reread.c - bench report: results that were kept, in another format. */
#include "command.h"
#include "program.h"

int command_report(const struct arguments *o, struct report *r, char *error, size_t error_size)
{
    for (size_t i = 0; i < o->operands; i++) {
        if (o->operands > 1)
            report_line(r, REPORT_PLAIN, "run", "%s", o->operand[i]);
        if (!report_read(r, o->operand[i], error, error_size))
            return PROGRAM_USAGE;
    }
    return PROGRAM_PASS;
}
