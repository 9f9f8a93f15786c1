/**
 * @file
 * A template that is made for one period, or for one after the other: what a report and a batch
 * of them share.
 */
#ifndef CHORA_PUBLISH_REPORT_WORK_H
#define CHORA_PUBLISH_REPORT_WORK_H

#include "base/file.h"
#include "publish/report_figures.h"
#include "report/front.h"

#include <chora/report.h>

/** How much of a report is made: documents built and files written. */
typedef struct {
    const chora_progress *progress;
    size_t done, total;
} chora_report_steps;

/** A template with the figures it can name. Start from zeros; the painter is borrowed. */
typedef struct {
    chora_store *store;
    chora_painter *painter;
    chora_report_figures *figures;
    chora_report_request request;
    chora_report_steps *steps; /**< NULL: nobody asks. */
    unsigned long failures;    /**< chora_memory_failures when it was begun. */
} chora_report_work;

/** `more` steps are to come. */
void chora_report_steps_add(const chora_report_work *work, size_t more);
/** One is done: tell it. */
void chora_report_step(const chora_report_work *work);

/** `options` is borrowed; its profile must hold already. Close it, also after a failure. */
chora_status chora_report_work_open(chora_store *store, const chora_report_options *options,
                                    chora_painter *painter, chora_report_work *out,
                                    chora_error *err);
void chora_report_work_close(chora_report_work *work);

/**
 * The template in a language: "monthly.fa.md" when it lies beside "monthly.md", else `file`.
 * `language` NULL: `file`. In the arena or borrowed.
 */
const char *chora_report_template_in(const char *file, const char *language, chora_arena *arena);

/** The front matter of a template. As chora_front_read(); CHORA_EIO. */
chora_status chora_report_front(const char *file, chora_arena *arena, chora_front *out,
                                chora_error *err);

/** The document of a period; NULL: that of the options. Free it with chora_document_free(). */
chora_status chora_report_work_build(const chora_report_work *work, const chora_period *period,
                                     chora_document **out, chora_error *err);

/** What became of a file. */
typedef struct {
    size_t pages; /**< Of a PDF. */
    size_t bytes;
    char sha256[CHORA_SHA256_TEXT];
} chora_report_file;

/** Set a document on pages and write them; `path` "-" is standard output. */
chora_status chora_report_work_pdf(const chora_report_work *work, const chora_document *document,
                                   const char *path, chora_report_file *out, chora_error *err);

/**
 * Look bytes over for what the store's profile hides, and publish them under a name, all at once.
 * `out` may be NULL. CHORA_ENOMEM also when there were more failures than `failures`, the
 * chora_memory_failures when the work was begun: a part may lack.
 */
chora_status chora_report_publish(chora_store *store, unsigned long failures, const char *path,
                                  const chora_buffer *bytes, chora_report_file *out,
                                  chora_error *err);

#endif
