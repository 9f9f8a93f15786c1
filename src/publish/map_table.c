/* A map straight from a table. */
#include <chora/figure.h>

#include "base/file.h"
#include "publish/map_ahead.h"
#include "publish/plain.h"
#include "publish/table_project.h"

typedef struct {
    const chora_map_options *options;
    chora_map_ahead ahead;
    chora_map_report *out;
} wish;

static chora_status make_map(void *context, chora_store *store, chora_error *err)
{
    wish *w = context;
    return chora_map_drawn(store, w->options, &w->ahead, w->out, err);
}

static chora_status spare_table(const char *table, const chora_map_options *options,
                                chora_error *err)
{
    chora_status st = chora_file_spare(table, options->alt_text, err);
    for (size_t i = 0; !st && i < options->output_count; i++)
        st = chora_file_spare(table, options->outputs[i], err);
    return st;
}

chora_status chora_map_table(const char *table, const char *const *countries, size_t country_count,
                             const chora_import_options *import_options,
                             const chora_map_options *options, chora_import_report *import,
                             chora_map_report *out, chora_error *err)
{
    wish w = { .options = options, .out = out };
    chora_holding holding = chora_plain_holding(options);
    const chora_table_job job = {
        .table = table,
        .import_options = import_options,
        .stages = options->stages,
        .holds = holding != CHORA_HOLDING_NONE,
        .keeps = holding == CHORA_HOLDING_NUMBERS ? CHORA_HELD_WITH_NUMBERS : CHORA_HELD_ROWS,
        .use = make_map,
        .context = &w,
    };
    chora_status st = spare_table(table, options, err);
    if (st)
        return st;
    chora_map_ahead_begin_reading(&w.ahead, options);
    st = chora_table_project(&job, countries, country_count, import, err);
    chora_map_ahead_end(&w.ahead);
    return st;
}
