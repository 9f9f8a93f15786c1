/**
 * @file
 * The two halves of chora_placer_match(), for who places many rows: what their words say can be
 * read on one thread while another decides by the points of rows before.
 */
#ifndef CHORA_PLACE_PLACING_H
#define CHORA_PLACE_PLACING_H

#include <chora/place.h>

/** What the words of one row say. Rows with the same words have the same. */
typedef struct chora_said chora_said;

/**
 * Read the words. `out` lives until 100,000 rows with other words were read.
 * @return CHORA_OK; CHORA_ELIMIT (longer than 1 MiB); CHORA_ENOMEM.
 */
chora_status chora_placer_read(chora_placer *placer, const chora_evidence_of_place *evidence,
                               const chora_said **out, chora_error *err);

/** Decide by them and the point. As chora_placer_match(). */
chora_status chora_placer_decide(chora_placer *placer, const chora_evidence_of_place *evidence,
                                 const chora_said *said, chora_match *out, chora_error *err);

#endif
