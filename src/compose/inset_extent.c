#include "compose/inset_extent.h"

#include <math.h>

static const double km_per_degree = 111.2;
static const double away_margin = 1.35, away_least_km = 8;

static double cos_at(double lat)
{
    return cos(lat * acos(-1) / 180);
}

chora_inset_wish chora_inset_away(const chora_away *away, size_t index)
{
    chora_box box = away->boxes[index];
    chora_xy middle = { (box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2 };
    double across = (box.max_x - box.min_x) / 2 * cos_at(middle.y);
    double degrees = fmax(across, (box.max_y - box.min_y) / 2);
    if (middle.x > 180)
        middle.x -= 360;
    return (chora_inset_wish){ .lonlat = middle,
                               .radius_km =
                                   fmax(degrees * km_per_degree * away_margin, away_least_km),
                               .away = index + 1 };
}

void chora_inset_ends(const chora_inset_wish *wish, chora_xy ends[4])
{
    const chora_xy at = wish->lonlat;
    double up = wish->radius_km / km_per_degree;
    double across = up / fmax(cos_at(at.y), 0.05);
    ends[0] = (chora_xy){ at.x - across, at.y };
    ends[1] = (chora_xy){ at.x + across, at.y };
    ends[2] = (chora_xy){ at.x, at.y - up };
    ends[3] = (chora_xy){ at.x, at.y + up };
}

chora_status chora_inset_projection(const chora_inset_wish *wish, chora_projection **out,
                                    chora_error *err)
{
    chora_xy ends[4];
    chora_box lonlat = CHORA_BOX_EMPTY;
    chora_inset_ends(wish, ends);
    for (int i = 0; i < 4; i++)
        chora_box_add(&lonlat, ends[i]);
    return chora_projection_open("auto", lonlat, out, err);
}
