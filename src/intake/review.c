#include "intake/review.h"

#include "base/text.h"

#include <string.h>

chora_status chora_review_format(const char *path, chora_write_format *out, chora_error *err)
{
    chora_write_format format = CHORA_WRITE_CSV;
    chora_status st = CHORA_OK;
    if (strcmp(path, "-") != 0)
        st = chora_write_format_of(path, &format, err);
    if (st || (format != CHORA_WRITE_CSV && format != CHORA_WRITE_XLSX))
        return chora_fail(err, CHORA_EINVAL, "%s: end its name in .csv or .xlsx", path);
    *out = format;
    return CHORA_OK;
}

static void add_key(const char *text, chora_buffer *out)
{
    chora_buffer key = CHORA_BUFFER_INIT(out->maximum);
    chora_text_key(text ? text : "", &key);
    chora_buffer_add_text(out, chora_buffer_text(&key));
    out->failed |= key.failed;
    chora_buffer_free(&key);
}

void chora_review_key(const char *text, const char *parent, const char *country, chora_buffer *out)
{
    chora_buffer_clear(out);
    add_key(text, out);
    chora_buffer_add_byte(out, '|');
    add_key(parent, out);
    chora_buffer_add_byte(out, '|');
    add_key(country, out);
}

chora_status chora_review_open_places(chora_store *store, chora_query **out, chora_error *err)
{
    return chora_query_open(store, "SELECT geonames_id FROM place WHERE id = ?1", out, err);
}

static chora_status geonames_of(chora_query *places, int64_t place, int64_t *out, chora_error *err)
{
    bool row = false;
    *out = 0;
    if (!place)
        return CHORA_OK;
    chora_query_bind_int(places, 1, place);
    chora_status st = chora_query_step(places, &row, err);
    if (!st && row)
        *out = chora_query_int(places, 0);
    chora_query_reset(places);
    return st;
}

chora_status chora_review_candidate_text(chora_query *places, const chora_candidate *candidate,
                                         chora_buffer *out, chora_error *err)
{
    int64_t number;
    chora_status st = geonames_of(places, candidate->place_id, &number, err);
    if (st)
        return st;
    chora_buffer_clear(out);
    if (number)
        chora_buffer_printf(out, CHORA_GEONAMES_PREFIX "%lld", (long long)number);
    else
        chora_buffer_add_text(out, candidate->code);
    chora_buffer_printf(out, ": %s (%s", candidate->name, chora_precision_name(candidate->level));
    if (candidate->parent && *candidate->parent)
        chora_buffer_printf(out, " in %s", candidate->parent);
    chora_buffer_add_text(out, ") ");
    chora_text_append_double(out, candidate->score, 2);
    return out->failed ? chora_no_memory(err) : CHORA_OK;
}

/* Does " (province in ..." or " (place)" stand here? */
static bool is_level(const char *at)
{
    char word[16];
    size_t length = strcspn(at + 2, " )");
    if (length == 0 || length >= sizeof word)
        return false;
    memcpy(word, at + 2, length);
    word[length] = '\0';
    return chora_precision_parse(word) != CHORA_NOT_STATED;
}

/* A name may hold brackets of its own: the last that hold a level are ours. */
bool chora_review_candidate_read(const char *cell, chora_arena *arena, const char **code,
                                 const char **name)
{
    const char *colon = strstr(cell, ": "), *end = NULL;
    if (!colon || colon == cell)
        return false;
    for (const char *at = strstr(colon, " ("); at; at = strstr(at + 1, " ("))
        end = is_level(at) ? at : end;
    if (!end)
        end = cell + strlen(cell);
    if (end < colon + 2)
        return false;
    *code = chora_arena_strndup(arena, cell, (size_t)(colon - cell));
    *name = chora_arena_strndup(arena, colon + 2, (size_t)(end - colon - 2));
    return *code && *name;
}
