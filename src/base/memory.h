/**
 * @file
 * One overflow-checked allocator, and arenas for results that die in one call.
 */
#ifndef CHORA_BASE_MEMORY_H
#define CHORA_BASE_MEMORY_H

#include <stddef.h>

/** `count * size` bytes, zeroed; NULL when it overflows or there is none. Free with free(). */
void *chora_alloc(size_t count, size_t size);

/** Grow or shrink; the old block stays valid when this answers NULL. */
void *chora_realloc(void *block, size_t count, size_t size);

/**
 * How often this process was out of memory. Wording and naming go on without what they could not
 * make; who publishes the result asks before and after, so that none is shown that lacks something.
 */
unsigned long chora_memory_failures(void);

/** A copy of a string; NULL for NULL or out of memory. */
char *chora_strdup(const char *text);

/**
 * Make room for one more element in a growing array (doubling).
 * @return 0, or -1 when there is no memory; then nothing changed.
 */
int chora_grow(void **array, size_t *capacity, size_t count, size_t size);

/** Many small things that are freed together. Not for two threads at once. */
typedef struct chora_arena chora_arena;

chora_arena *chora_arena_new(void);
void chora_arena_free(chora_arena *arena); /**< NULL is fine. */

/** `count * size` zeroed bytes, aligned for anything; NULL when there is no memory. */
void *chora_arena_alloc(chora_arena *arena, size_t count, size_t size);

/** A copy of a string or of the first `length` bytes (terminated); NULL for NULL. */
char *chora_arena_strdup(chora_arena *arena, const char *text);
char *chora_arena_strndup(chora_arena *arena, const char *text, size_t length);

/** A copy of `count * size` bytes. */
void *chora_arena_copy(chora_arena *arena, const void *from, size_t count, size_t size);

/** printf into the arena. */
char *chora_arena_printf(chora_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
