#include "store/cut_short.h"

#include "store/connection.h"

/* The first page is all that is asked for: SQLite looks for a journal before it reads any. */
static const char first_page[] = "PRAGMA application_id";

static chora_status undo_by_writing(const char *path, chora_error *err)
{
    sqlite3 *db = NULL;
    chora_status st = chora_connection_open(path, SQLITE_OPEN_READWRITE, &db, err);
    if (st)
        return st;
    int code = sqlite3_exec(db, first_page, NULL, NULL, NULL);
    if ((code & 0xff) == SQLITE_READONLY || (code & 0xff) == SQLITE_IOERR)
        st = chora_fail(err, CHORA_EIO,
                        "writing it was cut short, and that cannot be undone where it is (%s): "
                        "copy it, with the file \"-journal\" beside it, to where they can be "
                        "written",
                        sqlite3_errmsg(db));
    else if (code)
        st = chora_connection_fail(db, code, err);
    sqlite3_close(db);
    return st;
}

chora_status chora_cut_short_undo(const char *path, sqlite3 *db, chora_error *err)
{
    int code = sqlite3_exec(db, first_page, NULL, NULL, NULL);
    return code == SQLITE_READONLY_ROLLBACK ? undo_by_writing(path, err) : CHORA_OK;
}
