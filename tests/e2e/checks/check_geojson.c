/* Is a file RFC 7946 GeoJSON as Chora promises it? Prints every fault; exit code 1 when there is
 * one. usage: check_geojson FILE FEATURES NULL_GEOMETRIES [PROPERTY=SUM | MONTHS=PROPERTY]... */
#include <json-c/json.h>
#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_DECIMALS = 6 };

typedef struct {
    double box[4];      /* West, south, east, north. */
    double first, last; /* Of what lies east of 0 the least, west of 0 the greatest longitude. */
    bool any;
} extent;

#define NOTHING                                                                                    \
    {                                                                                              \
        .first = 180, .last = -180                                                                 \
    }

static const char *where = "";
static int faults;

static void fault(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fprintf(stderr, "%s: ", where);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    faults++;
}

static json_object *member(json_object *of, const char *key)
{
    json_object *value = NULL;
    json_object_object_get_ex(of, key, &value);
    return value;
}

static const char *text(json_object *of, const char *key)
{
    json_object *value = member(of, key);
    return value && json_object_is_type(value, json_type_string) ? json_object_get_string(value)
                                                                 : "";
}

/* json-c keeps a number as it was written. */
static void check_decimals(json_object *number)
{
    const char *written = json_object_to_json_string(number), *point = strchr(written, '.');
    if (strpbrk(written, "eE") || (point && strlen(point + 1) > MOST_DECIMALS))
        fault("%s has more than %d decimals", written, MOST_DECIMALS);
}

static void extend(extent *e, const double at[2])
{
    for (int i = 0; i < 2; i++) {
        e->box[i] = e->any && e->box[i] < at[i] ? e->box[i] : at[i];
        e->box[i + 2] = e->any && e->box[i + 2] > at[i] ? e->box[i + 2] : at[i];
    }
    if (at[0] >= 0 && at[0] < e->first)
        e->first = at[0];
    if (at[0] < 0 && at[0] > e->last)
        e->last = at[0];
    e->any = true;
}

static bool read_position(json_object *position, double at[2], extent *e)
{
    if (!json_object_is_type(position, json_type_array) ||
        json_object_array_length(position) != 2) {
        fault("a position has two numbers");
        return false;
    }
    for (size_t i = 0; i < 2; i++) {
        json_object *number = json_object_array_get_idx(position, i);
        if (!json_object_is_type(number, json_type_double) &&
            !json_object_is_type(number, json_type_int)) {
            fault("a coordinate is no number");
            return false;
        }
        check_decimals(number);
        at[i] = json_object_get_double(number);
    }
    if (fabs(at[0]) > 180 || fabs(at[1]) > 90)
        fault("position %g %g is not on the Earth", at[0], at[1]);
    extend(e, at);
    return true;
}

static void check_ring(json_object *ring, bool shell, extent *e)
{
    size_t count = json_object_is_type(ring, json_type_array) ? json_object_array_length(ring) : 0;
    double twice_area = 0, first[2] = { 0 }, last[2] = { 0 }, at[2];

    if (count < 4)
        fault("a ring has %zu positions", count);
    for (size_t i = 0; i < count; i++) {
        if (!read_position(json_object_array_get_idx(ring, i), at, e))
            return;
        if (i == 0)
            memcpy(first, at, sizeof at);
        else /* Taken from the first corner: a small ring far out keeps its digits. */
            twice_area += (last[0] - first[0]) * (at[1] - first[1]) -
                          (at[0] - first[0]) * (last[1] - first[1]);
        memcpy(last, at, sizeof at);
    }
    if (count && (first[0] != last[0] || first[1] != last[1]))
        fault("a ring is not closed");
    if (count >= 4 && (shell ? twice_area <= 0 : twice_area >= 0))
        fault("%s turns the wrong way (twice its area is %g)", shell ? "a shell" : "a hole",
              twice_area);
}

static void check_polygon(json_object *rings, extent *e)
{
    size_t count =
        json_object_is_type(rings, json_type_array) ? json_object_array_length(rings) : 0;
    if (count == 0)
        fault("a polygon without rings");
    for (size_t i = 0; i < count; i++)
        check_ring(json_object_array_get_idx(rings, i), i == 0, e);
}

static void check_geometry(json_object *geometry, extent *e)
{
    const char *type = text(geometry, "type");
    json_object *coordinates = member(geometry, "coordinates");
    double at[2];

    if (strcmp(type, "Point") == 0)
        read_position(coordinates, at, e);
    else if (strcmp(type, "Polygon") == 0)
        check_polygon(coordinates, e);
    else if (strcmp(type, "MultiPolygon") == 0)
        for (size_t i = 0; i < json_object_array_length(coordinates); i++)
            check_polygon(json_object_array_get_idx(coordinates, i), e);
    else
        fault("geometry type \"%s\"", type);
}

static void check_bbox(json_object *of, const extent *e)
{
    json_object *bbox = member(of, "bbox");

    if (!bbox || json_object_array_length(bbox) != 4) {
        if (e->any)
            fault("no bbox");
        return;
    }
    if (!e->any)
        fault("a bbox around nothing");
    double right[4];
    memcpy(right, e->box, sizeof right);
    if (json_object_get_double(json_object_array_get_idx(bbox, 0)) >
        json_object_get_double(json_object_array_get_idx(bbox, 2))) {
        right[0] = e->first; /* Over the antimeridian (RFC 7946, 5.2). */
        right[2] = e->last;
    }
    for (size_t i = 0; i < 4; i++) {
        json_object *number = json_object_array_get_idx(bbox, i);
        check_decimals(number);
        if (e->any && fabs(json_object_get_double(number) - right[i]) > 1e-9)
            fault("bbox[%zu] is %s, the coordinates reach %.6f", i,
                  json_object_to_json_string(number), right[i]);
    }
}

/* What is told of every feature with a number; NULL geometries are counted. */
static void check_feature(json_object *feature, extent *whole, size_t *without)
{
    extent own = NOTHING;
    json_object *geometry = NULL;

    if (strcmp(text(feature, "type"), "Feature") != 0)
        fault("type \"%s\"", text(feature, "type"));
    if (!json_object_object_get_ex(feature, "geometry", &geometry))
        fault("no member geometry");
    if (!json_object_is_type(member(feature, "properties"), json_type_object))
        fault("no properties");
    if (member(feature, "crs"))
        fault("a member crs");
    if (geometry)
        check_geometry(geometry, &own);
    else
        ++*without;
    check_bbox(feature, &own);
    if (own.any) {
        extend(whole, own.box);
        extend(whole, own.box + 2);
        whole->first = own.first < whole->first ? own.first : whole->first;
        whole->last = own.last > whole->last ? own.last : whole->last;
    }
}

static bool is_month(const char *key)
{
    return strlen(key) == 7 && key[4] == '-' && strspn(key, "0123456789-") == 7;
}

static void check_months(json_object *properties, const char *total)
{
    double sum = 0;
    json_object_object_foreach(properties, key, value) if (is_month(key)) sum +=
        json_object_get_double(value);
    if (sum != json_object_get_double(member(properties, total)))
        fault("the months add up to %g, %s says %s", sum, total,
              json_object_to_json_string(member(properties, total)));
}

static void check_sum(json_object *features, const char *wanted)
{
    const char *equals = strchr(wanted, '=');
    double sum = 0;

    if (!equals)
        return;
    size_t length = (size_t)(equals - wanted);
    for (size_t i = 0; i < json_object_array_length(features); i++) {
        json_object *properties = member(json_object_array_get_idx(features, i), "properties");
        if (length == 6 && strncmp(wanted, "MONTHS", 6) == 0)
            check_months(properties, equals + 1);
        json_object_object_foreach(properties, key, value) if (strlen(key) == length &&
                                                               strncmp(key, wanted, length) == 0)
            sum += json_object_get_double(value);
    }
    if (strncmp(wanted, "MONTHS", 6) != 0 && sum != atof(equals + 1))
        fault("the features' %.*s add up to %g, not %s", (int)length, wanted, sum, equals + 1);
}

int main(int argc, char **argv)
{
    char place[32];
    extent whole = NOTHING;
    size_t without = 0;
    json_object *root = argc > 3 ? json_object_from_file(argv[1]) : NULL;

    where = argc > 1 ? argv[1] : "check_geojson";
    if (!root) {
        fault("no JSON; usage: FILE FEATURES NULL_GEOMETRIES [PROPERTY=SUM | MONTHS=PROPERTY]...");
        return 2;
    }
    json_object *features = member(root, "features");
    if (strcmp(text(root, "type"), "FeatureCollection") != 0 || !features)
        fault("no FeatureCollection");
    if (member(root, "crs"))
        fault("a member crs");
    size_t count = features ? json_object_array_length(features) : 0;
    for (size_t i = 0; i < count; i++) {
        snprintf(place, sizeof place, "feature %zu", i + 1);
        where = place;
        check_feature(json_object_array_get_idx(features, i), &whole, &without);
    }
    where = argv[1];
    check_bbox(root, &whole);
    if (count != strtoul(argv[2], NULL, 10))
        fault("%zu features, not %s", count, argv[2]);
    if (without != strtoul(argv[3], NULL, 10))
        fault("%zu features have no geometry, not %s", without, argv[3]);
    for (int i = 4; i < argc && features; i++)
        check_sum(features, argv[i]);
    json_object_put(root);
    return faults ? 1 : 0;
}
