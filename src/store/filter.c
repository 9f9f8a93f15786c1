#include "store/filter.h"

#include "base/memory.h"
#include "base/search.h"
#include "base/text.h"
#include "store/connection.h"
#include "store/filter_text.h"
#include "store/filter_view.h"

#include <stdlib.h>
#include <string.h>

/* Sorted ids; everything is admitted when there was no condition. */
struct chora_filter {
    bool all;
    int64_t *ids;
    size_t count;
};

static const char before[] = "SELECT incident_id FROM incident_filter WHERE (\n";
static const char after[] = "\n) ORDER BY incident_id";

static bool is_allowed_function(const char *name)
{
    static const char *const allowed[] = {
        "abs",    "ceil",     "ceiling", "coalesce",  "date",    "floor",  "glob",
        "ifnull", "iif",      "instr",   "julianday", "length",  "like",   "lower",
        "ltrim",  "max",      "min",     "nullif",    "replace", "round",  "rtrim",
        "sign",   "strftime", "substr",  "substring", "trim",    "typeof", "upper",
    };
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
        if (chora_text_compare_nocase(allowed[i], name) == 0)
            return true;
    return false;
}

/* `inside` is the view when the access is the view's own. */
static int authorize(void *context, int action, const char *first, const char *second,
                     const char *database, const char *inside)
{
    (void)context;
    bool own = inside && strcmp(inside, "incident_filter") == 0;
    switch (action) {
    case SQLITE_SELECT:
        return SQLITE_OK;
    case SQLITE_READ:
        return own || (strcmp(first, "incident_filter") == 0 && database &&
                       strcmp(database, "temp") == 0)
                   ? SQLITE_OK
                   : SQLITE_DENY;
    case SQLITE_FUNCTION:
        return own || is_allowed_function(second) ? SQLITE_OK : SQLITE_DENY;
    default:
        return SQLITE_DENY;
    }
}

/*
 * The view is made anew as a temporary one: what a file from elsewhere calls incident_filter is
 * never run.
 */
static chora_status make_view(sqlite3 *db, chora_error *err)
{
    chora_buffer sql = CHORA_BUFFER_INIT(1 << 20);
    chora_buffer_add_text(&sql, "CREATE TEMP VIEW incident_filter AS ");
    chora_status st = chora_filter_view_sql(db, &sql, err);
    if (!st)
        st = chora_connection_execute(db, chora_buffer_text(&sql), err);
    chora_buffer_free(&sql);
    return st;
}

/* A project in memory has no file to be opened again. */
static chora_status open_copy(sqlite3 *project, sqlite3 **out, chora_error *err)
{
    sqlite3_int64 length = 0;
    chora_status st = chora_connection_open_memory(out, err);
    unsigned char *image = st ? NULL : sqlite3_serialize(project, "main", &length, 0);
    if (st || !image)
        return st ? st : chora_no_memory(err);
    int code = sqlite3_deserialize(*out, "main", image, length, length,
                                   SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY);
    return code ? chora_connection_fail(*out, code, err) : CHORA_OK;
}

static chora_status open_confined(chora_store *store, sqlite3 **out, chora_error *err)
{
    sqlite3 *db = NULL;
    bool in_memory = strcmp(store->path, ":memory:") == 0;
    chora_status st = in_memory
                          ? open_copy(store->db, &db, err)
                          : chora_connection_open(store->path, SQLITE_OPEN_READONLY, &db, err);
    if (!st)
        st = chora_connection_settle(db, false, err);
    if (!st)
        st = make_view(db, err);
    if (st) {
        chora_connection_close(db, NULL);
        return st;
    }
    /* A writer of this very process may hold the file: do not wait for it. */
    sqlite3_busy_timeout(db, 2000);
    sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(db, SQLITE_LIMIT_COMPOUND_SELECT, 1);
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, 4 << 20);
    sqlite3_set_authorizer(db, authorize, NULL);
    *out = db;
    return CHORA_OK;
}

static chora_status unknown_column(sqlite3 *db, const char *name, const char *where,
                                   chora_error *err)
{
    char **columns = NULL;
    sqlite3_set_authorizer(db, NULL, NULL);
    chora_status st = chora_filter_view_columns(db, &columns, err);
    if (st)
        return st;
    chora_buffer text = CHORA_BUFFER_INIT(CHORA_ERROR_MAX);
    chora_buffer_printf(&text, "there is no column \"%s\"", name);
    const char *nearest = chora_text_nearest(name, (const char *const *)columns);
    const char *in_where = strstr(where, name);
    if (nearest)
        chora_buffer_printf(&text, "; did you mean \"%s\"?", nearest);
    else if (in_where && in_where > where && in_where[-1] == '"')
        chora_buffer_printf(&text, "; a text stands in single quotes: '%s'", name);
    chora_buffer_add_text(&text, nearest ? " Columns: " : ". Columns: ");
    for (char **column = columns; *column; column++)
        chora_buffer_printf(&text, "%s%s", column == columns ? "" : ", ", *column);
    st = chora_fail(err, CHORA_EINVAL, "%s", chora_buffer_text(&text));
    chora_buffer_free(&text);
    free(columns);
    return st;
}

/* Where SQLite stopped, counted in characters of the person's text; 0 when it does not say. */
static size_t error_character(sqlite3 *db, const char *where)
{
    long offset = sqlite3_error_offset(db) - (long)(sizeof before - 1);
    if (offset < 0 || (size_t)offset >= strlen(where))
        return 0;
    size_t character = 1;
    for (long i = 0; i < offset; i++)
        character += ((unsigned char)where[i] & 0xc0) != 0x80;
    return character;
}

/* SQLite's words with the character they speak of; what it found after the text is ours, not the
 * person's. */
static chora_status not_understood(sqlite3 *db, const char *words, const char *where,
                                   chora_error *err)
{
    size_t character = error_character(db, where);
    if (!character && strncmp(words, "near \")\"", 8) == 0)
        return chora_fail(err, CHORA_EINVAL, "the condition ends too early");
    if (character)
        return chora_fail(err, CHORA_EINVAL, "%s (character %zu)", words, character);
    return chora_fail(err, CHORA_EINVAL, "%s", words);
}

static chora_status explain(sqlite3 *db, int code, const char *where, chora_error *err)
{
    static const char no_column[] = "no such column: ";
    char words[512];
    if (code != SQLITE_ERROR && code != SQLITE_AUTH && code != SQLITE_TOOBIG &&
        code != SQLITE_MISMATCH)
        return chora_connection_fail(db, code, err);
    sqlite3_snprintf(sizeof words, words, "%s", sqlite3_errmsg(db));
    chora_status st;
    if (strncmp(words, no_column, sizeof no_column - 1) == 0)
        st = unknown_column(db, words + sizeof no_column - 1, where, err);
    else if (code == SQLITE_AUTH && strstr(words, "prohibited"))
        st = chora_fail(err, CHORA_EINVAL, "only the columns of one incident can be asked for (%s)",
                        words);
    else
        st = not_understood(db, words, where, err);
    chora_at(err, "where: %s", where);
    return st;
}

static chora_status collect(sqlite3 *db, sqlite3_stmt *statement, const char *where,
                            chora_filter *filter, chora_error *err)
{
    size_t capacity = 0;
    int code;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        if (chora_grow((void **)&filter->ids, &capacity, filter->count, sizeof *filter->ids))
            return chora_no_memory(err);
        filter->ids[filter->count++] = sqlite3_column_int64(statement, 0);
    }
    return code == SQLITE_DONE ? CHORA_OK : explain(db, code & 0xff, where, err);
}

static chora_status evaluate(sqlite3 *db, const char *where, chora_filter *filter, chora_error *err)
{
    chora_buffer sql = CHORA_BUFFER_INIT(CHORA_FILTER_MAX + 256);
    chora_buffer_add_text(&sql, before);
    chora_buffer_add_text(&sql, where);
    chora_buffer_add_text(&sql, after);
    if (sql.failed) {
        chora_buffer_free(&sql);
        return chora_no_memory(err);
    }
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(db, chora_buffer_text(&sql), -1, &statement, NULL);
    chora_status st =
        code ? explain(db, code & 0xff, where, err) : collect(db, statement, where, filter, err);
    sqlite3_finalize(statement);
    chora_buffer_free(&sql);
    return st;
}

static bool is_blank(const char *where)
{
    return !where || where[strspn(where, " \t\r\n")] == '\0';
}

static chora_status fill(chora_store *store, const char *where, chora_filter *filter,
                         chora_error *err)
{
    chora_status st = chora_filter_text_check(where, err);
    if (st) {
        chora_at(err, "where: %s", where);
        return st;
    }
    sqlite3 *db = NULL;
    st = open_confined(store, &db, err);
    if (!st) {
        st = evaluate(db, where, filter, err);
        chora_connection_close(db, NULL);
    }
    return st;
}

chora_status chora_filter_new(chora_store *store, const char *where, chora_filter **out,
                              chora_error *err)
{
    chora_filter *filter = chora_alloc(1, sizeof *filter);
    if (!filter)
        return chora_no_memory(err);
    filter->all = is_blank(where);
    chora_status st = filter->all ? CHORA_OK : fill(store, where, filter, err);
    if (st) {
        chora_filter_free(filter);
        return st;
    }
    *out = filter;
    return CHORA_OK;
}

bool chora_filter_admits(const chora_filter *filter, int64_t incident_id)
{
    return filter->all || chora_search_id(filter->ids, filter->count, incident_id, NULL);
}

void chora_filter_free(chora_filter *filter)
{
    if (!filter)
        return;
    free(filter->ids);
    free(filter);
}
