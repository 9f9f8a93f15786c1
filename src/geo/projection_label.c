/* A projection named for readers of a map. */
#include "geo/projection_words.h"

#include <math.h>
#include <proj.h>
#include <string.h>

static void add_degrees(chora_buffer *out, double degrees)
{
    chora_buffer_add_number(out, fabs(degrees), 4);
    chora_buffer_add_text(out, "°");
}

static void add_latitude(chora_buffer *out, double degrees)
{
    add_degrees(out, degrees);
    if (degrees != 0)
        chora_buffer_add_text(out, degrees < 0 ? " S" : " N");
}

/* "31°/37° N", "4° S/20° N", "45° N". */
static void add_parallels(chora_buffer *out, double one, double two)
{
    if (one == two) {
        add_latitude(out, one);
        return;
    }
    if ((one < 0) == (two < 0) && one != 0 && two != 0)
        add_degrees(out, one);
    else
        add_latitude(out, one);
    chora_buffer_add_text(out, "/");
    add_latitude(out, two);
}

static void add_centre(chora_buffer *out, double lat, double lon)
{
    if (fabs(lat) == 90) {
        chora_buffer_add_text(out, lat < 0 ? "South Pole" : "North Pole");
        return;
    }
    add_latitude(out, lat);
    chora_buffer_add_text(out, " ");
    add_degrees(out, lon);
    if (lon != 0)
        chora_buffer_add_text(out, lon < 0 ? " W" : " E");
}

static void add_operation_name(const char *id, chora_buffer *out)
{
    for (const PJ_OPERATIONS *op = proj_list_operations(); op && op->id; op++) {
        if (strcmp(op->id, id) != 0)
            continue;
        const char *text = op->descr[0];
        chora_buffer_add(out, text, strcspn(text, "\n\t"));
        chora_buffer_add_text(out, " projection");
        return;
    }
    chora_buffer_add_text(out, id);
}

static void label_conic(const chora_proj_words *words, const char *name, chora_buffer *out)
{
    double one = chora_proj_words_number(words, "lat_1", 0);
    chora_buffer_add_text(out, name);
    chora_buffer_add_text(out, " projection, ");
    add_parallels(out, one, chora_proj_words_number(words, "lat_2", one));
}

static void label_cylinder(const chora_proj_words *words, const char *name, chora_buffer *out)
{
    double parallel = chora_proj_words_number(words, "lat_ts", 0);
    chora_buffer_add_text(out, name);
    chora_buffer_add_text(out, " projection");
    if (parallel == 0)
        return;
    chora_buffer_add_text(out, ", ");
    add_degrees(out, parallel);
    chora_buffer_add_text(out, " N/S");
}

static void label_azimuthal(const chora_proj_words *words, chora_buffer *out)
{
    chora_buffer_add_text(out, "Lambert azimuthal equal-area projection, centre ");
    add_centre(out, chora_proj_words_number(words, "lat_0", 0),
               chora_proj_words_number(words, "lon_0", 0));
}

static void label_utm(const chora_proj_words *words, chora_buffer *out)
{
    const char *zone = chora_proj_words_get(words, "zone");
    chora_buffer_add_text(out, "Universal Transverse Mercator projection");
    if (!zone)
        return;
    chora_buffer_add_text(out, ", zone ");
    chora_buffer_add_text(out, zone);
    chora_buffer_add_text(out, chora_proj_words_get(words, "south") ? " S" : " N");
}

void chora_proj_words_label(const chora_proj_words *words, chora_buffer *out)
{
    const char *id = chora_proj_words_get(words, "proj");
    if (!id)
        return;
    if (strcmp(id, "aea") == 0)
        label_conic(words, "Albers equal-area", out);
    else if (strcmp(id, "lcc") == 0)
        label_conic(words, "Lambert conformal conic", out);
    else if (strcmp(id, "cea") == 0)
        label_cylinder(words, "Cylindrical equal-area", out);
    else if (strcmp(id, "eqc") == 0)
        label_cylinder(words, "Equidistant cylindrical", out);
    else if (strcmp(id, "laea") == 0)
        label_azimuthal(words, out);
    else if (strcmp(id, "utm") == 0)
        label_utm(words, out);
    else if (strcmp(id, "pipeline") == 0)
        chora_buffer_add_text(out, "Projection by a PROJ pipeline");
    else
        add_operation_name(id, out);
}
