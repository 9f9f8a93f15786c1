/**
 * @file
 * A layer of areas or lines read whole, its polygons made valid.
 */
#ifndef CHORA_INTAKE_FEATURES_H
#define CHORA_INTAKE_FEATURES_H

#include "exchange/rows.h"
#include "geo/repair.h"

typedef struct {
    const char **cells; /**< One per column, trimmed, "" for none. */
    int64_t line;
    chora_shape shape;
    chora_repair repair;
    const char *problem; /**< Why it cannot be used, or NULL. */
} chora_feature;

/** Lives in the arena it was loaded into. */
typedef struct {
    const char **columns;
    size_t column_count;
    chora_feature *items;
    size_t count;
    uint64_t vertices; /**< As they came. */
} chora_features;

/**
 * `kind` is what the shapes must be. A feature that cannot be read has a `problem`; the file as a
 * whole fails as chora_rows_open does, with CHORA_EDATA when it holds no geometry and with
 * CHORA_ELIMIT when it has too many shapes or vertices.
 */
chora_status chora_features_load(const char *path, const chora_rows_options *options,
                                 chora_shape_kind kind, chora_arena *arena, chora_features *out,
                                 chora_error *err);
/** CHORA_FEATURE_NONE when there is none. */
#define CHORA_FEATURE_NONE ((size_t)-1)
size_t chora_features_column(const chora_features *features, const char *name);
/** "" for CHORA_FEATURE_NONE. */
const char *chora_feature_cell(const chora_feature *feature, size_t column);

#endif
