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

/** What is made for each period by itself, in this order. */
enum { CHORA_BATCH_EACH = 2 };
extern const char *const chora_batch_each[CHORA_BATCH_EACH];

/** The entry of a period in one of chora_batch_each; NULL: the template does not ask for it. */
chora_manifest_entry *chora_batch_report_entry(const chora_batch_work *work,
                                               const chora_batch_template *template, size_t which,
                                               size_t period);
/** The entry of a web page. */
chora_manifest_entry *chora_batch_page_entry(const chora_batch_work *work,
                                             const chora_batch_template *template, size_t page);

/** The web page that a period stands in, and its number there. */
size_t chora_batch_page_of(const chora_batch_template *template, size_t period);

/** SHA-256 over all that a template's files are made from, but the period. */
chora_status chora_batch_report_inputs(const chora_batch_work *work,
                                       const chora_batch_template *template,
                                       char out[CHORA_SHA256_TEXT], chora_error *err);

#endif
