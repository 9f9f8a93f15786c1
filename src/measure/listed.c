#include "measure/listed.h"

#include "measure/marks.h"

#include <stdlib.h>

chora_status chora_listings_add(chora_listings *listings, chora_listing listing, chora_error *err)
{
    if (chora_grow((void **)&listings->items, &listings->capacity, listings->count,
                   sizeof *listings->items))
        return chora_no_memory(err);
    listing.order = listings->count;
    listings->items[listings->count++] = listing;
    return CHORA_OK;
}

static bool same_list(const chora_listing *a, const chora_listing *b)
{
    return a->period == b->period && a->area_id == b->area_id;
}

static int by_area(const void *a, const void *b)
{
    const chora_listing *x = a, *y = b;
    if (x->period != y->period)
        return x->period < y->period ? -1 : 1;
    if (x->area_id != y->area_id)
        return x->area_id < y->area_id ? -1 : 1;
    int order = chora_marks_compare(x->mark, y->mark);
    return order ? order : (x->order > y->order) - (x->order < y->order);
}

chora_status chora_listings_gather(chora_listings *listings, const chora_table *table, bool marked,
                                   chora_lists *out, chora_error *err)
{
    size_t n = listings->count, made = 0, at = 0;
    chora_lists lists = { chora_arena_alloc(table->arena, n + 1, sizeof *lists.items),
                          chora_arena_alloc(table->arena, table->period_count + 1,
                                            sizeof *lists.start) };
    chora_mark *marks = chora_arena_alloc(table->arena, n + 1, sizeof *marks);
    if (!lists.items || !lists.start || !marks)
        return chora_no_memory(err);
    if (n)
        qsort(listings->items, n, sizeof *listings->items, by_area);
    for (size_t period = 0; period < table->period_count; period++) {
        for (; at < n && listings->items[at].period == period; at++) {
            const chora_listing *item = &listings->items[at];
            marks[at] = item->mark;
            if (made == lists.start[period] || !same_list(item - 1, item))
                lists.items[made++] =
                    (chora_listed){ .area_id = item->area_id, .marks = marked ? marks + at : NULL };
            chora_listed *listed = &lists.items[made - 1];
            listed->incidents++;
            listed->value += item->value;
            listed->stated += item->has_value;
            listed->known[item->precision]++;
        }
        lists.start[period + 1] = made;
    }
    *out = lists;
    return CHORA_OK;
}

void chora_listings_end(chora_listings *listings)
{
    free(listings->items);
    listings->items = NULL;
}
