/* An export straight from a table. */
#include "base/file.h"
#include "publish/table_project.h"

#include <chora/figure.h>
#include <string.h>

typedef struct {
    const chora_export_options *options;
    chora_export_report *out;
} wish;

static chora_status make_export(void *context, chora_store *store, chora_error *err)
{
    const wish *w = context;
    return chora_export(store, w->options, w->out, err);
}

/* Conditions, words of a column and profiles ask for incidents by SQL. A guess that costs time
 * where it is wrong, and nothing else. */
static bool may_hold(const chora_export_options *options)
{
    bool counted = !options->of || strcmp(options->of, "count") == 0 ||
                   chora_held_column(chora_held_numbers, options->of) >= 0;
    return counted && !(options->where && *options->where) && !options->share_of &&
           !options->profile && !options->split && !options->figure;
}

static unsigned what_to_keep(const chora_export_options *options)
{
    if (options->kind == CHORA_EXPORT_INCIDENTS)
        return CHORA_HELD_WITH_NUMBERS | CHORA_HELD_WITH_TEXTS | CHORA_HELD_WITHOUT_HASHES;
    if (options->kind == CHORA_EXPORT_TABLE || (options->of && strcmp(options->of, "count") != 0))
        return CHORA_HELD_WITH_NUMBERS | CHORA_HELD_WITHOUT_HASHES;
    return CHORA_HELD_WITHOUT_HASHES;
}

chora_status chora_export_from_table(const char *table, const char *const *countries,
                                     size_t country_count,
                                     const chora_import_options *import_options,
                                     const chora_export_options *options,
                                     chora_import_report *import, chora_export_report *out,
                                     chora_error *err)
{
    wish w = { options, out };
    const chora_table_job job = {
        .table = table,
        .import_options = import_options,
        .stages = options->stages,
        .holds = may_hold(options),
        .keeps = what_to_keep(options),
        .use = make_export,
        .context = &w,
    };
    if (options->kind == CHORA_EXPORT_CLAIMS)
        return chora_fail(err, CHORA_EINVAL,
                          "claims are tied to incidents in a project: chora init NAME.chora "
                          "--country CODE, chora import NAME.chora %s, chora link NAME.chora, then "
                          "export from NAME.chora",
                          table);
    chora_status st = chora_file_spare(table, options->path, err);
    return st ? st : chora_table_project(&job, countries, country_count, import, err);
}
