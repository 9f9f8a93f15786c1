#include "report/html.h"

#include "base/file.h"
#include "report/html_inside.h"

#include <stdlib.h>
#include <string.h>

enum { LARGEST_PAGE = 1 << 29 };

chora_status chora_html_file(chora_buffer *out, const char *name, chora_error *err)
{
    char *path = NULL;
    chora_buffer text = CHORA_BUFFER_INIT(1 << 20);
    chora_status st = chora_data_find(name, &path, err);
    if (!st)
        st = chora_file_read(path, &text, err);
    if (!st)
        chora_buffer_add(out, chora_buffer_text(&text), text.length);
    free(path);
    chora_buffer_free(&text);
    return st;
}

/* ---- one month ------------------------------------------------------------------------------- */

static void write_notes(chora_html_writing *w)
{
    const chora_document *document = w->document;
    if (document->note_count == 0)
        return;
    chora_buffer_add_text(w->out, "<section class=notes><ol>");
    for (size_t i = 0; i < document->note_count; i++) {
        chora_buffer_printf(w->out, "<li id=\"%s-note-%zu\">", w->month, i + 1);
        chora_html_inlines(w, document->notes[i]);
        chora_buffer_printf(w->out, " <a href=\"#%s-mark-%zu\">\xE2\x86\xA9</a></li>", w->month,
                            i + 1);
    }
    chora_buffer_add_text(w->out, "</ol></section>");
}

static void write_month(chora_html_writing *w, size_t index)
{
    w->document = w->request->months[index].document;
    w->leftward = w->document->right_to_left;
    w->in_section = false;
    w->month = chora_arena_printf(w->arena, "m%s", w->request->months[index].id);
    if (!w->month) {
        w->status = chora_no_memory(w->err);
        return;
    }
    chora_html_blocks(w, w->document->blocks, w->document->block_count);
    write_notes(w);
}

/* ---- the frame of the page ------------------------------------------------------------------- */

static void write_optional(chora_html_writing *w, const char *open, const char *text,
                           const char *close)
{
    if (!text || !*text)
        return;
    chora_buffer_add_text(w->out, open);
    chora_html_text(w->out, text);
    chora_buffer_add_text(w->out, close);
}

static void write_masthead(chora_html_writing *w)
{
    const chora_html_month *month = &w->request->months[w->request->now];
    const chora_document *document = month->document;
    chora_buffer_add_text(w->out, "<a class=skip href=\"#report\">");
    chora_html_say(w, "html.skip");
    chora_buffer_add_text(w->out, "</a>\n<header><div class=top><p class=series>");
    chora_html_text(w->out, document->series);
    write_optional(w, *document->series ? " \xC2\xB7 " : "", document->issue, "");
    chora_buffer_add_text(w->out, "</p><button type=button class=script id=theme data-dark=\"");
    chora_html_say(w, "html.dark");
    chora_buffer_add_text(w->out, "\" data-light=\"");
    chora_html_say(w, "html.light");
    chora_buffer_add_text(w->out, "\">");
    chora_html_say(w, "html.dark");
    chora_buffer_add_text(w->out, "</button></div><h1>");
    chora_html_text(w->out, document->title);
    chora_buffer_add_text(w->out, " <span id=title-month>");
    chora_html_text(w->out, month->label);
    chora_buffer_add_text(w->out, "</span></h1>");
    write_optional(w, "<p class=standfirst>", document->subtitle, "</p>");
    chora_html_track(w);
    chora_buffer_add_text(w->out, "</header>\n");
}

static void write_footer(chora_html_writing *w)
{
    const chora_document *document = w->request->months[w->request->now].document;
    chora_buffer_add_text(w->out, "<footer>");
    write_optional(w, "<p>", document->caveat, "</p>");
    chora_buffer_add_text(w->out, "<p>");
    write_optional(w, "", document->publisher, " ");
    write_optional(w, "", document->contact, "");
    chora_buffer_add_text(w->out, "</p>");
    write_optional(w, "<p>", document->dates, "</p>");
    write_optional(w, "<p class=source>", document->source, "</p>");
    chora_buffer_add_text(w->out, "</footer>\n");
}

static void write_head(chora_html_writing *w, chora_buffer *out)
{
    const chora_html_month *month = &w->request->months[w->request->now];
    chora_buffer_add_text(out, "<!doctype html>\n<html lang=\"");
    chora_html_attribute(out, month->document->language);
    chora_buffer_printf(out, "\" dir=%s>\n<head>\n<meta charset=utf-8>\n",
                        month->document->right_to_left ? "rtl" : "ltr");
    chora_buffer_add_text(out,
                          "<meta name=viewport content=\"width=device-width, initial-scale=1\">\n"
                          "<meta name=generator content=\"Chora " CHORA_VERSION "\">\n");
    for (size_t i = 0; i < w->request->month_count; i++)
        chora_buffer_printf(out, "<meta name=identifier content=\"%s\">\n",
                            w->request->months[i].document->made_from);
    chora_buffer_add_text(
        out, "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; "
             "style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:\">\n"
             "<link rel=icon href=\"data:,\">\n<title>");
    const char *title = chora_say(w->request->words, w->arena, "report.page.title", "title",
                                  month->document->title, "period", month->label, NULL);
    chora_html_text(out, title ? title : "");
    chora_buffer_add_text(out, "</title>\n<style>\n");
}

/* The variables of all colours in the figures; the rules use them by name. */
static void write_colours(const chora_html_writing *w, chora_buffer *out)
{
    chora_buffer_add_text(out, "\n:root{");
    chora_html_colours(&w->figures, false, out);
    chora_buffer_add_text(out, "}\n@media screen and (prefers-color-scheme:dark){:root:not("
                               "[data-theme=light]){");
    chora_html_colours(&w->figures, true, out);
    chora_buffer_add_text(out, "}}\n@media screen{:root[data-theme=dark]{");
    chora_html_colours(&w->figures, true, out);
    chora_buffer_add_text(out, "}}\n");
}

/* The month reported stands in the page; the others wait in templates, which nothing shows. */
static void write_months(chora_html_writing *w)
{
    const chora_html_request *request = w->request;
    chora_buffer_add_text(w->out, "<p class=hidden aria-live=polite id=said></p>\n"
                                  "<main id=report tabindex=-1 data-more=\"");
    chora_html_say(w, "html.more");
    chora_buffer_add_text(w->out, "\">\n");
    write_month(w, request->now);
    chora_buffer_add_text(w->out, "</main>\n");
    write_footer(w);
    for (size_t i = 0; !w->status && i < request->month_count; i++) {
        if (i == request->now)
            continue;
        chora_buffer_printf(w->out, "<template data-month=\"%s\">\n", request->months[i].id);
        write_month(w, i);
        chora_buffer_add_text(w->out, "</template>\n");
    }
}

static chora_status assemble(chora_html_writing *w, const chora_buffer *body, chora_buffer *out)
{
    write_head(w, out);
    chora_status st = chora_html_file(out, "styles/html/report.css", w->err);
    if (st)
        return st;
    write_colours(w, out);
    chora_buffer_add_text(out, "</style>\n</head>\n<body>\n");
    if (w->shared->length > 0) {
        chora_buffer_add_text(out, "<svg class=shared width=0 height=0 aria-hidden=true "
                                   "fill=none stroke-linecap=round stroke-linejoin=round><defs>");
        chora_buffer_add(out, chora_buffer_text(w->shared), w->shared->length);
        chora_buffer_add_text(out, "</defs></svg>\n");
    }
    chora_buffer_add(out, chora_buffer_text(body), body->length);
    chora_buffer_add_text(out, "<script>\n");
    st = chora_html_file(out, "styles/html/report.js", w->err);
    chora_buffer_add_text(out, "</script>\n</body>\n</html>\n");
    bool failed = out->failed || body->failed || w->shared->failed;
    return st ? st : failed ? chora_no_memory(w->err) : CHORA_OK;
}

chora_status chora_html_write(const chora_html_request *request, chora_buffer *out,
                              chora_error *err)
{
    chora_buffer body = CHORA_BUFFER_INIT(LARGEST_PAGE), shared = CHORA_BUFFER_INIT(LARGEST_PAGE);
    chora_html_writing w = { .request = request, .shared = &shared, .out = &body, .err = err };
    w.arena = w.figures.arena = chora_arena_new();
    if (!w.arena)
        return chora_no_memory(err);
    write_masthead(&w);
    write_months(&w);
    chora_status st = w.status ? w.status : assemble(&w, &body, out);
    chora_arena_free(w.arena);
    chora_buffer_free(&body);
    chora_buffer_free(&shared);
    return st;
}
