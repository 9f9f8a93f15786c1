#include "compose/share.h"

#include "compose/difference.h"

bool chora_share_is_told(chora_cell cell)
{
    return cell.state == CHORA_CELL_NUMBER && cell.whole > 0;
}

bool chora_share_is_small(chora_cell cell)
{
    return chora_share_is_told(cell) && cell.whole < CHORA_SHARE_BASE_LEAST;
}

bool chora_share_has_small(const chora_table *table)
{
    if (!chora_table_is_share(table))
        return false;
    for (size_t period = 0; period < chora_table_periods(table); period++)
        for (size_t area = 0; area < chora_table_areas(table); area++)
            if (chora_share_is_small(chora_table_cell(table, area, period)))
                return true;
    return false;
}

size_t chora_share_small_count(const chora_base_map *base, const chora_figure_inputs *inputs,
                               size_t period)
{
    size_t count = 0;
    for (size_t a = 0; a < base->area_count; a++)
        count += chora_share_is_small(chora_base_cell(base, inputs, a, period));
    return count;
}

/* The same mark as on a change: this number may be chance. */
chora_look chora_share_stripes(const chora_style *style)
{
    return chora_difference_stripes(style);
}

void chora_share_draw_stripes(chora_drawing *drawing, const chora_base_map *base,
                              const chora_figure_inputs *inputs, size_t period)
{
    for (size_t a = 0; a < base->area_count && !drawing->status; a++) {
        chora_meaning meaning = { .layer = "areas",
                                  .role = "small-base",
                                  .key = inputs->areas->areas[a].code,
                                  .class_name = "small-base" };
        if (chora_share_is_small(chora_base_cell(base, inputs, a, period)))
            chora_draw_shape(drawing, meaning, chora_share_stripes(inputs->style),
                             &base->shapes[a]);
    }
}
