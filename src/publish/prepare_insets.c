#include "publish/prepare_insets.h"

#include "base/text.h"
#include "store/geometry.h"
#include "store/query.h"

#include <string.h>

/* A town this many times larger than the next of its name is the one that is meant. */
static const int64_t far_larger = 5;

typedef struct {
    chora_xy at;
    int64_t population, second; /* of the largest, and of the one after it */
    size_t count;
} towns;

static bool same_key(const char *a, const char *key)
{
    chora_buffer own = CHORA_BUFFER_INIT(4096);
    chora_text_key(a, &own);
    bool same = strcmp(chora_buffer_text(&own), key) == 0;
    chora_buffer_free(&own);
    return same;
}

static bool find_area(const chora_areas *areas, const char *text, const char *key, chora_xy *out)
{
    for (size_t i = 0; i < areas->area_count; i++)
        if (strcmp(areas->areas[i].code, text) == 0) {
            *out = areas->areas[i].label;
            return true;
        }
    for (size_t i = 0; i < areas->area_count; i++)
        if (same_key(areas->areas[i].name, key)) {
            *out = areas->areas[i].label;
            return true;
        }
    return false;
}

static bool is_own(const chora_areas *areas, const char *country)
{
    for (size_t i = 0; country && i < areas->area_count; i++)
        if (!*areas->areas[i].country || strcmp(areas->areas[i].country, country) == 0)
            return true;
    return false;
}

static chora_status find_towns(chora_store *store, const chora_areas *areas, const char *key,
                               chora_arena *arena, towns *out, chora_error *err)
{
    chora_query *query = NULL;
    chora_status st = chora_query_open(
        store,
        "SELECT p.id, p.geom, p.country, coalesce(p.population, 0) FROM place p WHERE p.id IN "
        "(SELECT ref_id FROM name WHERE kind = 'place' AND key = ?1) "
        "ORDER BY p.population DESC, p.id",
        &query, err);
    if (st)
        return st;
    chora_query_bind_text(query, 1, key);
    bool row = false;
    while (!(st = chora_query_step(query, &row, err)) && row) {
        chora_shape shape = { 0 };
        if (!is_own(areas, chora_query_text(query, 2)))
            continue;
        st = chora_query_shape(query, 1, arena, &shape, err);
        if (st)
            break;
        if (shape.path_count == 0)
            continue;
        if (out->count == 0) {
            out->at = shape.xy[0];
            out->population = chora_query_int(query, 3);
        } else if (out->count == 1)
            out->second = chora_query_int(query, 3);
        out->count++;
    }
    chora_query_close(query);
    return st;
}

static chora_status resolve(chora_store *store, const chora_areas *areas,
                            const chora_figure_inset *inset, chora_arena *arena, chora_xy *out,
                            chora_error *err)
{
    chora_buffer key = CHORA_BUFFER_INIT(4096);
    towns found = { .count = 0 };
    chora_text_key(inset->around, &key);
    chora_status st = find_towns(store, areas, chora_buffer_text(&key), arena, &found, err);
    if (!st && found.count && (found.count == 1 || found.population > far_larger * found.second))
        *out = found.at;
    else if (!st && !find_area(areas, inset->around, chora_buffer_text(&key), out))
        st = found.count ? chora_fail(err, CHORA_EINVAL,
                                      "there are %zu towns named \"%s\"; say which with lat, lon "
                                      "and a title",
                                      found.count, inset->around)
                         : chora_fail(err, CHORA_ENOTFOUND,
                                      "no town or area \"%s\" on this map; lat, lon and a title "
                                      "name any place",
                                      inset->around);
    chora_buffer_free(&key);
    return st;
}

chora_status chora_prepare_insets(chora_store *store, const chora_figure *figure,
                                  const chora_areas *areas, chora_arena *arena,
                                  chora_inset_wish **out, chora_error *err)
{
    chora_inset_wish *wishes = chora_arena_alloc(arena, figure->inset_count + 1, sizeof *wishes);
    if (!wishes)
        return chora_no_memory(err);
    for (size_t i = 0; i < figure->inset_count; i++) {
        const chora_figure_inset *inset = &figure->insets[i];
        chora_inset_wish *wish = &wishes[i];
        *wish = (chora_inset_wish){ { inset->lon, inset->lat },
                                    inset->radius_km,
                                    inset->title ? inset->title : inset->around,
                                    false };
        chora_status st = CHORA_OK;
        if (inset->around)
            st = resolve(store, areas, inset, arena, &wish->lonlat, err);
        if (st) {
            if (figure->file && (st == CHORA_EINVAL || st == CHORA_ENOTFOUND))
                chora_at(err, "%s:%d:%d", figure->file, inset->row, inset->column);
            return st;
        }
    }
    *out = wishes;
    return CHORA_OK;
}
