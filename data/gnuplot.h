/* SPDX-License-Identifier: MIT
 * gnuplot.h - has gnuplot draw a script, and puts the picture in its place. Internal to the plots.
 *
 * Script, picture and complaints are anonymous files, gnuplot's stdin, stdout and stderr: no pipe can block or break,
 * no shell reads a name, and nothing is written beside the target before the picture is known to be whole. */
#ifndef GNUPLOT_H
#define GNUPLOT_H

#include "atomic_file.h"
#include "plot.h"

#include <locale.h>
#include <stdbool.h>
#include <stdio.h>

/* gnuplot's stdin, stdout and stderr; and the picture's <title> and <desc>, which gnuplot does not let one choose. */
enum { GNUPLOT_SCRIPT, GNUPLOT_PICTURE, GNUPLOT_COMPLAINTS, GNUPLOT_HEAD, GNUPLOT_FILES };

struct gnuplot {
    FILE *file[GNUPLOT_FILES];
    locale_t c, before; /* the script is written in the C locale: its numbers have a point */
};

/* Closes the files. */
void gnuplot_end(struct gnuplot *g);

/* Opens the files and enters the C locale. False with a line in `error`; otherwise gnuplot_draw ends it. */
bool gnuplot_begin(struct gnuplot *g, char *error, size_t error_size);

/* Back to the caller's locale. */
void gnuplot_leave_locale(struct gnuplot *g);

/* Runs gnuplot with one argument on what was written; false with a line in `error` where it is missing or fails. -d:
 * the user's own settings would make the picture depend on who draws it. */
bool gnuplot_run(struct gnuplot *g, char *argument, char *error, size_t error_size);

/* Draws the script and puts the picture, with its own head, at `path`. Ends *g either way. */
bool gnuplot_draw(struct gnuplot *g, const char *path, char *error, size_t error_size);

/* Draws the script and writes the picture into a page (gnuplot_page.c). Ends *g either way. */
bool gnuplot_draw_in(struct gnuplot *g, const struct plot_place *place, char *error, size_t error_size);

/* Runs gnuplot on the script; true: g->file[GNUPLOT_PICTURE] is a whole picture. Leaves the C locale. */
bool gnuplot_render(struct gnuplot *g, char *error, size_t error_size);

/* For gnuplot's single quotes, where nothing is special but the quote itself: no backslash, no `command`, no @macro.
 * That one is joined on by its number: gnuplot 5.4 can neither begin with a doubled one nor tell where "'" ends. For
 * XML where `xml`. */
void gnuplot_words(FILE *f, const char *text, bool xml);

/* The text as a gnuplot string. */
void gnuplot_text(FILE *f, const char *text);

/* `set NAME 'TEXT'`. */
void gnuplot_setting(FILE *f, const char *name, const char *text);

#endif
