#include "place/placers.h"

#include "base/memory.h"

#include <stdlib.h>

chora_status chora_placers_open(chora_placers *placers, chora_store *store, chora_error *err)
{
    *placers = (chora_placers){ .store = store };
    chora_status st = chora_vintages_load(store, &placers->vintages, err);
    if (st)
        return st;
    placers->list = chora_alloc(placers->vintages.count + 2, sizeof *placers->list);
    return placers->list ? CHORA_OK : chora_no_memory(err);
}

void chora_placers_close(chora_placers *placers)
{
    for (size_t i = 0; placers->list && i < placers->vintages.count + 2; i++)
        chora_placer_free(placers->list[i]);
    free(placers->list);
    chora_vintages_free(&placers->vintages);
    *placers = (chora_placers){ 0 };
}

chora_status chora_placers_on(chora_placers *placers, bool has_day, chora_day day,
                              chora_placer **out, chora_error *err)
{
    bool current = !has_day || placers->vintages.count == 0;
    size_t at =
        current ? placers->vintages.count + 1 : chora_vintages_find(&placers->vintages, day);
    chora_placer **placer = &placers->list[at];
    chora_status st = CHORA_OK;
    if (!*placer)
        st = current ? chora_placer_new(placers->store, placer, err)
                     : chora_placer_new_on(placers->store, day, placer, err);
    if (!st)
        *out = *placer;
    return st;
}

chora_status chora_placers_only(chora_placers *placers, chora_placer **out, chora_error *err)
{
    if (placers->vintages.count == 0)
        return chora_placers_on(placers, false, 0, out, err);
    *out = NULL;
    return CHORA_OK;
}
