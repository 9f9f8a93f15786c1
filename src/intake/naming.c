#include "intake/naming.h"

#include "base/text.h"

#define KEY_MAX 65536

/* Two statements: one that reads the table it writes would make a copy of what it finds first. */
chora_status chora_namer_open(chora_namer *namer, chora_store *store, chora_error *err)
{
    *namer = (chora_namer){ .key = CHORA_BUFFER_INIT(KEY_MAX) };
    chora_status st = chora_query_open(store,
                                       "SELECT 1 FROM name WHERE ref_id = ?2 AND kind = ?1"
                                       " AND text = ?4 AND (lang = ?3 OR lang = 'main')",
                                       &namer->find, err);
    if (!st)
        st = chora_query_open(
            store, "INSERT INTO name (kind, ref_id, lang, text, key) VALUES (?1, ?2, ?3, ?4, ?5)",
            &namer->insert, err);
    if (st)
        chora_namer_close(namer);
    return st;
}

void chora_namer_close(chora_namer *namer)
{
    chora_query_close(namer->find);
    chora_query_close(namer->insert);
    chora_buffer_free(&namer->key);
    namer->find = namer->insert = NULL;
}

static void bind(chora_query *query, const char *kind, int64_t ref_id, const char *lang,
                 const char *text)
{
    chora_query_bind_text(query, 1, kind);
    chora_query_bind_int(query, 2, ref_id);
    chora_query_bind_text(query, 3, lang);
    chora_query_bind_text(query, 4, text);
}

chora_status chora_namer_add(chora_namer *namer, const char *kind, int64_t ref_id, const char *lang,
                             const char *text, chora_error *err)
{
    bool there = false;
    chora_text_key(text, &namer->key);
    if (namer->key.failed)
        return chora_no_memory(err);
    if (namer->key.length == 0)
        return CHORA_OK;
    bind(namer->find, kind, ref_id, lang, text);
    chora_status st = chora_query_step(namer->find, &there, err);
    chora_query_reset(namer->find);
    if (st || there)
        return st;
    bind(namer->insert, kind, ref_id, lang, text);
    chora_query_bind_text(namer->insert, 5, namer->key.data);
    return chora_query_run(namer->insert, err);
}
