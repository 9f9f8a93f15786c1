/**
 * @file
 * The two kinds of export.
 */
#ifndef CHORA_PUBLISH_EXPORT_H
#define CHORA_PUBLISH_EXPORT_H

#include "base/error.h"
#include "publish/export_form.h"

#include <chora/breakdown.h>
#include <chora/figure.h>

/** One row an area: its number in each period. */
chora_status chora_export_areas(chora_store *store, const chora_export_options *options,
                                const chora_export_form *form, chora_export_report *out,
                                chora_error *err);

/** One row an incident that is admitted and in the span. */
chora_status chora_export_incidents(chora_store *store, const chora_export_options *options,
                                    const chora_export_form *form, chora_export_report *out,
                                    chora_error *err);

/** One row an area and period, and value of `split`: incidents and people, low to high. */
chora_status chora_export_table(chora_store *store, const chora_export_options *options,
                                const chora_export_form *form, chora_export_report *out,
                                chora_error *err);

/** One row an area and period: claimed only, verified only, both, people of each, totals. */
chora_status chora_export_claims(chora_store *store, const chora_export_options *options,
                                 const chora_export_form *form, chora_export_report *out,
                                 chora_error *err);

/** The account of a breakdown, over all its periods. */
void chora_export_tell(const chora_breakdown *breakdown, chora_export_report *report);

#endif
