/* What was really done: where the rows come from, how they were placed, what is counted. */
#include "report/run.h"

#include "measure/account.h"
#include "measure/incidents.h"
#include "store/query.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_FACTS = 48, LONGEST_FACT = 1 << 16 };

/* A list of facts: what, and how. */
typedef struct {
    chora_run_work *run;
    struct {
        const char *name, *text;
    } items[MOST_FACTS];
    size_t count;
} fact_list;

static void add_fact(fact_list *list, const char *name, const char *text)
{
    if (text && *text && list->count < MOST_FACTS) {
        list->items[list->count].name = name;
        list->items[list->count++].text = text;
    }
}

static chora_status facts_table(fact_list *list, chora_block *out)
{
    chora_run_work *run = list->run;
    chora_report_column *columns = chora_arena_alloc(run->arena, 2, sizeof *columns);
    chora_report_row *rows = chora_arena_alloc(run->arena, list->count + 1, sizeof *rows);
    if (!columns || !rows)
        return chora_no_memory(run->err);
    columns[0].share = 1;
    columns[1].share = 4;
    for (size_t i = 0; i < list->count; i++) {
        chora_report_cell *cells = chora_arena_alloc(run->arena, 2, sizeof *cells);
        if (!cells)
            return chora_no_memory(run->err);
        cells[0] = (chora_report_cell){
            .text = chora_run_inlines(run, list->items[i].name, CHORA_INLINE_MUTED), .sort = NAN
        };
        cells[1] = (chora_report_cell){ .text = chora_run_inlines(run, list->items[i].text, 0),
                                        .sort = NAN };
        rows[i].cells = cells;
    }
    out->kind = CHORA_BLOCK_TABLE;
    out->table = (chora_report_table){ .columns = columns,
                                       .column_count = 2,
                                       .rows = rows,
                                       .row_count = list->count,
                                       .tall = true,
                                       .headless = true };
    return CHORA_OK;
}

/* ---- queries ------------------------------------------------------------------------------- */

/* One line for each row of a statement over the dataset, joined. */
static chora_status query_text(chora_run_work *run, const char *sql, const char *between,
                               const char **out)
{
    chora_query *query = NULL;
    chora_buffer text = CHORA_BUFFER_INIT(LONGEST_FACT);
    bool row = false;
    chora_status st = chora_query_open(run->facts.store, sql, &query, run->err);
    if (st)
        return st;
    if (strstr(sql, "?1"))
        chora_query_bind_int(query, 1, run->facts.records.dataset_id);
    while (!(st = chora_query_step(query, &row, run->err)) && row) {
        const char *line = chora_query_text(query, 0);
        if (line && *line)
            chora_buffer_printf(&text, "%s%s", text.length ? between : "", line);
    }
    chora_query_close(query);
    *out = chora_arena_strdup(run->arena, chora_buffer_text(&text));
    chora_buffer_free(&text);
    return st ? st : *out ? CHORA_OK : chora_no_memory(run->err);
}

#define OF_DATASET                                                                                 \
    "FROM run WHERE kind = 'incidents' AND id IN (SELECT run_id FROM incident WHERE dataset_id = " \
    "?1) "

static chora_status data_text(chora_run_work *run, const char **out)
{
    return query_text(run,
                      "SELECT file || ': read ' || coalesce(read, 0) || ', of which ' || "
                      "coalesce(rejected, 0) || ' rejected' || CASE WHEN conflict > 0 THEN ', ' || "
                      "conflict || ' in conflict' ELSE '' END || '; imported ' || "
                      "substr(started_utc, 1, 10) || '; SHA-256 ' || sha256 " OF_DATASET
                      "ORDER BY id",
                      ". ", out);
}

static chora_status origin_text(chora_run_work *run, const char **out)
{
    return query_text(run,
                      "SELECT name || coalesce('; ' || nullif(origin, ''), '') || coalesce('; "
                      "licence: ' || nullif(licence, ''), '') || coalesce('; accessed ' || "
                      "nullif(accessed, ''), '') FROM dataset WHERE id = ?1",
                      ". ", out);
}

static chora_status layers_text(chora_run_work *run, const char **out)
{
    return query_text(run,
                      "SELECT name || ' (' || coalesce(source, 'origin not stated') || "
                      "coalesce('; ' || licence, '') || coalesce('; ' || dated, '') || '; SHA-256 "
                      "' || coalesce(substr(sha256, 1, 12) || '…', 'not known') || ')' FROM layer "
                      "WHERE role = 'areas' AND current = 1 ORDER BY level",
                      "; ", out);
}

/* ---- how the rows were placed -------------------------------------------------------------- */

/* How precisely the rows of the period are placed, and how they were found. */
static chora_status placing_text(chora_run_work *run, const char **out)
{
    static const char *const known[] = { "to the site",     "near it",         "to the town",
                                         "to the district", "to the province", "to the country",
                                         "not placed" };
    int64_t by_level[CHORA_NOT_STATED] = { 0 }, total = 0;
    chora_buffer text = CHORA_BUFFER_INIT(LONGEST_FACT);
    const chora_records *records = &run->facts.records;
    for (size_t i = 0; i < records->count; i++)
        if (chora_scope_holds(&run->values.main, &records->items[i])) {
            by_level[records->items[i].precision]++;
            total++;
        }
    chora_buffer_printf(&text, "Of the %lld incidents of the period: ", (long long)total);
    bool any = false;
    for (int level = 0; level < CHORA_NOT_STATED; level++)
        if (by_level[level]) {
            chora_buffer_printf(&text, "%s%lld known %s", any ? ", " : "",
                                (long long)by_level[level], known[level]);
            any = true;
        }
    if (!any)
        chora_buffer_add_text(&text, "none");
    chora_buffer_add_text(&text, ". A province is coloured by what is known to it or finer; a "
                                 "symbol stands only where the town or its district is known.");
    *out = chora_arena_strdup(run->arena, chora_buffer_text(&text));
    chora_buffer_free(&text);
    return *out ? CHORA_OK : chora_no_memory(run->err);
}

static chora_status matching_text(chora_run_work *run, const char **out)
{
    const char *methods = NULL;
    chora_status st = query_text(
        run,
        "SELECT method || ' ' || count(*) FROM match m JOIN incident i ON i.id = m.incident_id "
        "WHERE i.dataset_id = ?1 AND i.withdrawn_run IS NULL GROUP BY method ORDER BY count(*) "
        "DESC, method",
        ", ", &methods);
    if (!st)
        *out = chora_arena_printf(run->arena,
                                  "All rows of the dataset, by how their place was found: %s. An "
                                  "ambiguous name is refused, not guessed.",
                                  methods);
    return st ? st : *out ? CHORA_OK : chora_no_memory(run->err);
}

/* ---- the words ----------------------------------------------------------------------------- */

static const char *counting_text(chora_run_work *run)
{
    const chora_records *records = &run->facts.records;
    const char *filter = run->front->where;
    return chora_arena_printf(
        run->arena,
        "Incidents of the dataset “%s”%s%s%s. Each row is one event; an event of several days "
        "counts on its first. %lld rows in the project%s%lld left out by the filter.",
        records->dataset, filter ? " for which " : "", filter ? filter : "", filter ? "" : "",
        (long long)records->accepted, ", ", (long long)records->filtered_out);
}

static const char *people_text(chora_run_work *run)
{
    chora_count count = chora_facts_count(&run->facts, &run->values.main);
    return chora_arena_printf(
        run->arena,
        "The lowest and the highest figure found; both are added up separately and are bounds, not "
        "estimates. A row without any figure is “not known”, is left out of the sum, and the sum "
        "is then marked *: %lld for the killed and %lld for the injured in this period. 0 means "
        "that the reports named nobody. An incident counts “with deaths” when its lowest figure "
        "is above zero.",
        (long long)count.killed.unknown, (long long)count.injured.unknown);
}

static const char *coverage_text(chora_run_work *run)
{
    const chora_records *records = &run->facts.records;
    if (!records->covered)
        return "The data states no covered span.";
    return chora_arena_printf(
        run->arena,
        "The data covers %s to %s. In that span white means that none is recorded, which does not "
        "mean that nothing happened; outside it nobody looked.",
        chora_tell_date(&run->facts.teller, records->first),
        chora_tell_date(&run->facts.teller, records->last));
}

/* A box has paragraphs with a bold head each. */
static chora_status fact_paragraphs(fact_list *list, chora_block *out)
{
    chora_run_work *run = list->run;
    chora_block *children = chora_arena_alloc(run->arena, list->count + 1, sizeof *children);
    if (!children)
        return chora_no_memory(run->err);
    for (size_t i = 0; i < list->count; i++) {
        chora_inline *items = chora_arena_alloc(run->arena, 3, sizeof *items);
        if (!items)
            return chora_no_memory(run->err);
        items[0] = (chora_inline){ .text = list->items[i].name, .style = CHORA_INLINE_STRONG };
        items[1] = (chora_inline){ .text = "", .style = CHORA_INLINE_BREAK };
        items[2] = (chora_inline){ .text = list->items[i].text };
        children[i] = (chora_block){
            .kind = CHORA_BLOCK_PARAGRAPH, .title = "", .subtitle = "", .text = { items, 3 }
        };
    }
    out->kind = CHORA_BLOCK_BOX;
    out->children = children;
    out->child_count = list->count;
    return CHORA_OK;
}

chora_status chora_run_methods(chora_run_work *run, const chora_template_part *part,
                               chora_block *out)
{
    static const char *const options[] = { "title", NULL };
    fact_list list = { .run = run };
    const char *placing = "", *matching = "", *origin = "", *data = "";
    chora_status st = chora_run_check_options(run, part, options);
    if (!st)
        st = placing_text(run, &placing);
    if (!st)
        st = matching_text(run, &matching);
    if (!st)
        st = origin_text(run, &origin);
    if (!st)
        st = data_text(run, &data);
    if (!st)
        st = chora_run_option(run, part, "title", "Method", &out->title);
    if (st)
        return st;
    add_fact(&list, "What is counted", counting_text(run));
    add_fact(&list, "Casualties", people_text(run));
    add_fact(&list, "Place", placing);
    add_fact(&list, "Matching", matching);
    add_fact(&list, "Coverage", coverage_text(run));
    add_fact(&list, "Origin", origin);
    return fact_paragraphs(&list, out);
}

/* ---- the account --------------------------------------------------------------------------- */

/* What became of every row in the reported period. */
typedef struct {
    int64_t read, counted, in_area, coarse, unplaced, undated, elsewhen, filtered;
} account;

static account make_account(const chora_run_work *run)
{
    const chora_records *records = &run->facts.records;
    account a = { .read = records->accepted, .filtered = records->filtered_out };
    for (size_t i = 0; i < records->count; i++) {
        const chora_record *record = &records->items[i];
        if (!record->dated) {
            a.undated++;
        } else if (!chora_scope_holds(&run->values.main, record)) {
            a.elsewhen++;
        } else {
            a.counted++;
            a.in_area += record->placed;
            a.coarse += !record->placed && record->precision < CHORA_NONE;
            a.unplaced += !record->placed && record->precision >= CHORA_NONE;
        }
    }
    return a;
}

static chora_report_cell account_cell(chora_run_work *run, int64_t number)
{
    const char *text = number < 0 ? "–" : chora_tell_number(&run->facts.teller, number);
    return (chora_report_cell){ .text = chora_run_inlines(run, text, 0), .sort = (double)number };
}

static bool fill_account_row(chora_run_work *run, const char *name, const int64_t *numbers,
                             chora_report_row_role role, chora_report_row *out)
{
    chora_report_cell *cells = chora_arena_alloc(run->arena, 6, sizeof *cells);
    if (!cells)
        return false;
    cells[0] = (chora_report_cell){ .text = chora_run_inlines(run, name, 0), .sort = NAN };
    for (int i = 0; i < 5; i++)
        cells[i + 1] = account_cell(run, numbers[i]);
    *out = (chora_report_row){ role, NULL, cells };
    return true;
}

chora_status chora_run_account(chora_run_work *run, const chora_template_part *part,
                               chora_block *out)
{
    static const char *const no_options[] = { NULL };
    static const char *const heads[] = {
        "Rows",    "In the project", "In a province", "Known only to country", "Without a place",
        "Left out"
    };
    account a = make_account(run);
    chora_report_column *columns = chora_arena_alloc(run->arena, 6, sizeof *columns);
    chora_report_row *rows = chora_arena_alloc(run->arena, 4, sizeof *rows);
    const char *period = chora_tell_period(&run->facts.teller, run->values.main.period);
    if (!columns || !rows || !period)
        return chora_no_memory(run->err);
    if (a.read != a.counted + a.elsewhen + a.undated + a.filtered ||
        a.counted != a.in_area + a.coarse + a.unplaced)
        return chora_fail(run->err, CHORA_ESTORE, "the account of the report does not close");
    for (int i = 0; i < 6; i++)
        columns[i] = (chora_report_column){ .kind = i ? CHORA_COLUMN_NUMBER : CHORA_COLUMN_WORDS,
                                            .share = i ? 0 : 1,
                                            .head = chora_run_inlines(run, heads[i], 0) };
    size_t count = 0;
    bool fine =
        fill_account_row(run, period, (int64_t[]){ a.counted, a.in_area, a.coarse, a.unplaced, 0 },
                         CHORA_ROW_BODY, &rows[count++]) &&
        fill_account_row(run, "Other periods", (int64_t[]){ a.elsewhen, -1, -1, -1, 0 },
                         CHORA_ROW_BODY, &rows[count++]);
    if (fine && a.undated + a.filtered)
        fine = fill_account_row(
            run, "Without a month, or left out by the filter",
            (int64_t[]){ a.undated + a.filtered, -1, -1, -1, a.undated + a.filtered },
            CHORA_ROW_BODY, &rows[count++]);
    fine = fine && fill_account_row(run, "All rows",
                                    (int64_t[]){ a.read, a.in_area, a.coarse, a.unplaced,
                                                 a.undated + a.filtered },
                                    CHORA_ROW_TOTAL, &rows[count++]);
    if (!fine)
        return chora_no_memory(run->err);
    out->kind = CHORA_BLOCK_TABLE;
    out->name = "account";
    out->table = (chora_report_table){
        .columns = columns, .column_count = 6, .rows = rows, .row_count = count
    };
    out->note = chora_run_inlines(
        run,
        "In the project = in a province + known only to the country + without a place, for "
        "the period reported. – : does not apply.",
        0);
    return chora_run_check_options(run, part, no_options);
}

/* ---- about this document ------------------------------------------------------------------- */

static const char *period_text(chora_run_work *run)
{
    const chora_teller *teller = &run->facts.teller;
    chora_scope before = chora_scope_previous(run->values.main);
    const chora_records *records = &run->facts.records;
    return chora_arena_printf(run->arena, "%s to %s; compared with %s to %s%s%s%s%s",
                              chora_tell_date(teller, run->values.main.period.first),
                              chora_tell_date(teller, run->values.main.period.last),
                              chora_tell_date(teller, before.period.first),
                              chora_tell_date(teller, before.period.last),
                              records->covered ? "; series " : "",
                              records->covered ? chora_tell_date(teller, records->first) : "",
                              records->covered ? " to " : "",
                              records->covered ? chora_tell_date(teller, records->last) : "");
}

chora_status chora_run_about(chora_run_work *run, const chora_template_part *part, chora_block *out)
{
    static const char *const no_options[] = { NULL };
    fact_list list = { .run = run };
    const char *data = "", *layers = "", *origin = "";
    chora_status st = data_text(run, &data);
    if (!st)
        st = layers_text(run, &layers);
    if (!st)
        st = origin_text(run, &origin);
    if (st)
        return st;
    add_fact(&list, "Data", data);
    add_fact(&list, "Origin", origin);
    add_fact(&list, "Period", period_text(run));
    add_fact(&list, "Boundaries", layers);
    add_fact(&list, "Made with",
             chora_arena_printf(run->arena, "Chora %s from %s; hash of the rows %s",
                                run->request->version ? run->request->version : "",
                                strrchr(run->request->file, '/')
                                    ? strrchr(run->request->file, '/') + 1
                                    : run->request->file,
                                run->facts.records.hash));
    add_fact(&list, "Publisher", run->front->publisher);
    add_fact(&list, "Corrections", run->front->contact);
    st = chora_run_check_options(run, part, no_options);
    out->name = "about";
    return st ? st : facts_table(&list, out);
}

chora_status chora_run_disclaimer(chora_run_work *run, const chora_template_part *part,
                                  chora_block *out)
{
    static const char *const no_options[] = { NULL };
    static const char drafted[] =
        "The boundaries and names shown and the designations used on the maps do not imply "
        "endorsement or acceptance by the publisher. Dotted and dashed lines are approximate; they "
        "show lines of control and boundaries whose status is disputed or not yet agreed. The "
        "naming of a group or person in this report is not a finding of legal responsibility. "
        "Figures may change as sources are added or corrected.";
    out->kind = CHORA_BLOCK_PARAGRAPH;
    out->text = chora_run_inlines(run, *run->front->disclaimer ? run->front->disclaimer : drafted,
                                  CHORA_INLINE_MUTED);
    return chora_run_check_options(run, part, no_options);
}
