/* SPDX-License-Identifier: MIT
 * revision.c - git and cmake, as child processes. */
#include "revision.h"

#include "program.h"
#include "words.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { SAID = 512 };

/* Runs a program and keeps the start of what it writes to stdout, without its last newline; its stderr goes to `log`,
 * or nowhere. Its exit status; 127: it could not be started. */
static int run(const char *const *argv, char *said, const char *log)
{
    posix_spawn_file_actions_t files;
    int out[2], status = 127;
    size_t held = 0;
    char rest[SAID];
    pid_t pid;
    if (pipe2(out, O_CLOEXEC) != 0)
        return 127;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, out[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, log ? log : "/dev/null", O_WRONLY | O_CREAT | O_APPEND,
                                     0666);
    int failed = posix_spawnp(&pid, argv[0], &files, NULL, (char *const *)(uintptr_t)argv, environ);
    posix_spawn_file_actions_destroy(&files);
    close(out[1]);
    for (ssize_t n; !failed && (n = read(out[0], rest, sizeof rest)) != 0;) {
        size_t fits = n > 0 && held + (size_t)n < SAID ? (size_t)n : 0;
        if (n < 0 && errno != EINTR)
            break;
        if (said && fits) {
            memcpy(said + held, rest, fits);
            held += fits;
        }
    }
    close(out[0]);
    if (said) {
        while (held > 0 && said[held - 1] == '\n')
            held--;
        said[held] = '\0';
    }
    while (!failed && waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    return failed ? 127 : WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

#define RUN(said, log, ...) run((const char *const[]){__VA_ARGS__, NULL}, said, log)

static bool is_built(const struct revision *r)
{
    return access(r->path, X_OK) == 0;
}

/* In a clone, so that neither the working tree nor the list of worktrees is touched. */
static bool build(const char *top, const char *folder, const char *hash, const char *log)
{
    char source[PATH_MAX], binary[PATH_MAX];
    if ((size_t)snprintf(source, sizeof source, "%s/source", folder) >= sizeof source ||
        (size_t)snprintf(binary, sizeof binary, "%s/build", folder) >= sizeof binary)
        return false;
    if (access(source, F_OK) != 0 &&
        RUN(NULL, log, "git", "clone", "-q", "--shared", "--no-checkout", top, source) != 0)
        return false;
    return RUN(NULL, log, "git", "-C", source, "checkout", "-q", "--detach", hash) == 0 &&
           RUN(NULL, log, "cmake", "-S", source, "-B", binary, "-G", "Ninja", "-DBUILD_TESTING=OFF",
               "-DCMAKE_C_COMPILER=" GRADUS_C_COMPILER, "-DCMAKE_BUILD_TYPE=" GRADUS_BUILD_TYPE,
               "-DCMAKE_C_FLAGS=" GRADUS_C_FLAGS) == 0 &&
           RUN(NULL, log, "cmake", "--build", binary, "--target", "bench") == 0;
}

static void make_folders(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0777);
        *slash = '/';
    }
    mkdir(path, 0777);
}

/* One process at a time builds a revision; the others find it built. */
static int build_locked(struct revision *r, const char *top, char *error, size_t error_size)
{
    char folder[PATH_MAX - 64], log[PATH_MAX];
    if ((size_t)snprintf(folder, sizeof folder, "%s/build/at/%.12s", top, r->hash) >= sizeof folder)
        return PROGRAM_ENVIRONMENT;
    snprintf(r->path, sizeof r->path, "%s/build/bin/bench", folder);
    snprintf(log, sizeof log, "%s/log", folder);
    make_folders(folder);
    int lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (lock < 0 || flock(lock, LOCK_EX) != 0) {
        snprintf(error, error_size, "%.300s: %s", folder, strerror(errno));
        if (lock >= 0)
            close(lock);
        return PROGRAM_ENVIRONMENT;
    }
    if (!is_built(r)) {
        r->fresh = true;
        fprintf(stderr, "bench: building %.12s in %s\n", r->hash, folder);
        if (!build(top, folder, r->hash, log) || !is_built(r))
            snprintf(error, error_size, "git:%.12s cannot be built: see %.300s", r->hash, log);
    }
    close(lock);
    return is_built(r) ? PROGRAM_PASS : PROGRAM_ENVIRONMENT;
}

int revision_build(struct revision *r, const char *name, char *error, size_t error_size)
{
    char top[SAID], commit[SAID];
    *r = (struct revision){0};
    if (RUN(top, NULL, "git", "rev-parse", "--show-toplevel") != 0 || top[0] != '/') {
        snprintf(error, error_size, "git:%s: git is missing, or this is no repository", words_quote(name).text);
        return PROGRAM_ENVIRONMENT;
    }
    snprintf(commit, sizeof commit, "%s^{commit}", name);
    char said[SAID];
    if (name[0] == '-' || strlen(name) > SAID - 16 ||
        RUN(said, NULL, "git", "rev-parse", "--verify", "--quiet", "--end-of-options", commit) != 0) {
        snprintf(error, error_size, "git:%s: no such revision in %.300s", words_quote(name).text, top);
        return PROGRAM_USAGE;
    }
    snprintf(r->hash, sizeof r->hash, "%.63s", said);
    return build_locked(r, top, error, error_size);
}
