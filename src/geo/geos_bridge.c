#include "geo/geos_bridge.h"

#include <stdlib.h>
#include <string.h>

static void keep_message(const char *message, void *context)
{
    chora_geos *geos = context;
    size_t length = strlen(message);
    if (length >= sizeof geos->message)
        length = sizeof geos->message - 1;
    memcpy(geos->message, message, length);
    geos->message[length] = '\0';
}

bool chora_geos_open(chora_geos *geos)
{
    geos->message[0] = '\0';
    geos->handle = GEOS_init_r();
    if (!geos->handle)
        return false;
    GEOSContext_setErrorMessageHandler_r(geos->handle, keep_message, geos);
    return true;
}

void chora_geos_close(chora_geos *geos)
{
    if (geos->handle)
        GEOS_finish_r(geos->handle);
    geos->handle = NULL;
}

static GEOSCoordSequence *path_sequence(chora_geos *geos, const chora_shape *shape, size_t path)
{
    size_t count = shape->start[path + 1] - shape->start[path];
    return GEOSCoordSeq_copyFromBuffer_r(
        geos->handle, (const double *)(shape->xy + shape->start[path]), (unsigned)count, 0, 0);
}

static GEOSGeometry *path_geometry(chora_geos *geos, const chora_shape *shape, size_t path)
{
    GEOSCoordSequence *sequence = path_sequence(geos, shape, path);
    if (!sequence)
        return NULL;
    if (shape->kind == CHORA_SHAPE_POLYGONS)
        return GEOSGeom_createLinearRing_r(geos->handle, sequence);
    return GEOSGeom_createLineString_r(geos->handle, sequence);
}

static void destroy_all(chora_geos *geos, GEOSGeometry **list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (list[i])
            GEOSGeom_destroy_r(geos->handle, list[i]);
}

GEOSGeometry *chora_geos_polygon(chora_geos *geos, const chora_shape *shape, size_t first,
                                 size_t last)
{
    GEOSGeometry **rings = chora_alloc(last - first, sizeof *rings);
    GEOSGeometry *polygon = NULL;
    size_t made = 0;
    if (!rings)
        return NULL;
    for (; made < last - first; made++) {
        rings[made] = path_geometry(geos, shape, first + made);
        if (!rings[made])
            break;
    }
    if (made == last - first)
        polygon = GEOSGeom_createPolygon_r(geos->handle, rings[0], rings + 1, (unsigned)(made - 1));
    else
        destroy_all(geos, rings, made);
    free(rings);
    return polygon;
}

static size_t path_end(const chora_shape *shape, size_t path)
{
    return shape->kind == CHORA_SHAPE_POLYGONS ? chora_shape_polygon_end(shape, path) : path + 1;
}

GEOSGeometry *chora_geos_from_shape(chora_geos *geos, const chora_shape *shape)
{
    bool polygons = shape->kind == CHORA_SHAPE_POLYGONS;
    GEOSGeometry **members = chora_alloc(shape->path_count + 1, sizeof *members);
    GEOSGeometry *all = NULL;
    size_t made = 0;
    if (!members)
        return NULL;
    for (size_t path = 0, end; path < shape->path_count; path = end, made++) {
        end = path_end(shape, path);
        members[made] = polygons ? chora_geos_polygon(geos, shape, path, end)
                                 : path_geometry(geos, shape, path);
        if (!members[made])
            goto done;
    }
    all = GEOSGeom_createCollection_r(
        geos->handle, polygons ? GEOS_MULTIPOLYGON : GEOS_MULTILINESTRING, members, (unsigned)made);
    made = 0;
done:
    destroy_all(geos, members, made);
    free(members);
    return all;
}

static bool collect_path(chora_geos *geos, const GEOSGeometry *line, chora_shape_maker *maker)
{
    const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r(geos->handle, line);
    unsigned count = 0;
    if (!sequence || !GEOSCoordSeq_getSize_r(geos->handle, sequence, &count))
        return false;
    chora_xy *xy = chora_alloc(count + 1, sizeof *xy);
    bool done = xy && GEOSCoordSeq_copyToBuffer_r(geos->handle, sequence, (double *)xy, 0, 0);
    for (unsigned i = 0; done && i < count; i++)
        chora_shape_maker_point(maker, xy[i]);
    free(xy);
    if (done)
        chora_shape_maker_path(maker);
    return done;
}

static bool collect_polygon(chora_geos *geos, const GEOSGeometry *polygon, chora_shape_maker *maker)
{
    const GEOSGeometry *shell = GEOSGetExteriorRing_r(geos->handle, polygon);
    int holes = GEOSGetNumInteriorRings_r(geos->handle, polygon);
    if (!shell || holes < 0)
        return false;
    chora_shape_maker_polygon(maker);
    if (!collect_path(geos, shell, maker))
        return false;
    for (int i = 0; i < holes; i++) {
        const GEOSGeometry *hole = GEOSGetInteriorRingN_r(geos->handle, polygon, i);
        if (!hole || !collect_path(geos, hole, maker))
            return false;
    }
    return true;
}

/* GEOS's own results nest at most twice: the recursion is bounded. */
bool chora_geos_collect(chora_geos *geos, const GEOSGeometry *geometry, chora_shape_maker *maker)
{
    int type = GEOSGeomTypeId_r(geos->handle, geometry);
    if (GEOSisEmpty_r(geos->handle, geometry))
        return true;
    if (type == GEOS_POLYGON)
        return maker->kind != CHORA_SHAPE_POLYGONS || collect_polygon(geos, geometry, maker);
    if (type == GEOS_LINESTRING || type == GEOS_LINEARRING)
        return maker->kind != CHORA_SHAPE_LINES || collect_path(geos, geometry, maker);
    if (type < GEOS_MULTIPOINT)
        return true;
    int count = GEOSGetNumGeometries_r(geos->handle, geometry);
    for (int i = 0; i < count; i++) {
        const GEOSGeometry *member = GEOSGetGeometryN_r(geos->handle, geometry, i);
        if (!member || !chora_geos_collect(geos, member, maker))
            return false;
    }
    return count >= 0;
}

static GEOSGeometry *valid_ring(chora_geos *geos, const chora_shape *shape, size_t ring)
{
    GEOSGeometry *area = chora_geos_polygon(geos, shape, ring, ring + 1);
    GEOSMakeValidParams *how = GEOSMakeValidParams_create_r(geos->handle);
    GEOSGeometry *valid = NULL;
    if (area && how) {
        GEOSMakeValidParams_setMethod_r(geos->handle, how, GEOS_MAKE_VALID_STRUCTURE);
        GEOSMakeValidParams_setKeepCollapsed_r(geos->handle, how, 0);
        valid = GEOSMakeValidWithParams_r(geos->handle, area, how);
    }
    if (area)
        GEOSGeom_destroy_r(geos->handle, area);
    if (how)
        GEOSMakeValidParams_destroy_r(geos->handle, how);
    return valid;
}

/* Takes the members over whatever happens. */
static GEOSGeometry *united(chora_geos *geos, GEOSGeometry **members, size_t count)
{
    GEOSGeometry *all = GEOSGeom_createCollection_r(geos->handle, GEOS_GEOMETRYCOLLECTION, members,
                                                    (unsigned)count);
    if (!all)
        return NULL;
    GEOSGeometry *one = GEOSUnaryUnion_r(geos->handle, all);
    GEOSGeom_destroy_r(geos->handle, all);
    return one;
}

static GEOSGeometry *united_rings(chora_geos *geos, const chora_shape *shape, size_t first,
                                  size_t last)
{
    GEOSGeometry **valid = chora_alloc(last - first + 1, sizeof *valid);
    GEOSGeometry *one = NULL;
    size_t made = 0;
    for (; valid && made < last - first; made++) {
        valid[made] = valid_ring(geos, shape, first + made);
        if (!valid[made])
            break;
    }
    if (valid && made == last - first)
        one = united(geos, valid, made);
    else if (valid)
        destroy_all(geos, valid, made);
    free(valid);
    return one;
}

static GEOSGeometry *valid_polygon(chora_geos *geos, const chora_shape *shape, size_t first,
                                   size_t last)
{
    GEOSGeometry *shell = valid_ring(geos, shape, first);
    if (!shell || last == first + 1)
        return shell;
    GEOSGeometry *holes = united_rings(geos, shape, first + 1, last);
    GEOSGeometry *rest = holes ? GEOSDifference_r(geos->handle, shell, holes) : NULL;
    GEOSGeom_destroy_r(geos->handle, shell);
    if (holes)
        GEOSGeom_destroy_r(geos->handle, holes);
    return rest;
}

GEOSGeometry *chora_geos_make_valid(chora_geos *geos, const chora_shape *shape, size_t first,
                                    size_t last)
{
    GEOSGeometry **polygons = chora_alloc(last - first + 1, sizeof *polygons);
    GEOSGeometry *one = NULL;
    size_t made = 0;
    if (!polygons)
        return NULL;
    for (size_t ring = first, end; ring < last; ring = end, made++) {
        end = chora_shape_polygon_end(shape, ring);
        polygons[made] = valid_polygon(geos, shape, ring, end);
        if (!polygons[made])
            goto done;
    }
    one = united(geos, polygons, made);
    made = 0;
done:
    destroy_all(geos, polygons, made);
    free(polygons);
    return one;
}
