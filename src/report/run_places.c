/* The places named in the reports, by province: where a list of all incidents would be too long. */
#include "report/run.h"

#include "report/cells.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A row is never split: it has to fit on a page. */
enum { COLUMNS = 4, MOST_NAMED = 60 };

#define RIGHT_TO_LEFT_MARK "\xE2\x80\x8F"

/* A place as the sources spell it, and how many incidents name it. */
typedef struct {
    const char *name;
    int64_t incidents;
} named_place;

typedef struct {
    chora_run_work *run;
    const chora_teller *teller;
    chora_report_row *rows;
    size_t row_count;
    chora_count left; /* In no row yet. */
} places_work;

/* ---- the names of one province ------------------------------------------------------------- */

static int by_name(const void *a, const void *b)
{
    return strcmp(((const named_place *)a)->name, ((const named_place *)b)->name);
}

static int most_first(const void *a, const void *b)
{
    const named_place *left = a, *right = b;
    if (left->incidents != right->incidents)
        return left->incidents < right->incidents ? 1 : -1;
    return strcmp(left->name, right->name);
}

/* Equal names become one; answers how many are left. */
static size_t gather(named_place *places, size_t count)
{
    size_t kept = 0;
    qsort(places, count, sizeof *places, by_name);
    for (size_t i = 0; i < count; i++)
        if (kept && strcmp(places[kept - 1].name, places[i].name) == 0)
            places[kept - 1].incidents += places[i].incidents;
        else
            places[kept++] = places[i];
    qsort(places, kept, sizeof *places, most_first);
    return kept;
}

static const char *listed(const chora_teller *teller, const char *list, const char *item)
{
    return list && item ? chora_arena_printf(teller->arena, "%s%s%s", list,
                                             *list ? chora_words_list(teller->words) : "", item)
                        : NULL;
}

/* "Omdurman 24, Khartoum 20, Bahri"; a place of one incident has no number. */
static const char *tell_places(const chora_teller *teller, const named_place *places, size_t count,
                               int64_t nameless)
{
    const char *list = "";
    for (size_t i = 0; i < count && i < MOST_NAMED; i++) {
        const char *n = chora_tell_number(teller, places[i].incidents);
        const char *name = chora_words_apart(teller->words, teller->arena, places[i].name);
        list = listed(teller, list,
                      places[i].incidents == 1
                          ? name
                          : chora_arena_printf(teller->arena, "%s\xC2\xA0%s", name, n));
    }
    if (count > MOST_NAMED)
        list = listed(teller, list,
                      chora_phrase(teller, "list.places-more", "n",
                                   chora_tell_number(teller, (int64_t)(count - MOST_NAMED)), NULL));
    if (nameless)
        list = listed(teller, list,
                      chora_phrase(teller, "list.places-none", "n",
                                   chora_tell_number(teller, nameless), NULL));
    /* Latin names alone would make a line that runs from left to right. */
    return list && chora_words_leftward(teller->words)
               ? chora_arena_printf(teller->arena, "%s%s", RIGHT_TO_LEFT_MARK, list)
               : list;
}

static chora_status name_places(places_work *w, const chora_scope *scope, const char **out)
{
    const chora_value list = { .kind = CHORA_VALUE_INCIDENTS, .scope = *scope };
    chora_value *items;
    size_t count = 0, named = 0;
    chora_run_work *run = w->run;
    chora_status st =
        chora_value_items(&run->values, &list, (chora_spot){ 0 }, &items, &count, run->err);
    named_place *places = st ? NULL : chora_arena_alloc(run->arena, count + 1, sizeof *places);
    if (!st && !places)
        return chora_no_memory(run->err);
    for (size_t i = 0; !st && i < count; i++)
        if (*items[i].story->place)
            places[named++] = (named_place){ items[i].story->place, 1 };
    if (!st)
        *out =
            tell_places(w->teller, places, gather(places, named), (int64_t)count - (int64_t)named);
    return st ? st : *out ? CHORA_OK : chora_no_memory(run->err);
}

/* ---- rows ---------------------------------------------------------------------------------- */

static chora_report_cell people_cell(places_work *w, const chora_toll *toll)
{
    const bool unknown = toll->stated == 0;
    const char *text = chora_tell_toll_plain(w->teller, toll);
    return (chora_report_cell){ .text = chora_run_inlines(w->run, text,
                                                          unknown ? CHORA_INLINE_EMPHASIS : 0),
                                .mark = unknown || !toll->unknown ? NULL : "*",
                                .sort = unknown ? -1 : (double)toll->high,
                                .muted = unknown };
}

static chora_status add_row(places_work *w, chora_report_row_role role, const char *code,
                            const char *name, const char *places, const chora_count *count)
{
    chora_report_cell *cells = chora_arena_alloc(w->run->arena, COLUMNS, sizeof *cells);
    unsigned style = role == CHORA_ROW_BODY ? CHORA_INLINE_STRONG : 0;
    if (!cells)
        return chora_no_memory(w->run->err);
    cells[0] = (chora_report_cell){ .text = chora_run_inlines(w->run, name, style), .sort = NAN };
    cells[1] = chora_make_words_cell(w->run, places);
    cells[2] = chora_make_number_cell(w->run, count->incidents);
    cells[3] = people_cell(w, &count->killed);
    w->rows[w->row_count++] = (chora_report_row){ role, code, cells };
    return CHORA_OK;
}

/* Of a province whose numbers are withheld, its places are, too. */
static chora_status add_withheld(places_work *w, const chora_value *item)
{
    const char *withheld = chora_phrase(w->teller, "number.withheld", NULL);
    chora_report_cell *cells = chora_arena_alloc(w->run->arena, COLUMNS, sizeof *cells);
    if (!cells)
        return chora_no_memory(w->run->err);
    cells[0] =
        (chora_report_cell){ .text = chora_run_inlines(w->run, item->name, CHORA_INLINE_STRONG),
                             .sort = NAN };
    for (size_t i = 1; i < COLUMNS; i++)
        cells[i] =
            (chora_report_cell){ .text = chora_run_inlines(w->run, withheld, CHORA_INLINE_EMPHASIS),
                                 .sort = i == 1 ? NAN : -1,
                                 .muted = true };
    w->rows[w->row_count++] = (chora_report_row){ CHORA_ROW_BODY, item->code, cells };
    return CHORA_OK;
}

static void take_away(chora_count *from, const chora_count *part)
{
    from->incidents -= part->incidents;
    from->killed.low -= part->killed.low;
    from->killed.high -= part->killed.high;
    from->killed.stated -= part->killed.stated;
    from->killed.unknown -= part->killed.unknown;
}

/* In no province, or in one of which an output profile tells nothing. */
static chora_status add_rest(places_work *w)
{
    const char *name = chora_phrase(
        w->teller, w->run->facts.withholding ? "number.withheld" : "row.unplaced", NULL);
    return add_row(w, CHORA_ROW_REST, NULL, name, "", &w->left);
}

static chora_status make_rows(places_work *w, const chora_value *items, size_t count)
{
    chora_status st = CHORA_OK;
    for (size_t i = 0; !st && i < count; i++) {
        const char *places = "";
        chora_count part = chora_facts_count(&w->run->facts, &items[i].scope);
        if (part.withheld) {
            st = add_withheld(w, &items[i]);
            continue;
        }
        st = name_places(w, &items[i].scope, &places);
        if (!st)
            st = add_row(w, CHORA_ROW_BODY, items[i].code, items[i].name, places, &part);
        take_away(&w->left, &part);
    }
    return st || w->left.withheld || !w->left.incidents ? st : add_rest(w);
}

/* ---- the table ----------------------------------------------------------------------------- */

static chora_status make_columns(places_work *w, chora_report_table *table)
{
    static const struct {
        const char *key;
        chora_report_column_kind kind;
        double share;
    } known[COLUMNS] = { { "column.province", CHORA_COLUMN_WORDS, 1 },
                         { "column.places", CHORA_COLUMN_WORDS, 4.2 },
                         { "column.incidents", CHORA_COLUMN_NUMBER, 0 },
                         { "column.killed", CHORA_COLUMN_NUMBER, 0 } };
    chora_report_column *columns = chora_arena_alloc(w->run->arena, COLUMNS, sizeof *columns);
    if (!columns)
        return chora_no_memory(w->run->err);
    for (int i = 0; i < COLUMNS; i++)
        columns[i] = (chora_report_column){
            .kind = known[i].kind,
            .share = known[i].share,
            .head = chora_run_inlines(w->run, chora_phrase(w->teller, known[i].key, NULL), 0)
        };
    table->columns = columns;
    table->column_count = COLUMNS - !w->run->facts.states_killed;
    table->tall = true;
    return CHORA_OK;
}

chora_status chora_run_places(chora_run_work *run, chora_block *out)
{
    places_work w = { .run = run, .teller = &run->facts.teller };
    const chora_value list = { .kind = CHORA_VALUE_AREAS, .scope = run->values.main };
    chora_value *items;
    size_t count = 0;
    chora_status st =
        chora_value_items(&run->values, &list, (chora_spot){ 0 }, &items, &count, run->err);
    const char *period = chora_tell_period(w.teller, run->values.main.period);
    w.rows = st ? NULL : chora_arena_alloc(run->arena, count + 2, sizeof *w.rows);
    if (!st && !w.rows)
        st = chora_no_memory(run->err);
    w.left = chora_facts_count(&run->facts, &run->values.main);
    if (!st && !w.left.incidents && !w.left.withheld)
        return chora_run_none(run, period, out);
    if (!st)
        st = make_columns(&w, &out->table);
    if (!st)
        st = make_rows(&w, items, count);
    out->kind = CHORA_BLOCK_TABLE;
    out->table.rows = w.rows;
    out->table.row_count = st ? 0 : w.row_count;
    out->title = chora_phrase(w.teller, "table.places", NULL);
    out->subtitle = chora_tell_capital(
        w.teller, chora_phrase(w.teller, "table.places-subtitle", "period", period, NULL));
    return st;
}
