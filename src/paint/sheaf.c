/* Pages to one PDF with links, bookmarks and structure. */
#include "paint/sheaf.h"

#include "paint/canvas.h"
#include "paint/formats.h"
#include "paint/painter.h"
#include "paint/pdf_link.h"
#include "paint/pdf_structure.h"

#include <cairo-pdf.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_ATTRIBUTES = 1 << 14 };

/* ---- attributes ---------------------------------------------------------------------------- */

static void add_quoted(chora_buffer *out, const char *key, const char *text)
{
    chora_buffer_printf(out, "%s='", key);
    chora_pdf_link_add(out, text);
    chora_buffer_add_text(out, "' ");
}

static void add_link(cairo_t *context, const chora_sheet_link *link)
{
    chora_buffer text = CHORA_BUFFER_INIT(LONGEST_ATTRIBUTES);
    chora_buffer_add_text(&text, "rect=[ ");
    const double box[4] = { link->box.min_x, link->box.min_y, link->box.max_x - link->box.min_x,
                            link->box.max_y - link->box.min_y };
    for (int i = 0; i < 4; i++) {
        chora_buffer_add_number(&text, box[i], 2);
        chora_buffer_add_byte(&text, ' ');
    }
    chora_buffer_add_text(&text, "] ");
    if (link->target[0] == '#')
        add_quoted(&text, "dest", link->target + 1);
    else
        add_quoted(&text, "uri", link->target);
    if (!text.failed) {
        cairo_tag_begin(context, CAIRO_TAG_LINK, chora_buffer_text(&text));
        cairo_tag_end(context, CAIRO_TAG_LINK);
    }
    chora_buffer_free(&text);
}

static void add_anchor(cairo_t *context, const chora_sheet_anchor *anchor)
{
    chora_buffer text = CHORA_BUFFER_INIT(LONGEST_ATTRIBUTES);
    add_quoted(&text, "name", anchor->name);
    chora_buffer_add_text(&text, "x=0 y=");
    chora_buffer_add_number(&text, anchor->y > 12 ? anchor->y - 12 : 0, 2);
    if (!text.failed) {
        cairo_tag_begin(context, CAIRO_TAG_DEST, chora_buffer_text(&text));
        cairo_tag_end(context, CAIRO_TAG_DEST);
    }
    chora_buffer_free(&text);
}

/* ---- one page ------------------------------------------------------------------------------ */

enum { DEEPEST_TAG = 16 };

/* The structure of a page, as far as it is drawn. */
typedef struct {
    cairo_t *context;
    const chora_sheet_page *page;
    size_t item, next;
    const char *open[DEEPEST_TAG];
    size_t depth;
} tagging;

/* Tags that stand before a node of the item that is drawn. */
static void do_tags(void *hook, size_t node)
{
    tagging *t = hook;
    for (; t->next < t->page->tag_count; t->next++) {
        const chora_sheet_tag *tag = &t->page->tags[t->next];
        if (tag->item > t->item || (tag->item == t->item && tag->node > node))
            return;
        if (tag->tag && t->depth < DEEPEST_TAG) {
            cairo_tag_begin(t->context, tag->tag, "");
            t->open[t->depth++] = tag->tag;
        } else if (!tag->tag && t->depth > 0) {
            cairo_tag_end(t->context, t->open[--t->depth]);
        }
    }
}

/* Those before an item, at most; what a page holds is checked, a file's bytes are not ours. */
static chora_status draw_images(cairo_t *context, const chora_sheet_page *page, size_t item,
                                size_t *next, chora_error *err)
{
    chora_status st = CHORA_OK;
    for (; !st && *next < page->image_count && page->images[*next].item <= item; ++*next)
        st = chora_canvas_picture(context, page->images[*next].path, page->images[*next].box, err);
    return st;
}

/* The elements of a kind in their order into `out`, when it is there; how many. */
static size_t list_elements(const chora_sheaf *sheaf, const char *kind, const chora_sheet_tag **out)
{
    size_t count = 0;
    for (size_t i = 0; i < sheaf->page_count; i++)
        for (size_t t = 0; t < sheaf->pages[i].tag_count; t++) {
            const chora_sheet_tag *tag = &sheaf->pages[i].tags[t];
            if (!tag->tag || strcmp(tag->tag, kind) != 0)
                continue;
            if (out)
                out[count] = tag;
            count++;
        }
    return count;
}

static chora_status complete(const chora_sheaf *sheaf, chora_buffer *pdf, chora_error *err)
{
    size_t figures = list_elements(sheaf, "Figure", NULL), heads = list_elements(sheaf, "TH", NULL);
    const chora_sheet_tag **tags = chora_alloc(figures + heads + 1, sizeof *tags);
    const char **alts = chora_alloc(figures + 1, sizeof *alts);
    size_t *spans = chora_alloc(heads + 1, sizeof *spans);
    chora_status st = tags && alts && spans ? CHORA_OK : chora_no_memory(err);
    if (!st) {
        list_elements(sheaf, "Figure", tags);
        list_elements(sheaf, "TH", tags + figures);
        for (size_t i = 0; i < figures; i++)
            alts[i] = tags[i]->alt ? tags[i]->alt : "";
        for (size_t i = 0; i < heads; i++)
            spans[i] = tags[figures + i]->span;
        const chora_pdf_elements elements = { alts, figures, spans, heads };
        st = chora_paint_pdf_structure(pdf, sheaf->language, &elements, err);
    }
    free(spans);
    free(alts);
    free(tags);
    return st;
}

static chora_status draw_page(cairo_t *context, const chora_sheet_page *page, chora_typeset *lines,
                              chora_error *err)
{
    tagging tags = { .context = context, .page = page };
    const chora_canvas canvas = { .context = context,
                                  .lines = lines,
                                  .letters = CHORA_LETTERS_TEXT,
                                  .stages = chora_typeset_stages(lines),
                                  .before_node = do_tags,
                                  .hook = &tags };
    size_t image = 0;
    chora_status st = chora_page_check(page->page, err);
    for (size_t i = 0; !st && i < page->anchor_count; i++)
        add_anchor(context, &page->anchors[i]);
    for (size_t i = 0; !st && i < page->page->item_count; i++) {
        st = draw_images(context, page, i, &image, err);
        tags.item = i;
        do_tags(&tags, 0);
        if (!st)
            st = chora_canvas_item(&canvas, &page->page->items[i], err);
    }
    if (!st)
        st = draw_images(context, page, page->page->item_count, &image, err);
    tags.item = page->page->item_count;
    do_tags(&tags, 0);
    while (tags.depth > 0)
        cairo_tag_end(context, tags.open[--tags.depth]);
    for (size_t i = 0; !st && i < page->link_count; i++)
        add_link(context, &page->links[i]);
    if (!st)
        cairo_show_page(context);
    return st;
}

/* ---- bookmarks ----------------------------------------------------------------------------- */

static void add_outline(cairo_surface_t *surface, const chora_sheaf *sheaf)
{
    int parents[8] = { CAIRO_PDF_OUTLINE_ROOT };
    for (size_t i = 0; i < sheaf->outline_count; i++) {
        const chora_sheet_outline *entry = &sheaf->outline[i];
        int level = entry->level < 1 ? 1 : entry->level > 6 ? 6 : entry->level;
        chora_buffer text = CHORA_BUFFER_INIT(LONGEST_ATTRIBUTES);
        add_quoted(&text, "dest", entry->anchor ? entry->anchor : "title");
        int parent = parents[level - 1] ? parents[level - 1] : CAIRO_PDF_OUTLINE_ROOT;
        parents[level] = cairo_pdf_surface_add_outline(
            surface, parent, entry->text, chora_buffer_text(&text), CAIRO_PDF_OUTLINE_FLAG_OPEN);
        for (int deeper = level + 1; deeper < 8; deeper++)
            parents[deeper] = parents[level];
        chora_buffer_free(&text);
    }
}

/* ---- the whole ----------------------------------------------------------------------------- */

static chora_status draw_pages(cairo_surface_t *surface, chora_painter *painter,
                               const chora_sheaf *sheaf, chora_error *err)
{
    cairo_t *context = cairo_create(surface);
    chora_status st = CHORA_OK;
    for (size_t i = 0; !st && i < sheaf->page_count; i++) {
        const chora_page *page = sheaf->pages[i].page;
        cairo_pdf_surface_set_size(surface, page->width_pt, page->height_pt);
        cairo_set_fill_rule(context, CAIRO_FILL_RULE_EVEN_ODD);
        st = draw_page(context, &sheaf->pages[i], chora_painter_lines(painter), err);
    }
    cairo_status_t drawn = cairo_status(context);
    cairo_destroy(context);
    if (!st && drawn)
        st = chora_fail(err, CHORA_EIO, "the pages cannot be painted: %s",
                        cairo_status_to_string(drawn));
    return st;
}

chora_status chora_paint_sheaf(chora_painter *painter, const chora_sheaf *sheaf, chora_buffer *out,
                               chora_error *err)
{
    chora_buffer made = CHORA_BUFFER_INIT(out->maximum);
    const chora_page *first = sheaf->pages[0].page;
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(
        chora_paint_write, &made, first->width_pt, first->height_pt);
    chora_paint_pdf_describe(surface, sheaf->title, sheaf->subject, sheaf->keywords, sheaf->author,
                             sheaf->date);
    chora_status st = draw_pages(surface, painter, sheaf, err);
    if (!st)
        add_outline(surface, sheaf);
    st = chora_paint_close(surface, &made, st, err);
    if (!st) {
        chora_paint_pdf_mark_dates(&made);
        st = complete(sheaf, &made, err);
    }
    if (!st) {
        chora_buffer_add(out, made.data, made.length);
        if (out->failed)
            st = chora_fail(err, CHORA_ELIMIT, "the report is larger than %zu bytes", out->maximum);
    }
    chora_buffer_free(&made);
    return st;
}

void chora_sheaf_free(chora_sheaf *sheaf)
{
    for (size_t i = 0; i < sheaf->page_count; i++) {
        chora_page_free(sheaf->pages[i].page);
        free(sheaf->pages[i].images);
        free(sheaf->pages[i].links);
        free(sheaf->pages[i].tags);
        free(sheaf->pages[i].anchors);
    }
    free(sheaf->pages);
    free(sheaf->outline);
    *sheaf = (chora_sheaf){ 0 };
}
