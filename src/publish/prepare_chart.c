#include "publish/prepare_chart.h"
#include "compose/local_names.h"
#include "store/vintage.h"

#include "measure/periods.h"
#include "publish/sources.h"

static bool states_people(const chora_breakdown *breakdown, int of)
{
    chora_breakdown_cell all = chora_breakdown_total(breakdown, CHORA_ALL_VALUES);
    return (of == CHORA_CHART_INJURED ? all.injured.stated : all.killed.stated) > 0 ||
           all.incidents == 0;
}

/* What no incident of the data says would be a panel of "not known", a colour for "not stated". */
static void leave_out_unsaid(const chora_breakdown *breakdown, chora_figure_chart *chart)
{
    bool alone = chora_breakdown_values(breakdown) == 1 && !*chora_breakdown_value(breakdown, 0);
    if (chart->split && alone && chart->by != CHORA_CHART_BY_COLUMN) {
        chart->unsaid_split = chart->split;
        chart->split = NULL;
    }
    if (chart->beneath && !states_people(breakdown, chart->beneath)) {
        chart->unsaid_beneath = chart->beneath;
        chart->beneath = 0;
    }
    if (chart->kind == CHORA_CHART_BARS && chart->beside &&
        !states_people(breakdown, CHORA_CHART_KILLED) &&
        !states_people(breakdown, CHORA_CHART_INJURED)) {
        chart->beside = false;
        chart->unsaid_beside = true;
    }
}

/* Over time a chart shows the covered span, whatever the page is about; else the page's period. */
static chora_status count(chora_store *store, const chora_request *request,
                          chora_prepared *prepared, chora_error *err)
{
    const chora_figure *figure = &prepared->figure;
    const chora_figure_chart *chart = &figure->chart;
    chora_breakdown_options options = CHORA_BREAKDOWN_INIT;
    bool over_time = chart->by == CHORA_CHART_BY_PERIOD;

    options.by = over_time ? chart->step : request->by;
    options.span_given = !over_time && request->span_given;
    options.first = request->first;
    options.last = request->last;
    options.level = chart->by == CHORA_CHART_BY_AREA ? chart->level : CHORA_NO_LEVEL;
    options.dataset = figure->dataset;
    options.where = figure->where;
    options.frame = figure->frame_areas;
    options.boundaries_given = figure->boundaries_given;
    options.boundaries_on = figure->boundaries_on;
    options.column = chart->by == CHORA_CHART_BY_COLUMN ? chart->column : chart->split;
    if (chart->kind == CHORA_CHART_SCATTER)
        options.column = CHORA_CLAIMED_VERIFIED;
    chora_status st = chora_breakdown_make(store, &options, &prepared->breakdown, err);
    if (!st)
        leave_out_unsaid(prepared->breakdown, &prepared->figure.chart);
    if (!st && chart->tally)
        st = chora_tallies_load(store, chart->tally, prepared->arena, &prepared->tallies, err);
    if (!st && chart->by == CHORA_CHART_BY_INCIDENT)
        st = chora_incident_list_make(store, &options, prepared->arena, &prepared->incidents, err);
    return st;
}

/* Rows are named after areas: at their level, or wherever an incident was matched. */
static chora_status load_names(chora_store *store, chora_prepared *prepared, chora_error *err)
{
    const chora_figure_chart *chart = &prepared->figure.chart;
    bool wanted = chart->by == CHORA_CHART_BY_AREA || chart->by == CHORA_CHART_BY_INCIDENT;
    chora_named_things things = { &prepared->areas, NULL, NULL, chart->level,
                                  CHORA_VINTAGE_CURRENT };
    if (!wanted)
        return CHORA_OK;
    chora_status st =
        chora_areas_load(store, CHORA_ROLE_AREAS, chart->level,
                         chora_words_tag(prepared->inputs.words), false, &prepared->areas, err);
    return st ? st : chora_local_names(store, prepared->inputs.words, &things, err);
}

/* One page about the whole, or about the span given, or one about each period. */
static chora_status list_pages(const chora_request *request, chora_prepared *prepared,
                               chora_error *err)
{
    chora_periods periods = { 0 };
    chora_day first = request->first, last = request->last;

    if (!request->span_given)
        chora_breakdown_span(prepared->breakdown, &first, &last);
    chora_status st = chora_periods_make(request->by, request->span_given, first, last,
                                         prepared->arena, &periods, err);
    if (st)
        return st;
    prepared->pages = chora_arena_alloc(prepared->arena, periods.count, sizeof *prepared->pages);
    if (!prepared->pages)
        return chora_no_memory(err);
    prepared->page_count = periods.count;
    bool whole = request->by == CHORA_PERIOD_ALL && !request->span_given;
    for (size_t i = 0; i < periods.count; i++)
        prepared->pages[i] = (chora_chart_focus){ !whole, periods.list[i], i };
    return CHORA_OK;
}

static const chora_tallies *figure_tallies(const chora_prepared *prepared)
{
    return prepared->figure.chart.tally ? &prepared->tallies : NULL;
}

/* "Incidents: documented (74 rows, ...). Incidents: al-naba (9 rows, ...)." */
static chora_status add_claims_source(chora_store *store, chora_prepared *prepared,
                                      chora_error *err)
{
    chora_chart_inputs *inputs = &prepared->chart;
    chora_period span = { CHORA_PERIOD_SPAN, 0, 0 };
    const char *claims = chora_breakdown_claims(prepared->breakdown), *more = "";
    if (!chora_breakdown_claims_span(prepared->breakdown, &span.first, &span.last))
        return CHORA_OK;
    chora_status st =
        chora_incidents_source(store, inputs->words, claims, span, prepared->arena, &more, err);
    if (st)
        return st;
    inputs->incidents_source =
        chora_arena_printf(prepared->arena, "%s %s", inputs->incidents_source, more);
    return inputs->incidents_source ? CHORA_OK : chora_no_memory(err);
}

chora_status chora_prepare_chart(chora_store *store, const chora_request *request,
                                 chora_prepared *prepared, chora_error *err)
{
    chora_chart_inputs *inputs = &prepared->chart;
    chora_period span = { CHORA_PERIOD_SPAN, 0, 0 };
    chora_status st = count(store, request, prepared, err);

    if (!st)
        st = load_names(store, prepared, err);
    if (!st)
        st = list_pages(request, prepared, err);
    if (st)
        return st;
    *inputs = (chora_chart_inputs){ .figure = &prepared->figure,
                                    .style = &prepared->style,
                                    .words = prepared->inputs.words,
                                    .breakdown = prepared->breakdown,
                                    .areas = &prepared->areas,
                                    .incidents = &prepared->incidents,
                                    .tallies = figure_tallies(prepared),
                                    .country = "",
                                    .incidents_source = "",
                                    .captioned = request->captioned };
    chora_breakdown_span(prepared->breakdown, &span.first, &span.last);
    st = chora_countries_words(store, inputs->words, prepared->arena, &inputs->country, err);
    if (!st)
        st = chora_incidents_source(store, inputs->words,
                                    chora_breakdown_dataset(prepared->breakdown), span,
                                    prepared->arena, &inputs->incidents_source, err);
    if (!st)
        st = add_claims_source(store, prepared, err);
    prepared->inputs.country = inputs->country;
    prepared->inputs.incidents_source = inputs->incidents_source;
    prepared->inputs.boundaries_source = "";
    return st;
}

static void add_cell(const chora_breakdown_cell *cell, chora_buffer *out)
{
    const chora_range *ranges[] = { &cell->killed, &cell->injured };

    chora_buffer_printf(out, "%d %d %lld %lld %lld\n", cell->state, cell->partial,
                        (long long)cell->incidents, (long long)cell->deadly,
                        (long long)cell->evidence);
    for (int i = 0; i < 2; i++)
        chora_buffer_printf(out, "%.17g %.17g %.17g %lld\n", ranges[i]->low, ranges[i]->best,
                            ranges[i]->high, (long long)ranges[i]->unknown);
}

void chora_chart_numbers(const chora_breakdown *breakdown, const chora_tallies *tallies,
                         chora_buffer *out)
{
    size_t values = chora_breakdown_values(breakdown);

    chora_buffer_printf(out, "%s\n", chora_breakdown_hash(breakdown));
    if (*chora_breakdown_claims(breakdown))
        chora_buffer_printf(out, "%s %s %lld\n", chora_breakdown_claims(breakdown),
                            chora_breakdown_claims_rule(breakdown),
                            (long long)chora_breakdown_linked(breakdown));
    if (tallies)
        chora_buffer_printf(out, "%s %s\n", tallies->dataset, tallies->hash);
    for (size_t area = 0; area < chora_breakdown_areas(breakdown); area++)
        for (size_t period = 0; period < chora_breakdown_periods(breakdown); period++)
            for (size_t value = 0; value <= values; value++) {
                chora_breakdown_cell cell = chora_breakdown_cell_of(
                    breakdown, area, period, value < values ? value : CHORA_ALL_VALUES);
                add_cell(&cell, out);
            }
    for (size_t value = 0; value < values; value++)
        chora_buffer_printf(out, "%s\n", chora_breakdown_value(breakdown, value));
}
