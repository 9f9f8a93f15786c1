/**
 * @file
 * A first look over a whole file: in which order its dates are, and whether columns that were
 * recognised by their header hold the words they should.
 */
#ifndef CHORA_INTAKE_SURVEY_H
#define CHORA_INTAKE_SURVEY_H

#include "intake/cell_date.h"
#include "intake/table_file.h"
#include "intake/words.h"

typedef struct {
    int64_t rows;
    chora_dates order; /**< What the file's dates are read as. */
} chora_survey;

/** Somebody else who looks at each row meanwhile, also at those with a problem. All borrowed. */
typedef struct {
    chora_status (*see)(void *context, const chora_mapping *mapping, const chora_row *row,
                        chora_error *err);
    void *context;
} chora_survey_watch;

/**
 * Reads `file` to its end. `watch` may be NULL. `order` is what was declared, or UNDECIDED. Columns
 * of a recognised mapping in which most words are unknown are taken out of it with a line in
 * `notes`.
 * @return CHORA_EDATA when dates can be read both ways, or contradict each other: the message
 * shows rows and says what to do; so it is when all dates can only be Solar Hijri and nobody said
 * so, unless `guess_calendar`: then `order` says it, and a line in `notes`.
 */
chora_status chora_survey_take(chora_table_file *file, chora_mapping *mapping,
                               const chora_words *words, chora_dates order, bool guess_calendar,
                               const chora_survey_watch *watch, chora_buffer *notes,
                               chora_survey *out, chora_error *err);

#endif
