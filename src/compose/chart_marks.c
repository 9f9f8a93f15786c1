/* Marks that several charts use. */
#include "compose/chart.h"

void chora_low_dot_draw(chora_charting *c, chora_meaning meaning, chora_xy at, chora_colour colour,
                        double scale)
{
    chora_draw_circle(c->drawing, meaning, chora_look_fill(colour), at, 2.4 * scale);
}

void chora_high_dot_draw(chora_charting *c, chora_meaning meaning, chora_xy at, chora_colour colour,
                         double scale)
{
    chora_look look = chora_look_fill(c->style->paper);
    look.stroke = (chora_pen){ 1.3 * scale, colour, { 0, 0 } };
    chora_draw_circle(c->drawing, meaning, look, at, 2.3 * scale);
}

void chora_range_mark_draw(chora_charting *c, chora_meaning meaning, chora_xy low, chora_xy high,
                           chora_colour colour, double scale)
{
    chora_xy line[2] = { low, high };
    chora_pen pen = { 3.4 * scale, chora_chart_faint(colour, 0.38), { 0, 0 } };
    bool one = low.x == high.x && low.y == high.y;
    if (!one) {
        chora_draw_line(c->drawing, meaning, chora_look_stroke(pen), line, 2);
        chora_high_dot_draw(c, meaning, high, colour, scale);
    }
    chora_low_dot_draw(c, meaning, low, colour, scale);
}

void chora_chart_head(chora_charting *c, const char *text, chora_colour colour, chora_xy at)
{
    chora_meaning meaning = { .layer = "chart", .role = "panel-name" };
    chora_draw_text(c->drawing, meaning, at, CHORA_ALIGN_START,
                    chora_chart_type(c->style->legend_head, colour, true), text);
}
