/* SPDX-License-Identifier: MIT
 * append_file.c - see append_file.h. */
#include "append_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

static bool open_locked(struct append_file *a, const char *path, int flags, int lock, const char **why)
{
    a->fd = open(path, flags | O_CLOEXEC, 0666);
    if (a->fd < 0) {
        *why = strerror(errno);
        return false;
    }
    if (flock(a->fd, lock | LOCK_NB) != 0) {
        *why = "in use by another process";
        append_file_close(a);
        return false;
    }
    return true;
}

bool append_file_open(struct append_file *a, const char *path, const char **why)
{
    return open_locked(a, path, O_RDWR | O_CREAT | O_APPEND, LOCK_EX, why);
}

bool append_file_look(struct append_file *a, const char *path, const char **why)
{
    return open_locked(a, path, O_RDONLY, LOCK_SH, why);
}

void append_file_close(struct append_file *a)
{
    if (a->fd >= 0)
        close(a->fd);
    a->fd = -1;
}

/* The stream's own descriptor: closing it leaves the file's open. */
FILE *append_file_read(const struct append_file *a)
{
    int fd = dup(a->fd);
    FILE *file = fd < 0 || lseek(fd, 0, SEEK_SET) != 0 ? NULL : fdopen(fd, "r");
    if (!file && fd >= 0)
        close(fd);
    return file;
}

bool append_file_shorten(const struct append_file *a, size_t bytes)
{
    return ftruncate(a->fd, (off_t)bytes) == 0;
}

bool append_file_cut(const struct append_file *a, bool *cut)
{
    FILE *file = append_file_read(a);
    size_t whole = 0, at = 0;
    if (!file)
        return false;
    for (int c; (c = getc(file)) != EOF;) {
        at++;
        whole = c == '\n' ? at : whole;
    }
    bool read = !ferror(file);
    fclose(file);
    *cut = at != whole;
    return read && (!*cut || append_file_shorten(a, whole));
}

static bool write_all(int fd, const char *text, size_t length)
{
    while (length > 0) {
        ssize_t n = write(fd, text, length);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        text += n;
        length -= (size_t)n;
    }
    return true;
}

bool append_file_add(const struct append_file *a, const char *text, size_t length, bool durable)
{
    off_t before = lseek(a->fd, 0, SEEK_END);
    bool good = write_all(a->fd, text, length) &&
                (!durable || fsync(a->fd) == 0 || errno == EINVAL); /* what is no regular file */
    int cause = errno;
    if (!good && before >= 0 && ftruncate(a->fd, before) != 0) /* a full disk took a part */
        return false;
    errno = cause;
    return good;
}
