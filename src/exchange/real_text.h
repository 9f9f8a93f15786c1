/**
 * @file
 * A real number in the fewest digits that give the same number back.
 */
#ifndef CHORA_EXCHANGE_REAL_TEXT_H
#define CHORA_EXCHANGE_REAL_TEXT_H

#include "base/buffer.h"

/** "0.1", "-3", "1e+20"; valid in JSON and CSV. Locale-free. `value` is finite. */
void chora_real_add(chora_buffer *out, double value);

#endif
