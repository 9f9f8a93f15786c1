#include "intake/town_locator.h"

#include <stdlib.h>
#include <string.h>

#define NEAR_M 20000.0

chora_status chora_town_locator_open(chora_town_locator *locator, chora_store *store,
                                     chora_error *err)
{
    *locator = (chora_town_locator){ 0 };
    for (int level = 0; level < CHORA_TOWN_LEVELS; level++) {
        chora_status st = chora_areas_load(store, CHORA_ROLE_AREAS, level, NULL, true,
                                           &locator->levels[level], err);
        if (st) {
            chora_town_locator_close(locator);
            return st;
        }
    }
    return CHORA_OK;
}

static void close_country(chora_town_locator *locator)
{
    for (int level = 0; level < CHORA_TOWN_LEVELS; level++) {
        chora_locator_free(locator->locators[level]);
        free(locator->areas[level]);
        locator->locators[level] = NULL;
        locator->areas[level] = NULL;
    }
}

void chora_town_locator_close(chora_town_locator *locator)
{
    close_country(locator);
    for (int level = 0; level < CHORA_TOWN_LEVELS; level++)
        chora_areas_free(&locator->levels[level]);
}

static chora_status open_level(chora_town_locator *locator, int level, const char *country,
                               chora_error *err)
{
    const chora_areas *all = &locator->levels[level];
    const chora_shape **shapes = chora_alloc(all->area_count + 1, sizeof *shapes);
    const chora_area **areas = chora_alloc(all->area_count + 1, sizeof *areas);
    size_t count = 0;
    chora_status st = shapes && areas ? CHORA_OK : chora_no_memory(err);
    for (size_t i = 0; st == CHORA_OK && i < all->area_count; i++) {
        if (*country && *all->areas[i].country && strcmp(all->areas[i].country, country) != 0)
            continue;
        areas[count] = &all->areas[i];
        shapes[count++] = &all->areas[i].shape;
    }
    if (st == CHORA_OK && count > 0)
        st = chora_locator_new(shapes, count, &locator->locators[level], err);
    free(shapes);
    locator->areas[level] = areas;
    return st;
}

chora_status chora_town_locator_country(chora_town_locator *locator, const char *country,
                                        chora_error *err)
{
    close_country(locator);
    for (int level = 0; level < CHORA_TOWN_LEVELS; level++) {
        chora_status st = open_level(locator, level, country, err);
        if (st)
            return st;
    }
    return CHORA_OK;
}

int64_t chora_town_locate(chora_town_locator *locator, chora_xy lonlat)
{
    for (int level = CHORA_TOWN_LEVELS - 1; level >= 0; level--) {
        if (locator->locators[level] == NULL)
            continue;
        size_t at = chora_locate(locator->locators[level], lonlat);
        if (at != CHORA_NOWHERE)
            return locator->areas[level][at]->id;
    }
    for (int level = CHORA_TOWN_LEVELS - 1; level >= 0; level--) {
        if (locator->locators[level] == NULL)
            continue;
        size_t at = chora_locate_nearest(locator->locators[level], lonlat, NEAR_M, NULL);
        if (at != CHORA_NOWHERE)
            return locator->areas[level][at]->id;
    }
    return 0;
}
