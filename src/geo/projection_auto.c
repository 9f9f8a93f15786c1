#include "geo/projection_auto.h"
#include "geo/wgs84.h"

#include <math.h>

/* Ties go down, so that a box and its mirror image do not depend on rounding to even. */
static double half_degree(double degrees)
{
    return ceil(degrees * 2 - 0.5) / 2 + 0.0;
}

static double middle_longitude(chora_box box)
{
    double lon = half_degree(remainder((box.min_x + box.max_x) / 2, 360));
    return lon <= -180 ? lon + 360 : lon;
}

static void add_word(chora_buffer *out, const char *key, double value)
{
    chora_buffer_add_text(out, " +");
    chora_buffer_add_text(out, key);
    chora_buffer_add_text(out, "=");
    chora_buffer_add_number(out, value, 1);
}

static void choose_albers(chora_box box, chora_buffer *out)
{
    double height = box.max_y - box.min_y;
    chora_buffer_add_text(out, "+proj=aea");
    add_word(out, "lat_1", half_degree(box.min_y + height / 6));
    add_word(out, "lat_2", half_degree(box.max_y - height / 6));
    add_word(out, "lat_0", half_degree((box.min_y + box.max_y) / 2));
    add_word(out, "lon_0", middle_longitude(box));
}

static void choose_azimuthal(double lat, double lon, chora_buffer *out)
{
    chora_buffer_add_text(out, "+proj=laea");
    add_word(out, "lat_0", lat);
    add_word(out, "lon_0", lon);
}

/* The parallel that shares the stretching out evenly between the box's inner and outer edges. */
static double even_parallel(chora_box box)
{
    double outer = fmax(fabs(box.min_y), fabs(box.max_y));
    double inner = box.min_y < 0 && box.max_y > 0 ? 0 : fmin(fabs(box.min_y), fabs(box.max_y));
    return acos(sqrt(cos(inner * CHORA_DEGREE) * cos(outer * CHORA_DEGREE))) / CHORA_DEGREE;
}

static void choose_cylinder(chora_box box, chora_buffer *out)
{
    chora_buffer_add_text(out, "+proj=cea");
    add_word(out, "lat_ts", half_degree(even_parallel(box)));
    add_word(out, "lon_0", middle_longitude(box));
}

static void choose_world(double lon, chora_buffer *out)
{
    chora_buffer_add_text(out, "+proj=eqearth");
    add_word(out, "lon_0", lon);
}

static bool is_usable(chora_box box)
{
    return !chora_box_is_empty(box) && isfinite(box.max_x - box.min_x) &&
           box.max_x - box.min_x <= 360.001 && fabs(box.min_x) <= 540 && fabs(box.max_x) <= 540 &&
           box.min_y >= -90.001 && box.max_y <= 90.001;
}

/* Which hemisphere's cap the box is: 1, -1, or 0. */
static int polar_cap(chora_box box)
{
    if (box.max_y >= 85 && box.min_y >= 30)
        return 1;
    return box.min_y <= -85 && box.max_y <= -30 ? -1 : 0;
}

static void choose_regional(chora_box box, chora_buffer *out)
{
    double height = box.max_y - box.min_y, middle = (box.min_y + box.max_y) / 2;
    if (fabs(middle) >= 65 || (fabs(middle) <= 15 && height > 30))
        choose_azimuthal(half_degree(middle), middle_longitude(box), out);
    else if (fabs(middle) <= 10)
        choose_cylinder(box, out);
    else
        choose_albers(box, out);
}

void chora_projection_choose(chora_box box, chora_buffer *out)
{
    if (!is_usable(box)) {
        choose_world(0, out);
    } else if (polar_cap(box)) {
        double width = box.max_x - box.min_x;
        choose_azimuthal(90.0 * polar_cap(box), width >= 180 ? 0 : middle_longitude(box), out);
    } else if (box.max_x - box.min_x > 180 || box.max_y - box.min_y > 150) {
        choose_world(middle_longitude(box), out);
    } else {
        choose_regional(box, out);
    }
    chora_buffer_add_text(out, " +ellps=WGS84 +units=m +no_defs");
}
