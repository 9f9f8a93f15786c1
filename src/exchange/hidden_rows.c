#include "exchange/hidden_rows.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>
#include <zip.h>

/* Where we are in the markup: the tag so far, from its "<". */
typedef struct {
    char tag[512];
    size_t length; /* 0: outside of a tag. */
    size_t hidden;
} scan;

static bool is_hidden_row(const char *tag)
{
    if (strncmp(tag, "<row", 4) != 0 || !strchr(" \t\r\n", tag[4]))
        return false;
    return strstr(tag, " hidden=\"1\"") || strstr(tag, " hidden=\"true\"");
}

static void take_byte(scan *s, char byte)
{
    if (byte == '<')
        s->length = 0;
    else if (s->length == 0)
        return;
    if (byte == '>') {
        s->tag[s->length] = '\0';
        s->hidden += is_hidden_row(s->tag);
        s->length = 0;
    } else if (s->length < sizeof s->tag - 1) {
        s->tag[s->length++] = byte;
    }
}

static void scan_sheet(zip_t *archive, zip_uint64_t index, scan *s)
{
    char chunk[65536];
    zip_int64_t got;
    zip_file_t *file = zip_fopen_index(archive, index, 0);

    s->length = 0;
    while (file && (got = zip_fread(file, chunk, sizeof chunk)) > 0)
        for (zip_int64_t i = 0; i < got; i++)
            take_byte(s, chunk[i]);
    if (file)
        zip_fclose(file);
}

size_t chora_hidden_rows(const char *path)
{
    static const char folder[] = "xl/worksheets/";
    int why;
    scan s = { .hidden = 0 };
    zip_t *archive = zip_open(path, ZIP_RDONLY, &why);
    zip_int64_t count = archive ? zip_get_num_entries(archive, 0) : 0;

    for (zip_int64_t i = 0; i < count; i++) {
        const char *entry = zip_get_name(archive, (zip_uint64_t)i, ZIP_FL_ENC_GUESS);
        if (entry && strncasecmp(entry, folder, sizeof folder - 1) == 0 &&
            !strchr(entry + sizeof folder - 1, '/'))
            scan_sheet(archive, (zip_uint64_t)i, &s);
    }
    if (archive)
        zip_discard(archive);
    return s.hidden;
}
