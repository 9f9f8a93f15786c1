/* A stranger's condition over the incidents of a small project: an answer or an error, no harm. */
#include "fuzz.h"

#include "base/file.h"
#include "store/filter.h"
#include "store/query.h"

static char *folder;
static chora_store *store;

static void close_project(void)
{
    chora_store_close(store);
    chora_folder_remove(folder);
    free(folder);
}

static void open_project(void)
{
    chora_error err = CHORA_ERROR_INIT;
    PROMISE(chora_folder_temporary(&folder, &err) == CHORA_OK);
    char *path = chora_path_join(folder, "fuzz.chora");
    PROMISE(chora_store_create(path, &store, &err) == CHORA_OK);
    free(path);
    PROMISE(chora_store_execute(
                store,
                "INSERT INTO dataset (id, name) VALUES (1, 'reports');"
                "INSERT INTO run (id, kind, started_utc) VALUES (1, 'incidents', '');"
                "INSERT INTO incident (id, dataset_id, key, run_id, hash, day, type, killed, extra)"
                " VALUES (1, 1, 'a', 1, '', 18992, 'raid', 12, '{\"severity\": \"9\"}'),"
                " (2, 1, 'b', 1, '', NULL, NULL, NULL, NULL);",
                &err) == CHORA_OK);
    PROMISE(chora_store_begin(store, &err) == CHORA_OK);
    PROMISE(chora_store_end(store, chora_filter_view_refresh(store, &err), &err) == CHORA_OK);
    atexit(close_project);
}

static int64_t incidents(void)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_query *query = NULL;
    int64_t count = -1;
    PROMISE(chora_query_open(store,
                             "SELECT count(*) FROM incident WHERE killed IS 12 OR killed IS NULL",
                             &query, &err) == CHORA_OK);
    PROMISE(chora_query_one_int(query, &count, &err) == CHORA_OK);
    chora_query_close(query);
    return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *where = fuzz_text(data, size);
    chora_error err = CHORA_ERROR_INIT;
    chora_filter *filter = NULL;

    if (!store)
        open_project();
    if (chora_filter_new(store, where, &filter, &err)) {
        PROMISE(*err.message);
    } else {
        /* There is no third incident; white space alone is no condition. */
        PROMISE(where[strspn(where, " \t\r\n\f\v")] == '\0' || !chora_filter_admits(filter, 3));
        chora_filter_free(filter);
    }
    PROMISE(incidents() == 2);
    free(where);
    return 0;
}
