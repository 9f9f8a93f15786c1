#include "intake/decode.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CELLS_MAX ((size_t)32 << 20)

chora_status chora_decoder_open(chora_decoder *decoder, chora_plan *plan, chora_error *err)
{
    const chora_table_file *file = &plan->file;
    decoder->plan = plan;
    decoder->cells = (chora_buffer)CHORA_BUFFER_INIT(CELLS_MAX);
    chora_status st = chora_row_reader_open(&decoder->reader, &plan->mapping, &plan->words,
                                            file->headers, file->count, plan->arena, err);
    decoder->reader.order = plan->order;
    decoder->reader.serials = file->serials;
    decoder->reader.split = plan->mapping.split;
    return st;
}

void chora_decoder_close(chora_decoder *decoder)
{
    chora_row_reader_close(&decoder->reader);
    chora_idmap_free(&decoder->occurrences);
    chora_buffer_free(&decoder->cells);
}

static size_t id_column(const chora_decoder *decoder)
{
    return decoder->plan->mapping.index[CHORA_COLUMN_ID];
}

/** The row's own id, else its hash with the number of times the file has said the same. */
static const char *key_of(chora_decoder *decoder, const chora_incident_row *row, char room[96])
{
    int64_t times = 0;
    if (id_column(decoder) != CHORA_UNMAPPED)
        return row->texts[CHORA_COLUMN_ID];
    char digits[16] = "";
    memcpy(digits, row->hash, 15);
    int64_t hash = (int64_t)strtoll(digits, NULL, 16) + 1;
    chora_idmap_get(&decoder->occurrences, hash, &times);
    if (chora_idmap_set(&decoder->occurrences, hash, times + 1))
        return NULL;
    snprintf(room, 96, "%s-%lld", row->hash, (long long)times + 1);
    return room;
}

static bool seal(chora_decoder *decoder, chora_batch_row *out)
{
    chora_incident_version version = { .id = decoder->next_id,
                                       .dataset_id = decoder->dataset_id,
                                       .run_id = decoder->run_id,
                                       .line = out->row.line,
                                       .key = out->key,
                                       .row = &out->incident };
    out->id = decoder->next_id++;
    return chora_incident_columns_seal(decoder->columns, &version, &decoder->cells, out->seal);
}

static chora_status take_incident(chora_decoder *decoder, chora_batch *batch, chora_batch_row *out,
                                  const chora_incident_row *incident, chora_error *err)
{
    char room[96];
    bool failed = false;
    const char *key = key_of(decoder, incident, room);
    if (key == NULL && id_column(decoder) != CHORA_UNMAPPED) {
        out->reason = "the row has no id";
        out->column = id_column(decoder) + 1;
        return CHORA_OK;
    }
    out->key = chora_batch_text(batch, key, &failed);
    if (key == NULL || failed ||
        !chora_batch_incident(batch, incident, decoder->with_records, &out->incident))
        return chora_no_memory(err);
    return decoder->columns && !seal(decoder, out) ? chora_no_memory(err) : CHORA_OK;
}

static chora_status take_row(chora_decoder *decoder, chora_batch *batch, const chora_row *row,
                             chora_error *err)
{
    chora_incident_row incident;
    bool failed = false;
    chora_batch_row *out = chora_batch_add(batch, row);
    if (out == NULL)
        return chora_no_memory(err);
    if (row->problem) {
        out->reason = chora_batch_text(batch, row->problem, &failed);
        out->column = row->problem_column;
    } else if (chora_row_read(&decoder->reader, row, &incident)) {
        return take_incident(decoder, batch, out, &incident, err);
    } else {
        size_t id = id_column(decoder);
        out->reason = chora_batch_text(batch, decoder->reader.reason, &failed);
        out->column = decoder->reader.reason_column;
        if (id < row->cell_count)
            out->key = chora_batch_text(batch, row->cells[id], &failed);
    }
    return failed || decoder->reader.failed ? chora_no_memory(err) : CHORA_OK;
}

chora_status chora_decoder_fill(void *decoder, void *batch, bool *more, chora_error *err)
{
    chora_decoder *d = decoder;
    chora_row row;
    chora_status st = chora_batch_clear(batch, err);
    chora_stages_skip(d->stages); /* The first batch is filled on another thread than the others. */
    while (!st && !chora_batch_is_full(batch)) {
        chora_stages_enter(d->stages, CHORA_STAGE_READ);
        st = chora_table_file_next(&d->plan->file, &row, more, err);
        if (st || !*more)
            break;
        chora_stages_enter(d->stages, CHORA_STAGE_DECODE);
        st = take_row(d, batch, &row, err);
    }
    chora_stages_enter(d->stages, CHORA_STAGE_OTHER);
    return st;
}
