#include "compose/multiples.h"

#include "compose/furniture.h"
#include "compose/multiples_inside.h"
#include "compose/wording.h"

#include <math.h>
#include <string.h>

/* Pens of a small map, as shares of the style's own. */
static const double border_share = 0.55;
/* Between panels; the panel's title above its map; under the map. Points and millimetres. */
static const double gutter_mm = 4, head_pt = 12.5, below_mm = 1.6;
static const double least_panel_mm = 19, highest_page_mm = 230;
/* Where the figure leaves the height open: title, finding and legend above, the foot below. */
static const double above_mm = 26, foot_mm = 14;

/* ---- the grid -------------------------------------------------------------------------------- */

typedef struct {
    size_t columns, rows;
    double width, height; /* of a panel's map */
    double scale;         /* height the land would have */
} grid;

static grid grid_of(size_t count, size_t columns, double width, double height, double aspect)
{
    double gutter = gutter_mm * CHORA_PT_PER_MM, below = below_mm * CHORA_PT_PER_MM;
    grid g = { .columns = columns, .rows = (count + columns - 1) / columns };
    g.width = (width - gutter * (double)(columns - 1)) / (double)columns;
    g.height = height / (double)g.rows - head_pt - below;
    g.scale = fmin(g.width / aspect, g.height);
    return g;
}

/* The columns that make the maps largest; of as large ones, the fewest. */
static grid best_grid(size_t count, double width, double height, double aspect)
{
    enum { COLUMNS_MAX = 12 };
    grid best = { .scale = -1 };
    for (size_t columns = 1; columns <= COLUMNS_MAX && columns <= count; columns++) {
        grid g = grid_of(count, columns, width, height, aspect);
        if (g.scale > best.scale * 1.001)
            best = g;
    }
    return best;
}

/* What a desk would draw when nobody says how high the page is: a compact block of maps. */
static size_t usual_columns(size_t count)
{
    if (count <= 3)
        return count;
    return count == 4 ? 2 : count <= 9 ? 3 : 4;
}

static grid choose_grid(const chora_figure *figure, size_t count, double width, double height,
                        double aspect)
{
    const double nearly = 0.85;
    size_t wanted = figure->multiples.columns;
    if (wanted)
        return grid_of(count, wanted < count ? wanted : count, width, height, aspect);
    grid best = best_grid(count, width, height, aspect);
    grid usual = grid_of(count, usual_columns(count), width, height, aspect);
    bool is_wide = usual.width / aspect <= usual.height / nearly;
    return figure->height_pt <= 0 && is_wide ? usual : best;
}

size_t chora_multiples_pages(const chora_multiples *multiples)
{
    return (multiples->count + multiples->a_page - 1) / multiples->a_page;
}

double chora_multiples_plan(const chora_figure *figure, const chora_style *style, double aspect,
                            chora_multiples *multiples)
{
    double full = figure->height_pt > 0 ? figure->height_pt : highest_page_mm * CHORA_PT_PER_MM;
    double around = (above_mm + foot_mm) * CHORA_PT_PER_MM,
           width = figure->width_pt - 2 * style->margin_pt;
    double room = fmax(full - around, least_panel_mm * CHORA_PT_PER_MM);
    grid g = { 0 };
    size_t pages = (multiples->count + CHORA_MULTIPLES_MAX - 1) / CHORA_MULTIPLES_MAX;
    aspect = fmin(fmax(aspect, 0.3), 4);
    for (;; pages++) {
        multiples->a_page = (multiples->count + pages - 1) / pages;
        g = choose_grid(figure, multiples->a_page, width, room, aspect);
        double small = least_panel_mm * CHORA_PT_PER_MM;
        if (multiples->a_page <= 1 || (g.scale > 0 && fmax(g.scale, g.scale * aspect) >= small))
            break;
    }
    multiples->columns = g.columns;
    if (figure->height_pt > 0)
        return figure->height_pt;
    double map = fmin(g.height, g.width / aspect * 1.04);
    return around + (double)g.rows * (map + head_pt + below_mm * CHORA_PT_PER_MM);
}

/* ---- one panel's areas ----------------------------------------------------------------------- */

typedef struct {
    chora_figure figure;
    chora_style style;
    chora_figure_inputs inputs;
} panel_kit;

/* The page's inputs, for a map of that size and nothing around it. */
static void make_kit(const chora_figure_inputs *inputs, double width, double height, panel_kit *kit)
{
    kit->figure = *inputs->figure;
    kit->style = *inputs->style;
    kit->inputs = *inputs;
    kit->figure.neighbours = kit->figure.rivers = false;
    kit->style.international_own.width_pt *= border_share;
    kit->inputs.figure = &kit->figure;
    kit->inputs.style = &kit->style;
    kit->inputs.panel_width = width;
    kit->inputs.panel_height = height;
}

static chora_box land_of(const chora_base_map *base)
{
    chora_box box = CHORA_BOX_EMPTY;
    for (size_t a = 0; a < base->area_count; a++)
        if (base->shapes[a].path_count)
            chora_box_add_box(&box, base->shapes[a].box);
    return box;
}

/* Where the most land is. */
static chora_xy centre_of(const chora_base_map *base)
{
    chora_xy sum = { 0, 0 };
    double weight = 0;
    for (size_t a = 0; a < base->area_count; a++) {
        chora_box box = base->shapes[a].box;
        double size = (box.max_x - box.min_x) * (box.max_y - box.min_y);
        if (base->shapes[a].path_count == 0 || !(size > 0))
            continue;
        sum.x += base->inner[a].x * size;
        sum.y += base->inner[a].y * size;
        weight += size;
    }
    return weight > 0 ? (chora_xy){ sum.x / weight, sum.y / weight } : sum;
}

static chora_status aspect_of(const chora_figure_inputs *inputs, const chora_ruler *ruler,
                              double *out, chora_error *err)
{
    enum { SIDE = 120 };
    panel_kit kit;
    chora_base_map *base = NULL;
    make_kit(inputs, SIDE, SIDE, &kit);
    chora_status st = chora_base_map_new(&kit.inputs, ruler, &base, err);
    if (st)
        return st;
    chora_box land = land_of(base);
    *out = (land.max_x - land.min_x) / fmax(land.max_y - land.min_y, 1);
    chora_base_map_free(base);
    return CHORA_OK;
}

/* ---- the page -------------------------------------------------------------------------------- */

typedef struct {
    const chora_base_map *base; /* NULL while it is being made */
    const chora_figure_inputs *inputs;
    const chora_multiples *multiples;
    const chora_ruler *ruler;
    chora_error *err;
    chora_arena *arena;
    chora_texts texts;
    chora_layout layout;
    chora_class_colours colours;
    double legend_height;
} composing;

/* The legend is drawn to a group that nobody sees, for its height. */
static chora_status measure_legend(composing *with)
{
    chora_drawing drawing = chora_drawing_start(with->ruler, with->err);
    chora_group *group = NULL;
    with->legend_height = chora_multiples_legend(&drawing, with->inputs, with->multiples,
                                                 &with->colours, with->layout.map);
    chora_status st = chora_drawing_end(&drawing, &group);
    chora_group_unref(group);
    return st;
}

static chora_status lay_out(composing *with)
{
    chora_status st = chora_multiples_texts(with->inputs, with->multiples, with->base, with->arena,
                                            &with->texts, with->err);
    if (!st)
        st = chora_layout_for_texts(with->inputs->figure, with->inputs->style, &with->texts,
                                    with->ruler, &with->layout, with->err);
    return st ? st : measure_legend(with);
}

/* Where the panels stand: under the legend, above the foot. */
static chora_box panels_box(const composing *with)
{
    chora_box box = with->layout.map;
    box.min_y += with->legend_height + 1.5 * CHORA_PT_PER_MM;
    return box;
}

chora_status chora_multiples_base(const chora_figure_inputs *inputs,
                                  const chora_multiples *multiples, const chora_ruler *ruler,
                                  chora_base_map **out, chora_error *err)
{
    double aspect = 1;
    chora_status st = aspect_of(inputs, ruler, &aspect, err);
    composing with = { .inputs = inputs, .multiples = multiples, .ruler = ruler, .err = err };
    if (st)
        return st;
    with.arena = chora_arena_new();
    st = with.arena ? chora_colours_of_layer(inputs, 0, 1, false, &with.colours, err)
                    : chora_no_memory(err);
    if (!st)
        st = lay_out(&with);
    if (!st) {
        chora_box box = panels_box(&with);
        grid g = grid_of(multiples->a_page, multiples->columns, box.max_x - box.min_x,
                         box.max_y - box.min_y, aspect);
        if (g.scale < 12)
            st = chora_fail(err, CHORA_EINVAL,
                            "the page (%.0f x %.0f mm) is too small for %zu maps; make it larger, "
                            "or take page: height away: it is then as high as they need",
                            inputs->figure->width_pt / CHORA_PT_PER_MM,
                            inputs->figure->height_pt / CHORA_PT_PER_MM, multiples->a_page);
        panel_kit kit;
        make_kit(inputs, g.width, g.height, &kit);
        if (!st)
            st = chora_base_map_new(&kit.inputs, ruler, out, err);
    }
    chora_arena_free(with.arena);
    return st;
}

/* ---- a panel --------------------------------------------------------------------------------- */

static chora_status draw_panel_areas(const composing *with, const chora_figure_inputs *inputs,
                                     size_t period, chora_xy at, chora_page *page)
{
    const chora_box none = CHORA_BOX_EMPTY;
    chora_group *areas = NULL, *edges = NULL;
    chora_drawing drawing = chora_drawing_start(with->ruler, with->err);
    chora_choropleth_draw(&drawing, with->base, inputs, &with->colours, period);
    chora_status st = chora_drawing_end(&drawing, &areas);
    if (!st)
        st = chora_area_edges(with->base, inputs, period, with->ruler, &edges, with->err);
    if (!st && (chora_page_add(page, areas, "areas", at, none) ||
                (edges && chora_page_add(page, edges, "area-lines", at, none)) ||
                chora_page_add(page, with->base->borders, "borders", at, none)))
        st = chora_no_memory(with->err);
    chora_group_unref(areas);
    chora_group_unref(edges);
    return st;
}

/* A month without a record is no pale map that looks like data: its outline, and words. */
static void draw_empty(chora_drawing *drawing, const composing *with, const char *key, chora_xy at)
{
    const chora_style *style = with->inputs->style;
    chora_arena *arena = chora_drawing_arena(drawing);
    chora_box land = land_of(with->base);
    chora_xy centre = centre_of(with->base);
    chora_type type = style->legend_subhead;
    type.colour = style->area_zero.colour;
    const char *text = arena ? chora_say(with->inputs->words, arena, key, NULL) : NULL;
    chora_lines_of_text lines = { 0 };
    chora_giving giving = { 3, 5.5, 75 };
    double room = fmax(0.5 * (land.max_x - land.min_x), 30);
    if (!text) {
        chora_drawing_check(drawing, chora_no_memory(drawing->err));
        return;
    }
    chora_drawing_check(
        drawing, chora_fit(text, type, room, giving, drawing->ruler, arena, &lines, drawing->err));
    double leading = lines.type.size_pt * 1.2;
    double x = at.x + centre.x;
    chora_xy middle = { drawing->mirror_pt > 0 ? drawing->mirror_pt - x : x,
                        at.y + centre.y - leading * ((double)lines.count - 1) / 2 +
                            lines.type.size_pt * 0.36 };
    chora_meaning meaning = { .layer = "labels", .role = "empty" };
    for (size_t i = 0; !drawing->status && i < lines.count; i++, middle.y += leading)
        chora_draw_text(drawing, meaning, middle, CHORA_ALIGN_MIDDLE, lines.type, lines.lines[i]);
}

/* A thin rule, the title at the left and the total at the right of it. */
static void draw_head(chora_drawing *drawing, const composing *with, const chora_panel *panel,
                      const chora_panel_sum *sum, chora_box box)
{
    const chora_style *style = with->inputs->style;
    chora_arena *arena = chora_drawing_arena(drawing);
    const chora_words *words = with->inputs->words;
    chora_type type = style->legend_head;
    char total[CHORA_NUMBER_TEXT_MAX] = "";
    bool rate = with->inputs->figure->layers[0].measure.per > 0;
    if (!sum->has_numbers)
        type.colour = style->area_zero.colour;
    else if (!rate)
        chora_number_text(words, sum->total, chora_table_is_whole(panel->table), total);
    const char *title =
        arena ? chora_panel_title(words, panel, sum->partial && !panel->value, arena) : NULL;
    if (!title) {
        chora_drawing_check(drawing, chora_no_memory(drawing->err));
        return;
    }
    const chora_xy rule[2] = { { box.min_x, box.min_y }, { box.max_x, box.min_y } };
    chora_meaning meaning = { .layer = "furniture", .role = "panel-rule" };
    chora_pen pen = { .width_pt = 0.5, .colour = style->rule };
    chora_draw_line(drawing, meaning, chora_look_stroke(pen), rule, 2);
    chora_lines_of_text line = { 0 };
    chora_giving giving = { 1, 5.5, 75 };
    double number = chora_draw_width(drawing, type, total);
    double y = box.min_y + type.size_pt * 1.2;
    chora_drawing_check(drawing, chora_fit(title, type, box.max_x - box.min_x - number - 4, giving,
                                           drawing->ruler, arena, &line, drawing->err));
    if (drawing->status || line.count == 0)
        return;
    const char *first =
        line.count > 1 ? chora_arena_printf(arena, "%s\xE2\x80\xA6", line.lines[0]) : line.lines[0];
    meaning.role = "panel-title";
    chora_draw_text(drawing, meaning, (chora_xy){ box.min_x, y }, CHORA_ALIGN_START, line.type,
                    first ? first : "");
    meaning.role = "panel-total";
    chora_draw_text(drawing, meaning, (chora_xy){ box.max_x, y }, CHORA_ALIGN_END, type, total);
}

static chora_status add_outline(const composing *with, chora_group *outline, chora_xy at,
                                chora_page *page)
{
    const chora_box none = CHORA_BOX_EMPTY;
    return chora_page_add(page, outline, "outline", at, none) ? chora_no_memory(with->err)
                                                              : CHORA_OK;
}

static chora_status draw_panel(const composing *with, size_t index, chora_box box,
                               chora_group *outline, chora_drawing *words, chora_page *page)
{
    const chora_panel *panel = &with->multiples->panels[index];
    chora_panel_sum sum = chora_panel_sum_of(panel, with->base->rate.factor);
    chora_figure_inputs inputs = *with->inputs;
    /* Read from right to left the page changes sides, and the maps do not. */
    bool leftward = chora_words_leftward(inputs.words);
    chora_xy at = { leftward ? with->layout.width - box.max_x : box.min_x, box.min_y + head_pt };
    inputs.tables[0] = panel->table;
    draw_head(words, with, panel, &sum, box);
    if (sum.has_numbers)
        return draw_panel_areas(with, &inputs, panel->period, at, page);
    draw_empty(words, with, sum.covered ? "series.none" : "legend.not-covered", at);
    return add_outline(with, outline, at, page);
}

static chora_status draw_panels(const composing *with, size_t number, chora_group *outline,
                                chora_drawing *words, chora_page *page)
{
    double gutter = gutter_mm * CHORA_PT_PER_MM;
    double width = with->base->layout.width, height = with->base->layout.height;
    chora_box box = panels_box(with);
    size_t columns = with->multiples->columns;
    size_t first = number * with->multiples->a_page;
    double pitch = height + head_pt + below_mm * CHORA_PT_PER_MM;
    chora_status st = CHORA_OK;
    for (size_t i = 0; !st && i < with->multiples->a_page && first + i < with->multiples->count;
         i++) {
        double x = box.min_x + (double)(i % columns) * (width + gutter);
        double y = box.min_y + (double)(i / columns) * pitch;
        st = draw_panel(with, first + i, (chora_box){ x, y, x + width, y + head_pt + height },
                        outline, words, page);
    }
    return st;
}

static chora_status add_words(const composing *with, chora_drawing *words, chora_page *page)
{
    const chora_box none = CHORA_BOX_EMPTY;
    chora_group *group = NULL;
    chora_multiples_legend(words, with->inputs, with->multiples, &with->colours, with->layout.map);
    chora_furniture_draw(words, &with->layout, with->inputs->style, &with->texts);
    chora_status st = chora_drawing_end(words, &group);
    if (!st && chora_page_add(page, group, "furniture", (chora_xy){ 0, 0 }, none))
        st = chora_no_memory(with->err);
    chora_group_unref(group);
    return st;
}

static chora_status describe(const composing *with, chora_page *page)
{
    page->paper = with->inputs->style->paper;
    page->title = chora_arena_strdup(page->arena, with->texts.title);
    page->language = chora_arena_strdup(page->arena, chora_words_tag(with->inputs->words));
    page->description =
        chora_multiples_alt_text(with->inputs, with->multiples, &with->texts, page->arena);
    page->source = chora_texts_provenance(with->base, with->inputs, page->arena);
    bool made = page->title && page->language && page->description && page->source;
    return made ? CHORA_OK : chora_no_memory(with->err);
}

static chora_status compose(composing *with, size_t number, chora_page *page)
{
    chora_group *outline = NULL;
    chora_pen pen = { .width_pt = 0.5, .colour = with->inputs->style->rule };
    chora_drawing words = chora_drawing_start(with->ruler, with->err);
    words.mirror_pt = chora_drawing_mirror(with->inputs->words, with->layout.width);
    chora_status st =
        chora_outline_make(with->base, with->inputs, pen, with->ruler, &outline, with->err);
    if (!st)
        st = draw_panels(with, number, outline, &words, page);
    if (st)
        chora_drawing_check(&words, st);
    st = add_words(with, &words, page);
    if (!st)
        st = describe(with, page);
    chora_group_unref(outline);
    return st;
}

chora_status chora_multiples_page(const chora_base_map *base, const chora_figure_inputs *inputs,
                                  const chora_multiples *multiples, size_t page,
                                  const chora_ruler *ruler, chora_page **out, chora_error *err)
{
    chora_page *made = chora_page_new(inputs->figure->width_pt, inputs->figure->height_pt);
    if (!made)
        return chora_no_memory(err);
    composing with = { .base = base,
                       .inputs = inputs,
                       .multiples = multiples,
                       .ruler = ruler,
                       .err = err,
                       .arena = made->arena };
    chora_status st =
        chora_colours_of_layer(inputs, 0, base->rate.factor, base->pens.fine, &with.colours, err);
    if (!st)
        st = lay_out(&with);
    if (!st)
        st = compose(&with, page, made);
    if (st) {
        chora_page_free(made);
        return st;
    }
    *out = made;
    return CHORA_OK;
}
