/**
 * @file
 * The reports of a batch: each template for each period, and a web page over them.
 */
#ifndef CHORA_PUBLISH_BATCH_REPORTS_H
#define CHORA_PUBLISH_BATCH_REPORTS_H

#include "publish/batch_inside.h"

/**
 * Open a template and find its periods. CHORA_EINVAL, CHORA_ENOTFOUND: what its front matter says
 * is wrong, or a period lies outside the span the dataset covers.
 */
chora_status chora_batch_reports_add(chora_batch_work *work, const char *file, const char *language,
                                     chora_error *err);

/** Fill the entries of all templates. */
chora_status chora_batch_reports_plan(chora_batch_work *work, chora_error *err);

/** Make what is not there yet, one after the other: they read the store. */
chora_status chora_batch_reports_make(chora_batch_work *work, chora_error *err);

void chora_batch_reports_free(chora_batch_work *work);

/** One of its periods. */
chora_period chora_batch_report_period(const chora_batch_template *template, size_t index);

/** The web page that a period stands in, and its number there. */
size_t chora_batch_page_of(const chora_batch_template *template, size_t period);

/** SHA-256 over all that a template's files are made from, but the period. */
chora_status chora_batch_report_inputs(const chora_batch_work *work,
                                       const chora_batch_template *template,
                                       char out[CHORA_SHA256_TEXT], chora_error *err);

#endif
