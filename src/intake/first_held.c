#include "intake/first_held.h"

#include <string.h>

bool chora_first_may_hold(const chora_mapping *mapping)
{
    return mapping->index[CHORA_COLUMN_SENSITIVITY] == CHORA_UNMAPPED;
}

/* The columns of the table `incident` that numbers are read from. */
static int64_t number_of(const chora_incident_row *row, const char *stored)
{
    for (int i = 0; i < CHORA_COLUMNS; i++) {
        const chora_column_info *about = chora_column_about((chora_column)i);
        if (about->holds == CHORA_HOLDS_COUNT && strcmp(about->stored, stored) == 0)
            return i == CHORA_COLUMN_EVIDENCE_COUNT ? chora_incident_evidence(row) : row->counts[i];
    }
    return CHORA_HELD_NO_NUMBER;
}

static void take_numbers(const chora_incident_row *row, int64_t numbers[CHORA_HELD_NUMBERS])
{
    for (int i = 0; i < CHORA_HELD_NUMBERS; i++)
        numbers[i] = number_of(row, chora_held_numbers[i]);
}

static void take_match(const chora_match *match, chora_held_row *out)
{
    out->is_matched = true;
    out->level = match->level;
    out->area_id = match->area_id;
    out->place_id = match->place_id;
    out->reason = match->level == CHORA_NONE ? match->reason : NULL;
}

static chora_held_row held_row(const chora_batch_row *from)
{
    const chora_incident_row *row = &from->incident;
    chora_held_row out = { .line = from->row.line,
                           .key = from->key,
                           .date_precision = row->texts[CHORA_COLUMN_DATE_PRECISION],
                           .place_precision = row->texts[CHORA_COLUMN_PLACE_PRECISION],
                           .lon = row->lon,
                           .lat = row->lat,
                           .day = row->day,
                           .day_end = row->day_end,
                           .level = CHORA_NONE,
                           .has_day = row->has_day };
    memcpy(out.hash, row->hash, sizeof out.hash);
    return out;
}

chora_status chora_first_hold(chora_first *first, chora_error *err)
{
    chora_status st = CHORA_OK;
    int64_t numbers[CHORA_HELD_NUMBERS];
    for (size_t i = 0; i < first->read_count && !st; i++) {
        const chora_batch_row *from = &first->batch->rows[first->read[i]];
        chora_first_fate *fate = &first->fates[first->read[i]];
        chora_held_row row = held_row(from);
        if (first->matches->layer)
            take_match(&from->match, &row);
        if (chora_held_has_numbers(first->held))
            take_numbers(&from->incident, numbers);
        st = chora_held_add(first->held, &row, numbers, &fate->first_line, err);
        fate->id = row.id;
        if (row.id)
            chora_match_writer_count(first->matches, &from->match);
    }
    return st;
}
