/* A prepared figure's pages: which there are, what they are known by, composing one. */
#include "publish/prepare_chart.h"
#include "publish/prepare_classes.h"
#include "publish/prepare_multiples.h"

#include "base/origin.h"
#include "compose/account_text.h"
#include "compose/difference.h"
#include "compose/shown.h"
#include "compose/zoom.h"
#include "store/stages.h"

#include <string.h>

size_t chora_prepared_periods(const chora_prepared *prepared)
{
    if (prepared->figure.is_multiples)
        return chora_multiples_pages(&prepared->multiples);
    return prepared->figure.is_chart ? prepared->page_count
                                     : chora_table_periods(prepared->tables[0]);
}

chora_period chora_prepared_period(const chora_prepared *prepared, size_t period)
{
    if (prepared->figure.is_multiples)
        return prepared->multiples.span;
    return prepared->figure.is_chart ? prepared->pages[period].now
                                     : chora_table_period(prepared->tables[0], period);
}

chora_status chora_prepared_find(const chora_prepared *prepared, chora_period wanted, size_t *out,
                                 chora_error *err)
{
    char label[CHORA_PERIOD_TEXT_MAX];
    size_t count = chora_prepared_periods(prepared);

    for (size_t i = 0; i < count; i++)
        if (chora_prepared_period(prepared, i).first == wanted.first) {
            *out = i;
            return CHORA_OK;
        }
    chora_period_label(wanted, label);
    return chora_fail(err, CHORA_ENOTFOUND,
                      "%s is outside the span the dataset covers; choose another --period", label);
}

/* ---- the account --------------------------------------------------------------------------- */

chora_account chora_prepared_account(const chora_prepared *prepared, size_t period)
{
    chora_shown shown = { &prepared->figure, prepared->inputs.tables };

    if (prepared->figure.is_multiples)
        return prepared->multiples.account;
    if (prepared->figure.is_chart)
        return chora_chart_account(&prepared->chart, prepared->pages[period]);
    return chora_shown_account(&shown, period);
}

/* ---- what a page is known by --------------------------------------------------------------- */

const char *chora_prepared_hash(const chora_prepared *prepared)
{
    return prepared->figure.is_chart ? chora_breakdown_hash(prepared->breakdown)
                                     : chora_table_hash(prepared->tables[0]);
}

/* As they are: writing them as decimals took 5 of the 76 ms of a further map. */
static void add_bits(chora_buffer *out, const double *values, size_t count)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < count; i++) {
        uint64_t bits = 0;
        char text[17];
        memcpy(&bits, &values[i], sizeof bits);
        for (int at = 15; at >= 0; at--, bits >>= 4)
            text[at] = digits[bits & 15];
        text[16] = i + 1 < count ? ' ' : '\n';
        chora_buffer_add(out, text, sizeof text);
    }
}

/* Matching anew can change the numbers without any row changing. */
static void add_numbers(const chora_table *table, size_t period, chora_buffer *out)
{
    size_t count;
    const chora_symbol *symbols = chora_table_symbols(table, period, &count);

    chora_buffer_printf(out, "%s\n", chora_table_hash(table));
    for (size_t area = 0; area < chora_table_areas(table); area++) {
        chora_cell cell = chora_table_cell(table, area, period);
        chora_buffer_printf(out, "%d %d ", cell.state, cell.partial);
        add_bits(out, &cell.value, 1);
    }
    for (size_t i = 0; i < count; i++)
        add_bits(out, (double[]){ symbols[i].lon, symbols[i].lat, symbols[i].value }, 3);
}

void chora_prepared_numbers(const chora_prepared *prepared, size_t period, chora_buffer *out)
{
    if (prepared->figure.is_chart)
        chora_chart_numbers(prepared->breakdown, prepared->chart.tallies, out);
    if (prepared->changes) /* what a page holds its numbers against */
        add_numbers(chora_change_before(prepared->changes),
                    chora_change_before_index(prepared->changes, period), out);
    if (prepared->figure.is_multiples)
        chora_multiples_numbers(prepared, out);
    for (size_t i = 0; i < prepared->figure.layer_count; i++) {
        if (!prepared->figure.is_multiples)
            add_numbers(prepared->tables[i], period, out);
        for (size_t c = 0; c < prepared->pooled[i].count; c++)
            chora_buffer_printf(out, "%s ", prepared->pooled[i].classes[c].label);
    }
    for (size_t i = 0; prepared->path && i < chora_table_periods(prepared->path); i++)
        add_numbers(prepared->path, i, out);
    for (size_t i = 0; i < prepared->areas.area_count; i++) {
        const chora_area *area = &prepared->areas.areas[i];
        chora_buffer_printf(out, "%s %s %.3f\n", area->code, area->name, area->area_km2);
    }
}

/* ---- a page -------------------------------------------------------------------------------- */

chora_status chora_prepared_base(const chora_prepared *prepared, const chora_ruler *ruler,
                                 chora_base_map **out, chora_error *err)
{
    chora_stage before = chora_stages_enter(ruler->stages, CHORA_STAGE_COMPOSE);
    chora_status st = CHORA_OK;
    if (prepared->figure.is_multiples)
        st = chora_multiples_base(&prepared->inputs, &prepared->multiples, ruler, out, err);
    else if (!prepared->figure.is_chart)
        st = chora_base_map_new(&prepared->inputs, ruler, out, err);
    chora_stages_enter(ruler->stages, before);
    return st;
}

static chora_status make_page(const chora_prepared *prepared, const chora_base_map *base,
                              size_t period, const chora_ruler *ruler, chora_page **out,
                              chora_error *err)
{
    chora_figure_inputs inputs = prepared->inputs;
    chora_classes own[CHORA_FIGURE_LAYERS_MAX];

    if (prepared->figure.is_multiples)
        return chora_multiples_page(base, &inputs, &prepared->multiples, period, ruler, out, err);
    if (prepared->figure.is_chart)
        return chora_chart_page(&prepared->chart, prepared->pages[period], ruler, out, err);
    for (size_t i = 0; i < prepared->figure.layer_count; i++) {
        const chora_figure_layer *layer = &prepared->figure.layers[i];
        if (!chora_prepare_is_coloured(layer) || layer->over != CHORA_OVER_EACH_PERIOD)
            continue;
        chora_status st = chora_prepare_classes_of(prepared, i, period, period + 1, &own[i], err);
        if (st)
            return st;
        inputs.classes[i] = &own[i];
    }
    return chora_figure_page(base, &inputs, period, ruler, out, err);
}

/* A condition may say what the profile hides: then only that there is one. */
static bool note_origin(const chora_prepared *prepared, size_t period, chora_page *page)
{
    char id[CHORA_PERIOD_TEXT_MAX];
    const char *where = prepared->figure.where;
    const chora_origin origin = { .data = chora_prepared_hash(prepared),
                                  .period = id,
                                  .where = where && *where && prepared->leaks
                                               ? CHORA_ORIGIN_WITHHELD
                                               : where,
                                  .profile = prepared->profile };
    chora_period_id(chora_prepared_period(prepared, period), id);
    page->made_from = chora_origin_note(&origin, page->arena);
    return page->made_from != NULL;
}

chora_status chora_prepared_page(const chora_prepared *prepared, const chora_base_map *base,
                                 size_t period, const chora_ruler *ruler, chora_page **out,
                                 chora_error *err)
{
    chora_page *page = NULL;
    chora_stage before = chora_stages_enter(ruler->stages, CHORA_STAGE_COMPOSE);
    chora_status st = make_page(prepared, base, period, ruler, &page, err);

    chora_stages_enter(ruler->stages, before);
    if (!st)
        st = chora_page_zoom(page, prepared->style.zoom, err);
    if (!st && !note_origin(prepared, period, page))
        st = chora_no_memory(err);
    if (!st && chora_memory_failures() != prepared->failures)
        st = chora_no_memory(err);
    if (st)
        chora_page_free(page);
    else
        *out = page;
    return st;
}
