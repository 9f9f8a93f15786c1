#include "compose/disc_leader.h"

#include <math.h>

static const double dot_pt = 0.3 * CHORA_PT_PER_MM, dot_casing_pt = 0.45 * CHORA_PT_PER_MM;

chora_leader_line chora_disc_leader(const chora_disc *disc)
{
    double away = hypot(disc->anchor.x - disc->at.x, disc->anchor.y - disc->at.y);
    double share = away > 0 ? disc->reach / away : 0;
    chora_xy edge = { disc->at.x + (disc->anchor.x - disc->at.x) * share,
                      disc->at.y + (disc->anchor.y - disc->at.y) * share };
    return (chora_leader_line){ disc->anchor, edge };
}

void chora_disc_leader_draw(chora_drawing *drawing, const chora_style *style,
                            const chora_disc *disc)
{
    chora_leader_line line = chora_disc_leader(disc);
    chora_xy ends[2] = { line.from, line.to };
    chora_look look = chora_look_stroke(style->leader);
    look.casing = style->leader_casing;
    chora_meaning meaning = { .layer = "leaders", .role = "leader" };
    chora_draw_line(drawing, meaning, look, ends, 2);
    meaning.role = "leader-dot";
    chora_draw_circle(drawing, meaning, chora_look_fill(style->paper), line.from, dot_casing_pt);
    chora_draw_circle(drawing, meaning, chora_look_fill(style->leader.colour), line.from, dot_pt);
}
