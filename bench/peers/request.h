/* SPDX-License-Identifier: MIT
 * request.h - a case as the coordinator describes it in one line (bench/peers/README.md has the protocol), read
 * strictly: what comes out can be mapped and used. Depends on the C library alone, as all of this folder. */
#ifndef REQUEST_H
#define REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { REQUEST_LINE = 4096, REQUEST_NAME = 64, REQUEST_OPERANDS = 8, REQUEST_FIELDS = 24, REQUEST_WHY = 160 };

enum request_role { REQUEST_IN, REQUEST_OUT, REQUEST_INOUT, REQUEST_LABELS };

/* float32, or int32 labels. */
struct request_operand {
    char name[REQUEST_NAME];
    enum request_role role;
    size_t count, offset; /* elements; bytes into the file, a multiple of 64 */
    void *p;              /* the worker's own memory */
};

struct request {
    uint64_t id;
    bool step; /* a training step of a model, otherwise a call of an operation */
    char name[REQUEST_NAME], impl[REQUEST_NAME];
    int threads;
    char file[256];
    size_t operands, fields;
    struct request_operand operand[REQUEST_OPERANDS];
    struct {
        char key[REQUEST_NAME], value[REQUEST_NAME];
    } field[REQUEST_FIELDS]; /* all others */
};

/* Reads "case ID KIND NAME ..." (the line is taken apart). false: `why` (REQUEST_WHY bytes) says what is wrong. */
bool request_read(struct request *r, char *line, char *why);

/* The field of that name, or NULL. */
const char *request_text(const struct request *r, const char *key);

/* As a number; NaN where there is none. The size of an axis: "m"; a hyper-parameter: "h.beta". */
double request_number(const struct request *r, const char *key);
size_t request_size(const struct request *r, const char *key); /* 0: none */

/* The operand of that name, or NULL. */
const struct request_operand *request_operand(const struct request *r, const char *name);
void *request_at(const struct request *r, const char *name); /* its memory */

#endif
