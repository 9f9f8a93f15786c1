/* A report: the document, then each format it is wanted in. */
#include <chora/profile.h>
#include <chora/report.h>

#include "base/file.h"
#include "publish/report_figures.h"
#include "publish/report_html.h"
#include "report/pages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DUMP_BYTES = 64 << 20, LARGEST_REPORT = 1 << 30 };

typedef struct {
    chora_painter *painter;
    chora_report_figures *figures;
    chora_report_request request;
    chora_document *document;
} report_work;

static void work_free(report_work *work)
{
    chora_document_free(work->document);
    chora_report_figures_free(work->figures);
    chora_painter_free(work->painter);
}

static chora_status build(chora_store *store, const chora_report_options *options,
                          report_work *work, chora_error *err)
{
    chora_status st = chora_profile_use(store, options->profile, NULL, err);
    if (!st)
        st = chora_painter_new(&work->painter, err);
    if (!st)
        st = chora_report_figures_new(store, options->template_file, work->painter, &work->figures,
                                      err);
    if (st)
        return st;
    work->request = (chora_report_request){ .file = options->template_file,
                                            .period_given = options->period_given,
                                            .period = options->period,
                                            .language = options->language,
                                            .dataset = options->dataset,
                                            .maker = chora_report_figures_maker(work->figures),
                                            .version = CHORA_VERSION };
    return chora_report_build(store, &work->request, &work->document, err);
}

/* ---- the formats --------------------------------------------------------------------------- */

static chora_status load_style(const report_work *work, chora_arena *arena, chora_style *out,
                               chora_error *err)
{
    return chora_style_load(work->document->style, arena, out, err);
}

static chora_status publish_bytes(const char *path, const chora_buffer *bytes, chora_error *err)
{
    chora_output *output = NULL;
    chora_status st = chora_output_open(path, &output, err);
    if (st)
        return st;
    chora_output_write(output, bytes->data, bytes->length);
    return chora_output_commit(output, NULL, err);
}

static chora_status write_pdf(report_work *work, const char *path, size_t *page_count,
                              chora_error *err)
{
    chora_arena *arena = chora_arena_new();
    chora_buffer bytes = CHORA_BUFFER_INIT(LARGEST_REPORT);
    chora_report_pages pages = { 0 };
    chora_style style;
    chora_ruler ruler = chora_painter_ruler(work->painter);
    chora_status st = arena ? load_style(work, arena, &style, err) : chora_no_memory(err);
    if (!st)
        st = chora_report_paginate(work->document, &style, &ruler, &pages, err);
    if (!st) {
        *page_count = pages.sheaf.page_count;
        st = chora_paint_sheaf(work->painter, &pages.sheaf, &bytes, err);
    }
    if (!st)
        st = publish_bytes(path, &bytes, err);
    chora_report_pages_free(&pages);
    chora_buffer_free(&bytes);
    chora_arena_free(arena);
    return st;
}

static bool is_html(const char *path)
{
    char extension[16];
    chora_path_extension(path, extension);
    return strcmp(extension, "html") == 0 || strcmp(extension, "htm") == 0;
}

static chora_status check_output(const char *path, chora_error *err)
{
    char extension[16];
    chora_path_extension(path, extension);
    if (strcmp(path, "-") == 0 || strcmp(extension, "pdf") == 0 || is_html(path))
        return CHORA_OK;
    return chora_fail(err, CHORA_EINVAL, "%s: a report is a .pdf or a .html", path);
}

static void count_blocks(const chora_block *blocks, size_t count, chora_report_summary *out)
{
    for (size_t i = 0; i < count; i++) {
        out->figures += blocks[i].kind == CHORA_BLOCK_FIGURE;
        out->tables += blocks[i].kind == CHORA_BLOCK_TABLE;
        count_blocks(blocks[i].children, blocks[i].child_count, out);
    }
}

chora_status chora_report(chora_store *store, const chora_report_options *options,
                          chora_report_summary *out, chora_error *err)
{
    report_work work = { 0 };
    chora_report_summary summary = { 0 };
    chora_status st = CHORA_OK;
    if (options->output_count == 0)
        st = chora_fail(err, CHORA_EINVAL, "name the report to make: -o report.pdf");
    for (size_t i = 0; !st && i < options->output_count; i++)
        st = check_output(options->outputs[i], err);
    if (!st)
        st = build(store, options, &work, err);
    for (size_t i = 0; !st && i < options->output_count; i++)
        st = is_html(options->outputs[i])
                 ? chora_report_html(store, &work.request, work.document, work.painter,
                                     options->outputs[i], err)
                 : write_pdf(&work, options->outputs[i], &summary.pages, err);
    if (!st && out) {
        count_blocks(work.document->blocks, work.document->block_count, &summary);
        snprintf(summary.period, sizeof summary.period, "%s", work.document->period_label);
        *out = summary;
    }
    work_free(&work);
    return st;
}

chora_status chora_dump_report(chora_store *store, const chora_report_options *options, char **out,
                               chora_error *err)
{
    report_work work = { 0 };
    chora_buffer text = CHORA_BUFFER_INIT(DUMP_BYTES);
    chora_status st = build(store, options, &work, err);
    if (!st) {
        chora_document_dump(work.document, &text);
        *out = text.failed ? NULL : chora_strdup(chora_buffer_text(&text));
        if (!*out)
            st = chora_no_memory(err);
    }
    chora_buffer_free(&text);
    work_free(&work);
    return st;
}
