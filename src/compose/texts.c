#include "compose/texts.h"

#include "compose/wording.h"
#include "measure/account.h"

#include <string.h>

static bool has_period(const char *text)
{
    return text && strstr(text, "{period}");
}

/* A page of a series says which one it is, whatever the figure's author wrote. */
static bool needs_period(const chora_figure *figure, chora_period_kind kind)
{
    return kind != CHORA_PERIOD_ALL && kind != CHORA_PERIOD_SPAN && !has_period(figure->title) &&
           !has_period(figure->subtitle);
}

static const char *title_text(const chora_figure *figure, chora_period_kind kind, bool partial,
                              chora_fillings with, chora_arena *arena)
{
    const char *star = partial ? "*" : "";
    bool marked = has_period(figure->title);
    const char *title = figure->title ? figure->title : "";
    if (needs_period(figure, kind)) {
        title = chora_arena_printf(arena, "%s, {period}", title);
        marked = true;
    }
    if (!title)
        return NULL;
    if (!marked)
        title = chora_arena_printf(arena, "%s%s", title, star);
    with.period = chora_arena_printf(arena, "%s%s", with.period, star);
    return title && with.period ? chora_fill(title, &with, arena) : NULL;
}

/* Sentences joined by spaces, each ended with a full stop. */
static void add_sentence(chora_buffer *text, const char *sentence)
{
    size_t length = sentence ? strlen(sentence) : 0;
    while (length && sentence[length - 1] == ' ')
        length--;
    if (length == 0)
        return;
    if (text->length)
        chora_buffer_add_text(text, " ");
    chora_buffer_add(text, sentence, length);
    if (!strchr(".!?", sentence[length - 1]))
        chora_buffer_add_text(text, ".");
}

const char *chora_texts_join(const char *const *list, size_t count, chora_arena *arena)
{
    chora_buffer text = CHORA_BUFFER_INIT(64 * 1024);
    for (size_t i = 0; i < count; i++)
        add_sentence(&text, list[i]);
    const char *out = text.failed ? NULL : chora_arena_strdup(arena, chora_buffer_text(&text));
    chora_buffer_free(&text);
    return out;
}

static void add_sources(const chora_figure_inputs *inputs, const char *projection,
                        const char *partial, chora_arena *arena, chora_texts *out)
{
    const char *incidents =
        inputs->figure->source ? inputs->figure->source : inputs->incidents_source;
    const char *first[] = { partial, incidents, inputs->boundaries_source };
    const char *second[] = { projection, inputs->style->disclaimer };
    out->sources[0] = chora_texts_join(first, 3, arena);
    out->sources[1] = chora_texts_join(second, 2, arena);
}

static chora_status all_made(const chora_texts *texts, chora_error *err)
{
    bool made = texts->title && texts->subtitle && texts->sources[0] && texts->sources[1];
    return made ? CHORA_OK : chora_no_memory(err);
}

static const char *account_text(const chora_base_map *base, const chora_table *table,
                                const chora_findings *findings, size_t period, chora_arena *arena)
{
    chora_account circles = chora_table_symbol_account(table, period);
    chora_buffer text = CHORA_BUFFER_INIT(4096);
    chora_account_sentence(base->choropleth >= 0 ? &findings->account : NULL,
                           base->circles >= 0 ? &circles : NULL, &text);
    const char *out = text.failed ? NULL : chora_arena_strdup(arena, chora_buffer_text(&text));
    chora_buffer_free(&text);
    return out;
}

chora_status chora_texts_of(const chora_base_map *base, const chora_figure_inputs *inputs,
                            const chora_findings *findings, size_t period, const char *note,
                            chora_arena *arena, chora_texts *out, chora_error *err)
{
    const chora_figure *figure = inputs->figure;
    const chora_table *table = chora_base_table(base, inputs);
    char total[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(findings->total, findings->whole, total);
    chora_fillings with = { findings->period, inputs->country, chora_table_dataset(table), total };
    chora_texts texts = { 0 };
    texts.title = title_text(figure, chora_table_period(table, period).kind, findings->partial > 0,
                             with, arena);
    texts.subtitle = figure->subtitle
                         ? chora_fill(figure->subtitle, &with, arena)
                         : chora_findings_sentence(findings, base, inputs, period, arena);
    texts.account = account_text(base, table, findings, period, arena);
    add_sources(inputs, base->map_note,
                chora_findings_partial_note(findings, base, inputs, period, arena), arena, &texts);
    texts.note = note;
    if (!texts.account)
        return chora_no_memory(err);
    *out = texts;
    return all_made(&texts, err);
}

/* ---- making room ---------------------------------------------------------------------------- */

static const char *longest_period(const chora_table *table, char *label)
{
    chora_period period = chora_table_period(table, 0);
    if (period.kind == CHORA_PERIOD_MONTH)
        return "September 2000";
    if (period.kind == CHORA_PERIOD_QUARTER)
        return "October\xE2\x80\x93"
               "December 2000";
    chora_period_label(period, label);
    return label;
}

static const char *longest_name(const chora_areas *areas)
{
    const char *name = "";
    for (size_t a = 0; a < areas->area_count; a++)
        if (strlen(areas->areas[a].name) > strlen(name))
            name = areas->areas[a].name;
    return name;
}

static const char *longest_draft(const chora_figure_inputs *inputs, const char *total,
                                 chora_arena *arena)
{
    int index = chora_layout_layer(inputs->figure, CHORA_LAYER_CHOROPLETH);
    if (index < 0)
        return "No recorded incidents in 00 towns";
    const chora_figure_layer *layer = &inputs->figure->layers[index];
    const char *noun = chora_measure_noun(&layer->measure, true);
    return chora_arena_printf(arena, "%s saw %s of the %s %s; 00 of %zu %s have none on record",
                              longest_name(inputs->areas), total, total, noun ? noun : "",
                              inputs->areas->area_count, chora_level_word(layer->level, true));
}

chora_status chora_texts_longest(const chora_figure_inputs *inputs, const char *projection,
                                 chora_arena *arena, chora_texts *out, chora_error *err)
{
    const chora_figure *figure = inputs->figure;
    int index = chora_layout_layer(figure, CHORA_LAYER_CHOROPLETH);
    const chora_table *table = inputs->tables[index < 0 ? 0 : index];
    char label[CHORA_PERIOD_TEXT_MAX], total[CHORA_NUMBER_TEXT_MAX];
    chora_number_text((double)chora_table_account(table, 0).accepted, true, total);
    chora_fillings with = { longest_period(table, label), inputs->country,
                            chora_table_dataset(table), total };
    chora_period_kind kind = chora_table_period(table, 0).kind;
    bool series = kind != CHORA_PERIOD_ALL && kind != CHORA_PERIOD_SPAN;
    chora_texts texts = { 0 };
    texts.title = title_text(figure, kind, series, with, arena);
    texts.subtitle = figure->subtitle ? chora_fill(figure->subtitle, &with, arena)
                                      : longest_draft(inputs, total, arena);
    add_sources(inputs, projection, series ? "* Covered from 15 September 2000 only." : "", arena,
                &texts);
    *out = texts;
    return all_made(&texts, err);
}

const char *chora_texts_provenance(const chora_base_map *base, const chora_figure_inputs *inputs,
                                   chora_arena *arena)
{
    const char *hash = chora_table_hash(chora_base_table(base, inputs));
    const char *data = chora_arena_printf(arena, "Data SHA-256 %s", hash ? hash : "");
    const char *list[] = { inputs->figure->source ? inputs->figure->source
                                                  : inputs->incidents_source,
                           inputs->boundaries_source, data };
    return data ? chora_texts_join(list, 3, arena) : NULL;
}
