/* The name of a town inside its own ring, as long as nothing else is in there. */
#include "compose/label_placing.h"
#include "compose/page_shape.h"

#include <math.h>

#define STEP_PT 1.5
#define STEPS_MAX 40
#define RING_GAP_PT 1.2  /* From the ring's inner edge. */
#define CLEARANCE_PT 0.7 /* From other things. */

static double farthest(chora_xy at, chora_box box)
{
    return hypot(fmax(fabs(box.min_x - at.x), fabs(box.max_x - at.x)),
                 fmax(fabs(box.min_y - at.y), fabs(box.max_y - at.y)));
}

/* In the ring, in its own area, and clear of other symbols and of names. */
static bool may_stand(const chora_placing *placing, const chora_town_label *town, chora_box box)
{
    chora_box own[CHORA_CIRCLE_BANDS];
    chora_circle_bands(town->at, town->radius, own);
    if (farthest(town->at, box) > town->hollow - RING_GAP_PT ||
        !chora_label_field_is_free_but(placing->field, box, CLEARANCE_PT, own, CHORA_CIRCLE_BANDS))
        return false;
    return !town->area ||
           chora_page_shape_contains(town->area, chora_box_grow(box, CHORA_LABEL_CLEARANCE_PT));
}

static chora_box box_at(const chora_town_label *town, const chora_form *form, int across, int down)
{
    double left = town->at.x + across * STEP_PT - form->width / 2;
    double top = town->at.y + down * STEP_PT - form->height / 2;
    return (chora_box){ left, top, left + form->width, top + form->height };
}

/* The nearest to the middle; of two the upper one, then the left one. */
static bool find_room(const chora_placing *placing, const chora_town_label *town,
                      const chora_form *form, chora_box *out)
{
    int reach = (int)fmin(fmax(town->hollow, 0) / STEP_PT, STEPS_MAX), best = 3 * reach * reach;
    bool found = false;
    for (int down = -reach; down <= reach; down++)
        for (int across = -reach; across <= reach; across++) {
            chora_box box = box_at(town, form, across, down);
            int away = across * across + down * down;
            if (away >= best || !may_stand(placing, town, box))
                continue;
            best = away;
            *out = box;
            found = true;
        }
    return found;
}

chora_status chora_label_town_ring(const chora_placing *placing, const chora_town_label *town,
                                   const chora_form *form, const chora_form_look *look, bool *done)
{
    chora_box box = CHORA_BOX_EMPTY;
    *done = find_room(placing, town, form, &box);
    return *done ? chora_label_set(placing, form, box, look) : CHORA_OK;
}
