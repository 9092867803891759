/* SPDX-License-Identifier: MIT
 * resume_file.c - a line is sealed and of a kind: the plan; the head, what the report holds before the first job; a
 * job; the foot, what it holds behind the last. What stands in the report is a report of its own, in the JSON that
 * every report is written in. */
#include "resume_file.h"

#include "again.h"
#include "build_id.h"
#include "measure/machine.h"
#include "program.h"
#include "report/decode.h"
#include "report/json.h"
#include "sealed.h"
#include "words.h"

#include "gradus.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Writes a line; takes `value`. */
static bool add_line(const struct resume *s, const char *kind, json_t *value)
{
    size_t length;
    char *line = sealed_line(kind, value, &length);
    bool good = line && append_file_add(&s->file, line, length, true);
    free(line);
    return good;
}

static json_t *machine_text(void)
{
    struct machine m = machine_now();
    return json_sprintf("%s, %d of %d processors, %s, caches %zu %zu %zu, %s %s %s", m.processor, m.processors,
                        m.online, m.hypervisor[0] ? m.hypervisor : "no hypervisor", m.cache[0], m.cache[1], m.cache[2],
                        m.blas, m.blas_core, gradus_isa());
}

/* The options that say what is done; where it is written to may change, and the shard stands elsewhere. */
static json_t *words_of(const struct arguments *o)
{
    struct again words = {0};
    struct arguments whole = *o;
    whole.shard_text = NULL;
    json_t *text = again_options(&words, &whole, o->job) ? json_string("bench") : NULL;
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
    return json_pack("{s:s, s:o, s:[I, I], s:s, s:o, s:o}", "schema", JSON_SCHEMA, "command_line", words_of(o), "shard",
                     (json_int_t)o->shard.i, (json_int_t)o->shard.n, "build", build, "machine", machine_text(), "jobs",
                     jobs);
}

static int refuse(const struct resume *s, int status, char *error, size_t size, const char *why)
{
    snprintf(error, size, "%s%s: %s", s->merged ? "" : "--resume ", words_quote(s->path).text, why);
    return status;
}

int resume_same_plan(const struct resume *s, const json_t *there, const json_t *here, bool other_shards, char *error,
                     size_t size)
{
    static const struct {
        const char *key, *what;
        bool shown, shard;
    } part[] = {{"schema", "of another version of the journal", .shown = false},
                {"command_line", "of another command line", .shown = true},
                {"shard", "of another shard", .shard = true},
                {"build", "of another build of bench or its libraries", .shown = false},
                {"machine", "of another machine", .shown = true, .shard = true},
                {"jobs", "of other jobs", .shown = false}};
    char why[400];
    for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
        const json_t *old = json_object_get(there, part[i].key), *new = json_object_get(here, part[i].key);
        if ((part[i].shard && other_shards) || json_equal(old, new))
            continue;
        snprintf(why, sizeof why, "the journal is %s%s%s%s", part[i].what, part[i].shown ? ": " : "",
                 part[i].shown && json_string_value(old) ? json_string_value(old) : "",
                 other_shards ? "" : "; remove it, or name another file");
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

/* Takes over the plan of a journal that is merged. false: it is none. */
static bool adopt_plan(struct resume *s, json_t *plan)
{
    json_t *jobs = json_object_get(plan, "jobs"), *name, *shard = json_object_get(plan, "shard");
    size_t i;
    s->shard.i = (size_t)json_integer_value(json_array_get(shard, 0));
    s->shard.n = (size_t)json_integer_value(json_array_get(shard, 1));
    s->plan = json_incref(plan);
    json_array_foreach(jobs, i, name)
    {
        if (!json_is_string(name) || !resume_plan(s, "%s", json_string_value(name)))
            return false;
    }
    return s->jobs > 0 && s->shard.i <= s->shard.n;
}

static bool take_report(json_t *value, struct report *r, bool *taken)
{
    struct decode_fault fault;
    bool first = !*taken;
    *taken = true;
    return first && decode_report(r, value, &fault);
}

/* A line's value. */
static bool take_value(struct resume *s, json_t *value)
{
    json_t *job = json_object_get(value, "job"), *head = json_object_get(value, "head"),
           *foot = json_object_get(value, "foot");
    return job    ? take_job(s, job)
           : head ? take_report(head, &s->head, &s->headed)
                  : foot && take_report(foot, &s->foot, &s->footed);
}

static int take_line(struct resume *s, const char *line, size_t number, json_t *here, char *error, size_t size)
{
    char why[80];
    json_t *value = json_loads(line, JSON_REJECT_DUPLICATES, NULL), *plan = json_object_get(value, "plan");
    int status = PROGRAM_PASS;
    snprintf(why, sizeof why, "line %zu is damaged%s", number, s->merged ? "" : "; remove the file, or name another");
    if (number > 1 ? !take_value(s, value) : s->merged && plan && !adopt_plan(s, plan))
        status = refuse(s, PROGRAM_USAGE, error, size, why);
    else if (number == 1 && !plan)
        status = refuse(s, PROGRAM_USAGE, error, size, "this is no journal");
    else if (number == 1 && !s->merged)
        status = resume_same_plan(s, plan, here, false, error, size);
    json_decref(value);
    return status;
}

/* All lines; a last one that is not whole is dropped. `here` is NULL of a journal that is merged. */
static int read_lines(struct resume *s, json_t *here, char *error, size_t size)
{
    FILE *file = append_file_read(&s->file);
    char *line = NULL, why[80];
    size_t room = 0, number = 0, good = 0;
    int status = file ? PROGRAM_PASS : refuse(s, PROGRAM_ENVIRONMENT, error, size, strerror(errno));
    for (ssize_t n; status == PROGRAM_PASS && (n = getline(&line, &room, file)) > 0; good += (size_t)n) {
        number++;
        if (sealed_whole(line, (size_t)n)) {
            status = take_line(s, line, number, here, error, size);
            continue;
        }
        bool ours = sealed_begins(line, (size_t)n), last = getc(file) == EOF;
        snprintf(why, sizeof why, ours || number > 1 ? "line %zu is damaged%s" : "this is no journal", number,
                 s->merged ? "" : "; remove the file, or name another");
        if (!ours || !last)
            status = refuse(s, PROGRAM_USAGE, error, size, why);
        else if (!s->merged && !append_file_shorten(&s->file, good))
            status = refuse(s, PROGRAM_ENVIRONMENT, error, size, strerror(errno));
        s->torn = true;
        break;
    }
    if (file)
        fclose(file);
    free(line);
    if (status == PROGRAM_PASS && good == 0 && s->merged)
        status = refuse(s, PROGRAM_USAGE, error, size, "this is no journal");
    else if (status == PROGRAM_PASS && good == 0 && !add_line(s, "plan", json_incref(here)))
        status = refuse(s, PROGRAM_ENVIRONMENT, error, size, strerror(errno));
    return status;
}

int resume_file_load(struct resume *s, const char *path, char *error, size_t size)
{
    const char *why;
    *s = (struct resume){.path = path, .merged = true, .file = {.fd = -1}};
    if (!append_file_look(&s->file, s->path, &why))
        return refuse(s, PROGRAM_USAGE, error, size, why);
    return read_lines(s, NULL, error, size);
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

static json_t *report_value(const struct report *r)
{
    char *text = NULL;
    size_t size;
    FILE *memory = open_memstream(&text, &size);
    if (!memory)
        return NULL;
    report_json(memory, r, false);
    json_t *value = fclose(memory) == 0 ? json_loads(text, 0, NULL) : NULL;
    free(text);
    return value;
}

bool resume_file_add(const struct resume *s, const char *kind, const struct report *added)
{
    json_t *value = report_value(added);
    return value && add_line(s, kind, value);
}

bool resume_file_add_job(const struct resume *s, size_t job, const struct report *added,
                         const struct resume_facts *facts)
{
    struct launches_count launches = facts->launches;
    json_t *counts = json_array();
    for (size_t i = 0; i < COUNTS; i++)
        json_array_append_new(counts, json_integer((json_int_t)*count_at(&launches, i)));
    json_t *line = json_pack("{s:I, s:s, s:{s:b, s:I, s:o}, s:o}", "index", (json_int_t)job, "name", s->job[job].name,
                             "facts", "disagreement", facts->disagreement, "rounds", (json_int_t)facts->rounds,
                             "launches", counts, "report", report_value(added));
    return line && add_line(s, "job", line);
}
