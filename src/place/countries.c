#include "place/countries.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/text.h"
#include "base/tsv.h"

#include <stdlib.h>
#include <string.h>

#define KEY_MAX 4096

static chora_status add_key(chora_country_list *list, const char *text, size_t index,
                            chora_error *err)
{
    chora_buffer key = CHORA_BUFFER_INIT(KEY_MAX);
    chora_text_key(text, &key);
    const char *kept = key.length > 0 ? chora_arena_strdup(list->arena, key.data) : "";
    bool failed =
        key.failed || kept == NULL || (*kept && chora_textmap_add(&list->by_key, kept, index));
    chora_buffer_free(&key);
    return failed ? chora_no_memory(err) : CHORA_OK;
}

static chora_status add_names(chora_country_list *list, size_t index, const char *alternates,
                              chora_error *err)
{
    const chora_country *country = &list->items[index];
    size_t count;
    const char **parts = chora_split(list->arena, alternates, "|", &count);
    if (parts == NULL)
        return chora_no_memory(err);
    chora_status st = add_key(list, country->name, index, err);
    list->words[list->word_count++] = country->name;
    for (size_t i = 0; st == CHORA_OK && i < count; i++) {
        st = add_key(list, parts[i], index, err);
        list->words[list->word_count++] = parts[i];
    }
    return st;
}

static size_t count_words(const chora_tsv *tsv, size_t alternates)
{
    size_t count = 1 + tsv->row_count;
    for (size_t row = 0; row < tsv->row_count; row++) {
        count++;
        for (const char *at = chora_tsv_cell(tsv, row, alternates); *at; at++)
            count += *at == '|';
    }
    return count;
}

static const char *without_zeros(const char *digits)
{
    while (*digits == '0')
        digits++;
    return digits;
}

static void read_country(const chora_tsv *tsv, size_t row, chora_country *out)
{
    out->iso2 = chora_tsv_cell(tsv, row, chora_tsv_column(tsv, "iso2"));
    out->iso3 = chora_tsv_cell(tsv, row, chora_tsv_column(tsv, "iso3"));
    out->ne_a3 = chora_tsv_cell(tsv, row, chora_tsv_column(tsv, "ne_a3"));
    out->numeric = without_zeros(chora_tsv_cell(tsv, row, chora_tsv_column(tsv, "numeric")));
    out->name = chora_tsv_cell(tsv, row, chora_tsv_column(tsv, "name"));
    if (*out->ne_a3 == '\0')
        out->ne_a3 = out->iso3;
}

static chora_status fill(chora_country_list *list, const chora_tsv *tsv, chora_error *err)
{
    size_t alternates = chora_tsv_column(tsv, "alternates");
    if (chora_tsv_column(tsv, "iso3") == CHORA_TSV_NONE ||
        chora_tsv_column(tsv, "name") == CHORA_TSV_NONE)
        return chora_fail(err, CHORA_EDATA, "%s has no columns iso3 and name", tsv->name);
    list->items = chora_arena_alloc(list->arena, tsv->row_count + 1, sizeof *list->items);
    list->words = chora_arena_alloc(list->arena, count_words(tsv, alternates), sizeof *list->words);
    if (list->items == NULL || list->words == NULL)
        return chora_no_memory(err);
    list->count = tsv->row_count;
    /* Codes first: where a name and a code are the same letters, the code is meant. */
    for (size_t i = 0; i < tsv->row_count; i++) {
        read_country(tsv, i, &list->items[i]);
        chora_status st = add_key(list, list->items[i].iso3, i, err);
        if (st == CHORA_OK)
            st = add_key(list, list->items[i].iso2, i, err);
        if (st == CHORA_OK)
            st = add_key(list, list->items[i].numeric, i, err);
        if (st)
            return st;
    }
    for (size_t i = 0; i < tsv->row_count; i++) {
        chora_status st = add_names(list, i, chora_tsv_cell(tsv, i, alternates), err);
        if (st)
            return st;
    }
    return CHORA_OK;
}

chora_status chora_country_list_load(chora_country_list *out, chora_error *err)
{
    chora_country_list list = { .arena = chora_arena_new() };
    char *path = NULL;
    chora_tsv tsv;
    if (list.arena == NULL)
        return chora_no_memory(err);
    chora_status st = chora_data_find("gazetteer/countries.tsv", &path, err);
    if (st == CHORA_OK)
        st = chora_tsv_load(path, list.arena, &tsv, err);
    if (st == CHORA_OK)
        st = fill(&list, &tsv, err);
    free(path);
    if (st) {
        chora_country_list_free(&list);
        return st;
    }
    *out = list;
    return CHORA_OK;
}

void chora_country_list_free(chora_country_list *list)
{
    chora_textmap_free(&list->by_key);
    chora_arena_free(list->arena);
    *list = (chora_country_list){ 0 };
}

static const chora_country *find_whole(const chora_country_list *list, const char *text)
{
    chora_buffer key = CHORA_BUFFER_INIT(KEY_MAX);
    chora_text_key(text, &key);
    const char *wanted = chora_buffer_text(&key);
    const size_t *index = *wanted ? chora_textmap_find(&list->by_key, wanted) : NULL;
    if (index == NULL && *wanted == '0') /* 004 */
        index = chora_textmap_find(&list->by_key, without_zeros(wanted));
    chora_buffer_free(&key);
    return index ? &list->items[*index] : NULL;
}

/* UCDP writes "DR Congo (Zaire)". */
const chora_country *chora_country_find(const chora_country_list *list, const char *text)
{
    const chora_country *found = find_whole(list, text);
    const char *bracket = found ? NULL : strchr(text, '(');
    if (bracket == NULL)
        return found;
    chora_buffer bare = CHORA_BUFFER_INIT(KEY_MAX);
    chora_buffer_add(&bare, text, (size_t)(bracket - text));
    found = find_whole(list, chora_buffer_text(&bare));
    chora_buffer_free(&bare);
    return found;
}

const chora_country *chora_country_of_ne(const chora_country_list *list, const char *ne_a3)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i].ne_a3, ne_a3) == 0)
            return &list->items[i];
    return NULL;
}

chora_status chora_country_require(const chora_country_list *list, const char *text,
                                   const chora_country **out, chora_error *err)
{
    const chora_country *found = chora_country_find(list, text);
    if (found) {
        *out = found;
        return CHORA_OK;
    }
    const char *near = chora_text_nearest(text, list->words);
    found = near ? chora_country_find(list, near) : NULL;
    if (found)
        return chora_fail(err, CHORA_ENOTFOUND, "no country \"%s\"; did you mean %s (%s)?", text,
                          found->name, found->iso3);
    return chora_fail(err, CHORA_ENOTFOUND,
                      "no country \"%s\"; give its name or its ISO 3166 code, such as "
                      "\"Afghanistan\", AF or AFG, or WORLD",
                      text);
}
