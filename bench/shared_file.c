/* SPDX-License-Identifier: MIT
 * shared_file.c - memfd_create, and a mapping of it. */
#include "shared_file.h"

#include <sys/mman.h>
#include <unistd.h>

bool shared_file_open(struct shared_file *f, size_t bytes)
{
    *f = (struct shared_file){.fd = memfd_create("operands", MFD_CLOEXEC), .bytes = bytes};
    if (f->fd < 0 || ftruncate(f->fd, (off_t)bytes) != 0)
        return false;
    void *map = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, f->fd, 0);
    f->map = map == MAP_FAILED ? NULL : map;
    return f->map != NULL;
}

void shared_file_close(struct shared_file *f)
{
    if (f->map)
        munmap(f->map, f->bytes);
    if (f->fd >= 0)
        close(f->fd);
    *f = (struct shared_file){.fd = -1};
}
