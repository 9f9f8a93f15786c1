/**
 * @file
 * How much of one polygon lies in another.
 */
#ifndef CHORA_GEO_SHARE_H
#define CHORA_GEO_SHARE_H

#include "geo/shape.h"

/**
 * The part of `inner` that lies in `outer`, 0 to 1, by area. Polygons in longitude/latitude; the
 * ground is taken as evenly stretched over `inner`, so that a share of a country of provinces is
 * right to well under a percent. 0 for an empty shape.
 * @return CHORA_OK; CHORA_EDATA (GEOS cannot cut them); CHORA_ENOMEM.
 */
chora_status chora_shape_share(const chora_shape *inner, const chora_shape *outer, double *out,
                               chora_error *err);

#endif
