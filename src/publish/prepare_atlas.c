/* What a map is drawn from besides its numbers: its areas, and what lies around them. */
#include "publish/prepare_inside.h"

#include "compose/local_names.h"
#include "store/vintage.h"
#include "store/world.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static chora_box window_of(const chora_areas *areas)
{
    chora_box box = CHORA_BOX_EMPTY;

    for (size_t i = 0; i < areas->area_count; i++)
        chora_box_add_box(&box, areas->areas[i].shape.box);
    double size = fmax(box.max_x - box.min_x, box.max_y - box.min_y);
    return chora_box_is_empty(box) ? box : chora_box_grow(box, size);
}

/* In the boundaries that were counted in. */
static chora_status load_areas(chora_store *store, chora_prepared *prepared, chora_error *err)
{
    chora_day on = CHORA_VINTAGE_CURRENT;
    chora_table_boundaries(prepared->tables[0], &on);
    return chora_areas_load_on(store, chora_prepare_level(&prepared->figure), on,
                               chora_words_tag(prepared->inputs.words), true, &prepared->areas,
                               err);
}

/* Before anything is counted: a project without the level is told how to get it. */
chora_status chora_prepare_check_level(chora_store *store, int level, chora_error *err)
{
    bool any = false;
    bool of_table = strcmp(chora_store_path(store), ":memory:") == 0;
    chora_status st = chora_vintage_has_level(store, level, CHORA_VINTAGE_CURRENT, &any, err);
    if (!st && !any && of_table)
        st = chora_fail(err, CHORA_ENOTFOUND,
                        "a map straight from a table has no areas of level %d: make a project "
                        "(`chora init`), `chora import PROJECT boundaries FILE --level %d`, and "
                        "import the table there",
                        level, level);
    else if (!st && !any)
        st = chora_fail(err, CHORA_ENOTFOUND,
                        "the project has no areas of level %d; import a boundary layer with "
                        "`chora import %s boundaries FILE --level %d`",
                        level, chora_store_path(store), level);
    return st;
}

/* What is known only to an area of a wider level is told by that area's name. */
static chora_status load_wider(chora_store *store, chora_prepared *prepared, chora_error *err)
{
    int level = chora_prepare_level(&prepared->figure);
    chora_status st = CHORA_OK;
    for (int up = 1; !st && up <= 2 && up <= level; up++)
        st = chora_areas_load(store, CHORA_ROLE_AREAS, level - up, prepared->figure.language, false,
                              &prepared->wider[up - 1], err);
    chora_named_things things = { level > 0 ? &prepared->wider[0] : NULL,
                                  level > 1 ? &prepared->wider[1] : NULL, NULL, level - 1,
                                  CHORA_VINTAGE_CURRENT };
    return st ? st : chora_local_names(store, prepared->inputs.words, &things, err);
}

/* Only the areas that were measured are drawn: those of the figure's frame. */
static chora_status keep_measured(chora_areas *areas, const chora_table *table, chora_error *err)
{
    size_t count = chora_table_areas(table);
    int64_t *ids = chora_alloc(count, sizeof *ids);
    if (!ids)
        return chora_no_memory(err);
    for (size_t i = 0; i < count; i++)
        ids[i] = chora_table_area_id(table, i);
    chora_status st = chora_areas_keep(areas, ids, count, err);
    free(ids);
    return st;
}

/* What lies around the areas: neighbours, lines, towns. */
static chora_status load_surroundings(chora_store *store, chora_prepared *prepared,
                                      chora_error *err)
{
    enum { LEAST_TOWN = 1000 };
    const char *language = chora_words_tag(prepared->inputs.words);
    chora_box window = window_of(&prepared->areas);
    chora_status st =
        chora_areas_load(store, CHORA_ROLE_BASE, 0, language, true, &prepared->neighbours, err);

    if (!st)
        st = chora_lines_load(store, window, &prepared->lines, err);
    if (!st)
        st = chora_places_load(store, window, LEAST_TOWN, language, &prepared->places, err);
    chora_named_things things = { &prepared->areas, &prepared->neighbours, &prepared->places,
                                  chora_prepare_level(&prepared->figure), CHORA_VINTAGE_CURRENT };
    chora_table_boundaries(prepared->tables[0], &things.on);
    return st ? st : chora_local_names(store, prepared->inputs.words, &things, err);
}

/* The countries of the world are not in a project of one. */
static chora_status load_world(chora_prepared *prepared, chora_error *err)
{
    chora_store *world = NULL;
    if (!prepared->figure.locator)
        return CHORA_OK;
    chora_status st = chora_world_open(&world, err);
    if (!st)
        st = chora_areas_load(world, CHORA_ROLE_AREAS, 0, chora_words_tag(prepared->inputs.words),
                              true, &prepared->world, err);
    if (st)
        chora_at(err, "locator");
    chora_store_close(world);
    return st;
}

chora_status chora_prepare_atlas(chora_store *store, chora_prepared *prepared, chora_error *err)
{
    chora_status st = load_areas(store, prepared, err);
    if (!st)
        st = keep_measured(&prepared->areas, prepared->tables[0], err);
    if (!st)
        st = load_wider(store, prepared, err);
    if (!st)
        st = load_surroundings(store, prepared, err);
    return st ? st : load_world(prepared, err);
}
