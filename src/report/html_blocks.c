/* The blocks of a report as HTML. */
#include "report/html_inside.h"

#include "base/base64.h"
#include "paint/picture_file.h"

#include <string.h>

void chora_html_say(chora_html_writing *w, const char *key)
{
    const char *text = chora_say(w->request->words, w->arena, key, NULL);
    chora_html_text(w->out, text ? text : "");
}

/* ---- running text ---------------------------------------------------------------------------- */

static void open_inline(chora_html_writing *w, const chora_inline *piece)
{
    if (piece->link) {
        bool inside = *piece->link == '#';
        chora_buffer_add_text(w->out, inside ? "<a href=\"#" : "<a rel=noopener href=\"");
        if (inside) {
            chora_buffer_printf(w->out, "%s-", w->month);
            chora_html_attribute(w->out, piece->link + 1);
        } else {
            chora_html_link(w->out, piece->link);
        }
        chora_buffer_add_text(w->out, "\">");
    }
    if (piece->swatch) {
        chora_buffer_add_text(w->out, "<i class=\"swatch ");
        chora_html_attribute(w->out, piece->swatch);
        chora_buffer_add_text(w->out, "\"></i>\xE2\x81\xA0"); /* not parted from its word */
    }
}

static const struct {
    unsigned style;
    const char *open, *close;
} wraps[] = {
    { CHORA_INLINE_STRONG, "<strong>", "</strong>" },
    { CHORA_INLINE_EMPHASIS, "<em>", "</em>" },
    { CHORA_INLINE_CODE, "<code>", "</code>" },
    { CHORA_INLINE_STRUCK, "<s>", "</s>" },
    { CHORA_INLINE_SMALL, "<small>", "</small>" },
    { CHORA_INLINE_MUTED, "<span class=muted>", "</span>" },
    { CHORA_INLINE_KILLED, "<span class=killed>", "</span>" },
    { CHORA_INLINE_INJURED, "<span class=injured>", "</span>" },
};

enum { WRAPS = sizeof wraps / sizeof *wraps };

static void write_note_mark(chora_html_writing *w, const chora_inline *piece)
{
    chora_buffer_printf(w->out, "<sup><a href=\"#%s-note-%zu\" id=\"%s-mark-%zu\">", w->month,
                        piece->note, w->month, piece->note);
    chora_html_text(w->out, piece->text);
    chora_buffer_add_text(w->out, "</a></sup>");
}

static void write_inline(chora_html_writing *w, const chora_inline *piece)
{
    if (piece->style & CHORA_INLINE_BREAK) {
        chora_buffer_add_text(w->out, "<br>");
        return;
    }
    if (piece->note > 0) {
        write_note_mark(w, piece);
        return;
    }
    open_inline(w, piece);
    for (int i = 0; i < WRAPS; i++)
        if (piece->style & wraps[i].style)
            chora_buffer_add_text(w->out, wraps[i].open);
    chora_html_text(w->out, piece->text);
    for (int i = WRAPS; i-- > 0;)
        if (piece->style & wraps[i].style)
            chora_buffer_add_text(w->out, wraps[i].close);
    chora_buffer_add_text(w->out, piece->link ? "</a>" : "");
}

void chora_html_inlines(chora_html_writing *w, chora_inlines inlines)
{
    for (size_t i = 0; i < inlines.count; i++)
        write_inline(w, &inlines.items[i]);
}

static void wrapped(chora_html_writing *w, const char *open, const chora_block *block,
                    const char *close)
{
    chora_buffer_add_text(w->out, open);
    chora_html_blocks(w, block->children, block->child_count);
    chora_buffer_add_text(w->out, close);
}

/* ---- headings and captions ------------------------------------------------------------------- */

const char *chora_html_direction(const chora_html_writing *w, const chora_block *block)
{
    if (!chora_block_turned(block, w->leftward))
        return "";
    return w->leftward ? " dir=ltr" : " dir=rtl";
}

static void write_heading(chora_html_writing *w, const chora_block *block)
{
    int level = block->level < 2 ? 2 : block->level > 6 ? 6 : block->level;
    w->in_section = true;
    chora_buffer_printf(w->out, "<h%d", level);
    if (block->anchor) {
        chora_buffer_printf(w->out, " id=\"%s-", w->month);
        chora_html_attribute(w->out, block->anchor);
        chora_buffer_add_byte(w->out, '"');
    }
    chora_buffer_printf(w->out, "%s>", chora_html_direction(w, block));
    chora_html_inlines(w, block->text);
    chora_buffer_printf(w->out, "</h%d>\n", level);
}

void chora_html_caption(chora_html_writing *w, const chora_block *block)
{
    if (block->label) {
        chora_buffer_add_text(w->out, "<p class=kicker>");
        chora_html_text(w->out, block->label);
        chora_buffer_add_text(w->out, "</p>");
    }
    bool by_panel = block->kind == CHORA_BLOCK_FIGURE && block->figure.panel_count > 1 &&
                    block->title && strcmp(block->title, block->figure.panels[0].title) == 0;
    if (block->title && *block->title && !by_panel) {
        chora_buffer_add_text(w->out, w->in_section ? "<h3>" : "<h3 aria-level=2>");
        chora_html_text(w->out, block->title);
        chora_buffer_add_text(w->out, "</h3>");
    }
    if (block->subtitle && *block->subtitle) {
        chora_buffer_add_text(w->out, "<p class=small>");
        chora_html_text(w->out, block->subtitle);
        chora_buffer_add_text(w->out, "</p>");
    }
}

/* ---- figures --------------------------------------------------------------------------------- */

/* A picture file of the author's, put into the page. */
static void write_image(chora_html_writing *w, const chora_report_panel *panel)
{
    chora_buffer bytes = CHORA_BUFFER_INIT(CHORA_PICTURE_BYTES_MAX);
    chora_picture_file image;
    w->status = chora_picture_look(panel->image, &bytes, &image, w->err);
    if (!w->status) {
        chora_buffer_printf(w->out, "<img width=%.0f height=%.0f src=\"data:%s;base64,",
                            panel->width_pt * 4 / 3, panel->height_pt * 4 / 3,
                            chora_picture_type(image.kind));
        chora_buffer_add_base64(w->out, bytes.data, bytes.length);
        chora_buffer_add_text(w->out, "\" alt=\"");
        chora_html_attribute(w->out, panel->alt);
        chora_buffer_add_text(w->out, "\">");
    }
    chora_buffer_free(&bytes);
}

static void write_picture(chora_html_writing *w, const chora_report_panel *panel)
{
    chora_buffer svg = CHORA_BUFFER_INIT(256 << 20);
    w->status =
        chora_paint(w->request->painter, panel->page, CHORA_PAINT_SVG_EDITABLE, 0, &svg, w->err);
    if (!w->status &&
        !chora_html_svg(&w->figures, chora_buffer_text(&svg), panel->alt, w->shared, w->out))
        w->status = chora_no_memory(w->err);
    chora_buffer_free(&svg);
}

void chora_html_figure(chora_html_writing *w, const chora_block *block)
{
    chora_buffer_add_text(w->out, "<figure");
    if (block->anchor)
        chora_buffer_printf(w->out, " id=\"%s-%s\"", w->month, block->anchor);
    chora_buffer_add_byte(w->out, '>');
    chora_html_caption(w, block);
    chora_buffer_printf(w->out, "<div class=\"panels panels-%zu\">", block->figure.panel_count);
    for (size_t i = 0; !w->status && i < block->figure.panel_count; i++) {
        const chora_report_panel *panel = &block->figure.panels[i];
        chora_buffer_add_text(w->out, "<div class=panel>");
        if (*panel->title && block->figure.panel_count > 1) {
            chora_buffer_add_text(w->out, "<p class=panel-title>");
            chora_html_text(w->out, panel->title);
            chora_buffer_add_text(w->out, "</p>");
        }
        chora_buffer_add_text(w->out, "<div class=picture>");
        if (panel->page)
            write_picture(w, panel);
        else if (panel->image)
            write_image(w, panel);
        chora_buffer_add_text(w->out, "</div></div>");
    }
    chora_buffer_add_text(w->out, "</div>");
    if (block->note.count > 0) {
        chora_buffer_add_text(w->out, "<figcaption class=note>");
        chora_html_inlines(w, block->note);
        chora_buffer_add_text(w->out, "</figcaption>");
    }
    chora_buffer_add_text(w->out, "</figure>\n");
}

/* ---- the rest -------------------------------------------------------------------------------- */

static void write_keys(chora_html_writing *w, const chora_block *block)
{
    chora_buffer_add_text(w->out, "<dl class=keys>");
    for (size_t i = 0; i < block->key_count; i++) {
        const chora_report_key *key = &block->keys[i];
        const char *colour = key->style & CHORA_INLINE_KILLED    ? " class=killed"
                             : key->style & CHORA_INLINE_INJURED ? " class=injured"
                                                                 : "";
        chora_buffer_add_text(w->out, "<div><dt>");
        chora_html_text(w->out, key->label);
        chora_buffer_printf(w->out, "</dt><dd%s><b>", colour);
        chora_html_text(w->out, key->value);
        chora_buffer_add_text(w->out, "</b>");
        if (*key->beside) {
            chora_buffer_add_text(w->out, " <span>");
            chora_html_text(w->out, key->beside);
            chora_buffer_add_text(w->out, "</span>");
        }
        chora_buffer_add_text(w->out, "</dd><dd class=small>");
        chora_html_text(w->out, key->note);
        chora_buffer_add_text(w->out, "</dd></div>");
    }
    chora_buffer_add_text(w->out, "</dl>\n");
}

static void list_headings(chora_html_writing *w, const chora_block *blocks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (blocks[i].kind == CHORA_BLOCK_HEADING && blocks[i].level <= 3 && blocks[i].anchor) {
            chora_buffer_printf(w->out, "<li class=level-%d><a href=\"#%s-", blocks[i].level,
                                w->month);
            chora_html_attribute(w->out, blocks[i].anchor);
            chora_buffer_add_text(w->out, "\">");
            chora_buffer words = CHORA_BUFFER_INIT(1 << 16);
            chora_inlines_text(blocks[i].text, &words);
            chora_html_text(w->out, chora_buffer_text(&words));
            chora_buffer_free(&words);
            chora_buffer_add_text(w->out, "</a></li>");
        }
        list_headings(w, blocks[i].children, blocks[i].child_count);
    }
}

static void write_contents(chora_html_writing *w)
{
    chora_buffer_add_text(w->out, "<nav class=contents><ol>");
    list_headings(w, w->document->blocks, w->document->block_count);
    chora_buffer_add_text(w->out, "</ol></nav>\n");
}

static void write_list(chora_html_writing *w, const chora_block *block)
{
    const char *direction = chora_html_direction(w, block);
    chora_buffer_printf(w->out, block->level ? "<ol%s" : "<ul%s", direction);
    if (block->level > 1)
        chora_buffer_printf(w->out, " start=%d", block->level);
    chora_buffer_add_byte(w->out, '>');
    w->leftward ^= *direction != '\0';
    chora_html_blocks(w, block->children, block->child_count);
    w->leftward ^= *direction != '\0';
    chora_buffer_add_text(w->out, block->level ? "</ol>\n" : "</ul>\n");
}

static void write_code(chora_html_writing *w, const chora_block *block)
{
    chora_buffer_add_text(w->out, "<pre>");
    for (size_t i = 0; i < block->text.count; i++) {
        chora_html_text(w->out, block->text.items[i].text);
        chora_buffer_add_byte(w->out, '\n');
    }
    chora_buffer_add_text(w->out, "</pre>\n");
}

static void write_box(chora_html_writing *w, const chora_block *block)
{
    chora_buffer_add_text(w->out, "<section class=box>");
    if (block->title && *block->title) {
        w->in_section = true;
        chora_buffer_add_text(w->out, "<h2>");
        chora_html_text(w->out, block->title);
        chora_buffer_add_text(w->out, "</h2>");
    }
    wrapped(w, "<div>", block, "</div></section>\n");
}

static void write_paragraph(chora_html_writing *w, const chora_block *block)
{
    chora_buffer_printf(w->out, "<p%s>", chora_html_direction(w, block));
    chora_html_inlines(w, block->text);
    chora_buffer_add_text(w->out, "</p>\n");
}

static void write_block(chora_html_writing *w, const chora_block *block)
{
    switch (block->kind) {
    case CHORA_BLOCK_HEADING:
        write_heading(w, block);
        break;
    case CHORA_BLOCK_PARAGRAPH:
        write_paragraph(w, block);
        break;
    case CHORA_BLOCK_LIST:
        write_list(w, block);
        break;
    case CHORA_BLOCK_ITEM:
        wrapped(w, "<li>", block, "</li>");
        break;
    case CHORA_BLOCK_QUOTE:
        wrapped(w, "<blockquote>", block, "</blockquote>");
        break;
    case CHORA_BLOCK_CODE:
        write_code(w, block);
        break;
    case CHORA_BLOCK_TABLE:
        chora_html_table(w, block);
        break;
    case CHORA_BLOCK_FIGURE:
        chora_html_figure(w, block);
        break;
    case CHORA_BLOCK_KEYS:
        write_keys(w, block);
        break;
    case CHORA_BLOCK_LEAD:
        wrapped(w, "<div class=lead>", block, "</div>\n");
        break;
    case CHORA_BLOCK_SIDE:
        wrapped(w, "<aside class=side>", block, "</aside>\n");
        break;
    case CHORA_BLOCK_BOX:
        write_box(w, block);
        break;
    case CHORA_BLOCK_SMALL:
        wrapped(w, "<div class=note>", block, "</div>\n");
        break;
    case CHORA_BLOCK_CONTENTS:
        write_contents(w);
        break;
    case CHORA_BLOCK_RULE:
        chora_buffer_add_text(w->out, "<hr>\n");
        break;
    case CHORA_BLOCK_PAGE_BREAK:
        chora_buffer_add_text(w->out, "<div class=break></div>\n");
        break;
    }
}

void chora_html_blocks(chora_html_writing *w, const chora_block *blocks, size_t count)
{
    for (size_t i = 0; !w->status && i < count; i++)
        write_block(w, &blocks[i]);
}
