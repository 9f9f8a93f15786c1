/* A report: the document, then each format it is wanted in. */
#include <chora/report.h>

#include "base/file.h"
#include "publish/report_figures.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DUMP_BYTES = 64 << 20 };

typedef struct {
    chora_painter *painter;
    chora_report_figures *figures;
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
    chora_status st = chora_painter_new(&work->painter, err);
    if (!st)
        st = chora_report_figures_new(store, options->template_file, work->painter, &work->figures,
                                      err);
    if (st)
        return st;
    const chora_report_request request = { .file = options->template_file,
                                           .period_given = options->period_given,
                                           .period = options->period,
                                           .language = options->language,
                                           .dataset = options->dataset,
                                           .maker = chora_report_figures_maker(work->figures),
                                           .version = CHORA_VERSION };
    return chora_report_build(store, &request, &work->document, err);
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
