/* Totals without rows: a newsletter's 283 attacks. The table replaces what its datasets had. */
#include "intake/area_finder.h"
#include "intake/cell_number.h"
#include "intake/presets.h"
#include "intake/table_file.h"
#include "store/vintage.h"

#include "base/file.h"
#include "base/text.h"

#include <chora/intake.h>
#include <stdio.h>
#include <string.h>

typedef enum {
    DATASET,
    AREA,
    PERIOD,
    FIRST,
    LAST,
    INCIDENTS,
    KILLED,
    INJURED,
    CITATION,
    ROLES
} role;

static const char *const role_names[ROLES] = { "dataset",   "area",   "period",  "first",   "last",
                                               "incidents", "killed", "injured", "citation" };

typedef struct {
    chora_store *store;
    const char *dataset;
    chora_dates order;
    chora_arena *arena;
    chora_table_file file;
    size_t columns[ROLES];
    chora_area_finder finder;
    chora_query *add_dataset, *clear, *insert;
    chora_idmap cleared;  /**< Datasets of this table whose old totals are gone. */
    chora_error problems; /**< Every bad row, a line each. */
    int64_t stored;
} tally;

/** One row; counts are CHORA_NO... when not stated: has_count says so. */
typedef struct {
    const char *dataset, *area, *citation;
    chora_day first, last;
    int64_t counts[3];
    bool has_count[3];
} total;

/* ---- cells ----------------------------------------------------------------------------------- */

static const char *cell_of(tally *t, const chora_row *row, role which)
{
    size_t length = 0, column = t->columns[which];
    const char *text =
        column == CHORA_UNMAPPED || row->cells[column] == NULL ? "" : row->cells[column];
    text = chora_text_trim(text, &length);
    const char *kept = chora_arena_strndup(t->arena, text, length);
    return kept ? kept : "";
}

static bool problem(tally *t, const chora_row *row, const char *what)
{
    chora_also(&t->problems, CHORA_EDATA, "row %lld: %s", (long long)row->line, what);
    return false;
}

static bool read_end(tally *t, const chora_row *row, role which, chora_cell_days *days, bool *given)
{
    char why[CHORA_REASON_MAX];
    chora_reading read =
        chora_cell_date(cell_of(t, row, which), t->order, t->file.serials, days, why);
    *given = read == CHORA_READ_OK;
    return read != CHORA_READ_REFUSED || problem(t, row, why);
}

/* "1402-01" where nobody said that periods are Solar Hijri, or "2023-03" where somebody did. */
static bool check_calendar(tally *t, const chora_row *row, const char *text, chora_period period,
                           chora_calendar written)
{
    char from[CHORA_PERIOD_TEXT_MAX], to[CHORA_PERIOD_TEXT_MAX], what[320];
    bool solar = t->order == CHORA_DATES_SOLAR_HIJRI;
    if (solar == (written == CHORA_CALENDAR_SOLAR_HIJRI))
        return true;
    chora_day_format(period.first, from);
    chora_day_format(period.last, to);
    if (solar)
        snprintf(what, sizeof what,
                 "\"%.40s\" is Gregorian in a table of Solar Hijri periods: write it in that "
                 "calendar",
                 text);
    else
        snprintf(what, sizeof what,
                 "\"%.40s\" is of a year before 1700: if it is Solar Hijri (then it is %s to %s), "
                 "say --dates solar-hijri",
                 text, from, to);
    return problem(t, row, what);
}

/* "March 2023", "حمل ۱۴۰۲": what is no period by the rules may be a month or a day by its name. */
static bool read_words(const tally *t, const char *text, total *out)
{
    char why[CHORA_REASON_MAX];
    chora_cell_days days;
    if (chora_cell_date(text, t->order, false, &days, why) != CHORA_READ_OK)
        return false;
    out->first = days.first;
    out->last = days.last;
    return true;
}

/** From `period`, or from `first` and `last`; one alone stands for both. */
static bool read_span(tally *t, const chora_row *row, total *out)
{
    chora_cell_days first, last;
    chora_period period;
    chora_calendar written;
    chora_error why = CHORA_ERROR_INIT;
    bool has_first, has_last;
    if (!read_end(t, row, FIRST, &first, &has_first) || !read_end(t, row, LAST, &last, &has_last))
        return false;
    if (has_first || has_last) {
        out->first = has_first ? first.first : last.first;
        out->last = has_last ? last.last : first.last;
        return out->first <= out->last || problem(t, row, "ends before it begins");
    }
    const char *text = cell_of(t, row, PERIOD);
    if (*text == '\0')
        return problem(t, row, "the row has no first and last day");
    if (chora_period_read(text, &period, &written, &why))
        return read_words(t, text, out) || problem(t, row, why.message);
    if (!check_calendar(t, row, text, period, written))
        return false;
    out->first = period.first;
    out->last = period.last;
    return true;
}

static bool read_counts(tally *t, const chora_row *row, total *out)
{
    char why[CHORA_REASON_MAX], text[CHORA_REASON_MAX + 16];
    for (int i = 0; i < 3; i++) {
        chora_reading read =
            chora_cell_count(cell_of(t, row, (role)(INCIDENTS + i)), &out->counts[i], why);
        out->has_count[i] = read == CHORA_READ_OK;
        if (read == CHORA_READ_REFUSED) {
            snprintf(text, sizeof text, "%s %s", role_names[INCIDENTS + i], why);
            return problem(t, row, text);
        }
    }
    return out->has_count[0] || out->has_count[1] || out->has_count[2] ||
           problem(t, row, "the row has no number");
}

static bool read_total(tally *t, const chora_row *row, total *out)
{
    *out = (total){ .dataset = cell_of(t, row, DATASET),
                    .area = cell_of(t, row, AREA),
                    .citation = cell_of(t, row, CITATION) };
    if (row->problem)
        return problem(t, row, row->problem);
    if (*out->dataset == '\0')
        out->dataset = t->dataset ? t->dataset : "";
    if (*out->dataset == '\0')
        return problem(t, row, "the row names no dataset, and none is given");
    return read_span(t, row, out) && read_counts(t, row, out);
}

/* ---- storing --------------------------------------------------------------------------------- */

static chora_status find_area(tally *t, const chora_row *row, const char *text, int64_t *area,
                              chora_error *err)
{
    bool several = false, also = false;
    char shown[CHORA_SHOWN_MAX], what[160];
    *area = 0;
    if (*text == '\0')
        return CHORA_OK;
    chora_status st = chora_area_finder_code(&t->finder, text, -1, area, &several, err);
    if (st == CHORA_OK && *area == 0 && !several)
        st = chora_area_finder_name(&t->finder, text, -1, area, &also, err);
    if (st == CHORA_OK && *area == 0) {
        snprintf(what, sizeof what, "%s is %s of the project", chora_cell_shown(text, shown),
                 several || also ? "more than one area" : "no area");
        problem(t, row, what);
    }
    return st;
}

static chora_status dataset_of(tally *t, const char *name, int64_t *id, chora_error *err)
{
    int64_t done;
    chora_query_bind_text(t->add_dataset, 1, name);
    chora_status st = chora_query_one_int(t->add_dataset, id, err);
    if (st || chora_idmap_get(&t->cleared, *id, &done))
        return st;
    if (chora_idmap_set(&t->cleared, *id, 1))
        return chora_no_memory(err);
    chora_query_bind_int(t->clear, 1, *id);
    return chora_query_run(t->clear, err);
}

static chora_status store_total(tally *t, const chora_row *row, const total *one, chora_error *err)
{
    int64_t dataset, area;
    chora_status st = find_area(t, row, one->area, &area, err);
    if (st == CHORA_OK)
        st = dataset_of(t, one->dataset, &dataset, err);
    if (st)
        return st;
    chora_query_bind_int(t->insert, 1, dataset);
    if (area)
        chora_query_bind_int(t->insert, 2, area);
    else
        chora_query_bind_null(t->insert, 2);
    chora_query_bind_int(t->insert, 3, one->first);
    chora_query_bind_int(t->insert, 4, one->last);
    for (int i = 0; i < 3; i++) {
        if (one->has_count[i])
            chora_query_bind_int(t->insert, 5 + i, one->counts[i]);
        else
            chora_query_bind_null(t->insert, 5 + i);
    }
    chora_query_bind_text(t->insert, 8, *one->citation ? one->citation : NULL);
    t->stored++;
    return chora_query_run(t->insert, err);
}

/* ---- the whole ------------------------------------------------------------------------------- */

/* A column that is passed over may be the one that says of where a total is. */
static chora_status refuse_unknown(tally *t, chora_error *err)
{
    char shown[CHORA_SHOWN_MAX];
    for (size_t at = 0; at < t->file.count; at++) {
        bool read = *t->file.headers[at] == '\0';
        for (int i = 0; i < ROLES; i++)
            read = read || t->columns[i] == at;
        if (!read)
            return chora_fail(
                err, CHORA_EDATA,
                "column %s is none of a table of totals (dataset, area, period, first, "
                "last, incidents, killed, injured, citation): rename it, or leave it "
                "away",
                chora_cell_shown(t->file.headers[at], shown));
    }
    return CHORA_OK;
}

static chora_status find_columns(tally *t, chora_error *err)
{
    chora_presets presets = { 0 };
    chora_status st = chora_presets_load(&presets, err);
    if (st)
        return st;
    for (int i = 0; i < ROLES; i++)
        t->columns[i] =
            chora_presets_table_column(&presets, role_names[i], t->file.headers, t->file.count);
    chora_presets_free(&presets);
    chora_status known = refuse_unknown(t, err);
    if (known)
        return known;
    bool has_count = t->columns[INCIDENTS] != CHORA_UNMAPPED ||
                     t->columns[KILLED] != CHORA_UNMAPPED || t->columns[INJURED] != CHORA_UNMAPPED;
    if (!has_count || (t->columns[FIRST] == CHORA_UNMAPPED && t->columns[PERIOD] == CHORA_UNMAPPED))
        return chora_fail(
            err, CHORA_EDATA,
            "a table of totals has the columns first, last (or period) and incidents, "
            "killed or injured; dataset, area and citation if wanted");
    return CHORA_OK;
}

static chora_status open_statements(tally *t, chora_error *err)
{
    chora_status st = chora_query_open(
        t->store,
        "INSERT INTO dataset (name) VALUES (?1) ON CONFLICT (name) DO UPDATE SET name = name "
        "RETURNING id",
        &t->add_dataset, err);
    if (st == CHORA_OK)
        st = chora_query_open(t->store, "DELETE FROM tally WHERE dataset_id = ?1", &t->clear, err);
    if (st == CHORA_OK)
        st = chora_query_open(t->store,
                              "INSERT INTO tally (dataset_id, area_id, first_day, last_day, "
                              "incidents, killed, injured, citation) "
                              "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                              &t->insert, err);
    return st ? st : chora_area_finder_open(&t->finder, t->store, CHORA_VINTAGE_CURRENT, err);
}

static chora_status import_rows(tally *t, chora_error *err)
{
    chora_row row;
    bool more = true;
    chora_status st = CHORA_OK;
    while (st == CHORA_OK) {
        total one;
        st = chora_table_file_next(&t->file, &row, &more, err);
        if (st || !more)
            break;
        if (read_total(t, &row, &one))
            st = store_total(t, &row, &one, err);
    }
    if (st == CHORA_OK && t->problems.status) {
        if (err)
            *err = t->problems;
        return t->problems.status;
    }
    return st;
}

/* For the ledger: what stands in the table comes from this file. */
static chora_status record_run(tally *t, const char *path, chora_error *err)
{
    char sha256[CHORA_SHA256_TEXT];
    chora_query *query = NULL;
    chora_status st = chora_sha256_file(path, sha256, err);
    if (st == CHORA_OK)
        st = chora_query_open(t->store,
                              "INSERT INTO run (kind, file, sha256, started_utc, read, new) VALUES "
                              "('tally', ?1, ?2, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?3, ?3)",
                              &query, err);
    if (st)
        return st;
    chora_query_bind_text(query, 1, chora_path_name(path));
    chora_query_bind_text(query, 2, sha256);
    chora_query_bind_int(query, 3, t->stored);
    st = chora_query_run(query, err);
    chora_query_close(query);
    return st;
}

static chora_status import_inside(tally *t, const char *path, chora_error *err)
{
    chora_status st = open_statements(t, err);
    if (st == CHORA_OK)
        st = import_rows(t, err);
    if (st == CHORA_OK)
        st = record_run(t, path, err);
    chora_query_close(t->add_dataset);
    chora_query_close(t->clear);
    chora_query_close(t->insert);
    chora_area_finder_close(&t->finder);
    return st;
}

static chora_status order_of(const char *dates, chora_dates *out, chora_error *err)
{
    static const struct {
        const char *word;
        chora_dates order;
    } known[] = { { "iso", CHORA_DATES_ISO },
                  { "dmy", CHORA_DATES_DMY },
                  { "mdy", CHORA_DATES_MDY },
                  { "solar-hijri", CHORA_DATES_SOLAR_HIJRI } };
    *out = CHORA_DATES_ISO;
    for (size_t i = 0; dates && i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i].word, dates) == 0) {
            *out = known[i].order;
            return CHORA_OK;
        }
    return dates ? chora_fail(err, CHORA_EINVAL,
                              "dates of totals are iso, dmy, mdy or solar-hijri, not \"%s\"", dates)
                 : CHORA_OK;
}

chora_status chora_import_tally(chora_store *store, const char *path, const char *dataset,
                                const char *dates, int64_t *stored, chora_error *err)
{
    tally t = { .store = store, .dataset = dataset, .arena = chora_arena_new() };
    if (t.arena == NULL)
        return chora_no_memory(err);
    chora_status st = order_of(dates, &t.order, err);
    if (st) {
        chora_arena_free(t.arena);
        return st;
    }
    st = chora_table_file_open(path, NULL, NULL, t.arena, &t.file, err);
    if (st == CHORA_OK)
        st = find_columns(&t, err);
    if (st == CHORA_OK)
        st = chora_store_begin(store, err);
    if (st == CHORA_OK)
        st = chora_store_end(store, import_inside(&t, path, err), err);
    if (st)
        chora_table_file_at(err, path);
    else if (stored)
        *stored = t.stored;
    chora_table_file_close(&t.file);
    chora_idmap_free(&t.cleared);
    chora_arena_free(t.arena);
    return st;
}
