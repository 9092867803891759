/* SPDX-License-Identifier: MIT
 * numpy_print.c - NumPy's layout: what is shown of each number, and where it stands. */
#include "numpy_print.h"
#include "decimal.h"

#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    PRECISION = 8, /* most digits after the point of an array's element */
    LINE = 75      /* columns of a line of an array */
};

static const char *special(double x)
{
    return isnan(x) ? "nan" : x < 0 ? "-inf" : "inf";
}

static void print_scalar(FILE *out, double x, bool single)
{
    char text[DECIMAL_TEXT];
    if (!isfinite(x)) {
        fputs(special(x), out);
        return;
    }
    struct decimal d = decimal_shortest(x, single);
    if (x == 0 || (fabs(x) >= 1e-4 && fabs(x) < 1e16))
        decimal_positional(text, x, &d, 1);
    else
        decimal_scientific(text, x, &d, false, 2);
    fputs(text, out);
}

void numpy_print_float32(FILE *out, float x)
{
    print_scalar(out, (double)x, true);
}

void numpy_print_float64(FILE *out, double x)
{
    print_scalar(out, x, false);
}

void numpy_print_fixed(FILE *out, double x)
{
    if (isfinite(x))
        fprintf(out, "%f", x);
    else
        fputs(special(x), out);
}

/* How the elements of one array are laid out; all are equally wide. */
struct layout {
    bool scientific;
    int left, right; /* columns before the point; after it, the point included */
    int precision, exponent_digits;
};

static bool is_integer(const struct numpy_array *a)
{
    return a->type == NUMPY_INT32 || a->type == NUMPY_INT64;
}

static int64_t integer_at(const struct numpy_array *a, size_t i)
{
    return a->type == NUMPY_INT32 ? ((const int32_t *)a->data)[i] : ((const int64_t *)a->data)[i];
}

static double real_at(const struct numpy_array *a, size_t i)
{
    return a->type == NUMPY_FLOAT32 ? (double)((const float *)a->data)[i] : ((const double *)a->data)[i];
}

static size_t elements(const struct numpy_array *a)
{
    return (a->dims > 0 ? a->shape[0] : 1) * (a->dims > 1 ? a->shape[1] : 1);
}

static int larger(int a, int b)
{
    return a > b ? a : b;
}

/* The shortest digits of x, but at most PRECISION after the point, and no zeros at the end. */
static struct decimal cut(double x, bool single, bool scientific)
{
    struct decimal d = decimal_shortest(x, single);
    int keep = PRECISION + 1 + (scientific ? 0 : d.exponent);
    if (keep < d.count)
        d = decimal_rounded(x, keep); /* keep > 0: below 1e-4 an array is scientific */
    while (d.count > 1 && d.digit[d.count - 1] == '0')
        d.count--;
    return d;
}

/* NumPy's rule: powers of ten where the largest is 1e8 or more, the smallest below 1e-4, or they lie more than 1000
 * apart (the quotient in the array's own type). */
static bool wants_scientific(const struct numpy_array *a)
{
    double min = INFINITY, max = 0;
    for (size_t i = 0; i < elements(a); i++) {
        double x = fabs(real_at(a, i));
        if (isfinite(x) && x != 0) {
            min = fmin(min, x);
            max = fmax(max, x);
        }
    }
    double apart = a->type == NUMPY_FLOAT32 ? (double)((float)max / (float)min) : max / min;
    return max > 0 && (max >= 1e8 || min < 1e-4 || apart > 1000);
}

static struct layout real_layout(const struct numpy_array *a)
{
    struct layout l = {.scientific = wants_scientific(a), .right = 1};
    int longest_special = 0;
    for (size_t i = 0; i < elements(a); i++) {
        double x = real_at(a, i);
        if (!isfinite(x)) {
            longest_special = larger(longest_special, (int)strlen(special(x)));
            continue;
        }
        struct decimal d = cut(x, a->type == NUMPY_FLOAT32, l.scientific);
        int exponent = l.scientific ? 0 : d.exponent;
        l.left = larger(l.left, 1 + larger(exponent, 0) + (signbit(x) != 0));
        l.precision = larger(l.precision, d.count - 1 - exponent);
        l.exponent_digits = larger(l.exponent_digits, abs(d.exponent) > 99 ? 3 : 2);
    }
    l.right += l.precision + (l.scientific ? 2 + l.exponent_digits : 0);
    l.left = larger(l.left, longest_special - l.right);
    return l;
}

static struct layout integer_layout(const struct numpy_array *a)
{
    struct layout l = {0};
    for (size_t i = 0; i < elements(a); i++)
        l.left = larger(l.left, snprintf(NULL, 0, "%" PRId64, integer_at(a, i)));
    return l;
}

static struct layout layout(const struct numpy_array *a)
{
    return is_integer(a) ? integer_layout(a) : real_layout(a);
}

/* Prints an element and returns how many blanks are due after it. */
static int print_cell(FILE *out, const struct layout *l, const struct numpy_array *a, size_t i)
{
    if (is_integer(a)) {
        fprintf(out, "%*" PRId64, l->left, integer_at(a, i));
        return 0;
    }
    bool single = a->type == NUMPY_FLOAT32;
    double x = real_at(a, i);
    char text[DECIMAL_TEXT];
    if (!isfinite(x)) {
        fprintf(out, "%*s", l->left + l->right, special(x));
        return 0;
    }
    if (l->scientific) {
        struct decimal d = decimal_shortest(x, single);
        if (d.count != l->precision + 1)
            d = decimal_rounded(x, l->precision + 1);
        decimal_scientific(text, x, &d, true, l->exponent_digits);
        fprintf(out, "%*s", l->left + l->right, text);
        return 0;
    }
    struct decimal d = cut(x, single, false);
    if (d.count <= d.exponent) /* NumPy shows the true digits of the integer part, needed or not */
        d = decimal_rounded(x, d.exponent + 1);
    decimal_positional(text, x, &d, 0);
    int whole = (int)strcspn(text, ".");
    fprintf(out, "%*s%s", l->left - whole, "", text);
    return l->left + l->right - (l->left - whole + (int)strlen(text));
}

/* Elements that fit in a line of `width` columns after `indent`. */
static size_t per_line(const struct layout *l, int indent, int width)
{
    return (size_t)larger(1, (width - indent) / (l->left + l->right + 1));
}

/* One row; a line that is full ends without blanks and goes on at `indent`. */
static void print_row(FILE *out, const struct layout *l, const struct numpy_array *a, size_t row, int indent, int width)
{
    size_t count = a->shape[a->dims - 1], fit = per_line(l, indent, width);
    fputc('[', out);
    for (size_t i = 0; i < count; i++) {
        int blanks = print_cell(out, l, a, row * count + i);
        if (i + 1 < count && (i + 1) % fit == 0)
            fprintf(out, "\n%*s", indent, "");
        else
            fprintf(out, "%*s", blanks + (i + 1 < count), "");
    }
    fputc(']', out);
}

void numpy_print_array(FILE *out, const struct numpy_array *a)
{
    if (elements(a) == 0) {
        fputs("[]", out);
        return;
    }
    struct layout l = layout(a);
    if (a->dims == 1) {
        print_row(out, &l, a, 0, 1, LINE);
        return;
    }
    for (size_t row = 0; row < a->shape[0]; row++) {
        fputs(row == 0 ? "[" : "\n ", out);
        print_row(out, &l, a, row, 2, LINE - 1);
    }
    fputc(']', out);
}

static bool takes_lines(const struct numpy_array *a)
{
    if (a->dims == 0 || elements(a) == 0)
        return false;
    struct layout l = layout(a);
    return a->dims == 1 ? a->shape[0] > per_line(&l, 1, LINE)
                        : a->shape[0] > 1 || a->shape[1] > per_line(&l, 2, LINE - 1);
}

void numpy_print_tensor(FILE *out, const struct numpy_array *a)
{
    static const char *const type_name[] = {"int32", "int64", "float32", "float64"};
    /* TensorFlow starts a text of several lines on a line of its own. */
    fputs(takes_lines(a) ? "tf.Tensor(\n" : "tf.Tensor(", out);
    if (a->dims > 0)
        numpy_print_array(out, a);
    else if (is_integer(a))
        fprintf(out, "%" PRId64, integer_at(a, 0));
    else
        print_scalar(out, real_at(a, 0), a->type == NUMPY_FLOAT32);
    fputs(", shape=(", out);
    for (int i = 0; i < a->dims; i++)
        fprintf(out, i == 0 ? "%zu%s" : " %zu%s", a->shape[i], i + 1 < a->dims || a->dims == 1 ? "," : "");
    fprintf(out, "), dtype=%s)", type_name[a->type]);
}
