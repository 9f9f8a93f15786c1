/*
 * Thousands of cells may share one long text: a file of a hundred kilobytes then becomes gigabytes
 * in a reader's hands. Lengths are enough to see it coming.
 */
#include "exchange/workbook.h"
#include "base/memory.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <zip.h>

typedef struct {
    char tag[512]; /* From its "<". */
    size_t length; /* 0: between tags. */
    /* Shared texts. */
    uint32_t *lengths;
    size_t count, capacity;
    uint64_t text; /* Of the one being read. */
    /* The sheet. */
    bool shared, value; /* In a cell that shares a text; in its number. */
    uint64_t number;
    chora_workbook *seen;
} look;

typedef void end_of_tag(look *l);
typedef void text_byte(look *l, char byte);

static bool is_tag(const char *tag, const char *name)
{
    size_t length = strlen(name);
    return strncmp(tag + 1, name, length) == 0 && tag[1 + length] &&
           strchr(" \t\r\n>/", tag[1 + length]);
}

/* ---- shared texts -------------------------------------------------------------------------- */

static void end_of_text_tag(look *l)
{
    if (is_tag(l->tag, "si"))
        l->text = 0;
    if (!is_tag(l->tag, "/si"))
        return;
    if (chora_grow((void **)&l->lengths, &l->capacity, l->count, sizeof *l->lengths) == 0)
        l->lengths[l->count++] = l->text > UINT32_MAX ? UINT32_MAX : (uint32_t)l->text;
}

static void count_byte(look *l, char byte)
{
    (void)byte;
    l->text++;
}

/* ---- sheets -------------------------------------------------------------------------------- */

static void end_of_cell_tag(look *l)
{
    if (is_tag(l->tag, "row"))
        l->seen->hidden_rows +=
            strstr(l->tag, " hidden=\"1\"") || strstr(l->tag, " hidden=\"true\"");
    if (is_tag(l->tag, "c"))
        l->shared = strstr(l->tag, " t=\"s\"") != NULL;
    if (l->value && l->shared && l->number < l->count)
        l->seen->text_bytes += l->lengths[l->number];
    l->value = is_tag(l->tag, "v");
    l->number = 0;
}

static void add_digit(look *l, char byte)
{
    if (l->value && byte >= '0' && byte <= '9' && l->number < UINT32_MAX)
        l->number = l->number * 10 + (uint64_t)(byte - '0');
}

/* ---- names of sheets --------------------------------------------------------------------------
 */

/* The value of an attribute in the tag, its entities undone; false when it has none. */
static bool attribute(const char *tag, const char *name, char *out, size_t size)
{
    static const struct {
        const char *entity;
        char byte;
    } entities[] = {
        { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' }, { "&apos;", '\'' }
    };
    const char *at = strstr(tag, name);
    size_t length = 0;

    if (!at)
        return false;
    for (at += strlen(name); *at && *at != '"' && length + 1 < size; at++) {
        char byte = *at;
        for (size_t i = 0; byte == '&' && i < sizeof entities / sizeof *entities; i++)
            if (strncmp(at, entities[i].entity, strlen(entities[i].entity)) == 0) {
                byte = entities[i].byte;
                at += strlen(entities[i].entity) - 1;
                break;
            }
        out[length++] = byte;
    }
    out[length] = '\0';
    return true;
}

static void end_of_book_tag(look *l)
{
    char state[16];
    chora_workbook *seen = l->seen;

    if (is_tag(l->tag, "sheet") && attribute(l->tag, " state=\"", state, sizeof state) &&
        strstr(state, "idden") && seen->hidden_count < CHORA_HIDDEN_SHEETS &&
        attribute(l->tag, " name=\"", seen->hidden[seen->hidden_count], sizeof *seen->hidden))
        seen->hidden_count++;
}

static void pass_byte(look *l, char byte)
{
    (void)l;
    (void)byte;
}

/* ---- markup -------------------------------------------------------------------------------- */

static void take_byte(look *l, char byte, end_of_tag *end, text_byte *text)
{
    if (byte == '<') {
        l->tag[0] = byte;
        l->length = 1;
    } else if (l->length == 0) {
        text(l, byte);
    } else if (byte == '>') {
        l->tag[l->length] = '>';
        l->tag[l->length + 1] = '\0';
        l->length = 0;
        end(l);
    } else if (l->length < sizeof l->tag - 2) {
        l->tag[l->length++] = byte;
        l->seen->declares |= l->length == 9 && memcmp(l->tag, "<!DOCTYPE", 9) == 0;
    }
}

static void scan(look *l, zip_t *archive, zip_uint64_t index, end_of_tag *end, text_byte *text)
{
    char chunk[65536];
    zip_int64_t got;
    zip_file_t *file = zip_fopen_index(archive, index, 0);

    l->length = 0;
    l->value = l->shared = false;
    while (file && (got = zip_fread(file, chunk, sizeof chunk)) > 0)
        for (zip_int64_t i = 0; i < got; i++)
            take_byte(l, chunk[i], end, text);
    if (file)
        zip_fclose(file);
}

static bool is_sheet(const char *entry)
{
    static const char folder[] = "xl/worksheets/";
    return entry && strncasecmp(entry, folder, sizeof folder - 1) == 0 &&
           !strchr(entry + sizeof folder - 1, '/');
}

static void scan_named(look *l, zip_t *archive, const char *name, end_of_tag *end, text_byte *text)
{
    zip_int64_t index = zip_name_locate(archive, name, ZIP_FL_NOCASE);

    if (index >= 0)
        scan(l, archive, (zip_uint64_t)index, end, text);
}

void chora_workbook_look(const char *path, chora_workbook *out)
{
    int why;
    look l = { .seen = out };
    zip_t *archive = zip_open(path, ZIP_RDONLY, &why);

    memset(out, 0, sizeof *out);
    if (!archive)
        return;
    scan_named(&l, archive, "xl/workbook.xml", end_of_book_tag, pass_byte);
    scan_named(&l, archive, "xl/sharedStrings.xml", end_of_text_tag, count_byte);
    zip_int64_t entries = zip_get_num_entries(archive, 0);
    for (zip_int64_t i = 0; i < entries; i++)
        if (is_sheet(zip_get_name(archive, (zip_uint64_t)i, ZIP_FL_ENC_GUESS)))
            scan(&l, archive, (zip_uint64_t)i, end_of_cell_tag, add_digit);
    zip_discard(archive);
    free(l.lengths);
}
