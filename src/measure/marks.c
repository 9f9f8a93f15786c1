#include "measure/marks.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

chora_status chora_marking_begin(chora_store *store, int64_t dataset_id, const char *name,
                                 chora_arena *arena, chora_marking *out, chora_error *err)
{
    *out = (chora_marking){ .name = name, .arena = arena };
    if (!name)
        return CHORA_OK;
    chora_status st = chora_column_load(store, dataset_id, name, &out->words, err);
    if (!st)
        st = chora_column_load(store, dataset_id, "verification", &out->verification, err);
    return st;
}

static chora_status category_of(chora_marking *marking, const char *word, size_t *out,
                                chora_error *err)
{
    size_t at = 0;
    while (at < marking->count && strcmp(marking->categories[at], word) != 0)
        at++;
    if (at == CHORA_CATEGORIES_MAX)
        return chora_fail(err, CHORA_EINVAL,
                          "column \"%s\" has more than %d different words: symbols can tell only a "
                          "few apart; choose a column with fewer",
                          marking->name, CHORA_CATEGORIES_MAX);
    if (at == marking->count) {
        marking->categories[at] = chora_arena_strdup(marking->arena, word);
        if (!marking->categories[at])
            return chora_no_memory(err);
        marking->count++;
    }
    *out = at;
    return CHORA_OK;
}

chora_status chora_marking_add(chora_marking *marking, int64_t incident_id, chora_mark *out,
                               chora_error *err)
{
    *out = (chora_mark){ 0 };
    if (!marking->name)
        return CHORA_OK;
    size_t category = 0;
    chora_status st =
        category_of(marking, chora_column_text(marking->words, incident_id), &category, err);
    if (st)
        return st;
    marking->rows[category]++;
    out->category = (uint16_t)category;
    out->unverified =
        strcmp(chora_column_text(marking->verification, incident_id), "unverified") == 0;
    return CHORA_OK;
}

typedef struct {
    const char *word;
    int64_t rows;
    int rank;
    size_t old;
} ordered;

/* Words that have an order of their own. */
static int rank_of(const char *word)
{
    static const char *const claims[] = { "claimed", "attributed", "suspected", "none" };
    enum { CLAIMS = sizeof claims / sizeof *claims };
    for (int i = 0; i < CLAIMS; i++)
        if (strcmp(word, claims[i]) == 0)
            return i;
    return *word ? CLAIMS : CLAIMS + 1;
}

static int by_rank(const void *a, const void *b)
{
    const ordered *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    if (x->rows != y->rows)
        return x->rows > y->rows ? -1 : 1;
    return strcmp(x->word, y->word);
}

void chora_marking_settle(chora_marking *marking, uint16_t place[CHORA_CATEGORIES_MAX])
{
    ordered list[CHORA_CATEGORIES_MAX];
    bool claims = marking->name && chora_text_compare_nocase(marking->name, "claim") == 0;
    for (size_t i = 0; i < marking->count; i++) {
        const char *word = marking->categories[i];
        int rank = claims ? rank_of(word) : !*word;
        list[i] = (ordered){ word, marking->rows[i], rank, i };
    }
    qsort(list, marking->count, sizeof *list, by_rank);
    for (size_t i = 0; i < marking->count; i++) {
        marking->categories[i] = list[i].word;
        marking->rows[i] = list[i].rows;
        place[list[i].old] = (uint16_t)i;
    }
}

void chora_marking_end(chora_marking *marking)
{
    chora_column_free(marking->words);
    chora_column_free(marking->verification);
    marking->words = marking->verification = NULL;
}

int chora_marks_compare(chora_mark a, chora_mark b)
{
    if (a.category != b.category)
        return a.category < b.category ? -1 : 1;
    return a.unverified - b.unverified;
}
