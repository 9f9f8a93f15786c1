/**
 * @file
 * The countries of data/gazetteer/countries.tsv, found by code or name.
 */
#ifndef CHORA_PLACE_COUNTRIES_H
#define CHORA_PLACE_COUNTRIES_H

#include "base/error.h"
#include "base/memory.h"
#include "base/textmap.h"

typedef struct {
    const char *iso2, *iso3;
    const char *ne_a3;   /**< Natural Earth's own code, where it differs; else iso3. */
    const char *numeric; /**< ISO 3166-1 numeric without leading zeros; "" when not known. */
    const char *name;
} chora_country;

typedef struct {
    chora_arena *arena;
    chora_country *items;
    size_t count;
    chora_textmap by_key; /**< Comparison key of every code and name -> index. */
    const char **words;   /**< Names and alternates, NULL-ended, for hints. */
    size_t word_count;
} chora_country_list;

chora_status chora_country_list_load(chora_country_list *out, chora_error *err);
void chora_country_list_free(chora_country_list *list);

/** By ISO 3166-1 alpha-2, alpha-3 or numeric code, name or alternate name; NULL when there is none.
 */
const chora_country *chora_country_find(const chora_country_list *list, const char *text);
/** By Natural Earth's three letters; NULL when there is none. */
const chora_country *chora_country_of_ne(const chora_country_list *list, const char *ne_a3);
/** The same as chora_country_find, but CHORA_ENOTFOUND with the nearest name. */
chora_status chora_country_require(const chora_country_list *list, const char *text,
                                   const chora_country **out, chora_error *err);

#endif
