/**
 * @file
 * A field of a feature as text that loses nothing.
 */
#ifndef CHORA_HELPER_VALUE_H
#define CHORA_HELPER_VALUE_H

#include "base/buffer.h"
#include "exchange/kind.h"

#include <ogr_api.h>
#include <stdbool.h>

/**
 * Append the text of one field. Numbers come in the fewest digits that give the same number, dates
 * as YYYY-MM-DD[THH:MM:SS], truth values as true and false, lists as JSON; a spreadsheet's error
 * value (#DIV/0!) is a missing value.
 * @return false when the value is missing; then nothing is appended.
 */
bool chora_value_add(chora_buffer *out, OGRFeatureH feature, int field, chora_kind kind);

#endif
