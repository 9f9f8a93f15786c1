/**
 * @file
 * Lists whose texts are each there once.
 */
#ifndef CHORA_INTAKE_UNIQUE_H
#define CHORA_INTAKE_UNIQUE_H

#include <stdbool.h>
#include <stddef.h>

/** Keep the first of texts that are the same; the others stay in their order. False without memory.
 */
bool chora_unique(const char **list, size_t *count);

#endif
