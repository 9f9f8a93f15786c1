/* What a page of small multiples says. */
#include "compose/account_text.h"
#include "compose/chart.h"
#include "compose/multiples_inside.h"
#include "compose/wording.h"

chora_panel_sum chora_panel_sum_of(const chora_panel *panel, double factor)
{
    chora_panel_sum sum = { .total = 0 };
    for (size_t a = 0; a < chora_table_areas(panel->table); a++) {
        chora_cell cell = chora_table_cell(panel->table, a, panel->period);
        sum.covered = sum.covered || cell.state != CHORA_CELL_NOT_COVERED;
        sum.partial = sum.partial || cell.partial;
        sum.no_data = sum.no_data || cell.state == CHORA_CELL_NO_DATA;
        sum.not_covered = sum.not_covered || cell.state == CHORA_CELL_NOT_COVERED;
        if (cell.state == CHORA_CELL_NUMBER && cell.value != 0) {
            sum.above_zero++;
            sum.total += cell.value * factor;
        }
    }
    chora_withheld hidden;
    if (chora_table_withheld(panel->table, panel->period, &hidden) && hidden.areas)
        sum.total = hidden.area_total * factor;
    sum.is_withheld = hidden.is_sum_withheld;
    sum.has_numbers = sum.above_zero > 0 || sum.no_data;
    return sum;
}

static const char *kept(chora_buffer *text, chora_arena *arena)
{
    const char *out = text->failed ? NULL : chora_arena_strdup(arena, chora_buffer_text(text));
    chora_buffer_free(text);
    return out;
}

static const char *number_text(const chora_words *words, double value, bool whole,
                               chora_arena *arena)
{
    char number[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(words, value, whole, number);
    return chora_arena_strdup(arena, number);
}

const char *chora_panel_title(const chora_words *words, const chora_panel *panel, bool star,
                              chora_arena *arena)
{
    const char *title;
    if (panel->value && *panel->value)
        title = chora_chart_value_words(words, panel->value, arena);
    else if (panel->value)
        title = chora_say(words, arena, "series.not-stated", NULL);
    else
        title = chora_period_words(words, chora_table_period(panel->table, panel->period), arena);
    return title && star ? chora_arena_printf(arena, "%s*", title) : title;
}

/* ---- the finding ----------------------------------------------------------------------------- */

typedef struct {
    size_t top, empty;
    double total, highest;
    bool tied, partial, whole, is_withheld;
} series_findings;

static series_findings findings_of(const chora_multiples *multiples)
{
    series_findings found = { .whole = true };
    for (size_t i = 0; i < multiples->count; i++) {
        chora_panel_sum sum = chora_panel_sum_of(&multiples->panels[i], 1);
        found.total += sum.total;
        found.empty += sum.covered && !sum.has_numbers;
        found.partial = found.partial || sum.partial;
        found.is_withheld = found.is_withheld || sum.is_withheld;
        found.whole = found.whole && chora_table_is_whole(multiples->panels[i].table);
        found.tied = sum.total == found.highest  ? true
                     : sum.total > found.highest ? false
                                                 : found.tied;
        if (sum.total > found.highest) {
            found.highest = sum.total;
            found.top = i;
        }
    }
    return found;
}

const char *chora_panel_step(chora_period_kind kind)
{
    switch (chora_period_step(kind)) {
    case CHORA_PERIOD_MONTH:
        return "month";
    case CHORA_PERIOD_QUARTER:
        return "quarter";
    default:
        return "year";
    }
}

static const char *empties_text(const chora_figure_inputs *inputs, const chora_multiples *multiples,
                                const series_findings *found, chora_arena *arena)
{
    const chora_words *words = inputs->words;
    if (multiples->column || found->empty == 0)
        return "";
    chora_period_kind kind = chora_table_period(multiples->panels[0].table, 0).kind;
    return chora_say_many_of(words, arena, "series.empty", chora_panel_step(kind),
                             (double)found->empty,
                             number_text(words, (double)found->empty, true, arena), "all",
                             number_text(words, (double)multiples->count, true, arena), NULL);
}

/* "Most in April 2022: 12 of the 74 incidents; 6 of the 24 months have nothing on record" */
static const char *finding_text(const chora_figure_inputs *inputs, const chora_multiples *multiples,
                                const series_findings *found, chora_arena *arena)
{
    const chora_words *words = inputs->words;
    const chora_figure_measure *measure = &inputs->figure->layers[0].measure;
    const char *key = chora_measure_key(measure), *most = "";
    if (found->is_withheld)
        return empties_text(inputs, multiples, found, arena);
    if (found->total == 0)
        return chora_say(words, arena, "empty.no-incidents", NULL);
    bool rate = measure->per > 0 || measure->per_value;
    if (key && !rate && !found->tied)
        most = chora_say(
            words, arena, multiples->column ? "series.most-often" : "series.most", "panel",
            chora_panel_title(words, &multiples->panels[found->top], false, arena), "top",
            number_text(words, found->highest, found->whole, arena), "all",
            chora_measure_counted(words, measure, found->total, found->whole, arena), NULL);
    else if (key && !rate)
        most = chora_measure_counted(words, measure, found->total, found->whole, arena);
    const char *empty = empties_text(inputs, multiples, found, arena);
    if (!most || !empty)
        return NULL;
    return chora_arena_printf(arena, "%s%s%s", most,
                              *most && *empty ? chora_words_clause(words) : "", empty);
}

/* ---- notes ----------------------------------------------------------------------------------- */

static const char *day_text(const chora_words *words, chora_day day, chora_arena *arena)
{
    chora_buffer text = CHORA_BUFFER_INIT(CHORA_FINDINGS_PERIOD_MAX);
    chora_words_day(words, day, false, &text);
    return kept(&text, arena);
}

static const char *partial_text(const chora_words *words, const chora_table *table,
                                chora_arena *arena)
{
    chora_day first, last;
    chora_table_span(table, &first, &last);
    return chora_say(words, arena, "note.partial-between", "from", day_text(words, first, arena),
                     "to", day_text(words, last, arena), NULL);
}

static const char *notes_text(const chora_figure_inputs *inputs, const chora_multiples *multiples,
                              const series_findings *found, chora_arena *arena)
{
    const chora_words *words = inputs->words;
    bool rate = inputs->figure->layers[0].measure.per > 0;
    const char *parts[] = {
        multiples->note ? multiples->note : "",
        found->partial && !multiples->column
            ? partial_text(words, multiples->panels[0].table, arena)
            : "",
        chora_say(words, arena, rate ? "series.note-rate" : "series.note", NULL),
        found->empty && !multiples->column ? chora_say(words, arena, "series.no-proof", NULL) : "",
    };
    return chora_texts_join(words, parts, sizeof parts / sizeof *parts, arena);
}

static void add_sources(const chora_figure_inputs *inputs, const chora_base_map *base,
                        const char *notes, chora_arena *arena, chora_texts *out)
{
    const chora_figure *figure = inputs->figure;
    const char *own = inputs->style->disclaimer;
    const char *first[] = { notes, figure->source ? figure->source : inputs->incidents_source,
                            inputs->boundaries_source };
    const char *second[] = { base ? base->map_note : "",
                             own ? own : chora_say(inputs->words, arena, "disclaimer", NULL) };
    out->sources[0] = chora_texts_join(inputs->words, first, 3, arena);
    out->sources[1] = chora_texts_join(inputs->words, second, 2, arena);
}

chora_status chora_multiples_texts(const chora_figure_inputs *inputs,
                                   const chora_multiples *multiples, const chora_base_map *base,
                                   chora_arena *arena, chora_texts *out, chora_error *err)
{
    const chora_figure *figure = inputs->figure;
    series_findings found = findings_of(multiples);
    chora_fillings with = { chora_period_words(inputs->words, multiples->span, arena),
                            inputs->country, chora_table_dataset(multiples->panels[0].table),
                            found.is_withheld
                                ? chora_say(inputs->words, arena, "number.withheld", NULL)
                                : number_text(inputs->words, found.total, found.whole, arena) };
    const char *notes = notes_text(inputs, multiples, &found, arena);
    const char *title = chora_title_words(inputs->words, figure, inputs->country, arena);
    chora_texts texts = { .words = inputs->words, .note = "" };
    if (!with.period || !with.total || !notes || !title)
        return chora_no_memory(err);
    texts.title = chora_fill(title, &with, arena);
    texts.subtitle = figure->subtitle ? chora_fill(figure->subtitle, &with, arena)
                                      : finding_text(inputs, multiples, &found, arena);
    texts.account = chora_account_text(inputs->words, &multiples->account, NULL, arena);
    add_sources(inputs, base, notes, arena, &texts);
    if (!texts.title || !texts.subtitle || !texts.account || !texts.sources[0] || !texts.sources[1])
        return chora_no_memory(err);
    *out = texts;
    return CHORA_OK;
}

/* ---- alt text -------------------------------------------------------------------------------- */

const char *chora_multiples_alt_text(const chora_figure_inputs *inputs,
                                     const chora_multiples *multiples, const chora_texts *texts,
                                     chora_arena *arena)
{
    const chora_words *words = inputs->words;
    chora_buffer list = CHORA_BUFFER_INIT(16 * 1024);
    for (size_t i = 0; i < multiples->count; i++) {
        const chora_panel *panel = &multiples->panels[i];
        char number[CHORA_NUMBER_TEXT_MAX];
        chora_panel_sum sum = chora_panel_sum_of(panel, 1);
        const char *title = chora_panel_title(words, panel, false, arena);
        chora_number_text(words, sum.total, chora_table_is_whole(panel->table), number);
        const char *told =
            sum.is_withheld ? chora_say(words, arena, "number.withheld", NULL) : number;
        const char *says = title && told ? chora_arena_printf(arena, "%s %s", title, told) : NULL;
        chora_list_add(words, &list, says ? says : "");
    }
    const char *totals = kept(&list, arena);
    const char *parts[] = {
        chora_say(words, arena, "alt.multiples", "title", texts->title, "n",
                  number_text(words, (double)multiples->count, true, arena), NULL),
        texts->subtitle,
        inputs->figure->layers[0].measure.per > 0
            ? ""
            : chora_say(words, arena, "alt.panels", "list", totals, NULL),
    };
    return totals && parts[0] && parts[2] ? chora_texts_join(words, parts, 3, arena) : NULL;
}
