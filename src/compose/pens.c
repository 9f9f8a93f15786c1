#include "compose/pens.h"

#include "compose/page_shape.h"

#include <math.h>
#include <string.h>

/* Sides, in points, of a square area and a square country that bear the style's own pens. */
static const double area_side = 24, country_side = 40;
/* An area line thinner than this is left out: print does not hold it. */
static const double thinnest_pt = 0.15;
/* A border keeps this share of its width, whatever happens. */
static const double least_border = 0.32, least_parent = 0.6;
/* From so many countries on their borders are a mesh: dark lines would be louder than the fills. */
enum { MESH_COUNTRIES = 20 };
/* Square points of land that a circle takes before all become smaller, and how small at most. */
static const double land_a_circle = 150, least_circle = 0.5;
/* Where they are still thicker by that much, white casings would hide most where most happened. */
static const double no_casing = 0.7;

typedef struct {
    double land;
    size_t areas, countries;
} map_measures;

/* Areas come ordered by code, those of a country together. */
static map_measures measure(const chora_areas *areas, const chora_shape *shapes)
{
    map_measures sum = { 0, 0, 0 };
    const char *last = NULL;
    for (size_t a = 0; a < areas->area_count; a++) {
        if (shapes[a].path_count == 0)
            continue;
        sum.land += chora_page_shape_size(&shapes[a]);
        sum.areas++;
        sum.countries += !last || strcmp(last, areas->areas[a].country) != 0;
        last = areas->areas[a].country;
    }
    return sum;
}

static double share(double land, size_t count, double side)
{
    return count ? fmin(sqrt(land / (double)count) / side, 1) : 1;
}

static chora_pen thinner(chora_pen pen, double by)
{
    pen.width_pt *= by;
    return pen;
}

chora_map_pens chora_map_pens_of(const chora_style *style, const chora_areas *areas,
                                 const chora_shape *shapes, size_t circles)
{
    map_measures sum = measure(areas, shapes);
    double lines = share(sum.land, sum.areas, area_side);
    double borders = fmax(share(sum.land, sum.countries, country_side), least_border);
    double room = circles ? sqrt(sum.land / ((double)circles * land_a_circle)) : 1;
    chora_map_pens pens = { .circle_share = fmin(fmax(room, least_circle), 1) };
    pens.area_line = thinner(style->area_line, lines);
    pens.parent_line = thinner(style->parent_line, fmax(lines, least_parent));
    pens.not_covered = thinner(style->not_covered, lines);
    pens.fine = pens.area_line.width_pt < thinnest_pt && style->area_line.width_pt >= thinnest_pt;
    if (pens.fine)
        pens.area_line.width_pt = pens.not_covered.width_pt = 0;
    pens.own = thinner(style->international_own, borders);
    if (sum.countries >= MESH_COUNTRIES)
        pens.own.colour = style->international_other.colour;
    pens.other = thinner(style->international_other, fmin(borders * 1.2, 1));
    pens.circle = thinner(style->circle, 0.3 + 0.7 * pens.circle_share);
    pens.circle_casing = thinner(style->circle_casing, 0.3 + 0.7 * pens.circle_share);
    if (room < no_casing * least_circle)
        pens.circle_casing.width_pt = 0;
    return pens;
}
