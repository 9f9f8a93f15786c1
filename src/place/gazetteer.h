/**
 * @file
 * Everything a project knows of places: areas with their ancestors, names, codes, towns; found by
 * code, by name and by position.
 */
#ifndef CHORA_PLACE_GAZETTEER_H
#define CHORA_PLACE_GAZETTEER_H

#include "geo/locate.h"
#include "place/countries.h"
#include "place/hearing.h"
#include "place/lookup.h"
#include "place/spoken.h"
#include "place/town_rows.h"
#include "store/atlas.h"
#include "store/stages.h"

/** No such area or town. */
#define CHORA_NO_SITE ((size_t)-1)

/** One name, filed in the lookup under its key. */
typedef struct {
    bool of_town;
    bool alternate;   /**< Not the main name (in the area's or the place's language, or English). */
    size_t site;      /**< Index into `areas` or `towns`. */
    const char *text; /**< As written. */
} chora_site_name;

/** One code, filed in the lookup in lower case. */
typedef struct {
    size_t area;
    const char *scheme; /**< "iso", "pcode" ..., "" for the layer's own. */
    const char *code;   /**< In lower case. */
} chora_site_code;

/** A populated place. */
typedef struct {
    const chora_place *place;
    size_t finest; /**< The finest area it lies in: index into `areas`, or CHORA_NO_SITE. */
} chora_town;

/** The names of one country, or of all, as they sound; made when first asked for. */
typedef struct {
    const char *country; /**< NULL: of all. */
    bool areas_made, towns_made;
    chora_hearing areas, towns;
} chora_ear;

typedef struct {
    chora_arena *arena;
    chora_languages *languages;
    chora_areas levels[3];
    chora_places places;
    const chora_area **areas; /**< Of all levels, level 0 first. */
    size_t *parents;          /**< Index into `areas` or CHORA_NO_SITE. */
    size_t area_count;
    size_t first_of_level[4];
    chora_locator *by_point[3]; /**< NULL for a level without areas. */
    chora_locator **alone;      /**< One area's own, made when first asked for. */
    chora_town *towns;          /**< In the order of `places`. */
    size_t town_count;
    chora_town_rows town_rows; /**< Without quarters and what is abandoned or historical. */
    chora_site_name *names;
    size_t name_count, name_capacity;
    size_t *area_names; /**< Indexes into `names`: those of areas. */
    size_t area_name_count, area_name_capacity;
    chora_site_code *codes;
    size_t code_count, code_capacity;
    chora_lookup by_name, by_code; /**< Values are indexes into `names` and `codes`. */
    chora_country_list countries;  /**< All of the world, by code and name. */
    size_t country_count;          /**< Different countries among the areas. */
    chora_ear *ears;
    size_t ear_count, ear_capacity;
    chora_spoken spoken;             /**< The name that was asked for last. */
    struct chora_answered *answered; /**< place/answered.h */
    chora_stages *stages;            /**< Of the project it was loaded from. */
} chora_gazetteer;

/**
 * Read a project with the areas that hold on a day (store/vintage.h); without shapes coordinates
 * are nowhere. Free it whatever the answer is.
 */
chora_status chora_gazetteer_load(chora_store *store, chora_day on, bool with_shapes,
                                  chora_gazetteer *out, chora_error *err);
void chora_gazetteer_free(chora_gazetteer *gazetteer);

/** The area itself or its ancestor of that level; CHORA_NO_SITE when it has none. */
size_t chora_gazetteer_ancestor(const chora_gazetteer *gazetteer, size_t area, int level);
/** ISO 3166-1 alpha-3 of an area or its ancestors, "" when not known. */
const char *chora_gazetteer_country(const chora_gazetteer *gazetteer, size_t area);
/** Are the two letters (in lower case) the ISO 3166-1 code of the country with those three? */
bool chora_gazetteer_has_letters(const chora_gazetteer *gazetteer, const char *country,
                                 const char *letters);
/** Has that area any area of the finer level in it? CHORA_NO_SITE: has the project any? */
bool chora_gazetteer_has_level(const chora_gazetteer *gazetteer, size_t area, int level);

/** Is one area the other or in it? */
bool chora_gazetteer_holds(const chora_gazetteer *gazetteer, size_t outer, size_t inner);

/**
 * The areas or the towns of a country as they sound; `country` NULL: of all. NULL for the towns of
 * all when there are too many to be told apart, and without memory.
 */
const chora_hearing *chora_gazetteer_hear(chora_gazetteer *gazetteer, const char *country,
                                          bool towns);

/** The area of a level that holds the point, or CHORA_NO_SITE. */
size_t chora_gazetteer_locate(chora_gazetteer *gazetteer, int level, chora_xy lonlat);
/** The nearest area of a level within some metres. */
size_t chora_gazetteer_nearest(chora_gazetteer *gazetteer, int level, chora_xy lonlat,
                               double within_m, double *distance_m);
/** Metres from a point to one area, 0 inside; infinite when it has no shape or is too far. */
chora_status chora_gazetteer_distance(chora_gazetteer *gazetteer, size_t area, chora_xy lonlat,
                                      double *out, chora_error *err);

#endif
