#include "geopackage.h"
#include "gdal.h"

#include <ogr_api.h>
#include <string.h>
#include <strings.h>

/* Behind a name in double quotes (a quote in it is doubled). */
static const char *behind_name(const char *at)
{
    if (*at != '"')
        return NULL;
    for (at++; *at; at++) {
        if (*at != '"')
            continue;
        if (at[1] != '"')
            return at + 1;
        at++;
    }
    return NULL;
}

/* SQLite writes these openings itself; a text that begins otherwise was planted. */
static bool is_harmless(const char *sql)
{
    static const char *const openings[] = { "CREATE TABLE ", "CREATE INDEX ",
                                            "CREATE UNIQUE INDEX ", "CREATE TRIGGER ",
                                            "CREATE VIEW " };
    static const char is_virtual[] = "CREATE VIRTUAL TABLE ";

    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
        if (strncasecmp(sql, openings[i], strlen(openings[i])) == 0)
            return true;
    if (strncasecmp(sql, is_virtual, strlen(is_virtual)) != 0)
        return false;
    const char *rest = behind_name(sql + strlen(is_virtual));
    return rest && strncasecmp(rest, " USING rtree(", 13) == 0;
}

/* Reading goes on over many kinds of damage without a word. */
static chora_status check_pages(GDALDatasetH dataset, const char *name, chora_error *err)
{
    OGRLayerH answer = GDALDatasetExecuteSQL(dataset, "PRAGMA quick_check(1)", NULL, NULL);
    OGRFeatureH row = answer ? OGR_L_GetNextFeature(answer) : NULL;
    bool whole = row && strcmp(OGR_F_GetFieldAsString(row, 0), "ok") == 0;

    if (row)
        OGR_F_Destroy(row);
    if (answer)
        GDALDatasetReleaseResultSet(dataset, answer);
    if (whole)
        return CHORA_OK;
    return chora_fail(err, CHORA_EDATA, "%s is a damaged database; fetch it again", name);
}

static chora_status check_tables(GDALDatasetH dataset, const char *name, chora_error *err)
{
    chora_status st = CHORA_OK;
    OGRFeatureH row;
    OGRLayerH schema = GDALDatasetExecuteSQL(
        dataset, "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL", NULL, NULL);

    if (!schema)
        return chora_fail(err, CHORA_EDATA, "%s: its list of tables cannot be read; it is damaged",
                          name);
    while (!st && (row = OGR_L_GetNextFeature(schema))) {
        if (!is_harmless(OGR_F_GetFieldAsString(row, 0)))
            st = chora_fail(err, CHORA_EDATA,
                            "%s holds a virtual table, which could show other files of this "
                            "computer; export its layer to a new GeoPackage",
                            name);
        OGR_F_Destroy(row);
    }
    GDALDatasetReleaseResultSet(dataset, schema);
    return st;
}

chora_status chora_geopackage_check(GDALDatasetH dataset, const char *name, chora_error *err)
{
    chora_status st = check_tables(dataset, name, err);
    return st ? st : check_pages(dataset, name, err);
}
