#include "publish/batch_index.h"

#include "base/base64.h"
#include "base/calendar.h"
#include "compose/wording.h"
#include "publish/batch_reports.h"
#include "publish/sources.h"
#include "report/html_text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { LARGEST_INDEX = 256 << 20 };

/** The page being written. */
typedef struct {
    chora_batch_work *work;
    chora_buffer *out;
    chora_arena *arena;
    const chora_words *words;
    chora_period *periods; /* All that any file is of: spans first, then by their first day. */
    size_t period_count, period_capacity;
    chora_error *err;
} writing;

/* ---- the periods ----------------------------------------------------------------------------- */

static bool is_span(chora_period period)
{
    return period.kind == CHORA_PERIOD_ALL || period.kind == CHORA_PERIOD_SPAN;
}

static bool same_period(chora_period a, chora_period b)
{
    return a.first == b.first && a.last == b.last;
}

static chora_status add_period(writing *w, chora_period period)
{
    for (size_t i = 0; i < w->period_count; i++)
        if (same_period(w->periods[i], period))
            return CHORA_OK;
    if (chora_grow((void **)&w->periods, &w->period_capacity, w->period_count, sizeof period))
        return chora_no_memory(w->err);
    w->periods[w->period_count++] = period;
    return CHORA_OK;
}

static int compare_periods(const void *a, const void *b)
{
    const chora_period *one = a, *other = b;
    if (is_span(*one) != is_span(*other))
        return is_span(*one) ? -1 : 1;
    if (one->first != other->first)
        return one->first < other->first ? -1 : 1;
    return (one->last < other->last) - (one->last > other->last);
}

static chora_status list_periods(writing *w)
{
    const chora_batch_work *work = w->work;
    chora_status st = CHORA_OK;
    for (size_t f = 0; f < work->figure_count; f++)
        for (size_t i = 0; !st && i < work->figures[f].periods; i++)
            st = add_period(w, chora_prepared_period(work->figures[f].prepared, i));
    for (size_t t = 0; t < work->template_count; t++)
        for (size_t i = 0; !st && i < chora_breakdown_periods(work->templates[t].track); i++)
            st = add_period(w, chora_batch_report_period(&work->templates[t], i));
    if (!st && w->period_count)
        qsort(w->periods, w->period_count, sizeof *w->periods, compare_periods);
    return st;
}

/* ---- small parts ----------------------------------------------------------------------------- */

static void say(writing *w, const char *key)
{
    const char *text = chora_say(w->words, w->arena, key, NULL);
    chora_html_text(w->out, text ? text : "");
}

static void write_href(writing *w, const char *file, const char *anchor)
{
    chora_buffer_add_text(w->out, " href=\"");
    for (const unsigned char *at = (const unsigned char *)file; *at; at++)
        if (*at < 128 && (isalnum(*at) || strchr("-._~", *at)))
            chora_buffer_add_byte(w->out, *at);
        else
            chora_buffer_printf(w->out, "%%%02X", *at);
    chora_buffer_printf(w->out, "%s%s\"", anchor ? "#" : "", anchor ? anchor : "");
}

static void write_period(writing *w, chora_period period)
{
    const char *text = chora_period_words(w->words, period, w->arena);
    chora_html_text(w->out, text ? text : "");
}

/* " (2.1 MB)" */
static void write_size(writing *w, const chora_manifest_entry *entry)
{
    char number[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(w->words, (double)((entry->bytes + 1023) / 1024), true, number);
    chora_buffer_add_text(w->out, number);
    chora_buffer_add_text(w->out, "\xC2\xA0KB");
}

/* The name of a language, when several were asked for. */
static void write_language(writing *w, const char *language)
{
    const chora_words *words;
    if (!language || chora_words_load(language, CHORA_CALENDAR_OF_LANGUAGE, w->arena, &words, NULL))
        return;
    chora_buffer_printf(w->out, " <bdi class=language lang=\"%s\">", language);
    chora_html_text(w->out, chora_words_name(words));
    chora_buffer_add_text(w->out, "</bdi>");
}

/* ---- reports --------------------------------------------------------------------------------- */

/* "Monthly incident report", else the name of the template's file. */
static void write_report_name(writing *w, const chora_batch_template *template)
{
    const char *series = template->front.series;
    chora_html_text(w->out, *series && !strchr(series, '{') ? series : template->name);
    write_language(w, template->language);
}

static void write_pages(writing *w, int64_t pages)
{
    char number[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(w->words, (double)pages, true, number);
    const char *text =
        chora_say_many(w->words, w->arena, "index.pages", (double)pages, number, NULL);
    chora_html_text(w->out, text ? text : "");
}

static const char *incidents_of(writing *w, const chora_batch_template *template, size_t period)
{
    char number[CHORA_NUMBER_TEXT_MAX];
    chora_breakdown_cell all =
        chora_breakdown_period_total(template->track, period, CHORA_ALL_VALUES);
    if (all.withheld)
        return chora_say(w->words, w->arena, "number.withheld", NULL);
    chora_number_text(w->words, (double)all.incidents, true, number);
    return chora_say_many_of(w->words, w->arena, "count", "incidents", (double)all.incidents,
                             number, NULL);
}

static void write_incidents(writing *w, const chora_batch_template *template, size_t period)
{
    const char *text = incidents_of(w, template, period);
    chora_buffer_add_text(w->out, " <small>");
    chora_html_text(w->out, text ? text : "");
    chora_buffer_add_text(w->out, "</small>");
}

/* "PDF 8 pages, 210 KB"; where the pages of a Word document end is known to its reader alone. */
static void write_file(writing *w, const chora_manifest_entry *entry)
{
    if (!entry)
        return;
    bool pdf = strcmp(entry->format, "pdf") == 0;
    chora_buffer_add_text(w->out, " <a");
    write_href(w, entry->file, NULL);
    chora_buffer_printf(w->out, ">%s</a> <small>", pdf ? "PDF" : "Word");
    if (pdf) {
        write_pages(w, entry->pages);
        chora_buffer_add_text(w->out, ", ");
    }
    write_size(w, entry);
    chora_buffer_add_text(w->out, "</small>");
}

static void write_report(writing *w, const chora_batch_template *template, size_t period)
{
    char id[CHORA_PERIOD_TEXT_MAX];
    chora_period wanted = chora_batch_report_period(template, period);
    chora_period_id(wanted, id);
    chora_buffer_add_text(w->out, "<li><b dir=auto>"); /* In its own direction, and apart. */
    write_report_name(w, template);
    chora_buffer_add_text(w->out, "</b>");
    write_incidents(w, template, period);
    for (size_t which = 0; which < CHORA_BATCH_EACH; which++)
        write_file(w, chora_batch_report_entry(w->work, template, which, period));
    if (template->pages) {
        size_t page = chora_batch_page_of(template, period);
        const char *file = chora_batch_page_entry(w->work, template, page)->file;
        chora_buffer_add_text(w->out, " <a");
        write_href(w, file, chora_period_step(wanted.kind) == CHORA_PERIOD_MONTH ? id : NULL);
        chora_buffer_add_byte(w->out, '>');
        say(w, "index.page");
        chora_buffer_add_text(w->out, "</a>");
    }
    chora_buffer_add_text(w->out, "</li>\n");
}

static void write_reports(writing *w, chora_period period)
{
    const char *open = "<ul class=reports>\n", *close = "";
    for (size_t t = 0; t < w->work->template_count; t++) {
        const chora_batch_template *template = &w->work->templates[t];
        for (size_t i = 0; i < chora_breakdown_periods(template->track); i++) {
            if (!same_period(chora_batch_report_period(template, i), period))
                continue;
            chora_buffer_add_text(w->out, open);
            write_report(w, template, i);
            open = "";
            close = "</ul>\n";
        }
    }
    chora_buffer_add_text(w->out, close);
}

/* ---- figures --------------------------------------------------------------------------------- */

/* The file that a browser shows: a PNG, else an SVG, else the first. */
static const chora_manifest_entry *shown_file(const chora_manifest_entry *entries, size_t count)
{
    static const char *const liked[] = { "png", "svg" };
    for (size_t l = 0; l < sizeof liked / sizeof *liked; l++)
        for (size_t i = 0; i < count; i++)
            if (strcmp(entries[i].format, liked[l]) == 0)
                return &entries[i];
    return entries;
}

static void write_picture(writing *w, const chora_batch_figure *figure, size_t page,
                          const chora_manifest_entry *shown)
{
    const chora_batch_thumbnail *thumbnail =
        w->work->thumbnails ? &w->work->thumbnails[figure->first_job + page] : NULL;
    const char *title = thumbnail && thumbnail->title ? thumbnail->title : "";
    bool viewable = strcmp(shown->format, "pdf") != 0;
    chora_buffer_add_text(w->out, "<a class=picture");
    write_href(w, shown->file, NULL);
    if (viewable) {
        chora_buffer_add_text(w->out, " data-series=\"");
        chora_html_attribute(w->out, figure->prepared->figure.id);
        chora_buffer_printf(w->out, " %s\"", figure->language ? figure->language : "");
    }
    chora_buffer_add_byte(w->out, '>');
    if (thumbnail && thumbnail->png.length) {
        chora_buffer_add_text(w->out, "<img alt=\"\" loading=lazy src=\"data:image/png;base64,");
        chora_buffer_add_base64(w->out, thumbnail->png.data, thumbnail->png.length);
        chora_buffer_add_text(w->out, "\">");
    }
    chora_buffer_add_text(w->out, "<span>");
    chora_html_text(w->out, *title ? title : figure->prepared->figure.id);
    write_language(w, figure->language);
    chora_buffer_add_text(w->out, "</span></a>");
}

static void write_figure(writing *w, const chora_batch_figure *figure, size_t page)
{
    size_t outputs = figure->prepared->figure.output_count;
    const chora_manifest_entry *entries = &w->work->entries[figure->first_entry + page * outputs];
    chora_buffer_add_text(w->out, "<li>");
    write_picture(w, figure, page, shown_file(entries, outputs));
    chora_buffer_add_text(w->out, "<small>");
    for (size_t i = 0; i < outputs; i++) {
        chora_buffer_add_text(w->out, i ? " <a" : "<a");
        write_href(w, entries[i].file, NULL);
        chora_buffer_add_byte(w->out, '>');
        for (const char *at = entries[i].format; *at; at++)
            chora_buffer_add_byte(w->out, (unsigned char)(*at - 32));
        chora_buffer_add_text(w->out, "</a>");
    }
    chora_buffer_add_text(w->out, "</small></li>\n");
}

static void write_figures(writing *w, chora_period period)
{
    const char *open = "<ul class=figures>\n", *close = "";
    for (size_t f = 0; f < w->work->figure_count; f++) {
        const chora_batch_figure *figure = &w->work->figures[f];
        for (size_t i = 0; i < figure->periods; i++) {
            if (!same_period(chora_prepared_period(figure->prepared, i), period))
                continue;
            chora_buffer_add_text(w->out, open);
            write_figure(w, figure, i);
            open = "";
            close = "</ul>\n";
        }
    }
    chora_buffer_add_text(w->out, close);
}

/* ---- the page -------------------------------------------------------------------------------- */

static void write_section(writing *w, chora_period period)
{
    char id[CHORA_PERIOD_TEXT_MAX];
    chora_period_id(period, id);
    chora_buffer_printf(w->out, "<section id=\"%s\"><h2>", id);
    write_period(w, period);
    chora_buffer_add_text(w->out, "</h2>\n");
    write_reports(w, period);
    write_figures(w, period);
    chora_buffer_add_text(w->out, "</section>\n");
}

/* The periods as links, the months of a year in a line of their own. */
static void write_contents(writing *w)
{
    int year = 0, before = 0;
    chora_buffer_add_text(w->out, "<nav aria-label=\"");
    say(w, "index.periods");
    chora_buffer_add_text(w->out, "\"><ol>\n");
    for (size_t i = 0; i < w->period_count; i++) {
        char id[CHORA_PERIOD_TEXT_MAX];
        chora_period_id(w->periods[i], id);
        year = chora_date_of(chora_period_calendar(w->periods[i].kind), w->periods[i].first).year;
        chora_buffer_add_text(w->out,
                              i && year != before && !is_span(w->periods[i]) ? "</ol><ol>\n" : "");
        before = is_span(w->periods[i]) ? before : year;
        chora_buffer_printf(w->out, "<li><a href=\"#%s\">", id);
        write_period(w, w->periods[i]);
        chora_buffer_add_text(w->out, "</a></li>\n");
    }
    chora_buffer_add_text(w->out, "</ol></nav>\n");
}

static void write_head(writing *w, const char *country)
{
    chora_buffer_printf(
        w->out,
        "<!doctype html>\n<html lang=\"%s\" dir=%s>\n<head>\n<meta charset=utf-8>\n"
        "<meta name=viewport content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=generator content=\"Chora " CHORA_VERSION "\">\n"
        "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; "
        "style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data: 'self' file:\">\n"
        "<link rel=icon href=\"data:,\">\n<title>",
        chora_words_tag(w->words), chora_words_leftward(w->words) ? "rtl" : "ltr");
    say(w, "index.title");
    chora_buffer_add_text(w->out, *country ? ": " : "");
    chora_html_text(w->out, country);
    chora_buffer_add_text(w->out, "</title>\n<style>\n");
}

static void write_masthead(writing *w, const char *country)
{
    chora_period all = { CHORA_PERIOD_SPAN, w->periods[0].first, w->periods[0].last };
    for (size_t i = 1; i < w->period_count; i++) {
        all.first = w->periods[i].first < all.first ? w->periods[i].first : all.first;
        all.last = w->periods[i].last > all.last ? w->periods[i].last : all.last;
    }
    chora_buffer_add_text(w->out, "</style>\n</head>\n<body>\n<header><h1>");
    if (*country)
        chora_html_text(w->out, country);
    else
        say(w, "index.title");
    chora_buffer_add_text(w->out, " <span>");
    write_period(w, w->period_count == 1 ? w->periods[0] : all);
    chora_buffer_add_text(w->out, "</span></h1>\n");
}

static void write_viewer(writing *w)
{
    chora_buffer_add_text(w->out, "<dialog id=viewer><figure><img alt=\"\"><figcaption "
                                  "aria-live=polite></figcaption></figure><p><button type=button "
                                  "id=earlier>");
    say(w, "index.earlier");
    chora_buffer_add_text(w->out, "</button> <button type=button id=later>");
    say(w, "index.later");
    chora_buffer_add_text(w->out, "</button> <button type=button id=close>");
    say(w, "index.close");
    chora_buffer_add_text(w->out, "</button></p></dialog>\n");
}

static chora_status write_page(writing *w, const char *country)
{
    write_head(w, country);
    chora_status st = chora_html_file(w->out, "styles/html/index.css", w->err);
    if (st)
        return st;
    write_masthead(w, country);
    write_contents(w);
    chora_buffer_add_text(w->out, "</header>\n<main>\n");
    for (size_t i = 0; i < w->period_count; i++)
        write_section(w, w->periods[i]);
    chora_buffer_add_text(w->out, "</main>\n<footer><p>");
    say(w, "index.manifest");
    chora_buffer_add_text(w->out, " <a href=\"manifest.json\">manifest.json</a></p></footer>\n");
    write_viewer(w);
    chora_buffer_add_text(w->out, "<script>\n");
    st = chora_html_file(w->out, "styles/html/index.js", w->err);
    chora_buffer_add_text(w->out, "</script>\n</body>\n</html>\n");
    return st ? st : w->out->failed ? chora_no_memory(w->err) : CHORA_OK;
}

/* The first language that was asked for, else that of the first report or figure. */
static const char *language_of(const chora_batch_work *work)
{
    if (work->options->language_count)
        return work->options->languages[0];
    if (work->template_count)
        return work->templates[0].front.language;
    return work->figure_count ? work->figures[0].prepared->figure.language : "en";
}

static chora_status publish(chora_batch_work *work, unsigned long failures,
                            const chora_buffer *page, chora_error *err)
{
    chora_manifest_entry *entry = &work->entries[work->entry_count - 1];
    char *path = chora_path_join(work->options->folder, entry->file);
    chora_report_file file = { 0 };
    chora_status st = path ? chora_report_publish(work->store, failures, path, page, &file, err)
                           : chora_no_memory(err);
    free(path);
    memcpy(entry->sha256, file.sha256, sizeof entry->sha256);
    entry->bytes = (int64_t)file.bytes;
    return st;
}

chora_status chora_batch_index(chora_batch_work *work, chora_error *err)
{
    chora_buffer page = CHORA_BUFFER_INIT(LARGEST_INDEX);
    const char *country = "";
    unsigned long failures = chora_memory_failures();
    writing w = { .work = work, .out = &page, .arena = chora_arena_new(), .err = err };
    chora_status st = w.arena ? chora_words_load(language_of(work), CHORA_CALENDAR_OF_LANGUAGE,
                                                 w.arena, &w.words, err)
                              : chora_no_memory(err);
    if (!st)
        st = list_periods(&w);
    if (!st)
        st = chora_countries_words(work->store, w.words, w.arena, &country, err);
    if (!st)
        st = write_page(&w, country);
    if (!st)
        st = publish(work, failures, &page, err);
    free(w.periods);
    chora_buffer_free(&page);
    chora_arena_free(w.arena);
    return st;
}
