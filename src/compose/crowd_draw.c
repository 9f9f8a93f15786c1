#include "compose/crowd_draw.h"

#include "compose/disc_leader.h"

#include "compose/label_field.h"
#include "compose/plain_name.h"
#include "compose/symbols.h"
#include "compose/town_name.h"
#include "compose/wording.h"

#include <math.h>
#include <stdio.h>

static const double ring_pt = 0.5;
static const chora_colour plate_alpha = 0xD1; /* 82 % */

chora_look chora_crowd_ring(const chora_style *style)
{
    return chora_look_stroke(
        (chora_pen){ .width_pt = ring_pt, .colour = style->ink3, .dash = { 1.5, 1.1 } });
}

typedef struct {
    chora_drawing *drawing;
    const chora_base_map *base;
    const chora_figure_inputs *inputs;
    const chora_symbol *symbols;
    bool whole;
} crowd_drawing;

static void draw_plate(const crowd_drawing *with, const chora_cluster *cluster)
{
    const chora_style *style = with->inputs->style;
    chora_meaning meaning = { .layer = "symbols", .role = "cluster" };
    chora_look look = chora_look_fill((style->paper & ~(chora_colour)0xFF) | plate_alpha);
    if (cluster->is_town && with->base->kinds.each)
        look.stroke = chora_crowd_ring(style).stroke;
    chora_draw_circle(with->drawing, meaning, look, cluster->disc.at, cluster->disc.reach);
}

static const char *country_of(const chora_areas *areas, int64_t area_id)
{
    size_t index = chora_areas_index(areas, area_id);
    return index == CHORA_NO_INDEX ? "" : areas->areas[index].country;
}

/* "Kabul: claimed", "Kabul: schools 12". */
static void title_dot(const crowd_drawing *with, const chora_dot *dot, chora_buffer *title)
{
    const chora_kinds *kinds = &with->base->kinds;
    const chora_symbol *symbol = &with->symbols[dot->symbol];
    chora_buffer_clear(title);
    chora_plain_name(chora_town_name(with->inputs, symbol->place_id, symbol->name),
                     country_of(with->inputs->areas, symbol->area_id),
                     with->inputs->figure->language, title);
    const char *kind = kinds->kinds[dot->kind].label;
    chora_arena *arena = chora_drawing_arena(with->drawing);
    if (dot->unverified && arena)
        kind = chora_say(with->inputs->words, arena, "kinds.title-unverified", "kind", kind, NULL);
    chora_buffer_printf(title, "%s%s", *symbol->name ? ": " : "", kind ? kind : "");
    if (kinds->each)
        return;
    char number[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(with->inputs->words, dot->value, with->whole, number);
    chora_buffer_printf(title, " %s", number);
}

static void draw_dot(const crowd_drawing *with, const chora_dot *dot, chora_buffer *title)
{
    const chora_kinds *kinds = &with->base->kinds;
    const chora_style *style = with->inputs->style;
    const chora_symbol *symbol = &with->symbols[dot->symbol];
    char key[64];
    snprintf(key, sizeof key, "%s-%lld", symbol->place_id ? "place" : "site",
             (long long)symbol->place_id);
    title_dot(with, dot, title);
    chora_meaning meaning = { .layer = "symbols",
                              .role = "symbol",
                              .key = key,
                              .title = chora_buffer_text(title),
                              .class_name = *kinds->kinds[dot->kind].word
                                                ? kinds->kinds[dot->kind].word
                                                : "not-stated" };
    chora_glyph glyph = chora_kind_glyph(kinds, dot->kind, dot->unverified);
    double radius = kinds->each ? chora_glyph_packed(glyph.shape, dot->radius) : dot->radius;
    double stroke = style->incident_stroke_pt;
    if (kinds->each) /* half of the outline lies outside */
        stroke *= fmin(dot->radius / style->incident_radius_pt, 1);
    chora_glyph_draw(with->drawing, meaning, glyph, dot->at, radius, stroke, 0, style->paper);
}

/* Nothing but where it is: there are too many to be asked one by one. */
static void draw_cloud(const crowd_drawing *with, const chora_crowd *crowd)
{
    const chora_colour colour = chora_cloud_colour(with->base);
    const chora_meaning meaning = { .layer = "symbols", .role = "cloud-dot" };
    const chora_look look = chora_look_fill(colour);
    for (size_t d = 0; d < crowd->dot_count; d++)
        chora_draw_circle(with->drawing, meaning, look, crowd->dots[d].at, crowd->dots[d].radius);
}

chora_colour chora_cloud_colour(const chora_base_map *base)
{
    chora_colour colour = chora_kind_glyph(&base->kinds, 0, false).colour;
    return (colour & ~(chora_colour)0xFF) | (chora_colour)lround(255 * base->cloud_alpha);
}

void chora_crowd_draw(chora_drawing *drawing, const chora_base_map *base,
                      const chora_figure_inputs *inputs, size_t period)
{
    const chora_crowd *crowd = &base->crowds[period];
    const chora_table *table = inputs->tables[base->circles];
    size_t count = 0;
    crowd_drawing with = { drawing, base, inputs, chora_table_symbols(table, period, &count),
                           chora_table_is_whole(table) };
    chora_buffer title = CHORA_BUFFER_INIT(4096);
    for (size_t c = 0; c < crowd->count; c++)
        draw_plate(&with, &crowd->clusters[c]);
    if (base->cloud_alpha > 0)
        draw_cloud(&with, crowd);
    for (size_t d = 0; base->cloud_alpha <= 0 && d < crowd->dot_count; d++)
        draw_dot(&with, &crowd->dots[d], &title);
    for (size_t c = 0; c < crowd->count; c++)
        if (crowd->clusters[c].is_led)
            chora_disc_leader_draw(drawing, inputs->style, &crowd->clusters[c].disc);
    chora_buffer_free(&title);
}

chora_status chora_crowd_block(const chora_base_map *base, size_t period, chora_label_field *field,
                               chora_error *err)
{
    const chora_crowd *crowd = &base->crowds[period];
    chora_status st = CHORA_OK;
    for (size_t c = 0; !st && c < crowd->count; c++) {
        const chora_cluster *cluster = &crowd->clusters[c];
        st = chora_circle_block(field, cluster->disc.at, cluster->disc.reach, err);
        if (!st && cluster->is_led)
            st = chora_label_field_block_leader(field, chora_disc_leader(&cluster->disc), err);
    }
    return st;
}
