/**
 * @file
 * Which layer each area of the project lies in, read once instead of for every incident.
 */
#ifndef CHORA_PLACE_AREA_LAYERS_H
#define CHORA_PLACE_AREA_LAYERS_H

#include "store/query.h"

/** Start from zero. */
typedef struct {
    int64_t *areas, *layers; /**< By area, ascending. */
    size_t count;
} chora_area_layers;

chora_status chora_area_layers_load(chora_store *store, chora_area_layers *out, chora_error *err);
void chora_area_layers_free(chora_area_layers *layers);

/** The layer of an area; `otherwise` for 0 and for one that there is not. */
int64_t chora_area_layers_of(const chora_area_layers *layers, int64_t area, int64_t otherwise);

#endif
