/* Symbols and what they mean, beside the map. */
#include "compose/crowd_draw.h"
#include "compose/legend_kinds_step.h"
#include "compose/uncertain.h"
#include "compose/wording.h"

#include <math.h>

/* What is left out, step by step, when the box is too low. */
typedef struct {
    double gaps;
    bool notes;
    size_t most_lists;
} tightness;

static const tightness steps[] = { { 1, true, 40 },    { 0.6, true, 40 }, { 0.4, false, 40 },
                                   { 0.2, false, 12 }, { 0.1, false, 6 }, { 0, false, 2 } };

typedef struct {
    chora_kinds_legend *legend;
    tightness tight;
    double y; /* top of what comes next */
} column;

static double label_size(const column *col)
{
    return col->legend->style->legend_label.size_pt;
}

static double pitch(const column *col)
{
    return label_size(col) * (1.18 + 0.22 * col->tight.gaps);
}

static double text_left(const column *col)
{
    return col->legend->box.min_x + 2 * chora_kinds_glyph_radius(col->legend) +
           2.1 * CHORA_PT_PER_MM;
}

/* A text that gives way to fit its line. */
static void fitted(column *col, const char *role, const char *text, chora_type type, double left,
                   double right)
{
    chora_kinds_legend *legend = col->legend;
    chora_lines_of_text line = { 0 };
    chora_giving giving = { 1, legend->style->minimum_pt + 0.1, 75 };
    if (!text)
        chora_drawing_check(legend->drawing, chora_no_memory(legend->drawing->err));
    if (legend->drawing->status || !legend->draw)
        return;
    chora_drawing_check(legend->drawing,
                        chora_fit(text, type, right - left, giving, legend->drawing->ruler,
                                  legend->arena, &line, legend->drawing->err));
    if (!legend->drawing->status && line.count)
        chora_kinds_text(legend, role, line.lines[0], line.type, (chora_xy){ left, col->y },
                         CHORA_ALIGN_START);
}

static const char *say(const column *col, const char *key)
{
    return chora_say(col->legend->inputs->words, col->legend->arena, key, NULL);
}

static double draw_count(const column *col, int64_t count)
{
    char number[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(col->legend->inputs->words, (double)count, true, number);
    chora_xy at = { col->legend->box.max_x, col->y };
    return chora_kinds_text(col->legend, "legend-count", number, col->legend->style->legend_count,
                            at, CHORA_ALIGN_END);
}

/* In two lines where one is too narrow. */
static void draw_head(column *col, const char *text, const char *count_head)
{
    chora_kinds_legend *legend = col->legend;
    const chora_style *style = legend->style;
    chora_lines_of_text lines = { 0 };
    chora_giving giving = { 1, style->legend_head.size_pt * 0.93, 87 };
    double right = legend->box.max_x;
    if (!text)
        chora_drawing_check(legend->drawing, chora_no_memory(legend->drawing->err));
    if (legend->drawing->status)
        return;
    if (count_head)
        right -= chora_draw_width(legend->drawing, style->legend_subhead, count_head) + 4;
    chora_drawing_check(legend->drawing,
                        chora_fit(text, style->legend_head, right - legend->box.min_x, giving,
                                  legend->drawing->ruler, legend->arena, &lines,
                                  legend->drawing->err));
    col->y += style->legend_head.size_pt * 0.9;
    for (size_t i = 0; !legend->drawing->status && i < lines.count; i++) {
        col->y += i ? style->legend_head.size_pt * 1.2 : 0;
        chora_kinds_text(legend, "legend-head", lines.lines[i], lines.type,
                         (chora_xy){ legend->box.min_x, col->y }, CHORA_ALIGN_START);
    }
    if (count_head)
        chora_kinds_text(legend, "legend-count-head", count_head, style->legend_subhead,
                         (chora_xy){ legend->box.max_x, col->y }, CHORA_ALIGN_END);
}

/* Moves on to the baseline of the next entry, or of a line under it. */
static void next_entry(column *col)
{
    col->y += pitch(col);
}

static chora_xy glyph_at(const column *col)
{
    return (chora_xy){ col->legend->box.min_x + chora_kinds_glyph_radius(col->legend) + 0.4,
                       col->y - label_size(col) * 0.36 };
}

/* Letters of Arabic script reach further under the line and over it. */
static void draw_note(column *col, const char *note)
{
    const chora_style *style = col->legend->style;
    bool tall = chora_words_leftward(col->legend->inputs->words);
    if (!col->tight.notes || !*note)
        return;
    col->y += style->legend_subhead.size_pt * (tall ? 1.4 : 1.2);
    fitted(col, "legend-note", note, style->legend_subhead, text_left(col), col->legend->box.max_x);
    col->y += style->legend_subhead.size_pt * 0.2 * col->tight.gaps;
}

static void draw_kind(column *col, size_t kind)
{
    chora_kinds_legend *legend = col->legend;
    next_entry(col);
    chora_kinds_glyph(legend, kind, false, glyph_at(col));
    double count = draw_count(col, legend->counts.of[kind]);
    fitted(col, "legend-label", legend->kinds->kinds[kind].label, legend->style->legend_label,
           text_left(col), legend->box.max_x - count - 3);
    draw_note(col, legend->kinds->kinds[kind].note);
}

static void draw_unverified(column *col)
{
    chora_kinds_legend *legend = col->legend;
    if (!legend->kinds->unverified)
        return;
    next_entry(col);
    chora_kinds_glyph(legend, 0, true, glyph_at(col));
    double count = draw_count(col, legend->counts.unverified);
    fitted(col, "legend-label", say(col, "kinds.unverified"), legend->style->legend_label,
           text_left(col), legend->box.max_x - count - 3);
}

static void draw_ring(column *col)
{
    chora_kinds_legend *legend = col->legend;
    if (!legend->kinds->each || legend->ever.town == 0)
        return;
    next_entry(col);
    chora_meaning meaning = { .layer = "legend", .role = "legend-symbol" };
    if (legend->draw)
        chora_draw_circle(legend->drawing, meaning, chora_crowd_ring(legend->style), glyph_at(col),
                          chora_kinds_glyph_radius(legend) + 0.4);
    double count = draw_count(col, legend->counts.town);
    fitted(col, "legend-label", say(col, "kinds.ring"), legend->style->legend_label, text_left(col),
           legend->box.max_x - count - 3);
}

/* ---- what is no point ------------------------------------------------------------------------ */

/* One by one while there is room, else by form with its number. */
static void draw_marks(column *col, const chora_listed *listed, double left, double right)
{
    chora_kinds_legend *legend = col->legend;
    double radius = chora_kinds_glyph_radius(legend), apart = radius * 2.3;
    chora_xy at = { left + radius, col->y - label_size(col) * 0.36 };
    int64_t per_kind[CHORA_KINDS_MAX] = { 0 };
    bool singly = (double)listed->incidents * apart <= right - left;
    for (int64_t i = 0; i < listed->incidents; i++) {
        size_t kind = listed->marks ? legend->kinds->of[listed->marks[i].category] : 0;
        per_kind[kind]++;
        if (!singly)
            continue;
        chora_kinds_glyph(legend, kind, listed->marks && listed->marks[i].unverified, at);
        at.x += apart;
    }
    for (size_t kind = 0; !singly && kind < legend->kinds->count; kind++) {
        char number[CHORA_NUMBER_TEXT_MAX];
        if (per_kind[kind] == 0 || at.x + 3 * radius > right)
            continue;
        chora_number_text(legend->inputs->words, (double)per_kind[kind], true, number);
        chora_kinds_glyph(legend, kind, false, at);
        at.x += radius + 1.4;
        at.x += chora_kinds_text(legend, "legend-count", number, legend->style->legend_subhead,
                                 (chora_xy){ at.x, col->y }, CHORA_ALIGN_START) +
                radius + 2.5;
    }
}

static double name_width(const column *col)
{
    chora_kinds_legend *legend = col->legend;
    double widest = 0, most = 0.45 * (legend->box.max_x - legend->box.min_x);
    for (size_t i = 0; i < legend->lists.count; i++)
        widest =
            fmax(widest,
                 chora_draw_width(legend->drawing, legend->style->legend_label,
                                  chora_area_lists_name(&legend->lists, &legend->lists.items[i])));
    return fmin(widest, most);
}

static void draw_rest(column *col, size_t from)
{
    chora_kinds_legend *legend = col->legend;
    int64_t rest = 0;
    for (size_t i = from; i < legend->lists.count; i++)
        rest += legend->lists.items[i].incidents;
    if (rest == 0)
        return;
    char more[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(legend->inputs->words, (double)(legend->lists.count - from), true, more);
    next_entry(col);
    fitted(col, "legend-label",
           chora_say_many(legend->inputs->words, legend->arena, "listed.more",
                          (double)(legend->lists.count - from), more, NULL),
           legend->style->legend_label, legend->box.min_x, legend->box.max_x - 20);
    draw_count(col, rest);
}

/* All of it, on as many lines as it takes. */
static void draw_note_lines(column *col, const char *text, double left)
{
    chora_kinds_legend *legend = col->legend;
    chora_drawing *drawing = legend->drawing;
    chora_lines_of_text lines = { 0 };
    chora_giving giving = { 1, legend->style->note_minimum_pt + 0.4, 87 };
    if (!text)
        chora_drawing_check(drawing, chora_no_memory(drawing->err));
    if (drawing->status)
        return;
    chora_drawing_check(drawing,
                        chora_fit(text, legend->style->legend_subhead, legend->box.max_x - left,
                                  giving, drawing->ruler, legend->arena, &lines, drawing->err));
    for (size_t i = 0; !drawing->status && i < lines.count; i++) {
        col->y += i ? lines.type.size_pt * 1.2 : 0;
        chora_kinds_text(legend, "legend-subhead", lines.lines[i], lines.type,
                         (chora_xy){ left, col->y }, CHORA_ALIGN_START);
    }
}

/* Behind a swatch where the map marks the areas. */
static void draw_known(column *col)
{
    chora_kinds_legend *legend = col->legend;
    const chora_style *style = legend->style;
    double left = legend->box.min_x;
    if (legend->lists.marked) {
        double right = left + chora_uncertain_swatch_width(legend->inputs->figure, style),
               half = style->swatch_height_pt / 2;
        col->y += half / 2;
        double middle = col->y - 0.36 * style->legend_subhead.size_pt;
        if (legend->draw)
            chora_uncertain_swatch(legend->drawing, legend->inputs->figure, style,
                                   (chora_box){ left, middle - half, right, middle + half });
        left = right + style->swatch_text_gap_pt;
    }
    draw_note_lines(col, chora_area_lists_note(&legend->lists), left);
}

static void draw_lists(column *col)
{
    chora_kinds_legend *legend = col->legend;
    const chora_style *style = legend->style;
    if (legend->lists.count == 0)
        return;
    col->y += fmax(3.2 * CHORA_PT_PER_MM * col->tight.gaps, 3);
    draw_head(col, chora_area_lists_head(&legend->lists), NULL);
    col->y += style->legend_subhead.size_pt * 1.35;
    draw_known(col);
    col->y += style->legend_head_gap_pt * 0.5 * col->tight.gaps;
    double names = name_width(col), marks = legend->box.min_x + names + 2 * CHORA_PT_PER_MM;
    size_t shown = legend->lists.count <= col->tight.most_lists ? legend->lists.count
                                                                : col->tight.most_lists - 1;
    for (size_t i = 0; i < shown; i++) {
        next_entry(col);
        fitted(col, "legend-label", chora_area_lists_name(&legend->lists, &legend->lists.items[i]),
               style->legend_label, legend->box.min_x, legend->box.min_x + names);
        double count = draw_count(col, legend->lists.items[i].incidents);
        draw_marks(col, &legend->lists.items[i], marks, legend->box.max_x - count - 3);
    }
    draw_rest(col, shown);
}

static double lay(chora_kinds_legend *legend, tightness tight, bool draw)
{
    column col = { legend, tight, legend->box.min_y };
    legend->draw = draw;
    draw_head(&col, chora_kinds_title(legend), say(&col, "head.incidents"));
    col.y += legend->style->legend_head_gap_pt * 0.4 * tight.gaps;
    for (size_t kind = 0; kind < legend->kinds->count; kind++)
        draw_kind(&col, kind);
    draw_unverified(&col);
    draw_ring(&col);
    draw_lists(&col);
    return col.y + label_size(&col) * 0.3 - legend->box.min_y;
}

double chora_legend_kinds_column(chora_drawing *drawing, const chora_base_map *base,
                                 const chora_figure_inputs *inputs, size_t period, chora_box box,
                                 bool draw)
{
    chora_kinds_legend legend;
    enum { STEPS = sizeof steps / sizeof *steps };
    if (base->kinds.count == 0 ||
        !chora_kinds_legend_open(drawing, base, inputs, period, box, draw, &legend))
        return 0;
    size_t step = 0;
    double height = lay(&legend, steps[step], false);
    while (height > box.max_y - box.min_y && step + 1 < STEPS && !drawing->status)
        height = lay(&legend, steps[++step], false);
    return draw ? lay(&legend, steps[step], true) : height;
}
