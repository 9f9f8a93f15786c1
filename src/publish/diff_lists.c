/* What a published report or chart says of its incidents one by one: their words, their lines. */
#include "publish/diff_inside.h"

#include <stdlib.h>
#include <string.h>

static int compare_words(const chora_record *a, const chora_record *b)
{
    int order = 0;
    for (int column = 0; column < CHORA_RECORD_COLUMNS && !order; column++)
        order = strcmp(a->words[column], b->words[column]);
    return order;
}

static int by_key(const void *a, const void *b)
{
    return strcmp((*(const chora_record *const *)a)->key, (*(const chora_record *const *)b)->key);
}

static int by_words(const void *a, const void *b)
{
    return compare_words(*(const chora_record *const *)a, *(const chora_record *const *)b);
}

static const chora_record **list_of(const chora_records *records, chora_period period,
                                    chora_arena *arena, size_t *count)
{
    const chora_record **list = chora_arena_alloc(arena, records->count + 1, sizeof *list);
    *count = 0;
    for (size_t i = 0; list && i < records->count; i++) {
        const chora_record *record = &records->items[i];
        if (record->dated && record->day >= period.first && record->day <= period.last)
            list[(*count)++] = record;
    }
    return list;
}

/* Fields that a line of the list of incidents prints, and no number or word of the report. */
static bool is_line(const char *field)
{
    static const char *const fields[] = { "date",    "date_end", "date_precision",  "place",
                                          "summary", "links",    "place_precision", "sources" };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (strcmp(field, fields[i]) == 0)
            return true;
    return false;
}

/* `list` is in the order of its keys. */
static bool line_changes(const chora_diff_work *work, const char *dataset,
                         const chora_record **list, size_t count)
{
    for (size_t i = 0; i < work->row_count; i++) {
        const chora_diff_row *row = &work->rows[i];
        if (row->kind != CHORA_DIFF_CHANGED || !is_line(row->field) ||
            strcmp(row->dataset, dataset) != 0)
            continue;
        chora_record wanted = { .key = row->key };
        const chora_record *key = &wanted;
        if (bsearch(&key, list, count, sizeof *list, by_key))
            return true;
    }
    return false;
}

/* Words of an incident that was there and still is; incidents that only came or went are counted
 * elsewhere, as long as their numbers differ. */
static bool common_words_differ(const chora_record **before, size_t m, const chora_record **after,
                                size_t n)
{
    for (size_t i = 0, j = 0; i < m && j < n;) {
        int order = strcmp(before[i]->key, after[j]->key);
        if (order == 0 && compare_words(before[i], after[j]) != 0)
            return true;
        i += order <= 0;
        j += order >= 0;
    }
    return false;
}

static bool all_differ(const chora_record **before, const chora_record **after, size_t count,
                       int (*compare)(const void *, const void *))
{
    for (size_t i = 0; i < count; i++)
        if (compare(&before[i], &after[i]) != 0)
            return true;
    return false;
}

chora_status chora_diff_lists(const chora_diff_work *work, const chora_records *before,
                              const chora_records *after, chora_period period,
                              chora_diff_figure *out)
{
    size_t m = 0, n = 0;
    const chora_record **old = list_of(before, period, work->arena, &m);
    const chora_record **now = list_of(after, period, work->arena, &n);
    if (!old || !now)
        return chora_no_memory(work->err);
    qsort(old, m, sizeof *old, by_key);
    qsort(now, n, sizeof *now, by_key);
    out->words = common_words_differ(old, m, now, n);
    out->lines = out->is_report && (line_changes(work, after->dataset, now, n) ||
                                    (m == n && all_differ(old, now, n, by_key)));
    qsort(old, m, sizeof *old, by_words);
    qsort(now, n, sizeof *now, by_words);
    out->words = out->words || (m == n && all_differ(old, now, n, by_words));
    return CHORA_OK;
}
