/* Figures: made by whoever asked for the report, captioned here. */
#include "report/run.h"

#include "base/text.h"
#include "report/template_tokens.h"
#include "store/query.h"

#include <stdlib.h>
#include <string.h>

#define POINTS_PER_MM (72 / 25.4)

/* The text block of an A4 page, and the gutter between two pictures. */
#define FULL_WIDTH (174 * POINTS_PER_MM)
#define GUTTER (5 * POINTS_PER_MM)

enum { MOST_PANELS = 4 };

static chora_status unknown_figure(chora_run_work *run, const char *name, chora_spot at)
{
    const char *const *names = run->request->maker.names;
    const char *near = names ? chora_text_nearest(name, names) : NULL;
    chora_buffer all = CHORA_BUFFER_INIT(4096);
    for (size_t i = 0; names && names[i]; i++)
        chora_buffer_printf(&all, "%s%s", i ? ", " : "", names[i]);
    const char *there = all.length ? chora_buffer_text(&all) : "none";
    chora_status st =
        near ? chora_template_fail(run->request->file, at, run->err,
                                   "there is no figure \"%s\"; did you mean \"%s\"? (there are %s)",
                                   name, near, there)
             : chora_template_fail(run->request->file, at, run->err,
                                   "there is no figure \"%s\"; there are: %s. A figure is a file "
                                   "%s.yaml beside the template (chora new figure %s.yaml)",
                                   name, there, name, name);
    chora_buffer_free(&all);
    return st;
}

static bool is_known(const chora_run_work *run, const char *name)
{
    const char *const *names = run->request->maker.names;
    for (size_t i = 0; names && names[i]; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

static chora_status check_names(chora_run_work *run, const chora_template_part *part)
{
    for (size_t i = 0; i < part->word_count; i++)
        if (!is_known(run, part->words[i]))
            return unknown_figure(run, part->words[i], part->word_spots[i]);
    return CHORA_OK;
}

/* Where an option stands. */
static chora_spot option_spot(const chora_template_part *part, const char *key)
{
    for (size_t i = 0; i < part->option_count; i++)
        if (strcmp(part->options[i].key, key) == 0)
            return part->options[i].at;
    return part->at;
}

static chora_status read_height(chora_run_work *run, const chora_template_part *part, double *out)
{
    const char *text = NULL;
    double number = 0;
    chora_status st = chora_run_option(run, part, "height", NULL, &text);
    if (st || !text)
        return st;
    size_t length = strcspn(text, "m");
    const char *digits = chora_arena_strndup(run->arena, text, length);
    if (!digits || !chora_text_number(digits, &number) || number < 20 || number > 220)
        return chora_template_fail(run->request->file, option_spot(part, "height"), run->err,
                                   "height=\"%s\" is no height; write 20mm to 220mm", text);
    *out = number * POINTS_PER_MM;
    return CHORA_OK;
}

/* classes=shared: the names of all pictures of the block, NULL-ended; NULL: each has its own. */
static chora_status read_classes(chora_run_work *run, const chora_template_part *part,
                                 const char *const **out)
{
    const char *text = NULL;
    chora_status st = chora_run_option(run, part, "classes", NULL, &text);
    if (st || !text)
        return st;
    if (strcmp(text, "shared") != 0)
        return chora_template_fail(run->request->file, option_spot(part, "classes"), run->err,
                                   "classes=\"%s\" is nothing known; write classes=shared, or "
                                   "leave it out",
                                   text);
    if (part->word_count < 2)
        return chora_template_fail(run->request->file, option_spot(part, "classes"), run->err,
                                   "classes=shared is for two or more maps side by side, such as "
                                   "{{ figure one other classes=shared }}");
    const char **names = chora_arena_alloc(run->arena, part->word_count + 1, sizeof *names);
    if (!names)
        return chora_no_memory(run->err);
    memcpy(names, part->words, part->word_count * sizeof *names);
    names[part->word_count] = NULL;
    *out = names;
    return CHORA_OK;
}

static chora_status keep_page(chora_run_work *run, chora_page *page)
{
    if (chora_grow((void **)&run->pages, &run->page_capacity, run->page_count,
                   sizeof *run->pages)) {
        chora_page_free(page);
        return chora_no_memory(run->err);
    }
    run->pages[run->page_count++] = page;
    return CHORA_OK;
}

/* A page of a series says its period behind the title; in a report all are of one period. The star
 * of one that is covered in part stays. */
static const char *without_period(chora_run_work *run, const char *title)
{
    const chora_teller *teller = &run->facts.teller;
    const char *period = chora_tell_period(teller, run->values.main.period);
    const char *behind = period ? chora_say(teller->words, teller->arena, "title", "title", "",
                                            "period", period, NULL)
                                : NULL;
    size_t length = strlen(title), tail = behind ? strlen(behind) : 0;
    const char *star = length && title[length - 1] == '*' ? "*" : "";
    if (!behind || length <= tail + strlen(star))
        return behind ? title : NULL;
    size_t kept = length - tail - strlen(star);
    if (strncmp(title + kept, behind, tail) != 0)
        return title;
    return chora_arena_printf(run->arena, "%.*s%s", (int)kept, title, star);
}

/* ---- of which incidents -------------------------------------------------------------------- */

static const char *both(chora_run_work *run, const char *a, const char *b)
{
    return !a || !*a ? b : !b ? a : chora_arena_printf(run->arena, "(%s) and (%s)", a, b);
}

/* The condition that an incident lies in the province of a code: conditions know it by name. */
static chora_status condition_of_area(chora_run_work *run, const char *code, const char **out)
{
    chora_query *query = NULL;
    bool row = false;
    chora_status st = chora_query_open(
        run->facts.store,
        "SELECT 'province = ' || quote(coalesce((SELECT text FROM name WHERE kind = 'area' AND "
        "lang = 'en' AND ref_id = a.id ORDER BY rowid LIMIT 1), (SELECT text FROM name WHERE kind "
        "= 'area' AND lang = 'main' AND ref_id = a.id ORDER BY rowid LIMIT 1))) FROM area a WHERE "
        "a.level = 1 AND a.code = ?1",
        &query, run->err);
    if (st)
        return st;
    chora_query_bind_text(query, 1, code);
    st = chora_query_step(query, &row, run->err);
    *out = !st && row ? chora_arena_strdup(run->arena, chora_query_text(query, 0)) : NULL;
    chora_query_close(query);
    return st     ? st
           : !row ? chora_fail(run->err, CHORA_ENOTFOUND,
                               "there is no province of the code \"%s\"; in a loop over provinces "
                               "write area=\"{p.code}\"",
                               code)
           : *out ? CHORA_OK
                  : chora_no_memory(run->err);
}

/* The figure's own part of the report's incidents: area="{p.code}", where="target = 'school'". */
static chora_status read_where(chora_run_work *run, const chora_template_part *part,
                               const char **out)
{
    const char *own = NULL, *code = NULL, *inside = NULL;
    const chora_filter *filter;
    chora_status st = chora_run_option(run, part, "where", NULL, &own);
    if (!st)
        st = chora_run_option(run, part, "area", NULL, &code);
    if (st)
        return st;
    if (own)
        st = chora_facts_filter(&run->facts, own, &filter, run->err);
    if (!st && code)
        st = condition_of_area(run, code, &inside);
    if (st) {
        chora_at(run->err, "%s:%d:%d", run->request->file, part->at.row, part->at.column);
        return st;
    }
    *out = both(run, both(run, run->front->where, own), inside);
    return *out || !(own || inside) ? CHORA_OK : chora_no_memory(run->err);
}

/* ---- pictures ------------------------------------------------------------------------------ */

static chora_status make_panel(chora_run_work *run, const chora_template_part *part, size_t index,
                               const chora_figure_ask *base, chora_report_panel *out,
                               chora_figure_answer *answer)
{
    const char *name = part->words[index];
    size_t count = part->word_count;
    chora_figure_ask ask = *base;
    ask.name = name;
    ask.width_pt = (FULL_WIDTH - (double)(count - 1) * GUTTER) / (double)count;
    chora_status st =
        run->request->maker.make(run->request->maker.context, &ask, run->arena, answer, run->err);
    if (st) {
        chora_at(run->err, "%s:%d:%d: figure %s", run->request->file, part->word_spots[index].row,
                 part->word_spots[index].column, name);
        return st;
    }
    answer->title = without_period(run, answer->title);
    if (!answer->title)
        return chora_no_memory(run->err);
    const chora_figure_ask *again =
        base->height_pt > 0 ? NULL : chora_arena_copy(run->arena, &ask, 1, sizeof ask);
    *out = (chora_report_panel){ .figure = name,
                                 .ask = again,
                                 .least_pt = answer->least_share * answer->page->height_pt,
                                 .title = count > 1 ? answer->title : "",
                                 .alt = answer->alt,
                                 .page = answer->page,
                                 .width_pt = answer->page->width_pt,
                                 .height_pt = answer->page->height_pt };
    return keep_page(run, answer->page);
}

/* What became of the rows: of each picture when they are not of the same ones. */
static const char *tell_accounts(chora_run_work *run, const chora_figure_answer *answers,
                                 size_t count)
{
    const chora_teller *teller = &run->facts.teller;
    bool differ = false;
    const char *text = "";
    for (size_t i = 1; i < count; i++)
        differ |= strcmp(answers[i].account, answers[0].account) != 0;
    for (size_t i = 0; differ && text && i < count; i++) {
        const char *told = *answers[i].title
                               ? chora_phrase(teller, "head-of", "group", answers[i].title,
                                              "column", answers[i].account, NULL)
                               : answers[i].account;
        text = told ? chora_arena_printf(run->arena, "%s%s%s", text, *text ? " " : "", told) : NULL;
    }
    return differ ? text : answers[0].account;
}

static const char *tell_sources(chora_run_work *run, const chora_figure_answer *answers,
                                size_t count)
{
    const char *text = answers[0].sources;
    for (size_t i = 1; text && i < count; i++)
        if (!strstr(text, answers[i].sources))
            text = chora_arena_printf(run->arena, "%s %s", text, answers[i].sources);
    return text;
}

static chora_status caption(chora_run_work *run, const chora_template_part *part,
                            const chora_figure_answer *answers, size_t count, chora_block *out)
{
    const chora_figure_answer *first = answers;
    bool several = count > 1;
    const char *note = NULL, *alt = NULL;
    chora_status st = chora_run_option(run, part, "title", first->title, &out->title);
    if (!st)
        st =
            chora_run_option(run, part, "subtitle", several ? "" : first->subtitle, &out->subtitle);
    const char *account = tell_accounts(run, answers, count);
    const char *sources = tell_sources(run, answers, count);
    const char *drafted =
        account && sources ? chora_arena_printf(run->arena, "%s %s", account, sources) : NULL;
    if (!st && !drafted)
        st = chora_no_memory(run->err);
    if (!st)
        st = chora_run_option(run, part, "note", drafted, &note);
    if (!st)
        st = chora_run_option(run, part, "alt", NULL, &alt);
    if (st)
        return st;
    if (!note || !out->title || !out->subtitle)
        return chora_no_memory(run->err);
    out->subtitle = chora_text_beyond(out->title, out->subtitle);
    out->note = chora_run_inlines(run, note, 0);
    if (alt)
        ((chora_report_panel *)out->figure.panels)[0].alt = alt;
    return CHORA_OK;
}

/* A pair that is captioned as one has the titles of its pictures over them. */
chora_status chora_run_figure(chora_run_work *run, const chora_template_part *part,
                              chora_block *out)
{
    static const char *const options[] = { "title", "subtitle", "note",    "alt", "height",
                                           "where", "area",     "classes", NULL };
    chora_figure_ask base = { .period = run->values.main.period,
                              .language = run->front->language,
                              .calendar = chora_words_calendar(run->facts.teller.words),
                              .counted_in = run->facts.counted_in,
                              .dataset = run->facts.records.dataset };
    chora_figure_answer answers[MOST_PANELS] = { 0 };

    if (part->word_count == 0 || part->word_count > MOST_PANELS)
        return chora_template_fail(run->request->file, part->at, run->err,
                                   "name one to four figures, such as {{ %s attacks-by-province }}",
                                   part->word);
    chora_status st = chora_run_check_options(run, part, options);
    if (!st)
        st = read_height(run, part, &base.height_pt);
    if (!st)
        st = check_names(run, part);
    if (!st)
        st = read_classes(run, part, &base.sharing);
    if (!st)
        st = read_where(run, part, &base.where);
    chora_report_panel *panels = chora_arena_alloc(run->arena, part->word_count, sizeof *panels);
    if (!st && !panels)
        st = chora_no_memory(run->err);
    for (size_t i = 0; !st && i < part->word_count; i++)
        st = make_panel(run, part, i, &base, &panels[i], &answers[i]);
    if (st)
        return st;
    out->kind = CHORA_BLOCK_FIGURE;
    out->name = part->words[0];
    out->figure = (chora_report_figure){ panels, part->word_count };
    return caption(run, part, answers, part->word_count, out);
}
