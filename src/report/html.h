/**
 * @file
 * A report as one HTML page without any network: the same text, figures as SVG, a month slider.
 */
#ifndef CHORA_REPORT_HTML_H
#define CHORA_REPORT_HTML_H

#include "paint/paint.h"
#include "report/document.h"
#include "style/language.h"

#include <chora/breakdown.h>

/** One month of the series. */
typedef struct {
    const char *id;    /**< "2021-10". */
    const char *label; /**< "October 2021". */
    const chora_document *document;
} chora_html_month;

/** What to write. All borrowed. */
typedef struct {
    const chora_html_month *months;
    size_t month_count;
    size_t now;                   /**< The month reported: shown when no script runs. */
    const chora_breakdown *track; /**< By month and claim, the same months; NULL: no slider. */
    const chora_words *words;
    chora_painter *painter;
} chora_html_request;

/** CHORA_ENOTFOUND: a file of styles/html is missing; what painting answers; CHORA_ENOMEM. */
chora_status chora_html_write(const chora_html_request *request, chora_buffer *out,
                              chora_error *err);

#endif
