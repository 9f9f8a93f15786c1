/* A report: the document, then each format it is wanted in. */
#include <chora/profile.h>
#include <chora/report.h>

#include "publish/report_docx.h"
#include "publish/report_html.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DUMP_BYTES = 64 << 20 };

typedef struct {
    chora_arena *arena;
    chora_painter *painter;
    chora_report_work work;
    chora_report_steps steps;
    chora_document *document;
} making;

static void making_end(making *m)
{
    chora_document_free(m->document);
    chora_report_work_close(&m->work);
    chora_painter_free(m->painter);
    chora_arena_free(m->arena);
}

static chora_status build(chora_store *store, const chora_report_options *options, making *m,
                          chora_error *err)
{
    chora_report_options in_language = *options;
    m->arena = chora_arena_new();
    chora_status st =
        m->arena ? chora_profile_use(store, options->profile, NULL, err) : chora_no_memory(err);
    if (!st)
        st = chora_painter_new(&m->painter, err);
    if (!st) {
        in_language.template_file =
            chora_report_template_in(options->template_file, options->language, m->arena);
        st = chora_report_work_open(store, &in_language, m->painter, &m->work, err);
    }
    m->steps = (chora_report_steps){ options->progress, 1, 1 + options->output_count };
    m->work.steps = &m->steps;
    return st ? st : chora_report_work_build(&m->work, NULL, &m->document, err);
}

/* ---- the formats --------------------------------------------------------------------------- */

static bool is_a(const char *path, const char *wanted)
{
    char extension[16];
    chora_path_extension(path, extension);
    return strcmp(extension, wanted) == 0;
}

static bool is_html(const char *path)
{
    return is_a(path, "html") || is_a(path, "htm");
}

static chora_status check_output(const char *path, chora_error *err)
{
    if (strcmp(path, "-") == 0 || is_a(path, "pdf") || is_html(path) || is_a(path, "docx"))
        return CHORA_OK;
    return chora_fail(err, CHORA_EINVAL, "%s: a report is a .pdf, a .html or a .docx", path);
}

static chora_status write_output(making *m, const char *path, chora_report_file *pdf,
                                 chora_error *err)
{
    if (is_html(path))
        return chora_report_html(&m->work, m->document, path, err);
    if (is_a(path, "docx"))
        return chora_report_docx(&m->work, m->document, path, NULL, err);
    return chora_report_work_pdf(&m->work, m->document, path, pdf, err);
}

/* Web pages first: what they ask for is then known before anything is told of. */
static chora_status write_outputs(making *m, const chora_report_options *options,
                                  chora_report_file *pdf, chora_error *err)
{
    chora_status st = CHORA_OK;
    for (int pages = 0; pages < 2; pages++)
        for (size_t i = 0; !st && i < options->output_count; i++) {
            if (is_html(options->outputs[i]) == (pages > 0))
                continue;
            st = write_output(m, options->outputs[i], pdf, err);
            if (!st)
                chora_report_step(&m->work);
        }
    return st;
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
    making m = { 0 };
    chora_report_summary summary = { 0 };
    chora_report_file pdf = { 0 };
    chora_status st = CHORA_OK;
    if (options->output_count == 0)
        st = chora_fail(err, CHORA_EINVAL, "name the report to make: -o report.pdf");
    for (size_t i = 0; !st && i < options->output_count; i++)
        st = check_output(options->outputs[i], err);
    if (!st)
        st = build(store, options, &m, err);
    if (!st)
        st = write_outputs(&m, options, &pdf, err);
    if (!st && out) {
        count_blocks(m.document->blocks, m.document->block_count, &summary);
        snprintf(summary.period, sizeof summary.period, "%s", m.document->period_label);
        summary.pages = pdf.pages;
        *out = summary;
    }
    making_end(&m);
    return st;
}

chora_status chora_dump_report(chora_store *store, const chora_report_options *options, char **out,
                               chora_error *err)
{
    making m = { 0 };
    chora_buffer text = CHORA_BUFFER_INIT(DUMP_BYTES);
    chora_status st = build(store, options, &m, err);
    if (!st) {
        chora_document_dump(m.document, &text);
        char *dump = text.failed ? NULL : chora_strdup(chora_buffer_text(&text));
        if (dump && chora_memory_failures() == m.work.failures) {
            *out = dump;
        } else {
            free(dump);
            st = chora_no_memory(err);
        }
    }
    chora_buffer_free(&text);
    making_end(&m);
    return st;
}
