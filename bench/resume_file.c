/* SPDX-License-Identifier: MIT
 * resume_file.c - a line is {"sum": ..., "plan" or "job": {...}}; the checksum, FNV-1a in 64 bits, is that of the text
 * behind it. The rows of a job are a report of their own, in the JSON that every report is written in. */
#include "resume_file.h"

#include "again.h"
#include "build_id.h"
#include "measure/machine.h"
#include "program.h"
#include "report/decode.h"
#include "report/json.h"
#include "words.h"

#include "gradus.h"

#include <errno.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { SUM = 16, HEAD = 9 }; /* {"sum": " */

static const char BEGIN[] = "{\"sum\": \"";

static uint64_t sum_of(const char *text, size_t n)
{
    uint64_t sum = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < n; i++)
        sum = (sum ^ (unsigned char)text[i]) * UINT64_C(0x100000001b3);
    return sum;
}

/* Writes {"sum": "...", "kind": value}; takes `value`. */
static bool add_line(const struct resume *s, const char *kind, json_t *value)
{
    char *body = json_dumps(value, JSON_COMPACT | JSON_REAL_PRECISION(17)), *rest = NULL, *line = NULL;
    json_decref(value);
    int length = body ? asprintf(&rest, "\", \"%s\": %s}\n", kind, body) : -1;
    if (length >= 0)
        length = asprintf(&line, "%s%016" PRIx64 "%s", BEGIN, sum_of(rest, (size_t)length), rest);
    bool good = length >= 0 && append_file_add(&s->file, line, (size_t)length, true);
    free(body);
    free(rest);
    free(line);
    return good;
}

/* Whether a line is whole: as long as its checksum says. */
static bool is_whole(const char *line, size_t n)
{
    char sum[SUM + 1];
    if (n < HEAD + SUM + 1 || memcmp(line, BEGIN, HEAD) != 0)
        return false;
    snprintf(sum, sizeof sum, "%016" PRIx64, sum_of(line + HEAD + SUM, n - HEAD - SUM));
    return memcmp(line + HEAD, sum, SUM) == 0;
}

static json_t *machine_text(void)
{
    struct machine m = machine_now();
    return json_sprintf("%s, %d of %d processors, %s, caches %zu %zu %zu, %s %s %s", m.processor, m.processors,
                        m.online, m.hypervisor[0] ? m.hypervisor : "no hypervisor", m.cache[0], m.cache[1], m.cache[2],
                        m.blas, m.blas_core, gradus_isa());
}

/* The options that say what is done; where it is written to may change. */
static json_t *words_of(const struct arguments *o)
{
    struct again words = {0};
    json_t *text = again_options(&words, o, o->job) ? json_string("bench") : NULL;
    for (size_t i = 0; text && i < words.n; i++) {
        json_t *more = json_sprintf("%s %s", json_string_value(text), words.word[i]);
        json_decref(text);
        text = more;
    }
    again_free(&words);
    return text;
}

/* What this start would do, and with what. */
static json_t *plan_of(const struct resume *s, const struct arguments *o, const char *build)
{
    json_t *jobs = json_array();
    for (size_t i = 0; i < s->jobs; i++)
        json_array_append_new(jobs, json_string(s->job[i].name));
    return json_pack("{s:s, s:o, s:s, s:o, s:o}", "schema", JSON_SCHEMA, "command_line", words_of(o), "build", build,
                     "machine", machine_text(), "jobs", jobs);
}

static int refuse(const struct resume *s, int status, char *error, size_t size, const char *why)
{
    snprintf(error, size, "--resume %s: %s", words_quote(s->path).text, why);
    return status;
}

/* The first thing in which two plans differ, in words. */
static int compare_plans(const struct resume *s, json_t *there, json_t *here, char *error, size_t size)
{
    static const struct {
        const char *key, *what;
        bool shown;
    } part[] = {{"schema", "of another version of the journal", false},
                {"command_line", "of another command line", true},
                {"build", "of another build of bench or its libraries", false},
                {"machine", "of another machine", true},
                {"jobs", "of other jobs", false}};
    char why[400];
    for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
        json_t *old = json_object_get(there, part[i].key), *new = json_object_get(here, part[i].key);
        if (json_equal(old, new))
            continue;
        snprintf(why, sizeof why, "the journal is %s%s%s; remove it, or name another file", part[i].what,
                 part[i].shown ? ": " : "", part[i].shown && json_string_value(old) ? json_string_value(old) : "");
        return refuse(s, PROGRAM_USAGE, error, size, why);
    }
    return PROGRAM_PASS;
}

/* The counts of launches, in the order in which a line has them. */
enum { COUNTS = 5 };

static size_t *count_at(struct launches_count *c, size_t i)
{
    size_t *const count[COUNTS] = {&c->asked, &c->least, &c->most, &c->values, &c->contaminated};
    return count[i];
}

/* A finished job. false: it is not of this plan, or not what a job's line is. */
static bool take_job(struct resume *s, json_t *job)
{
    struct decode_fault fault;
    json_t *index = json_object_get(job, "index"), *facts = json_object_get(job, "facts");
    const char *name = json_string_value(json_object_get(job, "name"));
    if (!json_is_integer(index) || json_integer_value(index) < 0 || (size_t)json_integer_value(index) >= s->jobs ||
        !name)
        return false;
    struct resume_job *j = &s->job[json_integer_value(index)];
    if (j->done || strcmp(j->name, name) != 0 || !decode_report(&j->report, json_object_get(job, "report"), &fault))
        return false;
    j->facts.disagreement = json_is_true(json_object_get(facts, "disagreement"));
    j->facts.rounds = (size_t)json_integer_value(json_object_get(facts, "rounds"));
    for (size_t i = 0; i < COUNTS; i++)
        *count_at(&j->facts.launches, i) =
            (size_t)json_integer_value(json_array_get(json_object_get(facts, "launches"), i));
    j->done = true;
    s->found++;
    return true;
}

static int take_line(struct resume *s, const char *line, size_t number, json_t *plan, char *error, size_t size)
{
    char why[80];
    json_t *value = json_loads(line, JSON_REJECT_DUPLICATES, NULL), *kind;
    int status = PROGRAM_PASS;
    snprintf(why, sizeof why, "line %zu is damaged; remove the file, or name another", number);
    if (number == 1)
        status = (kind = json_object_get(value, "plan")) ? compare_plans(s, kind, plan, error, size)
                                                         : refuse(s, PROGRAM_USAGE, error, size, "this is no journal");
    else if (!(kind = json_object_get(value, "job")) || !take_job(s, kind))
        status = refuse(s, PROGRAM_USAGE, error, size, why);
    json_decref(value);
    return status;
}

/* All lines; a last one that is not whole is dropped. */
static int read_lines(struct resume *s, json_t *plan, char *error, size_t size)
{
    FILE *file = append_file_read(&s->file);
    char *line = NULL, why[80];
    size_t room = 0, number = 0, good = 0;
    int status = file ? PROGRAM_PASS : refuse(s, PROGRAM_ENVIRONMENT, error, size, strerror(errno));
    for (ssize_t n; status == PROGRAM_PASS && (n = getline(&line, &room, file)) > 0; good += (size_t)n) {
        number++;
        if (is_whole(line, (size_t)n)) {
            status = take_line(s, line, number, plan, error, size);
            continue;
        }
        bool ours = memcmp(line, BEGIN, (size_t)n < HEAD ? (size_t)n : HEAD) == 0, last = getc(file) == EOF;
        snprintf(why, sizeof why,
                 ours || number > 1 ? "line %zu is damaged; remove the file, or name another" : "this is no journal",
                 number);
        if (!ours || !last)
            status = refuse(s, PROGRAM_USAGE, error, size, why);
        else if (!append_file_shorten(&s->file, good))
            status = refuse(s, PROGRAM_ENVIRONMENT, error, size, strerror(errno));
        s->torn = true;
        break;
    }
    if (file)
        fclose(file);
    free(line);
    if (status == PROGRAM_PASS && good == 0 && !add_line(s, "plan", json_incref(plan)))
        status = refuse(s, PROGRAM_ENVIRONMENT, error, size, strerror(errno));
    return status;
}

int resume_file_open(struct resume *s, const struct arguments *o, char *error, size_t size)
{
    char build[200];
    const char *why;
    if (!build_id(build, sizeof build))
        return refuse(s, PROGRAM_USAGE, error, size,
                      "this bench was linked without a build id, so it cannot be known again");
    if (!append_file_open(&s->file, s->path, &why))
        return refuse(s, PROGRAM_ENVIRONMENT, error, size, why);
    json_t *plan = plan_of(s, o, build);
    int status = plan ? read_lines(s, plan, error, size) : refuse(s, PROGRAM_ENVIRONMENT, error, size, "out of memory");
    json_decref(plan);
    return status;
}

bool resume_file_add(const struct resume *s, size_t job, const struct report *added, const struct resume_facts *facts)
{
    char *text = NULL;
    size_t size;
    FILE *memory = open_memstream(&text, &size);
    if (!memory)
        return false;
    report_json(memory, added, false);
    json_t *report = fclose(memory) == 0 ? json_loads(text, 0, NULL) : NULL;
    free(text);
    struct launches_count launches = facts->launches;
    json_t *counts = json_array();
    for (size_t i = 0; i < COUNTS; i++)
        json_array_append_new(counts, json_integer((json_int_t)*count_at(&launches, i)));
    json_t *line = json_pack("{s:I, s:s, s:{s:b, s:I, s:o}, s:o}", "index", (json_int_t)job, "name", s->job[job].name,
                             "facts", "disagreement", facts->disagreement, "rounds", (json_int_t)facts->rounds,
                             "launches", counts, "report", report);
    return line && add_line(s, "job", line);
}
