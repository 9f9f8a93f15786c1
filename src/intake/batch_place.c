#include "intake/batch_place.h"

#include "place/placing.h"

static chora_evidence_of_place evidence_of(const chora_batch_row *row)
{
    const chora_incident_row *incident = &row->incident;
    return (chora_evidence_of_place){
        .country = incident->texts[CHORA_COLUMN_COUNTRY],
        .area = incident->texts[CHORA_COLUMN_AREA],
        .district = incident->texts[CHORA_COLUMN_DISTRICT],
        .place = incident->texts[CHORA_COLUMN_PLACE],
        .code = incident->texts[CHORA_COLUMN_CODE],
        .lon = incident->lon,
        .lat = incident->lat,
        .stated = chora_precision_parse(incident->texts[CHORA_COLUMN_PLACE_PRECISION]),
    };
}

static chora_status read_words(const chora_batch_placer *placer, chora_batch_row *row,
                               chora_error *err)
{
    const chora_evidence_of_place evidence = evidence_of(row);
    return chora_placer_read(placer->placer, &evidence, &row->said, err);
}

static chora_status place(const chora_batch_placer *placer, chora_batch *batch,
                          chora_batch_row *row, chora_error *err)
{
    const chora_evidence_of_place evidence = evidence_of(row);
    bool failed = false;
    chora_status st = chora_placer_decide(placer->placer, &evidence, row->said, &row->match, err);
    if (st)
        return st;
    row->match.reason = chora_batch_text(batch, row->match.reason, &failed);
    row->match.method = chora_batch_text(batch, row->match.method, &failed);
    return failed ? chora_no_memory(err) : CHORA_OK;
}

/* The first batch comes on another thread than the others. */
static void begin(chora_stages *stages)
{
    chora_stages_skip(stages);
    chora_stages_enter(stages, CHORA_STAGE_MATCH);
}

chora_status chora_batch_read_words(void *placer, void *batch, chora_error *err)
{
    const chora_batch_placer *p = placer;
    chora_batch *b = batch;
    chora_status st = CHORA_OK;
    begin(p->words);
    for (size_t i = 0; i < b->count && !st; i++)
        if (!b->rows[i].reason)
            st = read_words(p, &b->rows[i], err);
    chora_stages_enter(p->words, CHORA_STAGE_OTHER);
    return st;
}

chora_status chora_batch_place(void *placer, void *batch, chora_error *err)
{
    const chora_batch_placer *p = placer;
    chora_batch *b = batch;
    chora_status st = CHORA_OK;
    begin(p->stages);
    for (size_t i = 0; i < b->count && !st; i++)
        if (!b->rows[i].reason)
            st = place(p, b, &b->rows[i], err);
    chora_stages_enter(p->stages, CHORA_STAGE_OTHER);
    return st;
}
