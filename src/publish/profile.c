/* The profile that a person chose, or the one that must hold when none was chosen. */
#include <chora/profile.h>

#include "base/memory.h"
#include "store/held.h"
#include "store/query.h"
#include "store/shield.h"
#include "style/profile.h"

#include <string.h>

static chora_status any_marked(chora_store *store, bool *out, chora_error *err)
{
    chora_query *query = NULL;
    if (chora_held_of(store)) /* Marked ones are not held. */
        return CHORA_OK;
    chora_status st = chora_query_open(store,
                                       "SELECT 1 FROM incident WHERE sensitivity IS NOT NULL AND "
                                       "trim(sensitivity) NOT IN ('', 'public') LIMIT 1",
                                       &query, err);
    if (!st)
        st = chora_query_step(query, out, err);
    chora_query_close(query);
    return st;
}

chora_status chora_profile_use(chora_store *store, const char *profile, chora_profile_report *out,
                               chora_error *err)
{
    chora_profile_report report = { .name = "" };
    chora_profile chosen;
    bool marked = false;
    if (chora_shield_holds(store) &&
        (!profile || strcmp(profile, chora_shield_report(store)->name) == 0)) {
        if (out)
            *out = *chora_shield_report(store);
        return CHORA_OK;
    }
    chora_status st = profile ? CHORA_OK : any_marked(store, &marked, err);
    if (st || (!profile && !marked)) {
        if (!st && out)
            *out = report;
        return st;
    }
    chora_arena *arena = chora_arena_new();
    st = arena ? chora_profile_load(profile ? profile : "public", arena, &chosen, err)
               : chora_no_memory(err);
    if (!st)
        st = chora_shield(store, &chosen, &report, err);
    chora_arena_free(arena);
    if (!st && out)
        *out = report;
    return st;
}
