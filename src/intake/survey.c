#include "intake/survey.h"

#include "base/text.h"
#include "base/textmap.h"
#include "intake/cell_number.h"

#include <string.h>

#define EXAMPLES 3
#define LOOKED_AT 1000
#define HEARD_MAX 1000

/** Dates of one kind and the first of them. */
typedef struct {
    int64_t count;
    int64_t lines[EXAMPLES];
    char texts[EXAMPLES][CHORA_SHOWN_MAX];
} date_examples;

typedef struct {
    date_examples orders[CHORA_ORDER_AMBIGUOUS + 1];
    date_examples solar; /**< Of the first dates. */
    chora_day solar_day; /**< Of its first example. */
    int64_t gregorian;
    int64_t known[CHORA_COLUMNS], unknown[CHORA_COLUMNS];
    char example[CHORA_COLUMNS][CHORA_SHOWN_MAX];
    int64_t evidence_counts, evidence_texts; /**< Cells of the column of links. */
    chora_textmap heard[CHORA_COLUMNS];      /**< Cells: 1 known, 0 not. Rows repeat their words. */
    chora_arena *arena;
} findings;

static void add_example(date_examples *examples, const char *cell, int64_t line)
{
    if (examples->count < EXAMPLES) {
        examples->lines[examples->count] = line;
        chora_cell_shown(cell, examples->texts[examples->count]);
    }
    examples->count++;
}

/* Which calendar a date can be of: one of the years from 1700, or one of the years to 1498. */
static void look_at_calendar(findings *seen, const char *cell, int64_t line)
{
    char why[CHORA_REASON_MAX];
    chora_cell_days days;
    if (seen->gregorian + seen->solar.count >= LOOKED_AT)
        return;
    if (chora_cell_date(cell, CHORA_DATES_DMY, true, &days, why) == CHORA_READ_OK ||
        chora_cell_date(cell, CHORA_DATES_MDY, true, &days, why) == CHORA_READ_OK) {
        seen->gregorian++;
    } else if (chora_cell_date(cell, CHORA_DATES_SOLAR_HIJRI, false, &days, why) == CHORA_READ_OK) {
        seen->solar_day = seen->solar.count ? seen->solar_day : days.first;
        add_example(&seen->solar, cell, line);
    }
}

static void look_at_date(findings *seen, const char *cell, int64_t line)
{
    chora_order order = chora_cell_order(cell);
    look_at_calendar(seen, cell, line);
    if (order != CHORA_ORDER_SILENT)
        add_example(&seen->orders[order], cell, line);
}

/* Looking words up by their keys took a third of the survey. */
static bool is_known(findings *seen, const chora_words *words, chora_column column,
                     const char *cell)
{
    chora_textmap *heard = &seen->heard[column];
    const size_t *there = chora_textmap_find(heard, cell);
    if (there)
        return *there;
    bool known = chora_words_find(words, column, cell) != NULL;
    const char *kept = heard->count < HEARD_MAX ? chora_arena_strdup(seen->arena, cell) : NULL;
    if (kept)
        chora_textmap_add(heard, kept, known);
    return known;
}

static void look_at_word(findings *seen, const chora_words *words, chora_column column,
                         const char *cell)
{
    if (is_known(seen, words, column, cell)) {
        seen->known[column]++;
        return;
    }
    if (chora_cell_is_missing(cell))
        return;
    if (seen->unknown[column]++ == 0)
        chora_cell_shown(cell, seen->example[column]);
}

static void look_at_evidence(findings *seen, const char *cell)
{
    long long number;
    if (chora_text_integer(cell, &number) && number >= 0)
        seen->evidence_counts++;
    else if (!chora_cell_is_missing(cell))
        seen->evidence_texts++;
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
        else if (column == CHORA_COLUMN_EVIDENCE && mapping->file == NULL)
            look_at_evidence(seen, row->cells[mapping->index[i]]);
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

/* All dates are of a year before 1700. */
static chora_status decide_calendar(const findings *seen, bool guess, chora_buffer *notes,
                                    chora_dates *out, chora_error *err)
{
    char day[CHORA_PERIOD_TEXT_MAX];
    chora_day_format(seen->solar_day, day);
    if (!guess)
        return chora_fail(err, CHORA_EDATA,
                          "the dates are of years before 1700: row %lld %s; if they are Solar "
                          "Hijri (then it is %s), say calendar: solar-hijri in the mapping, or "
                          "--dates solar-hijri",
                          (long long)seen->solar.lines[0], seen->solar.texts[0], day);
    chora_buffer_printf(notes,
                        "dates are read as Solar Hijri, as all are of years before 1700: row %lld "
                        "%s is %s (--dates solar-hijri says so, --dates iso refuses them)\n",
                        (long long)seen->solar.lines[0], seen->solar.texts[0], day);
    *out = CHORA_DATES_SOLAR_HIJRI;
    return CHORA_OK;
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

/* "Evidence: 3" is how many pieces there are, not a link that reads "3". */
static void take_evidence_as_count(const findings *seen, chora_mapping *mapping,
                                   chora_buffer *notes)
{
    const int from = CHORA_COLUMN_EVIDENCE, to = CHORA_COLUMN_EVIDENCE_COUNT;
    if (seen->evidence_counts == 0 || seen->evidence_texts > 0 ||
        mapping->index[to] != CHORA_UNMAPPED)
        return;
    chora_buffer_printf(notes, "column \"%s\" is taken as %s: it holds numbers\n",
                        mapping->columns[from], chora_column_about(to)->name);
    mapping->columns[to] = mapping->columns[from];
    mapping->index[to] = mapping->index[from];
    mapping->columns[from] = NULL;
    mapping->index[from] = CHORA_UNMAPPED;
}

static chora_status look_at_rows(chora_table_file *file, const chora_mapping *mapping,
                                 const chora_words *words, const chora_survey_watch *watch,
                                 findings *seen, int64_t *rows, chora_error *err)
{
    chora_row row;
    bool more = true;
    while (true) {
        chora_status st = chora_table_file_next(file, &row, &more, err);
        if (st || !more)
            return st;
        ++*rows;
        if (row.problem == NULL)
            look_at_row(seen, mapping, words, &row);
        if (watch && (st = watch->see(watch->context, mapping, &row, err)))
            return st;
    }
}

static void forget(findings *seen)
{
    for (int i = 0; i < CHORA_COLUMNS; i++)
        chora_textmap_free(&seen->heard[i]);
    chora_arena_free(seen->arena);
}

chora_status chora_survey_take(chora_table_file *file, chora_mapping *mapping,
                               const chora_words *words, chora_dates order, bool guess_calendar,
                               const chora_survey_watch *watch, chora_buffer *notes,
                               chora_survey *out, chora_error *err)
{
    findings seen = { .arena = chora_arena_new() };
    chora_survey survey = { 0, order };
    chora_status st = seen.arena
                          ? look_at_rows(file, mapping, words, watch, &seen, &survey.rows, err)
                          : chora_no_memory(err);
    forget(&seen);
    if (!st && order == CHORA_DATES_UNDECIDED)
        st = seen.solar.count > 0 && seen.gregorian == 0
                 ? decide_calendar(&seen, guess_calendar, notes, &survey.order, err)
                 : decide_order(&seen, notes, &survey.order, err);
    if (st)
        return st;
    drop_strange_columns(&seen, mapping, notes);
    take_evidence_as_count(&seen, mapping, notes);
    *out = survey;
    return CHORA_OK;
}
