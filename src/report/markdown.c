/* md4c calls back for what begins, ends and is said; blocks are gathered on a stack. */
#include "report/markdown_inside.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_TEXT = 1 << 26 };

/* ---- paragraphs ---------------------------------------------------------------------------- */

static bool is_blank(const chora_inline *item)
{
    return !item->note && !(item->style & CHORA_INLINE_BREAK) &&
           strspn(item->text, " ") == strlen(item->text);
}

static int place_made(chora_md_reading *r, const chora_inline *mark)
{
    size_t index = mark->note - 1;
    unsigned which = mark->style / CHORA_MD_BLOCK_MARK; /* 1 a block, 4 begin, 8 end. */

    if (which == 8) {
        if (!chora_md_top(r)->made)
            return chora_md_fail(r, chora_md_line(r->context, r->line),
                                 "{{ end }} of what begins outside of this list or quote");
        return chora_md_pop_into_parent(r);
    }
    if (index >= r->context->made_count)
        return chora_md_fail(r, chora_md_line(r->context, r->line), "a block that was not made");
    const chora_block *made = &r->context->made[index];
    if (which == 1)
        return chora_md_add_child(r, made);
    if (chora_md_push(r, made->kind, 0))
        return 1;
    chora_md_top(r)->block = *made;
    chora_md_top(r)->made = true;
    return 0;
}

/* Marks of blocks stand for themselves; what is between them is a paragraph. */
static int end_paragraph(chora_md_reading *r)
{
    chora_block block;
    if (chora_md_pop(r, &block))
        return 1;
    chora_inlines all = block.text;
    size_t from = 0;
    for (size_t i = 0; i <= all.count; i++) {
        if (i < all.count && !chora_md_is_block_mark(&all.items[i]))
            continue;
        while (from < i && is_blank(&all.items[from]))
            from++;
        block.text = (chora_inlines){ all.items + from, i - from };
        if (i > from && chora_md_add_child(r, &block))
            return 1;
        if (i < all.count && place_made(r, &all.items[i]))
            return 1;
        from = i + 1;
    }
    return 0;
}

/* ---- what md4c calls ----------------------------------------------------------------------- */

/* The words of a tight list's item stand in no paragraph of their own. */
static int close_loose_text(chora_md_reading *r)
{
    chora_md_frame *at = chora_md_top(r);
    if (at->item_count == 0)
        return 0;
    chora_block paragraph = { .kind = CHORA_BLOCK_PARAGRAPH };
    paragraph.line = at->block.line;
    if (!chora_md_take_inlines(r, at, &paragraph.text))
        return chora_md_no_memory(r);
    return chora_md_check_no_marks(r, &paragraph.text) || chora_md_add_child(r, &paragraph);
}

/* md4c calls on after the failure of a span: nothing more is read then. */
static int enter_block(MD_BLOCKTYPE type, void *detail, void *userdata)
{
    chora_md_reading *r = userdata;
    if (r->st)
        return -1;
    if (chora_md_top(r)->block.kind == CHORA_BLOCK_ITEM &&
        close_loose_text(r)) /* Before what follows it. */
        return 1;
    switch (type) {
    case MD_BLOCK_QUOTE:
        return chora_md_push(r, CHORA_BLOCK_QUOTE, 0);
    case MD_BLOCK_UL:
        return chora_md_push(r, CHORA_BLOCK_LIST, 0);
    case MD_BLOCK_OL:
        return chora_md_push(r, CHORA_BLOCK_LIST, (int)((MD_BLOCK_OL_DETAIL *)detail)->start);
    case MD_BLOCK_LI:
        return chora_md_push(r, CHORA_BLOCK_ITEM, 0);
    case MD_BLOCK_H:
        return chora_md_push(r, CHORA_BLOCK_HEADING, (int)((MD_BLOCK_H_DETAIL *)detail)->level);
    case MD_BLOCK_CODE:
        return chora_md_push(r, CHORA_BLOCK_CODE, 0);
    case MD_BLOCK_P:
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        return chora_md_push(r, CHORA_BLOCK_PARAGRAPH, 0);
    case MD_BLOCK_TABLE:
        chora_md_begin_table(r);
        return 0;
    case MD_BLOCK_THEAD:
        r->table.in_head = true;
        return 0;
    default:
        return 0;
    }
}

static int leave_heading(chora_md_reading *r)
{
    return chora_md_check_no_marks(
               r, &(chora_inlines){ chora_md_top(r)->items, chora_md_top(r)->item_count }) ||
           chora_md_pop_into_parent(r);
}

/* A list, an item or a quote holds whole blocks. */
static int leave_nest(chora_md_reading *r)
{
    if (chora_md_top(r)->made)
        return chora_md_fail(r, chora_md_line(r->context, r->line),
                             "what begins in this list or quote has no {{ end }} in it");
    return chora_md_pop_into_parent(r);
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *userdata)
{
    chora_md_reading *r = userdata;
    if (r->st)
        return -1;
    switch (type) {
    case MD_BLOCK_P:
        return end_paragraph(r);
    case MD_BLOCK_LI:
        return close_loose_text(r) || leave_nest(r);
    case MD_BLOCK_H:
        return leave_heading(r);
    case MD_BLOCK_QUOTE:
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        return leave_nest(r);
    case MD_BLOCK_CODE:
        return chora_md_pop_into_parent(r);
    case MD_BLOCK_HR:
        return chora_md_add_child(r, &(chora_block){ .kind = CHORA_BLOCK_RULE });
    case MD_BLOCK_THEAD:
        r->table.in_head = false;
        return 0;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        return chora_md_end_cell(r, detail);
    case MD_BLOCK_TR:
        return chora_md_end_row(r);
    case MD_BLOCK_TABLE:
        return chora_md_end_table(r);
    default:
        return 0;
    }
}

static unsigned style_of(MD_SPANTYPE type)
{
    switch (type) {
    case MD_SPAN_STRONG:
        return CHORA_INLINE_STRONG;
    case MD_SPAN_EM:
        return CHORA_INLINE_EMPHASIS;
    case MD_SPAN_CODE:
        return CHORA_INLINE_CODE;
    case MD_SPAN_DEL:
        return CHORA_INLINE_STRUCK;
    default:
        return 0;
    }
}

/* A program's own scheme in a published file would run what somebody else wrote. */
static bool is_fit_link(const char *link)
{
    static const char *const schemes[] = { "http://", "https://", "mailto:", "#" };
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (strncmp(link, schemes[i], strlen(schemes[i])) == 0)
            return true;
    return strchr(link, ':') == NULL;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *userdata)
{
    chora_md_reading *r = userdata;
    if (r->st)
        return -1;
    r->style |= style_of(type);
    if (type == MD_SPAN_A) {
        r->link = chora_md_attribute(r, &((MD_SPAN_A_DETAIL *)detail)->href);
        if (r->link && !is_fit_link(r->link))
            return chora_md_fail(r, chora_md_line(r->context, r->line),
                                 "a link begins with http:, https:, mailto: or #");
        return r->link ? 0 : chora_md_no_memory(r);
    }
    if (type == MD_SPAN_IMG) {
        r->image = chora_md_attribute(r, &((MD_SPAN_IMG_DETAIL *)detail)->src);
        r->image_title = chora_md_attribute(r, &((MD_SPAN_IMG_DETAIL *)detail)->title);
        chora_buffer_clear(&r->image_words);
        return r->image && r->image_title ? 0 : chora_md_no_memory(r);
    }
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *userdata)
{
    (void)detail;
    chora_md_reading *r = userdata;
    if (r->st)
        return -1;
    r->style &= ~style_of(type);
    if (type == MD_SPAN_A)
        r->link = NULL;
    return type == MD_SPAN_IMG ? chora_md_end_image(r) : 0;
}

static void note_line(chora_md_reading *r, const char *text)
{
    if (text < r->text || text >= r->text + r->length)
        return;
    int line = 0;
    for (const char *at = r->text; (at = memchr(at, '\n', (size_t)(text - at))); at++)
        line++;
    r->line = line;
    if (!chora_md_top(r)->block.line)
        chora_md_top(r)->block.line = chora_md_line(r->context, line);
}

static int read_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *userdata)
{
    chora_md_reading *r = userdata;
    if (r->st)
        return -1;
    if (!r->text)
        return 0;
    if (!chora_md_top(r)->block.line)
        note_line(r, text);
    if (type == MD_TEXT_BR && !r->image)
        return chora_md_add_inline(r, (chora_inline){ .text = "", .style = CHORA_INLINE_BREAK });
    if (type == MD_TEXT_SOFTBR || type == MD_TEXT_BR) {
        text = " ";
        size = 1;
    }
    if (type != MD_TEXT_ENTITY) {
        if (r->image)
            chora_buffer_add(&r->image_words, text, size);
        return r->image ? 0 : chora_md_add_marked_text(r, text, size);
    }
    chora_buffer entity = CHORA_BUFFER_INIT(64);
    chora_md_add_entity(&entity, text, size);
    int failed = chora_md_add_text(r, chora_buffer_text(&entity), entity.length);
    chora_buffer_free(&entity);
    return failed;
}

/* ---- the whole ----------------------------------------------------------------------------- */

static chora_status parse(chora_md_reading *r, const char *text, size_t length)
{
    MD_PARSER parser = { .flags = MD_FLAG_COLLAPSEWHITESPACE | MD_FLAG_TABLES |
                                  MD_FLAG_STRIKETHROUGH | MD_FLAG_NOHTML |
                                  MD_FLAG_NOINDENTEDCODEBLOCKS,
                         .enter_block = enter_block,
                         .leave_block = leave_block,
                         .enter_span = enter_span,
                         .leave_span = leave_span,
                         .text = read_text };
    r->text = text;
    r->length = length;
    r->line = -1;
    if (length > 0 && md_parse(text, (MD_SIZE)length, &parser, r) && !r->st)
        r->st = chora_no_memory(r->err);
    return r->st;
}

/* Free what a reading that broke off holds. */
static void reading_end(chora_md_reading *r)
{
    while (r->depth > 0) {
        free(r->frames[r->depth - 1].children);
        free(r->frames[--r->depth].items);
    }
    free(r->table.columns);
    free(r->table.rows);
    free(r->table.cells);
    chora_buffer_free(&r->image_words);
}

/* A note is one paragraph. */
static chora_status read_note(chora_md_reading *r, const chora_footnote *note, chora_inlines *out)
{
    r->style = r->marked_style = 0;
    if (chora_md_push(r, CHORA_BLOCK_LIST, 0) || parse(r, note->text, strlen(note->text)))
        return r->st;
    chora_md_frame *at = chora_md_top(r);
    if (at->child_count)
        *out = at->children[0].text;
    chora_block gone;
    return chora_md_pop(r, &gone) ? r->st : CHORA_OK;
}

static chora_status read_notes(chora_md_reading *r, const chora_inlines **out, size_t *count)
{
    chora_footnotes *notes = r->notes;
    chora_inlines *list = chora_arena_alloc(r->context->arena, notes->count + 1, sizeof *list);
    if (!list)
        return chora_no_memory(r->err);
    for (size_t number = 1; number <= notes->marked; number++)
        for (size_t i = 0; i < notes->count; i++)
            if (notes->items[i].number == number) {
                chora_status st = read_note(r, &notes->items[i], &list[number - 1]);
                if (st)
                    return st;
            }
    for (size_t i = 0; i < notes->count; i++)
        if (!notes->items[i].number)
            return chora_fail(r->err, CHORA_EINVAL,
                              "%s:%d: the footnote [^%s] is written but marked nowhere",
                              r->context->file, chora_md_line(r->context, notes->items[i].line),
                              notes->items[i].name);
    *out = list;
    *count = notes->marked;
    return CHORA_OK;
}

chora_status chora_markdown_read(const chora_markdown_context *context, const char *text,
                                 size_t length, const chora_block **blocks, size_t *block_count,
                                 const chora_inlines **notes, size_t *note_count, chora_error *err)
{
    chora_footnotes footnotes = { 0 };
    chora_buffer rest = CHORA_BUFFER_INIT(LONGEST_TEXT);
    chora_md_reading r = {
        .context = context, .notes = &footnotes, .image_words = CHORA_BUFFER_INIT(4096), .err = err
    };
    int line = 0;
    chora_status st =
        chora_footnotes_take(text, length, context->arena, &footnotes, &rest, &line, err);
    if (st)
        chora_at(err, "%s:%d", context->file, chora_md_line(context, line));
    else if (rest.failed)
        st = chora_no_memory(err);
    if (!st && !chora_md_push(&r, CHORA_BLOCK_LIST, 0)) {
        st = parse(&r, rest.data, rest.length);
        if (!st && r.depth != 1)
            st = chora_md_fail(&r, chora_md_line(context, r.line), "a block is not ended") ? r.st
                                                                                           : st;
        if (!st)
            st = read_notes(&r, notes, note_count);
        chora_block all;
        if (!st && !chora_md_pop(&r, &all)) {
            *blocks = all.children;
            *block_count = all.child_count;
        }
        st = st ? st : r.st;
    }
    reading_end(&r);
    chora_footnotes_free(&footnotes);
    chora_buffer_free(&rest);
    return st;
}

void chora_markdown_escape(const char *text, chora_buffer *out)
{
    for (const char *at = text; *at; at++) {
        unsigned char byte = (unsigned char)*at;
        if (byte < 0x20 || byte == 0x7F) {
            chora_buffer_add_byte(out, ' ');
            continue;
        }
        if (ispunct(byte) && byte < 0x80 && byte != ',' && byte != '\'')
            chora_buffer_add_byte(out, '\\');
        chora_buffer_add_byte(out, byte);
    }
}
