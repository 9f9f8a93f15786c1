#include "compose/texts.h"

#include "compose/difference.h"
#include "compose/path.h"
#include "compose/share.h"
#include "compose/shown.h"
#include "compose/wording.h"

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

static const char *title_text(const chora_figure_inputs *inputs, chora_period_kind kind,
                              bool partial, chora_fillings with, chora_arena *arena)
{
    const chora_figure *figure = inputs->figure;
    const char *star = partial ? "*" : "";
    const char *title = chora_title_words(inputs->words, figure, inputs->country, arena);
    const char *unstarred = with.period;
    with.period = chora_arena_printf(arena, "%s%s", unstarred, star);
    const char *filled = title && with.period ? chora_fill(title, &with, arena) : NULL;
    if (!filled || has_period(title))
        return filled;
    if (needs_period(figure, kind))
        return chora_say(inputs->words, arena, "title", "title", filled, "period", with.period,
                         NULL);
    return chora_arena_printf(arena, "%s%s", filled, star);
}

/* Does it end as a sentence does, in any script that Chora writes? */
static bool is_ended(const char *sentence, size_t length)
{
    static const char *const ends[] = { ".", "!", "?", "\xD8\x9F", "\xDB\x94", "\xE3\x80\x82" };
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t n = strlen(ends[i]);
        if (length >= n && memcmp(sentence + length - n, ends[i], n) == 0)
            return true;
    }
    return false;
}

/* Sentences joined by spaces, each ended with a full stop. */
static void add_sentence(const chora_words *words, chora_buffer *text, const char *sentence)
{
    size_t length = sentence ? strlen(sentence) : 0;
    while (length && sentence[length - 1] == ' ')
        length--;
    if (length == 0)
        return;
    if (text->length)
        chora_buffer_add_text(text, " ");
    chora_buffer_add(text, sentence, length);
    if (!is_ended(sentence, length))
        chora_buffer_add_text(text, chora_words_stop(words));
}

const char *chora_texts_join(const chora_words *words, const char *const *list, size_t count,
                             chora_arena *arena)
{
    chora_buffer text = CHORA_BUFFER_INIT(64 * 1024);
    for (size_t i = 0; i < count; i++)
        add_sentence(words, &text, list[i]);
    const char *out = text.failed ? NULL : chora_arena_strdup(arena, chora_buffer_text(&text));
    chora_buffer_free(&text);
    return out;
}

static void add_sources(const chora_figure_inputs *inputs, const char *projection,
                        const char *partial, chora_arena *arena, chora_texts *out)
{
    const char *path = chora_path_note(inputs, arena);
    const char *incidents =
        inputs->figure->source ? inputs->figure->source : inputs->incidents_source;
    const char *first[] = { path, partial, incidents, inputs->boundaries_source };
    const char *own =
        inputs->figure->disclaimer ? inputs->figure->disclaimer : inputs->style->disclaimer;
    const char *second[] = { inputs->style->credit, projection,
                             own ? own : chora_say(inputs->words, arena, "disclaimer", NULL) };
    out->sources[0] = path ? chora_texts_join(inputs->words, first, 4, arena) : NULL;
    out->sources[1] = chora_texts_join(inputs->words, second, 3, arena);
}

static chora_status all_made(const chora_texts *texts, chora_error *err)
{
    bool made = texts->title && texts->subtitle && texts->sources[0] && texts->sources[1];
    return made ? CHORA_OK : chora_no_memory(err);
}

static const char *account_text(const chora_figure_inputs *inputs, size_t period,
                                chora_arena *arena)
{
    if (inputs->changes)
        return chora_difference_account(inputs->words, inputs->changes, period, arena);
    chora_shown shown = { inputs->figure, inputs->tables };
    return chora_shown_text(&shown, period, inputs->words, arena);
}

chora_status chora_texts_of(const chora_base_map *base, const chora_figure_inputs *inputs,
                            const chora_findings *findings, size_t period, const char *note,
                            chora_arena *arena, chora_texts *out, chora_error *err)
{
    const chora_figure *figure = inputs->figure;
    const chora_table *table = chora_base_table(base, inputs);
    char total[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(inputs->words, findings->total, findings->whole, total);
    const char *told = findings->account.is_withheld
                           ? chora_say(inputs->words, arena, "number.withheld", NULL)
                           : total;
    if (!told)
        return chora_no_memory(err);
    chora_fillings with = { findings->period, inputs->country, chora_table_dataset(table), told };
    chora_texts texts = { .words = inputs->words };
    texts.title = title_text(inputs, chora_table_period(table, period).kind, findings->partial > 0,
                             with, arena);
    texts.subtitle = figure->subtitle
                         ? chora_fill(figure->subtitle, &with, arena)
                         : chora_findings_sentence(findings, base, inputs, period, arena);
    texts.account = account_text(inputs, period, arena);
    add_sources(inputs, base->map_note,
                chora_findings_partial_note(findings, base, inputs, period, arena), arena, &texts);
    texts.note = note;
    if (!texts.account)
        return chora_no_memory(err);
    *out = texts;
    return all_made(&texts, err);
}

/* ---- making room ---------------------------------------------------------------------------- */

enum { YEAR = 2000 };

/* The longest name of a month or quarter; other periods have their own. */
static const char *longest_period(const chora_figure_inputs *inputs, const chora_table *table,
                                  chora_arena *arena)
{
    chora_buffer text = CHORA_BUFFER_SMALL(CHORA_FINDINGS_PERIOD_MAX);
    chora_period period = chora_table_period(table, 0);
    const char *longest = "";
    chora_period_kind step = chora_period_step(period.kind);
    bool named = step == CHORA_PERIOD_MONTH || step == CHORA_PERIOD_QUARTER;
    for (int month = 1; month <= (named ? 12 : 1); month++) {
        if (named)
            period = chora_period_of(period.kind, chora_day_from_ymd(YEAR, month, 1));
        chora_buffer_clear(&text);
        chora_words_period(inputs->words, period, &text);
        if (strlen(chora_buffer_text(&text)) > strlen(longest))
            longest = chora_arena_strdup(arena, chora_buffer_text(&text));
        if (!longest)
            break;
    }
    chora_buffer_free(&text);
    return longest;
}

static const char *longest_name(const chora_areas *areas)
{
    const char *name = "";
    for (size_t a = 0; a < areas->area_count; a++)
        if (strlen(areas->areas[a].name) > strlen(name))
            name = areas->areas[a].name;
    return name;
}

static const char *longest_hexagons(const chora_figure_inputs *inputs, const char *all,
                                    const char *total, chora_arena *arena)
{
    const chora_words *words = inputs->words;
    const char *spread =
        chora_say_many(words, arena, "hexagons.spread", 888, total, "all",
                       chora_say(words, arena, "limit.in-mapped", "what", all, NULL), NULL);
    const char *most = chora_say(words, arena, "hexagons.most-around", "top", total, "town",
                                 longest_name(inputs->areas), NULL);
    return spread && most
               ? chora_arena_printf(arena, "%s%s%s", spread, chora_words_clause(words), most)
               : NULL;
}

static const char *longest_draft(const chora_figure_inputs *inputs, double accepted,
                                 const char *total, chora_arena *arena)
{
    const chora_words *words = inputs->words;
    int index = chora_layout_layer(inputs->figure, CHORA_LAYER_CHOROPLETH);
    if (inputs->changes)
        return chora_difference_longest(inputs, longest_name(inputs->areas), arena);
    if (index >= 0 && inputs->figure->layers[index].measure.share_of)
        return chora_share_longest(inputs, longest_name(inputs->areas), accepted, arena);
    const chora_figure_layer *layer = &inputs->figure->layers[index < 0 ? 0 : index];
    const char *all = chora_measure_counted(words, &layer->measure, accepted, true, arena);
    if (layer->kind == CHORA_LAYER_AREA_SYMBOLS)
        return chora_say(words, arena, "finding.kind-most", "kind", longest_name(inputs->areas),
                         "n", total, "all", all, NULL);
    if (layer->kind == CHORA_LAYER_HEXAGONS)
        return longest_hexagons(inputs, all, total, arena);
    char zeros[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(words, 88, true, zeros);
    if (index < 0)
        return chora_say_many(words, arena, "finding.towns", 88, zeros, "all", all, NULL);
    const char *finding = chora_say(words, arena, "finding.saw", "area",
                                    longest_name(inputs->areas), "top", total, "all", all, NULL);
    const char *rest =
        chora_say_many(words, arena, "zeros.on-record", 88, zeros, "areas",
                       chora_of_areas(words, layer->level, inputs->areas->area_count, arena), NULL);
    return finding && rest
               ? chora_arena_printf(arena, "%s%s%s", finding, chora_words_clause(words), rest)
               : NULL;
}

/* As long as the note of a month that the data cover in part. */
static const char *longest_partial(const chora_words *words, chora_arena *arena)
{
    chora_buffer day = CHORA_BUFFER_SMALL(CHORA_FINDINGS_PERIOD_MAX);
    chora_words_day(words, chora_day_from_ymd(YEAR, 9, 15), false, &day);
    const char *note =
        chora_say(words, arena, "note.partial-from", "from", chora_buffer_text(&day), NULL);
    chora_buffer_free(&day);
    return note;
}

chora_status chora_texts_longest(const chora_figure_inputs *inputs, const char *projection,
                                 chora_arena *arena, chora_texts *out, chora_error *err)
{
    const chora_figure *figure = inputs->figure;
    int index = chora_layout_layer(figure, CHORA_LAYER_CHOROPLETH);
    const chora_table *table = inputs->tables[index < 0 ? 0 : index];
    double accepted = (double)chora_table_account(table, 0).accepted;
    char total[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(inputs->words, accepted, true, total);
    chora_fillings with = { longest_period(inputs, table, arena), inputs->country,
                            chora_table_dataset(table), total };
    chora_period_kind kind = chora_table_period(table, 0).kind;
    bool series = kind != CHORA_PERIOD_ALL && kind != CHORA_PERIOD_SPAN;
    chora_texts texts = { .words = inputs->words };
    texts.title = with.period ? title_text(inputs, kind, series, with, arena) : NULL;
    texts.subtitle = figure->subtitle ? chora_fill(figure->subtitle, &with, arena)
                                      : longest_draft(inputs, accepted, total, arena);
    const char *note = series ? longest_partial(inputs->words, arena) : "";
    if (inputs->changes)
        note = chora_difference_longest_note(inputs, series, arena);
    else if (chora_table_is_share(table) && index >= 0)
        note = chora_share_method(inputs, arena);
    add_sources(inputs, projection, note, arena, &texts);
    *out = texts;
    return all_made(&texts, err);
}

const char *chora_texts_provenance(const chora_base_map *base, const chora_figure_inputs *inputs,
                                   chora_arena *arena)
{
    const char *hash = chora_table_hash(chora_base_table(base, inputs));
    const char *data =
        chora_say(inputs->words, arena, "source.hash", "hash", hash ? hash : "", NULL);
    const char *list[] = { inputs->figure->source ? inputs->figure->source
                                                  : inputs->incidents_source,
                           inputs->boundaries_source, data };
    return data ? chora_texts_join(inputs->words, list, 3, arena) : NULL;
}
