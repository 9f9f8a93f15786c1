/**
 * @file
 * Areas of a layer written into a project: repaired, measured, labelled, named.
 */
#ifndef CHORA_INTAKE_AREA_WRITER_H
#define CHORA_INTAKE_AREA_WRITER_H

#include "geo/repair.h"
#include "geo/shape.h"
#include "intake/naming.h"

typedef struct {
    chora_store *store;
    chora_query *area, *code;
    chora_namer names;
} chora_area_writer;

/** What is known of a new area; texts are borrowed. */
typedef struct {
    int64_t layer_id, parent_id; /**< Parent 0: none. */
    int level;
    const char *code, *country; /**< Country ISO 3166-1 alpha-3 or NULL. */
    const chora_shape *shape;   /**< Valid, longitude/latitude. */
} chora_new_area;

/** What is known of a new layer; texts are borrowed and may be NULL. */
typedef struct {
    const char *name, *role, *country, *source, *licence, *dated, *sha256;
    int level; /**< -1: lines. */
    bool current;
    bool has_from, has_to;
    int32_t valid_from, valid_to;
} chora_new_layer;

chora_status chora_layer_add(chora_store *store, const chora_new_layer *layer, int64_t *id,
                             chora_error *err);
chora_status chora_layer_set_repairs(chora_store *store, int64_t layer_id, int64_t repairs,
                                     chora_error *err);

chora_status chora_area_writer_open(chora_area_writer *writer, chora_store *store,
                                    chora_error *err);
void chora_area_writer_close(chora_area_writer *writer);

/** Measures the area on the ellipsoid and finds the point for its label. */
chora_status chora_area_writer_add(chora_area_writer *writer, const chora_new_area *area,
                                   int64_t *id, chora_error *err);
chora_status chora_area_writer_code(chora_area_writer *writer, int64_t area_id, const char *scheme,
                                    const char *code, chora_error *err);

/** The point furthest inside, measured with degrees of longitude shortened as at its latitude. */
chora_status chora_label_point(const chora_shape *shape, chora_xy *out, chora_error *err);

#endif
