/* The values of a style file that take more than a kind, and a style made smaller. */
#include "style/style_keys.h"

/* ---- classes without colour ------------------------------------------------------------------ */

#define HATCH(member) CHORA_MEMBER(chora_class_hatch, member)

static const chora_key hatch_keys[] = {
    { "gap", CHORA_KEY_LENGTH, HATCH(gap_pt), .low = 0, .high = 20, .unit = "pt" },
    { "width", CHORA_KEY_LENGTH, HATCH(width_pt), .low = 0, .high = 10, .unit = "pt" },
    { "crossed", CHORA_KEY_BOOL, HATCH(crossed) },
    { .name = NULL },
};

void chora_style_read_hatches(chora_reading *reading, const chora_key *key,
                              const chora_yaml_node *node, void *target)
{
    chora_style *style = target;
    if (node->kind != CHORA_YAML_SEQUENCE || node->count > CHORA_CLASS_HATCHES_MAX) {
        chora_reading_problem(reading, node,
                              "%s takes a list of at most %d hatches, lightest first, as in "
                              "[{gap: 3.6, width: 0.4}, {gap: 0}]",
                              key->name, CHORA_CLASS_HATCHES_MAX);
        return;
    }
    style->class_hatch_count = node->count;
    for (size_t i = 0; i < node->count; i++) {
        style->class_hatches[i] = (chora_class_hatch){ 0 };
        chora_schema_read(reading, &node->items[i], key->name, hatch_keys,
                          &style->class_hatches[i]);
    }
}

/* ---- smaller --------------------------------------------------------------------------------- */

static void divide(const chora_key *keys, void *target, double zoom)
{
    for (; keys->name; keys++) {
        double *member = (double *)((char *)target + keys->place);
        size_t count = keys->kind == CHORA_KEY_LENGTH    ? 1
                       : keys->kind == CHORA_KEY_NUMBERS ? keys->size / sizeof *member
                                                         : 0;
        if (keys->kind == CHORA_KEY_MAPPING)
            divide(keys->keys, member, zoom);
        for (size_t i = 0; i < count; i++)
            member[i] /= zoom;
    }
}

void chora_style_zoom(chora_style *style)
{
    double zoom = style->zoom;
    if (zoom == 1)
        return;
    divide(chora_style_keys(), style, zoom);
    style->circle_mm_per_root /= zoom;
    style->circle_max_mm /= zoom;
    for (size_t i = 0; i < style->class_hatch_count; i++) {
        style->class_hatches[i].gap_pt /= zoom;
        style->class_hatches[i].width_pt /= zoom;
    }
}
