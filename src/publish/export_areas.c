#include "base/memory.h"
#include "measure/table.h"
#include "publish/export.h"
#include "publish/export_change.h"
#include "publish/export_share.h"
#include "store/atlas.h"

#include <math.h>
#include <stdlib.h>

/** Six decimals are a tenth of a metre: finer than any boundary. */
#define DECIMALS 6

/** code, name, level, area_km2; then incidents and value, or a column a period and the total. */
enum { CODE, NAME, LEVEL, AREA_KM2, FIRST_NUMBER };

typedef struct {
    const chora_table *table;
    chora_change_table *changes; /* NULL: no change; else it keeps the table */
    chora_arena *arena;
    bool by_period;
    size_t field_count;
    chora_field *fields;
    chora_period *periods; /* Of a field that is of one; else of the kind ALL. */
    chora_cell_out *cells;
} area_columns;

/* The fields behind FIRST_NUMBER: one for each period and a total, or several for each; those of
 * one period alone do not name it. */
static chora_period period_of(const area_columns *columns, size_t field, size_t numbers)
{
    size_t periods = chora_table_periods(columns->table);
    bool several = columns->changes || chora_table_is_share(columns->table);
    bool named = columns->by_period && field >= FIRST_NUMBER;
    if (!named || (several ? periods == 1 : field + 1 == columns->field_count))
        return (chora_period){ .kind = CHORA_PERIOD_ALL };
    return chora_table_period(columns->table,
                              (field - FIRST_NUMBER) / (several ? numbers / periods : 1));
}

static chora_status make_fields(area_columns *columns, chora_error *err)
{
    const chora_table *table = columns->table;
    chora_field_kind number = chora_table_is_whole(table) ? CHORA_FIELD_INTEGER : CHORA_FIELD_REAL;
    size_t numbers = columns->by_period ? chora_table_periods(table) + 1 : 2;
    if (columns->changes)
        numbers = chora_table_periods(table) * CHORA_EXPORT_CHANGE_COLUMNS;
    if (chora_table_is_share(table))
        numbers = chora_table_periods(table) * CHORA_EXPORT_SHARE_COLUMNS;
    columns->field_count = FIRST_NUMBER + numbers;
    columns->fields =
        chora_arena_alloc(columns->arena, columns->field_count, sizeof *columns->fields);
    columns->cells =
        chora_arena_alloc(columns->arena, columns->field_count, sizeof *columns->cells);
    columns->periods =
        chora_arena_alloc(columns->arena, columns->field_count, sizeof *columns->periods);
    if (!columns->fields || !columns->cells || !columns->periods)
        return chora_no_memory(err);
    for (size_t i = 0; i < columns->field_count; i++)
        columns->periods[i] = period_of(columns, i, numbers);
    chora_field *field = columns->fields;
    field[CODE] = (chora_field){ "code", CHORA_FIELD_TEXT };
    field[NAME] = (chora_field){ "name", CHORA_FIELD_TEXT };
    field[LEVEL] = (chora_field){ "level", CHORA_FIELD_INTEGER };
    field[AREA_KM2] = (chora_field){ "area_km2", CHORA_FIELD_REAL };
    if (columns->changes)
        return chora_export_change_fields(columns->changes, columns->arena, field + FIRST_NUMBER)
                   ? chora_no_memory(err)
                   : CHORA_OK;
    if (chora_table_is_share(table))
        return chora_export_share_fields(table, columns->arena, field + FIRST_NUMBER)
                   ? chora_no_memory(err)
                   : CHORA_OK;
    if (!columns->by_period) {
        field[FIRST_NUMBER] = (chora_field){ "incidents", CHORA_FIELD_INTEGER };
        field[FIRST_NUMBER + 1] = (chora_field){ "value", number };
        return CHORA_OK;
    }
    for (size_t i = 0; i + 1 < numbers; i++) {
        char id[CHORA_PERIOD_TEXT_MAX];
        chora_period_id(chora_table_period(table, i), id);
        field[FIRST_NUMBER + i] = (chora_field){ chora_arena_strdup(columns->arena, id), number };
        if (!field[FIRST_NUMBER + i].name)
            return chora_no_memory(err);
    }
    field[FIRST_NUMBER + numbers - 1] = (chora_field){ "total", number };
    return CHORA_OK;
}

/** A number cell; missing when the state is not a number. */
static chora_cell_out number_out(bool missing, double value)
{
    return (chora_cell_out){ .missing = missing,
                             .integer = fabs(value) < 9e18 ? (int64_t)value : 0,
                             .real = value };
}

static void fill_periods(area_columns *columns, size_t area)
{
    size_t periods = chora_table_periods(columns->table);
    double total = 0;
    bool any = false;
    for (size_t i = 0; i < periods; i++) {
        chora_cell cell = chora_table_cell(columns->table, area, i);
        bool missing = cell.state != CHORA_CELL_NUMBER;
        columns->cells[FIRST_NUMBER + i] = number_out(missing, cell.value);
        total += missing ? 0 : cell.value;
        any = any || !missing;
    }
    if (columns->table->smallest > 0) {
        total = columns->table->row_totals[area];
        any = !columns->table->total_withheld[area];
    }
    columns->cells[FIRST_NUMBER + periods] = number_out(!any, total);
}

static void fill_cells(area_columns *columns, size_t row, const chora_area *area)
{
    chora_cell_out *cell = columns->cells;
    cell[CODE] = (chora_cell_out){ .text = area->code };
    cell[NAME] = (chora_cell_out){ .text = area->name };
    cell[LEVEL] = (chora_cell_out){ .integer = area->level };
    cell[AREA_KM2] = (chora_cell_out){ .missing = !isfinite(area->area_km2),
                                       .real = round(area->area_km2 * 1000) / 1000 };
    if (columns->changes) {
        chora_export_change_cells(columns->changes, row, cell + FIRST_NUMBER);
        return;
    }
    if (chora_table_is_share(columns->table)) {
        chora_export_share_cells(columns->table, row, cell + FIRST_NUMBER);
        return;
    }
    if (columns->by_period) {
        fill_periods(columns, row);
        return;
    }
    chora_cell whole = chora_table_cell(columns->table, row, 0);
    cell[FIRST_NUMBER] =
        (chora_cell_out){ .missing = whole.state == CHORA_CELL_NOT_COVERED || whole.withheld,
                          .integer = whole.incidents };
    cell[FIRST_NUMBER + 1] = number_out(whole.state != CHORA_CELL_NUMBER, whole.value);
}

static chora_status write_areas(area_columns *columns, const chora_areas *areas,
                                chora_writer *writer, int64_t *rows, chora_error *err)
{
    for (size_t i = 0; i < chora_table_areas(columns->table); i++) {
        size_t at = chora_areas_index(areas, chora_table_area_id(columns->table, i));
        if (at == CHORA_NO_INDEX)
            return chora_fail(err, CHORA_ESTORE, "area %s has no shape in the project",
                              chora_table_area_code(columns->table, i));
        const chora_area *area = &areas->areas[at];
        fill_cells(columns, i, area);
        chora_status st =
            chora_writer_add(writer, area->code, &area->shape, DECIMALS, columns->cells, err);
        if (st)
            return st;
        ++*rows;
    }
    return CHORA_OK;
}

/** What is in no area and could be named no other way is told as unplaced. */
static void tell(const chora_table *table, chora_export_report *report)
{
    const chora_table opened = chora_table_opened(table);
    chora_account account = chora_table_overall_account(&opened);
    report->is_withheld = chora_table_overall_account(table).is_withheld;
    report->accepted = account.accepted;
    report->shielded = account.shielded;
    report->smallest = table->smallest;
    report->in_areas = account.shown;
    report->unplaced = account.unplaced + account.outside_frame;
    report->filtered_out = account.filtered_out;
    report->outside_period = account.outside_period;
    report->too_coarse = account.place_too_coarse + account.date_too_coarse;
}

static bool is_one_span(chora_period_kind kind)
{
    return kind == CHORA_PERIOD_ALL || kind == CHORA_PERIOD_SPAN;
}

static chora_status write_file(area_columns *columns, const chora_areas *areas,
                               const chora_export_options *options, const chora_export_form *form,
                               chora_export_report *report, chora_error *err)
{
    bool is_table = form->format == CHORA_WRITE_CSV || form->format == CHORA_WRITE_XLSX;
    const chora_export_layer layer = {
        .layer = "areas",
        .shape_kind = is_table ? (chora_shape_kind)0 : CHORA_SHAPE_POLYGONS,
        .fields = columns->fields,
        .field_count = columns->field_count,
        .periods = columns->periods,
        .dataset = chora_table_dataset(columns->table),
    };
    chora_writer *writer = NULL;
    chora_status st = chora_export_open(options, form, &layer, &writer, err);
    if (st)
        return st;
    tell(columns->table, report);
    if (columns->changes) {
        const chora_table before = chora_table_opened(chora_change_before(columns->changes));
        report->in_areas_before = chora_table_overall_account(&before).shown;
    }
    if (!st)
        st = write_areas(columns, areas, writer, &report->rows, err);
    if (!st)
        st = chora_export_account(writer, form, report, err);
    if (st) {
        chora_writer_discard(writer);
        return st;
    }
    return chora_writer_close(writer, err);
}

chora_status chora_export_areas(chora_store *store, const chora_export_options *options,
                                const chora_export_form *form, chora_export_report *out,
                                chora_error *err)
{
    const chora_measure_options wanted = {
        .by = options->by,
        .span_given = options->span_given,
        .first = options->first,
        .last = options->last,
        .level = options->level,
        .dataset = options->dataset,
        .where = options->where,
        .of = options->of,
        .share_of = options->share_of,
        .boundaries_given = options->boundaries_given,
        .boundaries_on = options->boundaries_on,
    };
    chora_table *own = NULL;
    chora_areas areas = { 0 };
    area_columns columns = { .table = NULL };
    chora_status st = options->is_change ? chora_measure_change(store, &wanted, options->against,
                                                                &columns.changes, err)
                                         : chora_measure(store, &wanted, &own, err);
    if (st)
        return st;
    columns.table = columns.changes ? chora_change_after(columns.changes) : own;
    columns.arena = chora_arena_new();
    columns.by_period = !is_one_span(options->by);
    st = columns.arena ? make_fields(&columns, err) : chora_no_memory(err);
    if (!st)
        st = chora_areas_load_on(store, options->level, columns.table->frame.on, form->language,
                                 true, &areas, err);
    if (!st)
        st = chora_export_name_areas(store, form, options->level, columns.table->frame.on, &areas,
                                     err);
    if (!st)
        st = write_file(&columns, &areas, options, form, out, err);
    chora_areas_free(&areas);
    chora_arena_free(columns.arena);
    chora_table_free(own);
    chora_change_table_free(columns.changes);
    return st;
}
