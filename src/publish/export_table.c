/* One row an area and period, and value of a column: incidents and people from low to high. */
#include "base/memory.h"
#include "measure/breakdown.h"
#include "publish/export.h"
#include "publish/prepare.h"
#include "store/atlas.h"
#include "store/vintage.h"
#include "style/figure.h"

#include <chora/breakdown.h>

/** The columns; the value only with a split. */
enum {
    CODE,
    NAME,
    PERIOD,
    FIRST,
    LAST,
    VALUE,
    STATE,
    PARTIAL,
    INCIDENTS,
    DEADLY,
    KILLED_LOW,
    KILLED_BEST,
    KILLED_HIGH,
    KILLED_UNKNOWN,
    INJURED_LOW,
    INJURED_BEST,
    INJURED_HIGH,
    INJURED_UNKNOWN,
    EVIDENCE,
    WITH_EVIDENCE,
    COLUMNS
};

static const chora_field fields[COLUMNS] = {
    [CODE] = { "code", CHORA_FIELD_TEXT },
    [NAME] = { "name", CHORA_FIELD_TEXT },
    [PERIOD] = { "period", CHORA_FIELD_TEXT },
    [FIRST] = { "first", CHORA_FIELD_DATE },
    [LAST] = { "last", CHORA_FIELD_DATE },
    [VALUE] = { "value", CHORA_FIELD_TEXT },
    [STATE] = { "state", CHORA_FIELD_TEXT },
    [PARTIAL] = { "partly_covered", CHORA_FIELD_TEXT },
    [INCIDENTS] = { "incidents", CHORA_FIELD_INTEGER },
    [DEADLY] = { "with_deaths", CHORA_FIELD_INTEGER },
    [KILLED_LOW] = { "killed_low", CHORA_FIELD_INTEGER },
    [KILLED_BEST] = { "killed", CHORA_FIELD_INTEGER },
    [KILLED_HIGH] = { "killed_high", CHORA_FIELD_INTEGER },
    [KILLED_UNKNOWN] = { "killed_not_known", CHORA_FIELD_INTEGER },
    [INJURED_LOW] = { "injured_low", CHORA_FIELD_INTEGER },
    [INJURED_BEST] = { "injured", CHORA_FIELD_INTEGER },
    [INJURED_HIGH] = { "injured_high", CHORA_FIELD_INTEGER },
    [INJURED_UNKNOWN] = { "injured_not_known", CHORA_FIELD_INTEGER },
    [EVIDENCE] = { "evidence", CHORA_FIELD_INTEGER },
    [WITH_EVIDENCE] = { "with_evidence", CHORA_FIELD_INTEGER },
};

typedef struct {
    const chora_export_options *options;
    chora_arena *arena;
    chora_figure figure; /* when a chart's is asked for */
    const char *split;
    chora_breakdown *breakdown;
    chora_areas areas;
    chora_writer *writer;
    chora_export_report *report;
} exporting;

static chora_cell_out number(bool missing, int64_t value)
{
    return (chora_cell_out){ .missing = missing, .integer = value };
}

/* A best figure is one only when every incident that states any has one. */
static void fill_range(chora_range range, bool missing, int64_t incidents, chora_cell_out *out)
{
    bool none = missing || (range.stated == 0 && incidents > 0);
    out[0] = number(none, (int64_t)range.low);
    out[1] = number(none || range.with_best < range.stated, (int64_t)range.best);
    out[2] = number(none, (int64_t)range.high);
    out[3] = number(missing, range.unknown);
}

static void fill_numbers(const chora_breakdown_cell *cell, chora_cell_out *out)
{
    bool missing = cell->state == CHORA_CELL_NOT_COVERED || cell->withheld;
    out[STATE].text = cell->withheld ? "withheld" : missing ? "not covered" : "covered";
    out[PARTIAL].text = cell->partial ? "yes" : "no";
    out[INCIDENTS] = number(missing, cell->incidents);
    bool nothing_known = cell->incidents > 0 && cell->killed.stated == 0;
    out[DEADLY] = number(missing || nothing_known, cell->deadly);
    fill_range(cell->killed, missing, cell->incidents, out + KILLED_LOW);
    fill_range(cell->injured, missing, cell->incidents, out + INJURED_LOW);
    out[EVIDENCE] = number(missing, cell->evidence);
    out[WITH_EVIDENCE] = number(missing, cell->with_evidence);
}

static chora_status write_row(exporting *e, size_t area, size_t period, size_t value,
                              chora_error *err)
{
    chora_period when = chora_breakdown_period(e->breakdown, period);
    size_t at = chora_areas_index(&e->areas, chora_breakdown_area_id(e->breakdown, area));
    char id[CHORA_PERIOD_TEXT_MAX], first[CHORA_PERIOD_TEXT_MAX], last[CHORA_PERIOD_TEXT_MAX];
    chora_cell_out cells[COLUMNS] = { { 0 } }, row[COLUMNS];
    chora_breakdown_cell cell = chora_breakdown_cell_of(e->breakdown, area, period, value);
    chora_period_id(when, id);
    chora_day_format(when.first, first);
    chora_day_format(when.last, last);
    cells[CODE].text = chora_breakdown_area_code(e->breakdown, area);
    cells[NAME].text = at == CHORA_NO_INDEX ? cells[CODE].text : e->areas.areas[at].name;
    cells[PERIOD].text = id;
    cells[FIRST].text = first;
    cells[LAST].text = last;
    if (e->split)
        cells[VALUE].text = chora_breakdown_value(e->breakdown, value);
    fill_numbers(&cell, cells);
    size_t count = 0;
    for (int i = 0; i < COLUMNS; i++)
        if (i != VALUE || e->split)
            row[count++] = cells[i];
    e->report->rows++;
    return chora_writer_add(e->writer, NULL, NULL, 0, row, err);
}

static chora_status write_rows(exporting *e, chora_error *err)
{
    size_t values = e->split ? chora_breakdown_values(e->breakdown) : 1;
    chora_status st = CHORA_OK;
    for (size_t area = 0; area < chora_breakdown_areas(e->breakdown); area++)
        for (size_t period = 0; period < chora_breakdown_periods(e->breakdown); period++)
            for (size_t value = 0; !st && value < values; value++)
                st = write_row(e, area, period, e->split ? value : CHORA_ALL_VALUES, err);
    return st;
}

void chora_export_tell(const chora_breakdown *breakdown, chora_export_report *report)
{
    chora_account account = breakdown->overall;
    report->is_withheld = chora_breakdown_overall_account(breakdown).is_withheld;
    report->accepted = account.accepted;
    report->shielded = account.shielded;
    report->smallest = chora_breakdown_smallest(breakdown);
    report->in_areas = account.shown;
    report->filtered_out = account.filtered_out;
    report->outside_period = account.outside_period;
    report->too_coarse = account.place_too_coarse + account.date_too_coarse;
    report->unplaced = account.accepted - account.shown - account.filtered_out -
                       account.outside_period - report->too_coarse;
}

static chora_status open_writer(exporting *e, const chora_export_form *form, chora_error *err)
{
    chora_field list[COLUMNS];
    size_t count = 0;
    for (int i = 0; i < COLUMNS; i++)
        if (i != VALUE || e->split)
            list[count++] = fields[i];
    const chora_export_layer layer = { .layer = "table",
                                       .fields = list,
                                       .field_count = count,
                                       .dataset = chora_breakdown_dataset(e->breakdown) };
    return chora_export_open(e->options, form, &layer, &e->writer, err);
}

/* What the chart of a figure file counts. */
static chora_status ask_as_chart(exporting *e, chora_breakdown_options *out, chora_error *err)
{
    chora_status st = chora_figure_load(e->options->figure, e->arena, &e->figure, err);
    if (st)
        return st;
    const chora_figure_chart *chart = &e->figure.chart;
    if (!e->figure.is_chart)
        return chora_fail(err, CHORA_EINVAL, "%s: a map; its numbers come with: export areas",
                          e->options->figure);
    if (chart->by == CHORA_CHART_BY_INCIDENT)
        return chora_fail(err, CHORA_EINVAL,
                          "%s: its rows are incidents; they come with: export incidents",
                          e->options->figure);
    if (chart->by == CHORA_CHART_BY_PERIOD)
        out->by = chart->step;
    out->level = chart->by == CHORA_CHART_BY_AREA ? chart->level : CHORA_NO_LEVEL;
    out->column = chart->by == CHORA_CHART_BY_COLUMN ? chart->column : chart->split;
    out->dataset = e->figure.dataset;
    out->where = e->figure.where;
    out->frame = e->figure.frame_areas;
    return CHORA_OK;
}

static chora_status count(chora_store *store, exporting *e, const chora_export_form *form,
                          chora_error *err)
{
    const chora_export_options *options = e->options;
    chora_breakdown_options wanted = { .by = options->by,
                                       .span_given = options->span_given,
                                       .first = options->first,
                                       .last = options->last,
                                       .level = options->level,
                                       .dataset = options->dataset,
                                       .where = options->where,
                                       .column = options->split };
    chora_status st = options->figure ? ask_as_chart(e, &wanted, err) : CHORA_OK;
    e->split = wanted.column;
    if (!st)
        st = chora_breakdown_make(store, &wanted, &e->breakdown, err);
    if (st && options->figure)
        chora_figure_blame(&e->figure, err);
    if (st || wanted.level == CHORA_NO_LEVEL)
        return st;
    st = chora_areas_load(store, CHORA_ROLE_AREAS, wanted.level, form->language, false, &e->areas,
                          err);
    return st ? st
              : chora_export_name_areas(store, form, wanted.level, CHORA_VINTAGE_CURRENT, &e->areas,
                                        err);
}

chora_status chora_export_table(chora_store *store, const chora_export_options *options,
                                const chora_export_form *form, chora_export_report *out,
                                chora_error *err)
{
    exporting e = { .options = options, .report = out, .arena = chora_arena_new() };
    chora_status st = e.arena ? count(store, &e, form, err) : chora_no_memory(err);
    if (!st)
        st = open_writer(&e, form, err);
    if (!st) {
        chora_export_tell(e.breakdown, out);
        st = write_rows(&e, err);
    }
    if (!st)
        st = chora_export_account(e.writer, form, out, err);
    if (!st) {
        st = chora_writer_close(e.writer, err);
        e.writer = NULL;
    }
    chora_writer_discard(e.writer);
    chora_areas_free(&e.areas);
    chora_breakdown_free(e.breakdown);
    chora_arena_free(e.arena);
    return st;
}
