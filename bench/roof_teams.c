/* SPDX-License-Identifier: MIT
 * roof_teams.c - what forming a team and a barrier cost, and from how many chunks on a team pays: relu, which computes
 * least, over so many chunks in the second-level cache. The number that kernels/run.c goes by comes from here. */
#include "roof.h"

#include "buffer.h"
#include "gradus.h"
#include "program.h"
#include "progress.h"
#include "roof/measure.h"
#include "tables.h"

enum { CALLS = 33 }; /* of the list whose barriers are counted */

static const size_t CHUNKS[] = {1, 2, 3, 4, 6, 8, 12, 16};
enum { LENGTHS = sizeof CHUNKS / sizeof *CHUNKS, ONE = 0, FENCED = 1, FIRST = 2, WALKS = FIRST + 2 * LENGTHS };

enum { C_THREADS, C_CHUNKS, C_FLOATS, C_ALONE, C_TEAM, C_GAIN };

static const struct report_column COSTS[] = {{"threads", "threads", REPORT_COUNT},
                                             {"chunks", "chunks", REPORT_COUNT},
                                             {"floats", "floats", REPORT_COUNT},
                                             {"alone_ns", "relu, 1 thread", REPORT_NS},
                                             {"team_ns", "relu, team", REPORT_NS},
                                             {"speed_up", "times as fast", REPORT_NUMBER, 3},
                                             {NULL}};

const struct report_schema chunks_schema = {"chunks", "relu over so many chunks, by one thread and by a team.", COSTS};

enum { T_THREADS, T_FORK, T_BARRIER, T_PAYS, T_LIBRARY };

static const struct report_column TEAMS[] = {{"threads", "threads", REPORT_COUNT},
                                             {"fork_join_ns", "fork and join", REPORT_NS},
                                             {"barrier_ns", "barrier", REPORT_NS},
                                             {"break_even_chunks", "a team pays from, chunks", REPORT_COUNT},
                                             {"library_chunks", "the library forms one from", REPORT_COUNT},
                                             {NULL}};

const struct report_schema teams_schema = {"teams", "What a team costs, and from how many chunks on it pays.", TEAMS};

/* One walk over a list, to be timed. */
struct walk {
    const struct gradus_call *list;
    size_t calls;
    struct gradus_team team;
    bool forced;
};

static void walk_run(void *self, uint64_t iterations)
{
    const struct walk *w = self;
    for (uint64_t i = 0; i < iterations; i++)
        if (w->forced)
            gradus_run_forced(w->list, w->calls, &w->team);
        else
            gradus_run(w->list, w->calls, &w->team);
}

static void nothing(const struct gradus_args *a, size_t lo, size_t hi)
{
    (void)a;
    (void)lo;
    (void)hi;
}

struct relu {
    struct gradus_call call[LENGTHS];
    struct buffer x, y;
};

/* relu over so many of its chunks. */
static bool relu_new(struct relu *r)
{
    const struct gradus_op *op = gradus_find("relu");
    struct gradus_call whole;
    size_t dim[GRADUS_AXES] = {1 << 20};
    if (gradus_call_init(&whole, op, NULL, dim, NULL, NULL, 1) != GRADUS_OK)
        return false;
    const size_t chunk = whole.pass[0].chunk;
    r->x = buffer_new(CHUNKS[LENGTHS - 1] * chunk * sizeof(float));
    r->y = buffer_new(CHUNKS[LENGTHS - 1] * chunk * sizeof(float));
    bool good = r->x.p && r->y.p;
    for (size_t i = 0; good && i < LENGTHS; i++) {
        dim[0] = CHUNKS[i] * chunk;
        good = gradus_call_init(&r->call[i], op, NULL, dim, (void *[]){r->x.p, r->y.p}, NULL, 1) == GRADUS_OK;
    }
    return good;
}

static void relu_free(struct relu *r)
{
    buffer_free(&r->x);
    buffer_free(&r->y);
}

/* The fewest chunks from which on, in all that was timed, the team is at least as fast; 0: none. */
static size_t break_even(const struct statistics *time)
{
    size_t least = 0;
    for (size_t i = LENGTHS; i-- > 0;) {
        if (time[FIRST + 2 * i + 1].median > time[FIRST + 2 * i].median)
            break;
        least = CHUNKS[i];
    }
    return least;
}

static size_t library(const struct relu *r, int threads)
{
    for (size_t i = 0; i < LENGTHS; i++)
        if (team_used(&r->call[i], 1, threads, false) > 1)
            return CHUNKS[i];
    return 0;
}

static void add_rows(struct report_table *teams, struct report_table *costs, const struct relu *r, int threads,
                     const struct statistics *time)
{
    struct report_cell *row = report_row(teams);
    size_t pays = break_even(time), takes = library(r, threads);
    if (!row)
        return;
    row[T_THREADS].value = threads;
    row[T_FORK].value = time[ONE].median;
    row[T_BARRIER].value = (time[FENCED].median - time[ONE].median) / (CALLS - 1);
    if (pays)
        row[T_PAYS].value = (double)pays;
    if (takes)
        row[T_LIBRARY].value = (double)takes;
    for (size_t i = 0; i < LENGTHS && (row = report_row(costs)); i++) {
        double alone = time[FIRST + 2 * i].median, team = time[FIRST + 2 * i + 1].median;
        row[C_THREADS].value = threads;
        row[C_CHUNKS].value = (double)CHUNKS[i];
        row[C_FLOATS].value = (double)r->call[i].a.dim[0];
        row[C_ALONE].value = alone;
        row[C_TEAM].value = team;
        row[C_GAIN].value = alone / team;
    }
}

static bool one_team(struct roof *roof, const struct relu *r, int threads, struct report_table *teams,
                     struct report_table *costs)
{
    struct gradus_call empty[CALLS];
    struct walk walk[WALKS];
    struct slices_variant variant[WALKS];
    struct statistics time[WALKS];
    const struct gradus_team team = {.threads = threads}, alone = {.threads = 1};
    for (size_t i = 0; i < CALLS; i++)
        empty[i] = (struct gradus_call){.pass = {{nothing, (size_t)threads, 1, (size_t)threads}}, .fence = true};
    walk[ONE] = (struct walk){empty, 1, team, true};
    walk[FENCED] = (struct walk){empty, CALLS, team, true};
    for (size_t i = 0; i < LENGTHS; i++) {
        walk[FIRST + 2 * i] = (struct walk){&r->call[i], 1, alone, false};
        walk[FIRST + 2 * i + 1] = (struct walk){&r->call[i], 1, team, true};
    }
    for (size_t i = 0; i < WALKS; i++)
        variant[i] = (struct slices_variant){.run = walk_run, .self = &walk[i]};
    if (!measure(variant, WALKS, &roof->plan, time))
        return false;
    if (time[0].n > 0)
        add_rows(teams, costs, r, threads, time);
    return true;
}

bool roof_teams(struct roof *roof)
{
    struct relu r = {0};
    bool good = relu_new(&r);
    struct report_table *costs = report_table(roof->r, &chunks_schema, LENGTHS * roof->teams->n, true);
    struct report_table *teams = report_table(roof->r, &teams_schema, roof->teams->n, true);
    progress("teams", roof->done, roof->all);
    for (size_t i = 0; i < roof->teams->n && good && !program_interrupted(); i++)
        if (roof->teams->threads[i] > 1)
            good = one_team(roof, &r, roof->teams->threads[i], teams, costs);
    roof->done += !program_interrupted();
    relu_free(&r);
    return good;
}
