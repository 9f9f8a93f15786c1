/* Small rules that all labels keep. */
#include "compose/label_placing.h"

#include <math.h>

#define WORD_GAP_PT 1.8   /* Left and right of a label, for the next. */
#define GOOD_CONTRAST 4.5 /* WCAG AA for small text. */

chora_colour chora_label_ink(chora_colour own, chora_colour ground)
{
    const chora_colour white = 0xFFFFFFFFu, black = 0x000000FFu;
    if (chora_colour_contrast(own, ground) >= GOOD_CONTRAST)
        return own;
    /* One of the two has it on any ground: the square root of 21 is 4.58. */
    return chora_colour_contrast(white, ground) >= GOOD_CONTRAST ? white : black;
}

size_t chora_label_sizes(const chora_style *style, double size_pt, double out[4])
{
    size_t count = 0;
    for (size_t i = 0; i < 4 && style->area_label_steps[i] > 0; i++)
        if (style->area_label_steps[i] >= style->minimum_pt)
            out[count++] = style->area_label_steps[i];
    if (count == 0)
        out[count++] = fmax(size_pt, style->minimum_pt);
    return count;
}

chora_status chora_label_set(const chora_placing *placing, const chora_form *form, chora_box box,
                             const chora_form_look *look)
{
    chora_status st = chora_form_add(form, box, look, placing->labels, placing->err);
    /* Two names on one line would read as one. */
    chora_box wide = { box.min_x - WORD_GAP_PT, box.min_y, box.max_x + WORD_GAP_PT, box.max_y };
    return st ? st : chora_label_field_block(placing->field, wide, placing->err);
}

chora_status chora_label_set_inside(const chora_placing *placing, const chora_ground *ground,
                                    const chora_form *form, const chora_spot_wish *wish,
                                    const chora_form_look *look, bool *done)
{
    chora_spot_wish sized = *wish;
    chora_box box;
    sized.width = form->width;
    sized.height = form->height;
    chora_status st = chora_spot_find(ground, placing->field, &sized, &box, done, placing->err);
    return st || !*done ? st : chora_label_set(placing, form, box, look);
}
