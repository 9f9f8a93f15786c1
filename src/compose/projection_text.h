/**
 * @file
 * What a projection is called in the language of the figure.
 */
#ifndef CHORA_COMPOSE_PROJECTION_TEXT_H
#define CHORA_COMPOSE_PROJECTION_TEXT_H

#include "base/memory.h"
#include "style/language.h"

/**
 * "Albers equal-area projection, 31°/37° N" in the language; its parameters stay as they are. A
 * name that the language has no word for stays English.
 */
const char *chora_projection_text_in(const chora_words *words, const char *label,
                                     chora_arena *arena);

#endif
