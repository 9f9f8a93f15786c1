#include "measure/incident_list.h"

#include "measure/breakdown.h"
#include "measure/periods.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    chora_arena *arena;
    chora_listed_incident *items;
    size_t count, capacity;
} listing;

/* A day; or the week, month or year of one that is known no better. */
static chora_period dated(const chora_incident *incident)
{
    if (incident->date == CHORA_DATE_MONTH || incident->date == CHORA_DATE_YEAR)
        return chora_incident_unit(incident);
    return (chora_period){ CHORA_PERIOD_SPAN, incident->day, incident->day };
}

static chora_status list_one(void *context, const chora_incident *incident, size_t period,
                             const char *place, const chora_breakdown_cell *cell, chora_error *err)
{
    listing *list = context;
    bool told = place && !incident->is_protected;
    chora_listed_incident one = { .key = chora_arena_strdup(list->arena, incident->key),
                                  .when = dated(incident),
                                  .place = chora_arena_strdup(list->arena, told ? place : ""),
                                  .area_id = incident->area_id,
                                  .period = period,
                                  .cell = *cell };
    if (list->count == CHORA_INCIDENT_LIST_MAX)
        return chora_fail(err, CHORA_ELIMIT, "more than %d incidents cannot have a row each",
                          CHORA_INCIDENT_LIST_MAX);
    if (!one.key || !one.place ||
        chora_grow((void **)&list->items, &list->capacity, list->count, sizeof one))
        return chora_no_memory(err);
    list->items[list->count++] = one;
    return CHORA_OK;
}

static int by_day(const void *a, const void *b)
{
    const chora_listed_incident *x = a, *y = b;
    if (x->when.first != y->when.first)
        return x->when.first < y->when.first ? -1 : 1;
    return strcmp(x->key, y->key);
}

chora_status chora_incident_list_make(chora_store *store, const chora_breakdown_options *options,
                                      chora_arena *arena, chora_incident_list *out,
                                      chora_error *err)
{
    listing list = { .arena = arena };
    const chora_breakdown_listener listener = { list_one, &list };
    chora_breakdown *breakdown = NULL;
    chora_status st = chora_breakdown_make_heard(store, options, &listener, &breakdown, err);
    if (!st) {
        if (list.count > 0)
            qsort(list.items, list.count, sizeof *list.items, by_day);
        out->items = chora_arena_copy(arena, list.items, list.count, sizeof *list.items);
        out->count = list.count;
        if (list.count > 0 && !out->items)
            st = chora_no_memory(err);
    }
    chora_breakdown_free(breakdown);
    free(list.items);
    return st;
}
