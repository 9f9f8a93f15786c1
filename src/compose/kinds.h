/**
 * @file
 * What the symbols of a layer tell apart: a column's words, each with its form and colour.
 */
#ifndef CHORA_COMPOSE_KINDS_H
#define CHORA_COMPOSE_KINDS_H

#include "compose/figure_page.h"
#include "compose/glyph.h"

/** So many words have a form of their own; besides "other" and "not stated". */
#define CHORA_KINDS_OWN 7
#define CHORA_KINDS_MAX (CHORA_KINDS_OWN + 2)

typedef struct {
    chora_glyph glyph;
    const char *word;  /**< As in the data, for ids: "claimed", "other", "". */
    const char *label; /**< For people: "Claimed". */
    const char *note;  /**< A second line; "" none. */
    bool is_rest;      /**< Several words that have no form of their own. */
} chora_kind;

typedef struct {
    bool each;               /**< A symbol is one incident. */
    bool told;               /**< A column's words are told apart. */
    bool claims, unverified; /**< The column is `claim`; some of the incidents are unverified. */
    size_t count;            /**< 0: plain circles. */
    chora_kind kinds[CHORA_KINDS_MAX];
    uint8_t of[CHORA_CATEGORIES_MAX]; /**< From a mark's category. */
} chora_kinds;

/** Counted by kind, those that are not verified apart. */
typedef struct {
    int64_t of[CHORA_KINDS_MAX], unverified;
    int64_t points, listed; /**< Drawn at a place; only listed. */
    int64_t town;           /**< Of the points: known only to their town. */
} chora_kind_counts;

/** For one layer of symbols; texts live in `arena`. CHORA_ENOTFOUND: no such palette. */
chora_status chora_kinds_make(const chora_figure_inputs *inputs, size_t layer, chora_arena *arena,
                              chora_kinds *out, chora_error *err);

/** A word of the data for people: "civilians_other" is "Civilians other". NULL without memory. */
const char *chora_kinds_readable(const char *word, chora_arena *arena);
/** The same within a sentence: "civilians other". NULL without memory. */
const char *chora_kinds_inner(const char *word, chora_arena *arena);

/** The form of one incident: unverified claims stand on a corner. */
chora_glyph chora_kind_glyph(const chora_kinds *kinds, size_t kind, bool unverified);

/** The largest number that one form at one place stands for, in any period. */
double chora_kinds_largest(const chora_kinds *kinds, const chora_table *table);

/** Incidents of a period that have a symbol, and with `lists` those listed beside the map. */
chora_kind_counts chora_kinds_count(const chora_kinds *kinds, const chora_table *table,
                                    size_t period, bool lists);

#endif
