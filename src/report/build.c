/* The whole: front matter, facts, template, Markdown, numbers for figures and tables. */
#include "base/file.h"
#include "base/origin.h"
#include "base/text.h"
#include "report/markdown.h"
#include "report/run.h"
#include "store/query.h"
#include "store/shield.h"
#include "style/style.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_TEMPLATE = 4 << 20, LONGEST_REPORT = 64 << 20, MOST_LOCALS = 64, TEXTS = 8 };

/* ---- the period ---------------------------------------------------------------------------- */

/* The last month that is covered to its end, else the last one that is covered at all. */
static chora_period default_period(const chora_records *records, chora_calendar calendar)
{
    chora_period_kind kind = chora_period_kind_in(CHORA_PERIOD_MONTH, calendar);
    chora_period month = chora_period_of(kind, records->last);
    if (month.last > records->last && month.first > records->first)
        month = chora_period_of(kind, month.first - 1);
    return month;
}

static chora_status choose_period(chora_run_work *run, chora_period *out)
{
    const chora_records *records = &run->facts.records;
    chora_calendar calendar = (chora_calendar)run->front->calendar;
    chora_day day = 0;
    if (run->request->period_given) {
        chora_status st =
            chora_period_stated(run->request->period, run->request->written, calendar, run->err);
        if (st) {
            chora_at(run->err, "%s", run->request->file);
            return st;
        }
    }
    if (!run->request->period_given && !records->covered)
        return chora_fail(run->err, CHORA_ENOTFOUND,
                          "no incident of dataset \"%s\" has a date: name a --period",
                          records->dataset);
    *out = run->request->period_given ? run->request->period : default_period(records, calendar);
    if (chora_facts_cover(&run->facts, *out, &day) != CHORA_COVER_NONE)
        return CHORA_OK;
    char label[CHORA_PERIOD_TEXT_MAX], first[CHORA_PERIOD_TEXT_MAX], last[CHORA_PERIOD_TEXT_MAX];
    chora_period_label(*out, label);
    chora_day_format(records->first, first);
    chora_day_format(records->last, last);
    return chora_fail(run->err, CHORA_ENOTFOUND,
                      "%s is outside the span the dataset covers (%s to %s): there is nothing to "
                      "report, not even that nothing happened; choose another --period",
                      label, first, last);
}

/* ---- names --------------------------------------------------------------------------------- */

static chora_local text_local(const char *name, const char *text)
{
    return (chora_local){ name, { .kind = CHORA_VALUE_TEXT, .text = text } };
}

static chora_status name_texts(chora_run_work *run)
{
    chora_local *texts = chora_arena_alloc(run->arena, TEXTS, sizeof *texts);
    run->values.locals = chora_arena_alloc(run->arena, MOST_LOCALS, sizeof *run->values.locals);
    if (!texts || !run->values.locals)
        return chora_no_memory(run->err);
    size_t count = 0;
    texts[count++] = text_local("country", run->facts.country);
    texts[count++] = text_local("dataset", run->facts.records.dataset);
    texts[count++] = text_local("publisher", run->front->publisher);
    texts[count++] = text_local("group", run->front->group);
    texts[count++] = text_local("version", run->request->version ? run->request->version : "");
    texts[count++] = text_local("hash", run->facts.records.hash);
    run->values.texts = texts;
    run->values.text_count = count;
    return CHORA_OK;
}

/* ---- numbering ----------------------------------------------------------------------------- */

typedef struct {
    const chora_teller *teller;
    size_t figures, tables, sections;
    bool has_first; /* A heading # stands in the text: all are one level lower. */
} numbering;

static bool has_first_heading(const chora_block *blocks, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (blocks[i].kind == CHORA_BLOCK_HEADING && blocks[i].level == 1)
            return true;
    return false;
}

static void number_captioned(numbering *n, chora_block *block)
{
    bool figure = block->kind == CHORA_BLOCK_FIGURE;
    if (!block->title || !*block->title)
        return;
    block->number = figure ? ++n->figures : ++n->tables;
    block->label = chora_phrase(n->teller, figure ? "label.figure" : "label.table", "n",
                                chora_tell_number(n->teller, (int64_t)block->number), NULL);
    block->anchor =
        chora_arena_printf(n->teller->arena, figure ? "figure-%zu" : "table-%zu", block->number);
}

static void number_heading(numbering *n, chora_block *block)
{
    block->level += n->has_first;
    block->level = block->level < 2 ? 2 : block->level > 4 ? 4 : block->level;
    block->anchor = chora_arena_printf(n->teller->arena, "section-%zu", ++n->sections);
}

/* The blocks are this function's own: they were made in the arena for this document. */
static void number_blocks(numbering *n, const chora_block *blocks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        chora_block *block = (chora_block *)&blocks[i];
        if (!block->title)
            block->title = "";
        if (!block->subtitle)
            block->subtitle = "";
        if (block->kind == CHORA_BLOCK_HEADING)
            number_heading(n, block);
        if (block->kind == CHORA_BLOCK_FIGURE || block->kind == CHORA_BLOCK_TABLE)
            number_captioned(n, block);
        number_blocks(n, block->children, block->child_count);
    }
}

/* ---- the document -------------------------------------------------------------------------- */

static const char *folder_of(chora_arena *arena, const char *path)
{
    const char *name = chora_path_name(path);
    return name == path ? "" : chora_arena_strndup(arena, path, (size_t)(name - path) - 1);
}

static chora_status read_blocks(chora_run_work *run, chora_document *out)
{
    chora_markdown_context context = { .arena = run->arena,
                                       .file = run->request->file,
                                       .folder = folder_of(run->arena, run->request->file),
                                       .made = run->made,
                                       .made_count = run->made_count,
                                       .lines = run->lines,
                                       .line_count = run->line_count };
    chora_status st =
        chora_markdown_read(&context, chora_buffer_text(&run->text), run->text.length, &out->blocks,
                            &out->block_count, &out->notes, &out->note_count, run->err);
    numbering n = { .teller = &run->facts.teller };
    n.has_first = !st && has_first_heading(out->blocks, out->block_count);
    if (!st)
        number_blocks(&n, out->blocks, out->block_count);
    return st;
}

/* When the data was fetched, else last imported; 0 when neither is known. */
static chora_status read_data_day(chora_run_work *run, chora_day *out)
{
    chora_query *query = NULL;
    bool row = false;
    chora_status st =
        chora_query_open(run->facts.store,
                         "SELECT coalesce(nullif(d.accessed, ''), (SELECT max(substr(started_utc, "
                         "1, 10)) FROM run WHERE id IN (SELECT run_id FROM incident WHERE "
                         "dataset_id = d.id))) FROM dataset d WHERE id = ?1",
                         &query, run->err);
    if (st)
        return st;
    chora_query_bind_int(query, 1, run->facts.records.dataset_id);
    int year, month, day;
    *out = 0;
    st = chora_query_step(query, &row, run->err);
    if (!st && row && chora_query_text(query, 0) &&
        sscanf(chora_query_text(query, 0), "%d-%d-%d", &year, &month, &day) == 3 &&
        chora_ymd_valid(year, month, day))
        *out = chora_day_from_ymd(year, month, day);
    chora_query_close(query);
    return st;
}

/* A report in another calendar than its language's says the period in both. */
static chora_status period_line(chora_run_work *run, const char **out)
{
    const chora_teller *teller = &run->facts.teller;
    const chora_words *own = NULL;
    const char *period = chora_tell_period(teller, run->values.main.period);
    chora_status st = chora_words_load(run->front->language, CHORA_CALENDAR_OF_LANGUAGE, run->arena,
                                       &own, run->err);
    if (st)
        return st;
    const chora_teller other = { run->arena, "", own };
    *out = chora_words_calendar(own) == chora_words_calendar(teller->words)
               ? chora_phrase(teller, "masthead.period", "period", period, NULL)
               : chora_phrase(teller, "masthead.period-both", "period", period, "other",
                              chora_tell_period(&other, run->values.main.period), NULL);
    return CHORA_OK;
}

/* The period, and how old the data is. */
static chora_status fill_dates(chora_run_work *run, chora_document *out)
{
    const chora_teller *teller = &run->facts.teller;
    const char *period = NULL;
    chora_status st = period_line(run, &period);
    if (!st)
        st = read_data_day(run, &out->data_day);
    out->dates = period;
    if (st || !out->data_day || !period)
        return st;
    const char *date = chora_tell_date(teller, out->data_day);
    out->dates = chora_arena_printf(run->arena, "%s  ·  %s", period,
                                    chora_phrase(teller, "masthead.data", "date", date, NULL));
    return CHORA_OK;
}

/* A condition may say what an output profile hides: then only that there is one. */
static const char *note_origin(const chora_run_work *run, chora_period period)
{
    char id[CHORA_PERIOD_TEXT_MAX];
    const char *where = run->front->where;
    const chora_profile_report *profile = chora_shield_report(run->facts.store);
    const chora_origin origin = { .data = run->facts.records.hash,
                                  .period = id,
                                  .where = where && *where && chora_shield_holds(run->facts.store)
                                               ? CHORA_ORIGIN_WITHHELD
                                               : where,
                                  .profile = profile->name };
    chora_period_id(period, id);
    return chora_origin_note(&origin, run->arena);
}

static chora_status fill_heads(chora_run_work *run, chora_document *out)
{
    const chora_front *front = run->front;
    const char *title = front->title ? front->title
                                     : chora_phrase(&run->facts.teller, "default_title", "country",
                                                    "{country}", NULL);
    const struct {
        const char *from;
        const char **to;
    } texts[] = { { title, &out->title },
                  { front->subtitle, &out->subtitle },
                  { front->series, &out->series },
                  { front->issue, &out->issue },
                  { front->publisher, &out->publisher },
                  { front->contact, &out->contact },
                  { front->caveat, &out->caveat } };
    chora_status st = CHORA_OK;
    for (size_t i = 0; !st && i < sizeof texts / sizeof *texts; i++)
        st = chora_run_fill(run, texts[i].from, front->title_at, texts[i].to);
    out->period = run->values.main.period;
    out->period_label = chora_tell_period(&run->facts.teller, out->period);
    if (!st)
        st = fill_dates(run, out);
    out->language = front->language;
    out->words = run->facts.teller.words;
    out->right_to_left = chora_words_leftward(out->words);
    out->style = front->style;
    out->title_page = front->title_page;
    out->source = chora_arena_printf(run->arena, "dataset %s; rows %s; Chora %s",
                                     run->facts.records.dataset, run->facts.records.hash,
                                     run->request->version ? run->request->version : "");
    out->made_from = note_origin(run, out->period);
    bool made = out->period_label && out->dates && out->source && out->made_from;
    return st ? st : made ? CHORA_OK : chora_no_memory(run->err);
}

/* ---- together ------------------------------------------------------------------------------ */

/* One calendar in a report: the one it names, else that of the period asked for, else that of its
 * language. */
static chora_calendar calendar_of(const chora_run_work *run, chora_period period)
{
    if (run->front->calendar != CHORA_CALENDAR_OF_LANGUAGE)
        return (chora_calendar)run->front->calendar;
    return run->request->period_given ? chora_calendar_of_period(period)
                                      : CHORA_CALENDAR_OF_LANGUAGE;
}

/* Months beside the period are those of its calendar; of a span, those that the template names. */
static chora_calendar counted_in(const chora_run_work *run, chora_period period)
{
    bool is_span = period.kind == CHORA_PERIOD_SPAN || period.kind == CHORA_PERIOD_ALL;
    return is_span ? (chora_calendar)run->front->calendar : chora_period_calendar(period.kind);
}

/* Before anything is counted: only {{ settings … }} asks for it. */
static chora_status check_setting(chora_run_work *run)
{
    chora_status st = chora_settings_check(run->facts.store, run->facts.records.dataset_id,
                                           &run->facts.settings_rule, run->err);
    if (st)
        chora_front_blame(run->request->file, run->front, CHORA_FRONT_SETTING, false, run->err);
    return st;
}

static chora_status load_facts(chora_run_work *run, chora_store *store)
{
    const chora_records_options options = { .dataset = run->request->dataset ? run->request->dataset
                                                                             : run->front->dataset,
                                            .where = run->front->where,
                                            .frame = run->front->areas,
                                            .level = 1 };
    const chora_words *words = NULL;
    chora_period period;
    chora_status st = chora_words_load(run->front->language, CHORA_CALENDAR_OF_LANGUAGE, run->arena,
                                       &words, run->err);
    if (st) {
        chora_front_blame(run->request->file, run->front, CHORA_FRONT_LANGUAGE,
                          run->request->language != NULL, run->err);
        return st;
    }
    st = chora_facts_load(store, &options, run->front->tally, words, run->arena, &run->facts,
                          run->err);
    if (st) {
        chora_front_place place = chora_front_place_of(run->err);
        chora_front_blame(run->request->file, run->front, place,
                          place == CHORA_FRONT_DATASET && run->request->dataset, run->err);
        return st;
    }
    run->facts.teller.group = run->front->group;
    run->facts.settings_rule =
        (chora_settings_rule){ run->front->setting, (int64_t)run->front->urban_people };
    st = check_setting(run);
    if (!st)
        st = choose_period(run, &period);
    if (st)
        return st;
    st = chora_words_load(run->front->language, calendar_of(run, period), run->arena,
                          &run->facts.teller.words, run->err);
    run->values.facts = &run->facts;
    run->values.file = run->request->file;
    run->values.main = chora_scope_of(period);
    run->facts.counted_in = counted_in(run, period);
    if (!st)
        st = chora_facts_check_told(&run->facts, period, run->err);
    return st ? st : name_texts(run);
}

/* Before anything is counted: the pages ask for it last. */
static chora_status check_style(chora_run_work *run)
{
    chora_style style;
    chora_status st = chora_style_load(run->front->style, run->arena, &style, run->err);
    if (st && run->front->at[CHORA_FRONT_STYLE].row)
        chora_front_blame(run->request->file, run->front, CHORA_FRONT_STYLE, false, run->err);
    return st;
}

static chora_status run_template(chora_run_work *run, chora_store *store, const char *text,
                                 size_t length, chora_front *front, chora_document *out)
{
    const char *body = text;
    int row = 1;
    chora_template_parts parts = { 0 };
    chora_status st = chora_front_read(run->request->file, text, length, run->arena, front, &body,
                                       &row, run->err);
    if (!st && run->request->language)
        front->language = run->request->language;
    if (!st && run->request->calendar != CHORA_CALENDAR_OF_LANGUAGE)
        front->calendar = (int)run->request->calendar;
    if (!st)
        st = chora_template_parse(run->request->file, body, length - (size_t)(body - text), row,
                                  run->arena, &parts, run->err);
    if (!st)
        st = check_style(run);
    if (!st)
        st = load_facts(run, store);
    run->facts.tells_settings = memmem(text, length, "settings", strlen("settings")) !=
                                NULL; /* also in a loop: p.settings.urban */
    if (!st)
        st = chora_run_parts(run, parts);
    if (!st)
        st = read_blocks(run, out);
    return st ? st : fill_heads(run, out);
}

static void run_end(chora_run_work *run)
{
    chora_facts_free(&run->facts);
    chora_buffer_free(&run->text);
    free(run->lines);
    free(run->made);
}

chora_status chora_report_build(chora_store *store, const chora_report_request *request,
                                chora_document **out, chora_error *err)
{
    chora_document *document = chora_alloc(1, sizeof *document);
    chora_buffer text = CHORA_BUFFER_INIT(LONGEST_TEMPLATE);
    chora_front front;
    chora_run_work run = { .request = request,
                           .front = &front,
                           .arena = chora_arena_new(),
                           .text = CHORA_BUFFER_INIT(LONGEST_REPORT),
                           .err = err };
    chora_status st =
        document && run.arena ? chora_file_read(request->file, &text, err) : chora_no_memory(err);
    if (document)
        document->arena = run.arena;
    if (!st && chora_utf8_valid_prefix(chora_buffer_text(&text), text.length) < text.length)
        st = chora_fail(err, CHORA_EDATA, "%s: not UTF-8; save it as UTF-8", request->file);
    /* The document borrows texts of the template: they live as long as it does. */
    const char *kept =
        st ? NULL : chora_arena_strndup(run.arena, chora_buffer_text(&text), text.length);
    if (!st && !kept)
        st = chora_no_memory(err);
    if (!st)
        st = run_template(&run, store, kept, text.length, &front, document);
    if (document) {
        document->pages = run.pages;
        document->page_count = run.page_count;
    }
    run_end(&run);
    chora_buffer_free(&text);
    if (st)
        chora_document_free(document);
    else
        *out = document;
    return st;
}
