/* The list of incidents: when, where, what happened and who says so, how sure, how many. */
#include "report/run.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 6, MOST_INLINES = 200 };

typedef struct {
    chora_run_work *run;
    const chora_teller *teller;
    chora_inline items[MOST_INLINES];
    size_t count;
} cell_work;

static void add(cell_work *cell, const char *text, unsigned style)
{
    if (cell->count < MOST_INLINES && text && *text)
        cell->items[cell->count++] = (chora_inline){ .text = text, .style = style };
}

static void add_break(cell_work *cell)
{
    if (cell->count && cell->count < MOST_INLINES)
        cell->items[cell->count++] = (chora_inline){ .text = "", .style = CHORA_INLINE_BREAK };
}

static chora_inlines take(cell_work *cell)
{
    chora_inlines out = { NULL, cell->count };
    out.items = chora_arena_copy(cell->run->arena, cell->items, cell->count, sizeof *cell->items);
    cell->count = 0;
    return out.items ? out : (chora_inlines){ 0 };
}

static bool is_web(const char *text)
{
    return (strncmp(text, "http://", 7) == 0 || strncmp(text, "https://", 8) == 0) &&
           !strpbrk(text, " \t\n");
}

/* "taiwannews.com.tw" of an address. */
static const char *host_of(cell_work *cell, const char *link)
{
    const char *host = strstr(link, "://");
    host = host ? host + 3 : link;
    if (strncmp(host, "www.", 4) == 0)
        host += 4;
    return chora_arena_strndup(cell->run->arena, host, strcspn(host, "/?#"));
}

/* An address is told by its host, and opens. */
static void add_source(cell_work *cell, const char *source)
{
    const chora_words *words = cell->teller->words;
    if (!is_web(source)) {
        add(cell, chora_words_apart(words, cell->run->arena, source),
            CHORA_INLINE_SMALL | CHORA_INLINE_MUTED);
        return;
    }
    add(cell, host_of(cell, source), CHORA_INLINE_SMALL);
    if (cell->count)
        cell->items[cell->count - 1].link = source;
}

static void add_sources(cell_work *cell, const chora_record_story *story)
{
    for (size_t i = 0; i < story->source_count; i++) {
        add_source(cell, story->sources[i]);
        add(cell,
            i + 1 < story->source_count ? chora_words_clause(cell->teller->words)
            : story->link_count         ? ". "
                                        : "",
            CHORA_INLINE_SMALL);
    }
    for (size_t i = 0; i < story->link_count; i++) {
        add_source(cell, story->links[i]);
        add(cell, i + 1 < story->link_count ? chora_words_list(cell->teller->words) : "",
            CHORA_INLINE_SMALL);
    }
}

static chora_report_cell when_cell(cell_work *cell, const chora_record *record)
{
    const char *date = record->dated ? chora_tell_day_short(cell->teller, record->day)
                                     : chora_phrase(cell->teller, "list.undated", NULL);
    add(cell, date, CHORA_INLINE_STRONG);
    add_break(cell);
    add(cell, record->shown, CHORA_INLINE_SMALL | CHORA_INLINE_MUTED);
    return (chora_report_cell){ .text = take(cell), .sort = record->day };
}

static chora_report_cell where_cell(cell_work *cell, const chora_record *record,
                                    const chora_record_story *story)
{
    const char *area = record->area == CHORA_NO_INDEX
                           ? chora_phrase(cell->teller, "list.unplaced", NULL)
                           : cell->run->facts.records.area_names[record->area];
    add(cell, area, record->area == CHORA_NO_INDEX ? CHORA_INLINE_EMPHASIS : CHORA_INLINE_STRONG);
    if (*story->place) {
        add_break(cell);
        add(cell, story->place, 0);
    }
    return (chora_report_cell){ .text = take(cell), .sort = NAN };
}

static chora_report_cell what_cell(cell_work *cell, const chora_record *record,
                                   const chora_record_story *story)
{
    add(cell, *story->summary ? story->summary : record->words[CHORA_RECORD_TYPE], 0);
    if (story->source_count || story->link_count) {
        add_break(cell);
        add_sources(cell, story);
    }
    return (chora_report_cell){ .text = take(cell), .sort = NAN };
}

static chora_report_cell status_cell(cell_work *cell, const chora_record *record)
{
    static const char *const known[] = { "claimed", "attributed", "suspected" };
    const char *claim = record->words[CHORA_RECORD_CLAIM];
    for (int i = 0; i < 3; i++)
        if (strcmp(claim, known[i]) == 0 && cell->count < MOST_INLINES) {
            add(cell, chora_phrase_known(cell->teller, "claim.head", claim), 0);
            cell->items[0].swatch = known[i];
        }
    if (record->words[CHORA_RECORD_VERIFICATION][0]) {
        add_break(cell);
        add(cell,
            chora_phrase_known(cell->teller, "word", record->words[CHORA_RECORD_VERIFICATION]),
            CHORA_INLINE_SMALL | CHORA_INLINE_MUTED);
    }
    add_break(cell);
    add(cell, record->words[CHORA_RECORD_TYPE], CHORA_INLINE_SMALL | CHORA_INLINE_MUTED);
    if (record->evidence > 0) {
        add_break(cell);
        add(cell,
            chora_phrase(cell->teller, "list.evidence", "n",
                         chora_tell_number(cell->teller, record->evidence), NULL),
            CHORA_INLINE_SMALL | CHORA_INLINE_MUTED);
    }
    return (chora_report_cell){ .text = take(cell), .sort = NAN };
}

static chora_report_cell people_cell(cell_work *cell, const chora_toll *toll)
{
    bool unknown = toll->stated == 0;
    add(cell, chora_tell_toll_plain(cell->teller, toll),
        unknown ? CHORA_INLINE_EMPHASIS | CHORA_INLINE_SMALL : 0);
    return (chora_report_cell){ .text = take(cell),
                                .sort = unknown ? -1 : (double)toll->high,
                                .muted = unknown };
}

static chora_status fill_row(cell_work *cell, const chora_value *item, chora_report_row *out)
{
    const chora_record *record = item->record;
    chora_report_cell *cells = chora_arena_alloc(cell->run->arena, COLUMNS, sizeof *cells);
    chora_count one = { 0 };
    if (!cells)
        return chora_no_memory(cell->run->err);
    chora_count_add(&one, record);
    cells[0] = when_cell(cell, record);
    cells[1] = where_cell(cell, record, item->story);
    cells[2] = what_cell(cell, record, item->story);
    cells[3] = status_cell(cell, record);
    cells[4] = people_cell(cell, &one.killed);
    cells[5] = people_cell(cell, &one.injured);
    *out = (chora_report_row){ CHORA_ROW_BODY, record->key, cells };
    return CHORA_OK;
}

static chora_status make_columns(cell_work *cell, chora_report_table *table)
{
    static const struct {
        const char *key;
        chora_report_column_kind kind;
        double share;
    } known[COLUMNS] = {
        { "column.date", CHORA_COLUMN_WORDS, 1.3 },  { "column.place", CHORA_COLUMN_WORDS, 2 },
        { "column.what", CHORA_COLUMN_WORDS, 4.3 },  { "column.status", CHORA_COLUMN_WORDS, 1.35 },
        { "column.killed", CHORA_COLUMN_NUMBER, 0 }, { "column.injured", CHORA_COLUMN_NUMBER, 0 },
    };
    chora_report_column *columns = chora_arena_alloc(cell->run->arena, COLUMNS, sizeof *columns);
    if (!columns)
        return chora_no_memory(cell->run->err);
    for (int i = 0; i < COLUMNS; i++)
        columns[i] = (chora_report_column){
            .kind = known[i].kind,
            .share = known[i].share,
            .head = chora_run_inlines(cell->run, chora_phrase(cell->teller, known[i].key, NULL), 0)
        };
    table->columns = columns;
    table->column_count = COLUMNS;
    table->tall = true;
    return CHORA_OK;
}

static bool is_empty(const chora_report_table *table, size_t column)
{
    for (size_t i = 0; i < table->row_count; i++)
        if (table->rows[i].cells[column].text.count > 0)
            return false;
    return true;
}

/* A column in which no incident says anything is not set; nor are people of whom the whole dataset
 * states no number. */
static void leave_out_empty(const cell_work *cell, chora_report_table *table,
                            chora_report_row *rows)
{
    const chora_facts *facts = &cell->run->facts;
    chora_report_column *columns = (chora_report_column *)table->columns;
    size_t kept = 0, count = table->column_count;
    bool drop[COLUMNS] = { false };
    for (size_t c = 0; c < count; c++)
        drop[c] = is_empty(table, c);
    drop[4] = drop[4] || !facts->states_killed;
    drop[5] = drop[5] || !facts->states_injured;
    for (size_t c = 0; c < count; c++) {
        if (drop[c])
            continue;
        columns[kept] = columns[c];
        for (size_t i = 0; i < table->row_count; i++)
            ((chora_report_cell *)rows[i].cells)[kept] = rows[i].cells[c];
        kept++;
    }
    table->column_count = kept;
}

chora_status chora_run_none(chora_run_work *run, const char *period, chora_block *out)
{
    out->kind = CHORA_BLOCK_PARAGRAPH;
    out->text = chora_run_inlines(
        run, chora_phrase(&run->facts.teller, "table.none", "period", period, NULL), 0);
    return CHORA_OK;
}

chora_status chora_run_incidents(chora_run_work *run, const chora_scope *scope, chora_block *out)
{
    cell_work cell = { .run = run, .teller = &run->facts.teller };
    const chora_value list = { .kind = CHORA_VALUE_INCIDENTS, .scope = *scope };
    chora_value *items;
    size_t count = 0;
    chora_status st =
        chora_value_items(&run->values, &list, (chora_spot){ 0 }, &items, &count, run->err);
    const char *period = chora_tell_period(cell.teller, scope->period);
    if (!st && count == 0)
        return chora_run_none(run, period, out);
    if (!st)
        st = make_columns(&cell, &out->table);
    chora_report_row *rows = st ? NULL : chora_arena_alloc(run->arena, count, sizeof *rows);
    if (!st && !rows)
        st = chora_no_memory(run->err);
    for (size_t i = 0; !st && i < count; i++)
        st = fill_row(&cell, &items[i], &rows[i]);
    out->kind = CHORA_BLOCK_TABLE;
    out->table.rows = rows;
    out->table.row_count = st ? 0 : count;
    if (!st)
        leave_out_empty(&cell, &out->table, rows);
    out->title =
        chora_phrase_many(cell.teller, "list.title", (int64_t)count, "n",
                          chora_tell_words(cell.teller, (int64_t)count), "period", period, NULL);
    bool people = run->facts.states_killed || run->facts.states_injured;
    out->subtitle = people ? chora_phrase(cell.teller, "list.subtitle", NULL) : "";
    return st;
}
