/**
 * @file
 * Borders of neighbouring areas that do not meet: cracks between them, and strips that both claim.
 */
#ifndef CHORA_GEO_SEAMS_H
#define CHORA_GEO_SEAMS_H

#include "geo/topology.h"

/** Where a segment of an area's outer border runs along that of another area. */
typedef struct {
    size_t other;  /**< The other area; CHORA_NO_AREA: it runs along none. */
    chora_xy at;   /**< The middle of the segment ... */
    chora_xy foot; /**< ... and the nearest place on the other border. */
} chora_seam;

/**
 * For each segment of the arcs, by the index of its first point in topology->xy: is it a seam?
 * Only arcs with no area on one side can be; the other area's border comes nearer than `tolerance`
 * beside it, not only at a corner where both end.
 * @param out  Room for as many as the topology has points.
 * @return CHORA_OK; CHORA_ENOMEM.
 */
chora_status chora_seams_find(const chora_topology *topology, double tolerance, chora_seam *out,
                              chora_error *err);

/** Points of all arcs. */
size_t chora_topology_points(const chora_topology *topology);

#endif
