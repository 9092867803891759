/* SPDX-License-Identifier: MIT
 * gradus.h - the operation row, what runs it, and the training step built from it.
 *
 * One `const struct gradus_op` (a row) says everything about an operation: its formula, where the lecture states it,
 * its operands, what it costs, how exact it is and which loops compute it. Verification, benchmark, command line and
 * documentation read the row; nothing about an operation is written anywhere else.
 *
 * Memory: the caller owns every buffer. Nothing here allocates. Buffers are float32, except labels (int32) and work
 * (double). No function keeps state between calls but gradus_start.
 */
#ifndef GRADUS_H
#define GRADUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifdef __GNUC__
#pragma GCC visibility push(default) /* the library hides everything else */
#endif

#define GRADUS_VERSION "0.1.0"

enum {
    GRADUS_AXES = 4,     /* axes of a row */
    GRADUS_OPERANDS = 8, /* operands of a row */
    GRADUS_HYPERS = 4,   /* hyper-parameters of a row */
    GRADUS_CONSTS = 6,   /* constants a kernel is handed */
    GRADUS_PASSES = 2,   /* loops of an implementation: the parts, then what joins them */
    GRADUS_IMPLS = 8,    /* implementations of a row, the last entry always empty */
    GRADUS_GRADS = 2,    /* gradient rows of a row */
    GRADUS_FUSED = 4,    /* rows that a fused row stands for */
};

enum gradus_status {
    GRADUS_OK,
    GRADUS_INVALID,     /* an argument makes no sense: unknown name, size 0, shapes that do not fit */
    GRADUS_OVERFLOW,    /* a size or a count does not fit */
    GRADUS_TOO_MANY,    /* more layers, calls or operands than this build holds */
    GRADUS_ENVIRONMENT, /* the machine or a library cannot keep the contract */
};

/* What a status means, in a few words; never NULL. */
const char *gradus_status_text(enum gradus_status status);

/* ---- the row ------------------------------------------------------------------------------------------------- */

enum gradus_role {
    GRADUS_IN,
    GRADUS_OUT,
    GRADUS_INOUT,
    GRADUS_WORK, /* scratch; holds doubles; the caller provides it, its content is nobody's business */
};

/* One operand. The gradient of an operand x is always called dx: that is how gradients are wired. */
struct gradus_operand {
    const char *name;
    const char *shape; /* its axes, slowest first: "mk"; "" is a scalar; '#' the number of chunks of the first pass */
    enum gradus_role role;
    char below;    /* not 0: int32 labels in [0, size of this axis); an output may be labels too */
    double lo, hi; /* the domain values are drawn from for tests and timing; both 0: [-1, 1) */
};

/* What a kernel is handed; constant while a list runs. */
struct gradus_args {
    void *p[GRADUS_OPERANDS]; /* in the order of op->operand */
    size_t dim[GRADUS_AXES];  /* in the order of op->axes */
    size_t chunk, parts;      /* of the first pass: the part that starts at lo is number lo / chunk of parts */
    double k[GRADUS_CONSTS];  /* op->constants(hyper, dim, t), or the hyper-parameters themselves */
};

/* Computes the indices [lo, hi) of the axis its pass is cut along. Chunks may run in any order and at the same time. */
typedef void gradus_kernel(const struct gradus_args *a, size_t lo, size_t hi);

/* A loop over one axis, cut by shape alone, so that the bits cannot depend on who ran what. */
struct gradus_pass {
    gradus_kernel *run;
    char axis;    /* the axis that is cut; 0: run once, as [0, 1) */
    size_t grain; /* innermost steps in a chunk: a chunk holds max(least, grain / product of the other axes) indices */
    size_t least;
};

struct gradus_impl {
    const char *name; /* the promise: "exact", "fast", "blas" */
    const char *only; /* "k = 4, n = 3" or "mkn <= 4096": shapes it is built for; NULL: any */
    const char *ulp;  /* error beyond the last rounding, in float32 ulps of the reference's scale: "0" (the bits are
                         those of the reference rounded once), "4v" (v = 2^-29: one rounding in double), "k + 1" */
    struct gradus_pass pass[GRADUS_PASSES];
};

struct gradus_hyper {
    const char *name;
    double value; /* the lecture's */
};

/* An operation. */
struct gradus_op {
    const char *name;    /* also the name of its files, tests and command-line argument */
    const char *formula; /* ASCII, as the lecture prints it */
    const char *cite;    /* the lecture's item and script */
    const char *axes;    /* one lower-case letter each, never v: "mkn" */
    struct gradus_operand operand[GRADUS_OPERANDS];
    struct gradus_hyper hyper[GRADUS_HYPERS];
    /* Computes k from the hyper-parameters, the sizes and the step number t = 1, 2, ... ; NULL: k is hyper. */
    void (*constants)(const double *hyper, const size_t *dim, uint64_t t, double *k);
    bool timed;                                  /* constants depend on t: computed once per step, not once per plan */
    const char *flops;                           /* "2mkn": + - * / sqrt, compare and transcendental are one each */
    const struct gradus_op *grad[GRADUS_GRADS];  /* rows too; operands are found by name */
    const struct gradus_op *fuses[GRADUS_FUSED]; /* this row equals that chain; inner operands vanish */
    /* Of a correctly rounded function of one: the doubles before the last rounding, good to 2^-42 for every x that is
     * no NaN, but where the float is 0, infinite or 1 in size anyway. NULL: no such function. */
    void (*core)(const float *x, double *y, size_t n);
    struct gradus_impl impl[GRADUS_IMPLS]; /* of those that fit the shape, the first is taken */
};

/* ---- finding rows (registry.c, isa.c) ------------------------------------------------------------------------ */

/* Must be called once, before any other thread runs, by whoever links the library: selects the objects for this
 * processor (isa NULL or "auto": the best; else "plain", "v3", "v4") and sets OpenBLAS to one thread.
 * GRADUS_INVALID: no such instruction set, or not on this processor. GRADUS_ENVIRONMENT: OpenBLAS is not the OpenMP
 * build, or the process flushes denormals or rounds otherwise than to nearest; `why` (may be NULL) then says so. */
enum gradus_status gradus_start(const char *isa, const char **why);

/* The instruction set in use: "plain", "v3" or "v4". */
const char *gradus_isa(void);

/* The instruction sets this processor has objects for, the best first: number i from 0; NULL: there are no more. */
const char *gradus_isa_at(int i);

/* All rows, in the order of ops.def; the table ends with NULL. */
const struct gradus_op *const *gradus_ops(void);

/* The row of that name, or NULL. */
const struct gradus_op *gradus_find(const char *name);

/* The position of an operand, by name; -1 if the row has none. */
int gradus_operand_index(const struct gradus_op *op, const char *name);

/* The number of operands, axes and hyper-parameters of a row. */
int gradus_operands(const struct gradus_op *op);
int gradus_axes(const struct gradus_op *op);
int gradus_hypers(const struct gradus_op *op);

/* The state vectors of an optimizer, its in-place operands but w; -1: the row (may be NULL) is no optimizer, which has
 * operands w in place, g and lr. */
int gradus_states(const struct gradus_op *op);

/* The first implementation of that name (NULL: of any name) that fits the sizes; NULL if none does. */
const struct gradus_impl *gradus_choose(const struct gradus_op *op, const char *name, const size_t *dim);

/* ---- counting from a row's strings (count.c) ----------------------------------------------------------------- */

/* Evaluates an expression over a row's axes: numbers, axis letters, v = 2^-29, + - * / ( ), factors side by side.
 * GRADUS_INVALID: it cannot be read. */
enum gradus_status gradus_eval(const char *expression, const struct gradus_op *op, const size_t *dim, double *value);

/* Elements of operand i; `parts` stands for '#'. GRADUS_OVERFLOW where their bytes, counted as doubles', exceed
 * SIZE_MAX. */
enum gradus_status gradus_elements(const struct gradus_op *op, int i, const size_t *dim, size_t parts, size_t *count);

/* Chunks of pass `pass` of an implementation at these sizes (at least 1), and indices in each (may be NULL). */
size_t gradus_chunks(const struct gradus_op *op, const struct gradus_impl *impl, int pass, const size_t *dim,
                     size_t *chunk);

struct gradus_count {
    uint64_t flops;         /* by the row's expression */
    uint64_t multiply_adds; /* of matrix products alone, as the lecture counts them (F7) */
    uint64_t bytes;         /* read once and written once: in 4n, out 4n, in-place 8n */
};

/* Counts one call of a row. GRADUS_OVERFLOW: a count exceeds 2^53. */
enum gradus_status gradus_count(const struct gradus_op *op, const size_t *dim, struct gradus_count *count);

/* ---- running (run.c) ----------------------------------------------------------------------------------------- */

/* One entry of a list; what the walk touches comes first. */
struct gradus_call {
    struct {
        gradus_kernel *run;
        size_t len, chunk, chunks;
    } pass[GRADUS_PASSES];
    bool fence; /* waits for the calls before it */
    struct gradus_args a;
    const struct gradus_op *op;
    const struct gradus_impl *impl;
    double hyper[GRADUS_HYPERS];
    uint64_t t; /* the step that the constants are of */
};

/* Fills a call: implementation `impl` (NULL: the first that fits), sizes `dim`, operands `p` (may be NULL: set later in
 * call->a.p), hyper-parameters (NULL: the lecture's), step number t. Sets fence.
 * A result may take the place of an input of the same shape (y of x); any other overlap of a result is refused. Labels
 * outside [0, below) are no labels: one_hot gives zeros, softmax_cross_entropy NaN; nothing is read or written
 * elsewhere. GRADUS_INVALID: no implementation of that name fits, a size is 0, operands overlap. GRADUS_OVERFLOW: an
 * operand's bytes exceed SIZE_MAX, or labels int32. */
enum gradus_status gradus_call_init(struct gradus_call *call, const struct gradus_op *op, const char *impl,
                                    const size_t *dim, void *const *p, const double *hyper, uint64_t t);

/* Recomputes the constants of a call for step t. */
void gradus_call_time(struct gradus_call *call, uint64_t t);

/* The processors this process may run on, at least 1: not what the thread happens to be bound to. */
int gradus_processors(void);

struct gradus_team {
    int threads;          /* at least 1 */
    bool flush_denormals; /* denormal inputs and results become 0, as in TensorFlow; restored afterwards */
};

/* Walks a list. A team of threads is formed only where some pass has enough chunks to pay for it (four). The results
 * have the same bits for every team. No allocation, lock or system call of its own. */
void gradus_run(const struct gradus_call *list, size_t calls, const struct gradus_team *team);

/* As gradus_run, but always with the whole team, however small the list: for tests. */
void gradus_run_forced(const struct gradus_call *list, size_t calls, const struct gradus_team *team);

/* ---- a training step (model.c, net.c) ------------------------------------------------------------------------- */

enum {
    GRADUS_LAYERS = 8,
    GRADUS_CALLS = 64, /* entries of a list */
    GRADUS_TENSORS = 128,
    GRADUS_STATES = 2, /* state vectors of an optimizer */
    GRADUS_LISTS = 3,  /* a full batch, the last batch of an epoch, evaluation */
};

/* A network: width[0] -> ... -> width[layers], `activation` between layers, `output` after the last. */
struct gradus_model {
    size_t layers;
    size_t width[GRADUS_LAYERS + 1];
    bool bias;
    const char *activation; /* a row from x to y with a gradient, such as "relu", with the lecture's hyper-parameters;
                               NULL: none */
    const char *output;     /* likewise, after the last layer: "softmax"; NULL: none */
    const char *loss;       /* "mse", "asymmetric_loss", "cross_entropy", "softmax_cross_entropy" */
    bool labels;            /* targets are int32 labels (one-hot coded in the list where the loss wants floats) */
    double loss_hyper[GRADUS_HYPERS];
    double l1, l2; /* factors of the rows l1 and l2_loss over all weights; 0: left out */
};

/* How it is trained. */
struct gradus_training {
    const char *optimizer;        /* a row with operands w, g, lr */
    double hyper[GRADUS_HYPERS];  /* of the optimizer */
    double lr, lr_decay, lr_step; /* lr * lr_decay^(epoch / lr_step); lr_decay 1: constant */
    size_t batch, rows, test;     /* rows per batch, of the training set, of the evaluation set (0: none) */
    const char *impl;             /* preferred implementation; NULL: the first that fits */
    bool unfused;                 /* leave fused rows out */
};

/* A value that calls hand to each other. */
struct gradus_tensor {
    const char *name;  /* "w", "dy", ... */
    int layer;         /* the layer it belongs to, from 0; -1: none */
    size_t rows, cols; /* a scalar is 1 x 1 */
    size_t below;      /* not 0: labels in [0, below) */
    size_t bytes;
    size_t offset;   /* in the arena; of a part, in its whole */
    int whole;       /* the tensor it is a part of; itself, where it is none */
    int feed;        /* 0: x, 1: target: the caller's memory, set at every step; -1: in the arena */
    int first, last; /* the phases (stretches between fences) in which it is used; first -1: never */
    bool lasting;    /* outlives the step: parameters, states, scalars */
};

enum { GRADUS_FEEDS = 2, GRADUS_SITES = 8 };

/* One list: a batch size and the calls of a step. */
struct gradus_list {
    size_t batch, calls;
    struct gradus_call call[GRADUS_CALLS];
    int tensor[GRADUS_CALLS][GRADUS_OPERANDS]; /* what each operand is; -1: the row has none there */
    int layer[GRADUS_CALLS];                   /* the layer a call belongs to; -1: none */
    char part[GRADUS_CALLS];                   /* 'f'orward, 'l'oss, 'b'ackward, 'u'pdate, 'e'valuation */
    int tensors;
    struct gradus_tensor value[GRADUS_TENSORS];
    int sites[GRADUS_FEEDS]; /* operands to set at every step: */
    struct {
        int call, operand;
    } site[GRADUS_FEEDS][GRADUS_SITES];
    int prediction; /* the network's output; a fused loss may leave it uncomputed in training lists */
};

struct gradus_net {
    struct gradus_model model;
    struct gradus_training training;
    size_t weights, parameters;            /* elements: all weights, then all biases, without gaps */
    size_t states;                         /* state vectors of the optimizer, each as long as parameters */
    size_t arena_bytes;                    /* what gradus_net_bind wants */
    size_t activation_bytes;               /* the part of it for activations and temporaries of the largest list */
    float *w, *g, *state[GRADUS_STATES];   /* into the arena */
    float *lr, *epoch, *loss, *accuracy;   /* scalars in the arena */
    float *prediction;                     /* test x width[layers], after gradus_net_evaluate; NULL without test rows */
    uint64_t t;                            /* steps done */
    struct gradus_list list[GRADUS_LISTS]; /* list[1].batch is 0 where the batch divides the rows */
};

/* Plans a network: the lists, and the size of the arena. The net is the caller's, about 90 KB; no allocation.
 * GRADUS_INVALID: a name, a size or a number makes no sense (lr_decay and lr_step must be above 0); GRADUS_OVERFLOW:
 * the arena exceeds SIZE_MAX; GRADUS_TOO_MANY: more layers, calls or states than a net holds. */
enum gradus_status gradus_net_plan(struct gradus_net *net, const struct gradus_model *model,
                                   const struct gradus_training *training);

/* Lays a planned net into `arena` (64-byte aligned, arena_bytes long, the caller's), all zero, lr set; t becomes 0. */
void gradus_net_bind(struct gradus_net *net, void *arena);

/* Weights (width[l] x width[l+1], row-major) and bias (width[l+1]) of layer l, inside net->w, once the net is bound;
 * the bias is NULL where the model has none. */
float *gradus_net_weights(const struct gradus_net *net, size_t l);
float *gradus_net_bias(const struct gradus_net *net, size_t l);

/* Readies a list for the next step: feeds x (batch x width[0]) and target (float batch x width[layers], or int32 labels
 * batch), step number and, with a schedule, the epoch. Nothing is computed yet: gradus_run walks list->call. */
void gradus_net_feed(struct gradus_net *net, struct gradus_list *list, const float *x, const void *target, uint64_t t,
                     double epoch);

/* One training step on one batch of list 0 or 1 (the one of that batch size; list 1 is empty where the batch divides
 * the rows); net->t advances; the loss is in *net->loss. */
void gradus_net_step(struct gradus_net *net, struct gradus_list *list, const float *x, const void *target, double epoch,
                     const struct gradus_team *team);

/* Evaluates list 2 on the test rows: *net->accuracy where targets are labels, else *net->loss. */
void gradus_net_evaluate(struct gradus_net *net, const float *x, const void *target, const struct gradus_team *team);

/* A network's complexity as the lecture counts it (F5 to F7): its layers but the input, its parameters
 * sum (width[l] width[l+1] + width[l+1]), its multiply-adds for one row sum width[l] width[l+1]. width has layers + 1
 * sizes; without `bias` the second term is left out. GRADUS_INVALID: no layer, or a width of 0; GRADUS_OVERFLOW: a
 * count exceeds 64 bits. */
struct gradus_complexity {
    uint64_t layers, parameters, multiply_adds;
};
enum gradus_status gradus_complexity(const size_t *width, size_t layers, bool bias, struct gradus_complexity *count);

#ifdef __GNUC__
#pragma GCC visibility pop
#endif
#ifdef __cplusplus
}
#endif
#endif
