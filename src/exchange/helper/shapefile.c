#include "shapefile.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"

#include <ctype.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { SHP, SHX, DBF, PRJ, CPG };
static const char *const extensions[CHORA_SHAPEFILE_PARTS][2] = {
    { ".shp", ".SHP" }, { ".shx", ".SHX" }, { ".dbf", ".DBF" },
    { ".prj", ".PRJ" }, { ".cpg", ".CPG" },
};

/* The sibling of `path` with another extension, or NULL. */
static char *sibling(const char *path, const char *const spellings[2])
{
    size_t stem = strlen(path) - 4;
    char *other = chora_strdup(path);

    for (int i = 0; other && i < 2; i++) {
        memcpy(other + stem, spellings[i], 4);
        if (access(other, R_OK) == 0)
            return other;
    }
    free(other);
    return NULL;
}

/* ---- encoding ------------------------------------------------------------------------------ */

/*
 * What the language byte of a .dbf says for sure. 0x57 ("ANSI") is left out: it means whatever the
 * writer's computer was set to.
 */
static const struct {
    unsigned char language;
    const char *encoding;
} languages[] = {
    { 0x01, "CP437" },  { 0x02, "CP850" },  { 0x03, "CP1252" }, { 0x08, "CP865" },
    { 0x26, "CP866" },  { 0x64, "CP852" },  { 0x65, "CP866" },  { 0x66, "CP865" },
    { 0x6A, "CP737" },  { 0x6B, "CP857" },  { 0x78, "CP950" },  { 0x79, "CP949" },
    { 0x7A, "CP936" },  { 0x7B, "CP932" },  { 0x7C, "CP874" },  { 0x7D, "CP1255" },
    { 0x7E, "CP1256" }, { 0xC8, "CP1250" }, { 0xC9, "CP1251" }, { 0xCA, "CP1254" },
    { 0xCB, "CP1253" }, { 0xCC, "CP1257" },
};

static size_t read_start(const char *path, char *bytes, size_t size)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    ssize_t got = fd < 0 ? 0 : read(fd, bytes, size);

    if (fd >= 0)
        close(fd);
    return got > 0 ? (size_t)got : 0;
}

static bool is_encoding(const char *name)
{
    chora_buffer out = CHORA_BUFFER_INIT(16);
    int st = chora_text_to_utf8(name, "", 0, &out);

    chora_buffer_free(&out);
    return st == 0;
}

/* "UTF-8", "1256", "ANSI 1252", "ISO 88591", "88591" ... */
static bool name_encoding(const char *said, char out[64])
{
    const char *digits = said + strcspn(said, "0123456789");
    char number[8];

    snprintf(number, sizeof number, "%.6s", digits);
    number[strspn(number, "0123456789")] = '\0';
    if (strncmp(number, "8859", 4) == 0) {
        const char *part = digits + 4;
        part += *part == '-' || *part == '_' || *part == ' ';
        snprintf(out, 64, "ISO-8859-%.2s", part);
    } else if (strcmp(number, "65001") == 0 || strncasecmp(said, "UTF-8", 5) == 0 ||
               strncasecmp(said, "UTF8", 4) == 0) {
        snprintf(out, 64, "UTF-8");
    } else if (strlen(number) >= 3 && (digits == said || strncasecmp(said, "ANSI", 4) == 0 ||
                                       strncasecmp(said, "OEM", 3) == 0)) {
        snprintf(out, 64, "CP%s", number);
    } else {
        snprintf(out, 64, "%.60s", said);
    }
    return is_encoding(out);
}

static chora_status read_cpg(const char *path, const char *name, char out[64], chora_error *err)
{
    char said[64];
    size_t length = read_start(path, said, sizeof said - 1);

    said[length] = '\0';
    said[strcspn(said, "\r\n")] = '\0';
    length = strlen(said);
    while (length > 0 && said[length - 1] == ' ')
        said[--length] = '\0';
    if (length == 0 || name_encoding(said, out))
        return CHORA_OK;
    for (char *at = said; *at; at++)
        if (!isprint((unsigned char)*at))
            *at = '?';
    return chora_fail(err, CHORA_EDATA,
                      "%s: its .cpg names the encoding \"%s\", which is unknown; say it with "
                      "--encoding",
                      name, said);
}

static void read_language(const char *dbf, char out[64])
{
    char head[32];

    if (read_start(dbf, head, sizeof head) < sizeof head)
        return;
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
        if (languages[i].language == (unsigned char)head[29])
            snprintf(out, 64, "%s", languages[i].encoding);
}

/* ---- both ---------------------------------------------------------------------------------- */

static chora_status missing_part(const char *name, const char *part, chora_error *err)
{
    return chora_fail(err, CHORA_EDATA,
                      "%s: its %s file is missing; a shapefile is several files (.shp .shx "
                      ".dbf .prj) that must stay together",
                      name, part);
}

chora_status chora_shapefile_look(const char *path, const char *name, const char *told,
                                  chora_shapefile *out, chora_error *err)
{
    char *found[CHORA_SHAPEFILE_PARTS];
    size_t count = 0;

    memset(out, 0, sizeof *out);
    for (int i = 0; i < CHORA_SHAPEFILE_PARTS; i++) {
        found[i] = i == SHP ? chora_strdup(path) : sibling(path, extensions[i]);
        if (found[i])
            out->parts[count++] = found[i];
    }
    if (!found[SHP])
        return chora_no_memory(err);
    if (!found[DBF] || !found[SHX])
        return missing_part(name, found[DBF] ? ".shx" : ".dbf", err);
    if (told) {
        snprintf(out->encoding, sizeof out->encoding, "%.63s", told);
        return CHORA_OK;
    }
    read_language(found[DBF], out->encoding);
    return found[CPG] ? read_cpg(found[CPG], name, out->encoding, err) : CHORA_OK;
}

void chora_shapefile_free(chora_shapefile *shapefile)
{
    for (size_t i = 0; i < CHORA_SHAPEFILE_PARTS; i++)
        free(shapefile->parts[i]);
    memset(shapefile, 0, sizeof *shapefile);
}
