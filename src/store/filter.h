/**
 * @file
 * A person's own SQL condition over one incident's columns, run where it can do no harm.
 */
#ifndef CHORA_STORE_FILTER_H
#define CHORA_STORE_FILTER_H

#include "base/error.h"
#include "store/extra_keys.h"

#include <chora/store.h>
#include <stdbool.h>
#include <stdint.h>

/** The ids of the incidents for which a condition holds. */
typedef struct chora_filter chora_filter;

/**
 * Evaluate `where` for every incident that is not withdrawn, on a separate read-only connection
 * whose authorizer admits the columns of the view incident_filter and a list of functions, no
 * subselect. It sees what was committed, not an open transaction. NULL or "" admits everything.
 *
 * The columns are those of chora_filter_columns. `id` and `key` are the row's identity in its
 * dataset, `date` is 'YYYY-MM-DD' of the first day, `year` and `month` are numbers, `province` is
 * the name of the matched area. A column of the table's own is a number when all its cells are
 * plain numbers ("007" is none), else a text. Texts stand in single quotes, odd column names in
 * double ones.
 *
 * @return CHORA_OK; CHORA_EINVAL: the message names the column or the character that is wrong and
 * the nearest valid column; CHORA_ESTORE; CHORA_ENOMEM.
 */
chora_status chora_filter_new(chora_store *store, const char *where, chora_filter **out,
                              chora_error *err);
bool chora_filter_admits(const chora_filter *filter, int64_t incident_id);
void chora_filter_free(chora_filter *filter);

/**
 * (Re)make the view incident_filter: the typed columns of `incident` that a person may ask for,
 * dataset and province/place names, and one column per key found in `extra`. To be called after
 * imports, inside their transaction (matching does not change the columns). The stored view is
 * there for other programs: conditions are run on one made anew.
 */
chora_status chora_filter_view_refresh(chora_store *store, chora_error *err);
/** The same with the keys of all incidents known. */
chora_status chora_filter_view_make(chora_store *store, const chora_extra_keys *keys,
                                    chora_error *err);

/** The names of the columns of incident_filter, NULL-ended, in one block: free with free(). */
chora_status chora_filter_columns(chora_store *store, char ***out, chora_error *err);

#endif
