/* A document as text: for people who wonder, and for tests. */
#include "report/document.h"

static void add_field(chora_buffer *out, const char *name, const char *text)
{
    if (text && *text)
        chora_buffer_printf(out, " %s=\"%s\"", name, text);
}

static void dump_style(const chora_inline *item, chora_buffer *out)
{
    static const char letters[] = "*_`~smki";
    for (int bit = 0; letters[bit]; bit++)
        if (item->style & 1u << bit)
            chora_buffer_add_byte(out, (unsigned char)letters[bit]);
}

/* "plain [* bold] [-> https://… link]" */
static void dump_inline(const chora_inline *item, chora_buffer *out)
{
    if (item->style & CHORA_INLINE_BREAK) {
        chora_buffer_add_text(out, " / ");
        return;
    }
    bool plain = item->style == 0 && !item->link && !item->note && !item->swatch;
    if (plain) {
        chora_buffer_add_text(out, item->text);
        return;
    }
    chora_buffer_add_byte(out, '[');
    dump_style(item, out);
    if (item->swatch)
        chora_buffer_printf(out, "#%s", item->swatch);
    if (item->note)
        chora_buffer_add_byte(out, '^');
    chora_buffer_printf(out, " %s", item->text);
    if (item->link)
        chora_buffer_printf(out, " -> %s", item->link);
    chora_buffer_add_byte(out, ']');
}

static void dump_inlines(chora_inlines inlines, chora_buffer *out)
{
    for (size_t i = 0; i < inlines.count; i++)
        dump_inline(&inlines.items[i], out);
}

static void indent(chora_buffer *out, int depth)
{
    for (int i = 0; i < depth; i++)
        chora_buffer_add_text(out, "  ");
}

static void dump_cell(const chora_report_cell *cell, chora_buffer *out)
{
    if (cell->low)
        chora_report_cell_text(cell, out);
    else {
        dump_inlines(cell->text, out);
        if (cell->mark)
            chora_buffer_add_text(out, cell->mark);
    }
}

static void dump_table(const chora_report_table *table, int depth, chora_buffer *out)
{
    static const char *const kinds[] = { "words", "number", "range", "centred" };
    static const char *const roles[] = { "row", "rest", "total", "highlighted" };

    indent(out, depth);
    chora_buffer_add_text(out, "head");
    for (size_t i = 0; i < table->column_count; i++) {
        const chora_report_column *column = &table->columns[i];
        chora_buffer_add_text(out, i ? " | " : " ");
        if (column->group)
            chora_buffer_printf(out, "%s: ", column->group);
        dump_inlines(column->head, out);
        chora_buffer_printf(out, " (%s)", kinds[column->kind]);
    }
    chora_buffer_add_byte(out, '\n');
    for (size_t i = 0; i < table->row_count; i++) {
        indent(out, depth);
        chora_buffer_add_text(out, roles[table->rows[i].role]);
        for (size_t j = 0; j < table->column_count; j++) {
            chora_buffer_add_text(out, j ? " | " : " ");
            dump_cell(&table->rows[i].cells[j], out);
        }
        chora_buffer_add_byte(out, '\n');
    }
}

static void dump_panels(const chora_report_figure *figure, int depth, chora_buffer *out)
{
    for (size_t i = 0; i < figure->panel_count; i++) {
        const chora_report_panel *panel = &figure->panels[i];
        indent(out, depth);
        chora_buffer_printf(out, "panel %s", panel->figure ? panel->figure : panel->image);
        chora_buffer_add_byte(out, ' ');
        chora_buffer_add_number(out, panel->width_pt, 1);
        chora_buffer_add_text(out, " x ");
        chora_buffer_add_number(out, panel->height_pt, 1);
        add_field(out, "title", panel->title);
        add_field(out, "alt", panel->alt);
        chora_buffer_add_byte(out, '\n');
    }
}

static void dump_keys(const chora_block *block, int depth, chora_buffer *out)
{
    for (size_t i = 0; i < block->key_count; i++) {
        const chora_report_key *key = &block->keys[i];
        indent(out, depth);
        chora_buffer_printf(out, "key \"%s\" %s", key->label, key->value);
        add_field(out, "beside", key->beside);
        add_field(out, "note", key->note);
        chora_buffer_add_byte(out, '\n');
    }
}

static void dump_block(const chora_block *block, int depth, chora_buffer *out)
{
    static const char *const kinds[] = { "heading", "paragraph", "list",  "item",
                                         "quote",   "code",      "table", "figure",
                                         "keys",    "lead",      "side",  "box",
                                         "small",   "contents",  "rule",  "page-break" };
    indent(out, depth);
    chora_buffer_add_text(out, kinds[block->kind]);
    if (block->level)
        chora_buffer_printf(out, " %d", block->level);
    if (block->anchor)
        chora_buffer_printf(out, " #%s", block->anchor);
    add_field(out, "name", block->name);
    add_field(out, "label", block->label);
    add_field(out, "title", block->title);
    add_field(out, "subtitle", block->subtitle);
    if (block->text.count) {
        chora_buffer_add_text(out, ": ");
        dump_inlines(block->text, out);
    }
    chora_buffer_add_byte(out, '\n');
    if (block->kind == CHORA_BLOCK_TABLE)
        dump_table(&block->table, depth + 1, out);
    dump_panels(&block->figure, depth + 1, out);
    dump_keys(block, depth + 1, out);
    if (block->note.count) {
        indent(out, depth + 1);
        chora_buffer_add_text(out, "note: ");
        dump_inlines(block->note, out);
        chora_buffer_add_byte(out, '\n');
    }
    for (size_t i = 0; i < block->child_count; i++)
        dump_block(&block->children[i], depth + 1, out);
}

void chora_document_dump(const chora_document *document, chora_buffer *out)
{
    chora_buffer_add_text(out, "report");
    add_field(out, "title", document->title);
    add_field(out, "period", document->period_label);
    add_field(out, "subtitle", document->subtitle);
    add_field(out, "series", document->series);
    add_field(out, "issue", document->issue);
    add_field(out, "publisher", document->publisher);
    add_field(out, "dates", document->dates);
    add_field(out, "language", document->language);
    if (document->right_to_left)
        chora_buffer_add_text(out, " right-to-left");
    chora_buffer_add_byte(out, '\n');
    for (size_t i = 0; i < document->block_count; i++)
        dump_block(&document->blocks[i], 1, out);
    for (size_t i = 0; i < document->note_count; i++) {
        chora_buffer_printf(out, "  footnote %zu: ", i + 1);
        dump_inlines(document->notes[i], out);
        chora_buffer_add_byte(out, '\n');
    }
}
