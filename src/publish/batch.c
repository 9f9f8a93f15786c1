/* Figures x periods in one process: the base of a figure is composed once, each period only what
 * changes. */
#include "publish/batch_ahead.h"
#include "publish/batch_index.h"
#include "publish/batch_reports.h"
#include "publish/lint.h"

#include "base/parallel.h"
#include "base/progress.h"
#include "store/query.h"
#include "store/stages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DEFAULT_DPI = 300 };

/* ---- one figure ---------------------------------------------------------------------------- */

/* Is the span of a year such as 1402 one that this figure can be made for? */
static chora_status stated(const chora_batch_options *options, chora_calendar calendar,
                           const char *path, chora_error *err)
{
    chora_period span = { CHORA_PERIOD_SPAN, options->first, options->last };
    chora_status st = chora_period_stated(span, options->written, calendar, err);
    if (st)
        chora_at(err, "%s", path);
    return st;
}

static chora_status request_of(const chora_batch_options *options, const char *path,
                               const char *language, chora_request *out, chora_error *err)
{
    chora_arena *arena = chora_arena_new();
    chora_figure figure;

    *out = (chora_request){
        .figure = path, .language = language, .calendar = options->calendar, .by = CHORA_PERIOD_ALL
    };
    chora_status st = arena ? chora_request_figure(out, arena, &figure, err) : chora_no_memory(err);
    if (!st && options->span_given)
        st = stated(options, figure.calendar, path, err);
    if (!st) {
        out->by = options->by_given ? chora_period_kind_in(options->by, figure.calendar)
                  : figure.repeats  ? figure.repeat_by
                                    : CHORA_PERIOD_ALL;
        if (figure.is_multiples) /* its maps are the periods */
            out->by = figure.multiples.by_period ? figure.multiples.step : CHORA_PERIOD_ALL;
        out->span_given = options->span_given || figure.period_given;
        out->first = options->span_given ? options->first : figure.period.first;
        out->last = options->span_given ? options->last : figure.period.last;
    }
    chora_arena_free(arena);
    return st;
}

/* They are made on a second thread while the first figure's numbers are read. */
static chora_status need_painters(chora_batch_work *work, chora_error *err)
{
    chora_status st =
        work->painters ? CHORA_OK : chora_batch_ahead_painters(work->ahead, &work->painters, err);
    if (!st)
        chora_painter_time(work->painters[0], work->stages);
    return st;
}

static chora_status add_figure(chora_batch_work *work, const char *path, const char *language,
                               chora_error *err)
{
    chora_batch_figure figure = { .language = language, .first_job = work->figure_jobs };
    chora_request request;
    chora_status st = request_of(work->options, path, language, &request, err);

    if (!st)
        st = chora_prepare(work->store, &request, &figure.prepared, err);
    if (!st)
        st = need_painters(work, err);
    if (!st) {
        chora_ruler ruler = chora_painter_ruler(work->painters[0]);
        st = chora_prepared_base(figure.prepared, &ruler, &figure.base, err);
        if (st)
            chora_request_blame(path, err);
    }
    if (!st && chora_grow((void **)&work->figures, &work->figure_capacity, work->figure_count,
                          sizeof figure))
        st = chora_no_memory(err);
    if (st) {
        chora_base_map_free(figure.base);
        chora_prepared_free(figure.prepared);
        return st;
    }
    figure.periods = chora_prepared_periods(figure.prepared);
    figure.first_entry = work->entry_count;
    work->entry_count += figure.periods * figure.prepared->figure.output_count;
    work->jobs += figure.periods;
    work->figure_jobs += figure.periods;
    work->figures[work->figure_count++] = figure;
    return CHORA_OK;
}

/* ---- painting ------------------------------------------------------------------------------ */

bool chora_batch_is_done(const chora_batch_work *work, chora_manifest_entry *entry)
{
    const chora_manifest_entry *old = chora_manifest_find(&work->old, entry->file);
    char sha256[CHORA_SHA256_TEXT];

    if (!old || !old->inputs || strcmp(old->inputs, entry->inputs) != 0)
        return false;
    char *path = chora_path_join(work->options->folder, entry->file);
    bool same = path && access(path, R_OK) == 0 &&
                chora_sha256_file(path, sha256, NULL) == CHORA_OK &&
                strcmp(sha256, old->sha256) == 0;
    free(path);
    if (same) {
        memcpy(entry->sha256, old->sha256, sizeof entry->sha256);
        if (!*entry->words)
            memcpy(entry->words, old->words, sizeof entry->words);
        entry->bytes = old->bytes;
        entry->pages = old->pages;
    }
    return same;
}

chora_status chora_batch_note(chora_batch_work *work, const chora_manifest_entry *entry,
                              chora_error *err)
{
    pthread_mutex_lock(&work->lock);
    chora_status st = chora_manifest_note(work->options->folder, entry, err);
    work->painted++;
    pthread_mutex_unlock(&work->lock);
    return st;
}

static chora_status paint_entry(chora_batch_work *work, chora_painter *painter,
                                const chora_page *page, double dpi, const chora_leaks *leaks,
                                chora_manifest_entry *entry, chora_error *err)
{
    char *path = chora_path_join(work->options->folder, entry->file);
    bool editable = strcmp(entry->format, CHORA_OUTPUT_EDITABLE) == 0;
    chora_paint_format format = CHORA_PAINT_SVG_EDITABLE;
    size_t bytes = 0;
    chora_status st = path ? CHORA_OK : chora_no_memory(err);
    if (!st && !editable)
        st = chora_paint_format_parse(entry->format, &format, err);
    if (format == CHORA_PAINT_PNG && work->options->small)
        format = CHORA_PAINT_PNG_SMALL;
    if (!st)
        st = chora_page_file(painter, page, path, format, dpi > 0 ? dpi : DEFAULT_DPI, leaks,
                             &bytes, entry->sha256, err);
    free(path);
    if (st)
        return st;
    entry->bytes = (int64_t)bytes;
    return chora_batch_note(work, entry, err);
}

void chora_batch_job_done(chora_batch_work *work)
{
    pthread_mutex_lock(&work->lock);
    chora_progress_report(work->options->progress, ++work->done, work->jobs);
    pthread_mutex_unlock(&work->lock);
}

static chora_status look_over(chora_batch_work *work, const chora_batch_figure *figure,
                              size_t period, const chora_page *page, const chora_ruler *ruler,
                              chora_error *err)
{
    pthread_mutex_lock(&work->lock);
    chora_status st = chora_lint_add(work->options->lint, figure->prepared, figure->base, period,
                                     page, ruler, err);
    pthread_mutex_unlock(&work->lock);
    return st;
}

/* Words change with the data, so that they are written on each run. */
static chora_status write_words(const chora_batch_work *work, const chora_page *page,
                                chora_manifest_entry *entry, chora_error *err)
{
    char name[CHORA_WORDS_NAME];
    chora_status st = chora_manifest_words_name(entry->file, name, err);
    char *path = st ? NULL : chora_path_join(work->options->folder, name);
    if (!st)
        st = path ? chora_page_alt_text(page, path, err) : chora_no_memory(err);
    if (!st)
        st = chora_sha256_file(path, entry->words, err);
    free(path);
    return st;
}

/* Composed, and looked over for what must not leave. */
static chora_status make_page(const chora_batch_figure *figure, size_t period, const char *file,
                              const chora_ruler *ruler, chora_page **out, chora_error *err)
{
    chora_status st = chora_prepared_page(figure->prepared, figure->base, period, ruler, out, err);
    return st ? st : chora_leaks_page(figure->prepared->leaks, *out, figure->base, file, err);
}

/* As wide as it stands in the index, twice as fine for small screens. */
static chora_status make_thumbnail(chora_painter *painter, const chora_page *page,
                                   chora_batch_thumbnail *out, chora_error *err)
{
    const double width_px = 360;
    out->png = (chora_buffer)CHORA_BUFFER_INIT(16 << 20);
    out->title = chora_strdup(page->title ? page->title : "");
    if (!out->title)
        return chora_no_memory(err);
    return chora_paint(painter, page, CHORA_PAINT_PNG, width_px * 72 / page->width_pt, &out->png,
                       err);
}

static chora_status paint_page(chora_batch_work *work, size_t worker,
                               const chora_batch_figure *figure, size_t period, chora_error *err)
{
    const chora_figure *spec = &figure->prepared->figure;
    chora_manifest_entry *entries =
        &work->entries[figure->first_entry + period * spec->output_count];
    chora_ruler ruler = chora_painter_ruler(work->painters[worker]);
    chora_page *page = NULL;
    chora_status st = CHORA_OK;

    if (work->options->lint || work->options->alt_text || work->thumbnails)
        st = make_page(figure, period, entries[0].file, &ruler, &page, err);
    if (!st && work->thumbnails)
        st = make_thumbnail(work->painters[worker], page,
                            &work->thumbnails[figure->first_job + period], err);
    if (!st && work->options->lint)
        st = look_over(work, figure, period, page, &ruler, err);
    if (!st && work->options->alt_text)
        st = write_words(work, page, &entries[0], err);
    for (size_t i = 0; !st && i < spec->output_count; i++) {
        if (chora_batch_is_done(work, &entries[i]))
            continue;
        if (!page)
            st = make_page(figure, period, entries[i].file, &ruler, &page, err);
        if (!st)
            st = paint_entry(work, work->painters[worker], page, spec->outputs[i].dpi,
                             figure->prepared->leaks, &entries[i], err);
    }
    chora_page_free(page);
    if (st)
        chora_at(err, "%s, %s", spec->id, entries[0].period);
    else
        chora_batch_job_done(work);
    return st;
}

static chora_status paint_job(void *context, size_t worker, size_t index, chora_error *err)
{
    chora_batch_work *work = context;
    const chora_batch_figure *figure = work->figures;

    while (index >= figure->periods)
        index -= figure++->periods;
    return paint_page(work, worker, figure, index, err);
}

/* ---- the whole batch ----------------------------------------------------------------------- */

/* What is prepared is timed by the project's clock, what is painted by one of each thread. */
static chora_status start_clocks(chora_batch_work *work, chora_error *err)
{
    if (!work->stages)
        return CHORA_OK;
    work->clocks = chora_alloc(work->workers, sizeof *work->clocks);
    for (size_t i = 0; work->clocks && i < work->workers; i++) {
        work->clocks[i] = chora_stages_of_thread(work->stages);
        chora_painter_time(work->painters[i], work->clocks[i]);
    }
    return work->clocks ? CHORA_OK : chora_no_memory(err);
}

static chora_status paint_all(chora_batch_work *work, chora_error *err)
{
    chora_status st = start_clocks(work, err);
    chora_stages_enter(work->stages, CHORA_STAGE_OTHER);
    if (!st)
        st = chora_parallel_run(work->workers, work->figure_jobs, paint_job, work, err);
    chora_stages_skip(work->stages);
    return st;
}

/* Every new file is in the journal before it appears: one that a killed run left behind is then
 * known as a batch's own, and painted again because its hash is not there. */
static chora_status note_intentions(const chora_batch_work *work, chora_error *err)
{
    chora_status st = CHORA_OK;

    for (size_t i = 0; !st && i < work->entry_count; i++)
        if (!chora_manifest_find(&work->old, work->entries[i].file))
            st = chora_manifest_note(work->options->folder, &work->entries[i], err);
    return st;
}

static chora_status add_all(chora_batch_work *work, const chora_figure_list *figures,
                            const chora_figure_list *templates, chora_error *err)
{
    const char *const own[] = { NULL };
    size_t languages = work->options->language_count ? work->options->language_count : 1;
    const char *const *language = work->options->language_count ? work->options->languages : own;
    chora_status st = CHORA_OK;

    for (size_t i = 0; !st && i < figures->count * languages; i++)
        st = add_figure(work, figures->paths[i / languages], language[i % languages], err);
    if (!st && templates->count)
        st = need_painters(work, err);
    for (size_t i = 0; !st && i < templates->count * languages; i++)
        st = chora_batch_reports_add(work, templates->paths[i / languages], language[i % languages],
                                     err);
    if (!st && work->figure_jobs <= CHORA_BATCH_THUMBNAILS_MAX) {
        work->thumbnails = chora_alloc(work->figure_jobs + 1, sizeof *work->thumbnails);
        if (!work->thumbnails)
            st = chora_no_memory(err);
    }
    return st;
}

/* A condition that names what is protected would be handed out with the figures. It is told before
 * anything is made: the pictures would be nobody's without their manifest and journal, which hold
 * it too. */
static chora_status check_manifest(const chora_batch_work *work, chora_error *err)
{
    chora_leaks *leaks = NULL;
    chora_buffer text = CHORA_BUFFER_INIT(CHORA_MANIFEST_MAX);
    char *path = chora_path_join(work->options->folder, "manifest.json");
    chora_manifest_text(0, work->entries, work->entry_count, &text);
    chora_status st =
        path && !text.failed ? chora_leaks_new(work->store, &leaks, err) : chora_no_memory(err);
    if (!st)
        st = chora_leaks_find(leaks, path, text.data, text.length, err);
    chora_leaks_free(leaks);
    chora_buffer_free(&text);
    free(path);
    return st;
}

/* What is published is later compared with what was there at this run. */
static chora_status save_manifest(chora_batch_work *work, chora_error *err)
{
    chora_query *query = NULL;
    int64_t run = 0;
    chora_status st =
        chora_query_open(work->store, "SELECT coalesce(max(id), 0) FROM run", &query, err);
    if (!st)
        st = chora_query_one_int(query, &run, err);
    chora_query_close(query);
    return st ? st
              : chora_manifest_save(work->options->folder, run, work->entries, work->entry_count,
                                    err);
}

/* Reports first: a mistake in a template is told before the long part. */
static chora_status make_all(chora_batch_work *work, chora_error *err)
{
    chora_status st = check_manifest(work, err);
    if (!st)
        st = note_intentions(work, err);
    if (!st)
        st = chora_batch_reports_make(work, err);
    if (!st)
        st = paint_all(work, err);
    if (!st)
        st = chora_batch_index(work, err);
    if (!st)
        st = check_manifest(work, err);
    return st ? st : save_manifest(work, err);
}

static chora_status run(chora_batch_work *work, const chora_figure_list *figures,
                        const chora_figure_list *templates, chora_error *err)
{
    chora_status st = chora_folder_make(work->options->folder, err);

    if (!st)
        st = chora_manifest_load(work->options->folder, &work->old, err);
    if (!st)
        st = add_all(work, figures, templates, err);
    if (!st)
        st = chora_batch_plan(work, err);
    return st ? st : make_all(work, err);
}

static void batch_free(chora_batch_work *work)
{
    chora_batch_reports_free(work);
    for (size_t i = 0; work->thumbnails && i < work->figure_jobs; i++) {
        chora_buffer_free(&work->thumbnails[i].png);
        free(work->thumbnails[i].title);
    }
    free(work->thumbnails);
    for (size_t i = 0; i < work->figure_count; i++) {
        chora_base_map_free(work->figures[i].base);
        chora_prepared_free(work->figures[i].prepared);
    }
    for (size_t i = 0; work->clocks && i < work->workers; i++) {
        chora_stages_add(work->stages, work->clocks[i]);
        chora_stages_free(work->clocks[i]);
    }
    free(work->clocks);
    free(work->figures);
    free(work->entries);
    chora_manifest_free(&work->old);
    chora_arena_free(work->arena);
    pthread_mutex_destroy(&work->lock);
}

chora_status chora_batch_painted(chora_store *store, const chora_batch_options *options,
                                 chora_batch_ahead *ahead, chora_batch_report *out,
                                 chora_error *err)
{
    chora_figure_list figures = { 0 }, templates = { 0 };
    chora_batch_work work = { .store = store,
                              .options = options,
                              .ahead = ahead,
                              .workers = ahead->workers,
                              .stages = chora_store_stages(store),
                              .arena = chora_arena_new() };

    pthread_mutex_init(&work.lock, NULL);
    chora_status st = work.arena ? CHORA_OK : chora_no_memory(err);
    if (!st && !options->folder)
        st = chora_fail(err, CHORA_EINVAL, "name the folder for what is made: -o out/");
    if (!st)
        st = chora_figure_list_make(options, false, &figures, err);
    if (!st)
        st = chora_figure_list_make(options, true, &templates, err);
    if (!st)
        st = chora_profile_use(store, options->profile, &work.profile, err);
    if (!st)
        st = run(&work, &figures, &templates, err);
    if (!st && out)
        *out = (chora_batch_report){ work.entry_count - 1, work.painted, work.profile };
    if (!st && options->lint)
        chora_lint_sort(options->lint);
    batch_free(&work);
    chora_figure_list_free(&figures);
    chora_figure_list_free(&templates);
    return st;
}

chora_status chora_batch(chora_store *store, const chora_batch_options *options,
                         chora_batch_report *out, chora_error *err)
{
    chora_batch_ahead ahead;
    chora_batch_ahead_begin(&ahead, options);
    chora_status st = chora_batch_painted(store, options, &ahead, out, err);
    chora_batch_ahead_end(&ahead);
    return st;
}
