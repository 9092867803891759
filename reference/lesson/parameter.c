/* SPDX-License-Identifier: MIT
 * parameter.c - the text of a parameter's value. */
#include "csv.h"
#include "quote.h"
#include "script.h"

#include <math.h>
#include <string.h>

static bool read_switch(const char *text, double *value)
{
    *value = strcmp(text, "on") == 0;
    return *value != 0 || strcmp(text, "off") == 0;
}

/* Whether a text that reads as 0 says so: 0.00 does, 1e-400 was too small for the number that it became. */
static bool says_zero(const char *text)
{
    bool hexadecimal = strpbrk(text, "xX") != NULL;
    size_t digits = strcspn(text, hexadecimal ? "pP" : "eE");
    return strcspn(text, "123456789abcdefABCDEF") >= digits;
}

bool parameter_read(const struct parameter *p, const char *text, double *value, char *error, size_t size)
{
    char quoted[QUOTE_SIZE];
    double v = 0;
    bool read = p->kind == PARAMETER_SWITCH ? read_switch(text, &v) : csv_number(text, text + strlen(text), false, &v);
    bool whole = p->kind != PARAMETER_WHOLE || v == floor(v);
    /* The scripts compute in float32: what is 0 there is not the number that was asked for. */
    bool lost = p->kind == PARAMETER_REAL && read && (float)v == 0 && !(v == 0 && says_zero(text));
    if (read && whole && !lost && v >= p->min && v <= p->max) {
        *value = v + 0.; /* -0 is 0 */
        return true;
    }
    quote(text, quoted);
    if (p->kind == PARAMETER_SWITCH) {
        snprintf(error, size, "--%s %s: expected on or off", p->name, quoted);
        return false;
    }
    char min[32], max[32];
    parameter_write(p, p->min, min, sizeof min);
    parameter_write(p, p->max, max, sizeof max);
    snprintf(error, size, "--%s %s: %sexpected a %snumber from %s to %s", p->name, quoted,
             lost ? "is 0 as a float32, " : "", p->kind == PARAMETER_WHOLE ? "whole " : "", min, max);
    return false;
}

void parameter_write(const struct parameter *p, double value, char *text, size_t size)
{
    if (p->kind == PARAMETER_SWITCH)
        snprintf(text, size, "%s", value != 0 ? "on" : "off");
    else
        snprintf(text, size, p->kind == PARAMETER_WHOLE ? "%.0f" : "%.9g", value);
}
