#include "compose/symbols.h"

#include "compose/area_marks.h"
#include "compose/crowd_draw.h"
#include "compose/plain_name.h"
#include "compose/town_name.h"
#include "compose/wording.h"

#include <math.h>
#include <stdio.h>

const char *chora_symbols_spot(const chora_table *table)
{
    for (size_t p = 0; p < chora_table_periods(table); p++) {
        size_t count = 0;
        const chora_symbol *symbols = chora_table_symbols(table, p, &count);
        for (size_t i = 0; i < count; i++)
            if (!symbols[i].place_id)
                return "place";
    }
    return "town";
}

double chora_circle_radius(const chora_base_map *base, double value)
{
    return chora_circle_size(base->sizes, base->points_per_root, value);
}

double chora_circle_reach(const chora_base_map *base, double value)
{
    return chora_circle_radius(base, value) +
           fmax(base->pens.circle_casing.width_pt, base->pens.circle.width_pt) / 2;
}

chora_look chora_circle_look(const chora_base_map *base)
{
    chora_look look = { 0 };
    look.casing = base->pens.circle_casing;
    look.stroke = base->pens.circle;
    return look;
}

/* A hole so small shows no ground, only bits of the lines that run under it: it is plain land. */
static chora_look look_of_size(const chora_base_map *base, const chora_style *style, double radius)
{
    static const double small_hole_pt = 2.6;
    chora_look look = chora_circle_look(base);
    bool plain = base->choropleth < 0 && base->hexagons < 0;
    double edge = fmax(look.casing.width_pt, look.stroke.width_pt) / 2;
    if (plain && radius - edge < small_hole_pt)
        look.fill = style->zero;
    return look;
}

static const chora_symbol *symbols_of(const chora_base_map *base, const chora_figure_inputs *inputs,
                                      size_t period, size_t *count)
{
    *count = 0;
    return base->circles < 0 ? NULL
                             : chora_table_symbols(inputs->tables[base->circles], period, count);
}

static bool is_drawn(const chora_symbol *symbol, chora_xy at)
{
    return symbol->value > 0 && isfinite(at.x) && isfinite(at.y);
}

static const char *country_of(const chora_areas *areas, int64_t area_id)
{
    size_t index = chora_areas_index(areas, area_id);
    if (index == CHORA_NO_INDEX && areas->area_count)
        index = 0;
    return index == CHORA_NO_INDEX ? "" : areas->areas[index].country;
}

void chora_symbols_draw(chora_drawing *drawing, const chora_base_map *base,
                        const chora_figure_inputs *inputs, size_t period)
{
    if (base->area_marks) {
        chora_area_marks_draw(drawing, base, inputs, period);
        return;
    }
    if (base->crowds) {
        chora_crowd_draw(drawing, base, inputs, period);
        return;
    }
    size_t count = 0;
    const chora_symbol *symbols = symbols_of(base, inputs, period, &count);
    bool whole = count && chora_table_is_whole(inputs->tables[base->circles]);
    chora_buffer title = CHORA_BUFFER_INIT(1024);
    char number[CHORA_NUMBER_TEXT_MAX] = "";
    double written = NAN; /* Most have the value of the one before. */
    for (size_t i = 0; i < count; i++) {
        chora_xy at = base->spots[period].at[i];
        if (!is_drawn(&symbols[i], at))
            continue;
        char key[32] = "";
        if (symbols[i].value != written)
            chora_number_text(inputs->words, symbols[i].value, whole, number);
        written = symbols[i].value;
        if (symbols[i].place_id)
            snprintf(key, sizeof key, "place-%lld", (long long)symbols[i].place_id);
        chora_buffer_clear(&title);
        chora_plain_name(chora_town_name(inputs, symbols[i].place_id, symbols[i].name),
                         country_of(inputs->areas, symbols[i].area_id), inputs->figure->language,
                         &title);
        if (*symbols[i].name)
            chora_buffer_add_text(&title, ": ");
        chora_buffer_add_text(&title, number);
        chora_meaning meaning = { .layer = "symbols",
                                  .role = "symbol",
                                  .key = *key ? key : NULL,
                                  .title = chora_buffer_text(&title) };
        double radius = chora_circle_radius(base, symbols[i].value);
        chora_draw_circle(drawing, meaning, look_of_size(base, inputs->style, radius), at, radius);
    }
    chora_buffer_free(&title);
}

chora_status chora_circle_block(chora_label_field *field, chora_xy at, double radius,
                                chora_error *err)
{
    chora_box bands[CHORA_CIRCLE_BANDS];
    chora_circle_bands(at, radius, bands);
    chora_status st = CHORA_OK;
    for (int i = 0; !st && i < CHORA_CIRCLE_BANDS; i++)
        st = chora_label_field_block_symbol(field, bands[i], err);
    return st;
}

chora_status chora_symbols_block(const chora_base_map *base, const chora_figure_inputs *inputs,
                                 size_t period, chora_label_field *field, chora_error *err)
{
    if (base->area_marks)
        return chora_area_marks_block(base, period, field, err);
    if (base->crowds)
        return chora_crowd_block(base, period, field, err);
    size_t count = 0;
    const chora_symbol *symbols = symbols_of(base, inputs, period, &count);
    for (size_t i = 0; i < count; i++) {
        chora_xy at = base->spots[period].at[i];
        if (!is_drawn(&symbols[i], at))
            continue;
        double radius = chora_circle_reach(base, symbols[i].value);
        chora_status st = chora_circle_block(field, at, radius, err);
        if (st)
            return st;
    }
    return CHORA_OK;
}

int64_t chora_symbols_coarse(const chora_base_map *base, const chora_figure_inputs *inputs,
                             size_t period)
{
    size_t count = 0;
    const chora_symbol *symbols = symbols_of(base, inputs, period, &count);
    int64_t coarse = 0;
    for (size_t i = 0; i < count; i++)
        coarse += symbols[i].district;
    return coarse;
}

static bool are_off(const chora_base_map *base, const chora_figure_inputs *inputs, size_t period,
                    chora_box box)
{
    size_t count = 0;
    const chora_symbol *symbols = symbols_of(base, inputs, period, &count);
    for (size_t i = 0; !base->crowds && i < count; i++) {
        chora_box wide = chora_box_grow(box, chora_circle_reach(base, symbols[i].value));
        if (symbols[i].value > 0 && chora_box_holds(wide, base->spots[period].at[i]))
            return false;
    }
    for (size_t c = 0; base->crowds && c < base->crowds[period].count; c++) {
        const chora_disc *disc = &base->crowds[period].clusters[c].disc;
        if (chora_box_holds(chora_box_grow(box, disc->reach), disc->at))
            return false;
    }
    return true;
}

bool chora_symbols_are_off(const chora_base_map *base, const chora_figure_inputs *inputs,
                           chora_box box)
{
    for (size_t p = 0; base->circles >= 0 && p < base->period_count; p++)
        if (!are_off(base, inputs, p, box))
            return false;
    for (size_t p = 0; base->area_marks && p < base->period_count; p++)
        if (!chora_area_marks_are_off(base, p, box))
            return false;
    return true;
}
