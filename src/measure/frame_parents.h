/**
 * @file
 * Parents of areas whose own parent holds on other days: a district between two province layers.
 */
#ifndef CHORA_MEASURE_FRAME_PARENTS_H
#define CHORA_MEASURE_FRAME_PARENTS_H

#include "measure/frame.h"

/** Areas whose parent is not in the frame get the next coarser one that holds their inner point. */
chora_status chora_frame_find_parents(chora_store *store, chora_frame *frame, chora_error *err);

#endif
