/**
 * @file
 * The part of preparing a figure that is small multiples' own.
 */
#ifndef CHORA_PUBLISH_PREPARE_MULTIPLES_H
#define CHORA_PUBLISH_PREPARE_MULTIPLES_H

#include "publish/prepare.h"

/** Panels, pages and the classes that hold for all of them; numbers and areas are there already. */
chora_status chora_prepare_multiples(chora_store *store, const chora_request *request,
                                     chora_prepared *prepared, chora_error *err);

/** Append the numbers of every panel as text. */
void chora_multiples_numbers(const chora_prepared *prepared, chora_buffer *out);

/** The tables of a column's values. */
void chora_multiples_release(chora_prepared *prepared);

#endif
