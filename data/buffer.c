/* SPDX-License-Identifier: MIT
 * buffer.c - memory straight from the kernel: zeroed, page-aligned, and with fences where a test wants them. */
#include "buffer.h"

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

static size_t page_size(void)
{
    return (size_t)sysconf(_SC_PAGESIZE);
}

/* Whole pages for `bytes`, or 0 where that and `extra` pages more would not fit a size_t. */
static size_t whole_pages(size_t bytes, size_t extra)
{
    size_t page = page_size();
    if (bytes > SIZE_MAX - (extra + 1) * page)
        return 0;
    return (bytes + page - 1) / page * page;
}

/* From here on pages of 2 MiB are asked for: they save a few percent where every page is new. */
enum { LARGE = 4 << 20 };

static void *map_pages(size_t bytes, int protection)
{
    void *map = mmap(NULL, bytes, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (map == MAP_FAILED)
        return NULL;
    /* Where that is refused, small pages do. */
    if (bytes >= LARGE)
        (void)madvise(map, bytes, MADV_HUGEPAGE);
    return map;
}

struct buffer buffer_new(size_t bytes)
{
    const struct buffer none = {0};
    /* Nothing asked for is no failure, so it gets an address too. */
    size_t mapped = whole_pages(bytes > 0 ? bytes : 1, 0);
    if (mapped == 0)
        return none;
    void *map = map_pages(mapped, PROT_READ | PROT_WRITE);
    if (map == NULL)
        return none;
    return (struct buffer){.p = map, .bytes = bytes, .map = map, .mapped = mapped};
}

struct buffer buffer_guarded(size_t bytes, enum buffer_edge edge)
{
    const struct buffer none = {0};
    size_t page = page_size(), inner = whole_pages(bytes, 2);
    if (inner == 0 && bytes > 0)
        return none;
    size_t mapped = inner + 2 * page;
    unsigned char *map = map_pages(mapped, PROT_NONE);
    if (map == NULL)
        return none;
    if (inner > 0 && mprotect(map + page, inner, PROT_READ | PROT_WRITE) != 0) {
        munmap(map, mapped);
        return none;
    }
    unsigned char *p = map + page + (edge == BUFFER_HIGH ? inner - bytes : 0);
    return (struct buffer){.p = p, .bytes = bytes, .map = map, .mapped = mapped};
}

void buffer_free(struct buffer *b)
{
    if (b->map != NULL)
        munmap(b->map, b->mapped);
    *b = (struct buffer){0};
}
