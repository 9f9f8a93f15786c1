/* What a batch will write, before anything is painted. */
#include "publish/batch_reports.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
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
    if (work->options->small)
        chora_buffer_add_text(&text, "small\n");
    chora_prepared_numbers(prepared, period, &text);
    if (text.failed)
        text.length = 0;
    chora_sha256(chora_buffer_text(&text), text.length, hash);
    bool failed = text.failed;
    chora_buffer_free(&text);
    *out = failed ? NULL : chora_arena_strdup(work->arena, hash);
    return *out ? CHORA_OK : chora_no_memory(err);
}

/* "svg"; "editable.svg" of a figure that has the printed one too. */
static const char *extension_of(const chora_figure *figure, const chora_figure_output *output)
{
    if (strcmp(output->format, CHORA_OUTPUT_EDITABLE) != 0)
        return output->format;
    for (size_t i = 0; i < figure->output_count; i++)
        if (strcmp(figure->outputs[i].format, "svg") == 0)
            return "editable.svg";
    return "svg";
}

const char *chora_batch_language(const char *asked, const char *own)
{
    bool english = !own || strcmp(own, "en") == 0;
    return asked ? asked : english ? NULL : own;
}

const char *chora_batch_name(chora_batch_work *work, const char *name, const char *period,
                             const char *language, const char *format)
{
    return chora_arena_printf(work->arena, "%s%s%s%s%s.%s", name, period ? "_" : "",
                              period ? period : "", language ? "_" : "", language ? language : "",
                              format);
}

/* Pages of small multiples are of one span: "figure.png", or "figure_1.png" of several. */
static const char *page_name(chora_batch_work *work, const chora_batch_figure *figure, size_t page,
                             const char *format)
{
    char number[24];

    snprintf(number, sizeof number, "%zu", page + 1);
    return chora_batch_name(work, figure->prepared->figure.id, figure->periods == 1 ? NULL : number,
                            figure->language, format);
}

/* Only a map that colours areas by their incidents says nothing else of them. */
static const char *shows_only(const chora_figure *figure)
{
    bool plain = !figure->is_chart && !figure->has_path;
    for (size_t i = 0; i < figure->layer_count; i++) {
        const chora_figure_layer *layer = &figure->layers[i];
        plain = plain && layer->kind == CHORA_LAYER_CHOROPLETH && !layer->by &&
                !layer->measure.share_of &&
                (!layer->measure.of || strcmp(layer->measure.of, "count") == 0);
    }
    return plain ? "count" : NULL;
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
        const char *extension = extension_of(&prepared->figure, output);
        chora_manifest_entry *entry = &work->entries[figure->first_entry + period * outputs + i];
        entry->file = prepared->figure.is_multiples
                          ? page_name(work, figure, period, extension)
                          : chora_batch_name(work, prepared->figure.id,
                                             span.kind == CHORA_PERIOD_ALL ? NULL : id,
                                             figure->language, extension);
        entry->figure = prepared->figure.id;
        entry->language = chora_batch_language(figure->language, prepared->figure.language);
        entry->period = chora_arena_strdup(work->arena, id);
        entry->format = output->format;
        entry->data = chora_prepared_hash(prepared);
        entry->where = prepared->figure.where;
        entry->profile = work->profile.name;
        entry->of = shows_only(&prepared->figure);
        entry->counts = account.is_withheld ? "withheld" : NULL;
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
    return strcasecmp((*one)->file, (*other)->file);
}

static const char *maker_kind(const chora_manifest_entry *entry)
{
    return entry->report ? "report" : entry->figure ? "figure" : "page";
}

static const char *maker_of(const chora_manifest_entry *entry)
{
    return entry->report ? entry->report : entry->figure ? entry->figure : "index.html";
}

static chora_status two_of_a_name(const chora_manifest_entry *one,
                                  const chora_manifest_entry *other, chora_error *err)
{
    if (one->figure && other->figure && strcmp(one->figure, other->figure) == 0)
        return chora_fail(err, CHORA_EINVAL,
                          "two figures would both write %s; give each its own \"figure:\" name "
                          "and each output once",
                          other->file);
    return chora_fail(err, CHORA_EINVAL,
                      "%s \"%s\" and %s \"%s\" would both write %s; give one of them another name",
                      maker_kind(one), maker_of(one), maker_kind(other), maker_of(other),
                      other->file);
}

/* Two figures with one id would overwrite each other; so would names that differ in capitals, on a
 * disk that takes them for the same. */
static chora_status check_names(const chora_batch_work *work, chora_error *err)
{
    const chora_manifest_entry **sorted = chora_alloc(work->entry_count + 1, sizeof *sorted);
    chora_status st = sorted ? CHORA_OK : chora_no_memory(err);

    for (size_t i = 0; sorted && i < work->entry_count; i++)
        sorted[i] = &work->entries[i];
    if (sorted)
        qsort(sorted, work->entry_count, sizeof *sorted, compare_files);
    for (size_t i = 1; !st && i < work->entry_count; i++)
        if (strcasecmp(sorted[i - 1]->file, sorted[i]->file) == 0)
            st = two_of_a_name(sorted[i - 1], sorted[i], err);
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
        if (there && work->old.odd_file)
            return chora_fail(err, CHORA_ECONFLICT,
                              "%s/%s is there already, and %s:%zu, which should say that a batch "
                              "made it, was cut or altered; move it or choose another folder with "
                              "-o",
                              work->options->folder, file, work->old.odd_file, work->old.odd_line);
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
    work->entries = chora_alloc(++work->entry_count, sizeof *work->entries);
    if (!work->entries)
        return chora_no_memory(err);
    work->entries[work->entry_count - 1] =
        (chora_manifest_entry){ .file = "index.html", .format = "html" };
    for (size_t f = 0; f < work->figure_count; f++)
        for (size_t period = 0; period < work->figures[f].periods; period++) {
            chora_status st = plan_page(work, &work->figures[f], period, err);
            if (st)
                return st;
        }
    chora_status st = chora_batch_reports_plan(work, err);
    if (!st)
        st = check_names(work, err);
    return st ? st : check_foreign(work, err);
}
