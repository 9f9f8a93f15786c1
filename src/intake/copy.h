/**
 * @file
 * Areas and lines copied from world.chora into a project, geometry bytes as they are.
 */
#ifndef CHORA_INTAKE_COPY_H
#define CHORA_INTAKE_COPY_H

#include "base/textmap.h"
#include "geo/shape.h"
#include "store/query.h"

typedef struct {
    chora_store *from, *to;
    chora_query *areas, *codes, *names, *lines;             /**< Read. */
    chora_query *add_area, *add_code, *add_name, *add_line; /**< Write. */
    chora_textmap parents; /**< Country -> index in parent_ids, of the level-0 areas copied. */
    int64_t *parent_ids;
    size_t parent_count, parent_capacity;
    chora_arena *arena;
} chora_copier;

/** A layer of world.chora; texts live in the arena it was listed into. */
typedef struct {
    int64_t id;
    const char *name, *role, *country, *source, *licence, *dated,
        *sha256; /**< Country NULL: all. */
    int level;   /**< -1: lines. */
    int64_t repairs;
} chora_world_layer;

/** Which areas are wanted: asked with the country and the bounding box. */
typedef bool (*chora_area_wanted)(void *context, const char *country, chora_box box);

chora_status chora_copier_open(chora_copier *copier, chora_store *from, chora_store *to,
                               chora_error *err);
void chora_copier_close(chora_copier *copier);

/** All layers, countries' areas first, then provinces, then lines. */
chora_status chora_copier_layers(chora_copier *copier, const chora_world_layer **out, size_t *count,
                                 chora_error *err);

/** The areas of a layer that are wanted, as a new layer of `role`. No layer is made for none. */
chora_status chora_copy_areas(chora_copier *copier, const chora_world_layer *layer,
                              const char *role, chora_area_wanted wanted, void *context,
                              chora_error *err);
/** The lines that touch a box (empty: all). */
chora_status chora_copy_lines(chora_copier *copier, const chora_world_layer *layer, chora_box box,
                              chora_error *err);
/** Bounding box of the areas wanted. */
chora_status chora_copier_box(chora_copier *copier, const chora_world_layer *layer,
                              chora_area_wanted wanted, void *context, chora_box *out,
                              chora_error *err);

#endif
