/**
 * @file
 * A table under an output profile: its small numbers are withheld.
 */
#ifndef CHORA_MEASURE_WITHHOLD_H
#define CHORA_MEASURE_WITHHOLD_H

#include "measure/table.h"

/**
 * Withhold what counts 1 to below `smallest` incidents, and what would give it away. A withheld
 * cell has no data, and says so. CHORA_ENOMEM.
 */
chora_status chora_table_withhold(chora_table *table, int smallest, chora_error *err);

#endif
