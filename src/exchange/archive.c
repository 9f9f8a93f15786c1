/* Zip archives by libzip. What an archive says of itself is checked first; what comes out is
 * counted. */
#include "exchange/archive.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"
#include "exchange/reader.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <zip.h>

static chora_status open_archive(const char *path, const char *name, zip_t **out, chora_error *err)
{
    int why = 0;
    zip_t *archive = zip_open(path, ZIP_RDONLY, &why);

    if (!archive)
        return chora_fail(err, CHORA_EDATA,
                          "%s: the zip archive is damaged or cut short; fetch it again", name);
    *out = archive;
    return CHORA_OK;
}

static chora_status check_entry(const zip_stat_t *entry, const char *name, zip_uint64_t *total,
                                chora_error *err)
{
    *total += entry->size;
    if (entry->encryption_method != ZIP_EM_NONE)
        return chora_fail(err, CHORA_EDATA, "%s has a password; save it without one", name);
    if (entry->size > CHORA_MAX_ENTRY || *total > CHORA_MAX_UNPACKED)
        return chora_fail(err, CHORA_ELIMIT,
                          "%s unpacks to more than Chora takes (256 MiB for a file, "
                          "512 MiB in all)",
                          name);
    if (entry->size > CHORA_RATIO_FROM && entry->size / CHORA_MAX_RATIO > entry->comp_size)
        return chora_fail(err, CHORA_ELIMIT,
                          "%s unpacks to more than %d times its size, which no honest "
                          "table does",
                          name, CHORA_MAX_RATIO);
    return CHORA_OK;
}

static chora_status check_entries(zip_t *archive, const char *name, chora_error *err)
{
    zip_int64_t count = zip_get_num_entries(archive, 0);
    zip_uint64_t total = 0;
    chora_status st = CHORA_OK;

    if (count > CHORA_MAX_ENTRIES)
        return chora_fail(err, CHORA_ELIMIT, "%s holds more than %d files", name,
                          CHORA_MAX_ENTRIES);
    for (zip_int64_t i = 0; i < count && !st; i++) {
        zip_stat_t entry;
        if (zip_stat_index(archive, (zip_uint64_t)i, 0, &entry) != 0)
            return chora_fail(err, CHORA_EDATA, "%s: the zip archive is damaged", name);
        st = check_entry(&entry, name, &total, err);
    }
    return st;
}

/* ---- workbooks ----------------------------------------------------------------------------- */

/* A whole entry, at most as large as `out` takes. */
static bool read_entry(zip_t *archive, const char *entry, chora_buffer *out)
{
    char chunk[16384];
    zip_int64_t got = -1;
    zip_file_t *file = zip_fopen(archive, entry, 0);

    while (file && !out->failed && (got = zip_fread(file, chunk, sizeof chunk)) > 0)
        chora_buffer_add(out, chunk, (size_t)got);
    if (file)
        zip_fclose(file);
    return got == 0 && !out->failed;
}

/* The reader takes every day number for one since 1900, so another epoch would shift dates in
 * silence. */
static chora_status check_epoch(zip_t *archive, const char *name, chora_error *err)
{
    chora_buffer text = CHORA_BUFFER_INIT(4 << 20);
    chora_status st = CHORA_OK;

    if (read_entry(archive, "xl/workbook.xml", &text)) {
        const char *epoch = strstr(chora_buffer_text(&text), "date1904=");
        if (epoch && (epoch[10] == '1' || epoch[10] == 't'))
            st = chora_fail(err, CHORA_EDATA,
                            "%s counts its days from 1904; in Excel's advanced options "
                            "turn \"Use 1904 date system\" off, check the dates and save",
                            name);
    }
    chora_buffer_free(&text);
    return st;
}

chora_status chora_archive_kind(const char *path, const char *name, chora_kind *out,
                                chora_error *err)
{
    zip_t *archive = NULL;
    chora_kind kind = CHORA_KIND_ZIP;
    chora_status st = open_archive(path, name, &archive, err);

    if (!st)
        st = check_entries(archive, name, err);
    if (!st && zip_name_locate(archive, "xl/workbook.xml", ZIP_FL_NOCASE) >= 0) {
        kind = CHORA_KIND_XLSX;
        st = check_epoch(archive, name, err);
    } else if (!st && zip_name_locate(archive, "content.xml", 0) >= 0 &&
               zip_name_locate(archive, "mimetype", 0) >= 0) {
        kind = CHORA_KIND_ODS;
    }
    if (archive)
        zip_discard(archive);
    if (!st)
        *out = kind;
    return st;
}

/* ---- choosing what to unpack --------------------------------------------------------------- */

/* One table or layer in the archive: `stem` is its path without extension (a .gdb: its folder). */
typedef struct {
    const char *stem;
    size_t stem_length;
    chora_kind kind;
    const char *path;
    bool is_note; /* A .txt or .json: often only about the others. */
} candidate;

typedef struct {
    zip_t *archive;
    const char *name;
    candidate *items;
    size_t count, capacity;
} contents;

static bool is_hidden(const char *path)
{
    return *path == '.' || strstr(path, "/.") || strncmp(path, "__MACOSX", 8) == 0;
}

/* No honest archiver writes such a name. */
static bool leads_out(const char *path)
{
    size_t length = strlen(path);
    return *path == '/' || strncmp(path, "../", 3) == 0 || strstr(path, "/../") ||
           strchr(path, '\\') || (length >= 3 && strcmp(path + length - 3, "/..") == 0);
}

/* The part of a path up to and with its first folder "x.gdb", or 0. */
static size_t geodatabase_length(const char *path)
{
    const char *mark = strcasestr(path, ".gdb/");
    return mark ? (size_t)(mark - path) + 4 : 0;
}

static bool is_note(const char *path)
{
    char extension[16];
    chora_path_extension(path, extension);
    return strcmp(extension, "txt") == 0 || strcmp(extension, "json") == 0;
}

static bool is_known(const contents *c, const char *stem, size_t length, chora_kind kind)
{
    for (size_t i = 0; i < c->count; i++)
        if (c->items[i].kind == kind && c->items[i].stem_length == length &&
            strncmp(c->items[i].stem, stem, length) == 0)
            return true;
    return false;
}

static chora_status consider(contents *c, const char *path, chora_error *err)
{
    size_t length = geodatabase_length(path);
    chora_kind kind = length ? CHORA_KIND_FILEGDB : chora_kind_of_name(path);

    if (leads_out(path))
        return chora_fail(err, CHORA_EDATA,
                          "%s holds a file whose name leads out of it; do not trust it", c->name);
    if (is_hidden(path) || kind == CHORA_KIND_NONE || kind == CHORA_KIND_ZIP)
        return CHORA_OK;
    if (!length && path[strlen(path) - 1] == '/')
        return CHORA_OK;
    if (!length)
        length = (size_t)(strrchr(path, '.') - path);
    if (is_known(c, path, length, kind))
        return CHORA_OK;
    if (chora_grow((void **)&c->items, &c->capacity, c->count, sizeof *c->items) != 0)
        return chora_no_memory(err);
    c->items[c->count++] = (candidate){ path, length, kind, path, is_note(path) };
    return CHORA_OK;
}

static chora_status list_candidates(contents *c, chora_error *err)
{
    zip_int64_t count = zip_get_num_entries(c->archive, 0);
    chora_status st = CHORA_OK;

    for (zip_int64_t i = 0; i < count && !st; i++) {
        const char *path = zip_get_name(c->archive, (zip_uint64_t)i, ZIP_FL_ENC_GUESS);
        if (path && *path)
            st = consider(c, path, err);
    }
    return st;
}

static const char *last_part(const candidate *item, size_t *length)
{
    const char *from = item->stem, *end = item->stem + item->stem_length;

    for (const char *at = item->stem; at < end; at++)
        if (*at == '/')
            from = at + 1;
    *length = (size_t)(end - from);
    return from;
}

/* "a", "b" (SHP) ...: what --layer may say. */
static void list_names(const contents *c, chora_buffer *out)
{
    for (size_t i = 0; i < c->count; i++) {
        size_t length;
        const char *part = last_part(&c->items[i], &length);
        chora_buffer_add_text(out, i ? ", " : "");
        chora_rows_add_printable(out, part, length);
        chora_buffer_printf(out, " (%s)", chora_kind_label(c->items[i].kind));
    }
}

static bool is_named(const candidate *item, const char *layer)
{
    size_t length;
    const char *part = last_part(item, &length);
    return strlen(layer) == length && strncasecmp(part, layer, length) == 0;
}

/* The only one, or the only one that is no note. */
static const candidate *single(const contents *c)
{
    const candidate *found = NULL;

    for (size_t i = 0; i < c->count && c->count > 1; i++) {
        if (c->items[i].is_note)
            continue;
        if (found)
            return NULL;
        found = &c->items[i];
    }
    return c->count == 1 ? c->items : found;
}

static chora_status choose(const contents *c, const char *layer, const candidate **out,
                           chora_error *err)
{
    chora_buffer names = CHORA_BUFFER_INIT(1500);
    chora_status st = CHORA_OK;
    const candidate *found = NULL;

    for (size_t i = 0; i < c->count && layer && !found; i++)
        if (is_named(&c->items[i], layer))
            found = &c->items[i];
    /* With one file in the archive, `layer` may be a sheet or layer within it. */
    if (!found && (!layer || c->count == 1))
        found = single(c);
    if (!found) {
        list_names(c, &names);
        if (c->count == 0)
            st = chora_fail(err, CHORA_EDATA,
                            "%s holds no table or layer that Chora reads (.csv .xlsx "
                            ".geojson .gpkg .shp ...)",
                            c->name);
        else if (layer)
            st = chora_fail(err, CHORA_ENOTFOUND, "%s holds no \"%s\"; it holds %s", c->name, layer,
                            chora_buffer_text(&names));
        else
            st =
                chora_fail(err, CHORA_EDATA, "%s holds several layers: %s; choose one with --layer",
                           c->name, chora_buffer_text(&names));
    }
    chora_buffer_free(&names);
    *out = found;
    return st;
}

/* ---- unpacking ----------------------------------------------------------------------------- */

static chora_status copy_entry(zip_t *archive, zip_uint64_t index, const char *name, const char *to,
                               chora_error *err)
{
    char chunk[65536];
    zip_uint64_t total = 0;
    zip_int64_t got = -1;
    chora_output *output = NULL;
    chora_status st = chora_output_open(to, &output, err);
    zip_file_t *file = st ? NULL : zip_fopen_index(archive, index, 0);

    while (file && (got = zip_fread(file, chunk, sizeof chunk)) > 0 && total <= CHORA_MAX_ENTRY) {
        chora_output_write(output, chunk, (size_t)got);
        total += (zip_uint64_t)got;
    }
    if (file)
        zip_fclose(file);
    if (!st && got < 0)
        st = chora_fail(err, CHORA_EDATA, "%s: the zip archive is damaged", name);
    if (!st && total > CHORA_MAX_ENTRY)
        st = chora_fail(err, CHORA_ELIMIT, "%s unpacks to more than 256 MiB for a file", name);
    if (st) {
        chora_output_discard(output);
        return st;
    }
    return chora_output_commit(output, NULL, err);
}

static const char *const shapefile_parts[] = { "shp", "shx", "dbf", "prj", "cpg", NULL };

/* Under what name an entry belongs to the chosen item; false when it does not. */
static bool part_name(const candidate *item, const char *base, const char *path, chora_buffer *out)
{
    char extension[16];
    const char *rest = path + item->stem_length;

    chora_buffer_clear(out);
    if (strncasecmp(path, item->stem, item->stem_length) != 0)
        return false;
    if (item->kind == CHORA_KIND_FILEGDB) {
        if (*rest != '/' || rest[1] == '\0' || strchr(rest + 1, '/'))
            return false;
        chora_text_slug(rest + 1, out);
        return true;
    }
    chora_path_extension(path, extension);
    if (*rest != '.' || strchr(rest + 1, '/') || strlen(rest + 1) != strlen(extension))
        return false;
    bool belongs = strcmp(path, item->path) == 0;
    for (size_t i = 0; item->kind == CHORA_KIND_SHP && shapefile_parts[i]; i++)
        belongs = belongs || strcmp(extension, shapefile_parts[i]) == 0;
    chora_buffer_printf(out, "%s.%s", base, extension);
    return belongs;
}

static chora_status unpack_parts(const contents *c, const candidate *item, const char *base,
                                 const char *folder, chora_error *err)
{
    zip_int64_t count = zip_get_num_entries(c->archive, 0);
    chora_buffer part = CHORA_BUFFER_INIT(1024);
    chora_status st = CHORA_OK;

    for (zip_int64_t i = 0; i < count && !st; i++) {
        const char *path = zip_get_name(c->archive, (zip_uint64_t)i, ZIP_FL_ENC_GUESS);
        if (!path || strlen(path) < item->stem_length || !part_name(item, base, path, &part))
            continue;
        char *to = chora_path_join(folder, chora_buffer_text(&part));
        st = to ? copy_entry(c->archive, (zip_uint64_t)i, c->name, to, err) : chora_no_memory(err);
        free(to);
    }
    chora_buffer_free(&part);
    return st;
}

/* The file in `folder`, and for a geodatabase the folder it goes into. */
static chora_status inner_path(const candidate *item, const char *base, const char *folder,
                               char **out, chora_error *err)
{
    char extension[16];
    chora_buffer file = CHORA_BUFFER_INIT(512);

    chora_path_extension(item->path, extension);
    chora_buffer_printf(&file, "%s.%s", base, item->kind == CHORA_KIND_FILEGDB ? "gdb" : extension);
    *out = file.failed ? NULL : chora_path_join(folder, chora_buffer_text(&file));
    chora_buffer_free(&file);
    if (!*out)
        return chora_no_memory(err);
    return item->kind == CHORA_KIND_FILEGDB ? chora_folder_make(*out, err) : CHORA_OK;
}

static chora_status unpack(const contents *c, const candidate *item, char **folder, char **inner,
                           chora_error *err)
{
    size_t length;
    const char *part = last_part(item, &length);
    chora_buffer printable = CHORA_BUFFER_INIT(4096), base = CHORA_BUFFER_INIT(512);
    chora_status st;

    chora_rows_add_printable(&printable, part, length - (item->kind == CHORA_KIND_FILEGDB ? 4 : 0));
    chora_text_slug(chora_buffer_text(&printable), &base);
    st = printable.failed || base.failed ? chora_no_memory(err)
                                         : chora_folder_temporary(folder, err);
    if (!st)
        st = inner_path(item, chora_buffer_text(&base), *folder, inner, err);
    if (!st)
        st = unpack_parts(c, item, chora_buffer_text(&base),
                          item->kind == CHORA_KIND_FILEGDB ? *inner : *folder, err);
    chora_buffer_free(&printable);
    chora_buffer_free(&base);
    return st;
}

chora_status chora_archive_unpack(const char *path, const char *name, const char *layer,
                                  char **folder, char **inner, chora_error *err)
{
    contents c = { NULL, name, NULL, 0, 0 };
    const candidate *item = NULL;
    char *made_folder = NULL, *made_inner = NULL;
    chora_status st = open_archive(path, name, &c.archive, err);

    if (!st)
        st = check_entries(c.archive, name, err);
    if (!st)
        st = list_candidates(&c, err);
    if (!st)
        st = choose(&c, layer, &item, err);
    if (!st)
        st = unpack(&c, item, &made_folder, &made_inner, err);
    if (c.archive)
        zip_discard(c.archive);
    free(c.items);
    if (st) {
        chora_folder_remove(made_folder);
        free(made_folder);
        free(made_inner);
        return st;
    }
    *folder = made_folder;
    *inner = made_inner;
    return CHORA_OK;
}
