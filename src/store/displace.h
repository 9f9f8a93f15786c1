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

/** For a row without a site: the middle of its cell of a grid of a twentieth of a degree, which is
 * then its site. `name` receives the cell. */
chora_xy chora_displace_cell(chora_xy at, char name[48]);

#endif
