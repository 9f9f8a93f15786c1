/**
 * @file
 * Numbers and class bounds as a legend prints them.
 */
#ifndef CHORA_MEASURE_LABEL_H
#define CHORA_MEASURE_LABEL_H

#include "base/buffer.h"

#include <chora/classes.h>

/**
 * Append a number: U+2212 for minus, a thin space (U+2009) between thousands from 10 000 on,
 * exactly `decimals` decimals; from 10^14 on as "1.25e+15".
 */
void chora_label_number(chora_buffer *out, double value, int decimals);

/**
 * Write the label of every class from its bounds: one number when both are the same, else both
 * with U+2013. Whole numbers have no decimals; others as many as keep neighbours and both ends of
 * a class apart and every bound within a twentieth of itself. A class without values (fixed and
 * equal breaks) begins just above the break below it: the next whole number, or ">0.5–1.2".
 */
void chora_label_classes(chora_classes *classes, bool whole);

#endif
