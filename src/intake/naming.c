#include "intake/naming.h"

#include "base/text.h"

#include <string.h>

#define KEY_MAX 65536
#define GIVEN_MAX ((size_t)64 << 20)

chora_status chora_namer_open(chora_namer *namer, chora_store *store, chora_error *err)
{
    *namer =
        (chora_namer){ .key = CHORA_BUFFER_INIT(KEY_MAX), .given = CHORA_BUFFER_INIT(GIVEN_MAX) };
    return chora_query_open(
        store, "INSERT INTO name (kind, ref_id, lang, text, key) VALUES (?1, ?2, ?3, ?4, ?5)",
        &namer->insert, err);
}

void chora_namer_close(chora_namer *namer)
{
    chora_query_close(namer->insert);
    chora_buffer_free(&namer->key);
    chora_buffer_free(&namer->given);
    namer->insert = NULL;
}

/* ---- the names of one area or place ---------------------------------------------------------- */

static void turn_to(chora_namer *namer, bool is_place, int64_t ref_id)
{
    if (namer->ref_id == ref_id && namer->is_place == is_place)
        return;
    chora_buffer_clear(&namer->given);
    namer->ref_id = ref_id;
    namer->is_place = is_place;
}

static bool is_given(const chora_namer *namer, const char *lang, const char *text)
{
    const char *at = namer->given.data, *end = at ? at + namer->given.length : at;
    while (at < end) {
        const char *own_lang = at, *own_text = own_lang + strlen(own_lang) + 1;
        if (strcmp(own_text, text) == 0 &&
            (strcmp(own_lang, lang) == 0 || strcmp(own_lang, "main") == 0))
            return true;
        at = own_text + strlen(own_text) + 1;
    }
    return false;
}

static chora_status note_given(chora_namer *namer, const char *lang, const char *text,
                               chora_error *err)
{
    chora_buffer_add(&namer->given, lang, strlen(lang) + 1);
    chora_buffer_add(&namer->given, text, strlen(text) + 1);
    return namer->given.failed ? chora_no_memory(err) : CHORA_OK;
}

chora_status chora_namer_add(chora_namer *namer, const char *kind, int64_t ref_id, const char *lang,
                             const char *text, chora_error *err)
{
    chora_text_key(text, &namer->key);
    if (namer->key.failed)
        return chora_no_memory(err);
    if (namer->key.length == 0)
        return CHORA_OK;
    turn_to(namer, strcmp(kind, "place") == 0, ref_id);
    if (is_given(namer, lang, text))
        return CHORA_OK;
    chora_query_lend_text(namer->insert, 1, kind);
    chora_query_bind_int(namer->insert, 2, ref_id);
    chora_query_lend_text(namer->insert, 3, lang);
    chora_query_lend_text(namer->insert, 4, text);
    chora_query_lend_text(namer->insert, 5, namer->key.data);
    chora_status st = chora_query_run(namer->insert, err);
    return st ? st : note_given(namer, lang, text, err);
}
