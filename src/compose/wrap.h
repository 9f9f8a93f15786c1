/**
 * @file
 * Text that fits: one line, smaller, narrower, then broken into lines; never over the edge.
 */
#ifndef CHORA_COMPOSE_WRAP_H
#define CHORA_COMPOSE_WRAP_H

#include "compose/scene.h"

typedef struct {
    const char **lines; /**< In the arena. */
    size_t count;       /**< 0 for an empty text. */
    chora_type type;    /**< The type they were measured in. */
} chora_lines_of_text;

/**
 * Break at spaces (not at no-break spaces) so that every line is at most `width` wide; a single
 * word that is wider is cut between characters.
 */
chora_status chora_wrap(const char *text, chora_type type, double width, const chora_ruler *ruler,
                        chora_arena *arena, chora_lines_of_text *out, chora_error *err);

/** The same number of lines, as even in length as they can be. */
chora_status chora_wrap_even(const char *text, chora_type type, double width,
                             const chora_ruler *ruler, chora_arena *arena, chora_lines_of_text *out,
                             chora_error *err);

/** How far text may give way before it takes another line. */
typedef struct {
    size_t max_lines;
    double smallest_pt;
    int narrowest; /**< Percent: 100 keeps the width of the letters, 87, 75. */
} chora_giving;

/**
 * The largest setting in at most `max_lines` lines: as it is, narrower, smaller, both; when even
 * the last step needs more lines, it gets them.
 */
chora_status chora_fit(const char *text, chora_type type, double width, chora_giving giving,
                       const chora_ruler *ruler, chora_arena *arena, chora_lines_of_text *out,
                       chora_error *err);

/** Advance of one line. */
chora_status chora_text_width(const char *text, chora_type type, const chora_ruler *ruler,
                              double *out, chora_error *err);

#endif
