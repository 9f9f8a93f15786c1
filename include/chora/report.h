/**
 * @file
 * A report: a Markdown template with its numbers, figures and tables filled in.
 */
#ifndef CHORA_REPORT_H
#define CHORA_REPORT_H

#include <chora/period.h>
#include <chora/progress.h>
#include <chora/store.h>

#ifdef __cplusplus
extern "C" {
#endif

/** One template, one period. Start from CHORA_REPORT_INIT. All borrowed. */
typedef struct {
    const char *template_file;  /**< Markdown with {{ … }}; see docs/report.md. */
    const char *const *outputs; /**< Paths; the extension says the format: .pdf, .html, .docx; "-"
                                   is a PDF on standard output. */
    size_t output_count;
    bool period_given;
    chora_period period;     /**< Else the last month that is covered to its end. */
    const char *dataset;     /**< Instead of the template's; NULL: keep. */
    const char *language;    /**< Instead of the template's; NULL: keep. */
    const char *profile;     /**< As chora_profile_use() takes it. */
    chora_calendar calendar; /**< Instead of the template's; OF_LANGUAGE: keep. */
    chora_calendar written;  /**< In which `period` was written (chora_period_read): Solar Hijri
                                  must be the template's calendar or `calendar`. */
    const chora_progress *progress; /**< Told of the months of a web page and of the files; NULL. */
} chora_report_options;

#define CHORA_REPORT_INIT                                                                          \
    {                                                                                              \
        0, 0, 0, false, { CHORA_PERIOD_ALL, 0, 0 }, 0, 0, 0, CHORA_CALENDAR_OF_LANGUAGE,           \
            CHORA_CALENDAR_OF_LANGUAGE, 0                                                          \
    }

/** What was made. */
typedef struct {
    size_t pages; /**< Of the PDF; 0 without one. */
    size_t figures, tables;
    char period[CHORA_PERIOD_TEXT_MAX]; /**< "October 2021". */
} chora_report_summary;

/**
 * Make a report in one or several formats.
 *
 * Figures are the files NAME.yaml beside the template, in a folder figures/ beside it, and those
 * that come with Chora.
 *
 * @return CHORA_OK; CHORA_EINVAL and CHORA_ENOTFOUND with file:row:column of the template (an
 * unknown name: the nearest; a figure that does not exist: those there are; a period outside the
 * covered span); CHORA_EDATA (not UTF-8); CHORA_EIO; CHORA_ESTORE; CHORA_ENOMEM.
 */
CHORA_API chora_status chora_report(chora_store *store, const chora_report_options *options,
                                    chora_report_summary *out, chora_error *err);

/** The document before it is set on pages, as text. `out` is malloc'ed. */
CHORA_API chora_status chora_dump_report(chora_store *store, const chora_report_options *options,
                                         char **out, chora_error *err);

#ifdef __cplusplus
}
#endif

#endif
