#include "compose/base_view.h"

#include <stdlib.h>
#include <string.h>

static bool has_number(const chora_base_map *base, const chora_figure_inputs *inputs, size_t area)
{
    size_t periods = chora_table_periods(inputs->tables[base->cells]);
    for (size_t p = 0; p < periods; p++) {
        chora_cell cell = chora_base_cell(base, inputs, area, p);
        if (cell.state == CHORA_CELL_NUMBER && cell.value != 0)
            return true;
    }
    return false;
}

/* Where all circles of all periods stand, and all areas with a number: the frame may lose none of
 * them. */
static size_t list_kept(const chora_base_map *base, const chora_figure_inputs *inputs,
                        const chora_table *circles, chora_xy *keep)
{
    size_t at = 0;
    for (size_t p = 0; circles && p < chora_table_periods(circles); p++) {
        size_t count = 0;
        const chora_symbol *symbols = chora_table_symbols(circles, p, &count);
        for (size_t i = 0; i < count; i++)
            keep[at++] = (chora_xy){ symbols[i].lon, symbols[i].lat };
    }
    for (size_t a = 0; base->cells >= 0 && base->hexagons < 0 && a < base->area_count; a++) {
        const chora_area *area = &inputs->areas->areas[a];
        if (chora_box_holds(area->shape.box, area->label) && has_number(base, inputs, a))
            keep[at++] = area->label;
    }
    return at;
}

/* A path is one line: its centres are on one map. */
static size_t list_centres(const chora_figure_inputs *inputs, chora_xy *keep)
{
    size_t count = 0, periods = inputs->path ? chora_table_periods(inputs->path) : 0;
    chora_centre centre;
    for (size_t p = 0; p < periods; p++)
        if (chora_table_centre(inputs->path, p, &centre))
            keep[count++] = centre.at;
    return count;
}

static size_t room_for(const chora_base_map *base, const chora_figure_inputs *inputs,
                       const chora_table *circles)
{
    size_t total = base->area_count, count = 0;
    for (size_t p = 0; circles && p < chora_table_periods(circles); p++, total += count)
        chora_table_symbols(circles, p, &count);
    return total + (inputs->path ? chora_table_periods(inputs->path) : 0);
}

/* How many insets what lies far off may have: only where the figure leaves the frame to Chora, and
 * on a whole page. */
static size_t away_most(const chora_figure_inputs *inputs)
{
    const chora_figure *figure = inputs->figure;
    bool free_frame = !figure->frame_areas && strcmp(figure->projection, "auto") == 0;
    if (!free_frame || chora_layout_is_narrow(figure) || inputs->panel_width > 0)
        return 0;
    return CHORA_INSETS_MAX - inputs->inset_count;
}

chora_status chora_base_view_open(chora_base_map *base, const chora_figure_inputs *inputs,
                                  chora_base_away away, chora_error *err)
{
    int points = base->hexagons >= 0 ? base->hexagons : base->circles;
    const chora_table *circles = points >= 0 ? inputs->tables[points] : NULL;
    chora_xy *list = chora_alloc(room_for(base, inputs, circles) + 1, sizeof *list);
    if (!list)
        return chora_no_memory(err);
    chora_view_keep keep = { .points = list, .away_lands = away == CHORA_BASE_AWAY_LANDS };
    keep.count = list_kept(base, inputs, circles, list);
    keep.fixed = list_centres(inputs, list + keep.count);
    keep.count += keep.fixed;
    keep.away_most = away == CHORA_BASE_AWAY_NONE ? 0 : away_most(inputs);
    chora_status st =
        chora_view_open(inputs->areas, inputs->figure->projection, &keep, &base->view, err);
    free(list);
    return st;
}
