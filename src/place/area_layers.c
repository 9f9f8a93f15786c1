#include "place/area_layers.h"

#include "base/memory.h"

#include <stdlib.h>

static chora_status read_rows(chora_query *query, chora_area_layers *out, chora_error *err)
{
    size_t area_room = 0, layer_room = 0;
    bool row = false;
    chora_status st;
    while (!(st = chora_query_step(query, &row, err)) && row) {
        if (chora_grow((void **)&out->areas, &area_room, out->count, sizeof *out->areas) ||
            chora_grow((void **)&out->layers, &layer_room, out->count, sizeof *out->layers))
            return chora_no_memory(err);
        out->areas[out->count] = chora_query_int(query, 0);
        out->layers[out->count++] = chora_query_int(query, 1);
    }
    return st;
}

chora_status chora_area_layers_load(chora_store *store, chora_area_layers *out, chora_error *err)
{
    chora_query *query = NULL;
    chora_status st =
        chora_query_open(store, "SELECT id, layer_id FROM area ORDER BY id", &query, err);
    if (!st)
        st = read_rows(query, out, err);
    chora_query_close(query);
    return st;
}

void chora_area_layers_free(chora_area_layers *layers)
{
    free(layers->areas);
    free(layers->layers);
    *layers = (chora_area_layers){ 0 };
}

int64_t chora_area_layers_of(const chora_area_layers *layers, int64_t area, int64_t otherwise)
{
    size_t low = 0, high = layers->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (layers->areas[middle] < area)
            low = middle + 1;
        else
            high = middle;
    }
    return low < layers->count && layers->areas[low] == area ? layers->layers[low] : otherwise;
}
