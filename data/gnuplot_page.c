/* SPDX-License-Identifier: MIT
 * gnuplot_page.c - a picture as a part of a page: no identifier twice, colours that the page chooses, a name and a
 * description for those who do not see it. */
#include "gnuplot.h"

#include "plot_colour.h"

#include <stdlib.h>
#include <string.h>

/* All of a file; NULL: no memory. */
static char *contents(FILE *f)
{
    long size = fseek(f, 0, SEEK_END) == 0 ? ftell(f) : -1;
    char *text = size >= 0 ? malloc((size_t)size + 1) : NULL;
    rewind(f);
    if (text)
        text[fread(text, 1, (size_t)size, f)] = '\0';
    return text;
}

static bool begins(const char *s, const char *with)
{
    return strncmp(s, with, strlen(with)) == 0;
}

/* What gnuplot writes at s that a page has no use for: names of curves, which a browser would show, and filters that
 * nothing uses. Its length, or 0. */
static size_t superfluous(const char *s)
{
    static const struct {
        const char *begin, *end;
    } part[] = {{"<title>gnuplot_plot_", "</title>"},
                {"<filter ", "</filter>"},
                {" id=\"gnuplot_", "\""},
                {" class=\"gridline", "\""}};
    for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
        const char *end = begins(s, part[i].begin) ? strstr(s + strlen(part[i].begin), part[i].end) : NULL;
        if (end)
            return (size_t)(end - s) + strlen(part[i].end);
    }
    return 0;
}

/* A colour at s becomes a variable of the page's; returns its length, or 0. */
static size_t colour(FILE *page, const char *s)
{
    unsigned red, green, blue;
    int length = 0;
    if (begins(s, "\"black\"")) {
        fputs("\"currentColor\"", page);
        return strlen("\"black\"");
    }
    if (sscanf(s, "rgb(%u,%u,%u)%n", &red, &green, &blue, &length) != 3 || length == 0)
        return 0;
    size_t found = plot_colour_find(red, green, blue);
    if (found == COLOURS)
        return 0;
    fprintf(page, "var(--%s)", plot_colours[found].name);
    return (size_t)length;
}

static void write_body(FILE *page, const char *s, unsigned number)
{
    while (*s != '\0') {
        size_t skipped = superfluous(s);
        if (skipped == 0 && (*s == 'r' || *s == '"'))
            skipped = colour(page, s);
        if (skipped == 0 && (begins(s, "id='gp") || begins(s, "'#gp"))) {
            skipped = strcspn(s, "g");
            fprintf(page, "%.*sp%u-", (int)skipped, s, number);
        }
        if (skipped == 0)
            fputc(*s, page);
        s += skipped > 0 ? skipped : 1;
    }
}

static void write_words(FILE *page, const char *tag, const struct plot_place *place, const char *text)
{
    fprintf(page, "<%s id=\"p%u-%s\">", tag, place->number, tag);
    gnuplot_words(page, text, true);
    fprintf(page, "</%s>\n", tag);
}

bool gnuplot_draw_in(struct gnuplot *g, const struct plot_place *place, char *error, size_t error_size)
{
    unsigned width = 0, height = 0;
    char *picture = gnuplot_render(g, error, error_size) ? contents(g->file[GNUPLOT_PICTURE]) : NULL;
    const char *size = picture ? strstr(picture, "viewBox=\"0 0 ") : NULL;
    const char *body = picture ? strstr(picture, "<g id=\"gnuplot_canvas\"") : NULL;
    bool good = size && body && sscanf(size, "viewBox=\"0 0 %u %u", &width, &height) == 2;
    if (good) {
        fprintf(place->page,
                "<svg class=\"plot%s\" role=\"img\" aria-labelledby=\"p%u-title p%u-desc\" viewBox=\"0 0 %u %u\" "
                "width=\"%u\" height=\"%u\">\n",
                place->filled ? " filled" : "", place->number, place->number, width, height, width, height);
        write_words(place->page, "title", place, place->title);
        write_words(place->page, "desc", place, place->text);
        write_body(place->page, body, place->number);
    } else if (error[0] == '\0') {
        snprintf(error, error_size, "gnuplot drew no picture that a page can hold");
    }
    free(picture);
    gnuplot_end(g);
    return good;
}
