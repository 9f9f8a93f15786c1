/**
 * @file
 * The WGS 84 ellipsoid.
 */
#ifndef CHORA_GEO_WGS84_H
#define CHORA_GEO_WGS84_H

#define CHORA_WGS84_A 6378137.0           /**< Half the equator's diameter, metres. */
#define CHORA_WGS84_F (1 / 298.257223563) /**< Flattening. */
#define CHORA_DEGREE 0.017453292519943295 /**< One degree in radians. */

#endif
