#include "intake/naming.h"

#include "base/text.h"

#define KEY_MAX 65536

chora_status chora_namer_open(chora_namer *namer, chora_store *store, chora_error *err)
{
    *namer = (chora_namer){ .key = CHORA_BUFFER_INIT(KEY_MAX) };
    return chora_query_open(
        store,
        "INSERT INTO name (kind, ref_id, lang, text, key) "
        "SELECT ?1, ?2, ?3, ?4, ?5 WHERE NOT EXISTS (SELECT 1 FROM name "
        "WHERE ref_id = ?2 AND kind = ?1 AND text = ?4 AND lang IN (?3, 'main'))",
        &namer->insert, err);
}

void chora_namer_close(chora_namer *namer)
{
    chora_query_close(namer->insert);
    chora_buffer_free(&namer->key);
    namer->insert = NULL;
}

chora_status chora_namer_add(chora_namer *namer, const char *kind, int64_t ref_id, const char *lang,
                             const char *text, chora_error *err)
{
    chora_text_key(text, &namer->key);
    if (namer->key.failed)
        return chora_no_memory(err);
    if (namer->key.length == 0)
        return CHORA_OK;
    chora_query_bind_text(namer->insert, 1, kind);
    chora_query_bind_int(namer->insert, 2, ref_id);
    chora_query_bind_text(namer->insert, 3, lang);
    chora_query_bind_text(namer->insert, 4, text);
    chora_query_bind_text(namer->insert, 5, namer->key.data);
    return chora_query_run(namer->insert, err);
}
