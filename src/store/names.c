#include "store/names.h"

#include "base/text.h"
#include "store/connection.h"
#include "store/query.h"

static const char insert_sql[] =
    "INSERT INTO name (kind, ref_id, lang, text, key) SELECT ?1, ?2, ?3, ?4, ?5"
    " WHERE NOT EXISTS (SELECT 1 FROM name WHERE kind = ?1 AND ref_id = ?2 AND lang = ?3 AND text "
    "= ?4)";

static chora_status insert(chora_store *store, const char *kind, int64_t ref_id, const char *lang,
                           const char *text, const char *key, chora_error *err)
{
    /* A gazetteer has a million names: the statement is prepared once. */
    if (!store->add_name) {
        chora_status st = chora_query_open(store, insert_sql, &store->add_name, err);
        if (st)
            return st;
    }
    chora_query_bind_text(store->add_name, 1, kind);
    chora_query_bind_int(store->add_name, 2, ref_id);
    chora_query_bind_text(store->add_name, 3, lang);
    chora_query_bind_text(store->add_name, 4, text);
    chora_query_bind_text(store->add_name, 5, key);
    return chora_query_run(store->add_name, err);
}

chora_status chora_store_add_name(chora_store *store, const char *kind, int64_t ref_id,
                                  const char *lang, const char *text, chora_error *err)
{
    if (!text)
        return CHORA_OK;
    chora_buffer key = CHORA_BUFFER_INIT(1 << 16);
    chora_text_key(text, &key);
    chora_status st = CHORA_OK;
    if (key.failed)
        st = chora_fail(err, CHORA_ELIMIT, "a name of more than 64 KiB");
    else if (key.length)
        st = insert(store, kind, ref_id, lang, text, chora_buffer_text(&key), err);
    chora_buffer_free(&key);
    return st;
}
