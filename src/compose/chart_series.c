/* What is told apart in a chart, in which colour. */
#include "compose/chart.h"

#include "compose/wording.h"
#include "measure/claims.h"

#include <string.h>

chora_colour chora_chart_colour(const chora_style *style, chora_chart_of of)
{
    return of == CHORA_CHART_KILLED    ? style->chart_killed
           : of == CHORA_CHART_INJURED ? style->chart_injured
                                       : style->chart_incidents;
}

chora_range chora_chart_range(const chora_breakdown_cell *cell, chora_chart_of of)
{
    return of == CHORA_CHART_INJURED ? cell->injured : cell->killed;
}

static int mixed(chora_colour colour, int shift, double share)
{
    int byte = (int)(colour >> shift & 0xFF);
    return (int)(255 - (255 - byte) * share + 0.5);
}

chora_colour chora_chart_faint(chora_colour colour, double share)
{
    return (chora_colour)mixed(colour, 24, share) << 24 |
           (chora_colour)mixed(colour, 16, share) << 16 |
           (chora_colour)mixed(colour, 8, share) << 8 | (colour & 0xFF);
}

chora_type chora_chart_type(chora_type type, chora_colour colour, bool bold)
{
    type.colour = colour;
    type.weight = bold ? 600 : type.weight;
    return type;
}

/* Text in the colour of its series where it can be read, else in ink. */
static chora_colour readable(const chora_style *style, chora_colour fill)
{
    return chora_colour_contrast(fill, style->paper) >= 4.5 ? fill : style->ink2;
}

static void set_colour(const chora_style *style, chora_series *series, chora_colour fill)
{
    series->look = chora_look_fill(fill);
    if (chora_colour_contrast(fill, style->paper) < 3)
        series->look.stroke = style->chart_edge;
    series->text = readable(style, fill);
}

/* Nothing is said: hatched, never a tint. */
static void set_unknown(const chora_style *style, chora_series *series)
{
    series->look = chora_look_fill(style->no_data_fill);
    series->look.hatch = (chora_hatch){
        style->no_data_hatch_gap_pt, style->no_data_hatch_width_pt, 45, style->no_data_hatch, false,
        style->no_data_dotted
    };
    series->look.stroke = (chora_pen){ 0.5, style->no_data_hatch, { 0, 0 } };
    series->text = style->ink2;
}

/* Words with a meaning of their own have a colour of their own: certainty is darkness. */
static bool has_own_colour(const chora_style *style, const char *value, chora_series *series)
{
    const struct {
        const char *value;
        chora_colour colour;
    } known[] = {
        { "claimed", style->chart_claimed },
        { "verified", style->chart_claimed },
        { "attributed", style->chart_attributed },
        { "suspected", style->chart_suspected },
        { "unverified", style->chart_suspected },
        { "none", style->paper },
        /* not seen: pale; on both sides: dark */
        { chora_claim_kind_name(CHORA_CLAIMED_ONLY), style->chart_suspected },
        { chora_claim_kind_name(CHORA_CLAIMED_AND_VERIFIED), style->chart_claimed },
        { chora_claim_kind_name(CHORA_VERIFIED_ONLY), style->chart_attributed },
        { chora_claim_kind_name(CHORA_NEITHER), style->paper },
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i].value, value) == 0) {
            set_colour(style, series, known[i].colour);
            return true;
        }
    return false;
}

static void set_look(const chora_style *style, const chora_colour *kinds, size_t index,
                     chora_series *series)
{
    if (series->value && !*series->value)
        set_unknown(style, series);
    else if (!series->value || strcmp(series->value, CHORA_WITHHELD_VALUE) == 0)
        set_colour(style, series, style->rule);
    else if (!has_own_colour(style, series->value, series))
        set_colour(style, series, kinds[index]);
}

static const char *others_words(const chora_words *words, size_t count, chora_arena *arena)
{
    char number[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(words, (double)count, true, number);
    return chora_say_many(words, arena, "chart.others", (double)count, number, NULL);
}

chora_status chora_series_make(const chora_chart_inputs *inputs, chora_arena *arena,
                               chora_series_list *out, chora_error *err)
{
    const chora_breakdown *breakdown = inputs->breakdown;
    const chora_style *style = inputs->style;
    size_t values = chora_breakdown_values(breakdown);
    chora_colour kinds[CHORA_SERIES_MAX];
    *out = (chora_series_list){ .folded = values };
    const chora_figure_chart *chart = &inputs->figure->chart;
    bool told_apart = chart->split || chart->kind == CHORA_CHART_BLOCKS;
    if (!told_apart || values == 0) {
        out->count = 1;
        out->folded = 0;
        out->items[0].label = chora_say(inputs->words, arena, "noun.incidents", NULL);
        set_colour(style, &out->items[0], style->chart_incidents);
        return out->items[0].label ? CHORA_OK : chora_no_memory(err);
    }
    chora_status st =
        chora_palette_colours(style->chart_palette, CHORA_SERIES_MAX - 1, false, kinds, err);
    if (st)
        return st;
    bool fold = values > CHORA_SERIES_MAX;
    out->count = fold ? CHORA_SERIES_MAX : values;
    out->folded = fold ? CHORA_SERIES_MAX - 1 : values;
    for (size_t i = 0; i < out->count; i++) {
        chora_series *series = &out->items[i];
        bool rest = fold && i + 1 == out->count;
        series->value = rest ? NULL : chora_breakdown_value(breakdown, i);
        series->label = rest ? others_words(inputs->words, values - out->folded, arena)
                             : chora_chart_value_words(inputs->words, series->value, arena);
        if (!series->label)
            return chora_no_memory(err);
        set_look(style, kinds, i < CHORA_SERIES_MAX - 1 ? i : 0, series);
    }
    return CHORA_OK;
}

int64_t chora_series_count(const chora_chart_inputs *inputs, const chora_series_list *list,
                           size_t series, size_t period)
{
    const chora_breakdown *breakdown = inputs->breakdown;
    if (list->folded == 0)
        return chora_breakdown_period_total(breakdown, period, CHORA_ALL_VALUES).incidents;
    if (list->items[series].value)
        return chora_breakdown_period_total(breakdown, period, series).incidents;
    int64_t sum = 0;
    for (size_t i = list->folded; i < chora_breakdown_values(breakdown); i++)
        sum += chora_breakdown_period_total(breakdown, period, i).incidents;
    return sum;
}

bool chora_series_is_told(const chora_chart_inputs *inputs, const chora_series_list *list,
                          size_t series, size_t period)
{
    return list->folded == 0 || !list->items[series].value ||
           !chora_breakdown_period_total(inputs->breakdown, period, series).withheld;
}

/* ---- room for labels ------------------------------------------------------------------------- */

void chora_room_take(chora_charting *c, chora_room *room, chora_box box)
{
    if (chora_grow((void **)&room->taken, &room->capacity, room->count, sizeof box))
        chora_drawing_check(c->drawing, chora_no_memory(c->drawing->err));
    else
        room->taken[room->count++] = box;
}

bool chora_room_is_free(const chora_room *room, chora_box box)
{
    for (size_t i = 0; i < room->count; i++)
        if (chora_box_overlaps(room->taken[i], box))
            return false;
    return true;
}
