/**
 * @file
 * The line under a figure that accounts for every row.
 */
#ifndef CHORA_COMPOSE_ACCOUNT_TEXT_H
#define CHORA_COMPOSE_ACCOUNT_TEXT_H

#include "base/memory.h"
#include "style/language.h"

#include <chora/measure.h>

/**
 * "69 of 74 incidents shown; 5 known only to district", in `arena`; NULL without memory.
 *
 * "of" counts the incidents of the period: accepted less filtered out less outside the period;
 * the parts after it say what became of the rest. With both layers a row counts as shown when
 * either shows it, and rows that have a colour only are told with it ("5 known only to district
 * (coloured, no circle)"): pass chora_table_both_account() as `choropleth` then. (With
 * chora_table_account() a circle in an area too coarse to colour would be missing.)
 *
 * @param choropleth  NULL when no areas are coloured.
 * @param symbols     NULL when there are no symbols. Both NULL: "".
 */
const char *chora_account_text(const chora_words *words, const chora_account *choropleth,
                               const chora_account *symbols, chora_arena *arena);

/** The same of numbers that are held against others: "12 of 12 incidents counted; ...". */
const char *chora_account_counted(const chora_words *words, const chora_account *account,
                                  chora_arena *arena);

/** "5 known only to district"; what is known more finely is "2 without a position", of a map of
 * areas alone "2 whose areas are not known". */
const char *chora_account_level_text(const chora_words *words, int64_t count, int level,
                                     bool areas_only, chora_arena *arena);

/** The same line of a figure with a list: `all` counts what it shows in any way, `map` what is not
 * only listed, `symbols` what has a symbol (NULL: there are none); `how` is the phrase for what is
 * only listed: "account.listed". */
const char *chora_account_text_listed(const chora_words *words, const chora_account *all,
                                      const chora_account *map, const chora_account *symbols,
                                      const char *how, const char *coloured, chora_arena *arena);

#endif
