/* Symbols and what they mean, as lines over the map. */
#include "compose/crowd_draw.h"
#include "compose/legend_kinds_step.h"
#include "compose/uncertain.h"
#include "compose/wording.h"

#include <math.h>

static const char *say(const chora_kinds_legend *legend, const char *key)
{
    return chora_say(legend->inputs->words, legend->arena, key, NULL);
}

typedef struct {
    chora_kinds_legend *legend;
    double x, y; /* where the next piece begins; its baseline */
} flow;

static double leading(const flow *line)
{
    return line->legend->style->legend_label.size_pt * 1.4;
}

static void break_line(flow *line)
{
    line->x = line->legend->box.min_x;
    line->y += leading(line);
}

static chora_xy glyph_at(const flow *line)
{
    return (chora_xy){ line->x + chora_kinds_glyph_radius(line->legend),
                       line->y - line->legend->style->legend_label.size_pt * 0.36 };
}

/* A new line unless that much fits on this one. */
static void make_room(flow *line, double width)
{
    if (line->x > line->legend->box.min_x && line->x + width > line->legend->box.max_x)
        break_line(line);
}

static void add_text(flow *line, const char *role, const char *text, chora_type type)
{
    if (!text) {
        chora_drawing_check(line->legend->drawing, chora_no_memory(line->legend->drawing->err));
        return;
    }
    line->x += chora_kinds_text(line->legend, role, text, type, (chora_xy){ line->x, line->y },
                                CHORA_ALIGN_START);
}

static void add_glyph(flow *line, size_t kind, bool unverified)
{
    chora_kinds_glyph(line->legend, kind, unverified, glyph_at(line));
    line->x += 2 * chora_kinds_glyph_radius(line->legend) + 2;
}

static void add_ring(flow *line)
{
    chora_kinds_legend *legend = line->legend;
    chora_meaning meaning = { .layer = "legend", .role = "legend-symbol" };
    if (legend->draw)
        chora_draw_circle(legend->drawing, meaning, chora_crowd_ring(legend->style), glyph_at(line),
                          chora_kinds_glyph_radius(legend));
    line->x += 2 * chora_kinds_glyph_radius(legend) + 2;
}

enum { RING = -1 };

/* A form, its words and its number, kept together. */
static void add_entry(flow *line, int kind, bool unverified, const char *label, int64_t count)
{
    chora_kinds_legend *legend = line->legend;
    const chora_style *style = legend->style;
    char text[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(legend->inputs->words, (double)count, true, text);
    const char *number = chora_arena_printf(legend->arena, " %s", text);
    if (!number || !label) {
        chora_drawing_check(legend->drawing, chora_no_memory(legend->drawing->err));
        return;
    }
    make_room(line, 2 * chora_kinds_glyph_radius(legend) + 2 +
                        chora_draw_width(legend->drawing, style->legend_label, label) +
                        chora_draw_width(legend->drawing, style->legend_count, number));
    if (kind == RING)
        add_ring(line);
    else
        add_glyph(line, (size_t)kind, unverified);
    add_text(line, "legend-label", label, style->legend_label);
    add_text(line, "legend-count", number, style->legend_count);
    line->x += 3 * CHORA_PT_PER_MM;
}

static void add_list(flow *line, const chora_listed *listed)
{
    chora_kinds_legend *legend = line->legend;
    const chora_style *style = legend->style;
    const char *name = chora_area_lists_name(&legend->lists, listed);
    char number[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(legend->inputs->words, (double)listed->incidents, true, number);
    double glyph = 2 * chora_kinds_glyph_radius(legend) + 2;
    bool singly = listed->incidents <= 4;
    make_room(line, chora_draw_width(legend->drawing, style->legend_label, name) + 3 +
                        (singly ? (double)listed->incidents * glyph : 14));
    add_text(line, "legend-label", name, style->legend_label);
    line->x += 3;
    for (int64_t i = 0; singly && i < listed->incidents; i++)
        add_glyph(line, listed->marks ? legend->kinds->of[listed->marks[i].category] : 0,
                  listed->marks && listed->marks[i].unverified);
    if (!singly)
        add_text(line, "legend-count", number, style->legend_count);
    line->x += 2.4 * CHORA_PT_PER_MM;
}

/* What is known of them, behind what the map has for it. */
static void add_known(flow *line)
{
    chora_kinds_legend *legend = line->legend;
    const chora_style *style = legend->style;
    const char *note = chora_area_lists_note(&legend->lists);
    bool marked = legend->lists.marked;
    double width = chora_uncertain_swatch_width(legend->inputs->figure, style);
    double swatch = marked ? width + style->swatch_text_gap_pt : 0;
    make_room(line,
              swatch + (note ? chora_draw_width(legend->drawing, style->legend_subhead, note) : 0));
    double middle = line->y - 0.36 * style->legend_subhead.size_pt;
    double half = style->swatch_height_pt / 2;
    if (marked && legend->draw)
        chora_uncertain_swatch(
            legend->drawing, legend->inputs->figure, style,
            (chora_box){ line->x, middle - half, line->x + width, middle + half });
    line->x += swatch;
    add_text(line, "legend-subhead", note, style->legend_subhead);
    line->x += 3 * CHORA_PT_PER_MM;
}

static void add_lists(flow *line)
{
    chora_kinds_legend *legend = line->legend;
    if (legend->lists.count == 0)
        return;
    break_line(line);
    add_text(line, "legend-head", chora_area_lists_head(&legend->lists),
             legend->style->legend_head);
    line->x += 4;
    add_known(line);
    for (size_t i = 0; i < legend->lists.count; i++)
        add_list(line, &legend->lists.items[i]);
}

double chora_legend_kinds_row(chora_drawing *drawing, const chora_base_map *base,
                              const chora_figure_inputs *inputs, size_t period, chora_box box,
                              bool draw)
{
    chora_kinds_legend legend;
    if (base->kinds.count == 0 ||
        !chora_kinds_legend_open(drawing, base, inputs, period, box, draw, &legend))
        return 0;
    flow line = { &legend, box.min_x, box.min_y + legend.style->legend_head.size_pt * 0.9 };
    add_text(&line, "legend-head", chora_kinds_title(&legend), legend.style->legend_head);
    line.x += 3 * CHORA_PT_PER_MM;
    for (size_t kind = 0; kind < legend.kinds->count; kind++)
        add_entry(&line, (int)kind, false, legend.kinds->kinds[kind].label, legend.counts.of[kind]);
    if (legend.kinds->unverified)
        add_entry(&line, 0, true, say(&legend, "kinds.unverified-short"), legend.counts.unverified);
    if (legend.kinds->each && legend.ever.town > 0)
        add_entry(&line, RING, false, say(&legend, "kinds.ring-short"), legend.counts.town);
    add_lists(&line);
    return line.y + leading(&line) * 0.6 - box.min_y;
}
