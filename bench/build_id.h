/* SPDX-License-Identifier: MIT
 * build_id.h - which build of the program, and of the libraries it is running with, this is. */
#ifndef BUILD_ID_H
#define BUILD_ID_H

#include <stdbool.h>
#include <stddef.h>

/* The linker's build id of the executable and, in one number, those of all libraries that are loaded, as text. false:
 * the executable was linked without one. */
bool build_id(char *text, size_t size);

#endif
