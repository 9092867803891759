/* SPDX-License-Identifier: MIT
 * process.c - pipes, signals and patience. */
#include "process.h"

#include "clock.h"
#include "program.h"
#include "quote.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* The processors that this process was given. OpenMP runtimes bind the first thread to one of them before main
 * (OMP_PROC_BIND), which a child would inherit as all it has. */
static cpu_set_t given;

static void note_processors(void)
{
    if (sched_getaffinity(0, sizeof given, &given) != 0)
        CPU_ZERO(&given);
}

__attribute__((section(".preinit_array"), used)) static void (*const before_libraries)(void) = note_processors;

/* In the child: nothing here may allocate or lock, for the parent may have threads. */
__attribute__((noreturn)) static void become(char *const *argv, int in, int out, int errors, pid_t parent)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) /* it was gone before that */
        _exit(0);
    setpgid(0, 0);
    if (CPU_COUNT(&given) > 0)
        sched_setaffinity(0, sizeof given, &given);
    signal(SIGPIPE, SIG_DFL);
    dup2(in, STDIN_FILENO);
    dup2(out, STDOUT_FILENO);
    dup2(errors, STDERR_FILENO);
    execv(argv[0], argv);
    _exit(127);
}

static void close_all(int *fd, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (fd[i] >= 0)
            close(fd[i]);
}

bool process_start(struct process *p, char *const *argv, char *why)
{
    int fd[] = {-1, -1, -1, -1, -1}; /* its stdin: read, write; its stdout: read, write; its stderr */
    pid_t self = getpid();
    *p = (struct process){0};
    if (pipe2(fd, O_CLOEXEC) != 0 || pipe2(fd + 2, O_CLOEXEC) != 0 ||
        (fd[4] = memfd_create("stderr", MFD_CLOEXEC)) < 0 || (p->pid = fork()) < 0) {
        snprintf(why, PROCESS_WHY, "cannot be started: %s", strerror(errno));
        close_all(fd, sizeof fd / sizeof *fd);
        p->pid = 0;
        return false;
    }
    if (p->pid == 0)
        become(argv, fd[0], fd[3], fd[4], self);
    setpgid(p->pid, p->pid); /* whoever comes first */
    close(fd[0]);
    close(fd[3]);
    p->to = fd[1];
    p->from = fd[2];
    p->errors = fd[4];
    return true;
}

void process_end(struct process *p)
{
    if (p->pid <= 0)
        return;
    kill(-p->pid, SIGKILL);
    while (waitpid(p->pid, NULL, 0) < 0 && errno == EINTR) {
    }
    close(p->to);
    close(p->from);
    close(p->errors);
    p->pid = 0;
}

/* The last line that it wrote to stderr, in quotes, after ": "; "" where there is none. */
static const char *last_words(const struct process *p, char *out, size_t size)
{
    char text[1024], quoted[QUOTE_SIZE];
    off_t end = lseek(p->errors, 0, SEEK_END), from = end > 1023 ? end - 1023 : 0;
    ssize_t n = end > 0 ? pread(p->errors, text, sizeof text - 1, from) : 0;
    while (n > 0 && text[n - 1] == '\n')
        n--;
    out[0] = '\0';
    if (n <= 0)
        return out;
    text[n] = '\0';
    const char *line = strrchr(text, '\n');
    snprintf(out, size, ": %s", quote(line ? line + 1 : text, quoted));
    return out;
}

/* It closed its end. */
static void describe_end(struct process *p, char *why)
{
    char words[QUOTE_SIZE + 4];
    int status = 0;
    pid_t reaped = 0;
    /* It may have closed its stdout and live on, so it gets a moment only. */
    for (int i = 0; i < 50 && reaped == 0; i++) {
        reaped = waitpid(p->pid, &status, WNOHANG);
        if (reaped == 0)
            poll(NULL, 0, 10);
    }
    last_words(p, words, sizeof words);
    if (reaped != p->pid)
        snprintf(why, PROCESS_WHY, "closed its output%s", words);
    else if (WIFSIGNALED(status))
        snprintf(why, PROCESS_WHY, "died of signal %d (%s)%s", WTERMSIG(status), strsignal(WTERMSIG(status)), words);
    else
        snprintf(why, PROCESS_WHY, "ended with status %d%s", WEXITSTATUS(status), words);
    if (reaped == p->pid) { /* its number may be another's by now; its group's may not while one of it is left */
        kill(-p->pid, SIGKILL);
        close(p->to);
        close(p->from);
        close(p->errors);
        p->pid = 0;
    }
}

static bool send(struct process *p, const char *request)
{
    size_t left = strlen(request);
    while (left > 0) {
        ssize_t n = write(p->to, request, left);
        if (n < 0 && errno != EINTR)
            return false;
        if (n > 0) {
            request += n;
            left -= (size_t)n;
        }
    }
    return true;
}

/* Moves the first line of what is held to `answer`; false where there is none yet. */
static bool take_line(struct process *p, char *answer)
{
    char *end = memchr(p->said, '\n', p->held);
    if (!end)
        return false;
    size_t length = (size_t)(end - p->said);
    memcpy(answer, p->said, length);
    answer[length] = '\0';
    p->held -= length + 1;
    memmove(p->said, end + 1, p->held);
    return true;
}

/* Waits for a line; false: `why`, and it may have been ended. */
static bool hear(struct process *p, double seconds, char *answer, char *why)
{
    double start = clock_ns();
    while (!take_line(p, answer)) {
        struct pollfd end = {.fd = p->from, .events = POLLIN};
        if (program_interrupted()) {
            snprintf(why, PROCESS_WHY, "was interrupted");
            return false;
        }
        if (clock_ns() - start > 1e9 * seconds) {
            snprintf(why, PROCESS_WHY, "has not answered for %g s", seconds);
            return false;
        }
        if (p->held == sizeof p->said) {
            snprintf(why, PROCESS_WHY, "answers with a line of more than %zu bytes", sizeof p->said - 1);
            return false;
        }
        if (poll(&end, 1, 50) <= 0) /* short: a signal may come just before it */
            continue;
        ssize_t n = read(p->from, p->said + p->held, sizeof p->said - p->held);
        if (n == 0) {
            describe_end(p, why);
            return false;
        }
        p->held += n > 0 ? (size_t)n : 0;
    }
    return true;
}

bool process_ask(struct process *p, const char *request, double seconds, char *answer, char *why)
{
    kill(-p->pid, SIGCONT);
    if (request)
        send(p, request); /* to one that has died: hear says so */
    if (!hear(p, seconds, answer, why)) {
        process_end(p);
        return false;
    }
    kill(-p->pid, SIGSTOP);
    return true;
}
