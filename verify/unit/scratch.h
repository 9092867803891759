/* SPDX-License-Identifier: MIT
 * scratch.h - for tests: a folder of their own, files in it, and a locale whose numbers have a comma. */
#ifndef SCRATCH_H
#define SCRATCH_H

#include <criterion/criterion.h>
#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <locale.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct scratch {
    char folder[PATH_MAX];
    char path[PATH_MAX + 300]; /* what scratch_path made last */
};

static inline void scratch_begin(struct scratch *s)
{
    const char *base = getenv("TMPDIR");
    snprintf(s->folder, sizeof s->folder, "%s/gradus-test-XXXXXX", base != NULL && *base != '\0' ? base : P_tmpdir);
    cr_assert_not_null(mkdtemp(s->folder), "mkdtemp %s", s->folder);
}

static inline int scratch_remove(const char *path, const struct stat *status, int type, struct FTW *walk)
{
    (void)status, (void)type, (void)walk;
    return remove(path);
}

static inline void scratch_end(const struct scratch *s)
{
    nftw(s->folder, scratch_remove, 8, FTW_DEPTH | FTW_PHYS);
}

static inline const char *scratch_path(struct scratch *s, const char *name)
{
    snprintf(s->path, sizeof s->path, "%s/%s", s->folder, name);
    return s->path;
}

static inline const char *scratch_write(struct scratch *s, const char *name, const void *bytes, size_t size)
{
    FILE *f = fopen(scratch_path(s, name), "wb");
    cr_assert_not_null(f, "%s", s->path);
    cr_assert_eq(fwrite(bytes, 1, size, f), size);
    cr_assert_eq(fclose(f), 0);
    return s->path;
}

/* The whole file with a NUL after it, which the caller frees; NULL where there is none. */
static inline char *scratch_read(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (f == NULL)
        return NULL;
    char *text = NULL;
    size_t size = 0;
    FILE *memory = open_memstream(&text, &size);
    for (int c; (c = fgetc(f)) != EOF;)
        fputc(c, memory);
    fclose(memory);
    fclose(f);
    return text;
}

static inline bool scratch_holds(const char *path, const char *expected)
{
    char *text = scratch_read(path);
    bool same = text != NULL && strcmp(text, expected) == 0;
    free(text);
    return same;
}

static inline size_t scratch_files(const struct scratch *s)
{
    size_t n = 0;
    DIR *d = opendir(s->folder);
    cr_assert_not_null(d);
    for (struct dirent *e; (e = readdir(d)) != NULL;)
        n += strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0;
    closedir(d);
    return n;
}

/* Puts the process into a locale that writes 1,5: the installed German one or one built here; else skips the test. */
static inline void scratch_comma_locale(struct scratch *s)
{
    if (setlocale(LC_ALL, "de_DE.UTF-8") == NULL) {
        char target[PATH_MAX + 300];
        snprintf(target, sizeof target, "%s", scratch_path(s, "de_DE.UTF-8"));
        char *argv[] = {"localedef", "-i", "de_DE", "-f", "UTF-8", target, NULL};
        posix_spawn_file_actions_t quiet;
        pid_t child;
        posix_spawn_file_actions_init(&quiet);
        posix_spawn_file_actions_addopen(&quiet, 2, "/dev/null", O_WRONLY, 0);
        if (posix_spawnp(&child, argv[0], &quiet, NULL, argv, environ) == 0)
            waitpid(child, NULL, 0);
        posix_spawn_file_actions_destroy(&quiet);
        setenv("LOCPATH", s->folder, 1);
        setlocale(LC_ALL, "de_DE.UTF-8");
    }
    char one_and_half[16];
    snprintf(one_and_half, sizeof one_and_half, "%.1f", 1.5);
    if (strcmp(one_and_half, "1,5") != 0) {
        scratch_end(s);
        cr_skip_test("no locale with a decimal comma is installed, and localedef cannot build one");
    }
}

#endif
