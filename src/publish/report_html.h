/**
 * @file
 * A report as a web page: the template is run for every month of the series.
 */
#ifndef CHORA_PUBLISH_REPORT_HTML_H
#define CHORA_PUBLISH_REPORT_HTML_H

#include "publish/report_figures.h"

/** Months that a page holds at most: those next to the one reported. */
enum { CHORA_HTML_MONTHS_MAX = 48 };

/**
 * Write the page. `request` is that of `document`, which is shown first; a report of a month gets
 * a slider over the covered months, any other stands alone.
 * @return as chora_report_build(); CHORA_EIO.
 */
chora_status chora_report_html(chora_store *store, const chora_report_request *request,
                               const chora_document *document, chora_painter *painter,
                               const char *path, chora_error *err);

#endif
