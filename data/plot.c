/* SPDX-License-Identifier: MIT
 * plot.c - writes a gnuplot script, has gnuplot draw it, and puts the picture in its place.
 *
 * Script, picture and complaints are anonymous files, gnuplot's stdin, stdout and stderr: no pipe can block or break,
 * no shell reads a name, and nothing is written beside the target before the picture is known to be whole. */
#include "plot.h"

#include "atomic_file.h"

#include <errno.h>
#include <locale.h>
#include <math.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PANEL_WIDTH = 560, PANEL_HEIGHT = 420, DOTS_SIZE = 560, FEW_POINTS = 30 };

/* ---- running gnuplot ----------------------------------------------------------------------------------------- */

/* gnuplot's stdin, stdout and stderr. */
enum { SCRIPT, PICTURE, COMPLAINTS, FILES };

struct job {
    FILE *file[FILES];
    locale_t c, before; /* the script is written in the C locale: its numbers have a point */
};

static void job_end(struct job *j)
{
    for (int i = 0; i < FILES; i++)
        if (j->file[i] != NULL)
            fclose(j->file[i]);
}

static bool job_begin(struct job *j, char *error, size_t error_size)
{
    *j = (struct job){0};
    for (int i = 0; i < FILES; i++) {
        int fd = memfd_create("plot", MFD_CLOEXEC);
        if (fd < 0 || (j->file[i] = fdopen(fd, "w+")) == NULL) {
            snprintf(error, error_size, "cannot make a plot script: %s", strerror(errno));
            if (fd >= 0)
                close(fd);
            job_end(j);
            return false;
        }
    }
    j->c = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    j->before = uselocale(j->c);
    return true;
}

/* -d: the user's own gnuplot settings would make the picture depend on who draws it. */
static int spawn(const struct job *j, pid_t *child)
{
    char *argv[] = {(char[]){"gnuplot"}, (char[]){"-d"}, NULL};
    posix_spawn_file_actions_t actions;
    int failure = posix_spawn_file_actions_init(&actions);
    if (failure != 0)
        return failure;
    for (int fd = 0; fd < FILES && failure == 0; fd++)
        failure = posix_spawn_file_actions_adddup2(&actions, fileno(j->file[fd]), fd);
    if (failure == 0)
        failure = posix_spawnp(child, argv[0], &actions, NULL, argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    return failure;
}

/* gnuplot echoes the script and a caret before it says "line 7: what is wrong". */
static bool fail_complaint(FILE *complaints, char *error, size_t error_size)
{
    char line[512];
    const char *reason = NULL;
    rewind(complaints);
    while (reason == NULL && fgets(line, sizeof line, complaints) != NULL)
        if (strstr(line, "warning:") == NULL)
            reason = strstr(line, "line ");
    int length = reason != NULL ? (int)strcspn(reason, "\n") : 0;
    snprintf(error, error_size, "gnuplot failed: %.*s", length, reason != NULL ? reason : "");
    return false;
}

/* gnuplot's exit status does not tell about a write that failed; the closing tag does. */
static bool is_whole(FILE *picture)
{
    char tail[32] = "";
    if (fseek(picture, -(long)(sizeof tail - 1), SEEK_END) != 0)
        return false;
    return fread(tail, 1, sizeof tail - 1, picture) > 0 && strstr(tail, "</svg>") != NULL;
}

/* Runs the script, ends the job, and puts the picture at `path`. */
static bool draw(struct job *j, const char *path, char *error, size_t error_size)
{
    pid_t child;
    int status = 0;
    uselocale(j->before);
    if (j->c != (locale_t)0)
        freelocale(j->c);
    bool written = fflush(j->file[SCRIPT]) == 0 && !ferror(j->file[SCRIPT]);
    rewind(j->file[SCRIPT]);
    int failure = written ? spawn(j, &child) : ENOMEM;
    if (failure != 0)
        snprintf(error, error_size, "cannot run gnuplot, which draws the plots: %s", strerror(failure));
    /* Where SIGCHLD is ignored there is no status; is_whole judges then. */
    while (failure == 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    bool good = failure == 0;
    if (good && (status != 0 || !is_whole(j->file[PICTURE])))
        good = fail_complaint(j->file[COMPLAINTS], error, error_size);
    good = good && atomic_file_copy(j->file[PICTURE], path, error, error_size);
    job_end(j);
    return good;
}

/* ---- writing the script -------------------------------------------------------------------------------------- */

/* The length of the UTF-8 character at s, 0 if there is none: one bad byte would spoil the whole SVG. */
static int utf8_length(const unsigned char *s)
{
    static const uint32_t LEAST[] = {0, 0, 0x80, 0x800, 0x10000};
    int n = s[0] < 0x80 ? 1 : (s[0] & 0xe0) == 0xc0 ? 2 : (s[0] & 0xf0) == 0xe0 ? 3 : (s[0] & 0xf8) == 0xf0 ? 4 : 0;
    uint32_t c = n > 1 ? s[0] & (0x7fu >> n) : s[0];
    for (int i = 1; i < n; i++) {
        if ((s[i] & 0xc0) != 0x80)
            return 0;
        c = c << 6 | (s[i] & 0x3f);
    }
    return n == 0 || c < LEAST[n] || (c >= 0xd800 && c < 0xe000) || c > 0x10ffff ? 0 : n;
}

/* In gnuplot's single quotes nothing is special but the quote itself: no backslash, no `command`, no @macro. That one
 * is joined on by its number: gnuplot 5.4 can neither begin with a doubled one nor tell where "'" ends. */
static void write_text(FILE *f, const char *text)
{
    const unsigned char *s = (const unsigned char *)(text != NULL ? text : "");
    fputc('\'', f);
    while (*s != '\0') {
        int n = utf8_length(s);
        if (*s == '\'')
            fputs("'.\"\\047\".'", f);
        else if (n == 0 || *s < 0x20 || *s == 0x7f)
            fputc(n == 0 ? '?' : ' ', f);
        else
            fwrite(s, 1, (size_t)n, f);
        s += n > 0 ? n : 1;
    }
    fputc('\'', f);
}

static void write_setting(FILE *f, const char *name, const char *text)
{
    fprintf(f, "set %s ", name);
    write_text(f, text);
    fputc('\n', f);
}

static void write_style(FILE *f, size_t width, size_t height)
{
    fprintf(f,
            "set encoding utf8\n"
            "set terminal svg size %zu,%zu fixed noenhanced font 'sans-serif,14' background 'white'\n"
            "set border 3 lc rgb '#444444'\n"
            "set tics nomirror out\n"
            "set grid lt 1 lw 0.7 lc rgb '#dddddd'\n"
            "set key below reverse Left\nset xlabel offset 0,0.4\n",
            width, height);
}

static size_t count_points(const struct plot_curve *c)
{
    size_t points = 0;
    for (size_t i = 0; i < c->n; i++)
        points += isfinite(c->y[i]) != 0;
    return points;
}

/* A point left out is a gap in the line, which a blank line makes; two would start another data set. */
static void write_curve(FILE *f, const struct plot_curve *c)
{
    const char *gap = "";
    for (size_t i = 0; i < c->n; i++)
        if (isfinite(c->y[i])) {
            fprintf(f, "%s%.17g %.17g\n", gap, c->x != NULL ? c->x[i] : (double)i, c->y[i]);
            gap = "";
        } else {
            gap = "\n";
        }
}

static void write_panel(FILE *f, const struct plot_panel *p)
{
    /* Told apart with any colour vision: the palette of Okabe and Ito 2008, without its yellow. */
    static const char *const COLOUR[] = {"#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#000000"};
    const size_t colours = sizeof COLOUR / sizeof *COLOUR;
    size_t points = 0;
    for (size_t i = 0; i < p->curves; i++) {
        fprintf(f, "$curve%zu << END\n", i);
        write_curve(f, &p->curve[i]);
        fprintf(f, "END\n");
        points += count_points(&p->curve[i]);
    }
    write_setting(f, "title", p->title);
    write_setting(f, "xlabel", p->xlabel);
    write_setting(f, "ylabel", p->ylabel);
    /* Axes need ranges of their own where no point gives them one. */
    const char *range = points > 0 ? "[*:*]" : "[0:1]";
    fprintf(f, "set xrange %s\nset yrange %s\nplot NaN notitle", range, range);
    for (size_t i = 0; i < p->curves; i++) {
        size_t n = count_points(&p->curve[i]);
        fprintf(f, n > 0 ? ", $curve%zu using 1:2" : ", NaN", i);
        fprintf(f, " with %s lw 2 dt %zu pt 7 ps 0.5 lc rgb '%s' title ", n <= FEW_POINTS ? "linespoints" : "lines",
                i / colours % 5 + 1, COLOUR[i % colours]);
        write_text(f, p->curve[i].name);
    }
    fputc('\n', f);
}

bool plot_curves(const char *path, const struct plot_panel *panel, size_t panels, char *error, size_t error_size)
{
    struct job j;
    if (!job_begin(&j, error, error_size))
        return false;
    FILE *f = j.file[SCRIPT];
    write_style(f, (panels > 0 ? panels : 1) * PANEL_WIDTH, PANEL_HEIGHT);
    fprintf(f, "set multiplot layout 1,%zu\n", panels > 0 ? panels : 1);
    for (size_t i = 0; i < panels; i++)
        write_panel(f, &panel[i]);
    fprintf(f, "unset multiplot\n");
    return draw(&j, path, error, error_size);
}

static size_t write_dots(FILE *f, const struct plot_dots *d, int label)
{
    size_t count = 0;
    fprintf(f, "$dots%d << END\n", label);
    for (size_t i = 0; i < d->n; i++)
        if ((d->label[i] != 0) == label && isfinite(d->x[i]) && isfinite(d->y[i])) {
            fprintf(f, "%.17g %.17g\n", d->x[i], d->y[i]);
            count++;
        }
    fprintf(f, "END\n");
    return count;
}

/* Has gnuplot trace the contour; false where the values do not reach the level from both sides: there is none then. */
static bool write_contour(FILE *f, const struct plot_dots *d)
{
    bool below = false, above = false;
    for (size_t i = 0; i < d->nx * d->ny; i++) {
        below = below || d->grid_z[i] < d->level;
        above = above || d->grid_z[i] > d->level;
    }
    if (!below || !above)
        return false;
    fprintf(f, "$grid << END\n");
    for (size_t i = 0; i < d->nx * d->ny; i++)
        fprintf(f, "%s%.17g %.17g %.17g\n", i > 0 && i % d->ny == 0 ? "\n" : "", d->grid_x[i], d->grid_y[i],
                d->grid_z[i]);
    fprintf(f,
            "END\nset contour base\nset cntrparam levels discrete %.17g\nunset surface\n"
            "set table $contour\nsplot $grid using 1:2:3\nunset table\n",
            d->level);
    return true;
}

bool plot_contour(const char *path, const struct plot_dots *dots, char *error, size_t error_size)
{
    struct job j;
    if (!job_begin(&j, error, error_size))
        return false;
    FILE *f = j.file[SCRIPT];
    write_style(f, DOTS_SIZE, DOTS_SIZE);
    write_setting(f, "title", dots->title);
    fprintf(f, "set xlabel 'x1'\nset ylabel 'x2'\nset size ratio -1\n");
    size_t blue = write_dots(f, dots, 0), red = write_dots(f, dots, 1);
    bool contour = write_contour(f, dots);
    fprintf(f, "%splot NaN notitle", blue + red > 0 || contour ? "" : "set xrange [0:1]\nset yrange [0:1]\n");
    if (blue > 0)
        fprintf(f, ", $dots0 using 1:2 with points pt 7 ps 0.5 lc rgb '#1f4fd8' title 'label 0'");
    if (red > 0)
        fprintf(f, ", $dots1 using 1:2 with points pt 7 ps 0.5 lc rgb '#d81f2a' title 'label 1'");
    if (contour)
        fprintf(f, ", $contour using 1:2 with lines lw 2 lc rgb 'black' title 'y = %g'", dots->level);
    fputc('\n', f);
    return draw(&j, path, error, error_size);
}
