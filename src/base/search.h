/**
 * @file
 * Looking something up in what is sorted.
 */
#ifndef CHORA_BASE_SEARCH_H
#define CHORA_BASE_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** The text of an element. */
typedef const char *(*chora_text_at)(const void *list, size_t index);

/** The first of `count` elements, sorted by strcmp, whose text is not before `wanted`; `count` when
 * there is none. */
size_t chora_search_texts(const void *list, size_t count, chora_text_at text, const char *wanted);

/** The same in an array of texts. */
size_t chora_search_list(const char *const *list, size_t count, const char *wanted);

/** Is the id among `count` ascending ones? `at`: where; may be NULL. */
bool chora_search_id(const int64_t *ids, size_t count, int64_t wanted, size_t *at);

#endif
