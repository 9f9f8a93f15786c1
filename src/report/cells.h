/**
 * @file
 * Cells that several tables have.
 */
#ifndef CHORA_REPORT_CELLS_H
#define CHORA_REPORT_CELLS_H

#include "report/run.h"

chora_report_cell chora_make_words_cell(chora_run_work *run, const char *text);
/** A 0 is muted. */
chora_report_cell chora_make_number_cell(chora_run_work *run, int64_t number);
/** "not known", in italics. */
chora_report_cell chora_make_unknown_cell(chora_run_work *run);
/** Low and high, a star when the number of some incidents is not known. */
chora_report_cell chora_make_range_cell(chora_run_work *run, const chora_toll *toll);

#endif
