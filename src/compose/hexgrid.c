#include "compose/hexgrid.h"

#include <math.h>

static const double root3 = 1.73205080756887729353;

chora_xy chora_hex_middle(double pitch, chora_hex hex)
{
    return (chora_xy){ pitch * ((double)hex.column + (double)hex.row / 2),
                       pitch * root3 / 2 * (double)hex.row };
}

/* Cube coordinates rounded so that they still add up to 0: the one that lost most is made good. */
chora_hex chora_hex_at(double pitch, chora_xy point)
{
    double row = point.y / (pitch * root3 / 2), column = point.x / pitch - row / 2;
    double third = -row - column;
    double r = round(row), c = round(column), t = round(third);
    double lost_r = fabs(r - row), lost_c = fabs(c - column), lost_t = fabs(t - third);
    if (lost_c > lost_r && lost_c > lost_t)
        c = -r - t;
    else if (lost_r > lost_t)
        r = -c - t;
    return (chora_hex){ (int32_t)c, (int32_t)r };
}

void chora_hex_ring(double pitch, chora_hex hex, chora_xy out[7])
{
    static const double across[6] = { 0, -0.5, -0.5, 0, 0.5, 0.5 };
    static const double up[6] = { 1, 0.5, -0.5, -1, -0.5, 0.5 };
    chora_xy middle = chora_hex_middle(pitch, hex);
    for (int i = 0; i < 6; i++)
        out[i] = (chora_xy){ middle.x + pitch * across[i], middle.y + pitch / root3 * up[i] };
    out[6] = out[0];
}

double chora_hex_area(double pitch)
{
    return root3 / 2 * pitch * pitch;
}

int chora_hex_compare(chora_hex a, chora_hex b)
{
    if (a.row != b.row)
        return a.row < b.row ? -1 : 1;
    return (a.column > b.column) - (a.column < b.column);
}
