/* What was really done: where the rows come from, how they were placed, what is counted. */
#include "report/run.h"

#include "base/file.h"
#include "compose/claim_rule.h"
#include "measure/account.h"
#include "measure/incidents.h"
#include "place/links_rows.h"
#include "store/query.h"

#include <math.h>
#include <stdio.h>
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

static void add_fact(fact_list *list, const char *key, const char *text)
{
    if (text && *text && list->count < MOST_FACTS) {
        list->items[list->count].name = chora_phrase(&list->run->facts.teller, key, NULL);
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

/* What a row of a statement says; NULL without memory. */
typedef const char *(*row_teller)(chora_run_work *run, chora_query *query);

/* One text for each row of a statement over the dataset, joined. */
static chora_status query_text(chora_run_work *run, const char *sql, row_teller tell,
                               const char *between, const char **out)
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
        const char *line = tell(run, query);
        if (line && *line)
            chora_buffer_printf(&text, "%s%s", text.length ? between : "", line);
    }
    chora_query_close(query);
    *out = chora_arena_strdup(run->arena, chora_buffer_text(&text));
    chora_buffer_free(&text);
    return st ? st : *out ? CHORA_OK : chora_no_memory(run->err);
}

static const char *column_text(chora_query *query, int column)
{
    const char *text = chora_query_text(query, column);
    return text ? text : "";
}

static const char *column_number(chora_run_work *run, chora_query *query, int column)
{
    return chora_tell_number(&run->facts.teller, chora_query_int(query, column));
}

/* "2023-09-01 …" as a date; what is no date as it is. */
static const char *column_date(chora_run_work *run, chora_query *query, int column)
{
    const char *text = column_text(query, column);
    int year, month, day;
    if (sscanf(text, "%4d-%2d-%2d", &year, &month, &day) == 3 && chora_ymd_valid(year, month, day))
        return chora_tell_date(&run->facts.teller, chora_day_from_ymd(year, month, day));
    return text;
}

/* Parts with the language's mark between clauses; empty ones are left out. */
static const char *join_clauses(chora_run_work *run, const char *const *parts, size_t count)
{
    const char *text = "";
    for (size_t i = 0; text && i < count; i++)
        if (parts[i] && *parts[i])
            text = chora_arena_printf(run->arena, "%s%s%s", text,
                                      *text ? chora_words_clause(run->facts.teller.words) : "",
                                      parts[i]);
    return text;
}

static const char *tell_file(chora_run_work *run, chora_query *query)
{
    bool conflict = chora_query_int(query, 3) > 0;
    return chora_phrase(&run->facts.teller, conflict ? "about.file-conflict" : "about.file", "file",
                        column_text(query, 0), "read", column_number(run, query, 1), "rejected",
                        column_number(run, query, 2), "conflict", column_number(run, query, 3),
                        "date", column_date(run, query, 4), "hash", column_text(query, 5), NULL);
}

static chora_status data_text(chora_run_work *run, const char **out)
{
    return query_text(run,
                      "SELECT file, coalesce(read, 0), coalesce(rejected, 0), conflict, "
                      "started_utc, sha256 FROM run WHERE kind = 'incidents' AND id IN (SELECT "
                      "run_id FROM incident WHERE dataset_id = ?1) ORDER BY id",
                      tell_file, ". ", out);
}

static const char *tell_licence(chora_run_work *run, const char *licence)
{
    return *licence ? chora_phrase(&run->facts.teller, "about.licence", "licence", licence, NULL)
                    : "";
}

static const char *tell_dataset(chora_run_work *run, chora_query *query)
{
    const chora_teller *teller = &run->facts.teller;
    const char *date = column_date(run, query, 3);
    const char *accessed =
        *date ? chora_say(teller->words, teller->arena, "source.accessed", "date", date, NULL) : "";
    const char *parts[] = { column_text(query, 0), column_text(query, 1),
                            tell_licence(run, column_text(query, 2)), accessed };
    return join_clauses(run, parts, 4);
}

static chora_status origin_text(chora_run_work *run, const char **out)
{
    return query_text(run, "SELECT name, origin, licence, accessed FROM dataset WHERE id = ?1",
                      tell_dataset, ". ", out);
}

static const char *tell_layer(chora_run_work *run, chora_query *query)
{
    const chora_teller *teller = &run->facts.teller;
    const char *source = column_text(query, 1), *hash = column_text(query, 4);
    const char *parts[] = { *source ? source : chora_phrase(teller, "about.no-origin", NULL),
                            column_text(query, 2), column_text(query, 3),
                            *hash ? chora_phrase(teller, "about.hash", "hash", hash, NULL)
                                  : chora_phrase(teller, "about.no-hash", NULL) };
    return chora_phrase(teller, "about.layer", "name", column_text(query, 0), "details",
                        join_clauses(run, parts, 4), NULL);
}

static chora_status layers_text(chora_run_work *run, const char **out)
{
    return query_text(run,
                      "SELECT name, source, licence, dated, substr(sha256, 1, 12) || '…' FROM "
                      "layer WHERE role = 'areas' AND current = 1 ORDER BY level",
                      tell_layer, chora_words_clause(run->facts.teller.words), out);
}

/* ---- how the rows were placed -------------------------------------------------------------- */

static void add_known(chora_run_work *run, chora_precision level, int64_t count, chora_buffer *list)
{
    const chora_teller *teller = &run->facts.teller;
    char key[64];
    if (!count)
        return;
    snprintf(key, sizeof key, "method.known.%s", chora_precision_name(level));
    chora_buffer_add_text(list, list->length ? chora_words_list(teller->words) : "");
    chora_buffer_add_text(
        list, chora_phrase_many(teller, key, count, "n", chora_tell_number(teller, count), NULL));
}

/* How precisely the rows of the period are placed. */
static chora_status placing_text(chora_run_work *run, const char **out)
{
    const chora_teller *teller = &run->facts.teller;
    const chora_records *records = &run->facts.records;
    int64_t by_level[CHORA_NOT_STATED] = { 0 }, total = 0;
    chora_buffer list = CHORA_BUFFER_INIT(LONGEST_FACT);
    if (chora_facts_count(&run->facts, &run->values.main).withheld) {
        *out = chora_facts_hidden_words(&run->facts);
        return *out ? CHORA_OK : chora_no_memory(run->err);
    }
    for (size_t i = 0; i < records->count; i++)
        if (chora_scope_holds(&run->values.main, &records->items[i])) {
            by_level[records->items[i].precision]++;
            total++;
        }
    for (int level = 0; level < CHORA_NOT_STATED; level++)
        add_known(run, (chora_precision)level, by_level[level], &list);
    const char *known =
        total ? chora_buffer_text(&list) : chora_phrase(teller, "method.nothing", NULL);
    *out = chora_phrase_many(teller, "method.place", total, "n", chora_tell_number(teller, total),
                             "list", known, NULL);
    chora_buffer_free(&list);
    return *out ? CHORA_OK : chora_no_memory(run->err);
}

/* "name 40" */
static const char *tell_method(chora_run_work *run, chora_query *query)
{
    const char *name = chora_phrase_known(&run->facts.teller, "match", column_text(query, 0));
    return chora_arena_printf(run->arena, "%s %s", name, column_number(run, query, 1));
}

static chora_status matching_text(chora_run_work *run, const char **out)
{
    const chora_teller *teller = &run->facts.teller;
    const char *methods = NULL;
    chora_status st = query_text(
        run,
        "SELECT method, count(*) FROM match m JOIN incident i ON i.id = m.incident_id "
        "WHERE i.dataset_id = ?1 AND i.withdrawn_run IS NULL GROUP BY method ORDER BY count(*) "
        "DESC, method",
        tell_method, chora_words_list(teller->words), &methods);
    if (!st)
        *out = chora_phrase(teller, "method.matching", "list", methods, NULL);
    return st ? st : *out ? CHORA_OK : chora_no_memory(run->err);
}

/* ---- the words ----------------------------------------------------------------------------- */

static const char *counting_text(chora_run_work *run)
{
    const chora_teller *teller = &run->facts.teller;
    const chora_records *records = &run->facts.records;
    const char *where = run->front->where;
    const char *of = chora_phrase(teller, where ? "method.of-where" : "method.of", "dataset",
                                  records->dataset, "condition", where, NULL);
    const char *counted =
        chora_phrase(teller, "method.counted", "rows", chora_tell_number(teller, records->accepted),
                     "left", chora_tell_number(teller, records->filtered_out), NULL);
    return of && counted ? chora_arena_printf(run->arena, "%s %s", of, counted) : NULL;
}

static const char *people_text(chora_run_work *run)
{
    const chora_teller *teller = &run->facts.teller;
    chora_count count = chora_facts_count(&run->facts, &run->values.main);
    if (count.withheld)
        return "";
    return chora_phrase(teller, "method.people", "killed",
                        chora_tell_number(teller, count.killed.unknown), "injured",
                        chora_tell_number(teller, count.injured.unknown), NULL);
}

static const char *coverage_text(chora_run_work *run)
{
    const chora_teller *teller = &run->facts.teller;
    const chora_records *records = &run->facts.records;
    if (!records->covered)
        return chora_phrase(teller, "method.not-covered", NULL);
    return chora_phrase(teller, "method.covered", "from", chora_tell_date(teller, records->first),
                        "to", chora_tell_date(teller, records->last), NULL);
}

/* By which rule claims are tied to verified incidents, how many are, and what totals are. */
static chora_status claims_text(chora_run_work *run, const char **out)
{
    const chora_facts *facts = &run->facts;
    const chora_teller *teller = &facts->teller;
    const char *parts[3] = { "", "", "" };
    chora_link_report links = { .claims = 0 };
    chora_status st = CHORA_OK;
    if (facts->basis.paired) {
        st = chora_links_count(facts->store, &links, run->err);
        parts[0] = chora_phrase(
            teller, "claims.rule", "claims", facts->basis.claims, "dataset", facts->records.dataset,
            "rule", chora_claim_rule_words(teller->words, facts->basis.tie, teller->arena), NULL);
        parts[1] = chora_phrase(
            teller, "claims.account", "n", chora_tell_number(teller, links.claims), "linked",
            chora_tell_number(teller, links.by_id + links.by_rule + links.by_decision), "waiting",
            chora_tell_number(teller, links.to_review), NULL);
    }
    if (facts->tallies.dataset)
        parts[2] = chora_phrase(teller, "tally.methods", "name", facts->tallies.dataset, NULL);
    if (st || !parts[0] || !parts[1] || !parts[2])
        return st ? st : chora_no_memory(run->err);
    *out = chora_arena_printf(run->arena, "%s%s%s%s%s", parts[0], *parts[1] ? " " : "", parts[1],
                              *parts[0] && *parts[2] ? " " : "", parts[2]);
    return *out ? CHORA_OK : chora_no_memory(run->err);
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
    const char *placing = "", *matching = "", *origin = "", *data = "", *claims = "";
    chora_status st = chora_run_check_options(run, part, options);
    if (!st)
        st = claims_text(run, &claims);
    if (!st)
        st = placing_text(run, &placing);
    if (!st)
        st = matching_text(run, &matching);
    if (!st)
        st = origin_text(run, &origin);
    if (!st)
        st = data_text(run, &data);
    if (!st)
        st = chora_run_option(run, part, "title",
                              chora_phrase(&run->facts.teller, "method.title", NULL), &out->title);
    if (st)
        return st;
    add_fact(&list, "method.head.counted", counting_text(run));
    if (run->facts.states_killed || run->facts.states_injured)
        add_fact(&list, "method.head.people", people_text(run));
    add_fact(&list, "method.head.place", placing);
    if (run->facts.tells_settings)
        add_fact(&list, "setting.head", chora_facts_settings_words(&run->facts));
    add_fact(&list, "method.head.matching", matching);
    add_fact(&list, "method.head.claims", claims);
    add_fact(&list, "method.head.coverage", coverage_text(run));
    add_fact(&list, "method.head.origin", origin);
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
    static const char *const heads[] = { "account.rows",    "account.in-project",
                                         "account.in-area", "account.country-only",
                                         "account.nowhere", "account.left-out" };
    const chora_teller *teller = &run->facts.teller;
    account a = make_account(run);
    chora_report_column *columns = chora_arena_alloc(run->arena, 6, sizeof *columns);
    chora_report_row *rows = chora_arena_alloc(run->arena, 4, sizeof *rows);
    const char *period = chora_tell_period(teller, run->values.main.period);
    if (!columns || !rows || !period)
        return chora_no_memory(run->err);
    if (a.read != a.counted + a.elsewhen + a.undated + a.filtered ||
        a.counted != a.in_area + a.coarse + a.unplaced)
        return chora_fail(run->err, CHORA_ESTORE, "the account of the report does not close");
    for (int i = 0; i < 6; i++)
        columns[i] = (chora_report_column){ .kind = i ? CHORA_COLUMN_NUMBER : CHORA_COLUMN_WORDS,
                                            .share = i ? 0 : 1,
                                            .head = chora_run_inlines(
                                                run, chora_phrase(teller, heads[i], NULL), 0) };
    if (chora_facts_count(&run->facts, &run->values.main).withheld) /* a dash for each */
        a = (account){ -1, -1, -1, -1, -1, -1, -1, -1 };
    size_t count = 0;
    bool fine =
        fill_account_row(run, period, (int64_t[]){ a.counted, a.in_area, a.coarse, a.unplaced, 0 },
                         CHORA_ROW_BODY, &rows[count++]) &&
        fill_account_row(run, chora_phrase(teller, "account.other-periods", NULL),
                         (int64_t[]){ a.elsewhen, -1, -1, -1, 0 }, CHORA_ROW_BODY, &rows[count++]);
    if (fine && a.undated + a.filtered > 0)
        fine = fill_account_row(
            run, chora_phrase(teller, "account.undated", NULL),
            (int64_t[]){ a.undated + a.filtered, -1, -1, -1, a.undated + a.filtered },
            CHORA_ROW_BODY, &rows[count++]);
    fine = fine && fill_account_row(run, chora_phrase(teller, "account.all", NULL),
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
    out->note = chora_run_inlines(run, chora_phrase(teller, "account.note", NULL), 0);
    return chora_run_check_options(run, part, no_options);
}

/* ---- about this document ------------------------------------------------------------------- */

static const char *period_text(chora_run_work *run)
{
    const chora_teller *teller = &run->facts.teller;
    const chora_period period = run->values.main.period;
    chora_scope before = chora_scope_previous(run->values.main);
    const chora_records *records = &run->facts.records;
    const char *parts[] = {
        chora_phrase(teller, "about.compared", "from", chora_tell_date(teller, period.first), "to",
                     chora_tell_date(teller, period.last), "before_from",
                     chora_tell_date(teller, before.period.first), "before_to",
                     chora_tell_date(teller, before.period.last), NULL),
        records->covered
            ? chora_phrase(teller, "about.series", "from", chora_tell_date(teller, records->first),
                           "to", chora_tell_date(teller, records->last), NULL)
            : ""
    };
    return join_clauses(run, parts, 2);
}

static const char *version_text(chora_run_work *run)
{
    return chora_phrase(&run->facts.teller, "about.version", "version", run->request->version,
                        "file", chora_path_name(run->request->file), "hash",
                        run->facts.records.hash, NULL);
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
    add_fact(&list, "about.data", data);
    add_fact(&list, "about.origin", origin);
    add_fact(&list, "about.period", period_text(run));
    add_fact(&list, "about.boundaries", layers);
    add_fact(&list, "about.made", version_text(run));
    add_fact(&list, "about.publisher", run->front->publisher);
    add_fact(&list, "about.corrections", run->front->contact);
    st = chora_run_check_options(run, part, no_options);
    out->name = "about";
    return st ? st : facts_table(&list, out);
}

chora_status chora_run_disclaimer(chora_run_work *run, const chora_template_part *part,
                                  chora_block *out)
{
    static const char *const no_options[] = { NULL };
    const char *drafted = chora_phrase(&run->facts.teller, "disclaimer", NULL);
    out->kind = CHORA_BLOCK_PARAGRAPH;
    out->text = chora_run_inlines(run, *run->front->disclaimer ? run->front->disclaimer : drafted,
                                  CHORA_INLINE_MUTED);
    return chora_run_check_options(run, part, no_options);
}
