/**
 * @file
 * Links of a project: what reading and deciding them share.
 */
#ifndef CHORA_PLACE_LINKS_STORE_H
#define CHORA_PLACE_LINKS_STORE_H

#include "place/links_rows.h"

/** The rule, the rows and what became of each claim, in the arena; only `rule->kept` when the
 * project has no rule. */
chora_status chora_links_of(chora_store *store, chora_arena *arena, chora_link_rule *rule,
                            chora_link_set *set, chora_link_outcome **out, chora_error *err);

/** A run "link", for the ledger; `file` and `sha256` may be NULL. */
chora_status chora_link_record_run(chora_store *store, const chora_link_report *report,
                                   const char *file, const char *sha256, chora_error *err);

#endif
