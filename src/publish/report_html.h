/**
 * @file
 * A report as a web page: the template is run for every month of the series.
 */
#ifndef CHORA_PUBLISH_REPORT_HTML_H
#define CHORA_PUBLISH_REPORT_HTML_H

#include "publish/report_work.h"

/** Months that a page holds at most: those next to the one reported. */
enum { CHORA_HTML_MONTHS_MAX = 48 };

/**
 * Write the page of a document that `work` built. A report of a month gets a slider over the
 * covered months, any other stands alone.
 * @return as chora_report_build(); CHORA_EIO.
 */
chora_status chora_report_html(const chora_report_work *work, const chora_document *document,
                               const char *path, chora_error *err);

/** The same without a slider. `out` may be NULL. */
chora_status chora_report_html_alone(const chora_report_work *work, const chora_document *document,
                                     const char *path, chora_report_file *out, chora_error *err);

/**
 * One page for months that are built already, in their order without a gap; the last one is shown
 * first. Of more than CHORA_HTML_MONTHS_MAX the last ones. `out` may be NULL.
 */
chora_status chora_report_html_series(const chora_report_work *work,
                                      chora_document *const *documents, size_t count,
                                      const char *path, chora_report_file *out, chora_error *err);

#endif
