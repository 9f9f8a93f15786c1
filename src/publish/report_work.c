#include "publish/report_work.h"

#include "base/memory.h"
#include "base/progress.h"
#include "publish/leak.h"
#include "report/pages.h"

#include <string.h>
#include <unistd.h>

enum { LONGEST_TEMPLATE = 4 << 20, LARGEST_REPORT = 1 << 30 };

/* "monthly.md" and "fa-AF" of two letters: "monthly.fa.md". */
static const char *sibling(const char *file, const char *language, size_t length,
                           chora_arena *arena)
{
    const char *dot = strrchr(chora_path_name(file), '.');
    return dot ? chora_arena_printf(arena, "%.*s.%.*s%s", (int)(dot - file), file, (int)length,
                                    language, dot)
               : NULL;
}

const char *chora_report_template_in(const char *file, const char *language, chora_arena *arena)
{
    if (!language || strchr(language, '/'))
        return file;
    const size_t lengths[] = { strlen(language), strcspn(language, "-_") };
    for (int i = 0; i < 2; i++) {
        const char *path = sibling(file, language, lengths[i], arena);
        if (path && access(path, R_OK) == 0)
            return path;
    }
    return file;
}

chora_status chora_report_work_open(chora_store *store, const chora_report_options *options,
                                    chora_painter *painter, chora_report_work *out,
                                    chora_error *err)
{
    out->store = store;
    out->failures = chora_memory_failures();
    out->painter = painter;
    chora_status st =
        chora_report_figures_new(store, options->template_file, painter, &out->figures, err);
    if (st)
        return st;
    out->request = (chora_report_request){ .file = options->template_file,
                                           .period_given = options->period_given,
                                           .period = options->period,
                                           .language = options->language,
                                           .dataset = options->dataset,
                                           .calendar = options->calendar,
                                           .written = options->written,
                                           .maker = chora_report_figures_maker(out->figures),
                                           .version = CHORA_VERSION };
    return CHORA_OK;
}

void chora_report_work_close(chora_report_work *work)
{
    chora_report_figures_free(work->figures);
    work->figures = NULL;
}

chora_status chora_report_front(const char *file, chora_arena *arena, chora_front *out,
                                chora_error *err)
{
    chora_buffer text = CHORA_BUFFER_INIT(LONGEST_TEMPLATE);
    const char *body;
    int row;
    chora_status st = chora_file_read(file, &text, err);
    const char *kept =
        st ? NULL : chora_arena_strndup(arena, chora_buffer_text(&text), text.length);
    if (!st && !kept)
        st = chora_no_memory(err);
    if (!st)
        st = chora_front_read(file, kept, text.length, arena, out, &body, &row, err);
    chora_buffer_free(&text);
    return st;
}

chora_status chora_report_work_build(const chora_report_work *work, const chora_period *period,
                                     chora_document **out, chora_error *err)
{
    chora_report_request request = work->request;
    if (period) {
        request.period_given = true;
        request.period = *period;
    }
    return chora_report_build(work->store, &request, out, err);
}

void chora_report_steps_add(const chora_report_work *work, size_t more)
{
    if (work->steps)
        work->steps->total += more;
}

void chora_report_step(const chora_report_work *work)
{
    if (work->steps)
        chora_progress_report(work->steps->progress, ++work->steps->done, work->steps->total);
}

chora_status chora_report_publish(chora_store *store, unsigned long failures, const char *path,
                                  const chora_buffer *bytes, chora_report_file *out,
                                  chora_error *err)
{
    chora_output *output = NULL;
    chora_leaks *leaks = NULL;
    chora_status st = chora_memory_failures() == failures ? CHORA_OK : chora_no_memory(err);
    if (!st)
        st = chora_leaks_new(store, &leaks, err);
    if (!st)
        st = chora_leaks_find(leaks, path, bytes->data, bytes->length, err);
    chora_leaks_free(leaks);
    if (!st)
        st = chora_output_open(path, &output, err);
    if (st)
        return st;
    if (out)
        chora_output_hash(output);
    chora_output_write(output, bytes->data, bytes->length);
    st = chora_output_commit(output, out ? out->sha256 : NULL, err);
    if (out)
        out->bytes = bytes->length;
    return st;
}

chora_status chora_report_work_pdf(const chora_report_work *work, const chora_document *document,
                                   const char *path, chora_report_file *out, chora_error *err)
{
    chora_arena *arena = chora_arena_new();
    chora_buffer bytes = CHORA_BUFFER_INIT(LARGEST_REPORT);
    chora_report_pages pages = { 0 };
    chora_style style;
    chora_ruler ruler = chora_painter_ruler(work->painter);
    chora_status st =
        arena ? chora_style_load(document->style, arena, &style, err) : chora_no_memory(err);
    if (!st)
        st = chora_report_paginate(document, &style, &ruler, &work->request.maker, &pages, err);
    if (!st) {
        out->pages = pages.sheaf.page_count;
        st = chora_paint_sheaf(work->painter, &pages.sheaf, &bytes, err);
    }
    if (!st)
        st = chora_report_publish(work->store, work->failures, path, &bytes, out, err);
    chora_report_pages_free(&pages);
    chora_buffer_free(&bytes);
    chora_arena_free(arena);
    return st;
}
