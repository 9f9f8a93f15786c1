#include "intake/source_ids.h"

chora_status chora_source_ids_open(chora_source_ids *ids, chora_store *store, chora_error *err)
{
    ids->names = chora_arena_new();
    if (ids->names == NULL)
        return chora_no_memory(err);
    return chora_query_open(store,
                            "INSERT INTO source (name) VALUES (?1)"
                            " ON CONFLICT (name) DO UPDATE SET name = name RETURNING id",
                            &ids->add, err);
}

chora_status chora_source_ids_find(chora_source_ids *ids, const char *name, int64_t *out,
                                   chora_error *err)
{
    size_t *known = chora_textmap_find(&ids->known, name);
    if (known) {
        *out = (int64_t)*known;
        return CHORA_OK;
    }
    chora_query_bind_text(ids->add, 1, name);
    chora_status st = chora_query_one_int(ids->add, out, err);
    if (st)
        return st;
    char *kept = chora_arena_strdup(ids->names, name);
    return kept && !chora_textmap_add(&ids->known, kept, (size_t)*out) ? CHORA_OK
                                                                       : chora_no_memory(err);
}

void chora_source_ids_close(chora_source_ids *ids)
{
    chora_query_close(ids->add);
    chora_textmap_free(&ids->known);
    chora_arena_free(ids->names);
    *ids = (chora_source_ids){ 0 };
}
