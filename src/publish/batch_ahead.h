/**
 * @file
 * The painters of a batch, made on a second thread while a table or its numbers are read.
 */
#ifndef CHORA_PUBLISH_BATCH_AHEAD_H
#define CHORA_PUBLISH_BATCH_AHEAD_H

#include "base/aside.h"

#include <chora/figure.h>

typedef struct chora_painter chora_painter;

/** Not to be moved between begin and end. */
typedef struct {
    const chora_batch_options *options;
    chora_aside aside;
    chora_painter **painters; /**< One per worker. */
    size_t workers;
    bool runs;
} chora_batch_ahead;

/** Begin with the libraries that draw and the fonts that are set in most figures; the options are
 * borrowed. */
void chora_batch_ahead_begin(chora_batch_ahead *ahead, const chora_batch_options *options);
/** The painters, which stay those of the ahead. May be asked for again. */
chora_status chora_batch_ahead_painters(chora_batch_ahead *ahead, chora_painter ***out,
                                        chora_error *err);
/** Ends it, and the painters. */
void chora_batch_ahead_end(chora_batch_ahead *ahead);

/** chora_batch with what was begun. */
chora_status chora_batch_painted(chora_store *store, const chora_batch_options *options,
                                 chora_batch_ahead *ahead, chora_batch_report *out,
                                 chora_error *err);

#endif
