/**
 * @file
 * Boundaries of different times: which layer of a level holds on a day.
 *
 * Of the layers in use (layer.current > 0) a dated one holds from valid_from to valid_to, both
 * inclusive, either end open. An undated one holds on every day on which no dated one of its level
 * does. Two dated ones of a level never hold on the same day: import sees to that.
 */
#ifndef CHORA_STORE_VINTAGE_H
#define CHORA_STORE_VINTAGE_H

#include "base/buffer.h"
#include "store/query.h"

#include <chora/period.h>

/** Instead of a day: the layers that are drawn when nothing else is said (layer.current = 1). */
#define CHORA_VINTAGE_CURRENT INT32_MIN

/** SQL: is the layer (an alias) in use and dated? */
#define CHORA_LAYER_IS_DATED(layer)                                                                \
    "(" layer ".current > 0 AND (" layer ".valid_from IS NOT NULL OR " layer                       \
    ".valid_to IS NOT NULL))"

/** SQL: is it dated and holds on the day (an expression)? */
#define CHORA_LAYER_SPANS(layer, day)                                                              \
    "(" CHORA_LAYER_IS_DATED(layer) " AND " day " >= coalesce(" layer ".valid_from, " day          \
                                    ") AND " day " <= coalesce(" layer ".valid_to, " day "))"

/** SQL: does the layer hold on the day? NULL for a day: is it current? */
#define CHORA_LAYER_ON(layer, day)                                                                 \
    "CASE WHEN " day " IS NULL THEN " layer                                                        \
    ".current = 1 WHEN " CHORA_LAYER_IS_DATED(layer) " THEN " CHORA_LAYER_SPANS(                   \
        layer, day) " ELSE " layer ".current > 0 AND NOT EXISTS (SELECT 1"                         \
                    " FROM layer vintage WHERE vintage.role = " layer                              \
                    ".role AND vintage.level IS " layer                                            \
                    ".level AND " CHORA_LAYER_SPANS("vintage", day) ") END"

/** A day, or NULL for CHORA_VINTAGE_CURRENT. */
void chora_vintage_bind(chora_query *query, int index, chora_day on);

/** Days between which the same layers hold. */
typedef struct {
    chora_day *starts; /**< First days of all spans but the first, in order. */
    size_t count;      /**< 0: the same layers hold on every day. */
} chora_vintages;

chora_status chora_vintages_load(chora_store *store, chora_vintages *out, chora_error *err);
void chora_vintages_free(chora_vintages *vintages);
/** Which span holds the day: 0 to `count`. */
size_t chora_vintages_find(const chora_vintages *vintages, chora_day day);

/** Has the project areas of that level that hold on the day? */
chora_status chora_vintage_has_level(chora_store *store, int level, chora_day on, bool *out,
                                     chora_error *err);

/**
 * The layers of a level as a person would tell them: "old.geojson until 2004-04-13; new.geojson
 * from 2004-04-14". `out` is appended to.
 */
chora_status chora_vintages_tell(chora_store *store, int level, chora_buffer *out,
                                 chora_error *err);

#endif
