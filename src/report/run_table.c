/* Tables of numbers by province, by the words of a column, by month. */
#include "report/run.h"

#include "base/text.h"
#include "report/cells.h"
#include "report/template_tokens.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_COLUMNS = 10, WITHHELD = -1 };

/* What a table is of. */
typedef struct {
    chora_run_work *run;
    const chora_teller *teller;
    chora_value list; /* As {{ for }} would go over it. */
    const char *head; /* Of the first column. */
    bool is_areas, is_months;
    bool best;                          /* A best figure says more than the bounds. */
    bool killed_ranges, injured_ranges; /* Low and high differ somewhere. */
    bool has_previous;                  /* The column of the period before. */
    chora_scope previous;
    chora_report_column columns[MOST_COLUMNS];
    size_t column_count;
    chora_report_row *rows;
    size_t row_count, row_capacity;
    int64_t killed_unknown, injured_unknown;
} table_work;

/* ---- cells --------------------------------------------------------------------------------- */

static chora_inlines words(table_work *t, const char *text, unsigned style)
{
    return chora_run_inlines(t->run, text, style);
}

/* What an output profile does not print. */
static chora_report_cell withheld_cell(table_work *t)
{
    return (chora_report_cell){ .text = words(t, chora_phrase(t->teller, "number.withheld", NULL),
                                              CHORA_INLINE_EMPHASIS),
                                .sort = -1,
                                .muted = true };
}

static chora_report_cell deadly_cell(table_work *t, const chora_count *count)
{
    if (count->deadly_withheld)
        return withheld_cell(t);
    if (count->incidents > 0 && count->deadly_unknown == count->incidents)
        return chora_make_unknown_cell(t->run);
    chora_report_cell cell = chora_make_number_cell(t->run, count->deadly);
    cell.mark = count->deadly_unknown ? "*" : NULL;
    return cell;
}

static chora_report_cell best_cell(table_work *t, const chora_toll *toll)
{
    if (toll->stated == 0 && toll->unknown > 0)
        return chora_make_unknown_cell(t->run);
    chora_report_cell cell = chora_make_number_cell(t->run, toll->best);
    if (toll->with_best < toll->stated || toll->unknown)
        cell.mark = "*";
    return cell;
}

/* Where low and high are the same in all rows. */
static chora_report_cell single_cell(table_work *t, const chora_toll *toll)
{
    if (toll->stated == 0 && toll->unknown > 0)
        return chora_make_unknown_cell(t->run);
    chora_report_cell cell = chora_make_number_cell(t->run, toll->high);
    cell.mark = toll->unknown ? "*" : NULL;
    return cell;
}

/* ---- columns ------------------------------------------------------------------------------- */

static void add_column(table_work *t, chora_report_column_kind kind, const char *head_key,
                       const char *group_key, double share)
{
    chora_report_column *column = &t->columns[t->column_count++];
    *column = (chora_report_column){
        .kind = kind,
        .head = words(t, chora_phrase(t->teller, head_key, NULL), 0),
        .group = group_key ? chora_phrase(t->teller, group_key, NULL) : NULL,
        .share = share,
    };
}

static void add_people_columns(table_work *t, const char *group, bool ranges)
{
    if (!ranges) {
        add_column(t, CHORA_COLUMN_NUMBER, group, NULL, 0);
        return;
    }
    if (t->best)
        add_column(t, CHORA_COLUMN_NUMBER, "column.best", group, 0);
    add_column(t, CHORA_COLUMN_RANGE, "column.range", group, 0);
}

static void make_columns(table_work *t)
{
    add_column(t, CHORA_COLUMN_WORDS, t->head, NULL, 1);
    const chora_facts *facts = &t->run->facts;
    add_column(t, CHORA_COLUMN_NUMBER, "column.all", "column.incidents", 0);
    t->columns[1].strong = true;
    if (facts->states_killed) {
        add_column(t, CHORA_COLUMN_NUMBER, "column.deadly", "column.incidents", 0);
        add_people_columns(t, "column.killed", t->killed_ranges);
    }
    if (facts->states_injured)
        add_people_columns(t, "column.injured", t->injured_ranges);
    if (!t->has_previous)
        return;
    add_column(t, CHORA_COLUMN_NUMBER, "column.previous", NULL, 0);
    const char *previous =
        chora_tell_period_beside(t->teller, t->previous.period, t->run->values.main.period);
    t->columns[t->column_count - 1].head =
        words(t, chora_phrase(t->teller, "column.previous", "previous", previous, NULL), 0);
}

static chora_report_cell before_cell(table_work *t, int64_t before)
{
    return before == WITHHELD ? withheld_cell(t) : chora_make_number_cell(t->run, before);
}

/* ---- rows ---------------------------------------------------------------------------------- */

static size_t add_people_cells(table_work *t, const chora_toll *toll, bool ranges,
                               chora_report_cell *cells, size_t at)
{
    if (!ranges) {
        cells[at++] = single_cell(t, toll);
        return at;
    }
    if (t->best)
        cells[at++] = best_cell(t, toll);
    cells[at++] = chora_make_range_cell(t->run, toll);
    return at;
}

static chora_status add_row(table_work *t, chora_report_row_role role, const char *key,
                            const char *name, const chora_count *count, int64_t before)
{
    chora_report_cell *cells = chora_arena_alloc(t->run->arena, t->column_count, sizeof *cells);
    if (!cells || chora_grow((void **)&t->rows, &t->row_capacity, t->row_count, sizeof *t->rows))
        return chora_no_memory(t->run->err);
    size_t at = 0;
    cells[at++] = chora_make_words_cell(t->run, name);
    while (count->withheld && at + t->has_previous < t->column_count)
        cells[at++] = withheld_cell(t);
    if (count->withheld) {
        if (t->has_previous)
            cells[at++] = before_cell(t, before);
        t->rows[t->row_count++] = (chora_report_row){ role, key, cells };
        return CHORA_OK;
    }
    cells[at++] = chora_make_number_cell(t->run, count->incidents);
    if (t->run->facts.states_killed) {
        cells[at++] = deadly_cell(t, count);
        at = add_people_cells(t, &count->killed, t->killed_ranges, cells, at);
    }
    if (t->run->facts.states_injured)
        at = add_people_cells(t, &count->injured, t->injured_ranges, cells, at);
    if (t->has_previous)
        cells[at++] = before_cell(t, before);
    t->rows[t->row_count++] = (chora_report_row){ role, key, cells };
    return CHORA_OK;
}

static int64_t count_before(table_work *t, const chora_scope *scope)
{
    if (!t->has_previous)
        return 0;
    chora_scope before = *scope;
    before.period = t->previous.period;
    chora_count count = chora_facts_count(&t->run->facts, &before);
    return count.withheld ? WITHHELD : count.incidents;
}

static void add_counts(chora_toll *to, const chora_toll *more)
{
    to->low += more->low;
    to->high += more->high;
    to->best += more->best;
    to->stated += more->stated;
    to->with_best += more->with_best;
    to->unknown += more->unknown;
}

static void add_placed(chora_count *placed, const chora_count *count)
{
    placed->incidents += count->incidents;
    placed->deadly += count->deadly;
    placed->deadly_unknown += count->deadly_unknown;
    placed->deadly_withheld = placed->deadly_withheld || count->deadly_withheld;
    add_counts(&placed->killed, &count->killed);
    add_counts(&placed->injured, &count->injured);
}

static void subtract_counts(chora_toll *from, const chora_toll *less)
{
    from->low -= less->low;
    from->high -= less->high;
    from->best -= less->best;
    from->stated -= less->stated;
    from->with_best -= less->with_best;
    from->unknown -= less->unknown;
}

/* All less a part, each number for itself. */
static chora_count left_of(const chora_count *all, const chora_count *part)
{
    chora_count left = *all;
    left.incidents -= part->incidents;
    left.deadly -= part->deadly;
    left.deadly_unknown -= part->deadly_unknown;
    left.deadly_withheld = left.deadly_withheld || part->deadly_withheld;
    subtract_counts(&left.killed, &part->killed);
    subtract_counts(&left.injured, &part->injured);
    return left;
}

/* What lies in any area of the scope, also where its number is withheld. */
static chora_count count_placed(const table_work *t, chora_scope scope)
{
    const chora_facts *facts = &t->run->facts;
    chora_count placed = { 0 };
    for (scope.area = 0; scope.area < facts->records.frame.count; scope.area++) {
        chora_count one = chora_facts_count_unprotected(facts, &scope);
        add_placed(&placed, &one);
    }
    return placed;
}

/* All areas that have no row of their own, because they have no incidents or their numbers are
 * withheld; and what is not in any area. */
static chora_status add_rest(table_work *t, size_t listed, int64_t listed_before,
                             const chora_count *all, const chora_count *shown)
{
    size_t rest = t->run->facts.records.frame.count - listed;
    int64_t total_before = count_before(t, &t->run->values.main), unplaced_before = 0;
    chora_count placed = count_placed(t, t->run->values.main);
    chora_count hidden = left_of(&placed, shown), unplaced = left_of(all, &placed);
    chora_status st = CHORA_OK;

    if (t->has_previous) {
        chora_scope before = t->run->values.main;
        before.period = t->previous.period;
        unplaced_before = total_before - count_placed(t, before).incidents;
    }
    if (rest)
        st = add_row(t, CHORA_ROW_REST, NULL,
                     chora_phrase_many(t->teller, "row.rest", (int64_t)rest, "n",
                                       chora_tell_number(t->teller, (int64_t)rest), NULL),
                     &hidden, total_before - listed_before - unplaced_before);
    if (st || (!unplaced.incidents && !unplaced_before))
        return st;
    return add_row(t, CHORA_ROW_REST, NULL, chora_phrase(t->teller, "row.unplaced", NULL),
                   &unplaced, unplaced_before);
}

/* What a limit on the rows leaves out. */
static chora_status add_cut(table_work *t, int64_t listed_before, const chora_count *all,
                            const chora_count *shown)
{
    const char *name = chora_say(t->teller->words, t->teller->arena, "kinds.other", NULL);
    chora_count cut = left_of(all, shown);
    int64_t before = count_before(t, &t->run->values.main) - listed_before;
    return name ? add_row(t, CHORA_ROW_REST, NULL, name, &cut, before)
                : chora_no_memory(t->run->err);
}

/* Words whose numbers are withheld, together. */
static chora_status add_withheld(table_work *t, int64_t listed_before, const chora_count *all,
                                 const chora_count *shown)
{
    chora_count hidden = left_of(all, shown);
    int64_t before = count_before(t, &t->run->values.main) - listed_before;
    if (!t->run->facts.withholding || (!hidden.incidents && !(t->has_previous && before)))
        return CHORA_OK;
    return add_row(t, CHORA_ROW_REST, NULL, chora_phrase(t->teller, "number.withheld", NULL),
                   &hidden, before);
}

static chora_scope whole_scope(table_work *t)
{
    chora_scope whole = t->run->values.main;
    const chora_records *records = &t->run->facts.records;
    if (t->is_months)
        whole.period = (chora_period){ CHORA_PERIOD_SPAN, records->first, records->last };
    return whole;
}

static chora_status make_rows(table_work *t, size_t limit)
{
    chora_run_work *run = t->run;
    chora_value *items;
    size_t count;
    chora_count placed = { 0 };
    int64_t listed_before = 0;
    chora_status st =
        chora_value_items(&run->values, &t->list, (chora_spot){ 0 }, &items, &count, run->err);
    for (size_t i = 0; !st && i < count && (!limit || i < limit); i++) {
        chora_count part = chora_facts_count(&run->facts, &items[i].scope);
        int64_t before = count_before(t, &items[i].scope);
        bool reported =
            t->is_months && items[i].scope.period.first == run->values.main.period.first;
        add_placed(&placed, &part);
        listed_before += before == WITHHELD ? 0 : before;
        st = add_row(t, reported ? CHORA_ROW_HIGHLIGHTED : CHORA_ROW_BODY, items[i].code,
                     items[i].name, &part, before);
    }
    chora_scope whole = whole_scope(t);
    chora_count all = chora_facts_count(&run->facts, &whole);
    if (st || all.withheld)
        limit = 0; /* nothing is told of what is in no row */
    else if (t->is_areas && !limit)
        st = add_rest(t, count, listed_before, &all, &placed);
    else if (limit && limit < count)
        st = add_cut(t, listed_before, &all, &placed);
    else if (!t->is_months && !limit)
        st = add_withheld(t, listed_before, &all, &placed);
    const chora_facts *facts = &t->run->facts;
    t->killed_unknown = facts->states_killed ? all.killed.unknown : 0;
    t->injured_unknown = facts->states_injured ? all.injured.unknown : 0;
    const char *name = t->is_areas && *run->facts.country
                           ? run->facts.country
                           : chora_phrase(t->teller, "row.total", NULL);
    return st ? st
              : add_row(t, CHORA_ROW_TOTAL, NULL, name, &all, count_before(t, &run->values.main));
}

/* ---- notes --------------------------------------------------------------------------------- */

/* The only incident of a scope whose figure is not known. */
static const chora_record *find_unknown(const chora_facts *facts, const chora_scope *scope,
                                        bool killed)
{
    for (size_t i = 0; i < facts->records.count; i++) {
        const chora_record *record = &facts->records.items[i];
        const chora_record_people *people = killed ? &record->killed : &record->injured;
        if (people->low < 0 && people->best < 0 && people->high < 0 &&
            chora_scope_holds(scope, record))
            return record;
    }
    return NULL;
}

static const char *star_note(table_work *t, bool killed, int64_t unknown)
{
    const chora_facts *facts = &t->run->facts;
    chora_scope whole = whole_scope(t);
    if (!unknown)
        return "";
    const chora_record *record = unknown == 1 ? find_unknown(facts, &whole, killed) : NULL;
    if (record && record->area != CHORA_NO_INDEX && !t->is_months)
        return chora_phrase(t->teller, killed ? "note.star-one-killed" : "note.star-one-injured",
                            "day", chora_tell_day(t->teller, record->day), "place",
                            facts->records.area_names[record->area], NULL);
    return chora_phrase_many(t->teller, killed ? "note.star-killed" : "note.star-injured", unknown,
                             "n", chora_tell_words(t->teller, unknown), NULL);
}

/* Without a number of people in the whole dataset. */
static bool is_bare(const table_work *t)
{
    return !t->run->facts.states_killed && !t->run->facts.states_injured;
}

static const char *draft_note(table_work *t)
{
    if (is_bare(t))
        return "";
    const char *parts[] = {
        star_note(t, true, t->killed_unknown), star_note(t, false, t->injured_unknown),
        t->killed_ranges || t->injured_ranges ? chora_phrase(t->teller, "note.single", NULL) : "",
        chora_phrase(t->teller, "note.zero", NULL),
        t->best ? chora_phrase(t->teller, "note.best", NULL) : ""
    };
    chora_buffer text = CHORA_BUFFER_INIT(8192);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i] && *parts[i])
            chora_buffer_printf(&text, "%s%s", text.length ? " " : "", parts[i]);
    const char *note =
        text.failed ? NULL : chora_arena_strdup(t->run->arena, chora_buffer_text(&text));
    chora_buffer_free(&text);
    return note;
}

/* ---- which table --------------------------------------------------------------------------- */

static const char *const table_names[] = { "provinces",     "provinces.all", "months",
                                           "types",         "subtypes",      "targets",
                                           "communities",   "perpetrators",  "statuses",
                                           "verifications", "incidents",     "claims",
                                           "claims.months", "places",        NULL };

static chora_status unknown_table(chora_run_work *run, const chora_template_part *part,
                                  const char *name)
{
    const char *near = chora_text_nearest(name, table_names);
    return chora_template_fail(run->request->file, part->word_spots[0], run->err,
                               near ? "no table \"%s\"; did you mean \"%s\"?"
                                    : "no table \"%s\"; there are provinces, provinces.all, "
                                      "months, types, subtypes, targets, communities, "
                                      "perpetrators, statuses, verifications, incidents, "
                                      "places, claims and claims.months",
                               name, near);
}

static chora_status choose_list(chora_run_work *run, const chora_template_part *part,
                                const char *name, chora_value *out)
{
    const chora_expression *expression;
    for (size_t i = 0; table_names[i]; i++)
        if (strcmp(table_names[i], name) == 0) {
            chora_status st =
                chora_expression_parse(run->request->file, name, strlen(name), part->word_spots[0],
                                       run->arena, &expression, run->err);
            return st ? st : chora_value_of(&run->values, expression, out, run->err);
        }
    return unknown_table(run, part, name);
}

static const char *head_key(const chora_value *list, chora_arena *arena)
{
    switch (list->kind) {
    case CHORA_VALUE_WORDS:
        return chora_arena_printf(arena, "column.%s", chora_record_column_name(list->column));
    case CHORA_VALUE_PERIODS:
        return "column.month";
    default:
        return "column.province";
    }
}

static bool best_says_more(const chora_count *count)
{
    const chora_toll *killed = &count->killed;
    return killed->with_best > 0 && killed->low != killed->high &&
           killed->with_best == killed->stated;
}

static const char *default_title(table_work *t)
{
    if (t->is_months)
        return chora_phrase(t->teller, is_bare(t) ? "table.months-bare" : "table.months", NULL);
    if (t->is_areas)
        return chora_phrase(t->teller, is_bare(t) ? "table.provinces-bare" : "table.provinces",
                            NULL);
    const char *column = chora_phrase_known(t->teller, "by", t->head + strlen("column."));
    return chora_phrase(t->teller, is_bare(t) ? "table.by-bare" : "table.by", "column", column,
                        NULL);
}

/* Title, subtitle and note: drafted, else what the template says. */
static chora_status caption(table_work *t, const chora_template_part *part, chora_block *out)
{
    chora_run_work *run = t->run;
    chora_scope whole = whole_scope(t);
    const char *period = chora_tell_period(t->teller, whole.period), *note = NULL;
    const char *sorted = chora_phrase(t->teller,
                                      t->is_months ? "table.unsorted"
                                      : is_bare(t) ? "table.sorted-bare"
                                                   : "table.sorted",
                                      "period", period, NULL);
    chora_status st = chora_run_option(run, part, "title", default_title(t), &out->title);
    if (!st)
        st = chora_run_option(run, part, "subtitle", chora_tell_capital(t->teller, sorted),
                              &out->subtitle);
    if (!st)
        st = chora_run_option(run, part, "note", draft_note(t), &note);
    if (!st && (!out->title || !out->subtitle || !note))
        return chora_no_memory(run->err);
    out->note = chora_run_inlines(run, note, 0);
    return st;
}

static chora_status make_table(table_work *t, const chora_template_part *part, size_t limit,
                               chora_block *out)
{
    chora_run_work *run = t->run;
    chora_scope whole = whole_scope(t);
    chora_count all = chora_facts_count(&run->facts, &whole);
    t->previous = chora_scope_previous(run->values.main);
    chora_comparison when = chora_values_compare(&run->values, &run->values.main, &t->previous);
    t->has_previous = when.has_previous && !t->is_months;
    t->best = best_says_more(&all);
    t->killed_ranges = all.killed.low != all.killed.high;
    t->injured_ranges = all.injured.low != all.injured.high;
    make_columns(t);
    chora_status st = make_rows(t, limit);
    if (!st)
        st = caption(t, part, out);
    out->kind = CHORA_BLOCK_TABLE;
    out->table.column_count = t->column_count;
    out->table.columns =
        chora_arena_copy(run->arena, t->columns, t->column_count, sizeof *t->columns);
    out->table.row_count = t->row_count;
    out->table.rows = chora_arena_copy(run->arena, t->rows, t->row_count, sizeof *t->rows);
    free(t->rows);
    return st ? st : out->table.columns && out->table.rows ? CHORA_OK : chora_no_memory(run->err);
}

static chora_status read_limit(chora_run_work *run, const chora_template_part *part, size_t *out)
{
    const char *text = NULL;
    double number = 0;
    chora_status st = chora_run_option(run, part, "rows", NULL, &text);
    if (!st && text && (!chora_text_number(text, &number) || number < 1 || number > 1e6))
        st = chora_template_fail(run->request->file, part->at, run->err,
                                 "rows=\"%s\" is no number of rows", text);
    *out = (size_t)number;
    return st;
}

/* Incidents (`scope`), or the places they were at: without a note of its own. */
static chora_status list_stories(chora_run_work *run, const chora_template_part *part,
                                 const chora_scope *scope, chora_block *out)
{
    const char *note = "";
    chora_status st = scope ? chora_run_incidents(run, scope, out) : chora_run_places(run, out);
    if (!st)
        st = chora_run_option(run, part, "title", out->title, &out->title);
    if (!st)
        st = chora_run_option(run, part, "subtitle", out->subtitle, &out->subtitle);
    if (!st)
        st = chora_run_option(run, part, "note", "", &note);
    if (!st && *note)
        out->note = chora_run_inlines(run, note, 0);
    return st;
}

chora_status chora_run_table(chora_run_work *run, const chora_template_part *part, chora_block *out)
{
    static const char *const options[] = { "title", "subtitle", "note", "rows", NULL };
    table_work t = { .run = run, .teller = &run->facts.teller };
    size_t limit = 0;
    if (part->word_count != 1)
        return chora_template_fail(run->request->file, part->at, run->err,
                                   "name one table, such as {{ table provinces }}");
    chora_status st = chora_run_check_options(run, part, options);
    if (!st)
        st = read_limit(run, part, &limit);
    bool claims = !st && strncmp(part->words[0], "claims", 6) == 0;
    out->name = part->words[0];
    if (claims && (!part->words[0][6] || strcmp(part->words[0] + 6, ".months") == 0))
        return chora_run_claims(run, part, part->words[0][6] != '\0', out);
    bool stories =
        !st && (strcmp(part->words[0], "places") == 0 || strcmp(part->words[0], "incidents") == 0);
    if (stories && limit) /* Its title says that it has all. */
        return chora_template_fail(run->request->file, part->at, run->err,
                                   "rows= is not for the table \"%s\", which has all; a loop such "
                                   "as {{ for i in incidents limit 10 }} makes a shorter one",
                                   part->words[0]);
    if (!st && strcmp(part->words[0], "places") == 0)
        return list_stories(run, part, NULL, out);
    if (!st)
        st = choose_list(run, part, part->words[0], &t.list);
    if (st)
        return st;
    out->name = part->words[0];
    if (t.list.kind == CHORA_VALUE_INCIDENTS)
        return list_stories(run, part, &t.list.scope, out);
    t.is_areas = t.list.kind == CHORA_VALUE_AREAS || t.list.kind == CHORA_VALUE_AREAS_ALL;
    t.is_months = t.list.kind == CHORA_VALUE_PERIODS;
    t.head = head_key(&t.list, run->arena);
    return t.head ? make_table(&t, part, limit, out) : chora_no_memory(run->err);
}
