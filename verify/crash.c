/* SPDX-License-Identifier: MIT
 * crash.c - in the handler nothing but write and _exit. */
#include "crash.h"

#include "program.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED
#endif
#endif

static const char *volatile check_at_work = "?", *volatile row_at_work = "?";

void crash_at_work(const char *check, const char *row)
{
    check_at_work = check;
    row_at_work = row;
}

#ifndef SANITIZED
static void put(const char *text)
{
    ssize_t written = write(STDOUT_FILENO, text, strlen(text));
    (void)written;
}

static void report(int signal_number)
{
    put("\nFAIL ");
    put(row_at_work);
    put(" ");
    put(check_at_work);
    put(signal_number == SIGFPE || signal_number == SIGILL ? ": a fatal instruction\n"
                                                           : ": a fatal access to memory\n");
    _exit(PROGRAM_DISAGREEMENT);
}
#endif

void crash_catch(void)
{
#ifndef SANITIZED
    const int fatal[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL};
    struct sigaction action = {.sa_handler = report};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++)
        sigaction(fatal[i], &action, NULL);
#endif
}
