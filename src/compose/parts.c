#include "compose/parts.h"

#include "base/text.h"
#include "compose/kinds.h"
#include "compose/wording.h"
#include "style/colour.h"

#include <string.h>

static const double falling_deg = 45, rising_deg = 135;

/* Claims and verification have words of the language; others are printed as they are. */
static chora_part part_of(const chora_figure_inputs *inputs, const char *column, const char *word,
                          chora_arena *arena)
{
    static const char *const known[][2] = { { "claim.claimed", "finding.claim.claimed" },
                                            { "claim.attributed", "finding.claim.attributed" },
                                            { "claim.suspected", "finding.claim.suspected" },
                                            { "claim.none", "finding.claim.none" } };
    const bool claims = chora_text_compare_nocase(column, "claim") == 0;
    chora_part part = { .label = NULL };
    for (size_t i = 0; claims && i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i][0] + strlen("claim."), word) == 0) {
            part.label = part.inner = chora_say(inputs->words, arena, known[i][0], NULL);
            part.told = known[i][1];
            return part;
        }
    if (!*word) {
        part.label = part.inner = chora_say(inputs->words, arena, "kinds.not-stated", NULL);
        part.told = "finding.claim.not-stated";
        return part;
    }
    part.label = chora_kinds_readable(word, arena);
    part.inner = chora_kinds_inner(word, arena);
    return part;
}

/* In the style's colours, or in its lines, the first ones boldest. */
static void set_look(const chora_style *style, size_t index, size_t count, chora_colour colour,
                     chora_part *part)
{
    part->colour = colour;
    if (style->class_hatch_count == 0)
        return;
    /* solid, then lines that grow thinner, rising and falling in turn, then none */
    size_t most = style->class_hatch_count;
    size_t step = index + 1 < count ? index : most;
    part->colour = step == 0 ? style->ink : style->paper;
    if (step == 0 || step >= most)
        return;
    const chora_class_hatch *hatch = &style->class_hatches[most - 1 - step];
    part->hatch =
        (chora_hatch){ hatch->gap_pt, hatch->width_pt, index % 2 ? falling_deg : rising_deg,
                       style->ink,    hatch->crossed,  false };
}

static chora_status add(chora_parts *parts, chora_part part, chora_error *err)
{
    if (!part.label || !part.inner)
        return chora_no_memory(err);
    parts->parts[parts->count++] = part;
    return CHORA_OK;
}

/* The most frequent words; the others are one; what is not stated comes last. */
static chora_status make_words(const chora_figure_inputs *inputs, const chora_figure_layer *layer,
                               const chora_table *table, chora_arena *arena, chora_parts *parts,
                               chora_error *err)
{
    size_t all = chora_table_categories(table);
    bool unstated = all && !*chora_table_category(table, all - 1);
    size_t stated = all - unstated, own = stated <= layer->parts ? stated : layer->parts;
    chora_status st = CHORA_OK;
    for (size_t i = 0; !st && i < own; i++) {
        parts->of[i] = (uint8_t)i;
        st = add(parts, part_of(inputs, layer->by, chora_table_category(table, i), arena), err);
    }
    for (size_t i = own; i < stated; i++)
        parts->of[i] = (uint8_t)own;
    const char *other = chora_say(inputs->words, arena, "kinds.other", NULL);
    if (!st && stated > own)
        st = add(parts, (chora_part){ .label = other, .inner = other }, err);
    if (unstated)
        parts->of[stated] = (uint8_t)parts->count;
    if (!st && unstated)
        st = add(parts, part_of(inputs, layer->by, "", arena), err);
    if (st)
        return st;
    const chora_style *style = inputs->style;
    chora_colour colours[CHORA_PARTS_MAX];
    const char *palette = layer->palette ? layer->palette : "chora-parts";
    st = chora_palette_colours(palette, own, false, colours, err);
    for (size_t i = 0; !st && i < parts->count; i++)
        set_look(style, i, parts->count,
                 i < own                    ? colours[i]
                 : i == own && stated > own ? style->ink3
                                            : style->rule,
                 &parts->parts[i]);
    return st;
}

static chora_status make_halves(const chora_figure_inputs *inputs, const chora_figure_layer *layer,
                                chora_arena *arena, chora_parts *parts, chora_error *err)
{
    static const char *const keys[2] = { "claim.claimed", "twin.verified" };
    static const char *const told[2] = { "finding.claim.claimed", "finding.verified" };
    static const double tint = 0.4;
    const chora_style *style = inputs->style;
    chora_status st = CHORA_OK;
    parts->halves = true;
    for (int i = 0; !st && i < 2; i++) {
        const char *own = layer->halves[i].title;
        bool named = own || strcmp(layer->halves[i].where, "claim = 'claimed'") == 0 ||
                     strcmp(layer->halves[i].where, "verification = 'verified'") == 0;
        const char *phrase = !own && named ? told[i] : NULL;
        if (!own)
            own = named ? chora_say(inputs->words, arena, keys[i], NULL)
                        : chora_arena_strdup(arena, layer->halves[i].where);
        st = add(parts, (chora_part){ .label = own, .inner = own, .told = phrase }, err);
    }
    parts->parts[0].colour = style->class_hatch_count ? style->ink : style->symbol_incident;
    parts->parts[1].colour = style->class_hatch_count
                                 ? style->paper
                                 : chora_colour_mix(style->paper, style->symbol_circle, tint);
    if (style->class_hatch_count)
        parts->parts[1].hatch = (chora_hatch){ style->class_hatches[0].gap_pt,
                                               style->class_hatches[0].width_pt,
                                               rising_deg,
                                               style->ink,
                                               false,
                                               false };
    return st;
}

chora_status chora_parts_make(const chora_figure_inputs *inputs, size_t index, chora_arena *arena,
                              chora_parts *out, chora_error *err)
{
    const chora_figure_layer *layer = &inputs->figure->layers[index];
    chora_parts parts = { .count = 0 };
    chora_status st = CHORA_OK;
    if (layer->is_twin)
        st = make_halves(inputs, layer, arena, &parts, err);
    else if (layer->by)
        st = make_words(inputs, layer, inputs->tables[index], arena, &parts, err);
    if (!st)
        *out = parts;
    return st;
}
