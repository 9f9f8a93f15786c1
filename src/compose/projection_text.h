/**
 * @file
 * What a projection is called in the language of the figure.
 */
#ifndef CHORA_COMPOSE_PROJECTION_TEXT_H
#define CHORA_COMPOSE_PROJECTION_TEXT_H

#include "base/memory.h"
#include "style/language.h"

/**
 * "Albers equal-area projection, 31°/37° N" in the language, with its parameters. A name that the
 * language has no word for is that of PROJ; the name of a reference system stays as it is.
 */
const char *chora_projection_text_in(const chora_words *words, const char *label,
                                     chora_arena *arena);

#endif
