/**
 * @file
 * What the label rules share: order, colours, sizes, and setting a label down.
 */
#ifndef CHORA_COMPOSE_LABEL_PLACING_H
#define CHORA_COMPOSE_LABEL_PLACING_H

#include "compose/label_form.h"
#include "compose/label_ink.h"
#include "compose/label_spot.h"

#define CHORA_LABEL_MM (72.0 / 25.4)
/** Of an area's label from its border and from symbols. */
#define CHORA_LABEL_CLEARANCE_PT (0.22 * CHORA_LABEL_MM)

/** One call of placing, all borrowed. */
typedef struct {
    chora_label_field *field;
    const chora_style *style;
    const chora_ruler *ruler;
    chora_group *labels, *leaders;
    chora_label_result *result;
    chora_arena *scratch; /**< Words of the labels being tried. */
    chora_error *err;
} chora_placing;

/** Sizes to be tried, largest first, none below the style's minimum; answers how many. */
size_t chora_label_sizes(const chora_style *style, double size_pt, double out[4]);

/** Add the form's text to the labels and block its box. */
chora_status chora_label_set(const chora_placing *placing, const chora_form *form, chora_box box,
                             const chora_form_look *look);

/** Find room for a form inside a ground and set it there. */
chora_status chora_label_set_inside(const chora_placing *placing, const chora_ground *ground,
                                    const chora_form *form, const chora_spot_wish *wish,
                                    const chora_form_look *look, bool *done);

/** Inside the town's own ring, within its area. See labels_towns_ring.c. */
chora_status chora_label_town_ring(const chora_placing *placing, const chora_town_label *town,
                                   const chora_form *form, const chora_form_look *look, bool *done);

/**
 * A town's form at the end of a leader: in its own area or outside all, else, further from liking,
 * wholly in another; a key town's line may cross symbols, and its name lie over a border, when
 * nothing else is left. See labels_towns_far.c.
 */
chora_status chora_label_town_far(const chora_placing *placing, const chora_town_label *town,
                                  const chora_shape *const *areas, size_t area_count,
                                  const chora_form *form, bool *done);

/** Outside with a leader; `done` is false when there is no way. See labels_leaders.c. */
typedef struct chora_leading chora_leading;
chora_status chora_leading_open(const chora_placing *placing, const chora_area_label *areas,
                                size_t count, chora_leading **out);
void chora_leading_close(chora_leading *leading);
/** `clear`: only by a short line that crosses no other area with a number. */
chora_status chora_label_lead_out(chora_leading *leading, const chora_area_label *area, bool is_key,
                                  bool clear, bool *done);

#endif
