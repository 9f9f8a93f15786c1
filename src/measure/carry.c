#include "measure/carry.h"

#include "base/memory.h"
#include "geo/share.h"
#include "store/blob.h"
#include "store/geometry.h"
#include "store/vintage.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/** The rest is how differently two layers draw one and the same border. */
#define SAME_GROUND 0.98

struct chora_foreign_area {
    int64_t id;
    char country[4];
    const chora_frame_area *inside; /**< The area of the frame's level that holds it, or NULL. */
};

/* ---- opening --------------------------------------------------------------------------------- */

chora_status chora_carrier_open(chora_carrier *carrier, chora_store *store,
                                const chora_frame *frame, chora_error *err)
{
    chora_vintages vintages = { 0 };
    *carrier = (chora_carrier){ .frame = frame, .store = store };
    chora_status st = chora_vintages_load(store, &vintages, err);
    carrier->needed = !st && vintages.count > 0;
    chora_vintages_free(&vintages);
    if (st || !carrier->needed)
        return st;
    st = chora_query_open(store,
                          "SELECT level, country, label_lon, label_lat, geom FROM area"
                          " WHERE id = ?1",
                          &carrier->foreign, err);
    return st ? st
              : chora_query_open(store, "SELECT geom FROM place WHERE id = ?1", &carrier->town,
                                 err);
}

void chora_carrier_close(chora_carrier *carrier)
{
    chora_query_close(carrier->foreign);
    chora_query_close(carrier->town);
    chora_locator_free(carrier->locator);
    chora_areas_free(&carrier->areas);
    free(carrier->known);
    *carrier = (chora_carrier){ 0 };
}

/* ---- points ---------------------------------------------------------------------------------- */

static chora_status make_locator(chora_carrier *carrier, chora_error *err)
{
    chora_status st = chora_areas_load_on(carrier->store, carrier->frame->level, carrier->frame->on,
                                          NULL, true, &carrier->areas, err);
    return st ? st : chora_areas_locator(&carrier->areas, &carrier->locator, err);
}

/** The area of the frame's level at a point; NULL for none. `shape` may be NULL. */
static chora_status area_at(chora_carrier *carrier, chora_xy point, const chora_frame_area **out,
                            const chora_shape **shape, chora_error *err)
{
    *out = NULL;
    chora_status st = carrier->areas.arena ? CHORA_OK : make_locator(carrier, err);
    if (st || !carrier->locator)
        return st;
    size_t at = chora_locate(carrier->locator, point);
    if (at == CHORA_NOWHERE)
        return CHORA_OK;
    *out = chora_frame_find(carrier->frame, carrier->areas.areas[at].id);
    if (shape)
        *shape = &carrier->areas.areas[at].shape;
    return CHORA_OK;
}

static bool is_point(chora_xy point)
{
    return fabs(point.x) <= 180 && fabs(point.y) <= 90;
}

/** Not a number when the incident was matched to no place. A point's box is the point. */
static chora_status town_of(chora_carrier *carrier, const chora_incident *incident, chora_xy *out,
                            chora_error *err)
{
    chora_query *query = carrier->town;
    chora_box box;
    bool row = false;
    *out = (chora_xy){ NAN, NAN };
    if (!incident->place_id)
        return CHORA_OK;
    chora_query_bind_int(query, 1, incident->place_id);
    chora_status st = chora_query_step(query, &row, err);
    if (!st && row) {
        size_t length = 0;
        const void *blob = chora_query_blob(query, 0, &length);
        if (chora_blob_box(blob, length, &box))
            *out = (chora_xy){ box.min_x, box.min_y };
    }
    chora_query_reset(query);
    return st;
}

static chora_status carry_point(chora_carrier *carrier, const chora_incident *incident,
                                const chora_frame_area **out, chora_error *err)
{
    chora_xy own = { incident->lon, incident->lat }, town;
    *out = NULL;
    if (incident->precision > CHORA_PLACE)
        return CHORA_OK;
    chora_status st = town_of(carrier, incident, &town, err);
    if (st)
        return st;
    bool by_own = is_point(own) && (incident->precision <= CHORA_NEAR || !is_point(town));
    if (!by_own && !is_point(town))
        return CHORA_OK;
    return area_at(carrier, by_own ? own : town, out, NULL, err);
}

chora_status chora_carrier_holds(chora_carrier *carrier, chora_xy point, bool *out,
                                 chora_error *err)
{
    const chora_frame_area *area = NULL;
    chora_status st = area_at(carrier, point, &area, NULL, err);
    *out = !st && area && area->drawn != CHORA_NO_INDEX;
    return st;
}

/* ---- areas ----------------------------------------------------------------------------------- */

static chora_status find_inside(chora_carrier *carrier, chora_foreign_area *foreign,
                                chora_error *err)
{
    chora_query *query = carrier->foreign;
    chora_xy label = { chora_query_double(query, 2), chora_query_double(query, 3) };
    const chora_frame_area *candidate = NULL;
    const chora_shape *outer = NULL;
    chora_shape inner;
    double share = 0;
    if (chora_query_int(query, 0) < carrier->frame->level || !is_point(label))
        return CHORA_OK;
    chora_arena *arena = chora_arena_new();
    if (!arena)
        return chora_no_memory(err);
    chora_status st = area_at(carrier, label, &candidate, &outer, err);
    if (!st && candidate)
        st = chora_query_shape(query, 4, arena, &inner, err);
    if (!st && candidate)
        st = chora_shape_share(&inner, outer, &share, err);
    chora_arena_free(arena);
    foreign->inside = share >= SAME_GROUND ? candidate : NULL;
    return st;
}

static chora_status read_foreign(chora_carrier *carrier, chora_foreign_area *foreign,
                                 chora_error *err)
{
    bool row = false;
    chora_query_bind_int(carrier->foreign, 1, foreign->id);
    chora_status st = chora_query_step(carrier->foreign, &row, err);
    if (!st && row) {
        const char *country = chora_query_text(carrier->foreign, 1);
        strncpy(foreign->country, country ? country : "", sizeof foreign->country - 1);
        st = find_inside(carrier, foreign, err);
    }
    chora_query_reset(carrier->foreign);
    return st;
}

static size_t place_of(const chora_carrier *carrier, int64_t id)
{
    size_t low = 0, high = carrier->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (carrier->known[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static chora_status know(chora_carrier *carrier, int64_t id, const chora_foreign_area **out,
                         chora_error *err)
{
    size_t at = place_of(carrier, id);
    if (at == carrier->count || carrier->known[at].id != id) {
        chora_foreign_area fresh = { .id = id };
        chora_status st = read_foreign(carrier, &fresh, err);
        if (st)
            return st;
        if (chora_grow((void **)&carrier->known, &carrier->capacity, carrier->count,
                       sizeof *carrier->known))
            return chora_no_memory(err);
        memmove(carrier->known + at + 1, carrier->known + at,
                (carrier->count - at) * sizeof *carrier->known);
        carrier->known[at] = fresh;
        carrier->count++;
    }
    *out = &carrier->known[at];
    return CHORA_OK;
}

/* ---- an incident ----------------------------------------------------------------------------- */

/** What is known to be in another country is outside the map, not too coarse for it. */
static chora_status carry_area(chora_carrier *carrier, int64_t id, const chora_frame_area **area,
                               bool *other, chora_error *err)
{
    const chora_foreign_area *foreign = NULL;
    chora_status st = know(carrier, id, &foreign, err);
    if (st)
        return st;
    *area = foreign->inside;
    *other = !*area && chora_frame_has_country(carrier->frame, foreign->country);
    return CHORA_OK;
}

chora_status chora_carry(chora_carrier *carrier, const chora_incident *incident,
                         const chora_frame_area **area, bool *other, chora_error *err)
{
    const chora_frame_area *at_point = NULL;
    const chora_frame_area *matched =
        incident->area_id ? chora_frame_find(carrier->frame, incident->area_id) : NULL;
    *area = matched;
    *other = false;
    if (!carrier->needed || incident->precision >= CHORA_NONE ||
        (matched && matched->level >= carrier->frame->level))
        return CHORA_OK;
    chora_status st = CHORA_OK;
    if (!matched && incident->area_id)
        st = carry_area(carrier, incident->area_id, area, other, err);
    if (st || (*area && !matched))
        return st;
    st = carry_point(carrier, incident, &at_point, err);
    if (!st && at_point) {
        *area = at_point;
        *other = false;
    }
    return st;
}
