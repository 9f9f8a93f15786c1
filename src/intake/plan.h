/**
 * @file
 * How a table of incidents will be read: its columns, words and the order of its dates.
 */
#ifndef CHORA_INTAKE_PLAN_H
#define CHORA_INTAKE_PLAN_H

#include "intake/presets.h"
#include "intake/survey.h"
#include "intake/table_file.h"

#include <chora/intake.h>

typedef struct {
    chora_arena *arena;
    chora_presets presets;
    chora_mapping mapping;
    chora_words words;
    chora_table_file file; /**< At its first row. */
    chora_dates order;
    int64_t rows;       /**< -1: not counted, as it was not looked through. */
    chora_buffer notes; /**< Lines for the person. */
} chora_plan;

/**
 * Opens the table; takes the mapping that was given, the one beside the file
 * ("NAME.mapping.yaml"), or recognises the columns; looks once through the file where the order of
 * dates or the words of recognised columns need it.
 */
chora_status chora_plan_make(const char *path, const chora_import_options *options, chora_plan *out,
                             chora_error *err);
/** The same; `watch` sees each row where the file is looked through. */
chora_status chora_plan_watched(const char *path, const chora_import_options *options,
                                const chora_survey_watch *watch, chora_plan *out, chora_error *err);
/** Open its table again, at the first row. */
chora_status chora_plan_rewind(chora_plan *plan, const char *path,
                               const chora_import_options *options, chora_error *err);
void chora_plan_free(chora_plan *plan);

#endif
