/* A GeoPackage from the rows that come over the wire. */
#include "base/memory.h"
#include "confine.h"
#include "gdal.h"
#include "read.h"

#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { KIND_TEXT, KIND_INTEGER, KIND_REAL }; /* As chora_field_kind. */

typedef struct {
    char *path, *folder, *layer_name;
    unsigned shape_kind; /* As chora_shape_kind, 0 for none. */
    uint32_t field_count;
    char **names;
    uint8_t *kinds;

    GDALDatasetH dataset;
    OGRLayerH layer;
    int64_t rows;
} writing;

static chora_status bad_request(chora_error *err)
{
    return chora_fail(err, CHORA_EINVAL, "the request cannot be read");
}

static chora_status take_request(writing *w, chora_message *request, chora_error *err)
{
    if (chora_message_u32(request) != CHORA_WIRE_VERSION)
        return chora_fail(err, CHORA_EIO,
                          "chora-exchange is of another version than Chora; install Chora again");
    w->folder = chora_message_text(request);
    w->path = chora_message_text(request);
    w->layer_name = chora_message_text(request);
    w->shape_kind = chora_message_u8(request);
    uint32_t count = chora_message_u32(request);
    if (request->bad || !w->folder || !w->path || !w->layer_name || count > CHORA_MAX_COLUMNS ||
        w->path[0] != '/' || w->shape_kind > 3)
        return bad_request(err);
    w->names = chora_alloc(count + 1, sizeof *w->names);
    w->kinds = chora_alloc(count + 1, 1);
    if (!w->names || !w->kinds)
        return chora_no_memory(err);
    for (; w->field_count < count; w->field_count++) {
        w->names[w->field_count] = chora_message_text(request);
        w->kinds[w->field_count] = chora_message_u8(request);
        if (!w->names[w->field_count] || w->kinds[w->field_count] > KIND_REAL)
            return bad_request(err);
    }
    return CHORA_OK;
}

/* ---- making the file ----------------------------------------------------------------------- */

static bool has_field(const writing *w, const char *name)
{
    for (uint32_t i = 0; i < w->field_count; i++)
        if (strcasecmp(w->names[i], name) == 0)
            return true;
    return false;
}

static OGRLayerH make_layer(writing *w)
{
    static const OGRwkbGeometryType types[] = { wkbNone, wkbPoint, wkbMultiLineString,
                                                wkbMultiPolygon };
    const char *options[4] = { has_field(w, "fid") ? "FID=ogc_fid" : "FID=fid",
                               has_field(w, "geom") ? "GEOMETRY_NAME=geometry_"
                                                    : "GEOMETRY_NAME=geom",
                               NULL, NULL };
    OGRSpatialReferenceH lonlat = OSRNewSpatialReference(NULL);

    OSRImportFromEPSG(lonlat, 4326);
    OSRSetAxisMappingStrategy(lonlat, OAMS_TRADITIONAL_GIS_ORDER);
    OGRLayerH layer =
        GDALDatasetCreateLayer(w->dataset, w->layer_name, w->shape_kind ? lonlat : NULL,
                               types[w->shape_kind], (char **)options);
    OSRRelease(lonlat);
    return layer;
}

static void add_fields(writing *w)
{
    static const OGRFieldType types[] = { OFTString, OFTInteger64, OFTReal };

    for (uint32_t i = 0; w->layer && i < w->field_count; i++) {
        OGRFieldDefnH field = OGR_Fld_Create(w->names[i], types[w->kinds[i]]);
        OGR_L_CreateField(w->layer, field, FALSE);
        OGR_Fld_Destroy(field);
    }
}

static chora_status make_file(writing *w, chora_error *err)
{
    const char *name = chora_gdal_begin(CHORA_KIND_GPKG);
    GDALDriverH driver = GDALGetDriverByName(name);

    w->dataset = driver ? GDALCreate(driver, w->path, 0, 0, 0, GDT_Unknown, NULL) : NULL;
    if (w->dataset) {
        w->layer = make_layer(w);
        add_fields(w);
        GDALDatasetStartTransaction(w->dataset, FALSE);
    }
    if (!w->layer && !chora_gdal_failures())
        return chora_fail(err, CHORA_EIO, "the GeoPackage cannot be made");
    return chora_gdal_check_written(err);
}

/* ---- rows ---------------------------------------------------------------------------------- */

/* Layers of a multi type take only that type. */
static OGRGeometryH as_layer_type(const writing *w, OGRGeometryH geometry)
{
    if (w->shape_kind == 2)
        return OGR_G_ForceToMultiLineString(geometry);
    if (w->shape_kind == 3)
        return OGR_G_ForceToMultiPolygon(geometry);
    return geometry;
}

static chora_status set_shape(const writing *w, OGRFeatureH feature, chora_message *row,
                              chora_error *err)
{
    size_t length;
    const void *wkb = chora_message_bytes(row, &length);
    OGRGeometryH geometry = NULL;

    if (!wkb)
        return CHORA_OK;
    if (OGR_G_CreateFromWkb(wkb, NULL, &geometry, (int)length) != OGRERR_NONE)
        return bad_request(err);
    OGR_F_SetGeometryDirectly(feature, as_layer_type(w, geometry));
    return CHORA_OK;
}

static chora_status set_field(OGRFeatureH feature, int field, unsigned kind, chora_message *row,
                              chora_error *err)
{
    if (chora_message_u8(row) == 0) {
        OGR_F_SetFieldNull(feature, field);
        return CHORA_OK;
    }
    if (kind == KIND_INTEGER) {
        OGR_F_SetFieldInteger64(feature, field, chora_message_i64(row));
    } else if (kind == KIND_REAL) {
        OGR_F_SetFieldDouble(feature, field, chora_message_real(row));
    } else {
        char *text = chora_message_text(row);
        if (text)
            OGR_F_SetFieldString(feature, field, text);
        free(text);
    }
    return row->bad ? bad_request(err) : CHORA_OK;
}

static chora_status add_row(writing *w, chora_message *row, chora_error *err)
{
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(w->layer));
    chora_status st = set_shape(w, feature, row, err);

    for (uint32_t i = 0; i < w->field_count && !st; i++)
        st = set_field(feature, (int)i, w->kinds[i], row, err);
    if (!st && OGR_L_CreateFeature(w->layer, feature) != OGRERR_NONE && !chora_gdal_failures())
        st = chora_fail(err, CHORA_EIO, "a row cannot be written");
    OGR_F_Destroy(feature);
    w->rows++;
    return st ? st : chora_gdal_check_written(err);
}

static chora_status take_rows(writing *w, chora_wire *wire, chora_error *err)
{
    chora_message message;
    chora_status st = CHORA_OK;

    for (;;) {
        if (chora_wire_receive(wire, &message) != 1)
            return chora_fail(err, CHORA_ESTOPPED, "the rows broke off");
        if (message.type != CHORA_WIRE_ROW)
            break;
        st = add_row(w, &message, err);
        if (st)
            return st;
    }
    if (message.type != CHORA_WIRE_END || chora_message_i64(&message) != w->rows)
        return bad_request(err);
    return CHORA_OK;
}

static chora_status finish(writing *w, chora_error *err)
{
    if (GDALDatasetCommitTransaction(w->dataset) != OGRERR_NONE && !chora_gdal_failures())
        return chora_fail(err, CHORA_EIO, "the GeoPackage cannot be finished");
    GDALClose(w->dataset);
    w->dataset = NULL;
    return chora_gdal_check_written(err);
}

static void writing_free(writing *w)
{
    if (w->dataset)
        GDALClose(w->dataset);
    for (uint32_t i = 0; i < w->field_count; i++)
        free(w->names[i]);
    free(w->names);
    free(w->kinds);
    free(w->path);
    free(w->folder);
    free(w->layer_name);
}

chora_status chora_answer_write(chora_wire *wire, chora_message *request, chora_error *err)
{
    writing w;

    memset(&w, 0, sizeof w);
    chora_status st = take_request(&w, request, err);
    if (!st) {
        chora_confines confines = { NULL, w.folder };
        chora_limit_resources(true);
        chora_confine(&confines);
        st = make_file(&w, err);
    }
    if (!st)
        st = take_rows(&w, wire, err);
    if (!st)
        st = finish(&w, err);
    if (!st) {
        chora_wire_start(wire, CHORA_WIRE_END);
        chora_wire_put_i64(wire, w.rows);
        chora_wire_finish(wire);
    }
    writing_free(&w);
    return st;
}
