#include "compose/chart_tally.h"

#include "compose/claim_notes.h"
#include "compose/texts.h"
#include "compose/wording.h"

#include <math.h>
#include <string.h>

/* ---- numbers --------------------------------------------------------------------------------- */

static chora_period period_at(const chora_charting *c, size_t period)
{
    return chora_breakdown_period(c->inputs->breakdown, period);
}

bool chora_chart_tally(const chora_charting *c, size_t period, double *out)
{
    if (!c->inputs->tallies)
        return false;
    chora_tally_told told = chora_tallies_of(c->inputs->tallies, "", period_at(c, period));
    *out = (double)told.numbers[c->chart->of];
    return told.numbers[c->chart->of] >= 0;
}

double chora_chart_tally_highest(const chora_charting *c)
{
    double most = 0, number;
    for (size_t i = 0; i < chora_breakdown_periods(c->inputs->breakdown); i++)
        if (chora_chart_tally(c, i, &number))
            most = fmax(most, number);
    return most;
}

/* ---- marks ----------------------------------------------------------------------------------- */

enum { MARK_PT = 2 };

bool chora_chart_tally_box(const chora_charting *c, const chora_tally_place *at, size_t period,
                           chora_box *out)
{
    double number;
    if (!chora_chart_tally(c, period, &number))
        return false;
    double middle = chora_time_axis_middle(at->time, period);
    double y = at->baseline - number * at->pt_per_one;
    *out = (chora_box){ middle - at->width_pt / 2, y - MARK_PT / 2.0, middle + at->width_pt / 2,
                        y + MARK_PT / 2.0 };
    return true;
}

/* A bar on paper: it is read over columns of any colour. */
static void draw_mark(chora_charting *c, chora_meaning meaning, chora_box box)
{
    chora_box paper = { box.min_x - 0.8, box.min_y - 0.8, box.max_x + 0.8, box.max_y + 0.8 };
    chora_meaning under = { .layer = "chart", .role = "tally-ground" };
    chora_draw_box(c->drawing, under, chora_look_fill(c->style->paper), paper);
    chora_draw_box(c->drawing, meaning, chora_look_fill(c->style->ink), box);
}

/* Above the mark, else right of it, left of it or under it. */
static bool place_number(const chora_charting *c, chora_box mark, double width, double size,
                         const chora_room *room, chora_box *out)
{
    double middle = (mark.min_x + mark.max_x) / 2, half = width / 2 + 0.5, y = mark.max_y;
    const chora_box spots[] = {
        { middle - half, mark.min_y - 1.5 - size * 0.8, middle + half, mark.min_y - 1.5 },
        { mark.max_x + 1.5, y - size * 0.5, mark.max_x + 2.5 + width, y + size * 0.3 },
        { mark.min_x - 2.5 - width, y - size * 0.5, mark.min_x - 1.5, y + size * 0.3 },
        { middle - half, y + 2, middle + half, y + 2 + size * 0.8 },
    };
    for (size_t i = 0; i < sizeof spots / sizeof *spots; i++) {
        bool inside = spots[i].min_y >= c->box.min_y && spots[i].max_x <= c->box.max_x &&
                      spots[i].min_x >= c->box.min_x;
        if (inside && chora_room_is_free(room, spots[i])) {
            *out = spots[i];
            return true;
        }
    }
    return false;
}

static void draw_number(chora_charting *c, chora_box mark, double number, chora_room *room)
{
    chora_type type = chora_chart_type(c->style->legend_label, c->style->ink2, false);
    char text[CHORA_NUMBER_TEXT_MAX];
    chora_box box;
    chora_number_text(c->inputs->words, number, true, text);
    double width = chora_draw_width(c->drawing, type, text);
    if (!place_number(c, mark, width, type.size_pt, room, &box)) {
        c->unmarked = true;
        return;
    }
    chora_room_take(c, room, box);
    chora_meaning meaning = { .layer = "chart", .role = "tally-number" };
    chora_draw_text(c->drawing, meaning, (chora_xy){ (box.min_x + box.max_x) / 2, box.max_y },
                    CHORA_ALIGN_MIDDLE, type, text);
}

void chora_chart_tallies_draw(chora_charting *c, const chora_tally_place *at, chora_room *room)
{
    chora_arena *arena = chora_drawing_arena(c->drawing);
    double number;
    for (size_t i = 0; arena && i < at->time->count; i++) {
        char id[CHORA_PERIOD_TEXT_MAX];
        chora_box box;
        if (!chora_chart_tally_box(c, at, i, &box) || !chora_chart_tally(c, i, &number))
            continue;
        chora_period_id(period_at(c, i), id);
        chora_meaning meaning = { .layer = "chart",
                                  .role = "tally",
                                  .key = id,
                                  .title = chora_chart_period_title(c, i, arena) };
        draw_mark(c, meaning, box);
        draw_number(c, box, number, room);
    }
}

void chora_chart_tally_swatch(chora_charting *c, chora_xy at)
{
    double y = at.y - c->style->legend_label.size_pt * 0.35;
    chora_meaning meaning = { .layer = "chart", .role = "swatch" };
    draw_mark(c, meaning, (chora_box){ at.x, y - MARK_PT / 2.0, at.x + 9, y + MARK_PT / 2.0 });
}

/* ---- words ----------------------------------------------------------------------------------- */

const char *chora_chart_tally_label(const chora_charting *c, chora_arena *arena)
{
    return chora_say(c->inputs->words, arena, "chart.tally", "name", c->inputs->tallies->dataset,
                     NULL);
}

const char *chora_chart_tally_words(const chora_charting *c, size_t period, chora_arena *arena)
{
    double number;
    char text[CHORA_NUMBER_TEXT_MAX];
    if (!chora_chart_tally(c, period, &number))
        return "";
    chora_number_text(c->inputs->words, number, true, text);
    return chora_say(c->inputs->words, arena, "chart.tally-states", "name",
                     c->inputs->tallies->dataset, "n", text, NULL);
}

/* Totals that are of a longer span than any period of the chart. */
static size_t count_beyond(const chora_chart_inputs *inputs)
{
    size_t count = 0;
    for (size_t i = 0; i < inputs->tallies->count; i++) {
        const chora_tally *tally = &inputs->tallies->items[i];
        bool lies = *tally->area && tally->level > 0;
        for (size_t p = 0; !lies && p < chora_breakdown_periods(inputs->breakdown); p++) {
            chora_period at = chora_breakdown_period(inputs->breakdown, p);
            lies = tally->first >= at.first && tally->last <= at.last;
        }
        count += !lies;
    }
    return count;
}

static const char *tally_note(const chora_chart_inputs *inputs, chora_arena *arena)
{
    const char *parts[2] = { "", "" };
    char number[CHORA_NUMBER_TEXT_MAX];
    if (!inputs->tallies)
        return "";
    size_t beyond = count_beyond(inputs);
    parts[0] =
        chora_say(inputs->words, arena, "note.tally", "name", inputs->tallies->dataset, NULL);
    chora_number_text(inputs->words, (double)beyond, true, number);
    if (beyond)
        parts[1] = chora_say_many(inputs->words, arena, "note.tally-beyond", (double)beyond, number,
                                  "name", inputs->tallies->dataset, NULL);
    if (!parts[0] || !parts[1])
        return NULL;
    return chora_texts_join(inputs->words, parts, 2, arena);
}

const char *chora_chart_claims_note(const chora_chart_inputs *inputs, chora_arena *arena)
{
    const char *parts[] = { chora_claims_linked_note(inputs->words, inputs->breakdown, arena),
                            chora_claims_span_note(inputs->words, inputs->breakdown, arena),
                            tally_note(inputs, arena) };
    if (!parts[0] || !parts[1] || !parts[2])
        return NULL;
    bool any = *parts[0] || *parts[1] || *parts[2];
    return any ? chora_texts_join(inputs->words, parts, 3, arena) : "";
}
