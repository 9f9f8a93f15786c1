/* Names of towns beside their symbols. */
#include "compose/label_placing.h"
#include "compose/page_shape.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CONDENSED 75
#define GAP_PT 1.4       /* From the symbol's edge. */
#define CLEARANCE_PT 0.7 /* From other things. */
#define POSITIONS 8
#define SHIFTED 8 /* Further ones: above and below, the town off the middle. */

typedef struct {
    const chora_placing *placing;
    const chora_shape *const *areas;
    size_t area_count;
} town_rules;

static int by_rank(const void *a, const void *b)
{
    const chora_town_label *p = *(const chora_town_label *const *)a;
    const chora_town_label *q = *(const chora_town_label *const *)b;
    if (p->rank != q->rank)
        return p->rank < q->rank ? -1 : 1;
    int order = strcmp(p->key ? p->key : "", q->key ? q->key : "");
    return order ? order : strcmp(p->name ? p->name : "", q->name ? q->name : "");
}

/* Right, left, top, bottom, then the corners from the upper right one clockwise. */
static chora_box box_at(const chora_town_label *town, const chora_form *form, size_t position)
{
    static const signed char across[POSITIONS] = { 1, -1, 0, 0, 1, 1, -1, -1 };
    static const signed char down[POSITIONS] = { 0, 0, -1, 1, -1, 1, 1, -1 };
    double reach = fmax(town->radius, 1) + GAP_PT, x = town->at.x, y = town->at.y;
    double left = x - form->width / 2, top = y - form->height / 2;
    if (across[position])
        left = across[position] > 0 ? x + reach : x - reach - form->width;
    if (down[position]) {
        /* At a corner the name stands beside the symbol's upper or lower part. */
        double lift = across[position] ? 0.2 * reach : reach;
        top = down[position] > 0 ? y + lift : y - lift - form->height;
    }
    return (chora_box){ left, top, left + form->width, top + form->height };
}

/* Above, then below; the name a quarter, then most of a half, to either side. */
static chora_box shifted_box(const chora_town_label *town, const chora_form *form, size_t position)
{
    static const double shifts[SHIFTED / 2] = { 0.24, -0.24, 0.42, -0.42 };
    chora_box box = box_at(town, form, 2 + position / 2 % 2);
    size_t step = position / 4 * 2 + position % 2;
    double by = shifts[step] * form->width;
    return (chora_box){ box.min_x + by, box.min_y, box.max_x + by, box.max_y };
}

static bool is_outside_all(const town_rules *rules, chora_box box)
{
    for (size_t i = 0; i < rules->area_count; i++)
        if (rules->areas[i] && chora_page_shape_meets(rules->areas[i], box))
            return false;
    return true;
}

/* Wholly in its own area or wholly outside all; `outside` says which. */
static bool may_stand(const town_rules *rules, const chora_town_label *town, chora_box box,
                      bool *outside)
{
    *outside = false;
    if (!chora_label_field_is_free(rules->placing->field, box, CLEARANCE_PT))
        return false;
    chora_box wide = chora_box_grow(box, CHORA_LABEL_CLEARANCE_PT);
    if (!town->area || chora_page_shape_contains(town->area, wide))
        return true;
    *outside = is_outside_all(rules, wide);
    return *outside;
}

static chora_form_look look_of(const town_rules *rules, const chora_town_label *town,
                               const chora_form *form, bool outside)
{
    const chora_style *style = rules->placing->style;
    chora_colour ground = outside ? style->ground_neighbour : town->ground;
    return (chora_form_look){
        town->role ? town->role : "town-label",          town->key,           town->name,
        chora_label_ink(form->type.name.colour, ground), style->halo_town_pt, ground
    };
}

static chora_label_type type_of(const chora_style *style, const chora_town_label *town)
{
    chora_type number = style->town_label;
    number.weight = style->area_outside_number.weight;
    return town->is_subject ? (chora_label_type){ style->area_outside, style->area_outside_number }
                            : (chora_label_type){ style->town_label, number };
}

static chora_status try_width(const town_rules *rules, const chora_town_label *town,
                              const chora_wording *wording, int width, bool *done)
{
    const chora_placing *placing = rules->placing;
    const chora_label_type type = type_of(placing->style, town);
    chora_form form;
    chora_status st =
        chora_form_measure(wording, chora_label_type_at(type, type.name.size_pt, width),
                           placing->ruler, &form, placing->err);
    for (size_t i = 0; !st && i < POSITIONS + SHIFTED; i++) {
        chora_box box =
            i < POSITIONS ? box_at(town, &form, i) : shifted_box(town, &form, i - POSITIONS);
        bool outside;
        if (!may_stand(rules, town, box, &outside))
            continue;
        chora_form_look look = look_of(rules, town, &form, outside);
        *done = true;
        return chora_label_set(placing, &form, box, &look);
    }
    return st;
}

/* On one line, else on the two that are narrowest. */
static chora_status try_ring(const town_rules *rules, const chora_town_label *town,
                             const chora_wordings *wordings, bool *done)
{
    const chora_placing *placing = rules->placing;
    const chora_label_type type = type_of(placing->style, town);
    chora_form form;
    bool found = true;
    chora_status st =
        chora_form_measure(&wordings->wordings[0], type, placing->ruler, &form, placing->err);
    for (int i = 0; !st && i < 2 && found && !*done; i++) {
        if (i > 0)
            st = chora_form_narrowest(wordings, type, placing->ruler, &form, &found, placing->err);
        chora_form_look look = look_of(rules, town, &form, false);
        if (!st && found)
            st = chora_label_town_ring(placing, town, &form, &look, done);
    }
    return st;
}

/* A town without a symbol is given a dot, which hides no name and is hidden by none. */
static chora_box dot_of(const chora_town_label *town)
{
    return chora_box_grow((chora_box){ town->at.x, town->at.y, town->at.x, town->at.y },
                          CHORA_LABEL_DOT_PT);
}

static chora_status place_far(const town_rules *rules, const chora_town_label *town,
                              const chora_wording *wording, bool *done)
{
    const chora_placing *placing = rules->placing;
    const chora_label_type type = type_of(placing->style, town);
    chora_form form;
    chora_status st =
        chora_form_measure(wording, chora_label_type_at(type, type.name.size_pt, type.name.width),
                           placing->ruler, &form, placing->err);
    return st ? st
              : chora_label_town_far(placing, town, rules->areas, rules->area_count, &form, done);
}

static chora_status place_town(const town_rules *rules, const chora_town_label *town)
{
    const chora_placing *placing = rules->placing;
    chora_wordings wordings;
    int width = placing->style->town_label.width;
    bool done = false, dotted = town->radius <= 0;
    chora_status st = CHORA_OK;
    if (dotted && !chora_label_field_is_free(placing->field, dot_of(town), 0)) {
        placing->result->dropped++;
        return CHORA_OK;
    }
    if (chora_wordings_make(placing->scratch, town->name, town->number, &wordings))
        return chora_no_memory(placing->err);
    if (town->is_key && town->hollow > 0 && town->name && *town->name)
        st = try_ring(rules, town, &wordings, &done);
    if (!st && !done && town->name && *town->name)
        st = try_width(rules, town, &wordings.wordings[0], width, &done);
    if (!st && !done && town->name && *town->name)
        st = try_width(rules, town, &wordings.wordings[0], CONDENSED, &done);
    for (size_t w = 1; !st && !done && w < wordings.count; w++)
        st = try_width(rules, town, &wordings.wordings[w], width, &done);
    if (!st && !done && (town->may_leave || town->is_key) && placing->leaders && town->name &&
        *town->name)
        st = place_far(rules, town, &wordings.wordings[0], &done);
    if (!st && done && dotted)
        st = chora_label_field_block(placing->field, dot_of(town), placing->err);
    placing->result->placed += done;
    placing->result->dropped += !done;
    return st;
}

chora_status chora_label_towns(chora_label_field *field, const chora_town_label *towns,
                               size_t count, const chora_shape *const *areas, size_t area_count,
                               const chora_style *style, const chora_ruler *ruler,
                               chora_group *labels, chora_group *leaders,
                               chora_label_result *result, chora_error *err)
{
    chora_label_result told = { 0 };
    chora_placing placing = { field, style, ruler, labels, leaders, &told, chora_arena_new(), err };
    town_rules rules = { &placing, areas, area_count };
    const chora_town_label **order = chora_alloc(count + 1, sizeof *order);
    chora_status st = order && placing.scratch ? CHORA_OK : chora_no_memory(err);
    if (!st) {
        for (size_t i = 0; i < count; i++)
            order[i] = &towns[i];
        qsort(order, count, sizeof *order, by_rank);
    }
    for (size_t i = 0; !st && i < count; i++)
        st = place_town(&rules, order[i]);
    if (!st)
        *result = told;
    free(order);
    chora_arena_free(placing.scratch);
    return st;
}
