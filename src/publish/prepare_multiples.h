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

/**
 * The panels of linked claims: claimed only, both, verified only, and those that are neither when
 * there are any. Sets the count, the account and the note of the multiples as well.
 * @return CHORA_EINVAL: something else than incidents is counted, or numbers are withheld.
 */
chora_status chora_multiples_claims(chora_store *store, const chora_request *request,
                                    chora_prepared *prepared, const chora_breakdown *breakdown,
                                    chora_panel **out, chora_error *err);

/** Append the numbers of every panel as text. */
void chora_multiples_numbers(const chora_prepared *prepared, chora_buffer *out);

/** The tables of a column's values. */
void chora_multiples_release(chora_prepared *prepared);

#endif
