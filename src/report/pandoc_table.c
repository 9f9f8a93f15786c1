/* Tables of a report in pandoc's tree. */
#include "report/pandoc_inside.h"

#include <math.h>
#include <string.h>

/* Left is where a line begins, also in a page that runs leftward. */
static const char *const alignments[] = {
    [CHORA_COLUMN_WORDS] = "{\"t\":\"AlignLeft\"}",
    [CHORA_COLUMN_NUMBER] = "{\"t\":\"AlignRight\"}",
    [CHORA_COLUMN_RANGE] = "{\"t\":\"AlignRight\"}",
    [CHORA_COLUMN_CENTRED] = "{\"t\":\"AlignCenter\"}",
};

/* ---- how wide -------------------------------------------------------------------------------- */

/* Of the longest word in a head, of the longest line in a cell. */
static size_t longest_part(const char *text, const char *breaks)
{
    size_t longest = 0, now = 0;
    for (; *text; text++) {
        if (((unsigned char)*text & 0xC0) != 0x80)
            now++;
        if (strchr(breaks, *text))
            now = 0;
        longest = now > longest ? now : longest;
    }
    return longest;
}

static double width_of_inlines(chora_inlines inlines, const char *breaks)
{
    chora_buffer text = CHORA_BUFFER_INIT(1 << 20);
    size_t longest = 0;
    for (size_t i = 0; i < inlines.count; i++) {
        if (inlines.items[i].style & CHORA_INLINE_BREAK)
            chora_buffer_add_byte(&text, '\n');
        else
            chora_buffer_add_text(&text, inlines.items[i].text);
    }
    longest = longest_part(chora_buffer_text(&text), breaks);
    chora_buffer_free(&text);
    return (double)longest;
}

static double width_of_cell(const chora_report_cell *cell, const char *breaks)
{
    if (!cell->low)
        return width_of_inlines(cell->text, breaks);
    chora_buffer text = CHORA_BUFFER_INIT(4096);
    chora_report_cell_text(cell, &text);
    size_t longest = longest_part(chora_buffer_text(&text), "\n");
    chora_buffer_free(&text);
    return (double)longest;
}

/* In letters: what a column must have, lest a word is broken, and what it would like. */
typedef struct {
    double least, wish;
} column_room;

static column_room room_of(const chora_report_table *table, size_t column)
{
    enum { WORDS = 26, PROSE = 60, PADDING = 2 };
    column_room room = { width_of_inlines(table->columns[column].head, " \n"), 0 };
    double most = table->tall || table->headless ? PROSE : WORDS;
    for (size_t i = 0; i < table->row_count; i++) {
        const chora_report_cell *cell = &table->rows[i].cells[column];
        room.least = fmax(room.least, width_of_cell(cell, " \n"));
        room.wish = fmax(room.wish, width_of_cell(cell, "\n"));
    }
    if (table->columns[column].kind != CHORA_COLUMN_WORDS)
        room.least = fmax(room.least, room.wish);
    room.least = fmin(room.least, most) + PADDING;
    room.wish = fmax(room.least, fmin(room.wish, most) + PADDING);
    return room;
}

/* What is left when each has what it must have goes by what they would like. */
static void share_out(const chora_report_table *table, double *parts)
{
    enum { LETTERS_A_LINE = 108 };
    double least = 0, more = 0;
    for (size_t i = 0; i < table->column_count; i++) {
        column_room room = room_of(table, i);
        least += room.least;
        more += room.wish - room.least;
    }
    double spare = fmax(0, LETTERS_A_LINE - least),
           sum = least + (more > 0 ? fmin(spare, more) : 0);
    for (size_t i = 0; i < table->column_count; i++) {
        column_room room = room_of(table, i);
        double extra = more > 0 ? fmin(spare, more) * (room.wish - room.least) / more : 0;
        parts[i] = (room.least + extra) / sum;
    }
}

static void write_column(chora_pandoc_writing *w, chora_report_column_kind kind, double part)
{
    chora_pandoc_list(w);
    chora_pandoc_raw(w, alignments[kind]);
    chora_pandoc_raw(w, "{\"t\":\"ColWidth\",\"c\":");
    chora_buffer_add_number(w->out, part, 4);
    chora_buffer_add_text(w->out, "}");
    chora_pandoc_end(w);
}

static void write_columns(chora_pandoc_writing *w, const chora_report_table *table)
{
    double *parts = chora_arena_alloc(w->arena, table->column_count, sizeof *parts);
    if (!parts) {
        w->status = chora_no_memory(w->err);
        return;
    }
    share_out(table, parts);
    chora_pandoc_list(w);
    for (size_t i = 0; i < table->column_count; i++)
        write_column(w, table->columns[i].kind, parts[i]);
    chora_pandoc_end(w);
}

/* ---- cells ----------------------------------------------------------------------------------- */

/* `kept`: on one page with the row below it. */
static void open_cell(chora_pandoc_writing *w, const char *alignment, size_t span, bool kept)
{
    chora_pandoc_list(w);
    chora_pandoc_attributes(w, NULL, NULL, NULL, NULL, NULL);
    chora_pandoc_raw(w, alignment);
    chora_buffer_printf(w->out, ",1,%zu", span);
    chora_pandoc_list(w);
    chora_pandoc_styled(w, "Div", kept ? "Cell Kept" : "Cell");
    chora_pandoc_open(w, "Para");
}

static void close_cell(chora_pandoc_writing *w)
{
    chora_pandoc_close(w);
    chora_pandoc_styled_end(w);
    chora_pandoc_end(w);
    chora_pandoc_end(w);
}

/* A row with its cells, or a head or foot with its rows. */
static void open_part(chora_pandoc_writing *w)
{
    chora_pandoc_list(w);
    chora_pandoc_attributes(w, NULL, NULL, NULL, NULL, NULL);
    chora_pandoc_list(w);
}

static void close_part(chora_pandoc_writing *w)
{
    chora_pandoc_end(w);
    chora_pandoc_end(w);
}

static void write_cell_words(chora_pandoc_writing *w, const chora_report_cell *cell)
{
    chora_buffer text = CHORA_BUFFER_INIT(4096);
    if (cell->low) {
        chora_report_cell_text(cell, &text);
        chora_pandoc_text(w, chora_buffer_text(&text));
    } else {
        chora_pandoc_inlines(w, cell->text);
        chora_pandoc_text(w, cell->mark);
    }
    chora_buffer_free(&text);
}

static void write_cell(chora_pandoc_writing *w, const chora_report_column *column,
                       const chora_report_row *row, const chora_report_cell *cell, bool kept)
{
    bool strong = column->strong || row->role >= CHORA_ROW_TOTAL;
    open_cell(w, alignments[column->kind], 1, kept);
    if (strong)
        chora_pandoc_open(w, "Strong");
    if (cell->muted)
        chora_pandoc_styled(w, "Span", "Muted");
    write_cell_words(w, cell);
    if (cell->muted)
        chora_pandoc_styled_end(w);
    if (strong)
        chora_pandoc_close(w);
    close_cell(w);
}

/* ---- heads ----------------------------------------------------------------------------------- */

static bool same_group(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool has_groups(const chora_report_table *table)
{
    for (size_t i = 0; i < table->column_count; i++)
        if (table->columns[i].group)
            return true;
    return false;
}

static void write_groups(chora_pandoc_writing *w, const chora_report_table *table)
{
    open_part(w);
    for (size_t i = 0, span; i < table->column_count; i += span) {
        const char *group = table->columns[i].group;
        for (span = 1; i + span < table->column_count && group &&
                       same_group(group, table->columns[i + span].group);)
            span++;
        open_cell(w, alignments[CHORA_COLUMN_CENTRED], span, true);
        chora_pandoc_text(w, group);
        close_cell(w);
    }
    close_part(w);
}

static void write_heads(chora_pandoc_writing *w, const chora_report_table *table)
{
    open_part(w);
    if (!table->headless && has_groups(table))
        write_groups(w, table);
    if (!table->headless) {
        open_part(w);
        for (size_t i = 0; i < table->column_count; i++) {
            open_cell(w, alignments[table->columns[i].kind], 1, true);
            chora_pandoc_inlines(w, table->columns[i].head);
            close_cell(w);
        }
        close_part(w);
    }
    close_part(w);
}

static void write_rows(chora_pandoc_writing *w, const chora_report_table *table)
{
    enum { SHORT = 20 };
    bool is_short = !table->tall && table->row_count <= SHORT;
    chora_pandoc_list(w);
    for (size_t r = 0; r < table->row_count; r++) {
        bool kept = (is_short && r + 1 < table->row_count) || (r == 0 && table->row_count > 1);
        open_part(w);
        for (size_t i = 0; i < table->column_count; i++)
            write_cell(w, &table->columns[i], &table->rows[r], &table->rows[r].cells[i], kept);
        close_part(w);
    }
    chora_pandoc_end(w);
}

/* ---- the table ------------------------------------------------------------------------------- */

/* From "Table" to its columns; what stands above it is its caption. */
static void open_table(chora_pandoc_writing *w, const chora_block *block)
{
    chora_pandoc_open(w, "Table");
    chora_pandoc_attributes(w, NULL, NULL, NULL, NULL, NULL);
    chora_pandoc_list(w);
    chora_pandoc_raw(w, "null");
    chora_pandoc_list(w);
    if (block->label || (block->title && *block->title)) {
        chora_pandoc_open(w, "Plain");
        chora_pandoc_caption(w, block);
        chora_pandoc_close(w);
    }
    chora_pandoc_end(w);
    chora_pandoc_end(w);
}

/* The foot, which is empty, and the end. */
static void close_table(chora_pandoc_writing *w)
{
    open_part(w);
    close_part(w);
    chora_pandoc_close(w);
}

/* The one body: attributes, columns of row heads, no head of its own, rows. */
static void open_body(chora_pandoc_writing *w, bool row_heads)
{
    chora_pandoc_list(w);
    chora_pandoc_list(w);
    chora_pandoc_attributes(w, NULL, NULL, NULL, NULL, NULL);
    chora_pandoc_raw(w, row_heads ? "1" : "0");
    chora_buffer_add_text(w->out, ",[]");
}

static void close_body(chora_pandoc_writing *w)
{
    chora_pandoc_end(w);
    chora_pandoc_end(w);
}

void chora_pandoc_table(chora_pandoc_writing *w, const chora_block *block)
{
    const chora_report_table *table = &block->table;
    bool turned = chora_pandoc_turn(w, block);
    chora_pandoc_open(w, "Div");
    chora_pandoc_attributes(w, block->anchor, NULL, NULL, NULL, NULL);
    chora_pandoc_list(w);
    open_table(w, block);
    write_columns(w, table);
    write_heads(w, table);
    open_body(w, !table->tall && !table->headless);
    write_rows(w, table);
    close_body(w);
    close_table(w);
    chora_pandoc_paragraph(w, "Note Text", block->note);
    chora_pandoc_styled_end(w);
    chora_pandoc_turn_end(w, turned);
}

/* ---- key numbers: a table whose heads are their labels ----------------------------------------
 */

static void write_key_row(chora_pandoc_writing *w, const chora_block *block, int which)
{
    open_part(w);
    for (size_t i = 0; i < block->key_count; i++) {
        const chora_report_key *key = &block->keys[i];
        open_cell(w, alignments[CHORA_COLUMN_WORDS], 1, which < 2);
        if (which == 0)
            chora_pandoc_text(w, key->label);
        else if (which == 2)
            chora_pandoc_span(w, "Small", key->note);
        if (which == 1) {
            chora_pandoc_span(w,
                              key->style & CHORA_INLINE_KILLED    ? "Key Number Killed"
                              : key->style & CHORA_INLINE_INJURED ? "Key Number Injured"
                                                                  : "Key Number",
                              key->value);
            chora_pandoc_text(w, *key->beside ? " " : "");
            chora_pandoc_span(w, "Small", key->beside);
        }
        close_cell(w);
    }
    close_part(w);
}

void chora_pandoc_keys(chora_pandoc_writing *w, const chora_block *block)
{
    const chora_block bare = { .title = "" };
    open_table(w, &bare);
    chora_pandoc_list(w);
    for (size_t i = 0; i < block->key_count; i++)
        write_column(w, CHORA_COLUMN_WORDS, 1.0 / (double)block->key_count);
    chora_pandoc_end(w);
    open_part(w);
    write_key_row(w, block, 0);
    close_part(w);
    open_body(w, false);
    chora_pandoc_list(w);
    write_key_row(w, block, 1);
    write_key_row(w, block, 2);
    chora_pandoc_end(w);
    close_body(w);
    close_table(w);
}
