/* SPDX-License-Identifier: MIT
 * build_id.c - reads the notes NT_GNU_BUILD_ID of what is loaded: the kernels are in a library. */
#include "build_id.h"

#include <elf.h>
#include <inttypes.h>
#include <link.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct ids {
    char own[2 * 64 + 1]; /* of the executable, the first object */
    size_t objects;
    uint64_t libraries; /* FNV-1a over the others' */
};

static size_t padded(size_t n)
{
    return (n + 3) & ~(size_t)3;
}

static void add_id(struct ids *ids, const unsigned char *id, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (ids->objects > 0)
            ids->libraries = (ids->libraries ^ id[i]) * UINT64_C(0x100000001b3);
        else if (2 * i + 2 < sizeof ids->own)
            snprintf(ids->own + 2 * i, 3, "%02x", id[i]);
}

static int visit(struct dl_phdr_info *info, size_t size, void *data)
{
    struct ids *ids = data;
    (void)size;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        if (info->dlpi_phdr[i].p_type != PT_NOTE)
            continue;
        const char *note = (const char *)(info->dlpi_addr + info->dlpi_phdr[i].p_vaddr);
        const char *end = note + info->dlpi_phdr[i].p_memsz;
        while ((size_t)(end - note) >= sizeof(ElfW(Nhdr))) {
            ElfW(Nhdr) head;
            memcpy(&head, note, sizeof head);
            const char *name = note + sizeof head, *id = name + padded(head.n_namesz);
            if (head.n_type == NT_GNU_BUILD_ID && head.n_namesz == 4 && memcmp(name, "GNU", 4) == 0)
                add_id(ids, (const unsigned char *)id, head.n_descsz);
            note = id + padded(head.n_descsz);
        }
    }
    ids->objects++;
    return 0;
}

bool build_id(char *text, size_t size)
{
    struct ids ids = {.libraries = UINT64_C(0xcbf29ce484222325)};
    dl_iterate_phdr(visit, &ids);
    snprintf(text, size, "%s+%016" PRIx64, ids.own, ids.libraries);
    return ids.own[0] != '\0';
}
