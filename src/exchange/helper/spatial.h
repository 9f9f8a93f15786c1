/**
 * @file
 * Geometry of any coordinate system to WKB in longitude/latitude.
 */
#ifndef CHORA_HELPER_SPATIAL_H
#define CHORA_HELPER_SPATIAL_H

#include "base/error.h"
#include "exchange/kind.h"

#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <stdbool.h>

typedef struct {
    OGRSpatialReferenceH from, to;
    OGRCoordinateTransformationH way; /* NULL: it is longitude/latitude already. */
    unsigned char *wkb;               /* Of the last geometry. */
    size_t length, capacity;
} chora_spatial;

/**
 * @param crs  "EPSG:n" for a layer that states none, or NULL.
 * @return CHORA_OK; CHORA_EDATA (states none: says what to do); CHORA_EINVAL (`crs` unreadable).
 */
chora_status chora_spatial_begin(chora_spatial *spatial, OGRLayerH layer, const char *name,
                                 chora_kind kind, const char *crs, chora_error *err);
void chora_spatial_end(chora_spatial *spatial);

/**
 * Fill wkb and length (0 for an empty geometry); changes the geometry.
 * @return NULL, or why the row must be rejected (static, or in `problem`).
 */
const char *chora_spatial_convert(chora_spatial *spatial, OGRGeometryH geometry, char problem[200]);

#endif
