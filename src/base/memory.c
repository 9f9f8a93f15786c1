#include "base/memory.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static atomic_ulong failures;

unsigned long chora_memory_failures(void)
{
    return failures;
}

static void *counted(void *block)
{
    if (!block)
        failures++;
    return block;
}

void *chora_alloc(size_t count, size_t size)
{
    return counted(calloc(count ? count : 1, size ? size : 1));
}

void *chora_realloc(void *block, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        return NULL;
    size_t bytes = count * size;
    return counted(realloc(block, bytes ? bytes : 1));
}

char *chora_strdup(const char *text)
{
    if (!text)
        return NULL;
    size_t size = strlen(text) + 1;
    char *copy = chora_alloc(size, 1);
    if (copy)
        memcpy(copy, text, size);
    return copy;
}

int chora_grow(void **array, size_t *capacity, size_t count, size_t size)
{
    if (count < *capacity)
        return 0;

    size_t wanted = *capacity < 8 ? 8 : *capacity * 2;
    if (wanted <= count)
        wanted = count + 1;
    void *grown = chora_realloc(*array, wanted, size);
    if (!grown)
        return -1;
    *array = grown;
    *capacity = wanted;
    return 0;
}
