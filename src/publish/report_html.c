#include "publish/report_html.h"

#include "base/file.h"
#include "report/front.h"
#include "report/html.h"

#include <stdlib.h>

enum { LONGEST_TEMPLATE = 4 << 20, LARGEST_REPORT = 1 << 30 };

typedef struct {
    chora_store *store;
    const chora_report_request *request;
    const chora_document *document; /**< Of the month reported. */
    chora_arena *arena;
    chora_front front;
    chora_breakdown *track;
    const chora_words *words;
    chora_html_month *months;
    size_t count, now;
    chora_error *err;
} writing;

/* ---- what the series is made of -------------------------------------------------------------- */

static chora_status read_front(writing *w)
{
    chora_buffer text = CHORA_BUFFER_INIT(LONGEST_TEMPLATE);
    const char *body;
    int row;
    chora_status st = chora_file_read(w->request->file, &text, w->err);
    const char *kept =
        st ? NULL : chora_arena_strndup(w->arena, chora_buffer_text(&text), text.length);
    if (!st && !kept)
        st = chora_no_memory(w->err);
    if (!st)
        st = chora_front_read(w->request->file, kept, text.length, w->arena, &w->front, &body, &row,
                              w->err);
    chora_buffer_free(&text);
    return st;
}

/* The months that stand on the track: the covered ones, or those nearest to the one reported. */
static chora_status count_months(writing *w, chora_day first, chora_day last, bool span_given)
{
    chora_breakdown_options options = CHORA_BREAKDOWN_INIT;
    options.by = CHORA_PERIOD_MONTH;
    options.span_given = span_given;
    options.first = first;
    options.last = last;
    options.dataset = w->request->dataset ? w->request->dataset : w->front.dataset;
    options.where = w->front.where;
    options.frame = w->front.areas;
    options.column = "claim";
    chora_breakdown_free(w->track);
    w->track = NULL;
    return chora_breakdown_make(w->store, &options, &w->track, w->err);
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
    if (index == w->now) {
        month->document = w->document;
    } else {
        chora_report_request request = *w->request;
        chora_document *document = NULL;
        request.period_given = true;
        request.period = period;
        chora_status st = chora_report_build(w->store, &request, &document, w->err);
        if (st)
            return st;
        month->document = document;
    }
    month->label = month->document->period_label;
    return CHORA_OK;
}

/* A month of a series that there is; else the one document. */
static chora_status build_months(writing *w)
{
    bool series = w->document->period.kind == CHORA_PERIOD_MONTH;
    chora_status st = series ? count_months(w, 0, 0, false) : CHORA_OK;
    if (!st && series)
        st = shorten(w);
    if (st)
        return st;
    series = series && index_of(w) < CHORA_HTML_MONTHS_MAX;
    w->count = series ? chora_breakdown_periods(w->track) : 1;
    w->now = series ? index_of(w) : 0;
    w->months = chora_arena_alloc(w->arena, w->count, sizeof *w->months);
    if (!w->months)
        return chora_no_memory(w->err);
    if (!series) {
        w->months[0] = (chora_html_month){ "all", w->document->period_label, w->document };
        chora_breakdown_free(w->track);
        w->track = NULL;
        return CHORA_OK;
    }
    for (size_t i = 0; !st && i < w->count; i++)
        st = build_month(w, i);
    return st;
}

static void release(writing *w)
{
    for (size_t i = 0; w->months && i < w->count; i++)
        if (w->months[i].document != w->document)
            chora_document_free((chora_document *)w->months[i].document);
    chora_breakdown_free(w->track);
    chora_arena_free(w->arena);
}

/* ---- the file -------------------------------------------------------------------------------- */

static chora_status publish(writing *w, chora_painter *painter, const char *path)
{
    const chora_html_request request = { .months = w->months,
                                         .month_count = w->count,
                                         .now = w->now,
                                         .track = w->track,
                                         .words = w->words,
                                         .painter = painter };
    chora_buffer page = CHORA_BUFFER_INIT(LARGEST_REPORT);
    chora_output *output = NULL;
    chora_status st = chora_html_write(&request, &page, w->err);
    if (!st)
        st = chora_output_open(path, &output, w->err);
    if (!st) {
        chora_output_write(output, page.data, page.length);
        st = chora_output_commit(output, NULL, w->err);
    }
    chora_buffer_free(&page);
    return st;
}

chora_status chora_report_html(chora_store *store, const chora_report_request *request,
                               const chora_document *document, chora_painter *painter,
                               const char *path, chora_error *err)
{
    writing w = { .store = store,
                  .request = request,
                  .document = document,
                  .arena = chora_arena_new(),
                  .err = err };
    chora_status st = w.arena ? read_front(&w) : chora_no_memory(err);
    if (!st)
        st = chora_words_load(document->language, CHORA_CALENDAR_OF_LANGUAGE, w.arena, &w.words,
                              err);
    if (!st)
        st = build_months(&w);
    if (!st)
        st = publish(&w, painter, path);
    release(&w);
    return st;
}
