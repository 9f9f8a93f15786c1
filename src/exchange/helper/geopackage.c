#include "geopackage.h"
#include "base/buffer.h"

#include <chora/text.h>
#include <sqlite3.h>
#include <string.h>
#include <strings.h>

/* ---- opening --------------------------------------------------------------------------------- */

/* "file:...?immutable=1": nothing is locked or made beside the file. */
static void add_address(chora_buffer *out, const char *path)
{
    chora_buffer_add_text(out, "file:");
    for (; *path; path++) {
        if (strchr("?#%", *path) || (unsigned char)*path <= ' ')
            chora_buffer_printf(out, "%%%02X", (unsigned char)*path);
        else
            chora_buffer_add_byte(out, *path);
    }
    chora_buffer_add_text(out, "?immutable=1");
}

/* Nothing in the file runs: no trigger, no view, no function of the schema that is not harmless. */
static int switch_off(sqlite3 *db)
{
    static const int settings[][2] = { { SQLITE_DBCONFIG_DEFENSIVE, 1 },
                                       { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
                                       { SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },
                                       { SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
                                       { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 } };
    int code = SQLITE_OK;

    for (size_t i = 0; !code && i < sizeof settings / sizeof *settings; i++)
        code = sqlite3_db_config(db, settings[i][0], settings[i][1], NULL);
    return code ? code : sqlite3_exec(db, "PRAGMA cell_size_check = ON", NULL, NULL, NULL);
}

static chora_status open_alone(const char *path, const char *name, sqlite3 **db, chora_error *err)
{
    chora_buffer address = CHORA_BUFFER_INIT(1 << 16);

    add_address(&address, path);
    int code = address.failed
                   ? SQLITE_NOMEM
                   : sqlite3_open_v2(
                         chora_buffer_text(&address), db,
                         SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_PRIVATECACHE, NULL);
    chora_buffer_free(&address);
    if (!code)
        code = switch_off(*db);
    if (!code)
        return CHORA_OK;
    return chora_fail(err, CHORA_EDATA, "%s cannot be opened as a database: %s", name,
                      sqlite3_errstr(code));
}

/* ---- looking --------------------------------------------------------------------------------- */

static chora_status damaged(const char *name, chora_error *err)
{
    return chora_fail(err, CHORA_EDATA, "%s is a damaged database; fetch it again", name);
}

static bool is_of_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* Behind a plain word, as some programs write it, or a name in double quotes (a quote in it is
 * doubled). */
static const char *behind_name(const char *at)
{
    const char *word = at;
    while (is_of_word(*word))
        word++;
    if (*at != '"')
        return word > at ? word : NULL;
    for (at++; *at; at++) {
        if (*at != '"')
            continue;
        if (at[1] != '"')
            return at + 1;
        at++;
    }
    return NULL;
}

/* SQLite writes these openings itself; a text that begins otherwise was planted. */
static bool is_harmless(const char *sql)
{
    static const char *const openings[] = { "CREATE TABLE ", "CREATE INDEX ",
                                            "CREATE UNIQUE INDEX ", "CREATE TRIGGER ",
                                            "CREATE VIEW " };
    static const char is_virtual[] = "CREATE VIRTUAL TABLE ";

    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
        if (strncasecmp(sql, openings[i], strlen(openings[i])) == 0)
            return true;
    if (strncasecmp(sql, is_virtual, strlen(is_virtual)) != 0)
        return false;
    const char *rest = behind_name(sql + strlen(is_virtual));
    return rest && strncasecmp(rest, " USING rtree(", 13) == 0;
}

static chora_status judge_object(const char *sql, const char *name, chora_error *err)
{
    if (is_harmless(sql))
        return CHORA_OK;
    return chora_fail(err, CHORA_EDATA,
                      "%s holds a virtual table, which could show other files of this computer; "
                      "export its layer to a new GeoPackage",
                      name);
}

static chora_status judge_pages(const char *answer, const char *name, chora_error *err)
{
    return strcmp(answer, "ok") == 0 ? CHORA_OK : damaged(name, err);
}

/* How the walk over a query's rows ended. */
static chora_status ended(int code, const char *name, chora_error *err)
{
    if (code == SQLITE_DONE)
        return CHORA_OK;
    if (code != SQLITE_NOTADB)
        return damaged(name, err);
    return chora_fail(err, CHORA_EDATA,
                      "%s cannot be read as GPKG: it holds something else, or is damaged", name);
}

/* Judge the first column of every row. */
static chora_status look(sqlite3 *db, const char *sql, const char *name,
                         chora_status (*judge)(const char *, const char *, chora_error *),
                         chora_error *err)
{
    sqlite3_stmt *rows = NULL;
    chora_status st = CHORA_OK;
    int code = sqlite3_prepare_v2(db, sql, -1, &rows, NULL);

    while (!code && !st && (code = sqlite3_step(rows)) == SQLITE_ROW) {
        const char *text = (const char *)sqlite3_column_text(rows, 0);
        st = judge(text ? text : "", name, err);
        code = SQLITE_OK;
    }
    sqlite3_finalize(rows);
    return st ? st : ended(code, name, err);
}

/* SQLite itself says so, in one way or another: what the schema says of its objects may be a lie.
 */
static bool is_view(sqlite3 *db, const char *table)
{
    sqlite3_stmt *row = NULL;
    char *sql = sqlite3_mprintf("SELECT 1 FROM \"%w\"", table);
    char *missing = sqlite3_mprintf("no such table: %s", table);
    bool view = sql && missing && sqlite3_prepare_v2(db, sql, -1, &row, NULL) &&
                strcmp(sqlite3_errmsg(db), missing) != 0;

    sqlite3_finalize(row);
    sqlite3_free(sql);
    sqlite3_free(missing);
    return view;
}

static chora_status refuse_view(const char *view, const char *name, chora_error *err)
{
    char shown[200];

    chora_text_visible(view, shown, sizeof shown);
    return chora_fail(err, CHORA_EDATA,
                      "%s: \"%s\" is a view, a query that would run here; export it to a layer of "
                      "its own",
                      name, shown);
}

static chora_status look_for_views(sqlite3 *db, const char *name, chora_error *err)
{
    sqlite3_stmt *layers = NULL;
    chora_status st = CHORA_OK;

    if (is_view(db, "gpkg_contents"))
        return refuse_view("gpkg_contents", name, err);
    int code = sqlite3_prepare_v2(db, "SELECT table_name FROM gpkg_contents", -1, &layers, NULL);
    if (code == SQLITE_ERROR)
        return CHORA_OK; /* No such table: GDAL says what the file is. */
    while (!code && !st && (code = sqlite3_step(layers)) == SQLITE_ROW) {
        const char *table = (const char *)sqlite3_column_text(layers, 0);
        if (table && is_view(db, table))
            st = refuse_view(table, name, err);
        code = SQLITE_OK;
    }
    sqlite3_finalize(layers);
    return st ? st : ended(code, name, err);
}

chora_status chora_geopackage_check(const char *path, const char *name, chora_error *err)
{
    sqlite3 *db = NULL;
    chora_status st = open_alone(path, name, &db, err);

    if (!st)
        st = look(db, "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL", name, judge_object,
                  err);
    if (!st)
        st = look_for_views(db, name, err);
    if (!st) /* GDAL reads on over many kinds of damage without a word. */
        st = look(db, "PRAGMA quick_check(1)", name, judge_pages, err);
    sqlite3_close(db);
    return st;
}
