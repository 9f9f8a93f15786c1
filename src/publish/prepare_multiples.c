#include "publish/prepare_multiples.h"

#include "base/text.h"
#include "compose/layer_classes.h"
#include "compose/view.h"
#include "measure/table.h"

#include <chora/breakdown.h>
#include <math.h>
#include <stdlib.h>

/* ---- a panel a period ------------------------------------------------------------------------ */

static chora_status list_periods(chora_prepared *prepared, chora_panel **out, size_t *count,
                                 chora_error *err)
{
    const chora_table *table = prepared->tables[0];
    *count = chora_table_periods(table);
    *out = chora_arena_alloc(prepared->arena, *count, sizeof **out);
    if (!*out)
        return chora_no_memory(err);
    for (size_t i = 0; i < *count; i++)
        (*out)[i] = (chora_panel){ table, i, NULL };
    return CHORA_OK;
}

/* ---- a panel a value ------------------------------------------------------------------------- */

static void quote(chora_buffer *out, const char *text, char mark)
{
    chora_buffer_add_byte(out, (unsigned char)mark);
    for (const char *c = text; *c; c++) {
        if (*c == mark)
            chora_buffer_add_byte(out, (unsigned char)mark);
        chora_buffer_add_byte(out, (unsigned char)*c);
    }
    chora_buffer_add_byte(out, (unsigned char)mark);
}

/* "(where) AND type = 'bombing'"; those without one for "". In the arena. */
static const char *filter_for(const chora_figure *figure, const char *value, chora_arena *arena)
{
    chora_buffer text = CHORA_BUFFER_INIT(1 << 16);
    if (figure->where)
        chora_buffer_printf(&text, "(%s) AND ", figure->where);
    chora_buffer_add_text(&text, "coalesce(");
    quote(&text, figure->multiples.column, '"');
    chora_buffer_add_text(&text, ", '') = ");
    quote(&text, value, '\'');
    const char *out = text.failed ? NULL : chora_arena_strdup(arena, chora_buffer_text(&text));
    chora_buffer_free(&text);
    return out;
}

static chora_status measure_value(chora_store *store, const chora_request *request,
                                  chora_prepared *prepared, const char *value, chora_panel *out,
                                  chora_error *err)
{
    chora_measure_options options =
        chora_layer_measure(request, &prepared->figure, &prepared->figure.layers[0]);
    chora_table *table = NULL;
    options.where = filter_for(&prepared->figure, value, prepared->arena);
    const char *kept = chora_arena_strdup(prepared->arena, value);
    if (!options.where || !kept)
        return chora_no_memory(err);
    chora_status st = chora_measure(store, &options, &table, err);
    if (!st)
        *out = (chora_panel){ table, 0, kept };
    return st;
}

/* The values that any incident of the map has, in the order a reader expects. */
static chora_status list_values(chora_store *store, const chora_request *request,
                                const chora_figure *figure, chora_breakdown **out, chora_error *err)
{
    chora_breakdown_options options = CHORA_BREAKDOWN_INIT;
    options.by = request->by;
    options.span_given = request->span_given;
    options.first = request->first;
    options.last = request->last;
    options.level = figure->layers[0].level;
    options.dataset = figure->dataset;
    options.where = figure->where;
    options.frame = figure->frame_areas;
    options.column = figure->multiples.column;
    options.boundaries_given = figure->boundaries_given;
    options.boundaries_on = figure->boundaries_on;
    return chora_breakdown_make(store, &options, out, err);
}

static chora_status measure_values(chora_store *store, const chora_request *request,
                                   chora_prepared *prepared, chora_panel **out, size_t *count,
                                   chora_error *err)
{
    chora_breakdown *breakdown = NULL;
    chora_status st = list_values(store, request, &prepared->figure, &breakdown, err);
    if (st)
        return st;
    size_t values = chora_breakdown_values(breakdown);
    if (*chora_breakdown_claims(breakdown)) {
        st = chora_multiples_claims(store, request, prepared, breakdown, out, err);
        *count = prepared->multiples.count;
        chora_breakdown_free(breakdown);
        return st;
    }
    *out = chora_arena_alloc(prepared->arena, values + 1, sizeof **out);
    if (!*out)
        st = chora_no_memory(err);
    if (!st && values == 0)
        st = chora_fail(err, CHORA_ENOTFOUND, "no incident on the map has a \"%s\" to tell it by",
                        prepared->figure.multiples.column);
    prepared->multiples.panels = *out;
    for (size_t i = 0; !st && i < values; i++) {
        st = measure_value(store, request, prepared, chora_breakdown_value(breakdown, i),
                           &(*out)[i], err);
        prepared->multiples.count = *count = i + !st;
    }
    chora_breakdown_free(breakdown);
    return st;
}

/* ---- classes --------------------------------------------------------------------------------- */

static chora_status classes_of(const chora_prepared *prepared, chora_classes *out, chora_error *err)
{
    const chora_multiples *multiples = &prepared->multiples;
    size_t areas = chora_table_areas(prepared->tables[0]), count = 0;
    double *values = chora_alloc(areas * multiples->count + 1, sizeof *values);
    if (!values)
        return chora_no_memory(err);
    bool whole = true;
    for (size_t i = 0; i < multiples->count; i++) {
        const chora_panel *panel = &multiples->panels[i];
        whole = whole && chora_table_is_whole(panel->table);
        for (size_t a = 0; a < areas; a++) {
            chora_cell cell = chora_table_cell(panel->table, a, panel->period);
            if (cell.state == CHORA_CELL_NUMBER)
                values[count++] = cell.value;
        }
    }
    chora_classes_options options = chora_layer_classes(&prepared->figure.layers[0], whole);
    chora_status st = chora_classes_make(values, count, &options, out, err);
    free(values);
    if (st)
        chora_at(err, "classes");
    return st;
}

/* ---- together -------------------------------------------------------------------------------- */

/* Roughly; the panels are fitted to the areas themselves. */
static chora_status aspect_of(const chora_prepared *prepared, double *out, chora_error *err)
{
    const double radians = 3.14159265358979323846 / 180;
    const chora_view_keep none = { .count = 0 };
    chora_view view;
    chora_status st =
        chora_view_open(&prepared->areas, prepared->figure.projection, &none, &view, err);
    if (st)
        return st;
    chora_box box = view.lonlat;
    double width = (box.max_x - box.min_x) * cos((box.min_y + box.max_y) / 2 * radians);
    *out = width / fmax(box.max_y - box.min_y, 0.01);
    chora_view_close(&view);
    return CHORA_OK;
}

static chora_period span_of(const chora_table *table)
{
    size_t last = chora_table_periods(table) - 1;
    return (chora_period){ CHORA_PERIOD_ALL, chora_table_period(table, 0).first,
                           chora_table_period(table, last).last };
}

chora_status chora_prepare_multiples(chora_store *store, const chora_request *request,
                                     chora_prepared *prepared, chora_error *err)
{
    chora_multiples *multiples = &prepared->multiples;
    chora_figure *figure = &prepared->figure;
    chora_panel *panels = NULL;
    double aspect = 1;
    bool by_period = figure->multiples.by_period;

    chora_status st =
        by_period ? list_periods(prepared, &panels, &multiples->count, err)
                  : measure_values(store, request, prepared, &panels, &multiples->count, err);
    if (!st)
        st = aspect_of(prepared, &aspect, err);
    if (st)
        return st;
    multiples->panels = panels;
    multiples->column = figure->multiples.column;
    multiples->span = span_of(prepared->tables[0]);
    if (!multiples->note) /* claims have an account of both datasets */
        multiples->account = chora_table_overall_account(prepared->tables[0]);
    figure->height_pt = chora_multiples_plan(figure, &prepared->style, aspect, multiples);
    return classes_of(prepared, &prepared->pooled[0], err);
}

void chora_multiples_numbers(const chora_prepared *prepared, chora_buffer *out)
{
    const chora_multiples *multiples = &prepared->multiples;
    for (size_t i = 0; i < multiples->count; i++) {
        const chora_panel *panel = &multiples->panels[i];
        chora_buffer_printf(out, "%s\n", panel->value ? panel->value : "");
        for (size_t a = 0; a < chora_table_areas(panel->table); a++) {
            chora_cell cell = chora_table_cell(panel->table, a, panel->period);
            chora_buffer_printf(out, "%d %d %.17g\n", cell.state, cell.partial, cell.value);
        }
    }
}

void chora_multiples_release(chora_prepared *prepared)
{
    const chora_multiples *multiples = &prepared->multiples;
    for (size_t i = 0; !prepared->figure.multiples.by_period && i < multiples->count; i++)
        chora_table_free((chora_table *)multiples->panels[i].table); /* measured for the panel */
}
