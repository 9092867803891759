/* SPDX-License-Identifier: MIT
 * test_buffer.c - alignment, zeroes, and fences that hold. */
#include "buffer.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static bool all_zero(const struct buffer *b)
{
    const unsigned char *p = b->p;
    for (size_t i = 0; i < b->bytes; i++)
        if (p[i] != 0)
            return false;
    return true;
}

/* Whether a touch of *p is a fault: tried in a child, under the default handler, which sanitizers replace. */
static bool faults(volatile unsigned char *p, bool write)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        const struct rlimit none = {0, 0};
        setrlimit(RLIMIT_CORE, &none);
        signal(SIGSEGV, SIG_DFL);
        if (write)
            *p = 1;
        else
            (void)*p;
        _exit(0);
    }
    cr_assert(child > 0 && waitpid(child, &status, 0) == child);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV;
}

static size_t page(void)
{
    return (size_t)sysconf(_SC_PAGESIZE);
}

Test(buffer, aligned_zeroed_writable)
{
    const size_t size[] = {0, 1, 63, 64, 65, page() - 1, page(), page() + 1, 1 << 20};
    for (size_t i = 0; i < sizeof size / sizeof *size; i++) {
        struct buffer b = buffer_new(size[i]);
        cr_assert_not_null(b.p, "%zu bytes", size[i]);
        cr_expect_eq(b.bytes, size[i]);
        cr_expect_eq((uintptr_t)b.p % 64, 0);
        cr_expect(all_zero(&b));
        memset(b.p, 0xff, b.bytes);
        buffer_free(&b);
        cr_expect(b.p == NULL && b.bytes == 0);
        buffer_free(&b);
    }
}

Test(buffer, guards)
{
    const size_t size[] = {1, 4, 31 * 4, 257 * 4, page() - 4, page(), page() + 4, 3 * page()};
    for (size_t i = 0; i < sizeof size / sizeof *size; i++)
        for (int high = 0; high < 2; high++) {
            struct buffer b = buffer_guarded(size[i], high ? BUFFER_HIGH : BUFFER_LOW);
            cr_assert_not_null(b.p, "%zu bytes", size[i]);
            cr_expect_eq(b.bytes, size[i]);
            cr_expect(all_zero(&b));
            memset(b.p, 0xff, b.bytes);
            unsigned char *p = b.p, *beyond = high ? p + b.bytes : p - 1;
            cr_expect(faults(beyond, false), "%zu bytes, reading, high %d", size[i], high);
            cr_expect(faults(beyond, true), "%zu bytes, writing, high %d", size[i], high);
            cr_expect_not(faults(p, true), "%zu bytes, first", size[i]);
            cr_expect_not(faults(p + b.bytes - 1, true), "%zu bytes, last", size[i]);
            cr_expect(high || (uintptr_t)p % page() == 0);
            cr_expect_eq((uintptr_t)p % (size[i] % 4 == 0 ? 4 : 1), 0);
            buffer_free(&b);
        }
}

Test(buffer, guards_around_nothing)
{
    for (int high = 0; high < 2; high++) {
        struct buffer b = buffer_guarded(0, high ? BUFFER_HIGH : BUFFER_LOW);
        cr_assert_not_null(b.p);
        cr_expect(faults(b.p, false));
        cr_expect(faults((unsigned char *)b.p - 1, false));
        buffer_free(&b);
    }
}

Test(buffer, freed_memory_is_gone)
{
    struct buffer b = buffer_guarded(page(), BUFFER_LOW);
    unsigned char *p = b.p;
    buffer_free(&b);
    cr_expect(faults(p, false));
}

Test(buffer, too_much)
{
    const size_t size[] = {SIZE_MAX, SIZE_MAX - page(), SIZE_MAX - 3 * page(), SIZE_MAX / 2};
    for (size_t i = 0; i < sizeof size / sizeof *size; i++) {
        struct buffer b = buffer_new(size[i]);
        cr_expect_null(b.p, "%zu bytes", size[i]);
        buffer_free(&b);
        b = buffer_guarded(size[i], BUFFER_HIGH);
        cr_expect_null(b.p, "%zu bytes, guarded", size[i]);
        buffer_free(&b);
    }
}
