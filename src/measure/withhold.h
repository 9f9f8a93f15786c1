/**
 * @file
 * A table under an output profile: its small numbers are withheld. Every number of incidents that
 * is drawn, printed or exported by area or town comes from a table, so that this is the one gate.
 */
#ifndef CHORA_MEASURE_WITHHOLD_H
#define CHORA_MEASURE_WITHHOLD_H

#include "measure/withhold_towns.h"

/**
 * Withhold what counts 1 to below `smallest` incidents, and what would give it away. A withheld
 * cell has no data, and says so; a withheld town has no symbol.
 *
 * What is withheld of an area and month is found from all months of the dataset, whatever was asked
 * for: two outputs of one project withhold the same. A longer or shorter period is withheld when
 * its months would give it away. The numbers of areas that lie in one area of the level above, and
 * of towns in one area, are withheld as if that area's own number were known.
 * @param options  What the table was measured with.
 * @return CHORA_OK; CHORA_EINVAL (a share); as chora_measure().
 */
chora_status chora_table_withhold(chora_store *store, const chora_measure_options *options,
                                  chora_table *table, int smallest, chora_error *err);

/** What of a table's areas is to be withheld, and what of its towns. */
typedef struct {
    const bool *cells; /**< Areas x (periods + 1). */
    const bool *also;  /**< Of each symbol: withheld for another reason; NULL: none. */
    int smallest;
} chora_withheld_areas;

/** Withhold towns and lists of a table, whose cells are to be withheld afterwards. CHORA_ENOMEM. */
chora_status chora_table_withhold_symbols(chora_table *table, const chora_withheld_areas *areas,
                                          chora_error *err);

/** What of the towns of a table of months is to be withheld; the table stays. CHORA_ENOMEM. */
chora_status chora_withhold_towns(const chora_table *months, const chora_withheld_areas *areas,
                                  chora_town_plan **out, chora_error *err);

/** chora_measure() with every number in it: only for finding what is to be withheld. */
chora_status chora_measure_unprotected(chora_store *store, const chora_measure_options *options,
                                       chora_table **out, chora_error *err);

/** Who counts (area, parent) and how often, for chora_suppress_groups(). */
typedef struct {
    size_t rows, columns;
    const int64_t *counts, *group; /**< Row by row; the group of each row. */
    const bool *also;              /**< Row by row: withheld already; NULL: none. */
    bool totals;
    int smallest;
} chora_grouped_table;

/** chora_suppress() for the rows of each group by themselves; `out` likewise. CHORA_ENOMEM. */
chora_status chora_suppress_groups(const chora_grouped_table *table, bool *out, chora_error *err);

#endif
