/**
 * @file
 * Areas, lines and places of a project read into plain, immutable arrays.
 */
#ifndef CHORA_STORE_ATLAS_H
#define CHORA_STORE_ATLAS_H

#include "geo/locate.h"
#include "geo/shape.h"

#include <chora/period.h>
#include <chora/store.h>
#include <stdint.h>

typedef struct {
    int64_t id;
    int64_t parent_id; /**< 0 when it has none. */
    int64_t layer_id;
    int level; /**< 0 country, 1 province, 2 district. */
    const char *code;
    const char *name;    /**< In the language asked for, else the main name. */
    bool in_language;    /**< There is a name in that language. */
    const char *country; /**< ISO 3166-1 alpha-3, "" when not known. */
    double area_km2;
    chora_xy label;    /**< Inner point, longitude/latitude. */
    chora_shape shape; /**< Longitude/latitude; empty when shapes were not asked for. */
} chora_area;

typedef struct {
    const char *class_name; /**< international, disputed, control, river. */
    chora_shape shape;
} chora_line;

typedef struct {
    int64_t id;
    int64_t area_id; /**< 0 when it lies in none. */
    const char *name;
    bool in_language; /**< As of an area. */
    const char *kind; /**< GeoNames feature code. */
    int64_t population;
    chora_xy lonlat;
} chora_place;

typedef struct {
    chora_arena *arena;
    chora_area *areas;
    size_t area_count; /**< Ordered by code, then id. */
    size_t *by_id;     /**< Indexes into `areas`, ordered by area id. */
} chora_areas;

typedef struct {
    chora_arena *arena;
    chora_line *lines;
    size_t line_count;
} chora_lines;

typedef struct {
    chora_arena *arena;
    chora_place *places;
    size_t place_count; /**< Ordered by population, largest first, then name, then id. */
} chora_places;

typedef enum { CHORA_ROLE_AREAS, CHORA_ROLE_BASE } chora_role;

/**
 * The areas of the current layers of a level. `language` may be NULL ("en"). No areas is not an
 * error: area_count is 0.
 */
chora_status chora_areas_load(chora_store *store, chora_role role, int level, const char *language,
                              bool with_shapes, chora_areas *out, chora_error *err);
/** The same of the role "areas", of the layers that hold on a day (store/vintage.h). */
chora_status chora_areas_load_on(chora_store *store, int level, chora_day on, const char *language,
                                 bool with_shapes, chora_areas *out, chora_error *err);
/**
 * The same of the role "areas", all of them, with the shapes of those only that may hold one of the
 * points (longitude/latitude; 360 more or less is the same place).
 */
chora_status chora_areas_load_at(chora_store *store, int level, const chora_xy *points,
                                 size_t count, chora_areas *out, chora_error *err);
void chora_areas_free(chora_areas *areas);
/** What finds the area that holds a point, by its index; NULL when there are no areas. */
chora_status chora_areas_locator(const chora_areas *areas, chora_locator **out, chora_error *err);
/** Keep only the areas with these ids, which come in the order of `areas`; unknown ids are passed
 * over. */
chora_status chora_areas_keep(chora_areas *areas, const int64_t *ids, size_t count,
                              chora_error *err);
/** Index of the area with that id, or CHORA_NO_INDEX. */
#define CHORA_NO_INDEX ((size_t)-1)
size_t chora_areas_index(const chora_areas *areas, int64_t id);

/** Lines that touch the box (longitude/latitude). */
chora_status chora_lines_load(chora_store *store, chora_box box, chora_lines *out,
                              chora_error *err);
void chora_lines_free(chora_lines *lines);

/** Places in the box with at least that population. */
chora_status chora_places_load(chora_store *store, chora_box box, int64_t min_population,
                               const char *language, chora_places *out, chora_error *err);
void chora_places_free(chora_places *places);

#endif
