/**
 * @file
 * How the country of a question and of its decision is written: "Afghanistan", "AF" and "AFG" are
 * one country.
 */
#ifndef CHORA_INTAKE_REVIEW_COUNTRY_H
#define CHORA_INTAKE_REVIEW_COUNTRY_H

#include "place/countries.h"
#include "store/query.h"

typedef struct {
    chora_country_list list;
    chora_query *known;
} chora_review_countries;

/** Close it whatever the answer is. */
chora_status chora_review_countries_open(chora_review_countries *countries, chora_store *store,
                                         chora_error *err);
void chora_review_countries_close(chora_review_countries *countries);

/**
 * ISO 3166-1 alpha-3 of a country that the project has areas of, as the placer knows it; the text
 * as given for any other; "" for NULL. Borrowed from the list or the text.
 */
chora_status chora_review_country(chora_review_countries *countries, const char *text,
                                  const char **out, chora_error *err);

#endif
