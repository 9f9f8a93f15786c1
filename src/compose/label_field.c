/* What is taken on the page. */
#include "compose/label_field.h"

#include "compose/page_shape.h"

#include <math.h>
#include <stdlib.h>

#define BAND_PT 8.0
#define CROWD 3000 /* So many boxes lie over each other anyway. */

chora_status chora_label_field_new(chora_box frame, chora_label_field **out, chora_error *err)
{
    chora_label_field *field = chora_alloc(1, sizeof *field);
    if (!field)
        return chora_no_memory(err);
    field->frame = frame;
    if (chora_bands_open(frame.min_y, frame.max_y, BAND_PT, &field->by_height)) {
        free(field);
        return chora_no_memory(err);
    }
    *out = field;
    return CHORA_OK;
}

void chora_label_field_free(chora_label_field *field)
{
    if (!field)
        return;
    chora_bands_close(&field->by_height);
    chora_cover_close(&field->cover);
    free(field->boxes);
    free(field->leaders);
    free(field);
}

static chora_status add_box(chora_label_field *field, chora_box box, chora_error *err)
{
    if (chora_grow((void **)&field->boxes, &field->box_capacity, field->box_count, sizeof box))
        return chora_no_memory(err);
    field->boxes[field->box_count++] = box;
    return CHORA_OK;
}

chora_status chora_label_field_block(chora_label_field *field, chora_box box, chora_error *err)
{
    if (chora_box_is_empty(box))
        return CHORA_OK;
    if (chora_bands_add(&field->by_height, box.min_y, box.max_y, field->box_count))
        return chora_no_memory(err);
    return add_box(field, box, err);
}

static chora_status begin_crowd(chora_label_field *field, chora_error *err)
{
    chora_status st = chora_cover_open(field->frame, &field->cover, err);
    for (size_t i = 0; !st && i < field->box_count; i++)
        chora_cover_add(&field->cover, field->boxes[i]);
    return st;
}

chora_status chora_label_field_block_symbol(chora_label_field *field, chora_box box,
                                            chora_error *err)
{
    if (chora_box_is_empty(box))
        return CHORA_OK;
    if (field->cover.taken) {
        chora_cover_add(&field->cover, box);
        return CHORA_OK;
    }
    chora_status st = add_box(field, box, err);
    return st || field->box_count <= CROWD ? st : begin_crowd(field, err);
}

/* The boxes of a crowd are replaced by what they cover together. */
static chora_status end_crowd(chora_label_field *field, chora_error *err)
{
    free(field->boxes);
    field->boxes = NULL;
    field->box_count = field->box_capacity = 0;
    chora_status st = chora_cover_settle(&field->cover, &field->boxes, &field->box_count, err);
    field->box_capacity = field->box_count;
    return st;
}

chora_status chora_label_field_end_symbols(chora_label_field *field, chora_error *err)
{
    chora_status st = field->cover.taken ? end_crowd(field, err) : CHORA_OK;
    for (size_t i = 0; !st && i < field->box_count; i++)
        if (chora_bands_add(&field->by_height, field->boxes[i].min_y, field->boxes[i].max_y, i))
            st = chora_no_memory(err);
    field->symbol_boxes = field->box_count;
    return st;
}

chora_status chora_label_field_block_leader(chora_label_field *field, chora_leader_line line,
                                            chora_error *err)
{
    if (chora_grow((void **)&field->leaders, &field->leader_capacity, field->leader_count,
                   sizeof line))
        return chora_no_memory(err);
    field->leaders[field->leader_count++] = line;
    return CHORA_OK;
}

static bool is_within(chora_box inner, chora_box outer)
{
    return inner.min_x >= outer.min_x && inner.max_x <= outer.max_x && inner.min_y >= outer.min_y &&
           inner.max_y <= outer.max_y;
}

void chora_circle_bands(chora_xy at, double radius, chora_box out[CHORA_CIRCLE_BANDS])
{
    static const struct {
        double across, up;
    } bands[CHORA_CIRCLE_BANDS] = { { 1, 0.38 }, { 0.92, 0.71 }, { 0.71, 1 } };
    for (int i = 0; i < CHORA_CIRCLE_BANDS; i++) {
        double across = radius * bands[i].across, up = radius * bands[i].up;
        out[i] = (chora_box){ at.x - across, at.y - up, at.x + across, at.y + up };
    }
}

static bool is_one_of(const chora_box *boxes, size_t count, chora_box box)
{
    for (size_t i = 0; i < count; i++)
        if (is_within(box, boxes[i]) && is_within(boxes[i], box))
            return true;
    return false;
}

bool chora_label_field_is_free(const chora_label_field *field, chora_box box, double clearance)
{
    return chora_label_field_is_free_but(field, box, clearance, NULL, 0);
}

bool chora_label_field_is_free_but(const chora_label_field *field, chora_box box, double clearance,
                                   const chora_box *own, size_t own_count)
{
    chora_box wide = chora_box_grow(box, clearance);
    size_t id;
    if (!is_within(wide, field->frame) ||
        (!own_count && field->cover.below && chora_cover_is_hit(&field->cover, wide)))
        return false;
    for (chora_walk walk = chora_bands_walk(&field->by_height, wide.min_y, wide.max_y);
         chora_walk_next(&walk, &id);)
        if (chora_box_overlaps(field->boxes[id], wide) &&
            !is_one_of(own, own_count, field->boxes[id]))
            return false;
    wide = chora_box_grow(wide, CHORA_LEADER_HALF_PT);
    for (size_t i = 0; i < field->leader_count; i++)
        if (chora_segment_meets_box(field->leaders[i].from, field->leaders[i].to, wide))
            return false;
    return true;
}

static bool is_clear_of_boxes(const chora_label_field *field, chora_leader_line line,
                              double clearance, bool over_symbols)
{
    double low = fmin(line.from.y, line.to.y) - clearance;
    double high = fmax(line.from.y, line.to.y) + clearance;
    double left = fmin(line.from.x, line.to.x) - clearance;
    double right = fmax(line.from.x, line.to.x) + clearance;
    size_t id;
    for (chora_walk walk = chora_bands_walk(&field->by_height, low, high);
         chora_walk_next(&walk, &id);) {
        chora_box box = field->boxes[id];
        if (box.max_x < left || box.min_x > right || (over_symbols && id < field->symbol_boxes))
            continue;
        if (!chora_box_holds(box, line.from) &&
            chora_segment_meets_box(line.from, line.to, chora_box_grow(box, clearance)))
            return false;
    }
    return true;
}

bool chora_label_field_leader_is_free(const chora_label_field *field, chora_leader_line line,
                                      double clearance, bool over_symbols)
{
    if (!chora_box_holds(field->frame, line.from) || !chora_box_holds(field->frame, line.to))
        return false;
    for (size_t i = 0; i < field->leader_count; i++)
        if (chora_segment_distance(line.from, line.to, field->leaders[i].from,
                                   field->leaders[i].to) < clearance + 2 * CHORA_LEADER_HALF_PT)
            return false;
    return is_clear_of_boxes(field, line, clearance, over_symbols);
}
