/* What a batch will write, before anything is painted. */
#include "publish/batch_inside.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static chora_status hash_inputs(chora_batch_work *work, const chora_batch_figure *figure,
                                size_t period, const chora_figure_output *output, const char **out,
                                chora_error *err)
{
    chora_buffer text = CHORA_BUFFER_INIT(64 << 20);
    const chora_prepared *prepared = figure->prepared;
    char id[CHORA_PERIOD_TEXT_MAX], hash[CHORA_SHA256_TEXT];

    chora_period_id(chora_prepared_period(prepared, period), id);
    chora_buffer_printf(&text, "%s\n%s\n%s\n%g\n%s\n%s\n%s\n", CHORA_VERSION, prepared->figure_hash,
                        output->format, output->dpi, id, prepared->inputs.incidents_source,
                        prepared->inputs.boundaries_source);
    chora_prepared_numbers(prepared, period, &text);
    if (text.failed)
        text.length = 0;
    chora_sha256(chora_buffer_text(&text), text.length, hash);
    bool failed = text.failed;
    chora_buffer_free(&text);
    *out = failed ? NULL : chora_arena_strdup(work->arena, hash);
    return *out ? CHORA_OK : chora_no_memory(err);
}

static const char *output_name(chora_batch_work *work, const chora_figure *figure,
                               chora_period period, bool only_one, const char *format)
{
    char id[CHORA_PERIOD_TEXT_MAX];

    chora_period_id(period, id);
    return only_one ? chora_arena_printf(work->arena, "%s.%s", figure->id, format)
                    : chora_arena_printf(work->arena, "%s_%s.%s", figure->id, id, format);
}

/* Pages of small multiples are of one span: "figure.png", or "figure_1.png" of several. */
static const char *page_name(chora_batch_work *work, const chora_batch_figure *figure, size_t page,
                             const char *format)
{
    const char *id = figure->prepared->figure.id;

    return figure->periods == 1
               ? chora_arena_printf(work->arena, "%s.%s", id, format)
               : chora_arena_printf(work->arena, "%s_%zu.%s", id, page + 1, format);
}

static chora_status plan_page(chora_batch_work *work, const chora_batch_figure *figure,
                              size_t period, chora_error *err)
{
    const chora_prepared *prepared = figure->prepared;
    size_t outputs = prepared->figure.output_count;
    chora_period span = chora_prepared_period(prepared, period);
    chora_account account = chora_prepared_account(prepared, period);
    char id[CHORA_PERIOD_TEXT_MAX];

    chora_period_id(span, id);
    for (size_t i = 0; i < outputs; i++) {
        const chora_figure_output *output = &prepared->figure.outputs[i];
        chora_manifest_entry *entry = &work->entries[figure->first_entry + period * outputs + i];
        entry->file = prepared->figure.is_multiples
                          ? page_name(work, figure, period, output->format)
                          : output_name(work, &prepared->figure, span,
                                        span.kind == CHORA_PERIOD_ALL, output->format);
        entry->figure = prepared->figure.id;
        entry->period = chora_arena_strdup(work->arena, id);
        entry->format = output->format;
        entry->data = chora_prepared_hash(prepared);
        entry->where = prepared->figure.where;
        entry->profile = work->profile.name;
        entry->incidents = account.accepted - account.outside_period - account.filtered_out;
        entry->shown = account.shown;
        entry->outside_period = account.outside_period;
        entry->filtered_out = account.filtered_out;
        if (!entry->file || !entry->period)
            return chora_no_memory(err);
        chora_status st = hash_inputs(work, figure, period, output, &entry->inputs, err);
        if (st)
            return st;
    }
    return CHORA_OK;
}

static int compare_files(const void *a, const void *b)
{
    const chora_manifest_entry *const *one = a, *const *other = b;
    return strcmp((*one)->file, (*other)->file);
}

/* Two figures with one id would overwrite each other. */
static chora_status check_names(const chora_batch_work *work, chora_error *err)
{
    const chora_manifest_entry **sorted = chora_alloc(work->entry_count + 1, sizeof *sorted);
    chora_status st = sorted ? CHORA_OK : chora_no_memory(err);

    for (size_t i = 0; sorted && i < work->entry_count; i++)
        sorted[i] = &work->entries[i];
    if (sorted)
        qsort(sorted, work->entry_count, sizeof *sorted, compare_files);
    for (size_t i = 1; !st && i < work->entry_count; i++)
        if (strcmp(sorted[i - 1]->file, sorted[i]->file) == 0)
            st = chora_fail(err, CHORA_EINVAL,
                            "two figures would both write %s; give each its own \"figure:\" name "
                            "and each output once",
                            sorted[i]->file);
    free(sorted);
    return st;
}

/* A file of the same name that no batch made is somebody's work: it is not replaced. */
static chora_status check_foreign(const chora_batch_work *work, chora_error *err)
{
    for (size_t i = 0; i < work->entry_count; i++) {
        const char *file = work->entries[i].file;
        if (chora_manifest_find(&work->old, file))
            continue;
        char *path = chora_path_join(work->options->folder, file);
        if (!path)
            return chora_no_memory(err);
        bool there = access(path, F_OK) == 0;
        free(path);
        if (there)
            return chora_fail(err, CHORA_ECONFLICT,
                              "%s/%s is there already and was not made by a batch; move it or "
                              "choose another folder with -o",
                              work->options->folder, file);
    }
    return CHORA_OK;
}

chora_status chora_batch_plan(chora_batch_work *work, chora_error *err)
{
    work->entries = chora_alloc(work->entry_count + 1, sizeof *work->entries);
    if (!work->entries)
        return chora_no_memory(err);
    for (size_t f = 0; f < work->figure_count; f++)
        for (size_t period = 0; period < work->figures[f].periods; period++) {
            chora_status st = plan_page(work, &work->figures[f], period, err);
            if (st)
                return st;
        }
    chora_status st = check_names(work, err);
    return st ? st : check_foreign(work, err);
}
