/* SPDX-License-Identifier: MIT
 * parameter.c - the text of a parameter's value. */
#include "csv.h"
#include "script.h"

#include <string.h>

static bool read_switch(const char *text, double *value)
{
    *value = strcmp(text, "on") == 0;
    return *value != 0 || strcmp(text, "off") == 0;
}

/* Digits alone: 3.5 and 1e3 are no counts, and no count here needs more than ten digits. */
static bool read_whole(const char *text, double *value)
{
    size_t digits = strspn(text, "0123456789");
    *value = 0;
    for (size_t i = 0; i < digits; i++)
        *value = 10 * *value + (text[i] - '0');
    return digits > 0 && digits <= 10 && text[digits] == '\0';
}

bool parameter_read(const struct parameter *p, const char *text, double *value, char *error, size_t size)
{
    double v = 0;
    bool read = p->kind == PARAMETER_SWITCH  ? read_switch(text, &v)
                : p->kind == PARAMETER_WHOLE ? read_whole(text, &v)
                                             : csv_number(text, text + strlen(text), false, &v);
    if (read && v >= p->min && v <= p->max) {
        *value = v;
        return true;
    }
    if (p->kind == PARAMETER_SWITCH) {
        snprintf(error, size, "--%s '%s': expected on or off", p->name, text);
        return false;
    }
    char min[32], max[32];
    parameter_write(p, p->min, min, sizeof min);
    parameter_write(p, p->max, max, sizeof max);
    snprintf(error, size, "--%s '%s': expected a %snumber from %s to %s", p->name, text,
             p->kind == PARAMETER_WHOLE ? "whole " : "", min, max);
    return false;
}

void parameter_write(const struct parameter *p, double value, char *text, size_t size)
{
    if (p->kind == PARAMETER_SWITCH)
        snprintf(text, size, "%s", value != 0 ? "on" : "off");
    else
        snprintf(text, size, p->kind == PARAMETER_WHOLE ? "%.0f" : "%.9g", value);
}
