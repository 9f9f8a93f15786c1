/* Names of the neighbours: quiet, spaced, in the part of them that is seen. */
#include "compose/label_placing.h"
#include "compose/page_shape.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define BORDER_PT 2.0    /* From its border. */
#define CLEARANCE_PT 2.5 /* From other things. */
#define AIR_PT 24.0

static int by_rank(const void *a, const void *b)
{
    const chora_area_label *p = *(const chora_area_label *const *)a;
    const chora_area_label *q = *(const chora_area_label *const *)b;
    if (p->rank != q->rank)
        return p->rank < q->rank ? -1 : 1;
    int order = strcmp(p->key ? p->key : "", q->key ? q->key : "");
    return order ? order : strcmp(p->name ? p->name : "", q->name ? q->name : "");
}

static chora_status try_wordings(const chora_placing *placing, const chora_ground *ground,
                                 const chora_area_label *area, const chora_wordings *wordings,
                                 const chora_spot_wish *wish, bool *done)
{
    static const double shares[] = { 1, 0.9, 6.0 / 7 };
    const chora_type type = placing->style->neighbour;
    const chora_form_look look = { "neighbour-label", area->key, area->name, type.colour, 0, 0 };
    chora_status st = CHORA_OK;
    for (size_t i = 0; !st && !*done && i < sizeof shares / sizeof *shares; i++) {
        double size = shares[i] * type.size_pt;
        if (i > 0 && size < placing->style->minimum_pt)
            break;
        chora_label_type sized =
            chora_label_type_at((chora_label_type){ type, type }, size, type.width);
        for (size_t w = 0; !st && !*done && w < wordings->count; w++) {
            chora_form form;
            st = chora_form_measure(&wordings->wordings[w], sized, placing->ruler, &form,
                                    placing->err);
            if (!st)
                st = chora_label_set_inside(placing, ground, &form, wish, &look, done);
        }
    }
    return st;
}

/* The middle of the part that is seen, unless the inner point is seen too. */
static chora_xy target_of(const chora_ground *ground, const chora_area_label *area)
{
    chora_box box = ground->box;
    if (chora_box_holds(box, area->inner) && chora_page_shape_holds(area->shape, area->inner))
        return area->inner;
    return (chora_xy){ (box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2 };
}

static chora_status place_neighbour(const chora_placing *placing, const chora_area_label *area)
{
    chora_wordings wordings;
    chora_ground ground;
    bool done = false;
    chora_status st = CHORA_OK;
    if (area->name && *area->name && area->shape && area->shape->path_count > 0 &&
        chora_box_overlaps(area->shape->box, placing->field->frame)) {
        if (chora_wordings_make(placing->scratch, area->name, NULL, &wordings))
            return chora_no_memory(placing->err);
        st = chora_ground_open(area->shape, placing->field->frame, &ground, placing->err);
        if (st)
            return st;
        chora_spot_wish wish = { .margin = BORDER_PT,
                                 .air = AIR_PT,
                                 .clearance = CLEARANCE_PT,
                                 .target = target_of(&ground, area) };
        st = try_wordings(placing, &ground, area, &wordings, &wish, &done);
        chora_ground_close(&ground);
    }
    placing->result->placed += done;
    placing->result->dropped += !done;
    return st;
}

chora_status chora_label_neighbours(chora_label_field *field, const chora_area_label *neighbours,
                                    size_t count, const chora_style *style,
                                    const chora_ruler *ruler, chora_group *labels,
                                    chora_label_result *result, chora_error *err)
{
    chora_label_result told = { 0 };
    chora_placing placing = { field, style, ruler, labels, NULL, &told, chora_arena_new(), err };
    const chora_area_label **order = chora_alloc(count + 1, sizeof *order);
    chora_status st = order && placing.scratch ? CHORA_OK : chora_no_memory(err);
    if (!st) {
        for (size_t i = 0; i < count; i++)
            order[i] = &neighbours[i];
        qsort(order, count, sizeof *order, by_rank);
    }
    for (size_t i = 0; !st && i < count; i++)
        st = place_neighbour(&placing, order[i]);
    if (!st)
        *result = told;
    free(order);
    chora_arena_free(placing.scratch);
    return st;
}
