/* Tables, cell by cell. */
#include "report/markdown_inside.h"

#include "base/text.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

void chora_md_begin_table(chora_md_reading *r)
{
    r->table = (chora_md_table){ 0 };
}

int chora_md_end_cell(chora_md_reading *r, const MD_BLOCK_TD_DETAIL *detail)
{
    chora_block cell;
    chora_md_table *table = &r->table;
    if (chora_md_pop(r, &cell) || chora_md_check_no_marks(r, &cell.text))
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
            return chora_md_no_memory(r);
        table->columns[table->column_count++] = column;
        return 0;
    }
    if (chora_grow((void **)&table->cells, &table->cell_capacity, table->cell_count,
                   sizeof *table->cells))
        return chora_md_no_memory(r);
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

int chora_md_end_row(chora_md_reading *r)
{
    chora_md_table *table = &r->table;
    if (table->in_head)
        return 0;
    size_t columns = table->column_count;
    chora_report_cell *cells = chora_arena_alloc(r->context->arena, columns, sizeof *cells);
    if (!cells || chora_grow((void **)&table->rows, &table->row_capacity, table->row_count,
                             sizeof *table->rows))
        return chora_md_no_memory(r);
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
static const char *take_caption(chora_md_reading *r)
{
    static const char word[] = "Table:";
    chora_md_frame *at = chora_md_top(r);
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

int chora_md_end_table(chora_md_reading *r)
{
    chora_md_table *table = &r->table;
    chora_block block = { .kind = CHORA_BLOCK_TABLE, .line = chora_md_line(r->context, r->line) };
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
    *table = (chora_md_table){ 0 };
    if (!block.title || !block.table.columns || (block.table.row_count && !block.table.rows))
        return chora_md_no_memory(r);
    return chora_md_add_child(r, &block);
}
