/* Names of areas: inside; outside with a leader; the number alone. */
#include "compose/label_placing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CONDENSED 75
#define CONDENSED_BELOW_PT 7.0
#define AIR_PT 9.0
#define ROOMY_PT 60.0

/* Who chooses first. Areas do not share ground, so inside none takes room from another of its turn:
 * all of them come before the turn's first leader, which then keeps off them. */
typedef enum { TURN_NUMBERS, TURN_MAY_LEAVE, TURN_STAY, TURNS } turn;

typedef struct {
    const chora_area_label *area;
    turn turn;
    bool done;
} task;

static turn turn_of(const chora_area_label *area)
{
    if (!area->may_leave)
        return TURN_STAY;
    return area->number ? TURN_NUMBERS : TURN_MAY_LEAVE;
}

static int by_rank(const void *a, const void *b)
{
    const chora_area_label *p = ((const task *)a)->area, *q = ((const task *)b)->area;
    if (p->rank != q->rank)
        return p->rank < q->rank ? -1 : 1;
    int order = strcmp(p->key ? p->key : "", q->key ? q->key : "");
    return order ? order : strcmp(p->name ? p->name : "", q->name ? q->name : "");
}

/* An area without a number is told in grey. */
static chora_label_type type_of(const chora_style *style, const chora_area_label *area)
{
    if (!area->number && !area->counts)
        return (chora_label_type){ style->area_zero, style->area_zero };
    return (chora_label_type){ style->area_label, style->area_number };
}

static chora_form_look look_of(const chora_area_label *area, const char *role, chora_colour colour)
{
    return (chora_form_look){ role, area->key, area->name, colour, area->halo_pt, area->ground };
}

/* One line, then two, in one size and width. */
static chora_status try_type(const chora_placing *placing, const chora_ground *ground,
                             const chora_wordings *wordings, chora_label_type type,
                             const chora_spot_wish *wish, const chora_form_look *look, bool *done)
{
    chora_form form;
    bool found = false;
    chora_status st =
        chora_form_measure(&wordings->wordings[0], type, placing->ruler, &form, placing->err);
    if (!st)
        st = chora_label_set_inside(placing, ground, &form, wish, look, done);
    if (st || *done)
        return st;
    st = chora_form_narrowest(wordings, type, placing->ruler, &form, &found, placing->err);
    if (st || !found)
        return st;
    return chora_label_set_inside(placing, ground, &form, wish, look, done);
}

static bool exceeds(const chora_form *form, const chora_ground *ground)
{
    return form->width > ground->box.max_x - ground->box.min_x ||
           form->height > ground->box.max_y - ground->box.min_y;
}

/* Most areas of a fine layer are smaller than their words ever are: of those only the smallest size
 * is measured (the last, perhaps condensed), and two lines where they are not too high as such. */
static chora_status is_hopeless(const chora_placing *placing, const chora_ground *ground,
                                const chora_wordings *wordings, chora_label_type type, double least,
                                bool *out)
{
    chora_form form;
    bool found = false;
    *out = false;
    if (ground->box.max_x - ground->box.min_x > ROOMY_PT)
        return CHORA_OK;
    type =
        chora_label_type_at(type, least, least < CONDENSED_BELOW_PT ? CONDENSED : type.name.width);
    chora_status st =
        chora_form_measure(&wordings->wordings[0], type, placing->ruler, &form, placing->err);
    if (st || !exceeds(&form, ground))
        return st;
    if (ground->box.max_y - ground->box.min_y > least)
        st = chora_form_narrowest(wordings, type, placing->ruler, &form, &found, placing->err);
    *out = !st && (!found || exceeds(&form, ground));
    return st;
}

static chora_status try_sizes(const chora_placing *placing, const chora_ground *ground,
                              const chora_area_label *area, const chora_wordings *wordings,
                              const chora_form_look *look, bool *done)
{
    const chora_label_type type = type_of(placing->style, area);
    /* Off the ink of the border, which may be a country's on one side and is thin on the others. */
    double border =
        (placing->style->international_own.width_pt + placing->style->area_line.width_pt) * 0.2;
    chora_spot_wish wish = { .margin = CHORA_LABEL_CLEARANCE_PT + border,
                             .air = AIR_PT,
                             .clearance = CHORA_LABEL_CLEARANCE_PT,
                             .target = area->inner };
    double sizes[4];
    size_t count = chora_label_sizes(placing->style, type.name.size_pt, sizes);
    bool hopeless = false;
    chora_status st = is_hopeless(placing, ground, wordings, type, sizes[count - 1], &hopeless);
    for (size_t i = 0; !st && !*done && !hopeless && i < count; i++) {
        st = try_type(placing, ground, wordings,
                      chora_label_type_at(type, sizes[i], type.name.width), &wish, look, done);
        if (!st && !*done && sizes[i] < CONDENSED_BELOW_PT)
            st = try_type(placing, ground, wordings, chora_label_type_at(type, sizes[i], CONDENSED),
                          &wish, look, done);
    }
    return st;
}

static bool has_words(const chora_area_label *area)
{
    return (area->name && *area->name) || area->number;
}

static bool is_in_frame(const chora_placing *placing, const chora_area_label *area)
{
    return area->shape && area->shape->path_count > 0 &&
           chora_box_overlaps(area->shape->box, placing->field->frame);
}

/* All its words (`name` not NULL) or its number alone, inside. */
static chora_status place_inside(const chora_placing *placing, const chora_area_label *area,
                                 const char *name, const char *role, bool *done)
{
    chora_wordings wordings;
    chora_ground ground;
    if (!is_in_frame(placing, area) || ((!name || !*name) && !area->number))
        return CHORA_OK;
    if (chora_wordings_make(placing->scratch, name, area->number, &wordings))
        return chora_no_memory(placing->err);
    chora_status st = chora_ground_open(area->shape, placing->field->frame, &ground, placing->err);
    if (st)
        return st;
    chora_colour own = type_of(placing->style, area).name.colour;
    chora_form_look look = look_of(area, role, chora_label_ink(own, area->ground));
    st = try_sizes(placing, &ground, area, &wordings, &look, done);
    chora_ground_close(&ground);
    return st;
}

static chora_status place_all_inside(const chora_placing *placing, task *tasks, size_t count,
                                     turn now)
{
    for (size_t i = 0; i < count; i++) {
        if (tasks[i].turn != now)
            continue;
        chora_status st =
            place_inside(placing, tasks[i].area, tasks[i].area->name, "area-label", &tasks[i].done);
        if (st)
            return st;
        placing->result->placed += tasks[i].done;
    }
    return CHORA_OK;
}

static bool has_key_area(const task *tasks, size_t count)
{
    return count > 0 && (count == 1 || tasks[1].area->rank > tasks[0].area->rank);
}

/* How far a leader may go, and for whom. */
typedef enum { LEAD_CLEAR, LEAD_KEY, LEAD_ANYHOW } leeway;

static chora_status lead_all_out(const chora_placing *placing, task *tasks, size_t count, turn now,
                                 leeway how, chora_leading *leading)
{
    for (size_t i = 0; i < count; i++) {
        const chora_area_label *area = tasks[i].area;
        bool is_key = i == 0 && has_key_area(tasks, count);
        if (tasks[i].done || tasks[i].turn != now || !has_words(area) ||
            !is_in_frame(placing, area) || (how == LEAD_KEY && !is_key))
            continue;
        chora_status st =
            chora_label_lead_out(leading, area, is_key, how == LEAD_CLEAR, &tasks[i].done);
        if (st)
            return st;
        placing->result->outside += tasks[i].done;
    }
    return CHORA_OK;
}

static chora_status place_numbers(const chora_placing *placing, task *tasks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (tasks[i].done || tasks[i].turn != TURN_NUMBERS)
            continue;
        chora_status st = place_inside(placing, tasks[i].area, NULL, "area-number", &tasks[i].done);
        if (st)
            return st;
        placing->result->number_alone += tasks[i].done;
    }
    return CHORA_OK;
}

static chora_status place_all(const chora_placing *placing, const chora_area_label *areas,
                              task *tasks, size_t count)
{
    chora_leading *leading = NULL;
    chora_status st = chora_leading_open(placing, areas, count, &leading);
    for (turn now = TURN_NUMBERS; !st && now < TURNS; now++) {
        st = place_all_inside(placing, tasks, count, now);
        if (!st && now != TURN_STAY)
            st = lead_all_out(placing, tasks, count, now, LEAD_CLEAR, leading);
        if (!st && now == TURN_NUMBERS)
            st = lead_all_out(placing, tasks, count, now, LEAD_KEY, leading);
        if (!st && now == TURN_NUMBERS)
            st = place_numbers(placing, tasks, count);
        if (!st && now == TURN_NUMBERS)
            st = lead_all_out(placing, tasks, count, now, LEAD_ANYHOW, leading);
    }
    chora_leading_close(leading);
    for (size_t i = 0; i < count; i++)
        placing->result->dropped += !tasks[i].done && has_words(tasks[i].area);
    return st;
}

chora_status chora_label_areas(chora_label_field *field, const chora_area_label *areas,
                               size_t count, const chora_style *style, const chora_ruler *ruler,
                               chora_group *labels, chora_group *leaders,
                               chora_label_result *result, chora_error *err)
{
    chora_label_result told = { 0 };
    chora_placing placing = { field, style, ruler, labels, leaders, &told, chora_arena_new(), err };
    task *tasks = chora_alloc(count + 1, sizeof *tasks);
    chora_status st = CHORA_OK;
    if (!tasks || !placing.scratch) {
        st = chora_no_memory(err);
        goto done;
    }
    for (size_t i = 0; i < count; i++)
        tasks[i] = (task){ &areas[i], turn_of(&areas[i]), false };
    qsort(tasks, count, sizeof *tasks, by_rank);
    st = place_all(&placing, areas, tasks, count);
    if (!st)
        *result = told;
done:
    free(tasks);
    chora_arena_free(placing.scratch);
    return st;
}
