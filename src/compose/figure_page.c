#include "compose/figure_page.h"

#include "compose/choropleth.h"
#include "compose/difference.h"
#include "compose/furniture.h"
#include "compose/hexmap_draw.h"
#include "compose/inset_draw.h"
#include "compose/legend.h"
#include "compose/naming.h"
#include "compose/path.h"
#include "compose/symbols.h"
#include "compose/uncertain.h"

#include <string.h>

/* The groups of one map; those that are NULL are not there. */
typedef struct {
    chora_group *areas, *hexagons, *edges, *symbols, *path, *legend, *furniture;
    chora_group *locators, *insets_under, *insets_over;
    chora_names names;
} page_groups;

static void release(page_groups *groups)
{
    chora_group_unref(groups->areas);
    chora_group_unref(groups->hexagons);
    chora_group_unref(groups->edges);
    chora_group_unref(groups->symbols);
    chora_group_unref(groups->path);
    chora_group_unref(groups->legend);
    chora_group_unref(groups->furniture);
    chora_group_unref(groups->locators);
    chora_group_unref(groups->insets_under);
    chora_group_unref(groups->insets_over);
    chora_group_unref(groups->names.labels);
    chora_group_unref(groups->names.leaders);
    chora_group_unref(groups->names.dots);
    chora_group_unref(groups->names.bars);
}

typedef struct {
    const chora_base_map *base;
    const chora_figure_inputs *inputs;
    size_t period;
    const chora_ruler *ruler;
    chora_class_colours colours;
    chora_findings findings;
    chora_texts texts;
    chora_error *err;
} composing;

static chora_status draw_areas(const composing *with, chora_group **out)
{
    chora_drawing drawing = chora_drawing_start(with->ruler, with->err);
    if (with->inputs->changes)
        chora_difference_draw(&drawing, with->base, with->inputs, &with->colours, with->period);
    else
        chora_choropleth_draw(&drawing, with->base, with->inputs, &with->colours, with->period);
    chora_uncertain_draw(&drawing, with->base, with->inputs, with->period);
    return chora_drawing_end(&drawing, out);
}

static chora_status draw_hexagons(const composing *with, chora_group **out)
{
    if (!with->base->hexmap)
        return CHORA_OK;
    chora_drawing drawing = chora_drawing_start(with->ruler, with->err);
    chora_hexmap_draw(&drawing, with->base, with->inputs, &with->colours, with->period);
    return chora_drawing_end(&drawing, out);
}

static chora_status draw_symbols(const composing *with, chora_group **out)
{
    if (with->base->circles < 0 && !with->base->area_marks)
        return CHORA_OK;
    chora_drawing drawing = chora_drawing_start(with->ruler, with->err);
    chora_symbols_draw(&drawing, with->base, with->inputs, with->period);
    return chora_drawing_end(&drawing, out);
}

static chora_status draw_path(const composing *with, chora_group **out)
{
    if (with->base->path_count == 0)
        return CHORA_OK;
    chora_drawing drawing = chora_drawing_start(with->ruler, with->err);
    chora_path_draw(&drawing, with->base, with->inputs, with->period);
    return chora_drawing_end(&drawing, out);
}

/* Title, legend and foot change sides where the language is read from right to left. */
static chora_drawing start_beside(const composing *with)
{
    chora_drawing drawing = chora_drawing_start(with->ruler, with->err);
    drawing.mirror_pt = chora_drawing_mirror(with->inputs->words, with->base->layout.width);
    return drawing;
}

static chora_status draw_legend(const composing *with, chora_group **out)
{
    chora_drawing drawing = start_beside(with);
    chora_legend_draw(&drawing, with->base, with->inputs, &with->colours, &with->findings,
                      with->period);
    return chora_drawing_end(&drawing, out);
}

/* Where there is no ground round the land, a line says where the map ends. */
static void draw_frame(chora_drawing *drawing, const composing *with)
{
    const chora_meaning meaning = { .layer = "furniture", .role = "map-frame" };
    chora_drawing plain = *drawing;
    plain.mirror_pt = 0;
    if (with->inputs->style->map_frame.width_pt > 0)
        chora_draw_box(&plain, meaning, chora_look_stroke(with->inputs->style->map_frame),
                       with->base->layout.map);
    chora_drawing_check(drawing, plain.status);
}

static chora_status draw_furniture(const composing *with, chora_group **out)
{
    chora_drawing drawing = start_beside(with);
    draw_frame(&drawing, with);
    chora_furniture_draw(&drawing, &with->base->layout, with->inputs->style, &with->texts);
    return chora_drawing_end(&drawing, out);
}

static chora_status draw_map(const composing *with, page_groups *groups)
{
    chora_status st = draw_areas(with, &groups->areas);
    if (!st)
        st = draw_hexagons(with, &groups->hexagons);
    if (!st)
        st = chora_area_edges(with->base, with->inputs, with->period, with->ruler, &groups->edges,
                              with->err);
    if (!st)
        st = draw_symbols(with, &groups->symbols);
    if (!st)
        st = draw_path(with, &groups->path);
    if (st)
        return st;
    return chora_names_make(with->base, with->inputs, &with->colours, &with->findings, with->period,
                            with->ruler, &groups->names, with->err);
}

static chora_status draw_beside(const composing *with, page_groups *groups)
{
    chora_status st = draw_legend(with, &groups->legend);
    return st ? st : draw_furniture(with, &groups->furniture);
}

/* After the names: the foot says which numbers found no room for theirs. */
static chora_status write_texts(composing *with, const page_groups *groups, chora_page *page)
{
    const char *note =
        chora_names_note(&groups->names, with->base, with->inputs, with->period, page->arena);
    if (!note)
        return chora_no_memory(with->err);
    return chora_texts_of(with->base, with->inputs, &with->findings, with->period, note,
                          page->arena, &with->texts, with->err);
}

/* ---- the page ------------------------------------------------------------------------------- */

typedef struct {
    chora_group *group;
    const char *name;
    chora_box clip;
} page_item;

static chora_status add_list(const page_item *items, size_t count, chora_page *page,
                             chora_error *err)
{
    for (size_t i = 0; i < count; i++) {
        if (!items[i].group || chora_group_count(items[i].group) == 0)
            continue;
        if (chora_page_add(page, items[i].group, items[i].name, (chora_xy){ 0, 0 }, items[i].clip))
            return chora_no_memory(err);
    }
    return CHORA_OK;
}

/* Symbols and names of the main map may touch its edge, those of an inset are cut at its frame. */
static chora_status add_map(const chora_base_map *base, const page_groups *groups, chora_page *page,
                            chora_error *err)
{
    chora_box map = base->layout.map, loose = CHORA_BOX_EMPTY;
    if (base->is_inset)
        loose = map;
    const page_item items[] = {
        { base->ground, "ground", map },
        { groups->areas, "areas", map },
        { groups->hexagons, "hexagons", map },
        { groups->edges, "area-lines", map },
        { base->rivers, "rivers", map },
        { base->graticule, "graticule", map },
        { base->other_lines, "lines", map },
        { base->borders, "borders", map },
        { groups->locators, "inset-places", map },
        { groups->symbols, "symbols", loose },
        { groups->path, "path", loose },
        { groups->names.bars, "uncertain", loose },
        { groups->names.leaders, "leaders", loose },
        { groups->names.labels, "labels", loose },
        { groups->names.dots, "towns", loose },
        { base->scale_bar, "scale-bar", loose },
        { base->north, "north-arrow", loose },
    };
    return add_list(items, sizeof items / sizeof *items, page, err);
}

static chora_status add_items(const chora_base_map *base, const page_groups *groups,
                              const page_groups *insets, chora_page *page, chora_error *err)
{
    const chora_box none = CHORA_BOX_EMPTY;
    const page_item under = { groups->insets_under, "insets", none };
    const page_item rest[] = { { base->locator, "locator", none },
                               { groups->insets_over, "inset-frames", none },
                               { groups->legend, "legend", none },
                               { groups->furniture, "furniture", none } };
    chora_status st = add_map(base, groups, page, err);
    if (!st)
        st = add_list(&under, 1, page, err);
    for (size_t i = 0; !st && i < base->inset_count; i++)
        st = add_map(base->insets[i].map, &insets[i], page, err);
    return st ? st : add_list(rest, sizeof rest / sizeof *rest, page, err);
}

static chora_status describe(const composing *with, chora_page *page)
{
    page->paper = with->inputs->style->paper;
    page->title = chora_arena_strdup(page->arena, with->texts.title);
    page->language = chora_arena_strdup(page->arena, chora_words_tag(with->inputs->words));
    page->description =
        with->inputs->changes
            ? chora_difference_alt_text(&with->findings, with->base, with->inputs, with->period,
                                        with->texts.title, with->texts.subtitle, page->arena)
            : chora_findings_alt_text(&with->findings, with->base, with->inputs,
                                      with->colours.classes, with->period, with->texts.title,
                                      with->texts.subtitle, page->arena);
    const char *path = chora_path_words(with->base, with->inputs, with->period, page->arena);
    if (path && *path && page->description)
        page->description = chora_arena_printf(page->arena, "%s %s", page->description, path);
    page->source = chora_texts_provenance(with->base, with->inputs, page->arena);
    bool made = page->title && page->language && page->description && page->source;
    return made ? CHORA_OK : chora_no_memory(with->err);
}

/* Each inset is a map of its own, with the same numbers. */
static chora_status draw_insets(const composing *with, page_groups *groups, page_groups *insets)
{
    const chora_base_map *base = with->base;
    if (base->inset_count == 0)
        return CHORA_OK;
    chora_status st = CHORA_OK;
    for (size_t i = 0; !st && i < base->inset_count; i++) {
        composing part = *with;
        part.base = base->insets[i].map;
        st = chora_colours_make(part.base, with->inputs, &part.colours, with->err);
        if (!st)
            st = draw_map(&part, &insets[i]);
        if (!st)
            groups->names.insets[i] = insets[i].names.labels;
    }
    if (!st)
        st = chora_insets_locators(base, with->inputs, with->ruler, &groups->locators, with->err);
    if (!st)
        st = chora_insets_under(base, with->inputs, with->ruler, &groups->insets_under, with->err);
    return st ? st
              : chora_insets_over(base, with->inputs, with->ruler, &groups->insets_over, with->err);
}

static chora_status compose_page(composing *with, page_groups *groups, page_groups *insets,
                                 chora_page *page)
{
    chora_status st = chora_colours_make(with->base, with->inputs, &with->colours, with->err);
    if (st)
        return st;
    with->findings = chora_findings_of(with->base, with->inputs, with->period);
    st = draw_map(with, groups);
    if (!st)
        st = draw_insets(with, groups, insets);
    if (!st)
        st = write_texts(with, groups, page);
    if (!st)
        st = draw_beside(with, groups);
    if (!st)
        st = add_items(with->base, groups, insets, page, with->err);
    return st ? st : describe(with, page);
}

chora_status chora_figure_page(const chora_base_map *base, const chora_figure_inputs *inputs,
                               size_t period, const chora_ruler *ruler, chora_page **out,
                               chora_error *err)
{
    if (period >= chora_table_periods(chora_base_table(base, inputs)))
        return chora_fail(err, CHORA_EINVAL, "there is no period number %zu", period);
    chora_page *page = chora_page_new(base->layout.width, base->layout.height);
    if (!page)
        return chora_no_memory(err);
    chora_figure_inputs own = *inputs;
    if (base->hexmap)
        own.classes[base->hexagons] = &base->hexmap->classes[period];
    composing with = { .base = base, .inputs = &own, .period = period, .ruler = ruler, .err = err };
    page_groups groups = { 0 }, insets[CHORA_INSETS_MAX] = { 0 };
    chora_status st = compose_page(&with, &groups, insets, page);
    release(&groups);
    for (size_t i = 0; i < CHORA_INSETS_MAX; i++)
        release(&insets[i]);
    if (st) {
        chora_page_free(page);
        return st;
    }
    *out = page;
    return CHORA_OK;
}
