/**
 * @file
 * Symbols of single incidents, or of kinds of them, packed where they belong: none hides another.
 */
#ifndef CHORA_COMPOSE_CROWD_H
#define CHORA_COMPOSE_CROWD_H

#include "compose/kinds.h"
#include "compose/pack.h"

/** One glyph on the page. */
typedef struct {
    chora_xy at;
    double radius;
    uint8_t kind;
    bool unverified;
    size_t symbol; /**< Index in the table's symbols of the period. */
    double value;  /**< Of the incidents it stands for. */
    int64_t incidents;
} chora_dot;

/** Glyphs packed about one spot. */
typedef struct {
    chora_disc disc; /**< With the plate. */
    bool is_led;     /**< Moved so far that a leader ties it to its anchor. */
    bool is_town;    /**< Holds incidents known only to their town. */
    bool is_packed;  /**< More than one glyph. */
    size_t first_dot, dot_count;
    size_t symbol; /**< The one that names it: that with the most incidents. */
    size_t more;   /**< Other named places in it. */
    int64_t incidents;
    double value;
} chora_cluster;

typedef struct {
    chora_cluster *clusters;
    size_t count;
    chora_dot *dots;
    size_t dot_count;
    bool is_dense; /**< They could not all be kept apart. */
} chora_crowd;

/** What crowding needs. */
typedef struct {
    const chora_kinds *kinds;
    const chora_style *style;
    chora_box frame;        /**< Symbols outside are left out. */
    double radius;          /**< Of one incident's glyph, points. */
    double points_per_root; /**< Of glyphs that stand for a number. */
} chora_crowding;

/** `at`: the symbols' page points. All lives in `arena`. CHORA_ENOMEM. */
chora_status chora_crowd_make(const chora_crowding *crowding, const chora_symbol *symbols,
                              const chora_xy *at, size_t count, chora_arena *arena,
                              chora_crowd *out, chora_error *err);

#endif
