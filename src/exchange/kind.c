/* Telling kinds of files apart, and saying what to do when name and content disagree. */
#include "exchange/kind.h"
#include "base/file.h"
#include "base/text.h"
#include "exchange/archive.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef enum {
    IS_TEXT,
    IS_ZIP,
    IS_OLE,
    IS_SQLITE,
    IS_JSON,
    IS_KML,
    IS_HTML,
    IS_XML,
    IS_SHP,
    IS_FGB,
    IS_OTHER
} content;

static const struct {
    const char *extension;
    chora_kind kind;
} extensions[] = {
    { "csv", CHORA_KIND_CSV },        { "tsv", CHORA_KIND_TSV },
    { "tab", CHORA_KIND_TSV },        { "txt", CHORA_KIND_CSV },
    { "xlsx", CHORA_KIND_XLSX },      { "xlsm", CHORA_KIND_XLSX },
    { "ods", CHORA_KIND_ODS },        { "geojson", CHORA_KIND_GEOJSON },
    { "json", CHORA_KIND_GEOJSON },   { "topojson", CHORA_KIND_TOPOJSON },
    { "gpkg", CHORA_KIND_GPKG },      { "shp", CHORA_KIND_SHP },
    { "fgb", CHORA_KIND_FLATGEOBUF }, { "kml", CHORA_KIND_KML },
    { "gdb", CHORA_KIND_FILEGDB },    { "zip", CHORA_KIND_ZIP },
    { "kmz", CHORA_KIND_ZIP },
};

/* What a kind is called, what it must hold, and the extension to save it with. */
static const struct {
    const char *label, *noun, *save_as;
    content holds;
} kinds[] = {
    [CHORA_KIND_NONE] = { "", "", "", IS_OTHER },
    [CHORA_KIND_CSV] = { "CSV", "a CSV table", "CSV", IS_TEXT },
    [CHORA_KIND_TSV] = { "TSV", "a TSV table", "TSV", IS_TEXT },
    [CHORA_KIND_XLSX] = { "XLSX", "an Excel workbook", "XLSX", IS_ZIP },
    [CHORA_KIND_ODS] = { "ODS", "an OpenDocument table", "ODS", IS_ZIP },
    [CHORA_KIND_GEOJSON] = { "GeoJSON", "a GeoJSON file", "GeoJSON", IS_JSON },
    [CHORA_KIND_TOPOJSON] = { "TopoJSON", "a TopoJSON file", "TopoJSON", IS_JSON },
    [CHORA_KIND_GPKG] = { "GPKG", "a GeoPackage", "GeoPackage", IS_SQLITE },
    [CHORA_KIND_SHP] = { "SHP", "a shapefile", "a shapefile", IS_SHP },
    [CHORA_KIND_FLATGEOBUF] = { "FlatGeobuf", "a FlatGeobuf file", "FlatGeobuf", IS_FGB },
    [CHORA_KIND_KML] = { "KML", "a KML file", "KML", IS_KML },
    [CHORA_KIND_FILEGDB] = { "FileGDB", "a file geodatabase", "a file geodatabase", IS_OTHER },
    [CHORA_KIND_ZIP] = { "ZIP", "a zip archive", "ZIP", IS_ZIP },
};

/* What content is called, and the extension that would fit it (NULL: none that is read). */
static const struct {
    const char *says, *extension;
} contents[] = {
    [IS_TEXT] = { "it starts with text", ".csv" },
    [IS_ZIP] = { "it is a zip archive", ".zip" },
    [IS_OLE] = { "it is an old Office file, or one with a password", NULL },
    [IS_SQLITE] = { "it is an SQLite database", ".gpkg" },
    [IS_JSON] = { "it starts with JSON", ".geojson" },
    [IS_KML] = { "it starts with KML", ".kml" },
    [IS_HTML] = { "it is a web page", NULL },
    [IS_XML] = { "it starts with XML", NULL },
    [IS_SHP] = { "it is the .shp part of a shapefile", ".shp" },
    [IS_FGB] = { "it is FlatGeobuf", ".fgb" },
    [IS_OTHER] = { "its first bytes are of no kind that Chora knows", NULL },
};

const char *chora_kind_label(chora_kind kind)
{
    return kinds[kind].label;
}

chora_kind chora_kind_of_label(const char *label)
{
    for (chora_kind kind = CHORA_KIND_CSV; kind <= CHORA_KIND_ZIP; kind++)
        if (strcmp(kinds[kind].label, label) == 0)
            return kind;
    return CHORA_KIND_NONE;
}

chora_kind chora_kind_of_name(const char *path)
{
    char extension[16];

    chora_path_extension(path, extension);
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++)
        if (strcmp(extension, extensions[i].extension) == 0)
            return extensions[i].kind;
    return CHORA_KIND_NONE;
}

/* ---- by content ---------------------------------------------------------------------------- */

typedef struct {
    const char *bytes;
    size_t length;
} head;

static bool begins(head h, const char *with, size_t length)
{
    return h.length >= length && memcmp(h.bytes, with, length) == 0;
}

static bool mentions(head h, const char *word)
{
    size_t length = strlen(word);

    for (size_t i = 0; i + length <= h.length; i++) {
        size_t same = 0;
        while (same < length && (h.bytes[i + same] | 0x20) == (word[same] | 0x20))
            same++;
        if (same == length)
            return true;
    }
    return false;
}

static head without_lead(head h)
{
    size_t skip = begins(h, "\xEF\xBB\xBF", 3) ? 3 : 0;
    while (skip < h.length && strchr(" \t\r\n", h.bytes[skip]) && h.bytes[skip])
        skip++;
    return (head){ h.bytes + skip, h.length - skip };
}

/* Many control characters are no text; every second byte NUL is UTF-16 without its mark. */
static bool is_binary(head h)
{
    size_t nuls = 0, controls = 0;

    for (size_t i = 0; i < h.length; i++) {
        unsigned char c = (unsigned char)h.bytes[i];
        nuls += c == 0;
        controls += c != 0 && c < 0x20 && !strchr("\t\r\n\f\x1A", c);
    }
    bool wide = nuls * 5 >= h.length * 2 && nuls * 5 <= h.length * 4;
    return controls * 20 > h.length || (nuls * 10 > h.length && !wide);
}

static bool is_json(head h)
{
    if (begins(h, "{", 1))
        return true;
    if (!begins(h, "[", 1))
        return false;
    head inner = without_lead((head){ h.bytes + 1, h.length - 1 });
    return inner.length > 0 && strchr("{[]", inner.bytes[0]) != NULL;
}

static content content_of(head h, bool encoded)
{
    head text = without_lead(h);

    if (begins(h, "PK\x03\x04", 4) || begins(h, "PK\x05\x06", 4))
        return IS_ZIP;
    if (begins(h, "\xD0\xCF\x11\xE0", 4))
        return IS_OLE;
    if (begins(h, "SQLite format 3", 16))
        return IS_SQLITE;
    if (begins(h, "\0\0\x27\x0A", 4))
        return IS_SHP;
    if (begins(h, "fgb\x03", 4))
        return IS_FGB;
    if (begins(h, "%PDF", 4) || begins(h, "\x89PNG", 4) || begins(h, "\xFF\xD8\xFF", 3) ||
        begins(h, "\x1F\x8B", 2) || begins(h, "Rar!", 4) || begins(h, "7z\xBC\xAF", 4))
        return IS_OTHER;
    if (is_json(text))
        return IS_JSON;
    if (begins(text, "<", 1) && (mentions(text, "<kml") || mentions(text, ":kml ")))
        return IS_KML;
    if (begins(text, "<", 1))
        return mentions(text, "<html") || mentions(text, "<table") ? IS_HTML : IS_XML;
    bool marked = begins(h, "\xFF\xFE", 2) || begins(h, "\xFE\xFF", 2);
    return !encoded && !marked && is_binary(h) ? IS_OTHER : IS_TEXT;
}

/* ---- the two together ---------------------------------------------------------------------- */

static chora_status read_head(const char *path, const char *name, char *bytes, size_t size,
                              head *out, chora_error *err)
{
    struct stat info;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    if (fd < 0 || fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
        if (fd >= 0)
            close(fd);
        return chora_fail(err, CHORA_EIO, "%s: cannot be read: %s", name,
                          fd < 0 ? strerror(errno) : "it is no regular file");
    }
    ssize_t got = read(fd, bytes, size);
    close(fd);
    if (got < 0)
        return chora_fail(err, CHORA_EIO, "%s: cannot be read: %s", name, strerror(errno));
    if (got == 0)
        return chora_fail(err, CHORA_EDATA, "%s is empty", name);
    *out = (head){ bytes, (size_t)got };
    return CHORA_OK;
}

static chora_status refuse(const char *name, chora_kind kind, content is, const char *better,
                           chora_error *err)
{
    if (is == IS_OLE && kind == CHORA_KIND_XLSX)
        return chora_fail(err, CHORA_EDATA,
                          "%s is not an Excel workbook of today: %s; open it in a "
                          "spreadsheet and save it as XLSX without a password",
                          name, contents[is].says);
    if (better)
        return chora_fail(err, CHORA_EDATA, "%s is not %s: %s; rename it to %s or save it as %s",
                          name, kinds[kind].noun, contents[is].says, better, kinds[kind].save_as);
    return chora_fail(err, CHORA_EDATA, "%s is not %s: %s; save it as %s", name, kinds[kind].noun,
                      contents[is].says, kinds[kind].save_as);
}

static chora_status refuse_name(const char *name, content is, chora_error *err)
{
    char extension[16];

    chora_path_extension(name, extension);
    if (is == IS_OLE || (strcmp(extension, "xls") == 0 && is != IS_TEXT))
        return chora_fail(err, CHORA_EDATA,
                          "%s is an Excel workbook of the old kind (or a web page "
                          "named so); open it in a spreadsheet and save it as XLSX",
                          name);
    if (strcmp(extension, "dbf") == 0 || strcmp(extension, "shx") == 0 ||
        strcmp(extension, "prj") == 0)
        return chora_fail(err, CHORA_EDATA, "%s is a part of a shapefile; name its .shp file",
                          name);
    if (contents[is].extension)
        return chora_fail(err, CHORA_EDATA,
                          "%s: %s, but its name does not say what it is; rename it "
                          "to %s",
                          name, contents[is].says, contents[is].extension);
    return chora_fail(err, CHORA_EDATA,
                      "%s is of no kind that Chora reads; it reads .csv .tsv .txt "
                      ".xlsx .ods .geojson .json .topojson .gpkg .shp .fgb .kml .gdb and .zip",
                      name);
}

static chora_status kind_of_folder(const char *path, const char *name, chora_kind *out,
                                   chora_error *err)
{
    char extension[16];

    chora_path_extension(path, extension);
    if (strcmp(extension, "gdb") != 0)
        return chora_fail(err, CHORA_EIO, "%s is a folder; name a file in it", name);
    *out = CHORA_KIND_FILEGDB;
    return CHORA_OK;
}

/* What is inside decides between a workbook, an OpenDocument table and a plain archive. */
static chora_status agree_zip(const char *path, const char *name, chora_kind kind, chora_error *err)
{
    chora_kind inside = CHORA_KIND_NONE;
    chora_status st = chora_archive_kind(path, name, &inside, err);

    if (st || inside == kind)
        return st;
    const char *better = inside == CHORA_KIND_XLSX  ? ".xlsx"
                         : inside == CHORA_KIND_ODS ? ".ods"
                                                    : ".zip";
    return refuse(name, kind, IS_ZIP, better, err);
}

chora_status chora_kind_of_file(const char *path, const char *name, bool encoded, chora_kind *out,
                                chora_error *err)
{
    char bytes[4096];
    head h = { bytes, 0 };
    struct stat info;
    chora_kind kind = chora_kind_of_name(path);

    if (stat(path, &info) == 0 && S_ISDIR(info.st_mode))
        return kind_of_folder(path, name, out, err);
    chora_status st = chora_file_check(path, err);
    if (!st)
        st = read_head(path, name, bytes, sizeof bytes, &h, err);
    if (st)
        return st;

    content is = content_of(h, encoded && (kind == CHORA_KIND_CSV || kind == CHORA_KIND_TSV));
    if (kind == CHORA_KIND_NONE)
        return refuse_name(name, is, err);
    if (kind == CHORA_KIND_GEOJSON && is == IS_JSON && mentions(h, "\"topology\""))
        kind = CHORA_KIND_TOPOJSON;
    if (is == IS_ZIP)
        st = agree_zip(path, name, kind, err);
    else if (is != kinds[kind].holds)
        st = refuse(name, kind, is, contents[is].extension, err);
    if (!st)
        *out = kind;
    return st;
}
