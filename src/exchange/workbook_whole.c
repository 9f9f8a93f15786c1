#include "exchange/workbook_whole.h"

#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

enum { CHUNK = 1 << 16, EDGE = 4096 };

/* A part as it goes by: its first bytes, its last, and how many there were. */
typedef struct {
    char first[EDGE + 1], last[EDGE + 1];
    size_t first_length, last_length;
    long total;
} passing;

static void pass(passing *part, const char *bytes, size_t length)
{
    size_t room = EDGE - part->first_length, take = length < room ? length : room;
    memcpy(part->first + part->first_length, bytes, take);
    part->first_length += take;
    part->total += (long)length;
    if (length > EDGE) {
        bytes += length - EDGE;
        length = EDGE;
    }
    size_t keep = part->last_length + length > EDGE ? EDGE - length : part->last_length;
    memmove(part->last, part->last + part->last_length - keep, keep);
    memcpy(part->last + keep, bytes, length);
    part->last_length = keep + length;
}

static bool read_part(zip_t *archive, zip_uint64_t index, char *chunk, passing *out)
{
    zip_file_t *file = zip_fopen_index(archive, index, 0);
    zip_int64_t got = -1;
    *out = (passing){ .total = 0 };
    while (file && (got = zip_fread(file, chunk, CHUNK)) > 0)
        pass(out, chunk, (size_t)got);
    if (file)
        zip_fclose(file);
    return got == 0;
}

static bool has_ends(const passing *part)
{
    size_t length = part->last_length;
    while (length > 0 && part->last[length - 1] == '\n')
        length--;
    return strncmp(part->first, "<?xml", 5) == 0 && length > 0 && part->last[length - 1] == '>';
}

/* What is between <sheetData> and </sheetData>; -1: one of the two is missing. */
static long bytes_of_rows(const passing *part)
{
    static const char begin[] = "<sheetData>", end[] = "</sheetData>";
    const char *from = strstr(part->first, begin), *to = NULL;
    for (const char *at = part->last; (at = strstr(at, end)); at++)
        to = at;
    if (!from || !to || !strstr(to, "</worksheet>"))
        return -1;
    long before = from + (long)strlen(begin) - part->first;
    return part->total - before - (long)(part->last_length - (size_t)(to - part->last));
}

/* 2 of "xl/worksheets/sheet2.xml"; 0: it is no sheet. */
static size_t sheet_number(const char *name)
{
    size_t number = 0;
    return name && sscanf(name, "xl/worksheets/sheet%zu.xml", &number) == 1 ? number : 0;
}

static bool is_whole(zip_t *archive, const long *row_bytes, size_t sheets, char *chunk,
                     passing *part)
{
    zip_int64_t count = zip_get_num_entries(archive, 0);
    size_t seen = 0;
    bool whole = count > 0;
    for (zip_int64_t i = 0; whole && i < count; i++) {
        size_t sheet = sheet_number(zip_get_name(archive, (zip_uint64_t)i, 0));
        whole = read_part(archive, (zip_uint64_t)i, chunk, part) && has_ends(part);
        if (whole && sheet >= 1 && sheet <= sheets) {
            whole = bytes_of_rows(part) == row_bytes[sheet - 1];
            seen++;
        }
    }
    return whole && seen == sheets;
}

bool chora_workbook_whole(const char *path, const long *row_bytes, size_t sheets)
{
    zip_t *archive = zip_open(path, ZIP_RDONLY, NULL);
    char *chunk = chora_alloc(CHUNK, 1);
    passing *part = chora_alloc(1, sizeof *part);
    bool whole = archive && chunk && part && is_whole(archive, row_bytes, sheets, chunk, part);
    if (archive)
        zip_discard(archive);
    free(chunk);
    free(part);
    return whole;
}
