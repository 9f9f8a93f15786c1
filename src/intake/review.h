/**
 * @file
 * What the table of questions and the table of decisions share: their columns and how a candidate
 * stands in a cell.
 */
#ifndef CHORA_INTAKE_REVIEW_H
#define CHORA_INTAKE_REVIEW_H

#include "base/buffer.h"
#include "base/memory.h"
#include "exchange/writer.h"
#include "store/query.h"

#include <chora/place.h>

#define CHORA_REVIEW_CANDIDATES 5

/** A place is written with the number that GeoNames gives it: it is the same in every project. */
#define CHORA_GEONAMES_PREFIX "geonames:"

/** CSV or XLSX by the path; "-" is CSV. CHORA_EINVAL for everything else. */
chora_status chora_review_format(const char *path, chora_write_format *out, chora_error *err);

/** "text | parent | country" by comparison keys: the same questions have the same. Cleared first.
 */
void chora_review_key(const char *text, const char *parent, const char *country, chora_buffer *out);

/** For chora_review_candidate_text. */
chora_status chora_review_open_places(chora_store *store, chora_query **out, chora_error *err);

/**
 * "AF-KAB: Kabul (province in Afghanistan) 0.93"; a place is led by its number.
 * @param places  Of chora_review_open_places.
 */
chora_status chora_review_candidate_text(chora_query *places, const chora_candidate *candidate,
                                         chora_buffer *out, chora_error *err);

/** Take such a cell apart again; false when it is none. Copies into `arena`. */
bool chora_review_candidate_read(const char *cell, chora_arena *arena, const char **code,
                                 const char **name);

#endif
