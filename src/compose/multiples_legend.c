/* One legend for all maps, over them. */
#include "compose/legend.h"
#include "compose/multiples_inside.h"
#include "compose/wording.h"

#include <math.h>
#include <string.h>

static const double swatch_mm = 5.6, text_gap_mm = 1.2, entry_gap_mm = 4.2, least_gap_mm = 2;

enum { ENTRIES_MAX = CHORA_CLASSES_MAX + 4, CLASS_EMPTY = -9 };

typedef struct {
    int class;
    const char *label;
    double width;
} entry;

typedef struct {
    chora_drawing *drawing;
    const chora_figure_inputs *inputs;
    const chora_class_colours *colours;
    chora_arena *arena;
    entry entries[ENTRIES_MAX];
    size_t count;
} legend;

static const char *say(legend *to, const char *key)
{
    const char *text = chora_say(to->inputs->words, to->arena, key, NULL);
    if (!text)
        chora_drawing_check(to->drawing, chora_no_memory(to->drawing->err));
    return text ? text : "";
}

static void add(legend *to, int class, const char *label)
{
    double text = chora_draw_width(to->drawing, to->inputs->style->legend_label, label);
    to->entries[to->count++] =
        (entry){ class, label, (swatch_mm + text_gap_mm) * CHORA_PT_PER_MM + text };
}

static const char *zero_label(legend *to)
{
    char zero[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(to->inputs->words, 0, true, zero);
    const char *text = chora_say(to->inputs->words, to->arena, "legend.zero", "zero", zero, NULL);
    return text ? text : "";
}

/* Only what is on some map of the series. */
static void list_entries(legend *to, const chora_multiples *multiples)
{
    bool no_data = false, not_covered = false, empty = false;
    for (size_t i = 0; i < multiples->count; i++) {
        chora_panel_sum sum = chora_panel_sum_of(&multiples->panels[i], 1);
        no_data = no_data || sum.no_data;
        not_covered = not_covered || sum.not_covered;
        empty = empty || (sum.covered && !sum.has_numbers);
    }
    const chora_classes *classes = to->colours->classes;
    if (to->colours->zero_own || !classes || classes->count == 0)
        add(to, CHORA_KIND_ZERO, zero_label(to));
    for (size_t c = 0; classes && c < classes->count; c++)
        add(to, (int)c, classes->classes[c].label);
    if (no_data)
        add(to, CHORA_KIND_NO_DATA, say(to, "legend.no-data"));
    if (not_covered)
        add(to, CHORA_KIND_NOT_COVERED, say(to, "legend.not-covered"));
    if (empty)
        add(to, CLASS_EMPTY, say(to, "series.none"));
}

static void draw_swatch(legend *to, int class, chora_box box)
{
    const chora_style *style = to->inputs->style;
    if (class != CLASS_EMPTY) {
        chora_legend_swatch(to->drawing, style, to->colours, class, box);
        return;
    }
    chora_look look = chora_look_fill(style->paper);
    look.stroke = (chora_pen){ .width_pt = style->swatch.width_pt, .colour = style->rule };
    chora_meaning meaning = { .layer = "legend", .role = "swatch", .class_name = "empty" };
    chora_draw_box(to->drawing, meaning, look, box);
}

static void draw_entry(legend *to, const entry *item, double x, double y)
{
    const chora_style *style = to->inputs->style;
    double height = style->swatch_height_pt * 0.95, right = x + swatch_mm * CHORA_PT_PER_MM;
    draw_swatch(to, item->class, (chora_box){ x, y, right, y + height });
    chora_meaning meaning = { .layer = "legend", .role = "legend-label" };
    chora_xy at = { right + text_gap_mm * CHORA_PT_PER_MM,
                    y + height / 2 + style->legend_label.size_pt * 0.36 };
    chora_draw_text(to->drawing, meaning, at, CHORA_ALIGN_START, style->legend_label, item->label);
}

/* From entry `first` on as many as fit; answers how many. */
static size_t fitting(const legend *to, size_t first, double room, double gap)
{
    double used = 0;
    size_t i = first;
    for (; i < to->count; i++) {
        used += to->entries[i].width + (i > first ? gap : 0);
        if (used > room && i > first)
            break;
    }
    return i - first;
}

static double draw_lines(legend *to, double left, double right, double y, double gap)
{
    double pitch = to->inputs->style->swatch_height_pt + 3;
    for (size_t first = 0; first < to->count;) {
        size_t here = fitting(to, first, right - left, gap);
        double x = left;
        for (size_t i = first; i < first + here; i++) {
            draw_entry(to, &to->entries[i], x, y);
            x += to->entries[i].width + gap;
        }
        first += here;
        y += pitch;
    }
    return y;
}

/* "Incidents per province and month" */
static const char *head_of(const legend *to, const chora_multiples *multiples)
{
    const chora_figure_layer *layer = &to->inputs->figure->layers[0];
    const chora_words *words = to->inputs->words;
    const char *head = chora_legend_title(words, layer, &layer->measure, NULL, to->arena);
    bool rate = layer->measure.per > 0 || layer->measure.per_value;
    if (!head || layer->legend_title || multiples->column || rate)
        return head;
    const chora_panel *panel = &multiples->panels[0];
    return chora_say_of(words, to->arena, "series.head",
                        chora_panel_step(chora_table_period(panel->table, panel->period).kind),
                        "head", head, NULL);
}

double chora_multiples_legend(chora_drawing *drawing, const chora_figure_inputs *inputs,
                              const chora_multiples *multiples, const chora_class_colours *colours,
                              chora_box box)
{
    const chora_style *style = inputs->style;
    legend to = { drawing, inputs, colours, chora_drawing_arena(drawing), { { 0 } }, 0 };
    if (!to.arena)
        return 0;
    const char *head = head_of(&to, multiples);
    if (!head) {
        chora_drawing_check(drawing, chora_no_memory(drawing->err));
        return 0;
    }
    list_entries(&to, multiples);
    double gap = entry_gap_mm * CHORA_PT_PER_MM, least = least_gap_mm * CHORA_PT_PER_MM;
    double head_width = chora_draw_width(drawing, style->legend_head, head);
    double left = box.min_x + head_width + 2 * gap, y = box.min_y;
    bool beside = fitting(&to, 0, box.max_x - left, least) == to.count;
    chora_meaning meaning = { .layer = "legend", .role = "legend-head" };
    double baseline = y + style->swatch_height_pt * 0.475 + style->legend_head.size_pt * 0.36;
    chora_draw_text(drawing, meaning, (chora_xy){ box.min_x, baseline }, CHORA_ALIGN_START,
                    style->legend_head, head);
    if (!beside) {
        left = box.min_x;
        y += style->swatch_height_pt + 4;
    }
    if (fitting(&to, 0, box.max_x - left, gap) < to.count)
        gap = least;
    return draw_lines(&to, left, box.max_x, y, gap) - box.min_y;
}
