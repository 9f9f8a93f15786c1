/* Blocks in a list, each twice the last up to a megabyte; a large request gets a block of its own.
 */
#include "base/memory.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 4096, LARGEST_BLOCK = 1 << 20, ALIGNMENT = 16 };

typedef struct block {
    struct block *next;
    size_t size, used;
    _Alignas(ALIGNMENT) unsigned char bytes[];
} block;

struct chora_arena {
    block *blocks; /* The one being filled first. */
    size_t next_size;
};

static block *block_new(size_t size)
{
    if (size > SIZE_MAX - sizeof(block))
        return NULL;
    block *made = chora_alloc(1, sizeof(block) + size);
    if (made)
        made->size = size;
    return made;
}

chora_arena *chora_arena_new(void)
{
    chora_arena *arena = chora_alloc(1, sizeof *arena);
    if (arena)
        arena->next_size = FIRST_BLOCK;
    return arena;
}

void chora_arena_free(chora_arena *arena)
{
    if (!arena)
        return;
    for (block *at = arena->blocks; at;) {
        block *next = at->next;
        free(at);
        at = next;
    }
    free(arena);
}

static block *add_block(chora_arena *arena, size_t bytes)
{
    int large = bytes > arena->next_size / 2;
    block *made = block_new(large ? bytes : arena->next_size);
    if (!made)
        return NULL;

    /* A block of its own goes behind the one being filled, which keeps its room. */
    if (large && arena->blocks) {
        made->next = arena->blocks->next;
        arena->blocks->next = made;
    } else {
        made->next = arena->blocks;
        arena->blocks = made;
    }
    if (!large && arena->next_size < LARGEST_BLOCK)
        arena->next_size *= 2;
    return made;
}

void *chora_arena_alloc(chora_arena *arena, size_t count, size_t size)
{
    if (!arena || (size && count > (SIZE_MAX - ALIGNMENT) / size))
        return NULL;

    size_t bytes = (count * size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    if (bytes == 0)
        bytes = ALIGNMENT;

    block *at = arena->blocks;
    if (!at || at->size - at->used < bytes)
        at = add_block(arena, bytes);
    if (!at)
        return NULL;
    void *room = at->bytes + at->used;
    at->used += bytes;
    return room;
}

char *chora_arena_strdup(chora_arena *arena, const char *text)
{
    return text ? chora_arena_strndup(arena, text, strlen(text)) : NULL;
}

char *chora_arena_strndup(chora_arena *arena, const char *text, size_t length)
{
    if (!text || length == SIZE_MAX)
        return NULL;
    char *copy = chora_arena_alloc(arena, length + 1, 1);
    if (copy)
        memcpy(copy, text, length);
    return copy;
}

void *chora_arena_copy(chora_arena *arena, const void *from, size_t count, size_t size)
{
    void *copy = chora_arena_alloc(arena, count, size);
    if (copy && count && size)
        memcpy(copy, from, count * size);
    return copy;
}

char *chora_arena_printf(chora_arena *arena, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);

    char *text = length < 0 ? NULL : chora_arena_alloc(arena, (size_t)length + 1, 1);
    if (text)
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}
