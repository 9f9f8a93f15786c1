#include "measure/dataset.h"

#include "base/text.h"
#include "store/held.h"
#include "store/query.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    chora_dataset *items;
    size_t count, capacity;
} dataset_list;

/* A dataset that holds only totals (a newsletter's) has nothing to count. */
static const char with_incidents[] =
    "SELECT id, name FROM dataset d WHERE EXISTS"
    " (SELECT 1 FROM incident i WHERE i.dataset_id = d.id)"
    " OR NOT EXISTS (SELECT 1 FROM tally t WHERE t.dataset_id = d.id) ORDER BY name";

/* Held ones are of the only dataset. */
static const char all[] = "SELECT id, name FROM dataset ORDER BY name";

static chora_status list_datasets(chora_store *store, chora_arena *arena, dataset_list *list,
                                  chora_error *err)
{
    chora_query *query = NULL;
    chora_status st =
        chora_query_open(store, chora_held_of(store) ? all : with_incidents, &query, err);
    bool row = false;
    while (!st && !(st = chora_query_step(query, &row, err)) && row) {
        if (chora_grow((void **)&list->items, &list->capacity, list->count, sizeof *list->items)) {
            st = chora_no_memory(err);
            break;
        }
        chora_dataset *dataset = &list->items[list->count++];
        dataset->id = chora_query_int(query, 0);
        dataset->name = chora_arena_strdup(arena, chora_query_text(query, 1));
        if (!dataset->name)
            st = chora_no_memory(err);
    }
    chora_query_close(query);
    return st;
}

static chora_status several(const dataset_list *list, chora_error *err)
{
    chora_buffer names = CHORA_BUFFER_INIT(1024);
    for (size_t i = 0; i < list->count; i++)
        chora_buffer_printf(&names, "%s\"%s\"", i ? ", " : "", list->items[i].name);
    chora_status st = chora_fail(err, CHORA_EINVAL,
                                 "the project holds %zu datasets that are not linked (%s); "
                                 "name one with dataset: in the figure or with --dataset",
                                 list->count, chora_buffer_text(&names));
    chora_buffer_free(&names);
    return st;
}

static chora_status unknown(const dataset_list *list, const char *name, chora_error *err)
{
    const char **names = chora_alloc(list->count + 1, sizeof *names);
    if (!names)
        return chora_no_memory(err);
    for (size_t i = 0; i < list->count; i++)
        names[i] = list->items[i].name;
    const char *near = chora_text_nearest(name, names);
    if (!near && list->count == 1)
        near = names[0];
    chora_status st = near ? chora_fail(err, CHORA_ENOTFOUND,
                                        "no dataset \"%s\"; did you mean \"%s\"?", name, near)
                           : chora_fail(err, CHORA_ENOTFOUND, "no dataset \"%s\"", name);
    free(names);
    return st;
}

static chora_status choose(const dataset_list *list, const char *name, chora_dataset *out,
                           chora_error *err)
{
    if (!name || !*name) {
        if (list->count > 1)
            return several(list, err);
        *out = list->count ? list->items[0] : (chora_dataset){ 0, "" };
        return CHORA_OK;
    }
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i].name, name) == 0) {
            *out = list->items[i];
            return CHORA_OK;
        }
    return unknown(list, name, err);
}

/* Two datasets that the project ties together are one matter: the verified one, by name. */
static chora_status find_verified(chora_store *store, const dataset_list *list, const char **name,
                                  chora_error *err)
{
    chora_query *query = NULL;
    bool row = false;
    chora_status st =
        chora_query_open(store, "SELECT claims_id, verified_id FROM link_rule", &query, err);
    if (!st)
        st = chora_query_step(query, &row, err);
    for (size_t i = 0; !st && row && i < 2; i++)
        if (list->items[i].id == chora_query_int(query, 1) &&
            list->items[1 - i].id == chora_query_int(query, 0))
            *name = list->items[i].name;
    chora_query_close(query);
    return st;
}

chora_status chora_dataset_choose(chora_store *store, const char *name, chora_arena *arena,
                                  chora_dataset *out, chora_error *err)
{
    dataset_list list = { 0 };
    chora_status st = list_datasets(store, arena, &list, err);
    if (!st && (!name || !*name) && list.count == 2)
        st = find_verified(store, &list, &name, err);
    if (!st)
        st = choose(&list, name, out, err);
    free(list.items);
    return st;
}
