/* Pieces to pages: what must stay together stays, heads of tables are repeated, footnotes stand at
 * the foot of the page that marks them. */
#include "report/sheet.h"
#include "report/sheet_colours.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_PAGES = 2000, MOST_CONTENTS = 64 };

#define NOTE_GAP 9.0

/* A footnote, set once. */
typedef struct {
    chora_group *group;
    double height;
} set_note;

typedef struct {
    chora_sheet *sheet;
    chora_report_pages *out;
    set_note *notes; /* By number, from 1. */
    double y;        /* On the page being filled. */
    double bottom;
    size_t notes_from, notes_to; /* Marked on it; 0: none. */
    bool fresh;                  /* Nothing stands on it yet. */
    bool open;                   /* A structure element is open ... */
    size_t element;              /* ... this one. */
    bool table;                  /* And round it a table. */
    struct {
        size_t page;
        double y;
        size_t from, to; /* Of the lines. */
    } contents[MOST_CONTENTS];
    size_t contents_count;
} dealing;

static chora_sheet_page *page_of(dealing *d)
{
    return &d->out->sheaf.pages[d->out->sheaf.page_count - 1];
}

/* ---- structure ----------------------------------------------------------------------------- */

static chora_status add_tag(dealing *d, const char *tag, const char *alt)
{
    chora_sheet_page *page = page_of(d);
    if (chora_grow((void **)&page->tags, &page->tag_capacity, page->tag_count, sizeof *page->tags))
        return chora_no_memory(d->sheet->err);
    page->tags[page->tag_count++] =
        (chora_sheet_tag){ .item = page->page->item_count, .tag = tag, .alt = alt };
    return CHORA_OK;
}

/* Those within the group that is put next. */
static chora_status add_marks(dealing *d, chora_piece_marks marks)
{
    chora_status st = CHORA_OK;
    for (size_t i = 0; !st && i < marks.count; i++) {
        st = add_tag(d, marks.items[i].tag, NULL);
        if (!st) {
            chora_sheet_tag *tag = &page_of(d)->tags[page_of(d)->tag_count - 1];
            tag->node = marks.items[i].node;
            tag->span = marks.items[i].span;
        }
    }
    return st;
}

static chora_status close_element(dealing *d, bool table_too)
{
    chora_status st = d->open ? add_tag(d, NULL, NULL) : CHORA_OK;
    d->open = false;
    if (!st && table_too && d->table) {
        st = add_tag(d, NULL, NULL);
        d->table = false;
    }
    return st;
}

static chora_status open_element(dealing *d, const chora_piece *piece)
{
    if (d->open && d->element == piece->element)
        return CHORA_OK;
    bool row = piece->tag && strcmp(piece->tag, "TR") == 0;
    chora_status st = close_element(d, !row);
    if (!st && row && !d->table) {
        st = add_tag(d, "Table", NULL);
        d->table = true;
    }
    if (!st && piece->tag) {
        st = add_tag(d, piece->tag, piece->alt);
        d->open = true;
        d->element = piece->element;
    }
    return st;
}

/* ---- heads and feet ------------------------------------------------------------------------ */

static chora_status put_group(dealing *d, chora_group *group, const char *name, double y)
{
    chora_box none = CHORA_BOX_EMPTY;
    if (chora_page_add(page_of(d)->page, group, name, (chora_xy){ CHORA_SHEET_SIDE, y }, none))
        return chora_no_memory(d->sheet->err);
    return CHORA_OK;
}

/* A drawing that is no piece: its group goes straight to a page. */
static chora_status finish_loose(dealing *d, chora_canvas_piece *canvas, chora_sheet_page *page,
                                 double y)
{
    chora_group *group = NULL;
    chora_box none = CHORA_BOX_EMPTY;
    chora_status st = chora_drawing_end(&canvas->drawing, &group);
    if (!st &&
        chora_page_add(page->page, group, "furniture", (chora_xy){ CHORA_SHEET_SIDE, y }, none))
        st = chora_no_memory(d->sheet->err);
    for (size_t i = 0; !st && i < canvas->link_count; i++) {
        chora_sheet_link link = canvas->links[i];
        link.box.min_x += CHORA_SHEET_SIDE;
        link.box.max_x += CHORA_SHEET_SIDE;
        link.box.min_y += y;
        link.box.max_y += y;
        if (chora_grow((void **)&page->links, &page->link_capacity, page->link_count, sizeof link))
            st = chora_no_memory(d->sheet->err);
        else
            page->links[page->link_count++] = link;
    }
    chora_group_unref(group);
    free(canvas->links);
    return st;
}

static chora_status draw_running_head(dealing *d, chora_sheet_page *page)
{
    chora_sheet *sheet = d->sheet;
    const chora_document *document = sheet->document;
    chora_canvas_piece canvas = chora_piece_start(sheet);
    double leading, height;
    chora_type type = chora_sheet_type_of(sheet, CHORA_TYPE_RUNNING, &leading);
    chora_type strong = type;
    strong.weight = 600;
    strong.colour = CHORA_REPORT_INK;
    const char *title = chora_phrase(sheet->teller, "page.title", "title", document->title,
                                     "period", document->period_label, NULL);
    const char *series =
        *document->issue && *document->series
            ? chora_arena_printf(sheet->setting.arena, "%s · %s", document->series, document->issue)
        : *document->series ? document->series
                            : document->publisher;
    chora_piece_text(&canvas, chora_sheet_inlines(sheet, title, 0), strong, leading, 0,
                     CHORA_SHEET_TEXT * 0.62, 0, CHORA_ALIGN_START, &height);
    chora_piece_text(&canvas, chora_sheet_inlines(sheet, series, 0), type, leading,
                     CHORA_SHEET_TEXT * 0.62, CHORA_SHEET_TEXT * 0.38, 0, CHORA_ALIGN_END, &height);
    chora_piece_rule(&canvas, 0, CHORA_SHEET_TEXT, leading + 5, 0.5, CHORA_REPORT_RULE);
    return finish_loose(d, &canvas, page, CHORA_SHEET_FIRST_TOP - 7);
}

static chora_status draw_foot(dealing *d, chora_sheet_page *page, size_t number)
{
    chora_sheet *sheet = d->sheet;
    chora_canvas_piece canvas = chora_piece_start(sheet);
    double leading, height;
    chora_type type = chora_sheet_type_of(sheet, CHORA_TYPE_RUNNING, &leading);
    chora_type strong = type;
    strong.weight = 600;
    strong.colour = CHORA_REPORT_INK;
    const chora_teller *teller = sheet->teller;
    const char *label =
        chora_phrase(teller, "page.of", "page", chora_tell_number(teller, (int64_t)number), "pages",
                     chora_tell_number(teller, (int64_t)d->out->sheaf.page_count), NULL);
    chora_piece_rule(&canvas, 0, CHORA_SHEET_TEXT, 0, 0.5, CHORA_REPORT_RULE);
    chora_piece_text(&canvas, chora_sheet_inlines(sheet, sheet->document->caveat, 0), type, leading,
                     0, CHORA_SHEET_TEXT * 0.8, 5, CHORA_ALIGN_START, &height);
    chora_piece_text(&canvas, chora_sheet_inlines(sheet, label, 0), strong, leading,
                     CHORA_SHEET_TEXT * 0.8, CHORA_SHEET_TEXT * 0.2, 5, CHORA_ALIGN_END, &height);
    return finish_loose(d, &canvas, page,
                        CHORA_SHEET_HEIGHT - CHORA_SHEET_FOOT + 6 * CHORA_PT_PER_MM);
}

/* ---- footnotes ----------------------------------------------------------------------------- */

static chora_status set_notes(dealing *d)
{
    chora_sheet *sheet = d->sheet;
    const chora_document *document = sheet->document;
    double leading, number_width = 12;
    chora_type type = chora_sheet_type_of(sheet, CHORA_TYPE_NOTE, &leading);
    d->notes = chora_alloc(document->note_count + 1, sizeof *d->notes);
    if (!d->notes)
        return chora_no_memory(sheet->err);
    for (size_t i = 0; i < document->note_count; i++) {
        chora_canvas_piece canvas = chora_piece_start(sheet);
        double height;
        const char *number = chora_tell_number(sheet->teller, (int64_t)i + 1);
        chora_piece_text(&canvas, chora_sheet_inlines(sheet, number, 0), type, leading, 0,
                         number_width, 0, CHORA_ALIGN_START, &height);
        chora_piece_text(&canvas, document->notes[i], type, leading, number_width,
                         CHORA_SHEET_TEXT - number_width, 0, CHORA_ALIGN_START,
                         &d->notes[i + 1].height);
        free(canvas.links);
        chora_status st = chora_drawing_end(&canvas.drawing, &d->notes[i + 1].group);
        if (st)
            return st;
    }
    return CHORA_OK;
}

/* The height of the notes `from` to `to`, with the rule above the first of a page. */
static double notes_height(const dealing *d, size_t from, size_t to, bool first)
{
    double height = 0;
    for (size_t i = from; i && i <= to && i <= d->sheet->document->note_count; i++)
        height += d->notes[i].height;
    return height > 0 && first ? height + NOTE_GAP : height;
}

static chora_status draw_notes(dealing *d)
{
    if (!d->notes_from)
        return CHORA_OK;
    double y =
        CHORA_SHEET_HEIGHT - CHORA_SHEET_FOOT - notes_height(d, d->notes_from, d->notes_to, false);
    chora_canvas_piece canvas = chora_piece_start(d->sheet);
    chora_piece_rule(&canvas, 0, 60, -4, 0.5, CHORA_REPORT_RULE);
    chora_status st = finish_loose(d, &canvas, page_of(d), y);
    if (!st)
        st = close_element(d, true);
    for (size_t i = d->notes_from; !st && i <= d->notes_to; i++) {
        st = add_tag(d, "Note", NULL);
        if (!st)
            st = put_group(d, d->notes[i].group, "note", y);
        if (!st)
            st = add_tag(d, NULL, NULL);
        y += d->notes[i].height;
    }
    d->notes_from = d->notes_to = 0;
    return st;
}

/* ---- pages --------------------------------------------------------------------------------- */

static chora_status end_page(dealing *d)
{
    chora_status st = CHORA_OK;
    if (d->out->sheaf.page_count)
        st = draw_notes(d);
    return !st && d->out->sheaf.page_count ? close_element(d, true) : st;
}

static chora_status new_page(dealing *d)
{
    chora_sheaf *sheaf = &d->out->sheaf;
    chora_status st = end_page(d);
    if (!st && sheaf->page_count == MOST_PAGES)
        st = chora_fail(d->sheet->err, CHORA_ELIMIT, "the report has more than %d pages",
                        MOST_PAGES);
    if (st)
        return st;
    if (chora_grow((void **)&sheaf->pages, &sheaf->page_capacity, sheaf->page_count,
                   sizeof *sheaf->pages))
        return chora_no_memory(d->sheet->err);
    chora_page *page = chora_page_new(CHORA_SHEET_WIDTH, CHORA_SHEET_HEIGHT);
    if (!page)
        return chora_no_memory(d->sheet->err);
    page->paper = 0xFFFFFFFF;
    page->language = sheaf->language;
    page->title = sheaf->title;
    sheaf->pages[sheaf->page_count++] = (chora_sheet_page){ .page = page };
    d->fresh = true;
    d->y = sheaf->page_count == 1 ? CHORA_SHEET_FIRST_TOP : CHORA_SHEET_TOP;
    d->bottom = CHORA_SHEET_HEIGHT - CHORA_SHEET_FOOT;
    return CHORA_OK;
}

/* ---- one piece ----------------------------------------------------------------------------- */

static int put_image(dealing *d, const chora_piece_picture *picture, double x, double y)
{
    chora_sheet_page *page = page_of(d);
    if (chora_grow((void **)&page->images, &page->image_capacity, page->image_count,
                   sizeof *page->images))
        return -1;
    page->images[page->image_count++] =
        (chora_sheet_image){ page->page->item_count,
                             picture->image,
                             { x, y, x + picture->width_pt, y + picture->height_pt } };
    return 0;
}

static chora_status put_pictures(dealing *d, const chora_piece *piece, double y)
{
    for (size_t i = 0; i < piece->picture_count; i++) {
        const chora_piece_picture *picture = &piece->pictures[i];
        double x = CHORA_SHEET_SIDE + picture->at.x, top = y + picture->at.y;
        if (picture->image && put_image(d, picture, x, top))
            return chora_no_memory(d->sheet->err);
        if (picture->image)
            continue;
        for (size_t j = 0; j < picture->page->item_count; j++) {
            const chora_item *item = &picture->page->items[j];
            chora_box clip = item->clip;
            if (!chora_box_is_empty(clip))
                clip = (chora_box){ clip.min_x + x, clip.min_y + top, clip.max_x + x,
                                    clip.max_y + top };
            if (chora_page_add(page_of(d)->page, item->group, item->name,
                               (chora_xy){ item->offset.x + x, item->offset.y + top }, clip))
                return chora_no_memory(d->sheet->err);
        }
    }
    return CHORA_OK;
}

static chora_status put_links(dealing *d, const chora_piece *piece, double y)
{
    chora_sheet_page *page = page_of(d);
    for (size_t i = 0; i < piece->link_count; i++) {
        chora_sheet_link link = piece->links[i];
        if (chora_grow((void **)&page->links, &page->link_capacity, page->link_count, sizeof link))
            return chora_no_memory(d->sheet->err);
        link.box.min_x += CHORA_SHEET_SIDE;
        link.box.max_x += CHORA_SHEET_SIDE;
        link.box.min_y += y;
        link.box.max_y += y;
        page->links[page->link_count++] = link;
    }
    return CHORA_OK;
}

static chora_status put_anchor(dealing *d, const chora_piece *piece, double y)
{
    chora_sheet_page *page = page_of(d);
    chora_sheaf *sheaf = &d->out->sheaf;
    if (piece->anchor) {
        if (chora_grow((void **)&page->anchors, &page->anchor_capacity, page->anchor_count,
                       sizeof *page->anchors))
            return chora_no_memory(d->sheet->err);
        page->anchors[page->anchor_count++] = (chora_sheet_anchor){ piece->anchor, y };
    }
    if (piece->outline) {
        if (chora_grow((void **)&sheaf->outline, &sheaf->outline_capacity, sheaf->outline_count,
                       sizeof *sheaf->outline))
            return chora_no_memory(d->sheet->err);
        sheaf->outline[sheaf->outline_count++] =
            (chora_sheet_outline){ piece->outline, piece->anchor, piece->outline_level,
                                   sheaf->page_count - 1 };
    }
    return CHORA_OK;
}

static chora_status put_piece(dealing *d, const chora_piece *piece)
{
    double y = d->fresh ? d->y : d->y + piece->before;
    chora_status st = open_element(d, piece);
    if (!st && piece->group)
        st = add_marks(d, piece->marks);
    if (!st && piece->group)
        st = put_group(d, piece->group, piece->name, y);
    if (!st)
        st = put_pictures(d, piece, y);
    if (!st)
        st = put_links(d, piece, y);
    if (!st)
        st = put_anchor(d, piece, y);
    if (piece->first_note) {
        if (!d->notes_from)
            d->notes_from = piece->first_note;
        bool first = d->notes_to == 0;
        size_t from = first ? piece->first_note : d->notes_to + 1;
        d->bottom -= notes_height(d, from, piece->last_note, first);
        d->notes_to = piece->last_note > d->notes_to ? piece->last_note : d->notes_to;
    }
    d->y = y + piece->height;
    d->fresh = false;
    return st;
}

static chora_status repeat_head(dealing *d, const chora_piece *piece)
{
    if (!piece->head_group || !(piece->head_height > 4))
        return CHORA_OK;
    chora_status st = close_element(d, false);
    if (!st && !d->table) {
        st = add_tag(d, "Table", NULL);
        d->table = true;
    }
    if (!st)
        st = add_tag(d, "TR", NULL);
    if (!st)
        st = add_marks(d, piece->head_marks);
    if (!st)
        st = put_group(d, piece->head_group, "table-head", d->y);
    if (!st)
        st = add_tag(d, NULL, NULL);
    d->y += piece->head_height;
    return st;
}

/* ---- room for the contents ----------------------------------------------------------------- */

enum { CONTENTS_HEAD = 30, CONTENTS_LINE = 17 };

static bool is_listed(const chora_piece *piece)
{
    return piece->outline && piece->outline_level <= 2;
}

static size_t count_contents(const chora_sheet *sheet)
{
    size_t lines = 0;
    for (size_t i = 0; i < sheet->count; i++)
        lines += is_listed(&sheet->pieces[i]);
    return lines;
}

/* Room is kept for its lines, on as many pages as they need; they are drawn when all pages are
 * known. */
static chora_status deal_contents(dealing *d, const chora_piece *piece)
{
    size_t lines = count_contents(d->sheet), from = 0, few = lines < 4 ? lines : 4;
    chora_status st = open_element(d, piece);
    while (!st && d->contents_count < MOST_CONTENTS) {
        double y = d->fresh ? d->y : d->y + piece->before;
        double head = from ? 0 : CONTENTS_HEAD;
        double room = fmax(d->bottom - y - head, 0);
        size_t fit = (size_t)(room / CONTENTS_LINE);
        if (!d->fresh && fit < few && fit < lines - from) {
            st = new_page(d);
            continue;
        }
        size_t to = fit < lines - from ? from + fit : lines;
        d->contents[d->contents_count].page = d->out->sheaf.page_count - 1;
        d->contents[d->contents_count].from = from;
        d->contents[d->contents_count].to = to;
        d->contents[d->contents_count++].y = y;
        d->y = y + head + (double)(to - from) * CONTENTS_LINE;
        d->fresh = false;
        from = to;
        if (from == lines)
            break;
        st = new_page(d);
    }
    return st;
}

/* ---- what stands together ------------------------------------------------------------------ */

/* Height of the pieces from `index` that must stand together, and of their notes. */
static double chain_height(const dealing *d, size_t index, double *with_notes)
{
    const chora_sheet *sheet = d->sheet;
    double height = 0, notes = 0;
    bool first = d->notes_to == 0;
    for (size_t i = index; i < sheet->count; i++) {
        const chora_piece *piece = &sheet->pieces[i];
        height += piece->height + (i > index || !d->fresh ? piece->before : 0);
        if (piece->first_note)
            notes += notes_height(d, piece->first_note, piece->last_note, first);
        first = first && !piece->first_note;
        if (!piece->keep)
            break;
    }
    *with_notes = height + notes;
    return height;
}

static bool is_chain_start(const chora_sheet *sheet, size_t index)
{
    return index == 0 || !sheet->pieces[index - 1].keep;
}

/* Where the pieces from `index` lack `lack_pt` of room, a figure among them may do with less. */
static chora_status lower_figure(dealing *d, size_t index, double lack_pt)
{
    chora_sheet *sheet = d->sheet;
    for (size_t i = index; i < sheet->count; i++) {
        if (sheet->pieces[i].figure)
            return chora_sheet_lower(sheet, &sheet->pieces[i], lack_pt);
        if (!sheet->pieces[i].keep)
            break;
    }
    return CHORA_OK;
}

static chora_status deal_piece(dealing *d, size_t index)
{
    const chora_piece *piece = &d->sheet->pieces[index];
    chora_status st = CHORA_OK;
    double needed = piece->height + (d->fresh ? 0 : piece->before), with_notes = needed;
    if (piece->new_page)
        return d->fresh ? CHORA_OK : new_page(d);
    if (piece->contents)
        return deal_contents(d, piece);
    if (piece->first_note)
        with_notes += notes_height(d, piece->first_note, piece->last_note, d->notes_to == 0);
    if (is_chain_start(d->sheet, index)) {
        double whole = chain_height(d, index, &with_notes);
        double page = CHORA_SHEET_HEIGHT - CHORA_SHEET_TOP - CHORA_SHEET_FOOT;
        if (whole > page) /* Longer than a page: it must break somewhere. */
            with_notes = needed;
        double lack = d->y + with_notes - d->bottom;
        if (!d->fresh && whole <= page && lack > 0.01) {
            st = lower_figure(d, index, lack);
            chain_height(d, index, &with_notes);
        }
    }
    if (st)
        return st;
    if (!d->fresh && d->y + with_notes > d->bottom + 0.01) {
        st = new_page(d);
        if (!st)
            st = repeat_head(d, piece);
    }
    return st ? st : put_piece(d, piece);
}

/* ---- contents ------------------------------------------------------------------------------ */

static chora_status draw_contents(dealing *d, size_t page_index, double y, size_t from, size_t to)
{
    chora_sheet *sheet = d->sheet;
    const chora_sheaf *sheaf = &d->out->sheaf;
    chora_canvas_piece canvas = chora_piece_start(sheet);
    double leading, height, top = 0;
    chora_type type = chora_sheet_type_of(sheet, CHORA_TYPE_SECTION, &leading);
    const char *head = from ? NULL : chora_phrase(sheet->teller, "page.contents", NULL);
    if (head) {
        chora_piece_text(&canvas, chora_sheet_inlines(sheet, head, 0), type, leading, 0,
                         CHORA_SHEET_PROSE, 0, CHORA_ALIGN_START, &height);
        top = CONTENTS_HEAD;
    }
    size_t line = 0;
    type = chora_sheet_type_of(sheet, CHORA_TYPE_BODY, &leading);
    for (size_t i = 0; i < sheaf->outline_count; i++) {
        const chora_sheet_outline *entry = &sheaf->outline[i];
        if (entry->level > 2 || line++ < from || line > to)
            continue;
        double indent = entry->level > 1 ? 14 : 0;
        chora_inline *item = chora_arena_alloc(sheet->setting.arena, 1, sizeof *item);
        const char *target = chora_arena_printf(sheet->setting.arena, "#%s", entry->anchor);
        if (!item || !target) {
            chora_drawing_check(&canvas.drawing, chora_no_memory(sheet->err));
            break;
        }
        *item = (chora_inline){ .text = entry->text, .link = target };
        chora_piece_text(&canvas, (chora_inlines){ item, 1 }, type, leading, indent,
                         CHORA_SHEET_PROSE - indent - 30, top, CHORA_ALIGN_START, &height);
        const char *number = chora_tell_number(sheet->teller, (int64_t)entry->page + 1);
        chora_piece_text(&canvas, chora_sheet_inlines(sheet, number, 0), type, leading,
                         CHORA_SHEET_PROSE - 30, 30, top, CHORA_ALIGN_END, &height);
        chora_piece_rule(&canvas, 0, CHORA_SHEET_PROSE, top + CONTENTS_LINE - 2, 0.4,
                         CHORA_REPORT_RULE);
        top += CONTENTS_LINE;
    }
    return finish_loose(d, &canvas, &d->out->sheaf.pages[page_index], y);
}

/* ---- all ----------------------------------------------------------------------------------- */

static chora_status finish_pages(dealing *d)
{
    chora_status st = end_page(d);
    for (size_t i = 0; !st && i < d->contents_count; i++)
        st = draw_contents(d, d->contents[i].page, d->contents[i].y, d->contents[i].from,
                           d->contents[i].to);
    for (size_t i = 0; !st && i < d->out->sheaf.page_count; i++) {
        if (i > 0)
            st = draw_running_head(d, &d->out->sheaf.pages[i]);
        if (!st)
            st = draw_foot(d, &d->out->sheaf.pages[i], i + 1);
    }
    return st;
}

chora_status chora_sheet_deal(chora_sheet *sheet, chora_report_pages *out)
{
    dealing d = { .sheet = sheet, .out = out };
    chora_status st = set_notes(&d);
    if (!st)
        st = new_page(&d);
    for (size_t i = 0; !st && i < sheet->count; i++)
        st = deal_piece(&d, i);
    if (!st)
        st = finish_pages(&d);
    for (size_t i = 1; d.notes && i <= sheet->document->note_count; i++)
        chora_group_unref(d.notes[i].group);
    free(d.notes);
    return st;
}
