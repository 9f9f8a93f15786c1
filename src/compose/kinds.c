#include "compose/kinds.h"

#include "base/text.h"
#include "compose/wording.h"

#include <ctype.h>
#include <string.h>

static char *spaced(const char *word, chora_arena *arena)
{
    char *label = chora_arena_strdup(arena, word);
    for (char *c = label; label && *c; c++)
        if (*c == '_')
            *c = ' ';
    return label;
}

const char *chora_kinds_inner(const char *word, chora_arena *arena)
{
    return spaced(word, arena);
}

const char *chora_kinds_readable(const char *word, chora_arena *arena)
{
    char *label = spaced(word, arena);
    if (label && (unsigned char)*label < 0x80)
        *label = (char)toupper((unsigned char)*label);
    return label;
}

/* ---- claims ---------------------------------------------------------------------------------- */

static const struct {
    const char *word, *label, *note; /* phrases */
    chora_glyph_shape shape;
    chora_glyph_fill fill;
} claims[] = {
    { "claimed", "claim.claimed", "claim.claimed-note", CHORA_GLYPH_CIRCLE, CHORA_FILL_FULL },
    { "attributed", "claim.attributed", "claim.attributed-note", CHORA_GLYPH_CIRCLE,
      CHORA_FILL_HALF },
    { "suspected", "claim.suspected", "claim.suspected-note", CHORA_GLYPH_CIRCLE,
      CHORA_FILL_HOLLOW },
    { "none", "claim.none", "claim.none-note", CHORA_GLYPH_CIRCLE, CHORA_FILL_DOT },
    { "", "kinds.not-stated", NULL, CHORA_GLYPH_X, CHORA_FILL_FULL },
};

/* Index in `claims`, or -1. */
static int claim_index(const char *word)
{
    for (size_t i = 0; i < sizeof claims / sizeof *claims; i++)
        if (strcmp(claims[i].word, word) == 0)
            return (int)i;
    return -1;
}

static bool are_claims(const chora_table *table)
{
    for (size_t i = 0; i < chora_table_categories(table); i++)
        if (claim_index(chora_table_category(table, i)) < 0)
            return false;
    return true;
}

static chora_status add_kind(chora_kinds *kinds, const char *word, const char *label,
                             const char *note, chora_glyph glyph, chora_error *err)
{
    if (!label || !note)
        return chora_no_memory(err);
    kinds->kinds[kinds->count++] = (chora_kind){ glyph, word, label, note, false };
    return CHORA_OK;
}

static chora_status make_claims(const chora_figure_inputs *inputs, const chora_table *table,
                                chora_arena *arena, chora_kinds *kinds, chora_error *err)
{
    chora_status st = CHORA_OK;
    kinds->claims = true;
    for (size_t i = 0; !st && i < chora_table_categories(table); i++) {
        const char *word = chora_table_category(table, i);
        int claim = claim_index(word);
        chora_glyph glyph = { claims[claim].shape, claims[claim].fill,
                              inputs->style->symbol_incident };
        kinds->of[i] = (uint8_t)kinds->count;
        st = add_kind(kinds, word, chora_say(inputs->words, arena, claims[claim].label, NULL),
                      claims[claim].note ? chora_say(inputs->words, arena, claims[claim].note, NULL)
                                         : "",
                      glyph, err);
    }
    return st;
}

/* ---- any other column ------------------------------------------------------------------------ */

/* How many words get a form of their own: all, or all but those that "other" stands for. */
static size_t own_forms(const chora_table *table, size_t *stated)
{
    size_t count = chora_table_categories(table);
    *stated = count && !*chora_table_category(table, count - 1) ? count - 1 : count;
    return *stated <= CHORA_KINDS_OWN ? *stated : CHORA_KINDS_OWN - 1;
}

/* "3 more words". */
static const char *say_more(const chora_words *words, size_t count, chora_arena *arena)
{
    char number[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(words, (double)count, true, number);
    return chora_say_many(words, arena, "kinds.other-note", (double)count, number, NULL);
}

static chora_status make_words(const chora_figure_inputs *inputs, const chora_table *table,
                               const chora_figure_layer *layer, chora_arena *arena,
                               chora_kinds *kinds, chora_error *err)
{
    const chora_style *style = inputs->style;
    static const chora_glyph_shape shapes[CHORA_KINDS_OWN] = {
        CHORA_GLYPH_CIRCLE, CHORA_GLYPH_SQUARE, CHORA_GLYPH_TRIANGLE, CHORA_GLYPH_DIAMOND,
        CHORA_GLYPH_DOWN,   CHORA_GLYPH_PLUS,   CHORA_GLYPH_STAR,
    };
    /* Without colours neighbours in the list differ in both. */
    static const chora_glyph_fill fills[CHORA_KINDS_OWN] = {
        CHORA_FILL_FULL, CHORA_FILL_HOLLOW, CHORA_FILL_FULL,   CHORA_FILL_HOLLOW,
        CHORA_FILL_HALF, CHORA_FILL_FULL,   CHORA_FILL_HOLLOW,
    };
    chora_colour colours[CHORA_KINDS_OWN];
    size_t stated = 0, own = own_forms(table, &stated);
    const char *palette = layer->palette ? layer->palette : style->categories;
    chora_status st = chora_palette_colours(palette, own, false, colours, err);
    for (size_t i = 0; !st && i < own; i++) {
        const char *word = chora_table_category(table, i);
        chora_glyph glyph = style->class_hatch_count
                                ? (chora_glyph){ shapes[i], fills[i], style->ink }
                                : (chora_glyph){ shapes[i], CHORA_FILL_FULL, colours[i] };
        kinds->of[i] = (uint8_t)kinds->count;
        st = add_kind(kinds, word, chora_kinds_readable(word, arena), "", glyph, err);
    }
    if (!st && stated > own) {
        for (size_t i = own; i < stated; i++)
            kinds->of[i] = (uint8_t)kinds->count;
        chora_glyph other = { CHORA_GLYPH_CIRCLE, CHORA_FILL_HOLLOW, style->ink2 };
        st = add_kind(kinds, "other", chora_say(inputs->words, arena, "kinds.other", NULL),
                      say_more(inputs->words, stated - own, arena), other, err);
        if (!st)
            kinds->kinds[kinds->count - 1].is_rest = true;
    }
    if (!st && stated < chora_table_categories(table)) {
        kinds->of[stated] = (uint8_t)kinds->count;
        chora_glyph nothing = { CHORA_GLYPH_X, CHORA_FILL_FULL, style->ink2 };
        st = add_kind(kinds, "", chora_say(inputs->words, arena, "kinds.not-stated", NULL), "",
                      nothing, err);
    }
    return st;
}

/* ---- together -------------------------------------------------------------------------------- */

static bool any_unverified(const chora_mark *marks, int64_t count)
{
    for (int64_t i = 0; marks && i < count; i++)
        if (marks[i].unverified)
            return true;
    return false;
}

static bool has_unverified(const chora_table *table)
{
    for (size_t p = 0; p < chora_table_periods(table); p++) {
        size_t count = 0;
        const chora_symbol *symbols = chora_table_symbols(table, p, &count);
        for (size_t i = 0; i < count; i++)
            if (any_unverified(symbols[i].marks, symbols[i].incidents))
                return true;
        const chora_listed *lists = chora_table_pointless(table, p, &count);
        for (size_t i = 0; i < count; i++)
            if (any_unverified(lists[i].marks, lists[i].incidents))
                return true;
    }
    return false;
}

chora_status chora_kinds_make(const chora_figure_inputs *inputs, size_t layer, chora_arena *arena,
                              chora_kinds *out, chora_error *err)
{
    const chora_figure_layer *of = &inputs->figure->layers[layer];
    const chora_table *table = inputs->tables[layer];
    chora_kinds kinds = { .each = of->at == CHORA_AT_INCIDENT, .told = of->by != NULL };
    chora_status st = CHORA_OK;
    if (!of->by && kinds.each)
        st = add_kind(
            &kinds, "incident", "Incident", "",
            (chora_glyph){ CHORA_GLYPH_CIRCLE, CHORA_FILL_FULL, inputs->style->symbol_incident },
            err);
    else if (of->by && chora_text_compare_nocase(of->by, "claim") == 0 && are_claims(table))
        st = make_claims(inputs, table, arena, &kinds, err);
    else if (of->by)
        st = make_words(inputs, table, of, arena, &kinds, err);
    kinds.unverified = kinds.claims && has_unverified(table);
    if (!st)
        *out = kinds;
    return st;
}

chora_glyph chora_kind_glyph(const chora_kinds *kinds, size_t kind, bool unverified)
{
    chora_glyph glyph = kinds->kinds[kind].glyph;
    if (kinds->claims && unverified && glyph.shape == CHORA_GLYPH_CIRCLE)
        glyph.shape = CHORA_GLYPH_DIAMOND;
    return glyph;
}

static void count_marks(const chora_kinds *kinds, const chora_mark *marks, int64_t count,
                        chora_kind_counts *counts)
{
    for (int64_t i = 0; i < count; i++) {
        counts->of[marks ? kinds->of[marks[i].category] : 0]++;
        counts->unverified += marks && marks[i].unverified;
    }
}

chora_kind_counts chora_kinds_count(const chora_kinds *kinds, const chora_table *table,
                                    size_t period, bool with_lists)
{
    chora_kind_counts counts = { 0 };
    size_t count = 0;
    if (kinds->count == 0)
        return counts;
    const chora_symbol *symbols = chora_table_symbols(table, period, &count);
    for (size_t i = 0; i < count; i++) {
        count_marks(kinds, symbols[i].marks, symbols[i].incidents, &counts);
        counts.points += symbols[i].incidents;
        counts.town += symbols[i].district;
    }
    const chora_listed *lists = chora_table_pointless(table, period, &count);
    for (size_t i = 0; with_lists && i < count; i++) {
        count_marks(kinds, lists[i].marks, lists[i].incidents, &counts);
        counts.listed += lists[i].incidents;
    }
    return counts;
}

static double largest_of(const chora_kinds *kinds, const chora_symbol *symbol)
{
    double sums[CHORA_KINDS_MAX] = { 0 }, largest = 0;
    for (int64_t i = 0; symbol->marks && i < symbol->incidents; i++)
        sums[kinds->of[symbol->marks[i].category]] += symbol->marks[i].value;
    for (size_t k = 0; k < kinds->count; k++)
        largest = sums[k] > largest ? sums[k] : largest;
    return largest;
}

double chora_kinds_largest(const chora_kinds *kinds, const chora_table *table)
{
    double largest = 0;
    for (size_t p = 0; p < chora_table_periods(table); p++) {
        size_t count = 0;
        const chora_symbol *symbols = chora_table_symbols(table, p, &count);
        for (size_t i = 0; i < count; i++) {
            double most = largest_of(kinds, &symbols[i]);
            largest = most > largest ? most : largest;
        }
    }
    return largest;
}
