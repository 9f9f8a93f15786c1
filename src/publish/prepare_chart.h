/**
 * @file
 * The part of preparing a figure that is a chart's own.
 */
#ifndef CHORA_PUBLISH_PREPARE_CHART_H
#define CHORA_PUBLISH_PREPARE_CHART_H

#include "publish/prepare.h"

/** Numbers, pages and sources of a chart; figure and style are there already. */
chora_status chora_prepare_chart(chora_store *store, const chora_request *request,
                                 chora_prepared *prepared, chora_error *err);

/** Append every number of a breakdown as text; `tallies` may be NULL. */
void chora_chart_numbers(const chora_breakdown *breakdown, const chora_tallies *tallies,
                         chora_buffer *out);

#endif
