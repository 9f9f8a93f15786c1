#include "exchange/geojson_grid.h"
#include "measure/periods.h"
#include "publish/export_rows.h"
#include "store/shield.h"
#include "store/vintage.h"

#include <math.h>
#include <string.h>

/** A column of the export; `stored` NULL: filled by hand. */
typedef struct {
    const char *name;
    chora_field_kind kind;
    const char *stored; /**< In the table `incident`. */
    bool tells_where;   /**< May say where a protected incident was: left out for those. */
} column;

/* The columns filled by hand come first, in this order. */
enum { ID, DATE, DATE_PRECISION, PLACE, PROVINCE, LEVEL };

static const column columns[] = {
    { "id", CHORA_FIELD_TEXT, NULL, false },
    { "date", CHORA_FIELD_DATE, NULL, false },
    { "date_precision", CHORA_FIELD_TEXT, NULL, false },
    { "place", CHORA_FIELD_TEXT, NULL, false },
    { "province", CHORA_FIELD_TEXT, NULL, false },
    { "level", CHORA_FIELD_TEXT, NULL, false },
    { "type", CHORA_FIELD_TEXT, "type", false },
    { "subtype", CHORA_FIELD_TEXT, "subtype", false },
    { "target", CHORA_FIELD_TEXT, "target", true },
    { "community", CHORA_FIELD_TEXT, "community", true },
    { "perpetrator", CHORA_FIELD_TEXT, "perpetrator", false },
    { "claim", CHORA_FIELD_TEXT, "claim", false },
    { "verification", CHORA_FIELD_TEXT, "verification", false },
    { "evidence", CHORA_FIELD_INTEGER, "evidence_count", false },
    { "killed_low", CHORA_FIELD_INTEGER, "killed_low", false },
    { "killed", CHORA_FIELD_INTEGER, "killed", false },
    { "killed_high", CHORA_FIELD_INTEGER, "killed_high", false },
    { "injured_low", CHORA_FIELD_INTEGER, "injured_low", false },
    { "injured", CHORA_FIELD_INTEGER, "injured", false },
    { "injured_high", CHORA_FIELD_INTEGER, "injured_high", false },
    { "summary", CHORA_FIELD_TEXT, "summary", true },
};

enum { COLUMNS = sizeof columns / sizeof *columns };

/* What is read of a row: the columns behind LEVEL, then what it says of its own place. */
enum { FIRST_STATED = LEVEL + 1, PLACE_TEXT = COLUMNS - FIRST_STATED };

/* The province of each area: in the language, else English, else the main name. Areas are few
 * beside incidents. */
static const char provinces_sql[] =
    "SELECT a.id, (SELECT n.text FROM name n WHERE n.kind = 'area' AND n.lang IN ('en', 'main')"
    " AND n.ref_id = CASE a.level WHEN 1 THEN a.id WHEN 2 THEN a.parent_id END"
    " ORDER BY n.lang, n.rowid LIMIT 1)," /* en comes before main */
    " CASE a.level WHEN 1 THEN a.id WHEN 2 THEN a.parent_id END"
    " FROM area a ORDER BY a.id";

static chora_status count_areas(chora_store *store, size_t *out, chora_error *err)
{
    chora_query *query = NULL;
    int64_t count = 0;
    chora_status st = chora_query_open(store, "SELECT count(*) FROM area", &query, err);
    if (!st)
        st = chora_query_one_int(query, &count, err);
    chora_query_close(query);
    *out = (size_t)count;
    return st;
}

/* As figures in the language call it; those of other days than today keep their name. */
static const char *name_in_language(const chora_areas *called, int64_t province, const char *name)
{
    size_t at = chora_areas_index(called, province);
    return at == CHORA_NO_INDEX ? name : called->areas[at].name;
}

static chora_status read_provinces(chora_query *query, chora_exporting *e,
                                   const chora_areas *called, size_t room, chora_error *err)
{
    bool row = false;
    chora_status st = CHORA_OK;
    while (e->area_count < room && !(st = chora_query_step(query, &row, err)) && row) {
        const char *name =
            name_in_language(called, chora_query_int(query, 2), chora_query_text(query, 1));
        e->areas[e->area_count] = chora_query_int(query, 0);
        e->provinces[e->area_count] = chora_arena_strdup(e->arena, name);
        if (name && !e->provinces[e->area_count])
            return chora_no_memory(err);
        e->area_count++;
    }
    return st;
}

static chora_status load_provinces(chora_store *store, chora_exporting *e,
                                   const chora_export_form *form, chora_error *err)
{
    chora_query *query = NULL;
    chora_areas called = { 0 };
    size_t room = 0;
    chora_status st = count_areas(store, &room, err);
    e->areas = chora_arena_alloc(e->arena, room, sizeof *e->areas);
    e->provinces = chora_arena_alloc(e->arena, room, sizeof *e->provinces);
    if (!st && (!e->areas || !e->provinces))
        st = chora_no_memory(err);
    if (!st && form->language)
        st = chora_areas_load(store, CHORA_ROLE_AREAS, 1, form->language, false, &called, err);
    if (!st)
        st = chora_export_name_areas(store, form, 1, CHORA_VINTAGE_CURRENT, &called, err);
    if (!st)
        st = chora_query_open(store, provinces_sql, &query, err);
    if (!st)
        st = read_provinces(query, e, &called, room, err);
    chora_query_close(query);
    chora_areas_free(&called);
    return st;
}

/** In the boundaries of the incident's own day. */
static const char *province_of(const chora_exporting *e, int64_t area)
{
    size_t low = 0, high = e->area_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (e->areas[middle] < area)
            low = middle + 1;
        else
            high = middle;
    }
    return low < e->area_count && e->areas[low] == area ? e->provinces[low] : NULL;
}

static chora_status open_incidents(chora_store *store, chora_exporting *e, chora_error *err)
{
    const char *stated[CHORA_INCIDENTS_STATED + 1] = { NULL };
    for (int i = FIRST_STATED; i < COLUMNS; i++)
        stated[i - FIRST_STATED] = columns[i].stored;
    stated[PLACE_TEXT] = "place_text";
    const chora_incidents_options options = { .dataset_id = e->dataset.id, .stated = stated };
    return chora_incidents_open(store, &options, &e->incidents, err);
}

static chora_status open_writer(chora_exporting *e, const chora_export_form *form, chora_error *err)
{
    chora_field fields[COLUMNS];
    for (int i = 0; i < COLUMNS; i++)
        fields[i] = (chora_field){ columns[i].name, columns[i].kind };
    const chora_export_layer layer = { .layer = "incidents",
                                       .shape_kind = CHORA_SHAPE_POINTS,
                                       .fields = fields,
                                       .field_count = COLUMNS,
                                       .dataset = e->dataset.name };
    return chora_export_open(e->options, form, &layer, &e->writer, err);
}

static chora_status begin(chora_store *store, chora_exporting *e, const chora_export_form *form,
                          chora_error *err)
{
    chora_status st = chora_dataset_choose(store, e->options->dataset, e->arena, &e->dataset, err);
    if (!st)
        st = chora_sightings_begin(store, e->arena, &e->places, err);
    if (!st)
        st = chora_filter_new(store, e->options->where, &e->filter, err);
    if (!st)
        st = load_provinces(store, e, form, err);
    if (!st)
        st = open_incidents(store, e, err);
    return st ? st : open_writer(e, form, err);
}

static bool is_inside(chora_xy at)
{
    return fabs(at.x) <= 180 && fabs(at.y) <= 90;
}

/**
 * Where to draw an incident and with how many decimals; -1 decimals: nowhere. What is known only
 * to the province has no point, nor has a protected incident.
 */
static chora_xy position_of(const chora_incident *incident, const chora_known_place *place,
                            int *decimals)
{
    chora_xy own = { incident->lon, incident->lat }, nowhere = { 0, 0 };
    bool exact = incident->precision <= CHORA_NEAR;
    *decimals = -1;
    if (incident->is_protected || incident->precision > CHORA_DISTRICT)
        return nowhere;
    if (exact && is_inside(own)) {
        *decimals = incident->precision == CHORA_EXACT ? 6 : 4;
        return own;
    }
    chora_xy at = place ? place->lonlat : own;
    if (!is_inside(at))
        return nowhere;
    *decimals = incident->precision == CHORA_DISTRICT ? 2 : 3;
    return at;
}

/** Formats other than GeoJSON write what they get, so the decimals are cut here. */
static chora_xy rounded(chora_xy at, int decimals)
{
    double power = chora_grid_scale(decimals);
    return (chora_xy){ round(at.x * power) / power, round(at.y * power) / power };
}

/** No more of a date than is known: "2022-03", "2022"; of a Solar Hijri month "1402-03". */
static void date_text(const chora_incident *incident, char *out)
{
    if (incident->date == CHORA_DATE_MONTH || incident->date == CHORA_DATE_YEAR)
        chora_period_id(chora_incident_unit(incident), out);
    else
        chora_day_format(incident->day, out);
}

static chora_cell_out text_cell(const char *text)
{
    return (chora_cell_out){ .missing = !text || !*text, .text = text };
}

static chora_cell_out number_cell(const chora_incidents *incidents, int at)
{
    double number = 0;
    bool missing = !chora_incidents_number(incidents, at, &number);
    return (chora_cell_out){ .missing = missing,
                             .integer = missing || fabs(number) >= 9e18 ? 0 : (int64_t)number };
}

static void fill_known(const chora_exporting *e, const chora_incident *incident,
                       const chora_known_place *place, char *date, chora_cell_out *cells)
{
    static const char *const precisions[] = { "day", "week", "month", "year" };
    cells[ID] = text_cell(incident->key);
    date_text(incident, date);
    cells[DATE] = text_cell(incident->has_day ? date : NULL);
    cells[DATE_PRECISION] = text_cell(incident->has_day ? precisions[incident->date] : NULL);
    if (place && *place->name)
        cells[PLACE] = text_cell(place->name);
    else
        cells[PLACE] = text_cell(
            incident->is_protected ? NULL : chora_incidents_text(e->incidents, PLACE_TEXT));
    cells[PROVINCE] = text_cell(province_of(e, incident->area_id));
    cells[LEVEL] = text_cell(incident->is_displaced ? CHORA_SHIELD_DISPLACED
                                                    : chora_precision_name(incident->precision));
}

static void fill_stated(const chora_exporting *e, const chora_incident *incident,
                        chora_cell_out *cells)
{
    for (int i = FIRST_STATED; i < COLUMNS; i++) {
        int at = i - FIRST_STATED;
        if (incident->is_protected && columns[i].tells_where)
            cells[i] = (chora_cell_out){ .missing = true };
        else if (columns[i].kind == CHORA_FIELD_TEXT)
            cells[i] = text_cell(chora_incidents_text(e->incidents, at));
        else
            cells[i] = number_cell(e->incidents, at);
    }
}

static chora_status write_row(chora_exporting *e, const char *key, const chora_shape *shape,
                              int decimals, const chora_cell_out *cells, chora_error *err)
{
    return e->rows ? chora_writer_format(e->writer, key, shape, decimals, cells, e->rows, err)
                   : chora_writer_add(e->writer, key, shape, decimals, cells, err);
}

static chora_status write_incident(chora_exporting *e, const chora_incident *incident,
                                   chora_error *err)
{
    const chora_known_place *place = chora_sightings_place(&e->places, incident->place_id);
    char date[CHORA_PERIOD_TEXT_MAX];
    chora_cell_out cells[COLUMNS];
    fill_known(e, incident, place, date, cells);
    fill_stated(e, incident, cells);

    int decimals;
    chora_xy at = position_of(incident, place, &decimals);
    if (decimals < 0)
        return write_row(e, incident->key, NULL, 0, cells, err);
    at = rounded(at, decimals);
    size_t start[] = { 0, 1 };
    const chora_shape point = {
        CHORA_SHAPE_POINTS, 1, start, NULL, &at, { at.x, at.y, at.x, at.y }
    };
    return write_row(e, incident->key, &point, decimals, cells, err);
}

chora_status chora_export_incident(chora_exporting *e, const chora_incident *incident,
                                   chora_error *err)
{
    const chora_export_options *options = e->options;
    chora_export_report *report = e->report;
    report->accepted++;
    if (options->span_given && !incident->has_day) {
        report->too_coarse++;
        return CHORA_OK;
    }
    if (options->span_given && (incident->day < options->first || incident->day > options->last)) {
        report->outside_period++;
        return CHORA_OK;
    }
    if (!chora_filter_admits(e->filter, incident->id)) {
        report->filtered_out++;
        return CHORA_OK;
    }
    report->rows++;
    report->shielded += incident->is_shielded;
    if (incident->precision < CHORA_NONE)
        report->in_areas++;
    else
        report->unplaced++;
    return write_incident(e, incident, err);
}

chora_status chora_export_incidents(chora_store *store, const chora_export_options *options,
                                    const chora_export_form *form, chora_export_report *out,
                                    chora_error *err)
{
    if (options->span_given && options->first > options->last)
        return chora_fail(err, CHORA_EINVAL, "the span ends before it begins");
    chora_exporting e = { .options = options, .report = out, .arena = chora_arena_new() };
    if (!e.arena)
        return chora_no_memory(err);
    chora_status st = begin(store, &e, form, err);
    if (!st)
        st = chora_export_each_incident(&e, err);
    if (!st)
        st = chora_export_account(e.writer, form, out, err);
    if (!st) {
        st = chora_writer_close(e.writer, err);
        e.writer = NULL;
    }
    chora_writer_discard(e.writer);
    chora_incidents_close(e.incidents);
    chora_filter_free(e.filter);
    chora_sightings_end(&e.places);
    chora_arena_free(e.arena);
    return st;
}
