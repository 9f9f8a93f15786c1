/* What both forms of the symbols' legend say. */
#include "compose/account_text.h"
#include "compose/legend.h"
#include "compose/legend_kinds_step.h"
#include "compose/wording.h"

#include <math.h>
#include <string.h>

static void add_counts(chora_kind_counts *sum, const chora_kind_counts *more)
{
    for (size_t k = 0; k < CHORA_KINDS_MAX; k++)
        sum->of[k] += more->of[k];
    sum->unverified += more->unverified;
    sum->points += more->points;
    sum->listed += more->listed;
    sum->town += more->town;
}

/* By name; there are few. */
static void sort_lists(chora_kinds_legend *legend)
{
    if (!legend->arena || legend->list_count == 0)
        return;
    chora_listed *lists =
        chora_arena_copy(legend->arena, legend->lists, legend->list_count, sizeof *lists);
    if (!lists) {
        chora_drawing_check(legend->drawing, chora_no_memory(legend->drawing->err));
        return;
    }
    for (size_t i = 1; i < legend->list_count; i++) {
        chora_listed moved = lists[i];
        size_t at = i;
        for (; at > 0 && strcmp(chora_kinds_list_name(legend, &moved),
                                chora_kinds_list_name(legend, &lists[at - 1])) < 0;
             at--)
            lists[at] = lists[at - 1];
        lists[at] = moved;
    }
    legend->lists = lists;
}

bool chora_kinds_legend_open(chora_drawing *drawing, const chora_base_map *base,
                             const chora_figure_inputs *inputs, size_t period, chora_box box,
                             bool draw, chora_kinds_legend *out)
{
    const chora_table *table = inputs->tables[base->circles];
    chora_kinds_legend legend = { .drawing = drawing,
                                  .base = base,
                                  .inputs = inputs,
                                  .style = inputs->style,
                                  .kinds = &base->kinds,
                                  .period = period,
                                  .box = box,
                                  .arena = chora_drawing_arena(drawing),
                                  .draw = draw };
    legend.counts = chora_kinds_count(&base->kinds, table, period, base->choropleth < 0);
    for (size_t p = 0; p < chora_table_periods(table); p++) {
        chora_kind_counts counts = chora_kinds_count(&base->kinds, table, p, base->choropleth < 0);
        add_counts(&legend.ever, &counts);
    }
    if (base->choropleth < 0) /* with a choropleth they are colours */
        legend.lists = chora_table_pointless(table, period, &legend.list_count);
    sort_lists(&legend);
    *out = legend;
    return legend.arena && !drawing->status;
}

const char *chora_kinds_title(const chora_kinds_legend *legend)
{
    const chora_figure_layer *layer = &legend->inputs->figure->layers[legend->base->circles];
    if (layer->legend_title)
        return layer->legend_title;
    if (legend->kinds->each)
        return chora_say(legend->inputs->words, legend->arena, "kinds.each", NULL);
    return chora_legend_title(legend->inputs->words, layer, &layer->measure, true, legend->arena);
}

const char *chora_kinds_list_head(const chora_kinds_legend *legend)
{
    char number[CHORA_NUMBER_TEXT_MAX];
    int64_t listed = 0;
    for (size_t i = 0; i < legend->list_count; i++)
        listed += legend->lists[i].incidents;
    chora_number_text(legend->inputs->words, (double)listed, true, number);
    return chora_say_many(legend->inputs->words, legend->arena, "listed.head", (double)listed,
                          number, NULL);
}

/* Finer levels than the district have a name, but nobody knows where it is. */
static const char *level_word(int level)
{
    return level < CHORA_DISTRICT ? "place" : chora_precision_name((chora_precision)level);
}

const char *chora_kinds_list_note(const chora_kinds_legend *legend)
{
    const chora_words *words = legend->inputs->words;
    int64_t known[CHORA_NOT_STATED] = { 0 };
    int levels = 0, last = 0;
    for (size_t i = 0; i < legend->list_count; i++)
        for (int level = 0; level < CHORA_NOT_STATED; level++)
            known[level < CHORA_DISTRICT ? 0 : level] += legend->lists[i].known[level];
    for (int level = 0; level < CHORA_NOT_STATED; level++)
        if (known[level] > 0) {
            levels++;
            last = level;
        }
    if (levels == 1)
        return chora_say_of(words, legend->arena, "listed.only", level_word(last), NULL);
    chora_buffer text = CHORA_BUFFER_INIT(1024);
    for (int level = 0; level < CHORA_NOT_STATED; level++)
        if (known[level] > 0) {
            const char *part = chora_account_level_text(words, known[level], level, legend->arena);
            chora_list_add(words, &text, part ? part : "");
        }
    const char *out = chora_arena_strdup(legend->arena, chora_buffer_text(&text));
    chora_buffer_free(&text);
    return out;
}

const char *chora_kinds_list_name(const chora_kinds_legend *legend, const chora_listed *listed)
{
    size_t index = chora_areas_index(legend->inputs->areas, listed->area_id);
    if (index != CHORA_NO_INDEX)
        return legend->inputs->areas->areas[index].name;
    for (int i = 0; i < 2; i++) {
        const chora_areas *wider = legend->inputs->wider[i];
        index = wider ? chora_areas_index(wider, listed->area_id) : CHORA_NO_INDEX;
        if (index != CHORA_NO_INDEX)
            return wider->areas[index].name;
    }
    const char *name = chora_say(legend->inputs->words, legend->arena, "listed.elsewhere", NULL);
    return name ? name : "";
}

double chora_kinds_text(const chora_kinds_legend *legend, const char *role, const char *text,
                        chora_type type, chora_xy baseline, chora_align align)
{
    if (!text) {
        chora_drawing_check(legend->drawing, chora_no_memory(legend->drawing->err));
        return 0;
    }
    chora_meaning meaning = { .layer = "legend", .role = role };
    if (legend->draw)
        chora_draw_text(legend->drawing, meaning, baseline, align, type, text);
    return chora_draw_width(legend->drawing, type, text);
}

double chora_kinds_glyph_radius(const chora_kinds_legend *legend)
{
    return legend->style->incident_inset_radius_pt;
}

void chora_kinds_glyph(const chora_kinds_legend *legend, size_t kind, bool unverified, chora_xy at)
{
    if (!legend->draw)
        return;
    chora_glyph glyph = chora_kind_glyph(legend->kinds, kind, unverified);
    chora_meaning meaning = { .layer = "legend", .role = "legend-symbol" };
    chora_glyph_draw(legend->drawing, meaning, glyph, at,
                     chora_glyph_packed(glyph.shape, chora_kinds_glyph_radius(legend)),
                     legend->style->incident_stroke_pt, 0, legend->style->paper);
}
