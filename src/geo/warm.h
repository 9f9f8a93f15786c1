/**
 * @file
 * The libraries of this room, loaded before they are needed.
 */
#ifndef CHORA_GEO_WARM_H
#define CHORA_GEO_WARM_H

/**
 * Load GEOS and PROJ, with the forty libraries that PROJ brings: 30 M instructions and their page
 * faults, on the thread that calls. No more than a call of each where they are linked.
 */
void chora_geo_warm(void);

#endif
