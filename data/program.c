/* SPDX-License-Identifier: MIT
 * program.c - signals, and the end of a program. */
#include "program.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t caught;

static void remember(int signal_number)
{
    caught = signal_number;
}

/* A standard stream that was closed before we came would give its number to the next file opened, and what is printed
 * would end up in there. It gets a stand-in on which the wrong way fails as it should. */
static void fill_standard_streams(void)
{
    for (int fd = 0; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0)
            /* The lowest free number is this one: those below are open by now. */
            (void)!open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

void program_start(void)
{
    fill_standard_streams();
    struct sigaction ignore = {.sa_handler = SIG_IGN}, stop = {.sa_handler = remember};
    sigaction(SIGPIPE, &ignore, NULL);
    sigaction(SIGXFSZ, &ignore, NULL); /* a file that grows too large is a failed write */
    /* Once only: a program that does not get to its next poll can still be killed by a second Ctrl-C. */
    stop.sa_flags = (int)SA_RESETHAND;
    sigaction(SIGINT, &stop, NULL);
    sigaction(SIGTERM, &stop, NULL);
    sigaction(SIGHUP, &stop, NULL);
}

int program_interrupted(void)
{
    return caught;
}

/* Whether nobody reads stdout any more. Asked of the pipe itself: the write that failed may be long ago, and its errno.
 */
static bool reader_left(void)
{
    struct pollfd end = {.fd = STDOUT_FILENO};
    return poll(&end, 1, 0) == 1 && (end.revents & POLLERR);
}

int program_finish(int status)
{
    errno = 0;
    bool failed = fflush(stdout) != 0 || ferror(stdout);
    int error = errno;
    if (failed && reader_left())
        return PROGRAM_PASS;
    if (failed) {
        fprintf(stderr, "%s: cannot write to standard output: %s\n", program_invocation_short_name,
                error ? strerror(error) : "an earlier write failed");
        return PROGRAM_ENVIRONMENT;
    }
    return caught ? 128 + caught : status;
}
