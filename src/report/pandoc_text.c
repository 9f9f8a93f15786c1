/* The elements of pandoc's tree, and running text in them. */
#include "report/pandoc_inside.h"

#include "report/html_text.h"

#include <string.h>

static void comma(chora_pandoc_writing *w)
{
    size_t length = w->out->length;
    char last = length ? w->out->data[length - 1] : '[';
    if (!strchr("[{:", last))
        chora_buffer_add_byte(w->out, ',');
}

void chora_pandoc_open(chora_pandoc_writing *w, const char *kind)
{
    comma(w);
    chora_buffer_printf(w->out, "{\"t\":\"%s\",\"c\":[", kind);
}

void chora_pandoc_close(chora_pandoc_writing *w)
{
    chora_buffer_add_text(w->out, "]}");
}

void chora_pandoc_list(chora_pandoc_writing *w)
{
    comma(w);
    chora_buffer_add_byte(w->out, '[');
}

void chora_pandoc_end(chora_pandoc_writing *w)
{
    chora_buffer_add_byte(w->out, ']');
}

void chora_pandoc_mark(chora_pandoc_writing *w, const char *kind)
{
    comma(w);
    chora_buffer_printf(w->out, "{\"t\":\"%s\"}", kind);
}

void chora_pandoc_raw(chora_pandoc_writing *w, const char *json)
{
    comma(w);
    chora_buffer_add_text(w->out, json);
}

void chora_pandoc_string(chora_pandoc_writing *w, const char *text)
{
    comma(w);
    chora_html_json(w->out, text ? text : "");
}

static void add_pair(chora_pandoc_writing *w, const char *name, const char *value)
{
    if (!name || !value)
        return;
    chora_pandoc_list(w);
    chora_pandoc_string(w, name);
    chora_pandoc_string(w, value);
    chora_pandoc_end(w);
}

void chora_pandoc_attributes(chora_pandoc_writing *w, const char *id, const char *name,
                             const char *value, const char *other, const char *other_value)
{
    chora_pandoc_list(w);
    chora_pandoc_string(w, id);
    chora_pandoc_raw(w, "[]");
    chora_pandoc_list(w);
    add_pair(w, name, value);
    add_pair(w, other, other_value);
    chora_pandoc_end(w);
    chora_pandoc_end(w);
}

void chora_pandoc_styled(chora_pandoc_writing *w, const char *kind, const char *style)
{
    chora_pandoc_open(w, kind);
    chora_pandoc_attributes(w, NULL, "custom-style", style, NULL, NULL);
    chora_pandoc_list(w);
}

void chora_pandoc_styled_end(chora_pandoc_writing *w)
{
    chora_pandoc_end(w);
    chora_pandoc_close(w);
}

/* ---- running text ---------------------------------------------------------------------------- */

void chora_pandoc_text(chora_pandoc_writing *w, const char *text)
{
    if (!text || !*text)
        return;
    comma(w);
    chora_buffer_add_text(w->out, "{\"t\":\"Str\",\"c\":");
    chora_html_json(w->out, text);
    chora_buffer_add_byte(w->out, '}');
}

void chora_pandoc_span(chora_pandoc_writing *w, const char *style, const char *text)
{
    if (!text || !*text)
        return;
    chora_pandoc_styled(w, "Span", style);
    chora_pandoc_text(w, text);
    chora_pandoc_styled_end(w);
}

static void write_note(chora_pandoc_writing *w, size_t number)
{
    const chora_document *document = w->request->document;
    chora_pandoc_open(w, "Note");
    chora_pandoc_open(w, "Para");
    if (number <= document->note_count)
        chora_pandoc_inlines(w, document->notes[number - 1]);
    chora_pandoc_close(w);
    chora_pandoc_close(w);
}

/* A small square in the colour of its meaning, a space behind it. */
static void write_swatch(chora_pandoc_writing *w, const char *swatch)
{
    static const char *const styles[][2] = { { "claimed", "Claimed" },
                                             { "attributed", "Attributed" },
                                             { "suspected", "Suspected" } };
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
        if (strcmp(swatch, styles[i][0]) == 0)
            chora_pandoc_span(w, styles[i][1], "\xE2\x96\xA0\xC2\xA0");
}

static const struct {
    unsigned style;
    const char *kind; /* NULL: a span in `custom`. */
    const char *custom;
} wraps[] = { { CHORA_INLINE_STRONG, "Strong", NULL },    { CHORA_INLINE_EMPHASIS, "Emph", NULL },
              { CHORA_INLINE_STRUCK, "Strikeout", NULL }, { CHORA_INLINE_SMALL, NULL, "Small" },
              { CHORA_INLINE_MUTED, NULL, "Muted" },      { CHORA_INLINE_KILLED, NULL, "Killed" },
              { CHORA_INLINE_INJURED, NULL, "Injured" } };

enum { WRAPS = sizeof wraps / sizeof *wraps };

static void write_words(chora_pandoc_writing *w, const chora_inline *piece)
{
    if (!(piece->style & CHORA_INLINE_CODE)) {
        chora_pandoc_text(w, piece->text);
        return;
    }
    chora_pandoc_open(w, "Code");
    chora_pandoc_attributes(w, NULL, NULL, NULL, NULL, NULL);
    chora_pandoc_string(w, piece->text);
    chora_pandoc_close(w);
}

static void write_wrapped(chora_pandoc_writing *w, const chora_inline *piece)
{
    for (int i = 0; i < WRAPS; i++) {
        if (!(piece->style & wraps[i].style))
            continue;
        if (wraps[i].kind)
            chora_pandoc_open(w, wraps[i].kind);
        else
            chora_pandoc_styled(w, "Span", wraps[i].custom);
    }
    write_words(w, piece);
    for (int i = WRAPS; i-- > 0;) {
        if (!(piece->style & wraps[i].style))
            continue;
        if (wraps[i].kind)
            chora_pandoc_close(w);
        else
            chora_pandoc_styled_end(w);
    }
}

static void write_link(chora_pandoc_writing *w, const chora_inline *piece)
{
    chora_pandoc_open(w, "Link");
    chora_pandoc_attributes(w, NULL, NULL, NULL, NULL, NULL);
    chora_pandoc_list(w);
    write_wrapped(w, piece);
    chora_pandoc_end(w);
    chora_pandoc_list(w);
    chora_pandoc_string(w, piece->link);
    chora_pandoc_string(w, "");
    chora_pandoc_end(w);
    chora_pandoc_close(w);
}

static void write_inline(chora_pandoc_writing *w, const chora_inline *piece)
{
    if (piece->swatch)
        write_swatch(w, piece->swatch);
    if (piece->style & CHORA_INLINE_BREAK)
        chora_pandoc_mark(w, "LineBreak");
    else if (piece->note > 0)
        write_note(w, piece->note);
    else if (piece->link && *piece->text)
        write_link(w, piece);
    else if (*piece->text)
        write_wrapped(w, piece);
}

void chora_pandoc_inlines(chora_pandoc_writing *w, chora_inlines inlines)
{
    for (size_t i = 0; i < inlines.count; i++)
        write_inline(w, &inlines.items[i]);
}

void chora_pandoc_paragraph(chora_pandoc_writing *w, const char *style, chora_inlines inlines)
{
    if (inlines.count == 0)
        return;
    chora_pandoc_styled(w, "Div", style);
    chora_pandoc_open(w, "Para");
    chora_pandoc_inlines(w, inlines);
    chora_pandoc_close(w);
    chora_pandoc_styled_end(w);
}
