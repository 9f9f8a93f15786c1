#include "publish/report_html.h"

#include "base/file.h"
#include "report/html.h"

#include <stdlib.h>

enum { LARGEST_REPORT = 1 << 30 };

typedef struct {
    const chora_report_work *work;
    const chora_document *document; /**< Of the month reported. */
    chora_arena *arena;
    chora_front front;
    chora_breakdown *track;
    const chora_words *words;
    chora_html_month *months;
    size_t count, now;
    bool alone;                   /**< No slider. */
    chora_document *const *given; /**< The documents of all months; NULL: they are built here. */
    chora_error *err;
} writing;

/* ---- what the series is made of -------------------------------------------------------------- */

/* The months that stand on the track: the covered ones, or those nearest to the one reported. */
static chora_status count_months(writing *w, chora_day first, chora_day last, bool span_given)
{
    chora_breakdown_options options = CHORA_BREAKDOWN_INIT;
    options.by = (w->given ? w->given[0] : w->document)->period.kind;
    options.span_given = span_given;
    options.first = first;
    options.last = last;
    options.dataset = w->work->request.dataset ? w->work->request.dataset : w->front.dataset;
    options.where = w->front.where;
    options.frame = w->front.areas;
    options.column = "claim";
    chora_breakdown_free(w->track);
    w->track = NULL;
    return chora_breakdown_make(w->work->store, &options, &w->track, w->err);
}

static size_t index_of(const writing *w)
{
    for (size_t i = 0; i < chora_breakdown_periods(w->track); i++)
        if (chora_breakdown_period(w->track, i).first == w->document->period.first)
            return i;
    return CHORA_HTML_MONTHS_MAX;
}

/* Half of them before the month reported, half after it. */
static chora_status shorten(writing *w)
{
    size_t count = chora_breakdown_periods(w->track), now = 0;
    for (size_t i = 0; i < count; i++)
        if (chora_breakdown_period(w->track, i).first == w->document->period.first)
            now = i;
    if (count <= CHORA_HTML_MONTHS_MAX)
        return CHORA_OK;
    size_t from = now > CHORA_HTML_MONTHS_MAX / 2 ? now - CHORA_HTML_MONTHS_MAX / 2 : 0;
    from = from + CHORA_HTML_MONTHS_MAX > count ? count - CHORA_HTML_MONTHS_MAX : from;
    chora_day first = chora_breakdown_period(w->track, from).first;
    chora_day last = chora_breakdown_period(w->track, from + CHORA_HTML_MONTHS_MAX - 1).last;
    return count_months(w, first, last, true);
}

/* ---- the documents --------------------------------------------------------------------------- */

static chora_status build_month(writing *w, size_t index)
{
    chora_period period = chora_breakdown_period(w->track, index);
    chora_html_month *month = &w->months[index];
    char id[CHORA_PERIOD_TEXT_MAX];
    chora_period_id(period, id);
    month->id = chora_arena_strdup(w->arena, id);
    if (!month->id)
        return chora_no_memory(w->err);
    if (index == w->now || w->given) {
        month->document = w->given ? w->given[index] : w->document;
    } else {
        chora_document *document = NULL;
        chora_status st = chora_report_work_build(w->work, &period, &document, w->err);
        if (st)
            return st;
        chora_report_step(w->work);
        month->document = document;
    }
    month->label = month->document->period_label;
    return CHORA_OK;
}

static chora_status build_series(writing *w)
{
    chora_status st = CHORA_OK;
    w->months = chora_arena_alloc(w->arena, w->count, sizeof *w->months);
    if (!w->months)
        return chora_no_memory(w->err);
    for (size_t i = 0; !st && i < w->count; i++)
        st = build_month(w, i);
    return st;
}

/* A document that no slider belongs to. */
static chora_status build_alone(writing *w)
{
    chora_breakdown_free(w->track);
    w->track = NULL;
    w->count = 1;
    w->months = chora_arena_alloc(w->arena, 1, sizeof *w->months);
    if (!w->months)
        return chora_no_memory(w->err);
    w->months[0] = (chora_html_month){ "all", w->document->period_label, w->document };
    return CHORA_OK;
}

/* A month of a series that there is; else the one document. */
static chora_status build_months(writing *w)
{
    bool series = chora_period_step(w->document->period.kind) == CHORA_PERIOD_MONTH;
    chora_status st = series ? count_months(w, 0, 0, false) : CHORA_OK;
    if (!st && series)
        st = shorten(w);
    if (st)
        return st;
    if (!series || index_of(w) == CHORA_HTML_MONTHS_MAX)
        return build_alone(w);
    w->count = chora_breakdown_periods(w->track);
    w->now = index_of(w);
    chora_report_steps_add(w->work, w->count - 1);
    return build_series(w);
}

/* The months whose documents were given. */
static chora_status take_months(writing *w)
{
    chora_status st =
        count_months(w, w->given[0]->period.first, w->given[w->count - 1]->period.last, true);
    return st ? st : build_series(w);
}

static void release(writing *w)
{
    for (size_t i = 0; w->months && i < w->count; i++)
        if (!w->given && w->months[i].document != w->document)
            chora_document_free((chora_document *)w->months[i].document);
    chora_breakdown_free(w->track);
    chora_arena_free(w->arena);
}

/* ---- the file -------------------------------------------------------------------------------- */

static chora_status publish(writing *w, const char *path, chora_report_file *out)
{
    const chora_html_request request = { .months = w->months,
                                         .month_count = w->count,
                                         .now = w->now,
                                         .track = w->track,
                                         .words = w->words,
                                         .painter = w->work->painter };
    chora_buffer page = CHORA_BUFFER_INIT(LARGEST_REPORT);
    chora_status st = chora_html_write(&request, &page, w->err);
    if (!st)
        st = chora_report_publish(w->work->store, w->work->failures, path, &page, out, w->err);
    chora_buffer_free(&page);
    return st;
}

static chora_status write_page(writing *w, const char *path, chora_report_file *out)
{
    w->arena = chora_arena_new();
    chora_status st = w->arena
                          ? chora_report_front(w->work->request.file, w->arena, &w->front, w->err)
                          : chora_no_memory(w->err);
    w->words = w->document->words;
    if (!st)
        st = w->alone ? build_alone(w) : w->given ? take_months(w) : build_months(w);
    if (!st)
        st = publish(w, path, out);
    release(w);
    return st;
}

chora_status chora_report_html(const chora_report_work *work, const chora_document *document,
                               const char *path, chora_error *err)
{
    writing w = { .work = work, .document = document, .err = err };
    return write_page(&w, path, NULL);
}

chora_status chora_report_html_alone(const chora_report_work *work, const chora_document *document,
                                     const char *path, chora_report_file *out, chora_error *err)
{
    writing w = { .work = work, .document = document, .alone = true, .err = err };
    return write_page(&w, path, out);
}

chora_status chora_report_html_series(const chora_report_work *work,
                                      chora_document *const *documents, size_t count,
                                      const char *path, chora_report_file *out, chora_error *err)
{
    size_t first = count > CHORA_HTML_MONTHS_MAX ? count - CHORA_HTML_MONTHS_MAX : 0;
    writing w = { .work = work,
                  .document = documents[count - 1],
                  .given = documents + first,
                  .count = count - first,
                  .now = count - first - 1,
                  .err = err };
    return write_page(&w, path, out);
}
