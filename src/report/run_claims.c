/* The table of what is claimed beside what is verified, by province or by month, with the totals
 * that the group itself states. */
#include "report/cells.h"
#include "report/facts_claims.h"
#include "report/run.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_COLUMNS = 8 };

/* A row: a province, a month, what has no province, or all. */
typedef struct {
    const char *name, *key;
    chora_report_row_role role;
    chora_claim_count count;
    chora_tally_told tally;
} claims_row;

typedef struct {
    chora_run_work *run;
    const chora_teller *teller;
    bool by_month, has_tally, part; /* Is a total of a part of its period only? */
    claims_row *rows;
    size_t count;
    chora_report_column columns[MOST_COLUMNS];
    size_t column_count;
} claims_table;

/* ---- numbers --------------------------------------------------------------------------------- */

static int64_t events(const chora_claim_count *count)
{
    int64_t sum = 0;
    for (int i = 0; i < CHORA_CLAIM_KINDS; i++)
        sum += count->kinds[i];
    return sum;
}

static bool says_something(const claims_row *row)
{
    return events(&row->count) > 0 || row->tally.totals > 0;
}

static int by_events(const void *a, const void *b)
{
    const claims_row *x = a, *y = b;
    int64_t of_x = events(&x->count), of_y = events(&y->count);
    if (of_x != of_y)
        return of_x > of_y ? -1 : 1;
    return strcmp(x->name, y->name);
}

static void count_row(claims_table *t, const chora_scope *scope, claims_row *row)
{
    row->count = chora_facts_claims(&t->run->facts, scope);
    row->tally = chora_facts_tally(&t->run->facts, scope);
}

static void list_areas(claims_table *t)
{
    const chora_facts *facts = &t->run->facts;
    for (size_t i = 0; i < facts->records.frame.count; i++) {
        chora_scope scope = t->run->values.main;
        claims_row *row = &t->rows[t->count];
        scope.area = i;
        *row = (claims_row){ .name = facts->records.area_names[i],
                             .key = chora_frame_drawn(&facts->records.frame, i)->code };
        count_row(t, &scope, row);
        t->count += says_something(row);
    }
    if (t->count > 1)
        qsort(t->rows, t->count, sizeof *t->rows, by_events);
}

static void list_months(claims_table *t, const chora_parts *months)
{
    for (size_t i = 0; i < months->count; i++) {
        const chora_part *month = &months->items[i];
        claims_row *row = &t->rows[t->count++];
        bool reported = month->scope.period.first == t->run->values.main.period.first;
        *row = (claims_row){ .name = month->name,
                             .key = month->code,
                             .role = reported ? CHORA_ROW_HIGHLIGHTED : CHORA_ROW_BODY };
        count_row(t, &month->scope, row);
    }
}

static void take_away(chora_toll *toll, const chora_toll *less)
{
    toll->low -= less->low;
    toll->high -= less->high;
    toll->best -= less->best;
    toll->stated -= less->stated;
    toll->with_best -= less->with_best;
    toll->unknown -= less->unknown;
}

/* What is in no row: all less the sum of the rows. */
static chora_claim_count rest_of(const claims_table *t, chora_claim_count all)
{
    for (size_t i = 0; i < t->count; i++) {
        const chora_claim_count *row = &t->rows[i].count;
        for (int k = 0; k < CHORA_CLAIM_KINDS; k++)
            all.kinds[k] -= row->kinds[k];
        take_away(&all.claimed_killed, &row->claimed_killed);
        take_away(&all.verified_killed, &row->verified_killed);
        all.evidence -= row->evidence;
    }
    return all;
}

static chora_scope whole_scope(const claims_table *t)
{
    chora_scope whole = t->run->values.main;
    const chora_records *records = &t->run->facts.records;
    if (t->by_month)
        whole.period = (chora_period){ CHORA_PERIOD_SPAN, records->first, records->last };
    return whole;
}

static void add_sums(claims_table *t)
{
    const chora_facts *facts = &t->run->facts;
    chora_scope whole = whole_scope(t), full = whole;
    if (t->by_month) {
        chora_period_kind month = chora_period_kind_in(CHORA_PERIOD_MONTH, facts->counted_in);
        full.period.first = chora_period_of(month, whole.period.first).first;
        full.period.last = chora_period_of(month, whole.period.last).last;
    }
    claims_row all = { .name = *facts->country ? facts->country
                                               : chora_phrase(t->teller, "row.total", NULL),
                       .role = CHORA_ROW_TOTAL };
    count_row(t, &whole, &all);
    all.tally = chora_facts_tally(facts, &full); /* of whole months, as the rows are */
    claims_row rest = { .name = chora_phrase(t->teller, "row.unplaced", NULL),
                        .role = CHORA_ROW_REST,
                        .count = rest_of(t, all.count),
                        .tally = { .numbers = { -1, -1, -1 } } };
    if (events(&rest.count) > 0)
        t->rows[t->count++] = rest;
    t->rows[t->count++] = all;
    for (size_t i = 0; i < t->count; i++)
        t->part = t->part || t->rows[i].tally.partial;
}

/* ---- columns and cells ----------------------------------------------------------------------- */

static void add_column(claims_table *t, chora_report_column_kind kind, const char *head,
                       const char *group)
{
    chora_report_column *column = &t->columns[t->column_count++];
    *column = (chora_report_column){ .kind = kind,
                                     .head = chora_run_inlines(t->run, head, 0),
                                     .group = group ? chora_phrase(t->teller, group, NULL) : NULL,
                                     .share = t->column_count == 1 };
}

static void make_columns(claims_table *t)
{
    const chora_teller *teller = t->teller;
    add_column(t, CHORA_COLUMN_WORDS,
               chora_phrase(teller, t->by_month ? "column.month" : "column.province", NULL), NULL);
    add_column(t, CHORA_COLUMN_NUMBER, chora_phrase(teller, "column.claimed-only", NULL),
               "column.claimed");
    add_column(t, CHORA_COLUMN_NUMBER, chora_phrase(teller, "column.both", NULL), "column.claimed");
    add_column(t, CHORA_COLUMN_NUMBER, chora_phrase(teller, "column.verified-only", NULL), NULL);
    add_column(t, CHORA_COLUMN_RANGE, chora_phrase(teller, "column.as-claimed", NULL),
               "column.claims-killed");
    add_column(t, CHORA_COLUMN_RANGE, chora_phrase(teller, "column.as-verified", NULL),
               "column.claims-killed");
    add_column(t, CHORA_COLUMN_NUMBER, chora_phrase(teller, "column.evidence", NULL), NULL);
    if (t->has_tally)
        add_column(
            t, CHORA_COLUMN_NUMBER,
            chora_phrase(teller, "column.own-count", "name", t->run->facts.tallies.dataset, NULL),
            NULL);
}

/* Does not apply. */
static chora_report_cell dash_cell(claims_table *t)
{
    return (
        chora_report_cell){ .text = chora_run_inlines(t->run, "–", 0), .sort = -1, .muted = true };
}

/* Where nothing is claimed, no claim says that nobody was killed. */
static chora_report_cell people_cell(claims_table *t, const chora_toll *toll)
{
    return toll->stated + toll->unknown ? chora_make_range_cell(t->run, toll) : dash_cell(t);
}

static chora_report_cell tally_cell(claims_table *t, const chora_tally_told *told)
{
    int64_t number = told->numbers[CHORA_TALLY_INCIDENTS];
    if (number < 0)
        return dash_cell(t);
    chora_report_cell cell = chora_make_number_cell(t->run, number);
    cell.mark = told->partial ? "†" : NULL;
    return cell;
}

static chora_status fill_row(claims_table *t, const claims_row *from, chora_report_row *out)
{
    chora_report_cell *cells = chora_arena_alloc(t->run->arena, MOST_COLUMNS, sizeof *cells);
    const chora_claim_count *count = &from->count;
    if (!cells)
        return chora_no_memory(t->run->err);
    cells[0] = chora_make_words_cell(t->run, from->name);
    cells[1] = chora_make_number_cell(t->run, count->kinds[CHORA_CLAIMED_ONLY]);
    cells[2] = chora_make_number_cell(t->run, count->kinds[CHORA_CLAIMED_AND_VERIFIED]);
    cells[3] = chora_make_number_cell(t->run, count->kinds[CHORA_VERIFIED_ONLY]);
    cells[4] = people_cell(t, &count->claimed_killed);
    cells[5] = people_cell(t, &count->verified_killed);
    cells[6] = chora_make_number_cell(t->run, count->evidence);
    if (t->has_tally)
        cells[7] = tally_cell(t, &from->tally);
    *out = (chora_report_row){ from->role, from->key, cells };
    return CHORA_OK;
}

/* ---- the table ------------------------------------------------------------------------------- */

static const char *draft_note(claims_table *t)
{
    const char *parts[] = {
        chora_phrase(t->teller, "note.claims-killed", NULL),
        t->has_tally
            ? chora_phrase(t->teller, "note.tally", "name", t->run->facts.tallies.dataset, NULL)
            : "",
        t->part ? chora_phrase(t->teller, "note.tally-part", NULL) : "",
    };
    if (!parts[0] || !parts[1] || !parts[2])
        return NULL;
    return chora_arena_printf(t->run->arena, "%s%s%s%s%s", parts[0], *parts[1] ? " " : "", parts[1],
                              *parts[2] ? " " : "", parts[2]);
}

static chora_status caption(claims_table *t, const chora_template_part *part, chora_block *out)
{
    chora_run_work *run = t->run;
    chora_scope whole = whole_scope(t);
    const char *note = NULL;
    const char *title = t->by_month ? "table.claims-months" : "table.claims";
    chora_status st =
        chora_run_option(run, part, "title", chora_phrase(t->teller, title, NULL), &out->title);
    if (!st)
        st = chora_run_option(run, part, "subtitle",
                              chora_phrase(t->teller, "table.claims-subtitle", "period",
                                           chora_tell_period(t->teller, whole.period), NULL),
                              &out->subtitle);
    if (!st)
        st = chora_run_option(run, part, "note", draft_note(t), &note);
    if (!st && (!out->title || !out->subtitle || !note))
        return chora_no_memory(run->err);
    out->note = chora_run_inlines(run, note, 0);
    return st;
}

static chora_status fill_table(claims_table *t, chora_block *out)
{
    chora_run_work *run = t->run;
    chora_report_row *rows = chora_arena_alloc(run->arena, t->count, sizeof *rows);
    chora_status st = rows ? CHORA_OK : chora_no_memory(run->err);
    make_columns(t);
    for (size_t i = 0; !st && i < t->count; i++)
        st = fill_row(t, &t->rows[i], &rows[i]);
    out->kind = CHORA_BLOCK_TABLE;
    out->table.rows = rows;
    out->table.row_count = t->count;
    out->table.column_count = t->column_count;
    out->table.columns =
        chora_arena_copy(run->arena, t->columns, t->column_count, sizeof *t->columns);
    return st ? st : out->table.columns ? CHORA_OK : chora_no_memory(run->err);
}

chora_status chora_run_claims(chora_run_work *run, const chora_template_part *part, bool by_month,
                              chora_block *out)
{
    claims_table t = { .run = run,
                       .teller = &run->facts.teller,
                       .by_month = by_month,
                       .has_tally = run->facts.tallies.dataset != NULL };
    chora_parts months = { 0 };
    chora_status told = chora_claims_told(&run->facts, run->err);
    if (told) {
        chora_at(run->err, "%s:%d:%d", run->request->file, part->at.row, part->at.column);
        return told;
    }
    chora_status st = by_month
                          ? chora_facts_by_period(&run->facts, &run->values.main, &months, run->err)
                          : CHORA_OK;
    size_t most = (by_month ? months.count : run->facts.records.frame.count) + 2;
    t.rows = st ? NULL : chora_arena_alloc(run->arena, most, sizeof *t.rows);
    if (!st && !t.rows)
        st = chora_no_memory(run->err);
    if (st)
        return st;
    if (by_month)
        list_months(&t, &months);
    else
        list_areas(&t);
    add_sums(&t);
    st = fill_table(&t, out);
    return st ? st : caption(&t, part, out);
}
