/* A map straight from a table: a project for as long as it takes. */
#include <chora/figure.h>

#include "base/error.h"
#include "base/memory.h"
#include "base/stages.h"
#include "publish/unplaced.h"

#include <stdlib.h>

#define LONGEST_NOTES (1 << 20)

/* The person has no project in which to look for them. */
static chora_status tell_unplaced(chora_store *store, chora_import_report *import, chora_error *err)
{
    chora_buffer notes = CHORA_BUFFER_INIT(LONGEST_NOTES);
    if (import->notes)
        chora_buffer_add_text(&notes, import->notes);
    chora_status st = chora_unplaced_tell(store, &notes, err);
    if (!st && notes.length) {
        free(import->notes);
        import->notes = chora_strdup(chora_buffer_text(&notes));
        st = import->notes ? CHORA_OK : chora_no_memory(err);
    }
    chora_buffer_free(&notes);
    return st;
}

/* In memory: what is in a table that is only looked at stays on no disk, not even after a kill. */
static chora_status map_in_memory(const char *table, const char *const *countries,
                                  size_t country_count, const chora_import_options *import_options,
                                  const chora_map_options *options, chora_import_report *import,
                                  chora_map_report *out, chora_error *err)
{
    chora_store *store = NULL;
    chora_stage before = chora_stages_enter(options->stages, CHORA_STAGE_READ);
    chora_status st = chora_project_init(NULL, countries, country_count, &store, err);

    chora_stages_enter(options->stages, before);
    if (!st)
        chora_store_time(store, options->stages);
    if (!st)
        st = chora_import_incidents(store, table, import_options, import, err);
    if (!st && import->read == import->rejected)
        st = chora_fail(err, CHORA_EDATA, "%s: no row could be used; see %s", table,
                        *import->rejects_path ? import->rejects_path : "the reasons above");
    if (!st)
        st = tell_unplaced(store, import, err);
    if (!st)
        st = chora_map(store, options, out, err);
    chora_store_close(store);
    return st;
}

chora_status chora_map_table(const char *table, const char *const *countries, size_t country_count,
                             const chora_import_options *import_options,
                             const chora_map_options *options, chora_import_report *import,
                             chora_map_report *out, chora_error *err)
{
    char **found = NULL;
    size_t found_count = 0;
    chora_import_report own = { 0 };
    chora_status st = CHORA_OK;

    chora_stage before = chora_stages_enter(options->stages, CHORA_STAGE_MATCH);
    if (country_count == 0)
        st = chora_guess_countries(table, import_options, &found, &found_count, err);
    chora_stages_enter(options->stages, before);
    if (!st)
        st = map_in_memory(table, found ? (const char *const *)found : countries,
                           found ? found_count : country_count, import_options, options,
                           import ? import : &own, out, err);
    chora_import_report_free(&own);
    chora_countries_free(found, found_count);
    return st;
}
