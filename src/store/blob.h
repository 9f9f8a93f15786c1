/**
 * @file
 * SpatiaLite's geometry blob, as bytes: 00, byte order, SRID, bounding box, 7C, class, coordinates,
 * FE.
 */
#ifndef CHORA_STORE_BLOB_H
#define CHORA_STORE_BLOB_H

#include "geo/shape.h"

/** Bytes up to and with the class. */
#define CHORA_BLOB_HEADER 43

/** The classes of geometry that are read and written. */
enum {
    CHORA_BLOB_CLASS_POINT = 1,
    CHORA_BLOB_CLASS_LINE,
    CHORA_BLOB_CLASS_POLYGON,
    CHORA_BLOB_CLASS_MULTI_POINT,
    CHORA_BLOB_CLASS_MULTI_LINE,
    CHORA_BLOB_CLASS_MULTI_POLYGON
};

/** Bytes of the blob of a point. */
#define CHORA_BLOB_POINT 60

/** A POINT in EPSG:4326. */
void chora_blob_point(chora_xy lonlat, unsigned char out[CHORA_BLOB_POINT]);

/**
 * A shape in EPSG:4326 as MULTIPOLYGON, MULTILINESTRING or, when it is one point, POINT. Malloc'ed.
 * @return CHORA_OK; CHORA_EINVAL (empty, or several points); CHORA_ENOMEM.
 */
chora_status chora_blob_write(const chora_shape *shape, unsigned char **out, size_t *length,
                              chora_error *err);

/**
 * Read a blob: two-dimensional, not compressed points, lines, polygons and their multi types, any
 * byte order. Rings come out the right way round. Lives in `arena`.
 * @return CHORA_OK; CHORA_EDATA (cut short, not finite, a ring not closed, another kind);
 * CHORA_ENOMEM.
 */
chora_status chora_blob_read(const void *blob, size_t length, chora_arena *arena, chora_shape *out,
                             chora_error *err);

/** The bounding box in its header, of which the first CHORA_BLOB_HEADER bytes are enough; false
 * when it is no such blob. */
bool chora_blob_box(const void *blob, size_t length, chora_box *out);

#endif
