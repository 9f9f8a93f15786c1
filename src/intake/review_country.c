#include "intake/review_country.h"

chora_status chora_review_countries_open(chora_review_countries *countries, chora_store *store,
                                         chora_error *err)
{
    *countries = (chora_review_countries){ 0 };
    chora_status st = chora_country_list_load(&countries->list, err);
    if (st)
        return st;
    return chora_query_open(store, "SELECT 1 FROM area WHERE country = ?1 LIMIT 1",
                            &countries->known, err);
}

void chora_review_countries_close(chora_review_countries *countries)
{
    chora_query_close(countries->known);
    chora_country_list_free(&countries->list);
    *countries = (chora_review_countries){ 0 };
}

chora_status chora_review_country(chora_review_countries *countries, const char *text,
                                  const char **out, chora_error *err)
{
    bool known = false;
    *out = text ? text : "";
    const chora_country *country = **out ? chora_country_find(&countries->list, *out) : NULL;
    if (!country)
        return CHORA_OK;
    chora_query_bind_text(countries->known, 1, country->iso3);
    chora_status st = chora_query_step(countries->known, &known, err);
    chora_query_reset(countries->known);
    if (!st && known)
        *out = country->iso3;
    return st;
}
