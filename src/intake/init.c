/* A new project filled with the embedded areas, lines and towns of some countries. */
#include "intake/copy.h"
#include "intake/towns.h"
#include "intake/world_project.h"
#include "place/countries.h"

#include "base/text.h"
#include "store/bulk.h"
#include "store/filter.h"
#include "store/image.h"
#include "store/world.h"

#include <chora/intake.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Neighbours are kept this far around a small country. */
#define WINDOW_DEG 5.0

typedef struct {
    const chora_country **countries; /**< Chosen, each once. */
    size_t count;
    bool world;
    chora_box window; /**< Own box grown by its own size; empty: everywhere. */
} choice;

/* ---- which countries ------------------------------------------------------------------------- */

static bool is_chosen(const choice *chosen, const char *iso3)
{
    for (size_t i = 0; i < chosen->count; i++)
        if (strcmp(chosen->countries[i]->iso3, iso3) == 0)
            return true;
    return false;
}

static void choose_all(const chora_country_list *list, choice *out)
{
    out->world = true;
    out->count = list->count;
    for (size_t i = 0; i < list->count; i++)
        out->countries[i] = &list->items[i];
}

/** Every unknown name is told, a line each. */
static chora_status choose(const chora_country_list *list, const char *const *names, size_t count,
                           choice *out, chora_error *err)
{
    chora_error problems = CHORA_ERROR_INIT;
    out->countries = chora_alloc(list->count + 1, sizeof *out->countries);
    if (out->countries == NULL)
        return chora_no_memory(err);
    for (size_t i = 0; i < count; i++) {
        const chora_country *country;
        chora_error why = CHORA_ERROR_INIT;
        if (chora_text_compare_nocase(names[i], "world") == 0) {
            choose_all(list, out);
            return CHORA_OK;
        }
        if (chora_country_require(list, names[i], &country, &why))
            chora_also(&problems, CHORA_ENOTFOUND, "%s", why.message);
        else if (!is_chosen(out, country->iso3))
            out->countries[out->count++] = country;
    }
    if (problems.status && err)
        *err = problems;
    if (problems.status)
        return problems.status;
    return out->count ? CHORA_OK
                      : chora_fail(err, CHORA_EINVAL, "no country is given; name one, or WORLD");
}

/* ---- which layers ---------------------------------------------------------------------------- */

/** The country's own layers stand before those of all, when it is alone. */
static bool has_own(const choice *chosen, const chora_world_layer *layers, size_t count,
                    const char *role, int level)
{
    for (size_t i = 0; chosen->count == 1 && !chosen->world && i < count; i++)
        if (layers[i].country && strcmp(layers[i].country, chosen->countries[0]->iso3) == 0 &&
            strcmp(layers[i].role, role) == 0 && layers[i].level == level)
            return true;
    return false;
}

static bool is_own(const choice *chosen, const chora_world_layer *layer)
{
    return layer->country && chosen->count == 1 && !chosen->world &&
           strcmp(layer->country, chosen->countries[0]->iso3) == 0;
}

static bool wants_chosen(void *context, const char *country, chora_box box)
{
    const choice *chosen = context;
    (void)box;
    return chosen->world || is_chosen(chosen, country);
}

static bool wants_near(void *context, const char *country, chora_box box)
{
    const choice *chosen = context;
    return chora_box_overlaps(box, chosen->window) || is_chosen(chosen, country);
}

static bool wants_all(void *context, const char *country, chora_box box)
{
    (void)context;
    (void)country;
    (void)box;
    return true;
}

/** The own box grown by its own size. One that crosses the antimeridian takes the whole band. */
static chora_status find_window(chora_copier *copier, const chora_world_layer *layers, size_t count,
                                choice *chosen, chora_error *err)
{
    chora_box own = CHORA_BOX_EMPTY;
    for (size_t i = 0; !chosen->world && i < count; i++) {
        chora_box box;
        if (layers[i].level != 0 || layers[i].country || strcmp(layers[i].role, "areas") != 0)
            continue;
        chora_status st = chora_copier_box(copier, &layers[i], wants_chosen, chosen, &box, err);
        if (st)
            return st;
        chora_box_add_box(&own, box);
    }
    chosen->window = own;
    if (chora_box_is_empty(own))
        return CHORA_OK;
    double wide = fmax(own.max_x - own.min_x, WINDOW_DEG);
    double high = fmax(own.max_y - own.min_y, WINDOW_DEG);
    chosen->window.min_x -= wide;
    chosen->window.max_x += wide;
    chosen->window.min_y -= high;
    chosen->window.max_y += high;
    return CHORA_OK;
}

static chora_status copy_layer(chora_copier *copier, const chora_world_layer *layers, size_t count,
                               const chora_world_layer *layer, choice *chosen, chora_error *err)
{
    bool own = is_own(chosen, layer);
    if (layer->country && !own)
        return CHORA_OK;
    if (layer->level < 0) {
        if (!own && has_own(chosen, layers, count, "base", -1))
            return CHORA_OK;
        return chora_copy_lines(copier, layer, chosen->window, err);
    }
    if (own && strcmp(layer->role, "base") == 0)
        return chora_copy_areas(copier, layer, "base", wants_all, chosen, err);
    chora_status st = CHORA_OK;
    if (own || !has_own(chosen, layers, count, "areas", layer->level))
        st = chora_copy_areas(copier, layer, "areas", wants_chosen, chosen, err);
    /* The countries of the world are also the ground around the chosen ones. */
    if (st == CHORA_OK && !own && layer->level == 0 && !chosen->world &&
        !has_own(chosen, layers, count, "base", 0))
        st = chora_copy_areas(copier, layer, "base", wants_near, chosen, err);
    return st;
}

static chora_status copy_layers(chora_store *world, chora_store *project, choice *chosen,
                                chora_error *err)
{
    chora_copier copier;
    const chora_world_layer *layers = NULL;
    size_t count = 0;
    chora_status st = chora_copier_open(&copier, world, project, err);
    if (st)
        return st;
    st = chora_copier_layers(&copier, &layers, &count, err);
    if (st == CHORA_OK)
        st = find_window(&copier, layers, count, chosen, err);
    for (size_t i = 0; st == CHORA_OK && i < count; i++)
        st = copy_layer(&copier, layers, count, &layers[i], chosen, err);
    chora_copier_close(&copier);
    return st;
}

/* ---- the whole ------------------------------------------------------------------------------- */

static chora_status write_meta(chora_store *project, const choice *chosen, chora_error *err)
{
    chora_buffer codes = CHORA_BUFFER_INIT(4096);
    chora_query *query = NULL;
    if (chosen->world)
        chora_buffer_add_text(&codes, "WORLD");
    for (size_t i = 0; !chosen->world && i < chosen->count; i++)
        chora_buffer_printf(&codes, "%s%s", i ? "," : "", chosen->countries[i]->iso3);
    chora_status st = chora_query_open(
        project, "INSERT OR REPLACE INTO meta (key, value) VALUES ('countries', ?1)", &query, err);
    if (st == CHORA_OK) {
        chora_query_bind_text(query, 1, chora_buffer_text(&codes));
        st = chora_query_run(query, err);
    }
    chora_query_close(query);
    chora_buffer_free(&codes);
    if (st == CHORA_OK)
        st = chora_store_execute(project,
                                 "INSERT INTO run (kind, started_utc) VALUES "
                                 "('init', strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))",
                                 err);
    return st;
}

static chora_status fill_inside(chora_store *world, chora_store *project, choice *chosen,
                                chora_error *err)
{
    chora_status st = chora_store_bulk_begin(project, "area", err);
    if (st == CHORA_OK)
        st = copy_layers(world, project, chosen, err);
    if (st == CHORA_OK)
        st = chora_store_bulk_end(project, "area", err);
    if (st == CHORA_OK)
        st = chora_towns_fill(project, chosen->countries, chosen->count, err);
    if (st == CHORA_OK)
        st = write_meta(project, chosen, err);
    return st ? st : chora_filter_view_refresh(project, err);
}

static chora_status fill(const char *path, choice *chosen, chora_store **out, chora_error *err)
{
    chora_store *world = NULL, *project = NULL;
    chora_status st = chora_world_open(&world, err);
    if (st == CHORA_OK)
        st = path ? chora_store_create_unnamed(path, &project, err)
                  : chora_store_create_in_memory(&project, err);
    if (st == CHORA_OK) {
        st = chora_store_begin(project, err);
        if (st == CHORA_OK)
            st = chora_store_end(project, fill_inside(world, project, chosen, err), err);
        if (st == CHORA_OK && path) /* Whoever is killed before this leaves nothing. */
            st = chora_store_name(project, err);
        if (st)
            chora_store_close(project);
    }
    chora_store_close(world);
    if (st == CHORA_OK)
        *out = project;
    return st;
}

chora_status chora_project_init(const char *path, const char *const *countries,
                                size_t country_count, chora_store **out, chora_error *err)
{
    chora_country_list list;
    choice chosen = { .window = CHORA_BOX_EMPTY };
    chora_status st = chora_country_list_load(&list, err);
    if (st)
        return st;
    chora_store *ready = NULL;
    st = choose(&list, countries, country_count, &chosen, err);
    if (st == CHORA_OK && chosen.world && !path)
        st = chora_world_project_copy(&list, &ready, err);
    if (st == CHORA_OK && ready)
        *out = ready;
    else if (st == CHORA_OK)
        st = fill(path, &chosen, out, err);
    free(chosen.countries);
    chora_country_list_free(&list);
    return st;
}
