#include "compose/chart_page.h"
#include "base/text.h"

#include "compose/account_text.h"
#include "compose/chart.h"
#include "compose/furniture.h"
#include "compose/wording.h"

#include <string.h>

typedef struct {
    const chora_chart_inputs *inputs;
    chora_chart_focus focus;
    const chora_ruler *ruler;
    chora_page *page;
    chora_texts texts;
    chora_layout layout;
    chora_group *chart, *furniture;
    chora_error *err;
} composing;

/* ---- texts ----------------------------------------------------------------------------------- */

static const char *period_words(const composing *with, chora_arena *arena)
{
    chora_period span = { CHORA_PERIOD_SPAN, 0, 0 };
    chora_breakdown_span(with->inputs->breakdown, &span.first, &span.last);
    return chora_chart_period_words(with->inputs->words, with->focus.given ? with->focus.now : span,
                                    arena);
}

chora_account chora_chart_account(const chora_chart_inputs *inputs, chora_chart_focus focus)
{
    return inputs->figure->chart.by == CHORA_CHART_BY_PERIOD
               ? chora_breakdown_overall_account(inputs->breakdown)
               : chora_breakdown_account(inputs->breakdown, focus.period);
}

static const char *account_words(const composing *with, chora_arena *arena)
{
    chora_account account = chora_chart_account(with->inputs, with->focus);
    return chora_account_text(with->inputs->words, &account, NULL, arena);
}

static chora_status make_texts(composing *with)
{
    const chora_chart_inputs *in = with->inputs;
    chora_arena *arena = with->page->arena;
    const char *period = period_words(with, arena);
    char total[CHORA_NUMBER_TEXT_MAX];
    bool over_time = in->figure->chart.by == CHORA_CHART_BY_PERIOD;
    chora_breakdown_cell all =
        over_time
            ? chora_breakdown_total(in->breakdown, CHORA_ALL_VALUES)
            : chora_breakdown_period_total(in->breakdown, with->focus.period, CHORA_ALL_VALUES);
    chora_number_text(in->words, (double)all.incidents, true, total);
    const char *told = all.withheld ? chora_say(in->words, arena, "number.withheld", NULL) : total;
    if (!period || !told)
        return chora_no_memory(with->err);
    chora_fillings fillings = { period, in->country, chora_breakdown_dataset(in->breakdown), told };
    const char *source = in->figure->source ? in->figure->source : in->incidents_source;
    with->texts.words = in->words;
    const char *title = chora_title_words(in->words, in->figure, in->country, arena);
    with->texts.title = title ? chora_fill(title, &fillings, arena) : NULL;
    with->texts.subtitle = in->figure->subtitle ? chora_fill(in->figure->subtitle, &fillings, arena)
                                                : chora_chart_subtitle(in, with->focus, arena);
    with->texts.account = account_words(with, arena);
    with->texts.sources[0] = chora_texts_join(in->words, &source, 1, arena);
    with->texts.sources[1] = with->texts.note = "";
    bool made =
        with->texts.title && with->texts.subtitle && with->texts.account && with->texts.sources[0];
    return made ? CHORA_OK : chora_no_memory(with->err);
}

/* A drafted subtitle does not say again what is over it; a report has titles of its own. */
static chora_texts as_drawn(const composing *with)
{
    chora_texts drawn = with->texts;
    if (!with->inputs->figure->subtitle && !with->inputs->captioned)
        drawn.subtitle = chora_text_beyond(drawn.title, drawn.subtitle);
    return drawn;
}

/* Room for the longest note is made before the chart says which notes it needs. */
static chora_status make_layout(composing *with)
{
    chora_texts longest = as_drawn(with);
    const chora_charting all = { .inputs = with->inputs,
                                 .chart = &with->inputs->figure->chart,
                                 .stars = true };
    if (all.chart->beneath || all.chart->of || all.chart->by != CHORA_CHART_BY_PERIOD ||
        with->inputs->tallies || *chora_breakdown_claims(with->inputs->breakdown))
        longest.sources[1] = chora_chart_note(&all, with->page->arena);
    if (!longest.sources[1])
        return chora_no_memory(with->err);
    return chora_layout_for_texts(with->inputs->figure, with->inputs->style, &longest, with->ruler,
                                  &with->layout, with->err);
}

/* ---- the picture ----------------------------------------------------------------------------- */

static chora_status describe(const composing *with, const chora_charting *c)
{
    chora_page *page = with->page;
    const chora_figure *figure = with->inputs->figure;
    const char *source = figure->source ? figure->source : with->inputs->incidents_source;
    page->paper = with->inputs->style->paper;
    page->title = with->texts.title;
    page->language = chora_words_tag(with->inputs->words);
    page->description =
        chora_chart_alt_text(c, with->texts.title, with->texts.subtitle, page->arena);
    const char *provenance[] = { source,
                                 chora_say(with->inputs->words, page->arena, "source.hash", "hash",
                                           chora_breakdown_hash(with->inputs->breakdown), NULL) };
    if (!provenance[1])
        return chora_no_memory(with->err);
    page->source = chora_texts_join(with->inputs->words, provenance, 2, page->arena);
    bool made = page->language && page->description && page->source;
    return made ? CHORA_OK : chora_no_memory(with->err);
}

static chora_status draw_chart(composing *with)
{
    chora_drawing drawing = chora_drawing_start(with->ruler, with->err);
    drawing.mirror_pt = chora_drawing_mirror(with->inputs->words, with->layout.width);
    chora_charting c = { .inputs = with->inputs,
                         .chart = &with->inputs->figure->chart,
                         .style = with->inputs->style,
                         .focus = with->focus,
                         .drawing = &drawing,
                         .box = with->layout.map };
    if (!drawing.status)
        chora_drawing_check(&drawing,
                            chora_series_make(c.inputs, with->page->arena, &c.series, with->err));
    static void (*const draw[CHORA_CHART_KINDS])(chora_charting *) = {
        [CHORA_CHART_COLUMNS] = chora_chart_columns_draw,
        [CHORA_CHART_BARS] = chora_chart_bars_draw,
        [CHORA_CHART_RANGES] = chora_chart_ranges_draw,
        [CHORA_CHART_BLOCKS] = chora_chart_blocks_draw,
        [CHORA_CHART_LINES] = chora_chart_lines_draw,
        [CHORA_CHART_SCATTER] = chora_chart_scatter_draw,
    };
    if (!drawing.status)
        draw[c.chart->kind](&c);
    if (!drawing.status) {
        with->texts.note = chora_chart_note(&c, with->page->arena);
        chora_drawing_check(&drawing,
                            with->texts.note ? describe(with, &c) : chora_no_memory(with->err));
    }
    return chora_drawing_end(&drawing, &with->chart);
}

static chora_status draw_furniture(composing *with)
{
    chora_drawing drawing = chora_drawing_start(with->ruler, with->err);
    drawing.mirror_pt = chora_drawing_mirror(with->inputs->words, with->layout.width);
    const chora_texts drawn = as_drawn(with);
    if (!drawing.status)
        chora_furniture_draw(&drawing, &with->layout, with->inputs->style, &drawn);
    return chora_drawing_end(&drawing, &with->furniture);
}

static chora_status add_groups(composing *with)
{
    const chora_xy origin = { 0, 0 };
    const chora_box none = CHORA_BOX_EMPTY;
    if (chora_page_add(with->page, with->chart, "chart", origin, none) ||
        chora_page_add(with->page, with->furniture, "furniture", origin, none))
        return chora_no_memory(with->err);
    return CHORA_OK;
}

chora_status chora_chart_page(const chora_chart_inputs *inputs, chora_chart_focus focus,
                              const chora_ruler *ruler, chora_page **out, chora_error *err)
{
    const chora_figure *figure = inputs->figure;
    composing with = { .inputs = inputs, .focus = focus, .ruler = ruler, .err = err };
    with.page = chora_page_new(figure->width_pt, figure->height_pt);
    if (!with.page)
        return chora_no_memory(err);
    chora_status st = make_texts(&with);
    if (!st)
        st = make_layout(&with);
    if (!st)
        st = draw_chart(&with);
    if (!st)
        st = draw_furniture(&with);
    if (!st)
        st = add_groups(&with);
    chora_group_unref(with.chart);
    chora_group_unref(with.furniture);
    if (st) {
        chora_page_free(with.page);
        return st;
    }
    *out = with.page;
    return CHORA_OK;
}
