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
                               chora_write_format format, chora_export_report *report,
                               chora_error *err)
{
    return options->kind == CHORA_EXPORT_AREAS
               ? chora_export_areas(store, options, format, report, err)
           : options->kind == CHORA_EXPORT_TABLE
               ? chora_export_table(store, options, format, report, err)
           : options->kind == CHORA_EXPORT_CLAIMS
               ? chora_export_claims(store, options, format, report, err)
               : chora_export_incidents(store, options, format, report, err);
}

/* Standard output cannot be taken back: what goes there is made in a private folder first. */
static chora_status write_aside(chora_store *store, const chora_export_options *options,
                                chora_write_format format, const chora_leaks *leaks,
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
        st = write_kind(store, &aside, format, report, err);
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
                                  chora_write_format format, chora_export_report *report,
                                  chora_error *err)
{
    chora_leaks *leaks = NULL;
    chora_status st = chora_leaks_new(store, &leaks, err);
    if (!st && leaks && strcmp(options->path, "-") == 0) {
        st = write_aside(store, options, format, leaks, report, err);
    } else if (!st) {
        st = write_kind(store, options, format, report, err);
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
    chora_write_format format;
    chora_status st = chora_write_format_of(path, &format, err);
    if (st)
        return st;
    chora_export_options checked = *options;
    checked.path = path;
    chora_export_report report = { 0 };
    st = chora_profile_use(store, options->profile, &report.profile, err);
    if (!st)
        st = write_checked(store, &checked, format, &report, err);
    if (!st)
        st = check_report(&report, err);
    if (!st)
        *out = report;
    return st;
}

chora_status chora_export_account(chora_writer *writer, const chora_export_report *report,
                                  chora_error *err)
{
    static const char *const names[] = { "incidents",      "in_areas",     "too_coarse", "unplaced",
                                         "outside_period", "filtered_out", "shielded" };
    const int64_t numbers[] = { report->accepted, report->in_areas,       report->too_coarse,
                                report->unplaced, report->outside_period, report->filtered_out,
                                report->shielded };
    size_t count = sizeof numbers / sizeof *numbers - !*report->profile.name;

    for (size_t i = 0; i < count; i++) {
        char number[32], name[64];
        snprintf(number, sizeof number, "%lld", (long long)numbers[i]);
        snprintf(name, sizeof name, "Account: %s", names[i]);
        chora_status st = chora_writer_about(writer, name, number, err);
        if (st)
            return st;
    }
    return chora_writer_account(writer, names, numbers, count, err);
}

chora_status chora_export_about(chora_writer *writer, const chora_export_options *options,
                                const char *what, const char *dataset, chora_error *err)
{
    const char *pairs[][2] = {
        { "What this is", what },
        { "Dataset", dataset },
        { "Filter", options->where },
        { "Columns", options->columns },
        { "Casualties", "lowest and highest figures are added apart: both are bounds; empty means "
                        "that no figure is known, 0 that none was reported" },
        { "Made with", "Chora " CHORA_VERSION },
    };
    chora_status st = CHORA_OK;
    for (size_t i = 0; !st && i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i][1] && *pairs[i][1])
            st = chora_writer_about(writer, pairs[i][0], pairs[i][1], err);
    return st;
}
