/**
 * @file
 * One false point for a site: far enough from the true one, inside the same area, and the same in
 * every output for ever, so that nothing is gained by averaging.
 */
#ifndef CHORA_STORE_DISPLACE_H
#define CHORA_STORE_DISPLACE_H

#include "geo/locate.h"

/**
 * @param secret  Of the project.
 * @param site  The site's name.
 * @param base  Where it lies.
 * @param area  Holds the one area to stay in; NULL: anywhere.
 * @param km  Least and most distance; every spot of the ring is as likely.
 * @return false when no spot was found: the ring lies (nearly) outside the area.
 */
bool chora_displace(const char *secret, const char *site, chora_xy base, chora_locator *area,
                    const double km[2], chora_xy *out);

/**
 * The cell of a site, which is displaced in its stead: were each site of a place displaced by
 * itself, the middle of their false points would be the place. A cell is a twentieth of a degree
 * wide, less for a narrow ring.
 * @param km    Least and most distance that are wanted from a site.
 * @param name  Receives the cell: it is the site for chora_displace().
 * @param ring_km  Receives least and most distance from the cell's middle: what is in the ring is
 * at least `km[0]` from all of the cell.
 * @return The cell's middle.
 */
chora_xy chora_displace_cell(chora_xy at, const double km[2], char name[48], double ring_km[2]);

#endif
