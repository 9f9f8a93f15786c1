/* Where insets and a locator stand: in free ground beside the areas, or under the legend; never
 * over the map's own land or its symbols. */
#include "compose/inset_draw.h"
#include "compose/inset_extent.h"
#include "compose/inset_place.h"
#include "compose/locator.h"
#include "compose/polygons.h"
#include "compose/wording.h"
#include "compose/wrap.h"

#include <math.h>

static const double gutter_pt = 1 * CHORA_PT_PER_MM; /* white round the frame */
static const double least_pt = 17 * CHORA_PT_PER_MM, most_pt = 46 * CHORA_PT_PER_MM;
/* What nobody asked for takes less room. */
static const double away_least_pt = 14 * CHORA_PT_PER_MM;
static const double globe_most_pt = 26 * CHORA_PT_PER_MM, globe_least_pt = 15 * CHORA_PT_PER_MM;
static const double region_most_pt = 24 * CHORA_PT_PER_MM, region_least_pt = 13 * CHORA_PT_PER_MM;
static const double title_pt = 6.8, title_least_pt = 5.8;

/* ---- one inset ------------------------------------------------------------------------------- */

/* In the reading corner, as wide as the title. */
static chora_status make_tab(const chora_inset_maker *make, chora_inset *inset)
{
    double text = 0;
    chora_status st =
        chora_text_width(inset->title, inset->title_type, make->ruler, &text, make->err);
    double width = fmin(text + 2 * CHORA_INSET_TITLE_EDGE_PT, chora_box_width(inset->box));
    inset->tab = inset->box;
    inset->tab.max_y = inset->box.min_y + inset->title_type.size_pt * 1.9;
    if (chora_words_leftward(make->inputs->words))
        inset->tab.min_x = inset->box.max_x - width;
    else
        inset->tab.max_x = inset->box.min_x + width;
    return st;
}

/* On one line, narrower and smaller if need be. `fits` is false when it needs more, and is cut. */
static chora_status fit_title(const chora_inset_maker *make, const char *title, chora_inset *inset,
                              bool *fits)
{
    chora_type type = make->inputs->style->legend_head;
    chora_lines_of_text lines = { 0 };
    chora_giving giving = { 1, title_least_pt, 75 };
    type.size_pt = title_pt;
    double room = chora_box_width(inset->box) - 2 * CHORA_INSET_TITLE_EDGE_PT;
    chora_status st =
        chora_fit(title, type, room, giving, make->ruler, make->base->arena, &lines, make->err);
    if (st)
        return st;
    inset->title = lines.count ? lines.lines[0] : "";
    inset->title_type = lines.type;
    *fits = lines.count <= 1;
    return CHORA_OK;
}

/* What the inset shows, on the main map. */
static void find_extent(const chora_base_map *base, chora_inset *inset)
{
    chora_xy corners[2] = { { inset->box.min_x, inset->box.min_y },
                            { inset->box.max_x, inset->box.max_y } };
    chora_view_to_metres(&inset->map->view, corners, 2);
    chora_view_to_page(&base->view, corners, 2);
    inset->extent = (chora_box){ corners[0].x, corners[0].y, corners[1].x, corners[1].y };
}

/* No name stands there, and the legend ends above it. */
static void take_room(chora_inset_maker *make, chora_box box)
{
    chora_base_map *base = make->base;
    base->blocked[base->blocked_count++] = chora_box_grow(box, gutter_pt);
    if (!chora_box_is_empty(make->column) && chora_box_overlaps(box, make->column))
        base->layout.legend_box.max_y =
            fmin(base->layout.legend_box.max_y, box.min_y - 2 * CHORA_PT_PER_MM);
}

static chora_status make_inset_at(chora_inset_maker *make, const chora_inset_wish *wish,
                                  chora_inset *inset)
{
    chora_base_map *base = make->base;
    chora_status st = make_tab(make, inset);
    if (!st)
        st =
            chora_base_map_part(base, make->inputs, wish, inset->box, chora_box_grow(inset->tab, 1),
                                make->ruler, &inset->map, make->err);
    if (st)
        return st;
    inset->extent = (chora_box)CHORA_BOX_EMPTY;
    if (!wish->away)
        find_extent(base, inset);
    take_room(make, inset->box);
    return CHORA_OK;
}

static bool find_inset_box(const chora_inset_maker *make, double most, double least, chora_box *out)
{
    static const double aspects[] = { 1.5, 1.35, 1.2, 1.1, 1 };
    const chora_inset_sizes sizes = { most, least, aspects, sizeof aspects / sizeof *aspects };
    return chora_inset_place(make, sizes, out);
}

static chora_status no_room(const chora_inset_maker *make, const char *title)
{
    return chora_fail(
        make->err, CHORA_EINVAL,
        "there is no free ground beside the areas for the inset \"%s\"; make the page "
        "larger, or leave it out",
        title);
}

/* One that the figure asks for. */
static chora_status make_inset(chora_inset_maker *make, const chora_inset_wish *wish)
{
    chora_inset *inset = &make->base->insets[make->base->inset_count];
    bool fits;
    *inset = (chora_inset){ .title = wish->title };
    if (!find_inset_box(make, most_pt, least_pt, &inset->box))
        return no_room(make, wish->title);
    chora_status st = fit_title(make, wish->title, inset, &fits);
    if (st)
        return st;
    make->base->inset_count++;
    return make_inset_at(make, wish, inset);
}

static chora_status make_locator(chora_inset_maker *make)
{
    static const double globe[] = { 1 }, region[] = { CHORA_LOCATOR_ASPECT };
    chora_locator_window window;
    chora_status st = chora_locator_choose(make->base, make->inputs, &window, make->err);
    if (st)
        return st;
    const chora_inset_sizes sizes = { window.globe ? globe_most_pt : region_most_pt,
                                      window.globe ? globe_least_pt : region_least_pt,
                                      window.globe ? globe : region, 1 };
    if (!chora_inset_place(make, sizes, &make->base->locator_box))
        return chora_fail(make->err, CHORA_EINVAL,
                          "there is no free ground beside the areas for the locator; make the page "
                          "larger, or leave it out");
    take_room(make, make->base->locator_box);
    return chora_locator_make(make->base, make->inputs, &window, make->ruler, make->err);
}

/* ---- what lies too far off for the frame ------------------------------------------------------
 */

enum { AWAY_NAMES_MAX = 3 };

static chora_xy shifted(const chora_inset_maker *make, chora_xy at)
{
    at.x += make->base->view.shifted && at.x < 0 ? 360 : 0;
    return at;
}

static bool has_point_in(const chora_inset_maker *make, const chora_area *area, chora_box box)
{
    for (size_t i = 0; i < area->shape.start[area->shape.path_count]; i++)
        if (chora_box_holds(box, shifted(make, area->shape.xy[i])))
            return true;
    return false;
}

static size_t list_areas(const chora_inset_maker *make, chora_box box, bool by_label, size_t most,
                         chora_buffer *list)
{
    const chora_areas *areas = make->inputs->areas;
    size_t named = 0;
    for (size_t a = 0; a < areas->area_count; a++) {
        const chora_area *area = &areas->areas[a];
        if (area->shape.path_count &&
            (by_label ? chora_box_holds(box, shifted(make, area->label))
                      : has_point_in(make, area, box)) &&
            named++ < most)
            chora_list_add(make->inputs->words, list, area->name);
    }
    return named;
}

/* "Guadeloupe, Martinique": the areas whose inner point is there, else those with any ground there;
 * at most so many. */
static const char *away_title(const chora_inset_maker *make, chora_box box, size_t most)
{
    chora_buffer list = CHORA_BUFFER_INIT(4096);
    size_t named = list_areas(make, box, true, most, &list);
    if (named == 0)
        named = list_areas(make, box, false, most, &list);
    if (named > most)
        chora_buffer_add_text(&list, " \xE2\x80\xA6");
    const char *title =
        list.failed ? NULL : chora_arena_strdup(make->base->arena, chora_buffer_text(&list));
    chora_buffer_free(&list);
    return title;
}

/* As many names as it has room for. */
static chora_status name_away(const chora_inset_maker *make, chora_box box, chora_inset *inset)
{
    chora_status st = CHORA_OK;
    bool fits = false;
    for (size_t most = AWAY_NAMES_MAX; !st && !fits && most > 0; most--) {
        const char *title = away_title(make, box, most);
        st = title ? fit_title(make, title, inset, &fits) : chora_no_memory(make->err);
    }
    return st;
}

/* Boxes for all of them, in the largest size that has room for each. */
static bool find_away_boxes(chora_inset_maker *make, size_t first)
{
    static const double mosts[] = { 26, 21, 17, 14 };
    chora_base_map *base = make->base;
    for (size_t size = 0; size < sizeof mosts / sizeof *mosts; size++) {
        base->inset_count = first;
        while (base->inset_count - first < base->view.away.count) {
            chora_inset *inset = &base->insets[base->inset_count];
            *inset = (chora_inset){ .title = "" };
            if (!find_inset_box(make, mosts[size] * CHORA_PT_PER_MM, away_least_pt, &inset->box))
                break;
            base->inset_count++;
        }
        if (base->inset_count - first == base->view.away.count)
            return true;
    }
    base->inset_count = first;
    return false;
}

static chora_status make_away(chora_inset_maker *make)
{
    const chora_away *away = &make->base->view.away;
    size_t first = make->base->inset_count;
    if (!find_away_boxes(make, first))
        return no_room(make, away_title(make, away->boxes[0], AWAY_NAMES_MAX));
    chora_status st = CHORA_OK;
    for (size_t i = 0; !st && i < away->count; i++) {
        chora_inset *inset = &make->base->insets[first + i];
        chora_inset_wish wish = chora_inset_away(away, i);
        st = name_away(make, away->boxes[i], inset);
        wish.title = inset->title;
        if (!st)
            st = make_inset_at(make, &wish, inset);
    }
    return st;
}

chora_status chora_insets_make(chora_base_map *base, const chora_figure_inputs *inputs,
                               const chora_ruler *ruler, chora_error *err)
{
    chora_inset_maker make = { .base = base, .inputs = inputs, .ruler = ruler, .err = err };
    /* A narrow page has no room for any, nor has one of small multiples. */
    if ((!inputs->insets && !inputs->world && !base->view.away.count) || base->layout.narrow ||
        inputs->panel_width > 0)
        return CHORA_OK;
    const chora_shape **shapes =
        chora_arena_alloc(base->arena, base->area_count + 1, sizeof *shapes);
    if (!shapes)
        return chora_no_memory(err);
    for (size_t a = 0; a < base->area_count; a++)
        shapes[a] = &base->shapes[a];
    chora_status st = chora_land_open(base->layout.map, shapes, base->area_count, &make.land, err);
    if (st)
        return st;
    st = chora_inset_place_column(&make);
    for (size_t i = 0; !st && i < inputs->inset_count; i++)
        st = make_inset(&make, &inputs->insets[i]);
    if (!st)
        st = make_away(&make);
    if (!st && inputs->world)
        st = make_locator(&make);
    chora_land_close(&make.land);
    return st;
}
