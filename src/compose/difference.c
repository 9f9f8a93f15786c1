#include "compose/difference.h"

#include "compose/wording.h"

#include <stdio.h>

#define MORE "+"

chora_change chora_difference_of(const chora_base_map *base, const chora_figure_inputs *inputs,
                                 size_t area, size_t period)
{
    if (base->row[area] == CHORA_NO_INDEX)
        return (chora_change){ .state = CHORA_CELL_NO_DATA, .p = 1 };
    return chora_change_of(inputs->changes, base->row[area], period);
}

bool chora_difference_is_none(chora_change change)
{
    return change.state == CHORA_CELL_NUMBER && change.before.value == 0 && change.after.value == 0;
}

bool chora_difference_is_striped(chora_change change)
{
    return change.tested && change.within_chance && change.change != 0;
}

bool chora_difference_is_whole(const chora_change_table *changes)
{
    return chora_table_is_whole(chora_change_after(changes)) &&
           chora_table_is_whole(chora_change_before(changes));
}

chora_cell chora_difference_cell(chora_change change)
{
    return (chora_cell){ .state = change.state,
                         .value = change.change,
                         .incidents = !chora_difference_is_none(change),
                         .partial = change.before.partial || change.after.partial };
}

const char *chora_difference_number(const chora_words *words, chora_change change, bool whole,
                                    chora_arena *arena)
{
    char before[CHORA_NUMBER_TEXT_MAX], after[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(words, change.before.value, whole, before);
    chora_number_text(words, change.after.value, whole, after);
    return chora_say(words, arena, "change.pair", "before", before, "after", after, NULL);
}

void chora_difference_signed(const chora_words *words, double change, bool whole,
                             char out[CHORA_NUMBER_TEXT_MAX])
{
    char number[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(words, change, whole, number);
    snprintf(out, CHORA_NUMBER_TEXT_MAX, "%s%.*s", change > 0 ? MORE : "",
             CHORA_NUMBER_TEXT_MAX - 2, number);
}

chora_look chora_difference_stripes(const chora_style *style)
{
    return (chora_look){ .hatch = { style->within_chance_gap_pt, style->within_chance_width_pt,
                                    style->within_chance_angle_deg, style->within_chance } };
}

const char *chora_difference_key(const chora_class_colours *colours, int class,
                                 char out[CHORA_DIFFERENCE_KEY_MAX])
{
    int middle = colours->classes ? (int)colours->classes->count / 2 : 0;
    char plain[CHORA_CLASS_KEY_MAX];
    if (class == CHORA_KIND_ZERO)
        snprintf(out, CHORA_DIFFERENCE_KEY_MAX, "none");
    else if (class < 0)
        snprintf(out, CHORA_DIFFERENCE_KEY_MAX, "%s", chora_class_key(class, plain));
    else if (class == middle)
        snprintf(out, CHORA_DIFFERENCE_KEY_MAX, "same");
    else
        snprintf(out, CHORA_DIFFERENCE_KEY_MAX, "%s-%d", class < middle ? "fewer" : "more",
                 class < middle ? middle - class : class - middle);
    return out;
}

/* "Kabul: 30→11, −19", "Samangan: 0→1, +1, within chance" */
static const char *title_of(const chora_words *words, const chora_area *area, chora_change change,
                            bool whole, chora_arena *arena)
{
    if (change.state != CHORA_CELL_NUMBER) {
        bool no_data = change.state == CHORA_CELL_NO_DATA;
        const char *says =
            chora_say(words, arena, no_data ? "legend.no-data" : "legend.not-covered", NULL);
        return says ? chora_arena_printf(arena, "%s: %s", area->name, says) : NULL;
    }
    const char *number = chora_difference_number(words, change, whole, arena);
    const char *chance = chora_say(words, arena, "change.within-chance", NULL);
    char by[CHORA_NUMBER_TEXT_MAX];
    chora_difference_signed(words, change.change, whole, by);
    if (!number || !chance)
        return NULL;
    bool striped = chora_difference_is_striped(change);
    return chora_arena_printf(arena, "%s: %s%s%s%s%s", area->name, number, chora_words_list(words),
                              by, striped ? chora_words_list(words) : "", striped ? chance : "");
}

static void draw_area(chora_drawing *drawing, const chora_base_map *base,
                      const chora_figure_inputs *inputs, const chora_class_colours *colours,
                      size_t a, size_t period)
{
    const chora_area *area = &inputs->areas->areas[a];
    chora_change change = chora_difference_of(base, inputs, a, period);
    int class = chora_class_of_cell(colours, chora_difference_cell(change));
    chora_look look = chora_look_of_class(colours, class, inputs->style);
    char key[CHORA_DIFFERENCE_KEY_MAX];
    chora_arena *arena = chora_drawing_arena(drawing);
    bool whole = chora_difference_is_whole(inputs->changes);
    const char *title = arena ? title_of(inputs->words, area, change, whole, arena) : NULL;
    if (!title) {
        chora_drawing_check(drawing, chora_no_memory(drawing->err));
        return;
    }
    chora_meaning meaning = { .layer = "areas",
                              .role = "area",
                              .key = area->code,
                              .title = title,
                              .class_name = chora_difference_key(colours, class, key) };
    chora_look_cover_seam(colours, &look);
    chora_draw_shape(drawing, meaning, look, &base->shapes[a]);
}

static void draw_stripes(chora_drawing *drawing, const chora_base_map *base,
                         const chora_figure_inputs *inputs, size_t a)
{
    chora_meaning meaning = { .layer = "areas",
                              .role = "within-chance",
                              .key = inputs->areas->areas[a].code,
                              .class_name = "within-chance" };
    chora_draw_shape(drawing, meaning, chora_difference_stripes(inputs->style), &base->shapes[a]);
}

void chora_difference_draw(chora_drawing *drawing, const chora_base_map *base,
                           const chora_figure_inputs *inputs, const chora_class_colours *colours,
                           size_t period)
{
    for (size_t a = 0; a < base->area_count && !drawing->status; a++)
        draw_area(drawing, base, inputs, colours, a, period);
    for (size_t a = 0; a < base->area_count; a++)
        if (chora_difference_is_striped(chora_difference_of(base, inputs, a, period)))
            draw_stripes(drawing, base, inputs, a);
}
