/**
 * @file
 * Matches into the project, one per incident.
 */
#ifndef CHORA_PLACE_MATCH_WRITER_H
#define CHORA_PLACE_MATCH_WRITER_H

#include "base/memory.h"
#include "place/area_layers.h"
#include "store/feed.h"

#include <chora/place.h>

enum { CHORA_MATCHES_TOGETHER = 256 };

/** Start from zero. */
typedef struct {
    chora_feed *insert;
    struct chora_match_row {
        int64_t incident, layer;
        chora_match match;
    } rows[CHORA_MATCHES_TOGETHER]; /**< Not yet written. */
    size_t count;
    chora_arena *texts; /**< Of the rows. */
    chora_area_layers layers;
    int64_t layer; /**< For what has no area; 0: the project has no layer. */
    bool many;
    chora_placing placing; /**< What was written. */
} chora_match_writer;

/** `many`: the table match, which must be empty, gets its index at the end. */
chora_status chora_match_writer_open(chora_match_writer *writer, chora_store *store, bool many,
                                     chora_error *err);

/**
 * In the layer of the matched area; else in one that incidents could have been matched in. In a
 * project without any layer there is nothing to match in: the incident is counted and not written.
 * Texts are borrowed for the call. Rows go in some hundreds together, the last with the end.
 */
chora_status chora_match_writer_add(chora_match_writer *writer, int64_t incident,
                                    const chora_match *match, chora_error *err);

/** Count it in `placing` and write nothing. */
void chora_match_writer_count(chora_match_writer *writer, const chora_match *match);

/** Write the last, follow the rule of links anew and record the run (read: all incidents; new:
 * those placed). */
chora_status chora_match_writer_end(chora_match_writer *writer, chora_store *store,
                                    chora_error *err);
void chora_match_writer_close(chora_match_writer *writer);

#endif
