#include "compose/class_lines.h"

#include "compose/draw.h"

#include <math.h>

static const double rising_deg = 135, falling_deg = 45;

static void set_class(const chora_style *style, chora_class_colours *colours, size_t class,
                      size_t index, double angle_deg)
{
    const chora_class_hatch *hatch = &style->class_hatches[index];
    bool solid = hatch->gap_pt <= 0;
    colours->of[class] = solid ? style->ink : style->paper;
    colours->hatch[class] = (chora_hatch){ 0 };
    if (!solid)
        colours->hatch[class] = (chora_hatch){ hatch->gap_pt, hatch->width_pt, angle_deg,
                                               style->ink,    hatch->crossed,  false };
}

/* Steps from the middle one, which is white: fewer fall, more rise. */
static chora_status line_changes(const chora_style *style, chora_class_colours *colours,
                                 chora_error *err)
{
    size_t count = colours->classes->count, middle = count / 2;
    if (middle > style->class_hatch_count)
        return chora_fail(err, CHORA_EINVAL, "style %s has lines for %zu classes, not %zu",
                          style->name, 2 * style->class_hatch_count + 1, count);
    for (size_t i = 0; i < count; i++) {
        size_t away = i < middle ? middle - i : i - middle + (count % 2 == 0);
        if (away == 0)
            colours->of[i] = style->paper;
        else
            set_class(style, colours, i, away - 1, i < middle ? falling_deg : rising_deg);
    }
    return CHORA_OK;
}

chora_status chora_class_lines(const chora_style *style, chora_class_colours *colours,
                               chora_error *err)
{
    size_t count = colours->classes->count, most = style->class_hatch_count;
    if (colours->is_change)
        return line_changes(style, colours, err);
    if (count > most)
        return chora_fail(err, CHORA_EINVAL,
                          "style %s has lines for %zu classes, not %zu; write classes: {count: "
                          "%zu}",
                          style->name, most, count, most);
    for (size_t i = 0; i < count; i++) {
        double step = count > 1 ? (double)(most - 1) / (double)(count - 1) : 0;
        set_class(style, colours, i, (size_t)lround(step * (double)i), rising_deg);
    }
    return CHORA_OK;
}
