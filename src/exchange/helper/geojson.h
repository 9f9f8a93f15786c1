/**
 * @file
 * What GDAL would read wrong in a GeoJSON file without a word.
 */
#ifndef CHORA_HELPER_GEOJSON_H
#define CHORA_HELPER_GEOJSON_H

#include "base/error.h"

/**
 * Look for numbers beyond the range of double: of those with more than three bytes of exponent
 * (7e+400) GDAL reads what stands before it (7), in positions and properties alike. And for NUL
 * bytes, also written as \u0000: there GDAL ends a text.
 * @return CHORA_OK; CHORA_EDATA with the line; CHORA_EIO; CHORA_ENOMEM.
 */
chora_status chora_geojson_check(const char *path, const char *name, chora_error *err);

#endif
