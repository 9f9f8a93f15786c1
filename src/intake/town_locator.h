/**
 * @file
 * The finest area of a country that holds a town.
 */
#ifndef CHORA_INTAKE_TOWN_LOCATOR_H
#define CHORA_INTAKE_TOWN_LOCATOR_H

#include "geo/locate.h"
#include "store/atlas.h"

#define CHORA_TOWN_LEVELS 4

/** The areas of a project by level, with a locator for those of one country. */
typedef struct {
    chora_areas levels[CHORA_TOWN_LEVELS];
    chora_locator *locators[CHORA_TOWN_LEVELS];
    const chora_area **areas[CHORA_TOWN_LEVELS]; /**< Those of the country, by locator index. */
} chora_town_locator;

chora_status chora_town_locator_open(chora_town_locator *locator, chora_store *store,
                                     chora_error *err);
void chora_town_locator_close(chora_town_locator *locator);

/** From here on towns are of this country (ISO 3166-1 alpha-3; "": any). */
chora_status chora_town_locator_country(chora_town_locator *locator, const char *country,
                                        chora_error *err);
/** 0 when no area holds it or is near. */
int64_t chora_town_locate(chora_town_locator *locator, chora_xy lonlat);

#endif
