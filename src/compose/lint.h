/**
 * @file
 * Does a page keep its promises? Text that overlaps, leaves the page, is too small or too pale.
 */
#ifndef CHORA_COMPOSE_LINT_H
#define CHORA_COMPOSE_LINT_H

#include "compose/scene.h"

typedef enum {
    CHORA_LINT_OVERLAP, /**< Two texts on one another. */
    CHORA_LINT_OUTSIDE, /**< Over the edge of the page. */
    CHORA_LINT_SMALL,   /**< Smaller than the minimum. */
    CHORA_LINT_PALE,    /**< Contrast with its ground under 4.1 (neighbours' names: 3). */
    CHORA_LINT_GLYPH    /**< A character that no font has. */
} chora_lint_kind;

typedef struct {
    chora_lint_kind kind;
    const char *message; /**< "\"Kabul\" (area-label) overlaps \"Logar\" (area-label)". */
} chora_lint_problem;

typedef struct {
    chora_arena *arena;
    chora_lint_problem *problems;
    size_t count;
} chora_lint_report;

/**
 * Look at every text of the page. No problem is a report with count 0. Boxes are those of the
 * ink as the ruler measures it; lines of one label (same role and key) may touch.
 * @return CHORA_OK whatever is found; CHORA_ENOMEM; what the ruler answers.
 */
chora_status chora_lint_page(const chora_page *page, double minimum_pt, const chora_ruler *ruler,
                             chora_lint_report *out, chora_error *err);
void chora_lint_free(chora_lint_report *report);

#endif
