/* The parts of symbols of areas, with their numbers, as lines over the map. */
#include "compose/area_marks.h"
#include "compose/wording.h"

#include <math.h>

static const double box_mm = 3.4, text_gap_pt = 2.2, entry_gap_mm = 3;

typedef struct {
    chora_drawing *drawing;
    const chora_figure_inputs *inputs;
    const chora_class_colours *colours;
    chora_arena *arena;
    chora_box room;
    double x, y; /* where the next entry begins; its baseline */
    bool draw;
} flow;

static void say(flow *line, const char *role, const char *text, chora_type type)
{
    chora_meaning meaning = { .layer = "legend", .role = role };
    if (!text) {
        chora_drawing_check(line->drawing, chora_no_memory(line->drawing->err));
        return;
    }
    if (line->draw)
        chora_draw_text(line->drawing, meaning, (chora_xy){ line->x, line->y }, CHORA_ALIGN_START,
                        type, text);
    line->x += chora_draw_width(line->drawing, type, text);
}

static double leading(const flow *line)
{
    return line->inputs->style->legend_label.size_pt * 1.45;
}

/* A box, its words and its number, kept together. */
static void add_entry(flow *line, const chora_legend_entry *entry)
{
    const chora_style *style = line->inputs->style;
    char text[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(line->inputs->words, (double)entry->areas, true, text);
    const char *number = entry->uncounted ? "" : chora_arena_printf(line->arena, " %s", text);
    double side = box_mm * CHORA_PT_PER_MM;
    double width = side + text_gap_pt +
                   chora_draw_width(line->drawing, style->legend_label, entry->label) +
                   chora_draw_width(line->drawing, style->legend_count, number ? number : "");
    if (line->x > line->room.min_x && line->x + width > line->room.max_x) {
        line->x = line->room.min_x;
        line->y += leading(line);
    }
    double middle = line->y - style->legend_label.size_pt * 0.36;
    chora_box box = { line->x, middle - side / 3, line->x + side, middle + side / 3 };
    if (line->draw)
        chora_legend_swatch(line->drawing, style, line->colours, entry->class_index, box);
    line->x += side + text_gap_pt;
    say(line, "legend-label", entry->label, style->legend_label);
    say(line, "legend-count", number, style->legend_count);
    line->x += entry_gap_mm * CHORA_PT_PER_MM;
}

double chora_area_marks_row(chora_drawing *drawing, const chora_base_map *base,
                            const chora_figure_inputs *inputs, const chora_class_colours *colours,
                            size_t period, chora_box box, bool draw)
{
    const chora_style *style = inputs->style;
    flow line = { drawing,
                  inputs,
                  colours,
                  chora_drawing_arena(drawing),
                  box,
                  box.min_x,
                  box.min_y + style->legend_head.size_pt * 0.9,
                  draw };
    if (!line.arena)
        return 0;
    say(&line, "legend-head", chora_area_marks_head(base, inputs, line.arena), style->legend_head);
    line.x = box.min_x;
    line.y += leading(&line) * 1.1;
    chora_legend_entries list = chora_area_marks_entries(base, inputs, period, line.arena);
    for (size_t i = 0; i < list.count && !drawing->status; i++)
        add_entry(&line, &list.entries[i]);
    return line.y + leading(&line) * 0.5 - box.min_y;
}
