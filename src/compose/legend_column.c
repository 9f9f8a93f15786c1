/* The legend beside the map. */
#include "compose/area_marks.h"
#include "compose/hexmap_draw.h"
#include "compose/legend.h"
#include "compose/legend_kinds.h"
#include "compose/legend_lists.h"
#include "compose/symbols.h"
#include "compose/wording.h"
#include "compose/wrap.h"

#include <math.h>
#include <stdio.h>

/* What is cut, step by step, when the column is too short. */
typedef struct {
    double gaps; /* share of the gaps and of the swatches' height beyond the text's */
    bool counts, note;
} tightness;

static const tightness steps[] = { { 1, true, true },   { 0.8, true, true },  { 0.6, true, true },
                                   { 0.4, true, true }, { 0.4, true, false }, { 0.2, false, false },
                                   { 0, false, false } };

typedef struct {
    chora_drawing *drawing;
    const chora_base_map *base;
    const chora_figure_inputs *inputs;
    const chora_style *style;
    const chora_class_colours *colours;
    chora_legend_entries entries;
    chora_box box;
    chora_arena *arena;
    tightness tight;
    chora_lines_of_text head, under, note;
    double kinds;           /* height of the symbols' own legend */
    double lists;           /* the least height of what is only listed */
    size_t note_lines;      /* of the longest note of any period */
    const char *count_head; /* NULL: no counts */
    bool count_head_apart;  /* on a line of its own, under the head */
} column;

static double width_of(const column *col)
{
    return col->box.max_x - col->box.min_x;
}

/* ---- heights -------------------------------------------------------------------------------- */

static double swatch_height(const column *col)
{
    double least = col->style->legend_label.size_pt * 0.95;
    return least + fmax(col->style->swatch_height_pt - least, 0) * col->tight.gaps;
}

static double pitch(const column *col)
{
    double least = col->style->legend_label.size_pt * 1.12;
    return fmax(swatch_height(col) + col->style->swatch_gap_pt * col->tight.gaps, least);
}

static double head_leading(const column *col)
{
    return col->style->legend_head.size_pt * 1.2 * col->style->leading;
}

static double under_leading(const column *col)
{
    return col->style->legend_subhead.size_pt * 1.3 * col->style->leading;
}

/* Letters that reach far down keep off what is under them. */
static double head_gap(const column *col)
{
    double least = 3 * (col->style->leading - 1) * col->style->legend_head.size_pt;
    return fmax(col->style->legend_head_gap_pt * fmax(col->tight.gaps, 0.4), least);
}

static double section_gap(const column *col)
{
    return fmax(2 * CHORA_PT_PER_MM * col->tight.gaps, 2.5);
}

static double head_height(const column *col)
{
    double lines = (double)col->head.count + (col->count_head && col->count_head_apart ? 1 : 0);
    return col->style->legend_head.size_pt * 0.9 + fmax(lines - 1, 0) * head_leading(col) +
           (double)col->under.count * under_leading(col) + head_gap(col);
}

static double classes_height(const column *col)
{
    double height = head_height(col);
    for (size_t i = 0; i < col->entries.count; i++)
        height +=
            pitch(col) +
            (col->entries.entries[i].apart ? col->style->outlier_gap_pt * col->tight.gaps : 0);
    return height;
}

static double note_height(const column *col)
{
    return col->tight.note && col->base->coarse
               ? 3 + (double)col->note_lines * col->style->source.size_pt * 1.22 *
                         col->style->leading
               : 0;
}

static bool has_classes(const chora_base_map *base)
{
    return base->choropleth >= 0 || base->hexagons >= 0 ||
           (base->marks >= 0 && chora_area_marks_has_entries(base));
}

static bool has_circles(const chora_base_map *base, const chora_figure_inputs *inputs)
{
    return ((base->circles >= 0 && !base->kinds.each) || base->marks >= 0) && base->circle_max > 0;
}

static double total_height(const column *col)
{
    double height = 0;
    if (has_classes(col->base))
        height += classes_height(col);
    if (has_circles(col->base, col->inputs)) {
        height += height > 0 ? section_gap(col) : 0;
        height += chora_legend_circles_height(col->base, col->inputs) + note_height(col);
    }
    if (col->kinds > 0)
        height += (height > 0 ? section_gap(col) : 0) + col->kinds;
    if (col->lists > 0)
        height += section_gap(col) + col->lists;
    return height;
}

/* ---- classes -------------------------------------------------------------------------------- */

static void prepare_head(column *col)
{
    const chora_figure_layer *layer = &col->inputs->figure->layers[col->base->cells];
    const chora_words *words = col->inputs->words;
    bool marks = col->base->marks >= 0;
    const char *title =
        marks ? chora_area_marks_head(col->base, col->inputs, col->arena)
              : chora_legend_title(words, layer, &col->base->rate.measure, NULL, col->arena);
    const char *word =
        marks ? chora_measure_words(words, &layer->measure, col->arena)
              : chora_say_of(words, col->arena, "areas",
                             col->base->hexmap ? "hexagon" : chora_level_key(layer->level), NULL);
    if (!title || !word) {
        chora_drawing_check(col->drawing, chora_no_memory(col->drawing->err));
        return;
    }
    bool counted =
        marks ? col->base->parts.count > 0 : col->base->area_count > 1 || col->base->hexmap;
    counted = counted && col->inputs->figure->legend_counts != CHORA_COUNTS_NONE;
    col->count_head = counted ? word : NULL;
    chora_type type = col->style->legend_head;
    double counts = chora_draw_width(col->drawing, col->style->legend_subhead, word);
    chora_giving one = { 1, type.size_pt * 0.93, 87 }, two = { 2, type.size_pt * 0.86, 87 };
    chora_drawing_check(col->drawing,
                        chora_fit(title, type, width_of(col) - counts - 4, one, col->drawing->ruler,
                                  col->arena, &col->head, col->drawing->err));
    if (col->drawing->status || col->head.count <= 1)
        return;
    col->count_head_apart = true;
    chora_drawing_check(col->drawing,
                        chora_fit(title, type, width_of(col), two, col->drawing->ruler, col->arena,
                                  &col->head, col->drawing->err));
}

/* Under the head: how large a hexagon is. */
static void prepare_under(column *col)
{
    if (!col->base->hexmap || col->drawing->status)
        return;
    const char *text = chora_hexmap_size(col->base, col->inputs->words, col->arena);
    chora_giving two = { 2, col->style->note_minimum_pt, 87 };
    chora_drawing_check(col->drawing, text ? chora_fit(text, col->style->legend_subhead,
                                                       width_of(col), two, col->drawing->ruler,
                                                       col->arena, &col->under, col->drawing->err)
                                           : chora_no_memory(col->drawing->err));
}

static double draw_head(column *col, double y)
{
    chora_meaning meaning = { .layer = "legend", .role = "legend-head" };
    y += col->style->legend_head.size_pt * 0.9;
    for (size_t i = 0; i < col->head.count; i++) {
        y += i ? head_leading(col) : 0;
        chora_draw_text(col->drawing, meaning, (chora_xy){ col->box.min_x, y }, CHORA_ALIGN_START,
                        col->head.type, col->head.lines[i]);
    }
    if (col->count_head && col->tight.counts) {
        chora_type type = col->style->legend_subhead;
        y += col->count_head_apart ? head_leading(col) : 0;
        meaning.role = "legend-count-head";
        chora_draw_text(col->drawing, meaning, (chora_xy){ col->box.max_x, y }, CHORA_ALIGN_END,
                        type, col->count_head);
    }
    meaning.role = "legend-subhead";
    for (size_t i = 0; i < col->under.count; i++) {
        y += under_leading(col);
        chora_draw_text(col->drawing, meaning, (chora_xy){ col->box.min_x, y }, CHORA_ALIGN_START,
                        col->under.type, col->under.lines[i]);
    }
    return y + head_gap(col);
}

/* Right edge of the bars of a histogram: the widest count stands behind them. */
static double bars_end(const column *col)
{
    char count[CHORA_NUMBER_TEXT_MAX];
    double widest = 0;
    for (size_t i = 0; col->count_head && col->tight.counts && i < col->entries.count; i++) {
        chora_number_text(col->inputs->words, (double)col->entries.entries[i].areas, true, count);
        widest = fmax(widest, chora_draw_width(col->drawing, col->style->legend_count, count));
    }
    return col->box.max_x - (widest > 0 ? widest + 3 : 0);
}

/* How many are in a class, from the same left edge for all; answers where the label must end. */
static double draw_bar(column *col, const chora_legend_entry *entry, double baseline)
{
    static const double share = 0.24;
    double right = bars_end(col), width = share * width_of(col);
    size_t most = chora_legend_most(&col->entries);
    chora_box bar = { right - width, baseline - col->style->legend_label.size_pt * 0.62,
                      right - width, baseline };
    if (!col->inputs->figure->histogram || most == 0)
        return right;
    bar.max_x += width * (double)entry->areas / (double)most;
    if (!entry->uncounted && entry->areas)
        chora_legend_bar(col->drawing, col->style, bar);
    return right - width - 3;
}

static void draw_label(column *col, const chora_legend_entry *entry, double baseline)
{
    char count[CHORA_NUMBER_TEXT_MAX] = "";
    bool counted = col->count_head && col->tight.counts && !entry->uncounted;
    if (counted)
        chora_number_text(col->inputs->words, (double)entry->areas, true, count);
    double left = col->box.min_x + col->style->swatch_width_pt + col->style->swatch_text_gap_pt;
    double room =
        col->box.max_x - left - chora_draw_width(col->drawing, col->style->legend_count, count) - 3;
    if (col->inputs->figure->histogram)
        room = draw_bar(col, entry, baseline) - left;
    chora_lines_of_text label = { 0 };
    chora_giving giving = { 1, col->style->legend_label.size_pt * 0.86, 75 };
    chora_drawing_check(col->drawing,
                        chora_fit(entry->label, col->style->legend_label, room, giving,
                                  col->drawing->ruler, col->arena, &label, col->drawing->err));
    if (col->drawing->status)
        return;
    chora_meaning meaning = { .layer = "legend", .role = "legend-label" };
    chora_draw_text(col->drawing, meaning, (chora_xy){ left, baseline }, CHORA_ALIGN_START,
                    label.type, entry->label);
    meaning.role = "legend-count";
    chora_draw_text(col->drawing, meaning, (chora_xy){ col->box.max_x, baseline }, CHORA_ALIGN_END,
                    col->style->legend_count, count);
}

static double draw_classes(column *col, double y)
{
    y = draw_head(col, y);
    for (size_t i = 0; i < col->entries.count; i++) {
        const chora_legend_entry *entry = &col->entries.entries[i];
        if (entry->apart)
            y += col->style->outlier_gap_pt * col->tight.gaps;
        chora_box swatch = { col->box.min_x, y, col->box.min_x + col->style->swatch_width_pt,
                             y + swatch_height(col) };
        chora_legend_swatch(col->drawing, col->style, col->colours, entry->class_index, swatch);
        draw_label(col, entry,
                   (swatch.min_y + swatch.max_y) / 2 + col->style->legend_label.size_pt * 0.36);
        y += pitch(col);
    }
    return y;
}

/* ---- notes ---------------------------------------------------------------------------------- */

static void prepare_note(column *col, size_t period)
{
    const char *text = chora_legend_circles_note(
        col->inputs->words, chora_symbols_coarse(col->base, col->inputs, period), col->arena);
    const char *longest =
        chora_legend_circles_note(col->inputs->words, col->base->coarse, col->arena);
    chora_lines_of_text most = { 0 };
    if (text && longest)
        chora_drawing_check(col->drawing,
                            chora_wrap(longest, col->style->source, width_of(col),
                                       col->drawing->ruler, col->arena, &most, col->drawing->err));
    col->note_lines = most.count;
    if (!text || !longest)
        chora_drawing_check(col->drawing, chora_no_memory(col->drawing->err));
    else
        chora_drawing_check(col->drawing, chora_wrap_even(text, col->style->source, width_of(col),
                                                          col->drawing->ruler, col->arena,
                                                          &col->note, col->drawing->err));
}

static double draw_note(column *col, double y)
{
    chora_meaning meaning = { .layer = "legend", .role = "legend-note" };
    if (!col->tight.note || col->note.count == 0)
        return y;
    y += 3 + col->note.type.size_pt * 0.8;
    for (size_t i = 0; i < col->note.count; i++) {
        chora_draw_text(col->drawing, meaning, (chora_xy){ col->box.min_x, y }, CHORA_ALIGN_START,
                        col->note.type, col->note.lines[i]);
        y += col->note.type.size_pt * 1.22 * col->style->leading;
    }
    return y;
}

/* ---- symbols that tell incidents apart ------------------------------------------------------- */

static chora_box below(const column *col, double y)
{
    return (chora_box){ col->box.min_x, y, col->box.max_x, col->box.max_y };
}

/* What the classes and circles leave is theirs. */
static void reserve_kinds(column *col, size_t period)
{
    double others = total_height(col);
    chora_box box = below(col, col->box.min_y + others);
    col->kinds =
        chora_legend_kinds_column(col->drawing, col->base, col->inputs, period, box, false);
}

static double draw_kinds(column *col, size_t period, double y)
{
    if (col->kinds <= 0)
        return y;
    y += y > col->box.min_y ? section_gap(col) : 0;
    chora_box box = below(col, y);
    box.max_y = fmax(y + col->kinds, box.min_y);
    return y + chora_legend_kinds_column(col->drawing, col->base, col->inputs, period, box, true);
}

/* What is only listed comes last: it is longer in one period than in another. */
static void reserve_lists(column *col, size_t period)
{
    chora_box none = { col->box.min_x, 0, col->box.max_x, 0 };
    col->lists =
        chora_legend_lists_column(col->drawing, col->base, col->inputs, period, none, false);
}

static void draw_lists(column *col, size_t period, double y)
{
    chora_box box = below(col, y + 1.5 * section_gap(col));
    chora_legend_lists_column(col->drawing, col->base, col->inputs, period, box, true);
}

/* ---- all of it ------------------------------------------------------------------------------ */

static void tighten(column *col)
{
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        col->tight = steps[i];
        if (total_height(col) <= col->box.max_y - col->box.min_y)
            return;
    }
}

void chora_legend_column(chora_drawing *drawing, const chora_base_map *base,
                         const chora_figure_inputs *inputs, const chora_class_colours *colours,
                         size_t period)
{
    column col = { drawing,
                   base,
                   inputs,
                   inputs->style,
                   colours,
                   { .count = 0 },
                   base->layout.legend_box,
                   chora_drawing_arena(drawing),
                   steps[0],
                   { 0 },
                   { 0 },
                   { 0 },
                   0,
                   0,
                   0,
                   NULL,
                   false };
    if (!col.arena)
        return;
    if (has_classes(base)) {
        col.entries = chora_legend_list(base, inputs, colours, period, col.arena);
        prepare_head(&col);
        prepare_under(&col);
    }
    if (has_circles(base, inputs))
        prepare_note(&col, period);
    if (drawing->status)
        return;
    reserve_lists(&col, period);
    reserve_kinds(&col, period);
    tighten(&col);
    double y = col.box.min_y;
    if (has_classes(base))
        y = draw_classes(&col, y);
    y = draw_kinds(&col, period, y);
    if (has_circles(base, inputs)) {
        y += y > col.box.min_y ? section_gap(&col) : 0;
        y += chora_legend_circles(drawing, base, inputs, (chora_xy){ col.box.min_x, y });
        y = draw_note(&col, y);
    }
    draw_lists(&col, period, y);
}
