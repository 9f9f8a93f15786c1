/**
 * @file
 * The embedded boundary layers turned into world.chora, from which projects are filled.
 */
#ifndef CHORA_INTAKE_WORLD_H
#define CHORA_INTAKE_WORLD_H

#include "base/buffer.h"
#include "base/error.h"

/**
 * Read every layer of folder/layers.tsv into a new store. Its columns: file (a shapefile without
 * .shp), layer (name), role (areas | base | lines), level, country (ISO 3166-1 alpha-3 of the
 * country the layer is for; * all), code_field, names (language=field;...; a cell of an "alt" field
 * may hold several parted by "|"), codes (scheme=field;...), country_field, class_field, classes
 * (value=class;...; *=class), and if wanted source, licence, dated; "-" is nothing.
 *
 * A layer of areas for one country takes only that country's areas. A code that is empty or there
 * twice is replaced by the one of scheme ne, an empty main name by another name: `notes` gets a
 * line for each, and for each repaired area.
 */
chora_status chora_world_make(const char *folder, const char *path, chora_buffer *notes,
                              chora_error *err);

#endif
