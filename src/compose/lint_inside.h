/**
 * @file
 * What the parts of the lint share.
 */
#ifndef CHORA_COMPOSE_LINT_INSIDE_H
#define CHORA_COMPOSE_LINT_INSIDE_H

#include "compose/lint.h"

/** A text of the page, and the box of its ink in page coordinates. */
typedef struct {
    const chora_node *node;
    size_t item, index; /**< Of its item on the page, and of the node in it. */
    chora_box box;
    bool missing_glyphs;
} chora_seen_text;

typedef struct {
    const chora_page *page;
    const chora_ruler *ruler;
    chora_seen_text *texts;
    size_t text_count;
    chora_lint_report report;
    size_t capacity;
    chora_error *err;
} chora_lint;

/** Add a problem; `message` lives in the report's arena, NULL is a failed allocation. */
chora_status chora_lint_tell(chora_lint *look, chora_lint_kind kind, const char *message);

const char *chora_lint_role(const chora_node *node); /**< "text" when it has none. */
const char *chora_lint_text(const chora_node *node); /**< Its first run. */
bool chora_lint_same(const char *a, const char *b);  /**< Both there, and alike. */

/** The paths of a node as a shape, only to be read; the box is found anew. */
chora_shape chora_lint_shape(const chora_node *node);
/** Does the inside of a circle or of closed paths hold the point (in the group's coordinates)? */
bool chora_lint_covers(const chora_node *node, chora_xy point);

/** Labels against borders, leaders and symbols. */
chora_status chora_lint_labels(chora_lint *look);
/** The classes of the map against those of the legend; every area once. */
chora_status chora_lint_classes(chora_lint *look);

#endif
