#include "intake/copy.h"

#include "base/memory.h"
#include "intake/area_writer.h"
#include "store/blob.h"

#include <stdlib.h>
#include <string.h>

/* ---- opening --------------------------------------------------------------------------------- */

static chora_status open_all(chora_copier *c, chora_error *err)
{
    struct {
        chora_store *store;
        const char *sql;
        chora_query **query;
    } all[] = {
        { c->from,
          "SELECT id, country, geom, level, code, area_km2, label_lon, label_lat FROM area "
          "WHERE layer_id = ?1 ORDER BY id",
          &c->areas },
        { c->from, "SELECT scheme, code FROM area_code WHERE area_id = ?1", &c->codes },
        { c->from,
          "SELECT lang, text, key, sound FROM name WHERE ref_id = ?1 AND kind = 'area' "
          "ORDER BY rowid",
          &c->names },
        { c->from, "SELECT class, policy, geom FROM line WHERE layer_id = ?1 ORDER BY id",
          &c->lines },
        { c->to,
          "INSERT INTO area (layer_id, level, code, parent_id, country, area_km2, label_lon, "
          "label_lat, geom) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
          &c->add_area },
        { c->to, "INSERT INTO area_code (area_id, scheme, code) VALUES (?1, ?2, ?3)",
          &c->add_code },
        { c->to,
          "INSERT INTO name (kind, ref_id, lang, text, key, sound) "
          "VALUES ('area', ?1, ?2, ?3, ?4, ?5)",
          &c->add_name },
        { c->to, "INSERT INTO line (layer_id, class, policy, geom) VALUES (?1, ?2, ?3, ?4)",
          &c->add_line },
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        chora_status st = chora_query_open(all[i].store, all[i].sql, all[i].query, err);
        if (st)
            return st;
    }
    return CHORA_OK;
}

chora_status chora_copier_open(chora_copier *copier, chora_store *from, chora_store *to,
                               chora_error *err)
{
    *copier = (chora_copier){ .from = from, .to = to, .arena = chora_arena_new() };
    if (copier->arena == NULL)
        return chora_no_memory(err);
    chora_status st = open_all(copier, err);
    if (st)
        chora_copier_close(copier);
    return st;
}

void chora_copier_close(chora_copier *c)
{
    chora_query *const all[] = { c->areas,    c->codes,    c->names,    c->lines,
                                 c->add_area, c->add_code, c->add_name, c->add_line };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        chora_query_close(all[i]);
    chora_textmap_free(&c->parents);
    free(c->parent_ids);
    chora_arena_free(c->arena);
    *c = (chora_copier){ 0 };
}

/* ---- layers ---------------------------------------------------------------------------------- */

static const char *keep(chora_copier *c, chora_query *query, int column)
{
    return chora_arena_strdup(c->arena, chora_query_text(query, column));
}

chora_status chora_copier_layers(chora_copier *c, const chora_world_layer **out, size_t *count,
                                 chora_error *err)
{
    chora_query *query = NULL;
    chora_world_layer *layers = NULL;
    size_t used = 0, capacity = 0;
    bool more = true;
    chora_status st = chora_query_open(
        c->from,
        "SELECT id, name, role, country, source, licence, dated, sha256, coalesce(level, -1), "
        "repairs FROM layer ORDER BY level IS NULL, level, id",
        &query, err);
    while (st == CHORA_OK && (st = chora_query_step(query, &more, err)) == CHORA_OK && more) {
        if (chora_grow((void **)&layers, &capacity, used, sizeof *layers)) {
            st = chora_no_memory(err);
            break;
        }
        layers[used++] = (chora_world_layer){
            .id = chora_query_int(query, 0),
            .name = keep(c, query, 1),
            .role = keep(c, query, 2),
            .country = keep(c, query, 3),
            .source = keep(c, query, 4),
            .licence = keep(c, query, 5),
            .dated = keep(c, query, 6),
            .sha256 = keep(c, query, 7),
            .level = (int)chora_query_int(query, 8),
            .repairs = chora_query_int(query, 9),
        };
    }
    chora_query_close(query);
    if (st == CHORA_OK && used > 0) {
        *out = chora_arena_copy(c->arena, layers, used, sizeof *layers);
        st = *out ? CHORA_OK : chora_no_memory(err);
    }
    free(layers);
    if (st == CHORA_OK)
        *count = used;
    return st;
}

static chora_status add_layer(chora_copier *c, const chora_world_layer *layer, const char *role,
                              int64_t *id, chora_error *err)
{
    chora_new_layer added = { .name = layer->name,
                              .role = role,
                              .country = layer->country,
                              .source = layer->source,
                              .licence = layer->licence,
                              .dated = layer->dated,
                              .sha256 = layer->sha256,
                              .level = layer->level,
                              .current = true };
    chora_status st = chora_layer_add(c->to, &added, id, err);
    return st ? st : chora_layer_set_repairs(c->to, *id, layer->repairs, err);
}

/* ---- areas ----------------------------------------------------------------------------------- */

static chora_status copy_texts(chora_query *from, chora_query *to, int64_t from_id, int64_t to_id,
                               chora_error *err)
{
    bool more = true;
    chora_status st;
    chora_query_bind_int(from, 1, from_id);
    while ((st = chora_query_step(from, &more, err)) == CHORA_OK && more) {
        chora_query_bind_int(to, 1, to_id);
        for (int i = 0; i < chora_query_columns(from); i++)
            chora_query_bind_text(to, i + 2, chora_query_text(from, i));
        st = chora_query_run(to, err);
        if (st)
            break;
    }
    chora_query_reset(from);
    return st;
}

static int64_t parent_of(const chora_copier *c, const char *country)
{
    const size_t *index = country ? chora_textmap_find(&c->parents, country) : NULL;
    return index ? c->parent_ids[*index] : 0;
}

static chora_status remember_parent(chora_copier *c, const char *country, int64_t id,
                                    chora_error *err)
{
    const char *key = chora_arena_strdup(c->arena, country ? country : "");
    if (key == NULL || chora_textmap_add(&c->parents, key, c->parent_count) ||
        chora_grow((void **)&c->parent_ids, &c->parent_capacity, c->parent_count,
                   sizeof *c->parent_ids))
        return chora_no_memory(err);
    c->parent_ids[c->parent_count++] = id;
    return CHORA_OK;
}

/** The row `areas` stands on. */
static chora_status copy_area(chora_copier *c, int64_t layer_id, bool matched, chora_error *err)
{
    size_t length = 0;
    int64_t from_id = chora_query_int(c->areas, 0), level = chora_query_int(c->areas, 3);
    const char *country = chora_query_text(c->areas, 1);
    const void *geom = chora_query_blob(c->areas, 2, &length);
    int64_t parent = matched && level > 0 ? parent_of(c, country) : 0;
    chora_query_bind_int(c->add_area, 1, layer_id);
    chora_query_bind_int(c->add_area, 2, level);
    chora_query_bind_text(c->add_area, 3, chora_query_text(c->areas, 4));
    if (parent)
        chora_query_bind_int(c->add_area, 4, parent);
    else
        chora_query_bind_null(c->add_area, 4);
    chora_query_bind_text(c->add_area, 5, country);
    for (int i = 0; i < 3; i++)
        chora_query_bind_double(c->add_area, 6 + i, chora_query_double(c->areas, 5 + i));
    chora_query_bind_blob(c->add_area, 9, geom, length);
    chora_status st = chora_query_run(c->add_area, err);
    if (st)
        return st;
    int64_t id = chora_store_last_id(c->to);
    st = copy_texts(c->codes, c->add_code, from_id, id, err);
    if (st == CHORA_OK)
        st = copy_texts(c->names, c->add_name, from_id, id, err);
    if (st == CHORA_OK && matched && level == 0)
        st = remember_parent(c, country, id, err);
    return st;
}

/** Does the row `areas` stands on belong to what is wanted? */
static bool is_wanted(chora_copier *c, chora_area_wanted wanted, void *context, chora_box *box)
{
    size_t length = 0;
    chora_box own = CHORA_BOX_EMPTY;
    const char *country = chora_query_text(c->areas, 1);
    const void *geom = chora_query_blob(c->areas, 2, &length);
    if (!chora_blob_box(geom, length, &own))
        own = (chora_box)CHORA_BOX_EMPTY;
    *box = own;
    return wanted(context, country ? country : "", own);
}

chora_status chora_copy_areas(chora_copier *c, const chora_world_layer *layer, const char *role,
                              chora_area_wanted wanted, void *context, chora_error *err)
{
    int64_t layer_id = 0;
    bool more = true, matched = strcmp(role, "areas") == 0;
    chora_box box;
    chora_status st;
    chora_query_bind_int(c->areas, 1, layer->id);
    while ((st = chora_query_step(c->areas, &more, err)) == CHORA_OK && more) {
        if (!is_wanted(c, wanted, context, &box))
            continue;
        if (layer_id == 0)
            st = add_layer(c, layer, role, &layer_id, err);
        if (st == CHORA_OK)
            st = copy_area(c, layer_id, matched, err);
        if (st)
            break;
    }
    chora_query_reset(c->areas);
    return st;
}

chora_status chora_copier_box(chora_copier *c, const chora_world_layer *layer,
                              chora_area_wanted wanted, void *context, chora_box *out,
                              chora_error *err)
{
    chora_box all = CHORA_BOX_EMPTY, box;
    bool more = true;
    chora_status st;
    chora_query_bind_int(c->areas, 1, layer->id);
    while ((st = chora_query_step(c->areas, &more, err)) == CHORA_OK && more)
        if (is_wanted(c, wanted, context, &box))
            chora_box_add_box(&all, box);
    chora_query_reset(c->areas);
    if (st == CHORA_OK)
        *out = all;
    return st;
}

/* ---- lines ----------------------------------------------------------------------------------- */

chora_status chora_copy_lines(chora_copier *c, const chora_world_layer *layer, chora_box box,
                              chora_error *err)
{
    int64_t layer_id = 0;
    bool more = true;
    chora_status st;
    chora_query_bind_int(c->lines, 1, layer->id);
    while ((st = chora_query_step(c->lines, &more, err)) == CHORA_OK && more) {
        size_t length = 0;
        const void *geom = chora_query_blob(c->lines, 2, &length);
        chora_box own;
        if (!chora_box_is_empty(box) && chora_blob_box(geom, length, &own) &&
            !chora_box_overlaps(own, box))
            continue;
        if (layer_id == 0)
            st = add_layer(c, layer, "base", &layer_id, err);
        if (st)
            break;
        chora_query_bind_int(c->add_line, 1, layer_id);
        chora_query_bind_text(c->add_line, 2, chora_query_text(c->lines, 0));
        chora_query_bind_text(c->add_line, 3, chora_query_text(c->lines, 1));
        chora_query_bind_blob(c->add_line, 4, geom, length);
        if ((st = chora_query_run(c->add_line, err)))
            break;
    }
    chora_query_reset(c->lines);
    return st;
}
