#include "spatial.h"
#include "base/memory.h"
#include "gdal.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Only a code: other texts could name files or addresses. */
static OGRSpatialReferenceH from_code(const char *crs)
{
    OGRSpatialReferenceH srs = NULL;
    size_t digits = strlen(crs) > 5 ? strspn(crs + 5, "0123456789") : 0;

    if (strncasecmp(crs, "EPSG:", 5) != 0 || digits == 0 || digits > 6 || crs[5 + digits])
        return NULL;
    int failures = chora_gdal_failures();
    srs = OSRNewSpatialReference(NULL);
    if (srs && OSRImportFromEPSG(srs, atoi(crs + 5)) != OGRERR_NONE) {
        OSRDestroySpatialReference(srs);
        srs = NULL;
    }
    chora_gdal_forget_failures(failures);
    return srs;
}

static bool is_lonlat_by_definition(chora_kind kind)
{
    return kind == CHORA_KIND_GEOJSON || kind == CHORA_KIND_TOPOJSON || kind == CHORA_KIND_KML;
}

static chora_status find_crs(chora_spatial *spatial, OGRLayerH layer, const char *name,
                             chora_kind kind, const char *crs, chora_error *err)
{
    OGRSpatialReferenceH own = OGR_L_GetSpatialRef(layer);
    bool stated =
        own && (OSRIsGeographic(own) || OSRIsProjected(own) || OSRIsDerivedGeographic(own));

    if (stated)
        spatial->from = OSRClone(own);
    else if (crs)
        spatial->from = from_code(crs);
    else if (is_lonlat_by_definition(kind))
        spatial->from = from_code("EPSG:4326");
    else
        return chora_fail(err, CHORA_EDATA,
                          "%s states no coordinate system; say which with --crs EPSG:n "
                          "(EPSG:4326 when its coordinates are longitude and latitude)",
                          name);
    if (!spatial->from)
        return chora_fail(err, CHORA_EINVAL,
                          "\"%.40s\" is no coordinate system; write EPSG:n, such as EPSG:4326 or "
                          "EPSG:32642",
                          crs ? crs : "");
    return CHORA_OK;
}

chora_status chora_spatial_begin(chora_spatial *spatial, OGRLayerH layer, const char *name,
                                 chora_kind kind, const char *crs, chora_error *err)
{
    memset(spatial, 0, sizeof *spatial);
    chora_status st = find_crs(spatial, layer, name, kind, crs, err);
    if (st)
        return st;
    spatial->to = from_code("EPSG:4326");
    if (!spatial->to)
        return chora_fail(err, CHORA_EIO,
                          "PROJ's database cannot be read; install proj-data again");
    OSRSetAxisMappingStrategy(spatial->from, OAMS_TRADITIONAL_GIS_ORDER);
    OSRSetAxisMappingStrategy(spatial->to, OAMS_TRADITIONAL_GIS_ORDER);
    if (OSRIsSame(spatial->from, spatial->to))
        return CHORA_OK;
    spatial->way = OCTNewCoordinateTransformation(spatial->from, spatial->to);
    if (!spatial->way)
        return chora_fail(err, CHORA_EDATA,
                          "%s: its coordinate system cannot be brought to longitude/latitude; "
                          "save it as EPSG:4326",
                          name);
    return CHORA_OK;
}

void chora_spatial_end(chora_spatial *spatial)
{
    if (spatial->way)
        OCTDestroyCoordinateTransformation(spatial->way);
    if (spatial->from)
        OSRDestroySpatialReference(spatial->from);
    if (spatial->to)
        OSRDestroySpatialReference(spatial->to);
    free(spatial->wkb);
    memset(spatial, 0, sizeof *spatial);
}

/* ---- one geometry -------------------------------------------------------------------------- */

static bool is_on_earth(const OGREnvelope *box)
{
    const double slack = 1e-6;
    return box->MinX >= -360 - slack && box->MaxX <= 360 + slack && box->MinY >= -90 - slack &&
           box->MaxY <= 90 + slack;
}

static const char *check_range(OGRGeometryH geometry, char problem[200])
{
    OGREnvelope box;

    OGR_G_GetEnvelope(geometry, &box);
    if (!isfinite(box.MinX) || !isfinite(box.MaxX) || !isfinite(box.MinY) || !isfinite(box.MaxY))
        return "holds a coordinate that is not finite";
    if (is_on_earth(&box))
        return NULL;
    snprintf(problem, 200,
             "coordinates up to %.7g, %.7g are no longitude and latitude; does the layer "
             "state the wrong coordinate system?",
             fabs(box.MaxX) > fabs(box.MinX) ? box.MaxX : box.MinX,
             fabs(box.MaxY) > fabs(box.MinY) ? box.MaxY : box.MinY);
    return problem;
}

static bool transform(chora_spatial *spatial, OGRGeometryH geometry)
{
    if (!spatial->way)
        return true;
    int failures = chora_gdal_failures();
    bool done = OGR_G_Transform(geometry, spatial->way) == OGRERR_NONE;
    chora_gdal_forget_failures(failures);
    return done;
}

static const char *export(chora_spatial *spatial, OGRGeometryH geometry)
{
    size_t length = (size_t)OGR_G_WkbSize(geometry);

    if (length > spatial->capacity) {
        unsigned char *larger = chora_realloc(spatial->wkb, length, 1);
        if (!larger)
            return "its geometry is too large";
        spatial->wkb = larger;
        spatial->capacity = length;
    }
    if (OGR_G_ExportToIsoWkb(geometry, wkbNDR, spatial->wkb) != OGRERR_NONE)
        return "its geometry cannot be read";
    spatial->length = length;
    return NULL;
}

static const char *convert_flat(chora_spatial *spatial, OGRGeometryH geometry, char problem[200])
{
    OGR_G_FlattenTo2D(geometry);
    OGR_G_SetMeasured(geometry, 0);
    OGR_G_CloseRings(geometry);
    if (!transform(spatial, geometry))
        return "its geometry cannot be brought to longitude/latitude";
    const char *why = check_range(geometry, problem);
    return why ? why : export(spatial, geometry);
}

const char *chora_spatial_convert(chora_spatial *spatial, OGRGeometryH geometry, char problem[200])
{
    spatial->length = 0;
    if (!geometry || OGR_G_IsEmpty(geometry))
        return NULL;
    if (!OGR_G_HasCurveGeometry(geometry, TRUE))
        return convert_flat(spatial, geometry, problem);

    OGRGeometryH linear = OGR_G_GetLinearGeometry(geometry, 0, NULL);
    const char *why = linear ? convert_flat(spatial, linear, problem) : "its curves cannot be read";
    OGR_G_DestroyGeometry(linear);
    return why;
}
