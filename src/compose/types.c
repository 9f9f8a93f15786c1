#include "compose/types.h"

#include "compose/label_placing.h"

#include <math.h>

enum { CONDENSED = 75, SIZES = 4 };

static size_t add(chora_type type, double size_pt, int width, chora_type *out, size_t count)
{
    if (count == CHORA_TYPES_MAX || !(size_pt > 0))
        return count;
    type.size_pt = size_pt;
    type.width = width;
    out[count] = type;
    return count + 1;
}

size_t chora_types_of(const chora_style *style, chora_type out[CHORA_TYPES_MAX])
{
    const chora_type plain[] = { style->title,          style->subtitle,       style->legend_head,
                                 style->legend_subhead, style->legend_label,   style->legend_count,
                                 style->area_zero,      style->town_label,     style->neighbour,
                                 style->scale_bar,      style->reconciliation, style->source };
    const chora_type sized[] = { style->area_label, style->area_number };
    double sizes[SIZES];
    size_t count = 0, steps = chora_label_sizes(style, style->area_label.size_pt, sizes);
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        count = add(plain[i], plain[i].size_pt, plain[i].width, out, count);
    for (size_t t = 0; t < sizeof sized / sizeof *sized; t++)
        for (size_t i = 0; i < steps; i++) {
            count = add(sized[t], sizes[i], sized[t].width, out, count);
            count = add(sized[t], sizes[i], CONDENSED, out, count);
        }
    return count;
}
