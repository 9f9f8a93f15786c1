#include "intake/incident_columns.h"

#include "store/seal.h"

#include <math.h>
#include <string.h>

#define ALL_COLUMNS "SELECT * FROM main.incident LIMIT 0"

typedef enum {
    OF_ID,
    OF_DATASET,
    OF_KEY,
    OF_RUN,
    OF_LINE,
    OF_VERSION,
    OF_WITHDRAWN,
    OF_DAY,
    OF_DAY_END,
    OF_LON,
    OF_LAT,
    OF_POINT,
    OF_EXTRA,
    OF_HASH,
    OF_EVIDENCE,
    OF_TEXT, /* By the table of columns. */
    OF_COUNT,
    OF_OTHERS /* Not Chora's: somebody gave the table a column more. */
} origin;

/* ---- the table ------------------------------------------------------------------------------- */

static const struct {
    const char *name;
    origin what;
} own[] = { { "id", OF_ID },           { "dataset_id", OF_DATASET },
            { "key", OF_KEY },         { "run_id", OF_RUN },
            { "line", OF_LINE },       { "version", OF_VERSION },
            { "day", OF_DAY },         { "withdrawn_run", OF_WITHDRAWN },
            { "day_end", OF_DAY_END }, { "evidence_count", OF_EVIDENCE },
            { "lon", OF_LON },         { "lat", OF_LAT },
            { "geom", OF_POINT },      { "extra", OF_EXTRA },
            { "hash", OF_HASH } };

/* A column of its own, or the end of a range that a cell of another column may give. */
static bool may_be_said(chora_column column, const chora_mapping *mapping)
{
    static const chora_column ranged[] = { CHORA_COLUMN_KILLED, CHORA_COLUMN_INJURED };
    for (size_t i = 0; i < sizeof ranged / sizeof *ranged; i++) {
        chora_column low, high;
        if (chora_column_range(ranged[i], &low, &high) && (column == low || column == high) &&
            mapping->index[ranged[i]] != CHORA_UNMAPPED)
            return true;
    }
    return mapping->index[column] != CHORA_UNMAPPED;
}

static struct chora_incident_column find_listed(const char *name, const chora_mapping *mapping)
{
    for (int i = 0; i < CHORA_COLUMNS; i++) {
        const chora_column_info *about = chora_column_about((chora_column)i);
        bool is_count = about->holds == CHORA_HOLDS_COUNT;
        if (!about->stored || strcmp(about->stored, name) != 0 ||
            (about->holds != CHORA_HOLDS_TEXT && about->holds != CHORA_HOLDS_WORD && !is_count))
            continue;
        /* How precisely a date is known is read from the date itself. */
        bool used =
            !mapping || may_be_said((chora_column)i, mapping) || i == CHORA_COLUMN_DATE_PRECISION;
        return (struct chora_incident_column){ is_count ? OF_COUNT : OF_TEXT, (chora_column)i,
                                               used };
    }
    return (struct chora_incident_column){ OF_OTHERS, CHORA_COLUMNS, false };
}

static struct chora_incident_column find_column(const char *name, const chora_mapping *mapping)
{
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        if (strcmp(own[i].name, name) != 0)
            continue;
        bool used =
            own[i].what != OF_ID && own[i].what != OF_VERSION && own[i].what != OF_WITHDRAWN;
        return (struct chora_incident_column){ own[i].what, CHORA_COLUMNS, used };
    }
    return find_listed(name, mapping);
}

chora_status chora_incident_columns_load(chora_incident_columns *columns, chora_store *store,
                                         const chora_mapping *mapping, chora_error *err)
{
    chora_query *table = NULL;
    chora_status st = chora_query_open(store, ALL_COLUMNS, &table, err);
    if (st)
        return st;
    bool in_memory = strcmp(chora_store_path(store), ":memory:") == 0;
    *columns = (chora_incident_columns){ .count = (size_t)chora_query_columns(table) };
    if (columns->count > CHORA_INCIDENT_COLUMNS_MAX)
        st = chora_fail(err, CHORA_EDATA, "the table incident has too many columns");
    for (size_t i = 0; !st && i < columns->count; i++) {
        const char *name = chora_query_column_name(table, (int)i);
        columns->list[i] = find_column(name ? name : "", mapping);
        if (columns->list[i].what == OF_POINT && in_memory) /* nobody else reads it there */
            columns->list[i].used = false;
        columns->strange = columns->strange || columns->list[i].what == OF_OTHERS;
    }
    chora_query_close(table);
    return st;
}

/* ---- statements: ?n is the n-th column ------------------------------------------------------- */

static chora_status open_statement(chora_buffer *sql, chora_store *store, chora_query **out,
                                   chora_error *err)
{
    chora_status st = sql->failed ? chora_no_memory(err)
                                  : chora_query_open(store, chora_buffer_text(sql), out, err);
    chora_buffer_free(sql);
    return st;
}

static void add_names(const chora_incident_columns *columns, chora_query *names, bool values,
                      chora_buffer *sql)
{
    const char *before = "";
    for (size_t i = 0; i < columns->count; i++) {
        if (!columns->list[i].used)
            continue;
        chora_buffer_add_text(sql, before);
        if (values)
            chora_buffer_printf(sql, "?%zu", i + 1);
        else
            chora_buffer_add_text(sql, chora_query_column_name(names, (int)i));
        before = ", ";
    }
}

chora_status chora_incident_columns_feed(chora_incident_columns *columns, chora_store *store,
                                         chora_feed **out, chora_error *err)
{
    chora_buffer into = CHORA_BUFFER_INIT(8192);
    chora_query *names = NULL;
    chora_status st = chora_query_open(store, ALL_COLUMNS, &names, err);
    if (st)
        return st;
    columns->fed_count = 0;
    for (size_t i = 0; i < columns->count; i++)
        if (columns->list[i].used)
            columns->fed[columns->fed_count++] = i;
    chora_buffer_add_text(&into, "incident (");
    add_names(columns, names, false, &into);
    chora_buffer_add_text(&into, ")");
    chora_query_close(names);
    st = into.failed ? chora_no_memory(err)
                     : chora_feed_open(store, chora_buffer_text(&into), (int)columns->fed_count,
                                       "ON CONFLICT (dataset_id, key) DO NOTHING", out, err);
    chora_buffer_free(&into);
    return st;
}

chora_status chora_incident_columns_insert(const chora_incident_columns *columns,
                                           chora_store *store, chora_query **out, chora_error *err)
{
    chora_buffer sql = CHORA_BUFFER_INIT(8192);
    chora_query *names = NULL;
    chora_status st = chora_query_open(store, ALL_COLUMNS, &names, err);
    if (st)
        return st;
    chora_buffer_add_text(&sql, "INSERT INTO incident (");
    add_names(columns, names, false, &sql);
    chora_buffer_add_text(&sql, ") VALUES (");
    add_names(columns, names, true, &sql);
    chora_buffer_add_text(&sql, ")");
    chora_query_close(names);
    return open_statement(&sql, store, out, err);
}

chora_status chora_incident_columns_update(const chora_incident_columns *columns,
                                           chora_store *store, chora_query **out, chora_error *err)
{
    chora_buffer sql = CHORA_BUFFER_INIT(8192);
    chora_query *names = NULL;
    chora_status st = chora_query_open(store, ALL_COLUMNS, &names, err);
    size_t dataset = 0, key = 0;
    if (st)
        return st;
    chora_buffer_add_text(&sql, "UPDATE incident SET version = version + 1, withdrawn_run = NULL");
    for (size_t i = 0; i < columns->count; i++) {
        origin what = (origin)columns->list[i].what;
        dataset = what == OF_DATASET ? i + 1 : dataset;
        key = what == OF_KEY ? i + 1 : key;
        bool kept = what == OF_ID || what == OF_VERSION || what == OF_WITHDRAWN ||
                    what == OF_DATASET || what == OF_KEY || what == OF_OTHERS;
        if (!kept)
            chora_buffer_printf(&sql, ", %s = ?%zu", chora_query_column_name(names, (int)i), i + 1);
    }
    chora_buffer_printf(&sql, " WHERE dataset_id = ?%zu AND key = ?%zu", dataset, key);
    chora_query_close(names);
    return open_statement(&sql, store, out, err);
}

/* ---- values ---------------------------------------------------------------------------------- */

static chora_datum count_value(int64_t count)
{
    return count == CHORA_NO_COUNT ? chora_datum_text(NULL) : chora_datum_integer(count);
}

int64_t chora_incident_evidence(const chora_incident_row *row)
{
    int64_t stated = row->counts[CHORA_COLUMN_EVIDENCE_COUNT];
    if (stated == CHORA_NO_COUNT && row->evidence_count > 0)
        return (int64_t)row->evidence_count;
    return stated;
}

static chora_datum point_value(chora_incident_version *v)
{
    const chora_incident_row *row = v->row;
    if (!isfinite(row->lon) || !isfinite(row->lat))
        return chora_datum_text(NULL);
    chora_blob_point((chora_xy){ row->lon, row->lat }, v->point);
    return (chora_datum){ .kind = CHORA_DATUM_BLOB, .bytes = v->point, .length = sizeof v->point };
}

chora_datum chora_incident_columns_value(const chora_incident_columns *columns, size_t column,
                                         chora_incident_version *v)
{
    const chora_incident_row *row = v->row;
    switch ((origin)columns->list[column].what) {
    case OF_ID:
        return chora_datum_integer(v->id);
    case OF_DATASET:
        return chora_datum_integer(v->dataset_id);
    case OF_KEY:
        return chora_datum_text(v->key);
    case OF_RUN:
        return chora_datum_integer(v->run_id);
    case OF_LINE:
        return chora_datum_integer(v->line);
    case OF_VERSION:
        return chora_datum_integer(1);
    case OF_WITHDRAWN:
    case OF_OTHERS:
        break;
    case OF_DAY:
        return count_value(row->has_day ? row->day : CHORA_NO_COUNT);
    case OF_DAY_END:
        return count_value(row->has_day ? row->day_end : CHORA_NO_COUNT);
    case OF_LON:
        return chora_datum_number(row->lon);
    case OF_LAT:
        return chora_datum_number(row->lat);
    case OF_POINT:
        return point_value(v);
    case OF_EXTRA:
        return chora_datum_text(row->extra);
    case OF_HASH:
        return chora_datum_text(row->hash);
    case OF_EVIDENCE:
        return count_value(chora_incident_evidence(row));
    case OF_TEXT:
        return chora_datum_text(row->texts[columns->list[column].column]);
    case OF_COUNT:
        return count_value(row->counts[columns->list[column].column]);
    }
    return chora_datum_text(NULL);
}

chora_status chora_incident_columns_run(const chora_incident_columns *columns, chora_query *query,
                                        chora_incident_version *version, chora_error *err)
{
    for (size_t i = 0; i < columns->count; i++)
        if (columns->list[i].used)
            chora_query_bind_datum(query, (int)i + 1,
                                   chora_incident_columns_value(columns, i, version));
    return chora_query_run(query, err);
}

bool chora_incident_columns_seal(const chora_incident_columns *columns,
                                 chora_incident_version *version, chora_buffer *cells, uint8_t *out)
{
    for (size_t i = 0; i < columns->count; i++)
        chora_seal_datum(cells, chora_incident_columns_value(columns, i, version));
    return chora_seal_end(cells, out);
}
