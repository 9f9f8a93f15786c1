/* Tables that can be sorted and taken along as CSV. */
#include "base/csv_text.h"
#include "report/html_inside.h"

#include <string.h>

#include <math.h>

static const char *class_of(chora_report_column_kind kind)
{
    return kind == CHORA_COLUMN_NUMBER    ? "n"
           : kind == CHORA_COLUMN_RANGE   ? "n r"
           : kind == CHORA_COLUMN_CENTRED ? "c"
                                          : "w";
}

static bool has_groups(const chora_report_table *table)
{
    for (size_t i = 0; i < table->column_count; i++)
        if (table->columns[i].group)
            return true;
    return false;
}

static bool same_group(const char *a, const char *b)
{
    return a && b && strcmp(a, b) == 0;
}

static void write_groups(chora_html_writing *w, const chora_report_table *table)
{
    chora_buffer_add_text(w->out, "<tr class=groups>");
    for (size_t i = 0; i < table->column_count;) {
        const char *group = table->columns[i].group;
        size_t span = 1;
        while (i + span < table->column_count && same_group(group, table->columns[i + span].group))
            span++;
        if (group) {
            chora_buffer_printf(w->out, "<th scope=colgroup colspan=%zu>", span);
            chora_html_text(w->out, group);
            chora_buffer_add_text(w->out, "</th>");
        } else {
            chora_buffer_printf(w->out, "<td colspan=%zu></td>", span);
        }
        i += span;
    }
    chora_buffer_add_text(w->out, "</tr>");
}

/* "Killed", "Incidents: with deaths": a head under a group. */
static void column_name(chora_html_writing *w, const chora_report_column *column, chora_buffer *out)
{
    chora_buffer head = CHORA_BUFFER_INIT(1 << 16);
    chora_inlines_text(column->head, &head);
    const char *name = chora_buffer_text(&head);
    if (column->group && column->kind == CHORA_COLUMN_RANGE)
        name = column->group;
    else if (column->group)
        name = chora_say(w->request->words, w->arena, "report.head-of", "group", column->group,
                         "column", name, NULL);
    chora_buffer_add_text(out, name ? name : "");
    chora_buffer_free(&head);
}

/* To the end of an attribute that has begun. */
static void attribute_name(chora_html_writing *w, const chora_report_column *column)
{
    chora_buffer name = CHORA_BUFFER_INIT(1 << 16);
    column_name(w, column, &name);
    chora_html_attribute(w->out, chora_buffer_text(&name));
    chora_buffer_add_byte(w->out, '"');
    chora_buffer_free(&name);
}

static void write_heads(chora_html_writing *w, const chora_report_table *table)
{
    chora_buffer_add_text(w->out, "<thead>");
    if (has_groups(table))
        write_groups(w, table);
    chora_buffer_add_text(w->out, "<tr class=heads>");
    for (size_t i = 0; i < table->column_count; i++) {
        chora_buffer_printf(w->out, "<th scope=col class=\"%s\" data-name=\"",
                            class_of(table->columns[i].kind));
        attribute_name(w, &table->columns[i]);
        chora_buffer_add_text(w->out, "><span>");
        chora_html_inlines(w, table->columns[i].head);
        chora_buffer_add_text(w->out, "</span></th>");
    }
    chora_buffer_add_text(w->out, "</tr></thead>");
}

static void write_cell(chora_html_writing *w, const chora_report_table *table, size_t column,
                       const chora_report_cell *cell)
{
    const chora_report_column *kind = &table->columns[column];
    bool is_head = column == 0 && !table->tall;
    chora_buffer_printf(w->out, "<%s class=\"%s%s%s\"", is_head ? "th scope=row" : "td",
                        class_of(kind->kind), kind->strong ? " b" : "",
                        cell->muted ? " muted" : "");
    if (table->tall && !table->headless) {
        chora_buffer_add_text(w->out, " data-name=\"");
        attribute_name(w, kind);
    }
    if (isfinite(cell->sort)) {
        chora_buffer_add_text(w->out, " data-sort=\"");
        chora_buffer_add_number(w->out, cell->sort, 6);
        chora_buffer_add_byte(w->out, '"');
    }
    chora_buffer_add_byte(w->out, '>');
    if (cell->low) {
        chora_buffer text = CHORA_BUFFER_INIT(4096);
        chora_report_cell_text(cell, &text);
        chora_html_text(w->out, chora_buffer_text(&text));
        chora_buffer_free(&text);
    } else {
        chora_html_inlines(w, cell->text);
        chora_html_text(w->out, cell->mark ? cell->mark : "");
    }
    chora_buffer_add_text(w->out, is_head ? "</th>" : "</td>");
}

static void write_row(chora_html_writing *w, const chora_report_table *table,
                      const chora_report_row *row)
{
    static const char *const roles[] = { "body", "rest", "total", "now" };
    chora_buffer_printf(w->out, "<tr class=%s", roles[row->role]);
    if (row->key) {
        chora_buffer_add_text(w->out, " data-key=\"");
        chora_html_attribute(w->out, row->key);
        chora_buffer_add_byte(w->out, '"');
    }
    chora_buffer_add_byte(w->out, '>');
    for (size_t i = 0; i < table->column_count; i++)
        write_cell(w, table, i, &row->cells[i]);
    chora_buffer_add_text(w->out, "</tr>\n");
}

/* ---- CSV ------------------------------------------------------------------------------------- */

static void csv_cell(const chora_report_cell *cell, chora_buffer *csv)
{
    chora_buffer text = CHORA_BUFFER_INIT(1 << 20);
    chora_report_cell_text(cell, &text);
    chora_csv_add_guarded(csv, chora_buffer_text(&text));
    chora_buffer_free(&text);
}

static void csv_head(chora_html_writing *w, const chora_report_column *column, chora_buffer *csv)
{
    chora_buffer text = CHORA_BUFFER_INIT(1 << 16);
    column_name(w, column, &text);
    chora_csv_add_guarded(csv, chora_buffer_text(&text));
    chora_buffer_free(&text);
}

static void write_csv(chora_html_writing *w, const chora_report_table *table, chora_buffer *csv)
{
    chora_buffer_add_text(csv, "\xEF\xBB\xBF"); /* spreadsheets take it for UTF-8 then */
    for (size_t i = 0; i < table->column_count; i++) {
        chora_buffer_add_text(csv, i ? "," : "");
        csv_head(w, &table->columns[i], csv);
    }
    chora_buffer_add_text(csv, "\r\n");
    for (size_t r = 0; r < table->row_count; r++) {
        for (size_t i = 0; i < table->column_count; i++) {
            chora_buffer_add_text(csv, i ? "," : "");
            csv_cell(&table->rows[r].cells[i], csv);
        }
        chora_buffer_add_text(csv, "\r\n");
    }
}

static void write_download(chora_html_writing *w, const chora_block *block)
{
    chora_buffer csv = CHORA_BUFFER_INIT(16 << 20);
    write_csv(w, &block->table, &csv);
    chora_buffer_add_text(w->out, "<p class=download><a download=\"");
    chora_html_attribute(w->out, block->name ? block->name : "table");
    chora_buffer_printf(w->out, "-%s.csv\" href=\"data:text/csv;charset=utf-8,", w->month);
    chora_html_address(w->out, chora_buffer_text(&csv), csv.length);
    chora_buffer_add_text(w->out, "\">");
    chora_html_say(w, "html.csv");
    chora_buffer_add_text(w->out, "</a></p>");
    w->out->failed = w->out->failed || csv.failed;
    chora_buffer_free(&csv);
}

void chora_html_table(chora_html_writing *w, const chora_block *block)
{
    const chora_report_table *table = &block->table;
    chora_buffer_printf(w->out, "<section class=\"table%s\"", table->tall ? " tall" : "");
    if (block->anchor)
        chora_buffer_printf(w->out, " id=\"%s-%s\"", w->month, block->anchor);
    chora_buffer_add_byte(w->out, '>');
    chora_html_caption(w, block);
    chora_buffer_printf(w->out, "<div class=scroll><table%s%s>", chora_html_direction(w, block),
                        table->tall || table->headless ? "" : " class=sortable");
    if (*block->title || block->label) {
        chora_buffer_add_text(w->out, "<caption class=hidden>");
        chora_html_text(w->out, *block->title ? block->title : block->label);
        chora_buffer_add_text(w->out, "</caption>");
    }
    if (!table->headless)
        write_heads(w, table);
    chora_buffer_add_text(w->out, "<tbody>");
    for (size_t i = 0; i < table->row_count; i++)
        write_row(w, table, &table->rows[i]);
    chora_buffer_add_text(w->out, "</tbody></table></div>");
    if (block->note.count > 0) {
        chora_buffer_add_text(w->out, "<p class=note>");
        chora_html_inlines(w, block->note);
        chora_buffer_add_text(w->out, "</p>");
    }
    if (!table->headless)
        write_download(w, block);
    chora_buffer_add_text(w->out, "</section>\n");
}
