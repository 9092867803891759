/* SPDX-License-Identifier: MIT
 * atomic_file.c - temporary in the target's folder, fsync, rename. */
#include "atomic_file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TRIES = 1000 };

static bool fail(char *error, size_t error_size, const char *path, const char *what, int cause)
{
    snprintf(error, error_size, "%s: %s: %s", path, what, strerror(cause));
    return false;
}

/* The folder of `path` with its slash, "" for the current one. The caller frees. */
static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return strndup(path, slash == NULL ? 0 : (size_t)(slash - path) + 1);
}

/* The descriptor of ours, stdout or stderr, that already writes to the file `s`; -1 if neither does. */
static int own_output(const struct stat *s)
{
    for (int fd = STDOUT_FILENO; fd <= STDERR_FILENO; fd++) {
        struct stat own;
        if (fstat(fd, &own) == 0 && own.st_dev == s->st_dev && own.st_ino == s->st_ino)
            return fd;
    }
    return -1;
}

/* A duplicate of our own output shares its position, so that what was printed before is not overwritten. */
static int open_direct(const char *path, int own)
{
    if (own < 0)
        return open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    fflush(own == STDOUT_FILENO ? stdout : stderr);
    return fcntl(own, F_DUPFD_CLOEXEC, 0);
}

/* Creates a file beside a->target, its name in a->temp. mkstemp would hide the user's umask behind mode 0600. The name
 * does not grow with the target's, which may be as long as names can be. */
static int open_beside(struct atomic_file *a)
{
    char *folder = folder_of(a->target);
    int fd = -1;
    if (folder == NULL)
        return -1;
    for (int i = 0; i < TRIES && fd < 0; i++) {
        free(a->temp);
        if (asprintf(&a->temp, "%s.gradus-%ld-%d", folder, (long)getpid(), i) < 0) {
            a->temp = NULL;
            break;
        }
        fd = open(a->temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd < 0 && errno != EEXIST)
            break;
    }
    int cause = errno;
    if (fd < 0) {
        free(a->temp);
        a->temp = NULL;
    }
    free(folder);
    errno = cause;
    return fd;
}

bool atomic_file_open(struct atomic_file *a, const char *path, char *error, size_t error_size)
{
    *a = (struct atomic_file){0};
    if (*path == '\0')
        return fail(error, error_size, path, "cannot write", ENOENT);
    struct stat s;
    bool exists = stat(path, &s) == 0;
    int fd = -1, own = exists ? own_output(&s) : -1;
    if (exists && (own >= 0 || !S_ISREG(s.st_mode))) {
        a->target = strdup(path);
        if (a->target != NULL)
            fd = open_direct(path, own);
    } else if (exists && access(path, W_OK) != 0) {
        /* rename asks the folder's permissions only; a file made read-only was meant to stay. */
    } else {
        a->target = exists ? realpath(path, NULL) : strdup(path);
        if (a->target != NULL)
            fd = open_beside(a);
        if (fd >= 0 && exists && fchmod(fd, s.st_mode & 07777) != 0) {
            int cause = errno;
            close(fd);
            fd = -1;
            unlink(a->temp);
            errno = cause;
        }
    }
    if (fd >= 0 && (a->stream = fdopen(fd, "w")) != NULL)
        return true;
    int cause = errno;
    if (fd >= 0)
        close(fd);
    if (fd >= 0 && a->temp != NULL)
        unlink(a->temp);
    free(a->temp);
    free(a->target);
    *a = (struct atomic_file){0};
    return fail(error, error_size, path, "cannot write", cause);
}

/* The rename itself is on the disk once its folder is. Not every file system lets one ask, so nothing fails here. */
static void sync_folder(const char *target)
{
    char *folder = folder_of(target);
    if (folder == NULL)
        return;
    int fd = open(*folder == '\0' ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
    free(folder);
}

bool atomic_file_commit(struct atomic_file *a, char *error, size_t error_size)
{
    errno = 0;
    bool failed_before = ferror(a->stream) != 0;
    bool good = fflush(a->stream) == 0 && !failed_before;
    good = good && (a->temp == NULL || fsync(fileno(a->stream)) == 0);
    int cause = errno != 0 ? errno : EIO;
    /* Closed here whatever happened; a full NFS quota can show only now. */
    if (fclose(a->stream) != 0 && good) {
        good = false;
        cause = errno;
    }
    a->stream = NULL;
    if (good && a->temp != NULL) {
        good = rename(a->temp, a->target) == 0;
        cause = errno;
    }
    if (good && a->temp != NULL)
        sync_folder(a->target);
    else if (a->temp != NULL)
        unlink(a->temp);
    if (!good)
        fail(error, error_size, a->target, "cannot write", cause);
    free(a->temp);
    free(a->target);
    *a = (struct atomic_file){0};
    return good;
}

void atomic_file_abandon(struct atomic_file *a)
{
    if (a->stream != NULL)
        fclose(a->stream);
    if (a->temp != NULL)
        unlink(a->temp);
    free(a->temp);
    free(a->target);
    *a = (struct atomic_file){0};
}

bool atomic_file_copy(FILE *from, const char *path, char *error, size_t error_size)
{
    struct atomic_file a;
    char block[4096];
    if (!atomic_file_open(&a, path, error, error_size))
        return false;
    rewind(from);
    size_t n, written = 0;
    do {
        n = fread(block, 1, sizeof block, from);
        written = fwrite(block, 1, n, a.stream);
    } while (n > 0 && written == n);
    if (written == n && !ferror(from))
        return atomic_file_commit(&a, error, error_size);
    int cause = errno;
    atomic_file_abandon(&a);
    return fail(error, error_size, path, "cannot write", cause);
}
