#include "publish/export.h"
#include "publish/leak.h"

#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LARGEST_ASIDE = 1 << 30 };

static chora_status check_report(const chora_export_report *report, chora_error *err)
{
    int64_t told = report->in_areas + report->unplaced + report->filtered_out +
                   report->outside_period + report->too_coarse;
    if (told != report->accepted)
        return chora_fail(err, CHORA_ESTORE,
                          "the account does not close: %lld incidents, %lld accounted for",
                          (long long)report->accepted, (long long)told);
    return CHORA_OK;
}

static chora_status write_kind(chora_store *store, const chora_export_options *options,
                               const chora_export_form *form, chora_export_report *report,
                               chora_error *err)
{
    return options->kind == CHORA_EXPORT_AREAS
               ? chora_export_areas(store, options, form, report, err)
           : options->kind == CHORA_EXPORT_TABLE
               ? chora_export_table(store, options, form, report, err)
           : options->kind == CHORA_EXPORT_CLAIMS
               ? chora_export_claims(store, options, form, report, err)
               : chora_export_incidents(store, options, form, report, err);
}

/* Standard output cannot be taken back: what goes there is made in a private folder first. */
static chora_status write_aside(chora_store *store, const chora_export_options *options,
                                const chora_export_form *form, const chora_leaks *leaks,
                                chora_export_report *report, chora_error *err)
{
    chora_export_options aside = *options;
    chora_buffer bytes = CHORA_BUFFER_INIT(LARGEST_ASIDE);
    char *folder = NULL, *path = NULL;
    chora_status st = chora_folder_temporary(&folder, err);
    if (!st && !(path = chora_path_join(folder, "export.geojson")))
        st = chora_no_memory(err);
    aside.path = path;
    if (!st)
        st = write_kind(store, &aside, form, report, err);
    if (!st)
        st = chora_file_read(path, &bytes, err);
    if (!st)
        st = chora_leaks_find(leaks, "standard output", bytes.data, bytes.length, err);
    if (!st)
        st = chora_file_write("-", bytes.data, bytes.length, err);
    if (folder)
        chora_folder_remove(folder);
    chora_buffer_free(&bytes);
    free(path);
    free(folder);
    return st;
}

static chora_status write_checked(chora_store *store, const chora_export_options *options,
                                  const chora_export_form *form, chora_export_report *report,
                                  chora_error *err)
{
    chora_leaks *leaks = NULL;
    chora_status st = chora_leaks_new(store, &leaks, err);
    if (!st && leaks && strcmp(options->path, "-") == 0) {
        st = write_aside(store, options, form, leaks, report, err);
    } else if (!st) {
        st = write_kind(store, options, form, report, err);
        if (!st)
            st = chora_leaks_file(leaks, options->path, err);
    }
    chora_leaks_free(leaks);
    return st;
}

chora_status chora_export(chora_store *store, const chora_export_options *options,
                          chora_export_report *out, chora_error *err)
{
    const char *path = options->path ? options->path : "-";
    chora_arena *arena = chora_arena_new();
    chora_export_form form;
    chora_export_options checked = *options;
    checked.path = path;
    chora_export_report report = { 0 };
    chora_status st =
        arena ? chora_export_form_load(&checked, arena, &form, err) : chora_no_memory(err);
    if (!st)
        st = chora_profile_use(store, options->profile, &report.profile, err);
    if (!st)
        st = write_checked(store, &checked, &form, &report, err);
    if (!st)
        st = check_report(&report, err);
    if (!st)
        *out = report;
    chora_arena_free(arena);
    return st;
}
