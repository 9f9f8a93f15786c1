/**
 * @file
 * index.html: everything a batch made, by period, to look through without any network.
 */
#ifndef CHORA_PUBLISH_BATCH_INDEX_H
#define CHORA_PUBLISH_BATCH_INDEX_H

#include "publish/batch_inside.h"

/** Write it and complete its entry, the last one. CHORA_EIO, CHORA_ENOMEM. */
chora_status chora_batch_index(chora_batch_work *work, chora_error *err);

#endif
