/* SPDX-License-Identifier: MIT
 * process.h - a child process that is asked one line and answers one line, and that runs only while it is asked. */
#ifndef PROCESS_H
#define PROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum { PROCESS_LINE = 4096, PROCESS_WHY = 200 };

struct process {
    pid_t pid; /* 0: there is none */
    int to, from, errors;
    size_t held; /* bytes of what it said that are not taken yet */
    char said[PROCESS_LINE];
};

/* Starts a program (argv ends with NULL; argv[0] is its path) in a process group of its own, which Ctrl-C does not
 * reach; it dies with us. SIGPIPE is ignored by then (program_start): it may die before it is asked. What it writes to
 * stderr is kept for process_ask to quote. false: one line in `why` (PROCESS_WHY bytes). Ended by process_end. */
bool process_start(struct process *p, char *const *argv, char *why);

/* Lets it run, sends `request` (with its newline; NULL: nothing) and takes one line, without its newline, into `answer`
 * (PROCESS_LINE bytes); then stops it: threads that spin for their next work would slow whoever runs next. false: it
 * died, was silent for `seconds`, said too much, or we were interrupted (program.h); `why` says which, in words that
 * follow its name, and it is ended. */
bool process_ask(struct process *p, const char *request, double seconds, char *answer, char *why);

/* Kills it, if there is one. */
void process_end(struct process *p);

#endif
