/**
 * @file
 * Incidents gathered into one symbol a town and period.
 */
#ifndef CHORA_MEASURE_SYMBOLS_H
#define CHORA_MEASURE_SYMBOLS_H

#include "geo/shape.h"
#include "measure/incidents.h"
#include "measure/table.h"

/** A place that some incident was matched to. */
typedef struct {
    int64_t id;
    const char *name; /**< English, else the main one; "" when it has none. */
    chora_xy lonlat;
} chora_known_place;

/** One incident that a symbol shows. */
typedef struct {
    size_t period;
    const chora_known_place *place;
    bool at_site;       /**< Stands at its own coordinates; `place` only names it. */
    int64_t lon4, lat4; /**< Ten-thousandths of a degree; 0 when it stands at its place. */
    int64_t area_id;
    double value;
    bool is_stated; /**< Does the row state the value? */
    bool to_district;
    chora_mark mark;
} chora_sighting;

typedef struct {
    bool each, marked;         /**< Of the measure: `each`, `told_apart`. */
    chora_known_place *places; /**< By id. */
    size_t place_count;
    chora_sighting *items;
    size_t count, capacity;
} chora_sightings;

/** All places with a point that matches name. Their memory is `arena`'s. */
chora_status chora_sightings_begin(chora_store *store, chora_arena *arena, chora_sightings *out,
                                   chora_error *err);

/** The place with that id, or NULL. */
const chora_known_place *chora_sightings_place(const chora_sightings *sightings, int64_t id);

/**
 * Where a symbol for the incident would stand: at its gazetteer place, else at its own coordinates
 * (not those of a protected incident). False when there is neither. With `each`, at its own
 * coordinates when its site is known; and where only a district is known there is no symbol.
 *
 * The only way by which a position gets from an incident into a table.
 */
bool chora_sightings_locate(const chora_sightings *sightings, const chora_incident *incident,
                            chora_sighting *out);

/** Where it stands. */
chora_xy chora_sighting_position(const chora_sighting *sighting);

/** Room for so many: grown by doubling they would be copied, page by new page. */
chora_status chora_sightings_reserve(chora_sightings *sightings, size_t count, chora_error *err);

/** CHORA_ENOMEM. */
chora_status chora_sightings_add(chora_sightings *sightings, chora_sighting sighting,
                                 chora_error *err);

/** Gather them into table->symbols, largest first in each period. CHORA_ENOMEM. */
chora_status chora_sightings_gather(chora_sightings *sightings, chora_table *table,
                                    chora_error *err);
void chora_sightings_end(chora_sightings *sightings);

#endif
