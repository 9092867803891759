/* SPDX-License-Identifier: MIT
 * contenders.c - where the workers are, and how they are talked to. */
#include "contenders.h"

#include "program.h"
#include "suggest.h"
#include "words.h"

#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const double PATIENCE = 60; /* seconds; torch takes several to be imported */

static const struct known {
    const char *name, *package; /* Debian's, that it is built with */
    bool python;
} KNOWN[] = {
    {"glibc", "libc6-dev"},
    {"libmvec", "libc6-dev on x86-64"},
    {"sleef", "libsleef-dev"},
    {"onednn", "libdnnl-dev"},
    {"xnnpack", "libxnnpack-dev and libpthreadpool-dev"},
    {"blis", "libblis-openmp-dev"},
    {"xsmm", "libxsmm-dev"},
    {"openblas", "libopenblas-openmp-dev"},
    {"torch", "python3-torch", true},
    {"numpy", "python3-numpy", true},
};

enum { KNOWN_ONES = sizeof KNOWN / sizeof *KNOWN };

static const struct known *find(const char *name)
{
    for (size_t i = 0; i < KNOWN_ONES; i++)
        if (strcmp(KNOWN[i].name, name) == 0)
            return &KNOWN[i];
    return NULL;
}

static void add(struct contenders *c, const char *name)
{
    snprintf(c->one[c->n++].name, CONTENDER_NAME, "%s", name);
}

static bool complain(const char *name, char *error, size_t error_size)
{
    const char *known[KNOWN_ONES + 1] = {NULL};
    char all[160];
    for (size_t i = 0; i < KNOWN_ONES; i++)
        known[i] = KNOWN[i].name;
    const char *near = suggest(name, known);
    words_join(known, all, sizeof all);
    snprintf(error, error_size, "--against %s: no such peer (%s, all, or a path with a /)%s%s%s",
             words_quote(name).text, all, near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
    return false;
}

bool contenders_read(struct contenders *c, const char *list, char *error, size_t error_size)
{
    struct words_list words;
    char why[WORDS_WHY];
    *c = (struct contenders){0};
    add(c, "gradus");
    if (!words_split(list, &words, why, sizeof why)) {
        snprintf(error, error_size, "--against %s", why);
        return false;
    }
    if (words.n == 1 && strcmp(words.item[0], "all") == 0) {
        for (size_t i = 0; i < KNOWN_ONES; i++)
            add(c, KNOWN[i].name);
        return true;
    }
    if (words.n >= CONTENDERS) {
        snprintf(error, error_size, "--against %s: at most %d peers", words_quote(list).text, CONTENDERS - 1);
        return false;
    }
    for (size_t i = 0; i < words.n; i++) {
        if (!strchr(words.item[i], '/') && !find(words.item[i]))
            return complain(words.item[i], error, error_size);
        add(c, words.item[i]);
    }
    return true;
}

/* ../libexec/gradus beside the folder of this program, as built and as installed. */
static bool peer_path(const char *name, const char *suffix, char *path, size_t size)
{
    char self[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
    if (n <= 0)
        return false;
    self[n] = '\0';
    for (int up = 0; up < 2; up++) {
        char *slash = strrchr(self, '/');
        if (!slash)
            return false;
        *slash = '\0';
    }
    return (size_t)snprintf(path, size, "%s/libexec/gradus/%s%s", self, name, suffix) < size && access(path, R_OK) == 0;
}

struct contenders_known contenders_known(size_t i)
{
    char path[PATH_MAX];
    struct contenders_known one = {0};
    if (i >= KNOWN_ONES)
        return one;
    one = (struct contenders_known){KNOWN[i].name, KNOWN[i].package, KNOWN[i].python};
    one.here = peer_path(one.name, one.python ? "_peer.py" : "", path, sizeof path);
    return one;
}

/* Its greeting. */
static bool greet(struct contender *c)
{
    char answer[PROCESS_LINE], name[64];
    int at = 0;
    if (!process_ask(&c->process, NULL, c->seconds, answer, c->why)) {
        c->failed = true;
        return false;
    }
    if (strncmp(answer, "missing ", 8) == 0) {
        process_end(&c->process);
        snprintf(c->why, sizeof c->why, "is missing: %.160s", answer + 8);
        return false;
    }
    if (sscanf(answer, "gradus-worker 1 %63s %n", name, &at) != 1 || at == 0) {
        contender_accuse(c, answer, "its start");
        return false;
    }
    snprintf(c->version, sizeof c->version, "%s", answer + at);
    return true;
}

bool contender_start(struct contender *c, char *const *argv)
{
    if (process_start(&c->process, argv, c->why))
        return greet(c);
    c->failed = true;
    return false;
}

static bool start(struct contender *c, const char *isa)
{
    const struct known *known = find(c->name);
    const char *python = getenv("GRADUS_PYTHON");
    char path[PATH_MAX], self[] = "/proc/self/exe", worker[] = "worker", option[] = "--isa";
    char *argv[] = {path, NULL, NULL, NULL, NULL};
    if (strcmp(c->name, "gradus") == 0) {
        argv[0] = self;
        argv[1] = worker;
        argv[2] = isa ? option : NULL;
        argv[3] = (char *)isa;
    } else if (!known) {
        snprintf(path, sizeof path, "%s", c->name);
    } else if (!peer_path(c->name, known->python ? "_peer.py" : "", path, sizeof path)) {
        snprintf(c->why, sizeof c->why, "is not built: it needs %s", known->package);
        return false;
    } else if (known->python) {
        argv[0] = (char *)(python ? python : GRADUS_PYTHON);
        argv[1] = path;
    }
    if (access(argv[0], X_OK) != 0) {
        snprintf(c->why, sizeof c->why, "is no program that can be run");
        c->failed = true;
        return false;
    }
    return contender_start(c, argv);
}

bool contenders_start(struct contenders *c, const struct arguments *o, char *error, size_t error_size)
{
    /* A team whose threads may move finds two of them on one processor when it is woken, for as long as one spins. */
    setenv("OMP_PROC_BIND", "true", 0);
    for (size_t i = 0; i < c->n && !program_interrupted(); i++) {
        c->one[i].seconds = o->timeout.given ? o->timeout.value : PATIENCE;
        if (!start(&c->one[i], o->isa) && i == 0) {
            snprintf(error, error_size, "our own worker %s", c->one[i].why);
            return false;
        }
    }
    return true;
}

void contenders_end(struct contenders *c)
{
    for (size_t i = 0; i < c->n; i++)
        process_end(&c->one[i].process);
}

bool contenders_blame(const struct contenders *c, char *error, size_t error_size)
{
    for (size_t i = 0; i < c->n; i++)
        if (c->one[i].failed) {
            snprintf(error, error_size, "--against: %s %s", c->one[i].name, c->one[i].why);
            return true;
        }
    return false;
}

void contenders_report(const struct contenders *c, struct report *r)
{
    for (size_t i = 1; i < c->n; i++) {
        const struct contender *one = &c->one[i];
        if (one->process.pid)
            report_line(r, REPORT_PLAIN, "peer", "%s %s", one->name, one->version);
        else
            report_line(r, one->failed ? REPORT_BAD : REPORT_PLAIN, "peer", "%s %s", one->name, one->why);
    }
}

bool contender_ask(struct contender *c, char *answer, const char *format, ...)
{
    char request[PROCESS_LINE];
    va_list args;
    if (!c->process.pid)
        return false;
    va_start(args, format);
    int n = vsnprintf(request, sizeof request - 1, format, args);
    va_end(args);
    if (n < 0 || n >= (int)sizeof request - 1) {
        snprintf(c->why, sizeof c->why, "would need a request that is too long");
        return false;
    }
    memcpy(request + n, "\n", 2);
    if (!process_ask(&c->process, request, c->seconds, answer, c->why))
        c->failed = !program_interrupted();
    return c->process.pid != 0;
}

void contender_accuse(struct contender *c, const char *answer, const char *request)
{
    process_end(&c->process);
    c->failed = true;
    snprintf(c->why, sizeof c->why, "answers %s to %s", words_quote(answer).text, request);
}
