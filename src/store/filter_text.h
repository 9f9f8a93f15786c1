/**
 * @file
 * Is a person's text one closed expression? What SQL would let it be more is refused before SQL
 * sees it.
 */
#ifndef CHORA_STORE_FILTER_TEXT_H
#define CHORA_STORE_FILTER_TEXT_H

#include "base/error.h"

/** Longest condition in bytes. */
#define CHORA_FILTER_MAX 10000

/**
 * Refuses unbalanced parentheses, open quotes, comments, semicolons, parameters, subselects and
 * the current date (a figure must not depend on the day it is made). CHORA_EINVAL names the
 * character.
 */
chora_status chora_filter_text_check(const char *where, chora_error *err);

#endif
