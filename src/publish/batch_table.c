/* A batch of figures straight from a table. */
#include "publish/batch_ahead.h"
#include "publish/batch_inside.h"
#include "publish/plain.h"
#include "publish/table_project.h"

#include <stdlib.h>

typedef struct {
    const chora_batch_options *options;
    chora_batch_ahead ahead;
    chora_batch_report *out;
} wish;

static chora_status make_batch(void *context, chora_store *store, chora_error *err)
{
    wish *w = context;
    return chora_batch_painted(store, w->options, &w->ahead, w->out, err);
}

/* What a report tells of a project's runs, decisions and checks is in no table. */
static chora_status refuse_reports(const char *table, const chora_batch_options *options,
                                   chora_error *err)
{
    chora_figure_list templates = { 0 };
    chora_status st = chora_figure_list_make(options, true, &templates, err);
    if (!st && templates.count)
        st = chora_fail(err, CHORA_EINVAL,
                        "%s: a report is made from a project: chora init NAME.chora --country "
                        "CODE, chora import NAME.chora %s, then chora batch NAME.chora",
                        templates.paths[0], table);
    chora_figure_list_free(&templates);
    return st;
}

/* Pictures replace no file that no batch has made; the list of all replaces any of its name. */
static chora_status spare_table(const char *table, const char *folder, chora_error *err)
{
    char *list = chora_path_join(folder, "manifest.json");
    chora_status st = list ? chora_file_spare(table, list, err) : chora_no_memory(err);
    free(list);
    return st;
}

/* As much as any of the figures needs. */
static chora_status choose_holding(const chora_batch_options *options, chora_holding *out,
                                   chora_error *err)
{
    chora_figure_list figures = { 0 };
    chora_holding all = CHORA_HOLDING_ROWS;
    chora_status st = chora_figure_list_make(options, false, &figures, err);
    for (size_t i = 0; !st && i < figures.count && all != CHORA_HOLDING_NONE; i++) {
        chora_map_options map = CHORA_MAP_INIT;
        map.figure = figures.paths[i];
        map.calendar = options->calendar;
        chora_holding one = chora_plain_holding(&map);
        all = one == CHORA_HOLDING_NONE || one > all ? one : all;
    }
    chora_figure_list_free(&figures);
    if (!st)
        *out = all;
    return st;
}

chora_status chora_batch_table(const char *table, const char *const *countries,
                               size_t country_count, const chora_import_options *import_options,
                               const chora_batch_options *options, chora_import_report *import,
                               chora_batch_report *out, chora_error *err)
{
    wish w = { .options = options, .out = out };
    chora_holding holding = CHORA_HOLDING_NONE;
    if (!options->folder)
        return chora_fail(err, CHORA_EINVAL, "name the folder for what is made: -o out/");
    chora_status st = refuse_reports(table, options, err);
    if (!st)
        st = spare_table(table, options->folder, err);
    if (!st)
        st = choose_holding(options, &holding, err);
    if (st)
        return st;
    const chora_table_job job = {
        .table = table,
        .import_options = import_options,
        .stages = options->stages,
        .holds = holding != CHORA_HOLDING_NONE,
        .keeps = holding == CHORA_HOLDING_NUMBERS ? CHORA_HELD_WITH_NUMBERS : CHORA_HELD_ROWS,
        .use = make_batch,
        .context = &w,
    };
    chora_batch_ahead_begin(&w.ahead, options);
    st = chora_table_project(&job, countries, country_count, import, err);
    chora_batch_ahead_end(&w.ahead);
    return st;
}
