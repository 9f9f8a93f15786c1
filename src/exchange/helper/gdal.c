#include "gdal.h"
#include "base/buffer.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_http.h>
#include <cpl_string.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Exported by GDAL with C linkage, declared in a C++ header. */
void RegisterOGRShape(void);
void RegisterOGRGeoJSON(void);
void RegisterOGRTopoJSON(void);
void RegisterOGRGeoPackage(void);
void RegisterOGRFlatGeobuf(void);
void RegisterOGRKML(void);
void RegisterOGRXLSX(void);
void RegisterOGRODS(void);
void RegisterOGROpenFileGDB(void);

static const struct {
    chora_kind kind;
    const char *driver;
    void (*enlist)(void);
    const char *options[3];
} drivers[] = {
    { CHORA_KIND_SHP, "ESRI Shapefile", RegisterOGRShape, { NULL } },
    { CHORA_KIND_GEOJSON, "GeoJSON", RegisterOGRGeoJSON, { "DATE_AS_STRING=YES", NULL } },
    { CHORA_KIND_TOPOJSON, "TopoJSON", RegisterOGRTopoJSON, { NULL } },
    { CHORA_KIND_GPKG,
      "GPKG",
      RegisterOGRGeoPackage,
      { "IMMUTABLE=YES", "LIST_ALL_TABLES=NO", NULL } },
    { CHORA_KIND_FLATGEOBUF, "FlatGeobuf", RegisterOGRFlatGeobuf, { "VERIFY_BUFFERS=YES", NULL } },
    { CHORA_KIND_KML, "KML", RegisterOGRKML, { NULL } },
    { CHORA_KIND_XLSX, "XLSX", RegisterOGRXLSX, { NULL } },
    { CHORA_KIND_ODS, "ODS", RegisterOGRODS, { NULL } },
    { CHORA_KIND_FILEGDB, "OpenFileGDB", RegisterOGROpenFileGDB, { NULL } },
};

static const char *const settings[][2] = {
    { "GDAL_DRIVER_PATH", "disable" },
    { "OGR_DRIVER_PATH", "disable" },
    { "CPL_VSIL_CURL_ALLOWED_FILENAME", "none" },
    { "CPL_VSIL_CURL_ALLOWED_EXTENSIONS", "none" },
    { "GDAL_HTTP_TIMEOUT", "1" },
    { "GDAL_HTTP_CONNECTTIMEOUT", "1" },
    { "GDAL_DISABLE_READDIR_ON_OPEN", "EMPTY_DIR" },
    { "GDAL_PAM_ENABLED", "NO" },
    { "GDAL_CACHEMAX", "64" },
    { "GDAL_NUM_THREADS", "1" },
    { "GDAL_VRT_ENABLE_PYTHON", "NO" },
    { "CPL_DEBUG", "OFF" },
    { "SHAPE_RESTORE_SHX", "NO" },
    { "SHAPE_ENCODING", "" }, /* Decoded by us: an unknown code page must not pass in silence. */
    { "OGR_GEOJSON_MAX_OBJ_SIZE", "64" },
    { "OGR_GEOMETRY_ACCEPT_UNCLOSED_RING", "YES" }, /* We close them: there is only one way to. */
    { "OGR_SQLITE_LIST_VIRTUAL_OGR", "NO" },
    /* Typed columns turn the code 01 into 1, and one word in a column of dates into other dates. */
    { "OGR_XLSX_FIELD_TYPES", "STRING" },
    /* The header is a row like others: which one is, is found by what stands in them. */
    { "OGR_XLSX_HEADERS", "DISABLE" },
    { "OGR_ODS_FIELD_TYPES", "STRING" },
    { "OGR_ODS_HEADERS", "DISABLE" },
    { "OGR_CURRENT_DATE",
      "2000-01-01T00:00:00.000Z" }, /* The same rows give the same GeoPackage. */
};

/* ---- failures ------------------------------------------------------------------------------ */

static struct {
    int count;
    char first[400];
} failures; /* The error handler has no other place; the helper has one thread of its own. */

/* GDAL's words that no reader of a map could act on, and Chora's for them. */
static const struct {
    const char *has, *say;
} own_words[] = {
    { "OGR_GEOJSON_MAX_OBJ_SIZE", "one of its objects is larger than 64 MB; simplify or split it" },
    { "OGR_EXPAT_UNLIMITED_MEM_ALLOC", "one of its XML parts is too large, or it is damaged" },
    { "SHAPE_RESTORE_SHX", "its index (.shx) is missing or cannot be read" },
    { "OGR_ENABLE_PARTIAL_REPROJECTION",
      "a position has no longitude and latitude in its coordinate system" },
    { "ALLOW_NETWORK_ACCESS",
      "it names its coordinate system by an address, and nothing is fetched; take that out" },
    { "recognized as a URL",
      "it names its coordinate system by an address, and nothing is fetched; take that out" },
    { "nothing is fetched",
      "it names its coordinate system by an address, and nothing is fetched; take that out" },
    { "IMMUTABLE", "its journal cannot be read; close the program that has it open" },
};

/* What tells of other settings is left out from its sentence on: there is nowhere to set them. */
static void leave_out_settings(char *message)
{
    static const char *const prefixes[] = { "OGR_",  "OSR_",   "GDAL_",         "CPL_",
                                            "PROJ_", "SHAPE_", "configuration " };

    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        char *at = strstr(message, prefixes[i]);
        while (at && at > message && at[-1] != '.')
            at--;
        if (at)
            *at = '\0';
    }
    if (!*message)
        strcpy(message, "it is damaged, or of a kind that is not read");
}

/* "/vsizip/{/home/x/a.xlsx}/xl/sheet1.xml": only the part of the archive says anything. */
static void leave_out_archive(char *message)
{
    char *from = strstr(message, "/vsizip/{"), *to = from ? strstr(from, "}/") : NULL;

    if (to)
        memmove(from, to + 2, strlen(to + 2) + 1);
}

static void keep_message(const char *message)
{
    snprintf(failures.first, sizeof failures.first, "%s", message);
    for (size_t i = 0; i < sizeof own_words / sizeof *own_words; i++)
        if (strstr(message, own_words[i].has))
            snprintf(failures.first, sizeof failures.first, "%s", own_words[i].say);
    leave_out_settings(failures.first);
    leave_out_archive(failures.first);
    for (char *at = failures.first; *at; at++)
        if ((unsigned char)*at < 0x20 || (unsigned char)*at >= 0x7F)
            *at = '?';
}

static void CPL_STDCALL on_message(CPLErr class, CPLErrorNum number, const char *message)
{
    (void)number;
    bool loses = class >= CE_Failure || strstr(message, "clamped");

    if (!loses || failures.count++ > 0)
        return;
    keep_message(message);
}

chora_status chora_gdal_check(const char *name, chora_error *err)
{
    if (failures.count == 0)
        return CHORA_OK;
    if (strstr(failures.first, "cannot allocate") || strstr(failures.first, "ut of memory"))
        return chora_fail(
            err, CHORA_ELIMIT,
            "%s needs more memory than a reader may take; is it damaged, or can it be split?",
            name);
    return chora_fail(err, CHORA_EDATA, "%s cannot be read whole: %s", name, failures.first);
}

chora_status chora_gdal_check_written(chora_error *err)
{
    if (failures.count == 0)
        return CHORA_OK;
    return chora_fail(err, CHORA_EIO, "cannot be written: %s", failures.first);
}

int chora_gdal_failures(void)
{
    return failures.count;
}

void chora_gdal_forget_failures(int count)
{
    failures.count = count;
}

/* ---- opening ------------------------------------------------------------------------------- */

static int find_driver(chora_kind kind)
{
    for (int i = 0; i < (int)(sizeof drivers / sizeof *drivers); i++)
        if (drivers[i].kind == kind)
            return i;
    return -1;
}

/* A GeoJSON may name its coordinate system by a link, which GDAL would fetch. The kernel forbids it
 * where it can (confine.c); here nobody asks it. GDAL frees the answer: nothing. */
static CPLHTTPResult *fetch_nothing(const char *url, CSLConstList options,
                                    GDALProgressFunc progress, void *progress_arg,
                                    CPLHTTPFetchWriteFunc write, void *write_arg, void *user)
{
    (void)url, (void)options, (void)progress, (void)progress_arg, (void)write, (void)write_arg,
        (void)user;
    CPLHTTPResult *result = CPLCalloc(1, sizeof *result);
    result->nStatus = 1;
    result->pszErrBuf = CPLStrdup("nothing is fetched from the network");
    CPLError(CE_Failure, CPLE_HttpResponse, "%s", result->pszErrBuf);
    return result;
}

const char *chora_gdal_begin(chora_kind kind)
{
    int i = find_driver(kind);

    if (i < 0)
        return NULL;
    setenv("GDAL_CONFIG_FILE", "", 1); /* Else a planted ~/.gdal/gdalrc sets options. */
    CPLSetErrorHandler(on_message);
    for (size_t k = 0; k < sizeof settings / sizeof *settings; k++)
        CPLSetConfigOption(settings[k][0], settings[k][1]);
    CPLHTTPPushFetchCallback(fetch_nothing, NULL);
    drivers[i].enlist();
    return drivers[i].driver;
}

/* A cut-down message of GDAL, or that there was none. */
static chora_status refused(const char *name, chora_kind kind, chora_error *err)
{
    bool says = failures.count && !strstr(failures.first, "not recognized");
    return chora_fail(err, CHORA_EDATA, "%s cannot be read as %s: %s", name, chora_kind_label(kind),
                      says ? failures.first : "it holds something else, or is damaged");
}

chora_status chora_gdal_open(const char *path, const char *name, chora_kind kind, GDALDatasetH *out,
                             chora_error *err)
{
    const char *driver = chora_gdal_begin(kind);
    const char *const only[] = { driver, NULL };

    if (!driver)
        return chora_fail(err, CHORA_EINVAL, "%s: no driver for its kind", name);
    GDALDatasetH dataset =
        GDALOpenEx(path, GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, only,
                   drivers[find_driver(kind)].options, NULL);
    if (!dataset)
        return refused(name, kind, err);
    *out = dataset;
    return CHORA_OK;
}
