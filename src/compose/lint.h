/**
 * @file
 * Does a page keep its promises? Text that overlaps, leaves the page, is too small or too pale;
 * labels over borders and symbols; a legend that is not the map's; areas that are missing.
 */
#ifndef CHORA_COMPOSE_LINT_H
#define CHORA_COMPOSE_LINT_H

#include "compose/scene.h"

typedef enum {
    CHORA_LINT_OVERLAP, /**< Two texts on one another. */
    CHORA_LINT_OUTSIDE, /**< Over the edge of the page. */
    CHORA_LINT_SMALL,   /**< Smaller than the minimum. */
    CHORA_LINT_PALE,    /**< Contrast with its ground under 4.5. */
    CHORA_LINT_GLYPH,   /**< A character that no font has. */
    CHORA_LINT_BORDER,  /**< A label over the border of an area: neither inside nor outside. */
    CHORA_LINT_AREA, /**< An area's label that is not in it, or outside without a leader from it. */
    CHORA_LINT_SYMBOL, /**< A label over a symbol. */
    CHORA_LINT_LEGEND, /**< A class of the map that the legend does not show as the map does. */
    CHORA_LINT_MISSING /**< An area that is not drawn, or twice. */
} chora_lint_kind;

typedef struct {
    chora_lint_kind kind;
    const char *message; /**< "\"Kabul\" (area-label) overlaps \"Logar\" (area-label)". */
} chora_lint_problem;

typedef struct {
    chora_arena *arena;
    chora_lint_problem *problems;
    size_t count;
    size_t texts; /**< Looked at. */
} chora_lint_report;

/**
 * Look at every text of the page. No problem is a report with count 0. Boxes are those of the
 * ink as the ruler measures it; lines of one label (same role and key) may touch.
 * @return CHORA_OK whatever is found; CHORA_ENOMEM; what the ruler answers.
 */
chora_status chora_lint_page(const chora_page *page, double minimum_pt, const chora_ruler *ruler,
                             chora_lint_report *out, chora_error *err);

/** "overlap", "border", "legend" …: the rule that was broken. */
const char *chora_lint_kind_name(chora_lint_kind kind);

/**
 * Add a problem for each of these areas that is not drawn where it can be seen, unless `note`
 * (what the page says is not shown; NULL: nothing) has its name. An area of the map with another
 * code is a problem too.
 */
chora_status chora_lint_areas(const chora_page *page, const char *const *codes,
                              const char *const *names, size_t count, const char *note,
                              chora_lint_report *report, chora_error *err);
void chora_lint_free(chora_lint_report *report);

#endif
