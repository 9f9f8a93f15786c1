#include "intake/batch.h"

#include <stdint.h>
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

/* ---- an incident ----------------------------------------------------------------------------- */

/* Its own texts are moved in one piece; words of the mapping stay where they are. */
typedef struct {
    const char *from;
    size_t length;
    char *to;
} move;

static const char *moved(const move *m, const char *text)
{
    uintptr_t at = (uintptr_t)text - (uintptr_t)m->from;
    return at < m->length ? m->to + at : text;
}

static const char **move_list(const move *m, chora_arena *arena, const char **list, size_t count)
{
    const char **kept = chora_arena_alloc(arena, count, sizeof *kept);
    for (size_t i = 0; kept && i < count; i++)
        kept[i] = moved(m, list[i]);
    return kept;
}

bool chora_batch_incident(chora_batch *batch, const chora_incident_row *from, bool with_record,
                          chora_incident_row *to)
{
    bool failed = false;
    move m = { from->own, from->own_length, NULL };
    m.to = chora_arena_alloc(batch->arena, m.length + 1, 1);
    if (m.to == NULL)
        return false;
    memcpy(m.to, m.from, m.length);
    batch->bytes += m.length;
    *to = *from;
    for (int i = 0; i < CHORA_COLUMNS; i++)
        to->texts[i] = moved(&m, from->texts[i]);
    to->evidence = move_list(&m, batch->arena, from->evidence, from->evidence_count);
    to->sources = move_list(&m, batch->arena, from->sources, from->source_count);
    to->extra = chora_batch_text(batch, from->extra, &failed);
    to->record = chora_batch_text(batch, with_record ? from->record : NULL, &failed);
    to->own = m.to;
    return to->evidence && to->sources && !failed;
}
