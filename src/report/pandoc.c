/* The blocks of a report in pandoc's tree. */
#include "report/pandoc_inside.h"

#include "base/file.h"
#include "base/text.h"
#include "paint/picture_file.h"
#include "report/html_text.h"

#include <stdlib.h>
#include <string.h>

/* Lengths are rounded, and a picture as wide as its line must not be pushed to the next. */
#define SNUG 0.995

enum { PICTURE_DPI = 300, LONGEST_PANEL_TITLE = 50, LARGEST_PICTURE = 256 << 20 };

/* ---- captions and figures ---------------------------------------------------------------------
 */

void chora_pandoc_caption(chora_pandoc_writing *w, const chora_block *block)
{
    const char *parts[] = { block->label, block->title, block->subtitle };
    static const char *const styles[] = { "Kicker", "Figure Title", "Small" };
    bool written = false;
    for (int i = 0; i < 3; i++) {
        if (!parts[i] || !*parts[i])
            continue;
        if (written)
            chora_pandoc_mark(w, "LineBreak");
        chora_pandoc_span(w, styles[i], parts[i]);
        written = true;
    }
}

/* The bytes of a picture, and the extension of their kind. */
static const char *picture_bytes(chora_pandoc_writing *w, const chora_report_panel *panel,
                                 chora_buffer *bytes)
{
    chora_picture_file image = { .kind = CHORA_PICTURE_PNG };
    if (panel->page)
        w->status = chora_paint(w->request->painter, panel->page, CHORA_PAINT_PNG, PICTURE_DPI,
                                bytes, w->err);
    else
        w->status = chora_picture_look(panel->image, bytes, &image, w->err);
    if (!w->status && image.kind == CHORA_PICTURE_SVG) {
        image.kind = CHORA_PICTURE_PNG;
        w->status = chora_picture_of_svg(panel->image, panel->width_pt, bytes, w->err);
    }
    return image.kind == CHORA_PICTURE_JPEG ? "jpg" : "png";
}

static void write_size(char out[32], double pt)
{
    chora_buffer text = CHORA_BUFFER_SMALL(32);
    chora_buffer_add_number(&text, pt / 72, 3);
    chora_buffer_add_text(&text, "in");
    memcpy(out, chora_buffer_text(&text), text.length + 1);
    chora_buffer_free(&text);
}

/* The name of the file that holds it; NULL: it could not be made. */
static const char *make_picture(chora_pandoc_writing *w, const chora_report_panel *panel)
{
    chora_buffer bytes = CHORA_BUFFER_INIT(LARGEST_PICTURE);
    const char *extension = picture_bytes(w, panel, &bytes);
    const char *name = chora_arena_printf(w->arena, "picture-%zu.%s", ++w->pictures, extension);
    char *path = name ? chora_path_join(w->request->folder, name) : NULL;
    if (!w->status)
        w->status = path ? chora_file_write(path, bytes.data, bytes.length, w->err)
                         : chora_no_memory(w->err);
    free(path);
    chora_buffer_free(&bytes);
    return w->status ? NULL : name;
}

static void write_picture(chora_pandoc_writing *w, const chora_report_panel *panel)
{
    char width[32], height[32];
    const char *name = panel->page || panel->image ? make_picture(w, panel) : NULL;
    write_size(width, panel->width_pt * SNUG);
    write_size(height, panel->height_pt * SNUG);
    if (name) {
        chora_pandoc_open(w, "Image");
        chora_pandoc_attributes(w, NULL, "width", width, "height", height);
        chora_pandoc_list(w);
        chora_pandoc_text(w, panel->alt);
        chora_pandoc_end(w);
        chora_buffer_printf(w->out, ",[\"%s\",\"\"]", name);
        chora_pandoc_close(w);
    }
}

static void open_paragraph(chora_pandoc_writing *w, const char *style)
{
    chora_pandoc_styled(w, "Div", style);
    chora_pandoc_open(w, "Para");
}

static void close_paragraph(chora_pandoc_writing *w)
{
    chora_pandoc_close(w);
    chora_pandoc_styled_end(w);
}

static void write_tab(chora_pandoc_writing *w)
{
    chora_pandoc_raw(w, "{\"t\":\"RawInline\",\"c\":[\"openxml\",\"<w:r><w:tab/></w:r>\"]}");
}

static bool has_title(const chora_report_figure *figure, size_t panel)
{
    return figure->panel_count > 1 && *figure->panels[panel].title;
}

/* Two pictures whose titles fit beside each other stand so; others one below the other. */
static bool fit_beside(const chora_report_figure *figure)
{
    for (size_t i = 0; i < figure->panel_count; i++)
        if (chora_utf8_length(figure->panels[i].title) > LONGEST_PANEL_TITLE)
            return false;
    return figure->panel_count == 2;
}

static void write_beside(chora_pandoc_writing *w, const chora_report_figure *figure)
{
    bool titled = has_title(figure, 0) || has_title(figure, 1);
    if (titled) {
        open_paragraph(w, "Panel Title");
        chora_pandoc_text(w, figure->panels[0].title);
        write_tab(w);
        chora_pandoc_text(w, figure->panels[1].title);
        close_paragraph(w);
    }
    open_paragraph(w, "Picture");
    write_picture(w, &figure->panels[0]);
    write_tab(w);
    write_picture(w, &figure->panels[1]);
    close_paragraph(w);
}

static void write_below(chora_pandoc_writing *w, const chora_report_figure *figure)
{
    for (size_t i = 0; !w->status && i < figure->panel_count; i++) {
        if (has_title(figure, i)) {
            open_paragraph(w, "Panel Title");
            chora_pandoc_text(w, figure->panels[i].title);
            close_paragraph(w);
        }
        open_paragraph(w, "Picture");
        write_picture(w, &figure->panels[i]);
        close_paragraph(w);
    }
}

void chora_pandoc_figure(chora_pandoc_writing *w, const chora_block *block)
{
    chora_pandoc_open(w, "Div");
    chora_pandoc_attributes(w, block->anchor, NULL, NULL, NULL, NULL);
    chora_pandoc_list(w);
    if (block->label || *block->title || *block->subtitle) {
        open_paragraph(w, "Figure Caption");
        chora_pandoc_caption(w, block);
        close_paragraph(w);
    }
    if (fit_beside(&block->figure))
        write_beside(w, &block->figure);
    else
        write_below(w, &block->figure);
    chora_pandoc_paragraph(w, "Note Text", block->note);
    chora_pandoc_styled_end(w);
}

/* ---- text ------------------------------------------------------------------------------------ */

bool chora_pandoc_turn(chora_pandoc_writing *w, const chora_block *block)
{
    if (!chora_block_turned(block, w->leftward))
        return false;
    w->leftward = !w->leftward;
    chora_pandoc_open(w, "Div");
    chora_pandoc_attributes(w, NULL, "dir", w->leftward ? "rtl" : "ltr", NULL, NULL);
    chora_pandoc_list(w);
    return true;
}

void chora_pandoc_turn_end(chora_pandoc_writing *w, bool turned)
{
    if (!turned)
        return;
    w->leftward = !w->leftward;
    chora_pandoc_styled_end(w);
}

static void write_paragraph(chora_pandoc_writing *w, const chora_block *block)
{
    bool turned = chora_pandoc_turn(w, block);
    chora_pandoc_open(w, "Para");
    chora_pandoc_inlines(w, block->text);
    chora_pandoc_close(w);
    chora_pandoc_turn_end(w, turned);
}

/* The document's second level is the first below its title. */
static void write_heading(chora_pandoc_writing *w, const chora_block *block)
{
    bool turned = chora_pandoc_turn(w, block);
    chora_pandoc_open(w, "Header");
    chora_pandoc_raw(w, block->level <= 2 ? "1" : block->level == 3 ? "2" : "3");
    chora_pandoc_attributes(w, block->anchor, NULL, NULL, NULL, NULL);
    chora_pandoc_list(w);
    chora_pandoc_inlines(w, block->text);
    chora_pandoc_end(w);
    chora_pandoc_close(w);
    chora_pandoc_turn_end(w, turned);
}

static void write_list(chora_pandoc_writing *w, const chora_block *block)
{
    bool turned = chora_pandoc_turn(w, block);
    chora_pandoc_open(w, block->level ? "OrderedList" : "BulletList");
    if (block->level) {
        chora_buffer_printf(w->out, "[%d,{\"t\":\"Decimal\"},{\"t\":\"Period\"}]", block->level);
        chora_pandoc_list(w);
    }
    for (size_t i = 0; i < block->child_count; i++) {
        chora_pandoc_list(w);
        chora_pandoc_blocks(w, block->children[i].children, block->children[i].child_count);
        chora_pandoc_end(w);
    }
    if (block->level)
        chora_pandoc_end(w);
    chora_pandoc_close(w);
    chora_pandoc_turn_end(w, turned);
}

static void write_code(chora_pandoc_writing *w, const chora_block *block)
{
    chora_buffer text = CHORA_BUFFER_INIT(1 << 20);
    for (size_t i = 0; i < block->text.count; i++) {
        chora_buffer_add_text(&text, i ? "\n" : "");
        chora_buffer_add_text(&text, block->text.items[i].text);
    }
    chora_pandoc_open(w, "CodeBlock");
    chora_pandoc_attributes(w, NULL, NULL, NULL, NULL, NULL);
    chora_pandoc_string(w, chora_buffer_text(&text));
    chora_pandoc_close(w);
    w->out->failed = w->out->failed || text.failed;
    chora_buffer_free(&text);
}

static void write_inside(chora_pandoc_writing *w, const char *style, const chora_block *block)
{
    chora_pandoc_styled(w, "Div", style);
    chora_pandoc_blocks(w, block->children, block->child_count);
    chora_pandoc_styled_end(w);
}

static void write_box(chora_pandoc_writing *w, const chora_block *block)
{
    if (block->title && *block->title) {
        open_paragraph(w, "Box Title");
        chora_pandoc_text(w, block->title);
        close_paragraph(w);
    }
    write_inside(w, "Box", block);
}

/* Links to the headings: on which page they stand is known to the word processor alone. */
static void list_headings(chora_pandoc_writing *w, const chora_block *blocks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (blocks[i].kind == CHORA_BLOCK_HEADING && blocks[i].level <= 3 && blocks[i].anchor) {
            open_paragraph(w, blocks[i].level <= 2 ? "Contents 1" : "Contents 2");
            chora_pandoc_open(w, "Link");
            chora_pandoc_attributes(w, NULL, NULL, NULL, NULL, NULL);
            chora_pandoc_list(w);
            chora_pandoc_inlines(w, blocks[i].text);
            chora_pandoc_end(w);
            chora_buffer_add_text(w->out, ",[\"#");
            chora_buffer_add_text(w->out, blocks[i].anchor);
            chora_buffer_add_text(w->out, "\",\"\"]");
            chora_pandoc_close(w);
            close_paragraph(w);
        }
        list_headings(w, blocks[i].children, blocks[i].child_count);
    }
}

static void write_page_break(chora_pandoc_writing *w)
{
    chora_pandoc_raw(w, "{\"t\":\"RawBlock\",\"c\":[\"openxml\","
                        "\"<w:p><w:r><w:br w:type=\\\"page\\\"/></w:r></w:p>\"]}");
}

static void write_block(chora_pandoc_writing *w, const chora_block *block)
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
        chora_pandoc_blocks(w, block->children, block->child_count);
        break;
    case CHORA_BLOCK_QUOTE:
        chora_pandoc_open(w, "BlockQuote");
        chora_pandoc_blocks(w, block->children, block->child_count);
        chora_pandoc_close(w);
        break;
    case CHORA_BLOCK_CODE:
        write_code(w, block);
        break;
    case CHORA_BLOCK_TABLE:
        chora_pandoc_table(w, block);
        break;
    case CHORA_BLOCK_FIGURE:
        chora_pandoc_figure(w, block);
        break;
    case CHORA_BLOCK_KEYS:
        chora_pandoc_keys(w, block);
        break;
    case CHORA_BLOCK_LEAD:
        write_inside(w, "Lead", block);
        break;
    case CHORA_BLOCK_SIDE:
        write_inside(w, "Side Note", block);
        break;
    case CHORA_BLOCK_BOX:
        write_box(w, block);
        break;
    case CHORA_BLOCK_SMALL:
        write_inside(w, "Note Text", block);
        break;
    case CHORA_BLOCK_CONTENTS:
        list_headings(w, w->request->document->blocks, w->request->document->block_count);
        break;
    case CHORA_BLOCK_RULE:
        chora_pandoc_mark(w, "HorizontalRule");
        break;
    case CHORA_BLOCK_PAGE_BREAK:
        write_page_break(w);
        break;
    }
}

void chora_pandoc_blocks(chora_pandoc_writing *w, const chora_block *blocks, size_t count)
{
    for (size_t i = 0; !w->status && i < count; i++)
        write_block(w, &blocks[i]);
}

/* ---- the document ---------------------------------------------------------------------------- */

static void write_fact(chora_pandoc_writing *w, const char *name, const char *text)
{
    if (!text || !*text)
        return;
    if (w->out->data[w->out->length - 1] != '{')
        chora_buffer_add_byte(w->out, ',');
    chora_buffer_printf(w->out, "\"%s\":{\"t\":\"MetaString\",\"c\":", name);
    chora_html_json(w->out, text);
    chora_buffer_add_byte(w->out, '}');
}

static void write_keywords(chora_pandoc_writing *w, const char *note)
{
    chora_buffer_add_text(w->out, ",\"keywords\":{\"t\":\"MetaList\",\"c\":[");
    chora_pandoc_open(w, "MetaInlines");
    chora_pandoc_text(w, note);
    chora_pandoc_close(w);
    chora_buffer_add_text(w->out, "]}");
}

static void write_facts(chora_pandoc_writing *w, const chora_document *document)
{
    const char *title = chora_say(document->words, w->arena, "report.page.title", "title",
                                  document->title, "period", document->period_label, NULL);
    const char *series = chora_arena_printf(
        w->arena, "%s%s%s", document->series,
        *document->series && *document->issue ? " \xC2\xB7 " : "", document->issue);
    w->out->failed = w->out->failed || !title || !series;
    chora_buffer_add_text(w->out, ",\"meta\":{");
    write_fact(w, "title", title);
    write_fact(w, "subtitle", document->subtitle);
    write_fact(w, "author", document->publisher);
    write_fact(w, "date", document->dates);
    write_fact(w, "subject", series);
    write_fact(w, "description", document->source);
    write_keywords(w, document->made_from);
    write_fact(w, "lang", document->language);
    write_fact(w, "dir", document->right_to_left ? "rtl" : NULL);
    chora_buffer_add_text(w->out, "}");
}

chora_status chora_pandoc_write(const chora_pandoc_request *request, chora_buffer *out,
                                chora_error *err)
{
    chora_pandoc_writing w = {
        .request = request, .leftward = request->document->right_to_left, .out = out, .err = err
    };
    w.arena = chora_arena_new();
    if (!w.arena)
        return chora_no_memory(err);
    chora_buffer_printf(out, "{\"pandoc-api-version\":%s", request->api);
    write_facts(&w, request->document);
    chora_buffer_add_text(out, ",\"blocks\":[");
    if (request->document->title_page)
        write_page_break(&w);
    chora_pandoc_blocks(&w, request->document->blocks, request->document->block_count);
    chora_buffer_add_text(out, "]}");
    chora_arena_free(w.arena);
    return w.status ? w.status : out->failed ? chora_no_memory(err) : CHORA_OK;
}
