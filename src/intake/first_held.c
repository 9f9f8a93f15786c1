#include "intake/first_held.h"

#include <string.h>

bool chora_first_may_hold(const chora_mapping *mapping)
{
    return mapping->index[CHORA_COLUMN_SENSITIVITY] == CHORA_UNMAPPED;
}

/* The column of a table that is stored under that name. */
static chora_column column_of(const char *stored)
{
    int i = 0;
    while (i < CHORA_COLUMNS && (!chora_column_about((chora_column)i)->stored ||
                                 strcmp(chora_column_about((chora_column)i)->stored, stored) != 0))
        i++;
    return (chora_column)i;
}

static void take_match(const chora_match *match, chora_held_row *out)
{
    out->is_matched = true;
    out->level = match->level;
    out->area_id = match->area_id;
    out->place_id = match->place_id;
    out->reason = match->level == CHORA_NONE ? match->reason : NULL;
}

/* Where numbers and texts stand in a row. */
typedef struct {
    chora_column numbers[CHORA_HELD_NUMBERS], texts[CHORA_HELD_TEXTS];
} held_columns;

static held_columns find_columns(void)
{
    held_columns columns;
    for (int i = 0; i < CHORA_HELD_NUMBERS; i++)
        columns.numbers[i] = column_of(chora_held_numbers[i]);
    for (int i = 0; i < CHORA_HELD_TEXTS; i++)
        columns.texts[i] = column_of(chora_held_texts[i]);
    return columns;
}

static void take_numbers(const chora_incident_row *row, const held_columns *columns,
                         int64_t numbers[CHORA_HELD_NUMBERS])
{
    for (int i = 0; i < CHORA_HELD_NUMBERS; i++)
        numbers[i] = columns->numbers[i] == CHORA_COLUMN_EVIDENCE_COUNT
                         ? chora_incident_evidence(row)
                         : row->counts[columns->numbers[i]];
}

static void take_texts(const chora_incident_row *row, const held_columns *columns,
                       const char *texts[CHORA_HELD_TEXTS])
{
    for (int i = 0; i < CHORA_HELD_TEXTS; i++)
        texts[i] = row->texts[columns->texts[i]];
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
    const held_columns columns = find_columns();
    int64_t numbers[CHORA_HELD_NUMBERS];
    const char *texts[CHORA_HELD_TEXTS];
    for (size_t i = 0; i < first->read_count && !st; i++) {
        const chora_batch_row *from = &first->batch->rows[first->read[i]];
        chora_first_fate *fate = &first->fates[first->read[i]];
        chora_held_row row = held_row(from);
        if (first->matches->layer)
            take_match(&from->match, &row);
        if (chora_held_has_numbers(first->held))
            take_numbers(&from->incident, &columns, numbers);
        if (chora_held_has_texts(first->held))
            take_texts(&from->incident, &columns, texts);
        st = chora_held_add(first->held, &row, numbers, texts, &fate->first_line, err);
        fate->id = row.id;
        if (row.id)
            chora_match_writer_count(first->matches, &from->match);
    }
    return st;
}
