/* SPDX-License-Identifier: MIT
 * test_atomic_file.c - whole or not at all, whatever stands at the target. */
#include "atomic_file.h"

#include "scratch.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>

static struct scratch scratch;
static struct atomic_file file;
static char error[PATH_MAX + 512];

static void begin(void)
{
    scratch_begin(&scratch);
    error[0] = '\0';
}

static void end(void)
{
    scratch_end(&scratch);
}

TestSuite(atomic_file, .init = begin, .fini = end, .timeout = 60);

static void write_all(const char *path, const char *text)
{
    cr_assert(atomic_file_open(&file, path, error, sizeof error), "%s", error);
    fputs(text, file.stream);
    cr_assert(atomic_file_commit(&file, error, sizeof error), "%s", error);
    cr_expect(file.stream == NULL && file.target == NULL && file.temp == NULL);
}

static mode_t mode_of(const char *path)
{
    struct stat s;
    cr_assert_eq(stat(path, &s), 0, "%s", path);
    return s.st_mode & 07777;
}

Test(atomic_file, appears_at_commit)
{
    const char *path = scratch_path(&scratch, "new");
    umask(027);
    cr_assert(atomic_file_open(&file, path, error, sizeof error), "%s", error);
    fputs("text", file.stream);
    fflush(file.stream);
    cr_expect_neq(access(path, F_OK), 0);
    cr_assert(atomic_file_commit(&file, error, sizeof error), "%s", error);
    cr_expect(scratch_holds(path, "text"));
    cr_expect_eq(mode_of(path), 0640, "a new file is as open as the umask lets it be");
    cr_expect_eq(scratch_files(&scratch), 1);
    atomic_file_abandon(&file);
    cr_expect(scratch_holds(path, "text"), "nothing is left to abandon");
}

Test(atomic_file, replaces_at_commit)
{
    const char *path = scratch_write(&scratch, "old", "a longer old text", 17);
    cr_assert_eq(chmod(path, 0604), 0);
    cr_assert(atomic_file_open(&file, path, error, sizeof error), "%s", error);
    fputs("new", file.stream);
    fflush(file.stream);
    cr_expect(scratch_holds(path, "a longer old text"));
    cr_assert(atomic_file_commit(&file, error, sizeof error), "%s", error);
    cr_expect(scratch_holds(path, "new"));
    cr_expect_eq(mode_of(path), 0604, "permissions stay");
    cr_expect_eq(scratch_files(&scratch), 1);
}

Test(atomic_file, abandoned)
{
    const char *path = scratch_write(&scratch, "old", "old", 3);
    cr_assert(atomic_file_open(&file, path, error, sizeof error), "%s", error);
    fputs("new", file.stream);
    atomic_file_abandon(&file);
    cr_expect(scratch_holds(path, "old"));
    cr_expect_eq(scratch_files(&scratch), 1);
    atomic_file_abandon(&file);
    file = (struct atomic_file){0};
    atomic_file_abandon(&file);
}

Test(atomic_file, two_at_once)
{
    struct atomic_file other;
    const char *path = scratch_path(&scratch, "same");
    cr_assert(atomic_file_open(&file, path, error, sizeof error), "%s", error);
    cr_assert(atomic_file_open(&other, path, error, sizeof error), "%s", error);
    fputs("first", file.stream);
    fputs("second", other.stream);
    cr_assert(atomic_file_commit(&other, error, sizeof error), "%s", error);
    cr_expect(scratch_holds(path, "second"));
    cr_assert(atomic_file_commit(&file, error, sizeof error), "%s", error);
    cr_expect(scratch_holds(path, "first"));
    cr_expect_eq(scratch_files(&scratch), 1);
}

Test(atomic_file, names)
{
    char longest[256];
    memset(longest, 'n', 255);
    longest[255] = '\0';
    write_all(scratch_path(&scratch, longest), "long");
    cr_expect(scratch_holds(scratch.path, "long"));
    cr_assert_eq(chdir(scratch.folder), 0);
    write_all("plain", "in the current folder");
    cr_expect(scratch_holds(scratch_path(&scratch, "plain"), "in the current folder"));
    write_all("plain", "again");
    cr_expect(scratch_holds("plain", "again"));
    cr_expect_eq(scratch_files(&scratch), 2);
}

Test(atomic_file, symbolic_link_is_followed)
{
    struct stat s;
    char target[PATH_MAX + 300];
    cr_assert_eq(mkdir(scratch_path(&scratch, "sub"), 0700), 0);
    snprintf(target, sizeof target, "%s", scratch_write(&scratch, "sub/target", "old", 3));
    cr_assert_eq(symlink("sub/target", scratch_path(&scratch, "link")), 0);
    write_all(scratch.path, "new");
    cr_expect(lstat(scratch.path, &s) == 0 && S_ISLNK(s.st_mode), "the link is still one");
    cr_expect(scratch_holds(target, "new"));
}

Test(atomic_file, copies_a_whole_stream)
{
    FILE *from = tmpfile();
    cr_assert_not_null(from);
    for (int i = 0; i < 10000; i++)
        fputs("0123456789", from);
    const char *path = scratch_path(&scratch, "copy");
    cr_assert(atomic_file_copy(from, path, error, sizeof error), "%s", error);
    fclose(from);
    char *text = scratch_read(path);
    cr_assert_not_null(text);
    cr_expect_eq(strlen(text), 100000);
    free(text);
}

static void refused(const char *path, int cause)
{
    char want[PATH_MAX + 512];
    snprintf(want, sizeof want, "%s: cannot write: %s", path, strerror(cause));
    cr_expect_not(atomic_file_open(&file, path, error, sizeof error), "%s", path);
    cr_expect_str_eq(error, want);
    cr_expect(file.stream == NULL && file.target == NULL && file.temp == NULL);
    atomic_file_abandon(&file);
}

Test(atomic_file, refusals)
{
    refused(scratch.folder, EISDIR);
    refused("", ENOENT);
    refused(scratch_path(&scratch, "none/new"), ENOENT);
    scratch_write(&scratch, "file", "old", 3);
    refused(scratch_path(&scratch, "file/new"), ENOTDIR);
    cr_expect_eq(scratch_files(&scratch), 1);
}

Test(atomic_file, read_only_file_stays)
{
    const uid_t nobody = 65534;
    const char *path = scratch_write(&scratch, "file", "old", 3);
    cr_assert_eq(chmod(path, 0444), 0);
    /* Root may write everything, so root's test goes on as somebody else, who owns the folder. */
    if (geteuid() == 0 &&
        (chown(path, nobody, (gid_t)-1) != 0 || chown(scratch.folder, nobody, (gid_t)-1) != 0 || setuid(nobody) != 0)) {
        scratch_end(&scratch);
        cr_skip_test("root may write everything, and cannot become somebody else here");
    }
    refused(path, EACCES);
    cr_expect(scratch_holds(path, "old"));
    cr_assert_eq(chmod(path, 0644), 0);
    write_all(path, "new");
    cr_expect(scratch_holds(path, "new"));
}

/* A limit on file size stands in for a full disk. */
Test(atomic_file, failed_write_keeps_the_old_file)
{
    const struct rlimit small = {100, RLIM_INFINITY};
    const char *path = scratch_write(&scratch, "file", "old", 3);
    signal(SIGXFSZ, SIG_IGN);
    for (int flushed = 0; flushed < 2; flushed++) {
        cr_assert(atomic_file_open(&file, path, error, sizeof error), "%s", error);
        cr_assert_eq(setrlimit(RLIMIT_FSIZE, &small), 0);
        for (int i = 0; i < 200; i++)
            fputc('x', file.stream);
        if (flushed) {
            fflush(file.stream); /* fails, and commit must remember it although its own flush has nothing to do */
            cr_expect(ferror(file.stream));
        }
        bool good = atomic_file_commit(&file, error, sizeof error);
        const struct rlimit none = {RLIM_INFINITY, RLIM_INFINITY};
        cr_assert_eq(setrlimit(RLIMIT_FSIZE, &none), 0);
        cr_expect_not(good, "flushed %d", flushed);
        cr_expect_not_null(strstr(error, "cannot write"), "%s", error);
        cr_expect(scratch_holds(path, "old"));
        cr_expect_eq(scratch_files(&scratch), 1);
    }
}

Test(atomic_file, devices_are_written_directly)
{
    struct stat before, after;
    cr_assert_eq(stat("/dev/null", &before), 0);
    write_all("/dev/null", "gone");
    cr_expect(stat("/dev/null", &after) == 0 && S_ISCHR(after.st_mode) && after.st_ino == before.st_ino);
    cr_assert(atomic_file_open(&file, "/dev/full", error, sizeof error), "%s", error);
    fputs("too much", file.stream);
    cr_expect_not(atomic_file_commit(&file, error, sizeof error));
    cr_expect(strncmp(error, "/dev/full: ", 11) == 0 && strstr(error, strerror(ENOSPC)) != NULL, "%s", error);
    cr_expect(stat("/dev/full", &after) == 0 && S_ISCHR(after.st_mode));
}

static void *read_fifo(void *path)
{
    return scratch_read(path);
}

Test(atomic_file, fifo_is_written_directly)
{
    pthread_t reader;
    void *text = NULL;
    cr_assert_eq(mkfifo(scratch_path(&scratch, "fifo"), 0600), 0);
    cr_assert_eq(pthread_create(&reader, NULL, read_fifo, scratch.path), 0);
    write_all(scratch.path, "through the pipe");
    pthread_join(reader, &text);
    cr_expect_str_eq((char *)text, "through the pipe");
    free(text);
    cr_expect_eq(scratch_files(&scratch), 1);
}

/* With stdout sent to a file, /dev/stdout is that file: replacing it would lose what is printed before and after. */
Test(atomic_file, own_stdout_is_continued)
{
    const char *path = scratch_path(&scratch, "out");
    fflush(stdout);
    int kept = dup(STDOUT_FILENO), fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    cr_assert(kept >= 0 && fd >= 0 && dup2(fd, STDOUT_FILENO) == STDOUT_FILENO);
    close(fd);
    printf("before ");
    write_all("/dev/stdout", "between ");
    printf("after ");
    fflush(stdout);
    write_all(path, "the same by its name");
    dup2(kept, STDOUT_FILENO);
    close(kept);
    cr_expect(scratch_holds(path, "before between after the same by its name"));
    cr_expect_eq(scratch_files(&scratch), 1);
}
