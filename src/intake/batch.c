#include "intake/batch.h"

#include <string.h>

#define BYTES_MAX ((size_t)1 << 20)

chora_status chora_batch_clear(chora_batch *batch, chora_error *err)
{
    chora_arena_free(batch->arena);
    batch->count = batch->bytes = 0;
    batch->arena = chora_arena_new();
    return batch->arena ? CHORA_OK : chora_no_memory(err);
}

bool chora_batch_is_full(const chora_batch *batch)
{
    return batch->count == CHORA_BATCH_ROWS || batch->bytes > BYTES_MAX;
}

void chora_batch_free(chora_batch *batch)
{
    chora_arena_free(batch->arena);
    batch->arena = NULL;
}

const char *chora_batch_text(chora_batch *batch, const char *text, bool *failed)
{
    if (text == NULL)
        return NULL;
    size_t length = strlen(text);
    const char *copy = chora_arena_strndup(batch->arena, text, length);
    batch->bytes += length;
    *failed = *failed || copy == NULL;
    return copy;
}

chora_batch_row *chora_batch_add(chora_batch *batch, const chora_row *row)
{
    bool failed = false;
    chora_batch_row *out = &batch->rows[batch->count];
    out->row = (chora_row){ .line = row->line };
    out->row.raw = chora_batch_text(batch, row->raw ? row->raw : "", &failed);
    out->reason = out->key = NULL;
    out->column = 0;
    if (failed)
        return NULL;
    batch->count++;
    return out;
}

/* ---- an incident: all its texts in one piece ------------------------------------------------- */

typedef struct {
    char *at;
    size_t bytes;
} texts;

static void measure(texts *t, const char *text)
{
    t->bytes += text ? strlen(text) + 1 : 0;
}

static const char *move(texts *t, const char *text)
{
    if (text == NULL)
        return NULL;
    const char *kept = t->at;
    t->at = stpcpy(t->at, text) + 1;
    return kept;
}

static const char **move_list(texts *t, chora_arena *arena, const char **list, size_t count)
{
    const char **kept = chora_arena_alloc(arena, count, sizeof *kept);
    for (size_t i = 0; kept && i < count; i++)
        kept[i] = move(t, list[i]);
    return kept;
}

bool chora_batch_incident(chora_batch *batch, const chora_incident_row *from, bool with_record,
                          chora_incident_row *to)
{
    texts t = { 0 };
    for (int i = 0; i < CHORA_COLUMNS; i++)
        measure(&t, from->texts[i]);
    for (size_t i = 0; i < from->evidence_count; i++)
        measure(&t, from->evidence[i]);
    for (size_t i = 0; i < from->source_count; i++)
        measure(&t, from->sources[i]);
    measure(&t, from->extra);
    measure(&t, with_record ? from->record : NULL);
    t.at = chora_arena_alloc(batch->arena, t.bytes, 1);
    if (t.at == NULL)
        return false;
    batch->bytes += t.bytes;
    *to = *from;
    for (int i = 0; i < CHORA_COLUMNS; i++)
        to->texts[i] = move(&t, from->texts[i]);
    to->evidence = move_list(&t, batch->arena, from->evidence, from->evidence_count);
    to->sources = move_list(&t, batch->arena, from->sources, from->source_count);
    to->extra = move(&t, from->extra);
    to->record = move(&t, with_record ? from->record : NULL);
    return to->evidence && to->sources;
}
