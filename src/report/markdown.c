/* md4c calls back for what begins, ends and is said; blocks are gathered on a stack. */
#include "report/markdown.h"

#include "base/text.h"
#include "paint/picture_file.h"
#include "report/footnotes.h"

#include <ctype.h>
#include <math.h>
#include <md4c.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 24, LONGEST_TEXT = 1 << 26, BLOCK_MARK = 1 << 16 };

/* A block being filled, or a cell. */
typedef struct {
    chora_block block;
    chora_block *children;
    size_t child_count, child_capacity;
    chora_inline *items;
    size_t item_count, item_capacity;
} frame;

/* A table being filled. */
typedef struct {
    chora_report_column *columns;
    size_t column_count, column_capacity;
    chora_report_row *rows;
    size_t row_count, row_capacity;
    chora_report_cell *cells;
    size_t cell_count, cell_capacity;
    bool in_head;
} table_work;

typedef struct {
    const chora_markdown_context *context;
    const char *text;
    size_t length;
    frame frames[DEEPEST];
    size_t depth; /* Frames in use; 0 is the document. */
    table_work table;
    unsigned style, marked_style;
    const char *link, *swatch;
    int links;
    chora_footnotes *notes;
    const char *image; /* Its source, while its words are read. */
    chora_buffer image_words;
    const char *image_title;
    int line; /* Of the text callback last made, from 0; -1: none yet. */
    chora_status st;
    chora_error *err;
} reading;

/* ---- memory and errors --------------------------------------------------------------------- */

static int fail_memory(reading *r)
{
    r->st = chora_no_memory(r->err);
    return 1;
}

/* The template's line of a line of the text. */
static int template_line(const chora_markdown_context *context, int line)
{
    if (line < 0)
        return 1;
    return (size_t)line < context->line_count ? context->lines[line] : line + 1;
}

static int fail_at(reading *r, int line, const char *what)
{
    r->st = chora_fail(r->err, CHORA_EINVAL, "%s:%d: %s", r->context->file, line, what);
    return 1;
}

static frame *top(reading *r)
{
    return &r->frames[r->depth - 1];
}

static int push(reading *r, chora_block_kind kind, int level)
{
    if (r->depth == DEEPEST) {
        r->st = chora_fail(r->err, CHORA_ELIMIT, "%s:%d: lists and quotes are nested too deep",
                           r->context->file, template_line(r->context, r->line));
        return 1;
    }
    frame *at = &r->frames[r->depth++];
    *at = (frame){ .block = { .kind = kind, .level = level } };
    return 0;
}

static int add_child(reading *r, const chora_block *block)
{
    frame *at = top(r);
    if (chora_grow((void **)&at->children, &at->child_capacity, at->child_count,
                   sizeof *at->children))
        return fail_memory(r);
    at->children[at->child_count++] = *block;
    return 0;
}

static bool take_inlines(reading *r, frame *at, chora_inlines *out)
{
    out->count = at->item_count;
    out->items = chora_arena_copy(r->context->arena, at->items, at->item_count, sizeof *at->items);
    at->item_count = 0;
    return out->items || out->count == 0;
}

/* What a finished frame holds goes into its block; the frame is gone. */
static int pop(reading *r, chora_block *out)
{
    frame *at = top(r);
    bool fine = take_inlines(r, at, &at->block.text);
    at->block.child_count = at->child_count;
    at->block.children =
        chora_arena_copy(r->context->arena, at->children, at->child_count, sizeof *at->children);
    fine = fine && (at->block.children || at->child_count == 0);
    *out = at->block;
    free(at->children);
    free(at->items);
    r->depth--;
    return fine ? 0 : fail_memory(r);
}

static int pop_into_parent(reading *r)
{
    chora_block block;
    return pop(r, &block) || add_child(r, &block);
}

/* ---- text ---------------------------------------------------------------------------------- */

static int add_inline(reading *r, chora_inline item)
{
    frame *at = top(r);
    if (chora_grow((void **)&at->items, &at->item_capacity, at->item_count, sizeof *at->items))
        return fail_memory(r);
    at->items[at->item_count++] = item;
    return 0;
}

static int add_text(reading *r, const char *text, size_t length)
{
    if (length == 0)
        return 0;
    chora_inline item = { .text = chora_arena_strndup(r->context->arena, text, length),
                          .style = r->style | r->marked_style,
                          .link = r->link,
                          .swatch = r->swatch };
    r->swatch = NULL;
    return item.text ? add_inline(r, item) : fail_memory(r);
}

static int add_note(reading *r, size_t index)
{
    if (index >= r->notes->count)
        return 0;
    chora_footnote *note = &r->notes->items[index];
    if (note->number == 0)
        note->number = ++r->notes->marked;
    chora_inline item = { .text = chora_arena_printf(r->context->arena, "%zu", note->number),
                          .style = r->style | r->marked_style,
                          .note = note->number };
    return item.text ? add_inline(r, item) : fail_memory(r);
}

/* What stands between a mark and CLOSE. */
static int do_mark(reading *r, char which, const char *word, size_t length)
{
    char text[32];
    snprintf(text, sizeof text, "%.*s", (int)length, word);
    size_t number = (size_t)strtoul(text, NULL, 10);
    switch ((unsigned char)which) {
    case 0x84:
        r->marked_style = (unsigned)number;
        return 0;
    case 0x85:
        r->swatch = chora_arena_strdup(r->context->arena, text);
        return r->swatch ? 0 : fail_memory(r);
    case 0x86:
        return add_note(r, number);
    default: /* A block, the beginning or the end of one. */
        return add_inline(r, (chora_inline){ .text = "",
                                             .style = BLOCK_MARK << ((unsigned char)which & 3),
                                             .note = number + 1 });
    }
}

bool chora_markdown_is_marked(const char *text, size_t length)
{
    for (size_t i = 0; i + 2 < length; i++)
        if (text[i] == '\xEE' && text[i + 1] == '\x80' && (unsigned char)text[i + 2] <= 0x8F)
            return true;
    return false;
}

static int add_marked_text(reading *r, const char *text, size_t length)
{
    const char *end = text + length;
    while (text < end) {
        const char *mark = memmem(text, (size_t)(end - text), "\xEE\x80", 2);
        size_t plain = mark ? (size_t)(mark - text) : (size_t)(end - text);
        if (add_text(r, text, plain))
            return 1;
        if (!mark || mark + 3 > end)
            return 0;
        const char *close = memmem(mark, (size_t)(end - mark), CHORA_MARK_CLOSE, 3);
        if (!close)
            return 0;
        if (do_mark(r, mark[2], mark + 3, (size_t)(close - mark) - 3))
            return 1;
        text = close + 3;
    }
    return 0;
}

/* ---- entities ------------------------------------------------------------------------------ */

static void add_code_point(chora_buffer *out, unsigned long code)
{
    if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
        code = 0xFFFD;
    if (code < 0x80) {
        chora_buffer_add_byte(out, (unsigned char)code);
    } else if (code < 0x800) {
        chora_buffer_add_byte(out, (unsigned char)(0xC0 | code >> 6));
        chora_buffer_add_byte(out, (unsigned char)(0x80 | (code & 0x3F)));
    } else if (code < 0x10000) {
        chora_buffer_add_byte(out, (unsigned char)(0xE0 | code >> 12));
        chora_buffer_add_byte(out, (unsigned char)(0x80 | (code >> 6 & 0x3F)));
        chora_buffer_add_byte(out, (unsigned char)(0x80 | (code & 0x3F)));
    } else {
        chora_buffer_add_byte(out, (unsigned char)(0xF0 | code >> 18));
        chora_buffer_add_byte(out, (unsigned char)(0x80 | (code >> 12 & 0x3F)));
        chora_buffer_add_byte(out, (unsigned char)(0x80 | (code >> 6 & 0x3F)));
        chora_buffer_add_byte(out, (unsigned char)(0x80 | (code & 0x3F)));
    }
}

/* "&amp;", "&#233;"; what is not known stays as it is written. */
static void add_entity(chora_buffer *out, const char *text, size_t length)
{
    static const struct {
        const char *name;
        unsigned long code;
    } known[] = {
        { "amp", '&' },       { "lt", '<' },     { "gt", '>' },       { "quot", '"' },
        { "apos", '\'' },     { "nbsp", 0xA0 },  { "ndash", 0x2013 }, { "mdash", 0x2014 },
        { "hellip", 0x2026 }, { "copy", 0xA9 },  { "laquo", 0xAB },   { "raquo", 0xBB },
        { "middot", 0xB7 },   { "times", 0xD7 }, { "minus", 0x2212 }, { "zwnj", 0x200C }
    };
    char name[16] = "";

    if (length > 2 && length < sizeof name + 2)
        snprintf(name, sizeof name, "%.*s", (int)length - 2, text + 1);
    if (name[0] == '#') {
        bool hex = name[1] == 'x' || name[1] == 'X';
        add_code_point(out, strtoul(name + (hex ? 2 : 1), NULL, hex ? 16 : 10));
        return;
    }
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(name, known[i].name) == 0) {
            add_code_point(out, known[i].code);
            return;
        }
    chora_buffer_add(out, text, length);
}

static const char *attribute_text(reading *r, const MD_ATTRIBUTE *from)
{
    chora_buffer text = CHORA_BUFFER_INIT(1 << 16);
    for (size_t i = 0; from->text && from->substr_offsets[i] < from->size; i++) {
        const char *at = from->text + from->substr_offsets[i];
        size_t length = from->substr_offsets[i + 1] - from->substr_offsets[i];
        if (from->substr_types[i] == MD_TEXT_ENTITY)
            add_entity(&text, at, length);
        else
            chora_buffer_add(&text, at, length);
    }
    const char *copy =
        text.failed ? NULL : chora_arena_strdup(r->context->arena, chora_buffer_text(&text));
    chora_buffer_free(&text);
    return copy;
}

/* ---- paragraphs ---------------------------------------------------------------------------- */

static bool is_block_mark(const chora_inline *item)
{
    return item->style >= BLOCK_MARK;
}

static bool is_blank(const chora_inline *item)
{
    return !item->note && !(item->style & CHORA_INLINE_BREAK) &&
           strspn(item->text, " ") == strlen(item->text);
}

static int place_made(reading *r, const chora_inline *mark)
{
    size_t index = mark->note - 1;
    unsigned which = mark->style / BLOCK_MARK; /* 1 a block, 4 begin, 8 end. */

    if (which == 8) {
        if (r->depth < 2)
            return fail_at(r, template_line(r->context, r->line), "{{ end }} of nothing");
        return pop_into_parent(r);
    }
    if (index >= r->context->made_count)
        return fail_at(r, template_line(r->context, r->line), "a block that was not made");
    const chora_block *made = &r->context->made[index];
    if (which == 1)
        return add_child(r, made);
    if (push(r, made->kind, 0))
        return 1;
    top(r)->block = *made;
    return 0;
}

/* Marks of blocks stand for themselves; what is between them is a paragraph. */
static int end_paragraph(reading *r)
{
    chora_block block;
    if (pop(r, &block))
        return 1;
    chora_inlines all = block.text;
    size_t from = 0;
    for (size_t i = 0; i <= all.count; i++) {
        if (i < all.count && !is_block_mark(&all.items[i]))
            continue;
        while (from < i && is_blank(&all.items[from]))
            from++;
        block.text = (chora_inlines){ all.items + from, i - from };
        if (i > from && add_child(r, &block))
            return 1;
        if (i < all.count && place_made(r, &all.items[i]))
            return 1;
        from = i + 1;
    }
    return 0;
}

static int check_no_marks(reading *r, const chora_inlines *text)
{
    for (size_t i = 0; i < text->count; i++)
        if (is_block_mark(&text->items[i]))
            return fail_at(r, template_line(r->context, r->line),
                           "a figure, table or other block stands alone, between empty lines, not "
                           "in a heading, a list or a table");
    return 0;
}

/* ---- tables -------------------------------------------------------------------------------- */

static void begin_table(reading *r)
{
    r->table = (table_work){ 0 };
}

static int end_cell(reading *r, const MD_BLOCK_TD_DETAIL *detail)
{
    chora_block cell;
    table_work *table = &r->table;
    if (pop(r, &cell) || check_no_marks(r, &cell.text))
        return 1;
    if (table->in_head) {
        chora_report_column column = { .kind = detail->align == MD_ALIGN_RIGHT ? CHORA_COLUMN_NUMBER
                                               : detail->align == MD_ALIGN_CENTER
                                                   ? CHORA_COLUMN_CENTRED
                                                   : CHORA_COLUMN_WORDS,
                                       .head = cell.text };
        column.share = column.kind == CHORA_COLUMN_WORDS ? 1 : 0;
        if (chora_grow((void **)&table->columns, &table->column_capacity, table->column_count,
                       sizeof column))
            return fail_memory(r);
        table->columns[table->column_count++] = column;
        return 0;
    }
    if (chora_grow((void **)&table->cells, &table->cell_capacity, table->cell_count,
                   sizeof *table->cells))
        return fail_memory(r);
    table->cells[table->cell_count++] = (chora_report_cell){ .text = cell.text, .sort = NAN };
    return 0;
}

/* "1 234", "1,234", "2.5": what a column of numbers is sorted by. */
static double sort_value(const chora_report_cell *cell)
{
    chora_buffer text = CHORA_BUFFER_INIT(4096);
    char digits[64];
    size_t count = 0;
    double value = NAN;

    chora_inlines_text(cell->text, &text);
    for (const char *at = chora_buffer_text(&text); *at && count + 1 < sizeof digits; at++)
        if (isdigit((unsigned char)*at) || *at == '.' || (*at == '-' && count == 0))
            digits[count++] = *at;
        else if (count && (unsigned char)*at == 0xE2 && (unsigned char)at[2] == 0x93)
            break; /* The dash of a range: its low end counts. */
    digits[count] = '\0';
    if (!count || !chora_text_number(digits, &value))
        value = NAN;
    chora_buffer_free(&text);
    return value;
}

static int end_row(reading *r)
{
    table_work *table = &r->table;
    if (table->in_head)
        return 0;
    size_t columns = table->column_count;
    chora_report_cell *cells = chora_arena_alloc(r->context->arena, columns, sizeof *cells);
    if (!cells || chora_grow((void **)&table->rows, &table->row_capacity, table->row_count,
                             sizeof *table->rows))
        return fail_memory(r);
    for (size_t i = 0; i < columns; i++) {
        if (i < table->cell_count)
            cells[i] = table->cells[i];
        cells[i].sort = table->columns[i].kind == CHORA_COLUMN_NUMBER ? sort_value(&cells[i]) : NAN;
    }
    table->rows[table->row_count++] = (chora_report_row){ .cells = cells };
    table->cell_count = 0;
    return 0;
}

/* "Table: what it shows" in the paragraph before is its title. */
static const char *take_caption(reading *r)
{
    static const char word[] = "Table:";
    frame *at = top(r);
    if (at->child_count == 0)
        return "";
    const chora_block *before = &at->children[at->child_count - 1];
    if (before->kind != CHORA_BLOCK_PARAGRAPH || before->text.count == 0 ||
        strncmp(before->text.items[0].text, word, sizeof word - 1) != 0)
        return "";
    chora_buffer text = CHORA_BUFFER_INIT(1 << 16);
    chora_inlines_text(before->text, &text);
    /* Without memory the text ends before the word does. */
    const char *title = text.length < sizeof word ? "" : text.data + sizeof word - 1;
    title = chora_arena_strdup(r->context->arena, title + strspn(title, " "));
    chora_buffer_free(&text);
    at->child_count--;
    return title;
}

static int end_table(reading *r)
{
    table_work *table = &r->table;
    chora_block block = { .kind = CHORA_BLOCK_TABLE, .line = template_line(r->context, r->line) };
    block.title = take_caption(r);
    block.subtitle = "";
    block.table.column_count = table->column_count;
    block.table.row_count = table->row_count;
    block.table.columns = chora_arena_copy(r->context->arena, table->columns, table->column_count,
                                           sizeof *table->columns);
    block.table.rows =
        chora_arena_copy(r->context->arena, table->rows, table->row_count, sizeof *table->rows);
    free(table->columns);
    free(table->rows);
    free(table->cells);
    *table = (table_work){ 0 };
    if (!block.title || !block.table.columns || (block.table.row_count && !block.table.rows))
        return fail_memory(r);
    return add_child(r, &block);
}

/* ---- what md4c calls ----------------------------------------------------------------------- */

/* The words of a tight list's item stand in no paragraph of their own. */
static int close_loose_text(reading *r)
{
    frame *at = top(r);
    if (at->item_count == 0)
        return 0;
    chora_block paragraph = { .kind = CHORA_BLOCK_PARAGRAPH };
    paragraph.line = at->block.line;
    if (!take_inlines(r, at, &paragraph.text))
        return fail_memory(r);
    return check_no_marks(r, &paragraph.text) || add_child(r, &paragraph);
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *userdata)
{
    reading *r = userdata;
    if (top(r)->block.kind == CHORA_BLOCK_ITEM && close_loose_text(r)) /* Before what follows it. */
        return 1;
    switch (type) {
    case MD_BLOCK_QUOTE:
        return push(r, CHORA_BLOCK_QUOTE, 0);
    case MD_BLOCK_UL:
        return push(r, CHORA_BLOCK_LIST, 0);
    case MD_BLOCK_OL:
        return push(r, CHORA_BLOCK_LIST, (int)((MD_BLOCK_OL_DETAIL *)detail)->start);
    case MD_BLOCK_LI:
        return push(r, CHORA_BLOCK_ITEM, 0);
    case MD_BLOCK_H:
        return push(r, CHORA_BLOCK_HEADING, (int)((MD_BLOCK_H_DETAIL *)detail)->level);
    case MD_BLOCK_CODE:
        return push(r, CHORA_BLOCK_CODE, 0);
    case MD_BLOCK_P:
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        return push(r, CHORA_BLOCK_PARAGRAPH, 0);
    case MD_BLOCK_TABLE:
        begin_table(r);
        return 0;
    case MD_BLOCK_THEAD:
        r->table.in_head = true;
        return 0;
    default:
        return 0;
    }
}

static int leave_heading(reading *r)
{
    return check_no_marks(r, &(chora_inlines){ top(r)->items, top(r)->item_count }) ||
           pop_into_parent(r);
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *userdata)
{
    reading *r = userdata;
    switch (type) {
    case MD_BLOCK_P:
        return end_paragraph(r);
    case MD_BLOCK_LI:
        return close_loose_text(r) || pop_into_parent(r);
    case MD_BLOCK_H:
        return leave_heading(r);
    case MD_BLOCK_QUOTE:
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
    case MD_BLOCK_CODE:
        return pop_into_parent(r);
    case MD_BLOCK_HR:
        return add_child(r, &(chora_block){ .kind = CHORA_BLOCK_RULE });
    case MD_BLOCK_THEAD:
        r->table.in_head = false;
        return 0;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        return end_cell(r, detail);
    case MD_BLOCK_TR:
        return end_row(r);
    case MD_BLOCK_TABLE:
        return end_table(r);
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
    reading *r = userdata;
    r->style |= style_of(type);
    if (type == MD_SPAN_A) {
        r->link = attribute_text(r, &((MD_SPAN_A_DETAIL *)detail)->href);
        if (r->link && !is_fit_link(r->link))
            return fail_at(r, template_line(r->context, r->line),
                           "a link begins with http:, https:, mailto: or #");
        return r->link ? 0 : fail_memory(r);
    }
    if (type == MD_SPAN_IMG) {
        r->image = attribute_text(r, &((MD_SPAN_IMG_DETAIL *)detail)->src);
        r->image_title = attribute_text(r, &((MD_SPAN_IMG_DETAIL *)detail)->title);
        chora_buffer_clear(&r->image_words);
        return r->image && r->image_title ? 0 : fail_memory(r);
    }
    return 0;
}

/* As wide as the text when it is fine enough for print, else at its own size; never higher than a
 * page. */
static int size_image(reading *r, chora_report_panel *panel, int line)
{
    const double widest = 174 * 72 / 25.4, highest = 200 * 72 / 25.4;
    chora_error why = CHORA_ERROR_INIT;
    chora_picture_file image;
    if (chora_picture_look(panel->image, NULL, &image, &why))
        return fail_at(r, line, why.message);
    double dpi = image.kind == CHORA_PICTURE_SVG ? 96 : 150;
    double scale = fmin(72 / dpi, fmin(widest / image.width, highest / image.height));
    panel->width_pt = image.width * scale;
    panel->height_pt = image.height * scale;
    return 0;
}

static const char *image_problem(const reading *r)
{
    if (strstr(r->image, "://") || strncmp(r->image, "data:", 5) == 0 || *r->image == '/')
        return "an image is a file, named from the template's folder";
    if (r->image_words.length == 0)
        return "the image has no alternative text; write ![what it shows](file)";
    return NULL;
}

/* A block of its own: the paragraph it stands in is closed round it. */
static int end_image(reading *r)
{
    chora_arena *arena = r->context->arena;
    int line = template_line(r->context, r->line);
    chora_report_panel *panel = chora_arena_alloc(arena, 1, sizeof *panel);
    char *path = !*r->context->folder
                     ? chora_arena_strdup(arena, r->image)
                     : chora_arena_printf(arena, "%s/%s", r->context->folder, r->image);
    if (!panel || !path || r->depth < 2)
        return fail_memory(r);
    if (image_problem(r))
        return fail_at(r, line, image_problem(r));
    *panel = (chora_report_panel){ .title = "", .image = path };
    panel->alt = chora_arena_strdup(arena, chora_buffer_text(&r->image_words));
    if (!panel->alt)
        return fail_memory(r);
    if (size_image(r, panel, line))
        return 1;
    chora_block block = { .kind = CHORA_BLOCK_FIGURE, .title = r->image_title, .subtitle = "" };
    block.name = r->image;
    block.line = template_line(r->context, r->line);
    block.figure = (chora_report_figure){ panel, 1 };
    r->image = NULL;
    frame *paragraph = top(r);
    if (paragraph->block.kind != CHORA_BLOCK_PARAGRAPH || paragraph->item_count > 0)
        return fail_at(r, block.line, "an image stands alone in its paragraph");
    r->depth--; /* The figure goes where the paragraph will go. */
    int failed = add_child(r, &block);
    r->depth++;
    return failed;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *userdata)
{
    (void)detail;
    reading *r = userdata;
    r->style &= ~style_of(type);
    if (type == MD_SPAN_A)
        r->link = NULL;
    return type == MD_SPAN_IMG ? end_image(r) : 0;
}

static void note_line(reading *r, const char *text)
{
    if (text < r->text || text >= r->text + r->length)
        return;
    int line = 0;
    for (const char *at = r->text; (at = memchr(at, '\n', (size_t)(text - at))); at++)
        line++;
    r->line = line;
    if (!top(r)->block.line)
        top(r)->block.line = template_line(r->context, line);
}

static int read_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *userdata)
{
    reading *r = userdata;
    if (!r->text)
        return 0;
    if (!top(r)->block.line)
        note_line(r, text);
    if (type == MD_TEXT_BR && !r->image)
        return add_inline(r, (chora_inline){ .text = "", .style = CHORA_INLINE_BREAK });
    if (type == MD_TEXT_SOFTBR || type == MD_TEXT_BR) {
        text = " ";
        size = 1;
    }
    if (type != MD_TEXT_ENTITY) {
        if (r->image)
            chora_buffer_add(&r->image_words, text, size);
        return r->image ? 0 : add_marked_text(r, text, size);
    }
    chora_buffer entity = CHORA_BUFFER_INIT(64);
    add_entity(&entity, text, size);
    int failed = add_text(r, chora_buffer_text(&entity), entity.length);
    chora_buffer_free(&entity);
    return failed;
}

/* ---- the whole ----------------------------------------------------------------------------- */

static chora_status parse(reading *r, const char *text, size_t length)
{
    MD_PARSER parser = { .flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_NOHTML |
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
static void reading_end(reading *r)
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
static chora_status read_note(reading *r, const chora_footnote *note, chora_inlines *out)
{
    r->style = r->marked_style = 0;
    if (push(r, CHORA_BLOCK_LIST, 0) || parse(r, note->text, strlen(note->text)))
        return r->st;
    frame *at = top(r);
    if (at->child_count)
        *out = at->children[0].text;
    chora_block gone;
    return pop(r, &gone) ? r->st : CHORA_OK;
}

static chora_status read_notes(reading *r, const chora_inlines **out, size_t *count)
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
                              r->context->file, template_line(r->context, notes->items[i].line),
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
    reading r = {
        .context = context, .notes = &footnotes, .image_words = CHORA_BUFFER_INIT(4096), .err = err
    };
    int line = 0;
    chora_status st =
        chora_footnotes_take(text, length, context->arena, &footnotes, &rest, &line, err);
    if (st)
        chora_at(err, "%s:%d", context->file, template_line(context, line));
    else if (rest.failed)
        st = chora_no_memory(err);
    if (!st && !push(&r, CHORA_BLOCK_LIST, 0)) {
        st = parse(&r, rest.data, rest.length);
        if (!st && r.depth != 1)
            st = fail_at(&r, template_line(context, r.line), "a block is not ended") ? r.st : st;
        if (!st)
            st = read_notes(&r, notes, note_count);
        chora_block all;
        if (!st && !pop(&r, &all)) {
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
