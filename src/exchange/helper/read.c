#include "read.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"
#include "confine.h"
#include "gdal.h"
#include "geojson.h"
#include "geopackage.h"
#include "shapefile.h"
#include "sheet.h"
#include "spatial.h"
#include "value.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

typedef struct {
    char *path, *name, *layer, *crs, *encoding;
    chora_kind kind;
    bool want_geometry;
    int64_t header_row;
    char **hidden; /* Names of hidden sheets. */
    size_t hidden_count;

    chora_shapefile shapefile;
    chora_sheet_head head; /* Of a workbook's sheet. */
    GDALDatasetH dataset;
    OGRLayerH from;
    chora_spatial spatial;
    bool has_geometry;
    int column_count;
    bool confined; /* By all that there is. */
    chora_buffer value, decoded;
    uint64_t cell_bytes;
    int64_t rows;
} reading;

/* ---- the request --------------------------------------------------------------------------- */

static chora_status take_request(reading *r, chora_message *request, chora_error *err)
{
    uint32_t version = chora_message_u32(request);
    if (version != CHORA_WIRE_VERSION)
        return chora_fail(err, CHORA_EIO,
                          "chora-exchange is of another version than Chora; install Chora again");
    r->path = chora_message_text(request);
    r->name = chora_message_text(request);
    char *label = chora_message_text(request);
    r->kind = label ? chora_kind_of_label(label) : CHORA_KIND_NONE;
    free(label);
    r->layer = chora_message_text(request);
    r->crs = chora_message_text(request);
    r->encoding = chora_message_text(request);
    r->want_geometry = chora_message_u8(request) != 0;
    r->header_row = chora_message_i64(request);
    size_t hidden = chora_message_u32(request);
    r->hidden = hidden <= CHORA_MAX_COLUMNS ? chora_alloc(hidden + 1, sizeof *r->hidden) : NULL;
    for (; r->hidden && r->hidden_count < hidden; r->hidden_count++)
        r->hidden[r->hidden_count] = chora_message_text(request);
    if (request->bad || !r->hidden || !r->path || !r->name || r->path[0] != '/' ||
        strncmp(r->path, "/vsi", 4) == 0)
        return chora_fail(err, CHORA_EINVAL, "the request cannot be read");
    return CHORA_OK;
}

static chora_status check_encoding(const reading *r, chora_error *err)
{
    chora_buffer out = CHORA_BUFFER_INIT(16);
    int st = r->encoding ? chora_text_to_utf8(r->encoding, "", 0, &out) : 0;

    chora_buffer_free(&out);
    if (st == -1)
        return chora_fail(err, CHORA_EINVAL,
                          "there is no encoding \"%.60s\"; common ones are UTF-8, CP1256 "
                          "(Arabic, Persian), CP1252 (Western)",
                          r->encoding);
    return CHORA_OK;
}

/* The file's parts are all that can be opened from here on. */
static chora_status prepare(reading *r, chora_error *err)
{
    const char *const alone[] = { r->path, NULL };
    chora_confines confines = { alone, NULL };
    chora_status st = check_encoding(r, err);

    if (!st && r->kind == CHORA_KIND_SHP) {
        st = chora_shapefile_look(r->path, r->name, r->encoding, &r->shapefile, err);
        confines.readable = (const char *const *)r->shapefile.parts;
    }
    if (!st) {
        chora_limit_resources(false);
        r->confined = chora_confine(&confines);
    }
    return st;
}

/* ---- choosing the layer -------------------------------------------------------------------- */

static chora_status no_such_layer(const reading *r, chora_error *err)
{
    chora_buffer names = CHORA_BUFFER_INIT(1500);
    int count = GDALDatasetGetLayerCount(r->dataset);

    for (int i = 0; i < count; i++)
        chora_buffer_printf(&names, "%s\"%s\"", i ? ", " : "",
                            OGR_L_GetName(GDALDatasetGetLayer(r->dataset, i)));
    chora_status st =
        chora_fail(err, CHORA_ENOTFOUND, "%s has no %s \"%.200s\"; it has %s", r->name,
                   r->kind == CHORA_KIND_XLSX || r->kind == CHORA_KIND_ODS ? "sheet" : "layer",
                   r->layer, names.length ? chora_buffer_text(&names) : "none");
    chora_buffer_free(&names);
    return st;
}

static OGRLayerH named_layer(const reading *r)
{
    int count = GDALDatasetGetLayerCount(r->dataset);
    OGRLayerH near = NULL;

    for (int i = 0; i < count; i++) {
        OGRLayerH layer = GDALDatasetGetLayer(r->dataset, i);
        const char *name = layer ? OGR_L_GetName(layer) : "";
        if (strcmp(name, r->layer) == 0)
            return layer;
        if (strcasecmp(name, r->layer) == 0)
            near = layer;
    }
    return near;
}

static bool is_sheet(const reading *r)
{
    return r->kind == CHORA_KIND_XLSX || r->kind == CHORA_KIND_ODS;
}

static int columns_of(OGRLayerH layer)
{
    return OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(layer));
}

static bool is_hidden(const reading *r, OGRLayerH layer)
{
    for (size_t i = 0; i < r->hidden_count; i++)
        if (r->hidden[i] && strcmp(r->hidden[i], OGR_L_GetName(layer)) == 0)
            return true;
    return false;
}

/* The first with rows (of a sheet: beside its header), else the first with columns. */
static OGRLayerH first_layer(const reading *r, bool hidden)
{
    int count = GDALDatasetGetLayerCount(r->dataset);
    OGRLayerH empty = NULL;

    for (int i = 0; i < count; i++) {
        OGRLayerH layer = GDALDatasetGetLayer(r->dataset, i);
        if (!layer || is_hidden(r, layer) != hidden)
            continue;
        bool described = columns_of(layer) > 0 || OGR_L_GetGeomType(layer) != wkbNone;
        if (described && (count == 1 || OGR_L_GetFeatureCount(layer, TRUE) > is_sheet(r)))
            return layer;
        if (described && !empty)
            empty = layer;
    }
    return empty;
}

static chora_status choose_layer(reading *r, chora_error *err)
{
    r->from = r->layer ? named_layer(r) : first_layer(r, false);
    if (!r->from && !r->layer)
        r->from = first_layer(r, true);
    if (!r->from && r->layer)
        return no_such_layer(r, err);
    if (!r->from)
        return chora_fail(err, CHORA_EDATA, "%s holds no table: no row, and no header either",
                          r->name);
    r->column_count = columns_of(r->from);
    if (r->column_count > CHORA_MAX_COLUMNS)
        return chora_fail(err, CHORA_ELIMIT, "%s has %d columns; Chora takes %d", r->name,
                          r->column_count, CHORA_MAX_COLUMNS);
    if (is_sheet(r))
        return chora_sheet_head_read(r->from, r->kind, r->name, r->header_row, &r->head, err);
    r->has_geometry = r->want_geometry && OGR_L_GetGeomType(r->from) != wkbNone;
    if (r->has_geometry)
        return chora_spatial_begin(&r->spatial, r->from, r->name, r->kind, r->crs, err);
    return CHORA_OK;
}

/* ---- sending ------------------------------------------------------------------------------- */

/* The table of a shapefile comes as raw bytes; what its encoding does not have stays raw. */
static const chora_buffer *decode(reading *r)
{
    const char *encoding = r->shapefile.encoding;

    if (r->kind != CHORA_KIND_SHP || !*encoding || strcasecmp(encoding, "UTF-8") == 0)
        return &r->value;
    chora_buffer_clear(&r->decoded);
    if (r->value.length == 0 ||
        chora_text_to_utf8(encoding, r->value.data, r->value.length, &r->decoded) != 0)
        return &r->value;
    return &r->decoded;
}

static void send_header(reading *r, chora_wire *wire)
{
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(r->from);

    chora_wire_start(wire, CHORA_WIRE_HEADER);
    chora_wire_put_u32(wire, CHORA_WIRE_VERSION);
    chora_wire_put_text(wire, OGR_L_GetName(r->from));
    chora_wire_put_text(wire, *r->shapefile.encoding ? r->shapefile.encoding : NULL);
    chora_wire_put_u8(wire, r->has_geometry);
    chora_wire_put_u8(wire, r->confined);
    chora_wire_put_i64(wire, r->head.line);
    chora_wire_put_u8(wire, r->head.found);
    chora_wire_put_u32(wire, (uint32_t)r->column_count);
    for (int i = 0; i < r->column_count; i++) {
        chora_buffer_clear(&r->value);
        chora_buffer_add_text(&r->value,
                              is_sheet(r) ? r->head.names[i]
                                          : OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i)));
        const chora_buffer *text = decode(r);
        chora_wire_put_bytes(wire, chora_buffer_text(text), text->length);
    }
    chora_wire_finish(wire);
}

static chora_status send_cells(reading *r, chora_wire *wire, OGRFeatureH feature, chora_error *err)
{
    for (int i = 0; i < r->column_count; i++) {
        chora_buffer_clear(&r->value);
        if (!chora_value_add(&r->value, feature, i, r->kind)) {
            chora_wire_put_bytes(wire, NULL, 0);
            continue;
        }
        const chora_buffer *text = decode(r);
        r->cell_bytes += text->length;
        if (r->value.failed || text->length > CHORA_MAX_CELL)
            return chora_fail(err, CHORA_ELIMIT, "%s: row %lld: a cell is longer than 1 MiB",
                              r->name, (long long)r->rows + 2);
        chora_wire_put_bytes(wire, chora_buffer_text(text), text->length);
    }
    if (r->cell_bytes > CHORA_MAX_CELLS)
        return chora_fail(err, CHORA_ELIMIT, "%s holds more than 512 MiB of text; split it",
                          r->name);
    return CHORA_OK;
}

/* Spreadsheets have rows without anything in them; they are no rows. */
static bool is_blank(const reading *r, OGRFeatureH feature)
{
    return is_sheet(r) && chora_sheet_row_is_blank(feature, r->column_count);
}

static int64_t line_of(const reading *r, OGRFeatureH feature)
{
    if (is_sheet(r))
        return (int64_t)OGR_F_GetFID(feature);
    return r->rows + 2; /* The header is row 1. */
}

static chora_status send_row(reading *r, chora_wire *wire, OGRFeatureH feature, chora_error *err)
{
    char text[200];
    const char *problem = NULL;

    if (r->has_geometry)
        problem = chora_spatial_convert(&r->spatial, OGR_F_GetGeometryRef(feature), text);
    bool shape = r->has_geometry && !problem && r->spatial.length > 0;
    chora_wire_start(wire, CHORA_WIRE_ROW);
    chora_wire_put_i64(wire, line_of(r, feature));
    chora_wire_put_text(wire, problem);
    chora_wire_put_u32(wire, 0);
    chora_wire_put_bytes(wire, shape ? r->spatial.wkb : NULL, shape ? r->spatial.length : 0);
    chora_status st = send_cells(r, wire, feature, err);
    if (st)
        return st; /* The message that was begun is dropped before the error is told. */
    chora_wire_finish(wire);
    r->rows++;
    return st;
}

static chora_status send_rows(reading *r, chora_wire *wire, chora_error *err)
{
    OGRFeatureH feature = NULL;
    chora_status st = CHORA_OK;

    if (!is_sheet(r))
        OGR_L_ResetReading(r->from);
    while (!st && !wire->failed && (feature = chora_sheet_next(&r->head, r->from))) {
        st = chora_gdal_check(r->name, err);
        if (!st && !is_blank(r, feature))
            st = send_row(r, wire, feature, err);
        OGR_F_Destroy(feature);
    }
    if (!st)
        st = chora_gdal_check(r->name, err);
    if (!st && wire->failed)
        st = chora_fail(err, CHORA_ELIMIT, "%s: row %lld is too large", r->name,
                        (long long)r->rows + 1);
    return st;
}

/* ---- all of it ----------------------------------------------------------------------------- */

static void reading_free(reading *r)
{
    chora_spatial_end(&r->spatial);
    chora_sheet_head_free(&r->head);
    if (r->dataset)
        GDALClose(r->dataset);
    chora_shapefile_free(&r->shapefile);
    chora_buffer_free(&r->value);
    chora_buffer_free(&r->decoded);
    for (size_t i = 0; i < r->hidden_count; i++)
        free(r->hidden[i]);
    free(r->hidden);
    free(r->path);
    free(r->name);
    free(r->layer);
    free(r->crs);
    free(r->encoding);
}

static chora_status open_layer(reading *r, chora_error *err)
{
    chora_status st = CHORA_OK;

    if (r->kind == CHORA_KIND_GPKG)
        st = chora_geopackage_check(r->path, r->name, err);
    if (r->kind == CHORA_KIND_GEOJSON)
        st = chora_geojson_check(r->path, r->name, err);
    if (!st)
        st = chora_gdal_open(r->path, r->name, r->kind, &r->dataset, err);
    if (!st)
        st = choose_layer(r, err);
    if (!st)
        st = chora_gdal_check(r->name, err);
    return st;
}

chora_status chora_answer_read(chora_wire *wire, chora_message *request, chora_error *err)
{
    reading r;
    chora_buffer cell = CHORA_BUFFER_INIT(4 * CHORA_MAX_CELL);

    memset(&r, 0, sizeof r);
    r.value = r.decoded = cell;
    chora_status st = take_request(&r, request, err);
    if (!st)
        st = prepare(&r, err);
    if (!st)
        st = open_layer(&r, err);
    if (!st) {
        send_header(&r, wire);
        st = send_rows(&r, wire, err);
    }
    if (!st) {
        chora_wire_start(wire, CHORA_WIRE_END);
        chora_wire_put_i64(wire, r.rows);
        chora_wire_finish(wire);
    }
    reading_free(&r);
    return st;
}
