/* SPDX-License-Identifier: MIT
 * digits.c - shortest numbers, tidy exponents, groups of three. */
#include "digits.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int digits_needed(double x)
{
    for (int n = 1; n < 17; n++) {
        char text[32];
        snprintf(text, sizeof text, "%.*g", n, x);
        if (strtod(text, NULL) == x)
            return n;
    }
    return 17;
}

struct digits digits_to(double x, int significant)
{
    struct digits d;
    /* printf may add a sign, which a NaN has not. */
    snprintf(d.text, sizeof d.text, "%.*g", significant, isnan(x) ? (double)NAN : x);
    char *e = strchr(d.text, 'e'); /* "1e+06" is "1e6" */
    if (e) {
        char *digit = e + 1 + strspn(e + 1, "+-0"), *to = e + 1 + (e[1] == '-');
        memmove(to, digit, strlen(digit) + 1);
    }
    return d;
}

struct digits digits_of(double x)
{
    struct digits d;
    if (x != floor(x) || fabs(x) >= 1e5)
        return digits_to(x, digits_needed(x));
    snprintf(d.text, sizeof d.text, "%.0f", x); /* "120" rather than "1.2e2" */
    return d;
}

struct digits digits_grouped(double x)
{
    struct digits d;
    char digits[400];
    int n = snprintf(digits, sizeof digits, "%.0f", x);
    size_t at = 0;
    for (int i = 0; i < n && at + 2 < sizeof d.text; i++) {
        if (i > 0 && digits[i - 1] != '-' && (n - i) % 3 == 0 && n > 4)
            d.text[at++] = ' ';
        d.text[at++] = digits[i];
    }
    d.text[at] = '\0';
    return d;
}

struct digits digits_count(double n, const char *noun)
{
    struct digits d = digits_grouped(n);
    size_t used = strlen(d.text);
    const char *slash = strchr(noun, '/');
    int stem = slash ? (int)(slash - noun) : (int)strlen(noun);
    snprintf(d.text + used, sizeof d.text - used, " %.*s%s", stem, noun, n == 1 ? "" : slash ? slash + 1 : "s");
    return d;
}
