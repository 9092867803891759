/* SPDX-License-Identifier: MIT
 * gnuplot.c - a child process and four anonymous files: see gnuplot.h. */
#include "gnuplot.h"

#include <errno.h>
#include <locale.h>
#include <spawn.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

void gnuplot_end(struct gnuplot *g)
{
    for (int i = 0; i < GNUPLOT_FILES; i++)
        if (g->file[i] != NULL)
            fclose(g->file[i]);
}

bool gnuplot_begin(struct gnuplot *g, char *error, size_t error_size)
{
    *g = (struct gnuplot){0};
    for (int i = 0; i < GNUPLOT_FILES; i++) {
        int fd = memfd_create("plot", MFD_CLOEXEC);
        if (fd < 0 || (g->file[i] = fdopen(fd, "w+")) == NULL) {
            snprintf(error, error_size, "cannot make a plot script: %s", strerror(errno));
            if (fd >= 0)
                close(fd);
            gnuplot_end(g);
            return false;
        }
    }
    g->c = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    g->before = uselocale(g->c);
    return true;
}

void gnuplot_leave_locale(struct gnuplot *g)
{
    uselocale(g->before);
    if (g->c != (locale_t)0)
        freelocale(g->c);
}

static int gnuplot_spawn(const struct gnuplot *g, char *argument, pid_t *child)
{
    char *argv[] = {(char[]){"gnuplot"}, argument, NULL};
    posix_spawn_file_actions_t actions;
    int failure = posix_spawn_file_actions_init(&actions);
    if (failure != 0)
        return failure;
    for (int fd = 0; fd < GNUPLOT_HEAD && failure == 0; fd++)
        failure = posix_spawn_file_actions_adddup2(&actions, fileno(g->file[fd]), fd);
    if (failure == 0)
        failure = posix_spawnp(child, argv[0], &actions, NULL, argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    return failure;
}

/* gnuplot echoes the script and a caret before it says "line 7: what is wrong". */
static bool gnuplot_failed(FILE *complaints, char *error, size_t error_size)
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

bool gnuplot_run(struct gnuplot *g, char *argument, char *error, size_t error_size)
{
    pid_t child;
    int status = 0;
    bool written = fflush(g->file[GNUPLOT_SCRIPT]) == 0 && !ferror(g->file[GNUPLOT_SCRIPT]);
    rewind(g->file[GNUPLOT_SCRIPT]);
    int failure = written ? gnuplot_spawn(g, argument, &child) : ENOMEM;
    if (failure != 0) {
        snprintf(error, error_size, "cannot run gnuplot, which draws the plots: %s", strerror(failure));
        return false;
    }
    /* Where SIGCHLD is ignored there is no status; gnuplot_is_whole judges then. */
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    return status == 0 || gnuplot_failed(g->file[GNUPLOT_COMPLAINTS], error, error_size);
}

/* gnuplot's exit status does not tell about a write that failed; the closing tag does. */
static bool gnuplot_is_whole(FILE *picture)
{
    char tail[32] = "";
    if (fseek(picture, -(long)(sizeof tail - 1), SEEK_END) != 0)
        return false;
    return fread(tail, 1, sizeof tail - 1, picture) > 0 && strstr(tail, "</svg>") != NULL;
}

/* Copies the picture with a head of our own, without the names that gnuplot gives to curves: a browser shows them. */
static void gnuplot_copy(FILE *from, FILE *to, FILE *head)
{
    char line[4096];
    rewind(from);
    while (fgets(line, sizeof line, from) != NULL) {
        char *name = strstr(line, "<title>gnuplot_plot_");
        if (name != NULL)
            strcpy(name, "\n");
        if (head == NULL || (strncmp(line, "<title>", 7) != 0 && strncmp(line, "<desc>", 6) != 0))
            fputs(line, to);
        else if (line[1] == 't')
            gnuplot_copy(head, to, NULL);
    }
}

bool gnuplot_render(struct gnuplot *g, char *error, size_t error_size)
{
    gnuplot_leave_locale(g);
    return gnuplot_run(g, (char[]){"-d"}, error, error_size) &&
           (gnuplot_is_whole(g->file[GNUPLOT_PICTURE]) ||
            gnuplot_failed(g->file[GNUPLOT_COMPLAINTS], error, error_size));
}

bool gnuplot_draw(struct gnuplot *g, const char *path, char *error, size_t error_size)
{
    struct atomic_file target;
    bool good = gnuplot_render(g, error, error_size) && atomic_file_open(&target, path, error, error_size);
    if (good) {
        gnuplot_copy(g->file[GNUPLOT_PICTURE], target.stream, g->file[GNUPLOT_HEAD]);
        good = atomic_file_commit(&target, error, error_size);
    }
    gnuplot_end(g);
    return good;
}

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

void gnuplot_words(FILE *f, const char *text, bool xml)
{
    for (const unsigned char *s = (const unsigned char *)(text != NULL ? text : ""); *s != '\0';) {
        int n = utf8_length(s);
        if (n == 0 || *s < 0x20 || *s == 0x7f)
            fputc(n == 0 ? '?' : ' ', f);
        else if (xml ? *s == '<' || *s == '&' : *s == '\'')
            fputs(*s == '<' ? "&lt;" : *s == '&' ? "&amp;" : "'.\"\\047\".'", f);
        else
            fwrite(s, 1, (size_t)n, f);
        s += n > 0 ? n : 1;
    }
}

void gnuplot_text(FILE *f, const char *text)
{
    fputc('\'', f);
    gnuplot_words(f, text, false);
    fputc('\'', f);
}

void gnuplot_setting(FILE *f, const char *name, const char *text)
{
    fprintf(f, "set %s ", name);
    gnuplot_text(f, text);
    fputc('\n', f);
}
