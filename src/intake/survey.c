#include "intake/survey.h"

#include "intake/cell_number.h"

#include <string.h>

#define EXAMPLES 3

/** Dates of one kind and the first of them. */
typedef struct {
    int64_t count;
    int64_t lines[EXAMPLES];
    char texts[EXAMPLES][CHORA_SHOWN_MAX];
} date_examples;

typedef struct {
    date_examples orders[CHORA_ORDER_AMBIGUOUS + 1];
    int64_t known[CHORA_COLUMNS], unknown[CHORA_COLUMNS];
    char example[CHORA_COLUMNS][CHORA_SHOWN_MAX];
} findings;

static void look_at_date(findings *seen, const char *cell, int64_t line)
{
    chora_order order = chora_cell_order(cell);
    date_examples *examples = &seen->orders[order];
    if (order != CHORA_ORDER_SILENT && examples->count < EXAMPLES) {
        examples->lines[examples->count] = line;
        chora_cell_shown(cell, examples->texts[examples->count]);
    }
    examples->count++;
}

static void look_at_word(findings *seen, const chora_words *words, chora_column column,
                         const char *cell)
{
    if (chora_words_find(words, column, cell)) {
        seen->known[column]++;
        return;
    }
    if (chora_cell_is_missing(cell))
        return;
    if (seen->unknown[column]++ == 0)
        chora_cell_shown(cell, seen->example[column]);
}

static void look_at_row(findings *seen, const chora_mapping *mapping, const chora_words *words,
                        const chora_row *row)
{
    for (int i = 0; i < CHORA_COLUMNS; i++) {
        chora_column column = (chora_column)i;
        chora_holds holds = chora_column_about(column)->holds;
        if (mapping->index[i] == CHORA_UNMAPPED || row->cells[mapping->index[i]] == NULL)
            continue;
        if (holds == CHORA_HOLDS_DATE)
            look_at_date(seen, row->cells[mapping->index[i]], row->line);
        else if (holds == CHORA_HOLDS_WORD && mapping->file == NULL)
            look_at_word(seen, words, column, row->cells[mapping->index[i]]);
    }
}

static void add_examples(chora_buffer *out, const date_examples *examples)
{
    for (int64_t i = 0; i < examples->count && i < EXAMPLES; i++)
        chora_buffer_printf(out, "%srow %lld %s", out->length ? ", " : "",
                            (long long)examples->lines[i], examples->texts[i]);
}

static chora_status unclear(const findings *seen, bool contradict, chora_error *err)
{
    chora_buffer rows = CHORA_BUFFER_INIT(2048);
    if (contradict) {
        add_examples(&rows, &seen->orders[CHORA_ORDER_DMY]);
        add_examples(&rows, &seen->orders[CHORA_ORDER_MDY]);
    } else {
        add_examples(&rows, &seen->orders[CHORA_ORDER_AMBIGUOUS]);
    }
    chora_status st = chora_fail(
        err, CHORA_EDATA,
        contradict
            ? "some dates are day-month-year and some month-day-year: %s; put them right, or "
              "say --dates dmy or --dates mdy and the others are rejected"
            : "dates can be read as day-month-year or month-day-year: %s; say --dates dmy "
              "or --dates mdy",
        chora_buffer_text(&rows));
    chora_buffer_free(&rows);
    return st;
}

static chora_status decide_order(const findings *seen, chora_buffer *notes, chora_dates *out,
                                 chora_error *err)
{
    int64_t dmy = seen->orders[CHORA_ORDER_DMY].count, mdy = seen->orders[CHORA_ORDER_MDY].count;
    int64_t both = seen->orders[CHORA_ORDER_AMBIGUOUS].count;
    if (dmy > 0 && mdy > 0)
        return unclear(seen, true, err);
    if (dmy == 0 && mdy == 0 && both > 0)
        return unclear(seen, false, err);
    *out = dmy > 0 ? CHORA_DATES_DMY : mdy > 0 ? CHORA_DATES_MDY : CHORA_DATES_UNDECIDED;
    if (dmy + mdy > 0) {
        const date_examples *shown = &seen->orders[dmy > 0 ? CHORA_ORDER_DMY : CHORA_ORDER_MDY];
        chora_buffer_printf(notes, "dates are read as %s, as row %lld %s can only be\n",
                            dmy > 0 ? "day-month-year" : "month-day-year",
                            (long long)shown->lines[0], shown->texts[0]);
    }
    return CHORA_OK;
}

static void drop_strange_columns(const findings *seen, chora_mapping *mapping, chora_buffer *notes)
{
    for (int i = 0; i < CHORA_COLUMNS; i++) {
        if (seen->unknown[i] <= seen->known[i])
            continue;
        chora_buffer_printf(notes,
                            "column \"%s\" is not taken as %s: it holds other words, such as "
                            "%s (kept as an extra column; map its values to use it)\n",
                            mapping->columns[i], chora_column_about((chora_column)i)->name,
                            seen->example[i]);
        mapping->columns[i] = NULL;
        mapping->index[i] = CHORA_UNMAPPED;
        mapping->word_count[i] = 0;
    }
}

chora_status chora_survey_take(chora_table_file *file, chora_mapping *mapping,
                               const chora_words *words, chora_dates order, chora_buffer *notes,
                               chora_survey *out, chora_error *err)
{
    findings seen = { 0 };
    chora_survey survey = { 0, order };
    chora_row row;
    bool more = true;
    while (true) {
        chora_status st = chora_table_file_next(file, &row, &more, err);
        if (st)
            return st;
        if (!more)
            break;
        survey.rows++;
        if (row.problem == NULL)
            look_at_row(&seen, mapping, words, &row);
    }
    if (order == CHORA_DATES_UNDECIDED) {
        chora_status st = decide_order(&seen, notes, &survey.order, err);
        if (st)
            return st;
    }
    drop_strange_columns(&seen, mapping, notes);
    *out = survey;
    return CHORA_OK;
}
