#include "intake/row.h"

#include "base/text.h"
#include "geo/shape.h"
#include "intake/cell_number.h"
#include "intake/cell_range.h"
#include "intake/date_parts.h"
#include "intake/row_record.h"
#include "intake/totals_row.h"
#include "intake/unique.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROW_MAX ((size_t)16 << 20)

/* ---- opening ------------------------------------------------------------------------------- */

static bool is_mapped(const chora_mapping *mapping, size_t index)
{
    for (int i = 0; i < CHORA_COLUMNS; i++)
        if (mapping->index[i] == index)
            return true;
    return false;
}

static bool is_repeated(const char *const *headers, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (strcmp(headers[i], headers[index]) == 0)
            return true;
    return false;
}

static int compare_names(const void *a, const void *b, void *names)
{
    const char *const *texts = names;
    size_t left = *(const size_t *)a, right = *(const size_t *)b;
    int order = strcmp(texts[left], texts[right]);
    return order ? order : (left > right) - (left < right);
}

/** Unmapped columns keep their header; one that is there twice gets its number. */
static bool name_extras(chora_row_reader *reader, const char *const *headers, chora_arena *arena)
{
    for (size_t i = 0; i < reader->count; i++) {
        if (is_mapped(reader->mapping, i))
            continue;
        reader->extra_names[i] = is_repeated(headers, i)
                                     ? chora_arena_printf(arena, "%s (%zu)", headers[i], i + 1)
                                     : headers[i];
        if (reader->extra_names[i] == NULL)
            return false;
        reader->sorted[reader->sorted_count++] = i;
    }
    qsort_r(reader->sorted, reader->sorted_count, sizeof *reader->sorted, compare_names,
            reader->extra_names);
    return true;
}

chora_status chora_row_reader_open(chora_row_reader *reader, const chora_mapping *mapping,
                                   const chora_words *words, const char *const *headers,
                                   size_t count, chora_arena *arena, chora_error *err)
{
    *reader = (chora_row_reader){ .mapping = mapping,
                                  .words = words,
                                  .count = count,
                                  .extra = CHORA_BUFFER_INIT(ROW_MAX),
                                  .record = CHORA_BUFFER_INIT(ROW_MAX),
                                  .text = CHORA_BUFFER_INIT(ROW_MAX) };
    reader->extra_names = chora_arena_alloc(arena, count + 1, sizeof *reader->extra_names);
    reader->sorted = chora_arena_alloc(arena, count + 1, sizeof *reader->sorted);
    if (!reader->extra_names || !reader->sorted || !name_extras(reader, headers, arena))
        return chora_no_memory(err);
    return CHORA_OK;
}

void chora_row_reader_close(chora_row_reader *reader)
{
    free(reader->scratch);
    free(reader->lists);
    chora_buffer_free(&reader->extra);
    chora_buffer_free(&reader->record);
    chora_buffer_free(&reader->text);
}

/* ---- texts --------------------------------------------------------------------------------- */

/** Room for the cells' pointers and for all texts of the row: NFC makes a text at most 3 times as
 * long. */
static const char **room_for(chora_row_reader *reader, const chora_row *row)
{
    size_t pointers = (reader->count + 1) * sizeof(char *), bytes = 0, parts = 2;
    for (size_t i = 0; i < row->cell_count; i++)
        bytes += row->cells[i] ? strlen(row->cells[i]) : 0;
    size_t wanted = pointers + 2 * (3 * bytes + 2 * row->cell_count + 2);
    parts += bytes;
    if (wanted > reader->scratch_size) {
        char *larger = chora_realloc(reader->scratch, wanted, 1);
        if (larger == NULL)
            return NULL;
        reader->scratch = larger;
        reader->scratch_size = wanted;
    }
    if (parts > reader->list_size) {
        const char **larger = chora_realloc((void *)reader->lists, parts, sizeof *larger);
        if (larger == NULL)
            return NULL;
        reader->lists = larger;
        reader->list_size = parts;
    }
    reader->scratch_used = pointers;
    memset(reader->scratch, 0, pointers);
    return (const char **)(void *)reader->scratch;
}

static const char *keep(chora_row_reader *reader, const char *text, size_t length)
{
    char *copy = reader->scratch + reader->scratch_used;
    memcpy(copy, text, length);
    copy[length] = '\0';
    reader->scratch_used += length + 1;
    return copy;
}

/** White space is at most a space in ASCII, or begins or ends with a byte beyond it. */
static bool needs_no_trimming(const char *cell, size_t length)
{
    unsigned char first = (unsigned char)cell[0], last = (unsigned char)cell[length - 1];
    return first > ' ' && first < 0x7F && last > ' ' && last < 0x7F;
}

static bool is_ascii(const char *text, size_t length)
{
    uint64_t bytes = 0, word = 0;
    for (; length >= sizeof word; text += sizeof word, length -= sizeof word) {
        memcpy(&word, text, sizeof word);
        bytes |= word;
    }
    for (; length > 0; length--)
        bytes |= (unsigned char)*text++;
    return !(bytes & 0x8080808080808080u);
}

/** Trimmed, NFC; NULL for nothing. */
static const char *clean(chora_row_reader *reader, const char *cell)
{
    size_t length = cell ? strlen(cell) : 0;
    if (length == 0)
        return NULL;
    const char *text = needs_no_trimming(cell, length) ? cell : chora_text_trim(cell, &length);
    if (length == 0)
        return NULL;
    const char *kept = keep(reader, text, length);
    if (is_ascii(text, length))
        return kept;
    reader->scratch_used -= length + 1;
    chora_text_nfc(kept, &reader->text);
    reader->failed |= reader->text.failed;
    size_t most = reader->text.length < 3 * length ? reader->text.length : 3 * length;
    return keep(reader, chora_buffer_text(&reader->text), most);
}

static bool refuse(chora_row_reader *reader, chora_column column, const char *format, ...)
    CHORA_PRINTF(3, 4);

static bool refuse(chora_row_reader *reader, chora_column column, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(reader->reason, sizeof reader->reason, format, args);
    va_end(args);
    reader->reason_column =
        column < CHORA_COLUMNS && reader->mapping->index[column] != CHORA_UNMAPPED
            ? reader->mapping->index[column] + 1
            : 0;
    return false;
}

static const char *cell_of(const chora_row_reader *reader, const char *const *cells,
                           chora_column column)
{
    size_t index = reader->mapping->index[column];
    return index == CHORA_UNMAPPED ? NULL : cells[index];
}

/* ---- columns ------------------------------------------------------------------------------- */

static bool read_text(chora_row_reader *reader, chora_column column, const char *cell,
                      chora_incident_row *out)
{
    const char *meant = chora_words_find(reader->words, column, cell);
    out->texts[column] = meant ? (*meant ? meant : NULL) : cell;
    return true;
}

static void list_words(char *out, size_t size, const char *const *words)
{
    size_t used = 0;
    for (; *words && used < size; words++)
        used += (size_t)snprintf(out + used, size - used, "%s%s", used ? ", " : "", *words);
}

static bool read_word(chora_row_reader *reader, chora_column column, const char *cell,
                      chora_incident_row *out)
{
    const char *meant = chora_words_find(reader->words, column, cell);
    const chora_column_info *about = chora_column_about(column);
    char shown[CHORA_SHOWN_MAX], words[120];
    if (meant) {
        out->texts[column] = *meant ? meant : NULL;
        return true;
    }
    if (chora_cell_is_missing(cell))
        return true;
    list_words(words, sizeof words, about->words);
    return refuse(reader, column, "%s %s is none of: %s", about->name,
                  chora_cell_shown(cell, shown), words);
}

/** "3-5" in the only column that counts the killed: lowest and highest, and no best figure. */
static bool read_range(chora_row_reader *reader, chora_column column, const char *cell,
                       chora_incident_row *out)
{
    chora_column low, high;
    int64_t least, most;
    if (!chora_column_range(column, &low, &high) || reader->mapping->index[low] != CHORA_UNMAPPED ||
        reader->mapping->index[high] != CHORA_UNMAPPED || !chora_cell_range(cell, &least, &most))
        return false;
    out->counts[low] = least < 0 ? CHORA_NO_COUNT : least;
    out->counts[high] = most < 0 ? CHORA_NO_COUNT : most;
    reader->ranges++;
    return true;
}

static bool read_count(chora_row_reader *reader, chora_column column, const char *cell,
                       chora_incident_row *out)
{
    char why[CHORA_REASON_MAX], pointed[64];
    cell = chora_cell_pointed(cell, reader->mapping->decimal, pointed);
    if (chora_cell_count(cell, &out->counts[column], why) == CHORA_READ_REFUSED &&
        !read_range(reader, column, cell, out))
        return refuse(reader, column, "%s %s", chora_column_about(column)->name, why);
    return true;
}

/* Where the next of it stands at or behind `cell`; `last` is what was found before, NULL at first.
 */
static const char *next_of(const char *last, const char *cell, const char *what, const char *stop)
{
    if (last && last >= cell)
        return last;
    const char *found = *what ? strstr(cell, what) : NULL;
    return found ? found : stop;
}

/** Parts of a cell, each once, into the room left of `lists`. */
static void read_list(chora_row_reader *reader, const char *cell, const char **list, size_t *count)
{
    const char *stop = cell ? cell + strlen(cell) : NULL, *end = NULL, *line = NULL;
    while (cell) {
        end = next_of(end, cell, reader->split, stop);
        line = next_of(line, cell, "\n", stop);
        const char *to = line < end ? line : end;
        const char *part = keep(reader, cell, (size_t)(to - cell));
        size_t trimmed;
        const char *start = chora_text_trim(part, &trimmed);
        ((char *)(uintptr_t)start)[trimmed] = '\0';
        if (trimmed > 0)
            list[(*count)++] = start;
        cell = to == stop ? NULL : to + (to == end ? strlen(reader->split) : 1);
    }
    reader->failed |= !chora_unique(list, count);
}

static bool read_cell(chora_row_reader *reader, chora_column column, const char *cell,
                      chora_incident_row *out)
{
    switch (chora_column_about(column)->holds) {
    case CHORA_HOLDS_TEXT:
        return read_text(reader, column, cell, out);
    case CHORA_HOLDS_WORD:
        return read_word(reader, column, cell, out);
    case CHORA_HOLDS_COUNT:
        return read_count(reader, column, cell, out);
    default: /* Dates, coordinates and lists are read together. */
        return true;
    }
}

/* ---- dates --------------------------------------------------------------------------------- */

static int coarseness(const char *precision)
{
    static const char *const order[] = { "day", "week", "month", "year" };
    for (int i = 0; precision && i < 4; i++)
        if (strcmp(order[i], precision) == 0)
            return i;
    return 0;
}

static chora_reading read_first_day(const chora_row_reader *reader, const char *const *cells,
                                    chora_cell_days *out, char why[CHORA_REASON_MAX])
{
    const char *cell = cell_of(reader, cells, CHORA_COLUMN_DATE);
    const char *month = cell_of(reader, cells, CHORA_COLUMN_MONTH);
    const char *day = cell_of(reader, cells, CHORA_COLUMN_DAY);
    char whole[CHORA_DATE_PARTS_MAX];
    if (reader->mapping->index[CHORA_COLUMN_MONTH] == CHORA_UNMAPPED)
        return chora_cell_date(cell ? cell : "", reader->order, reader->serials, out, why);
    chora_reading read = chora_date_from_parts(cell, month, day, whole, why);
    return read == CHORA_READ_OK ? chora_cell_date(whole, reader->order, false, out, why) : read;
}

static bool read_dates(chora_row_reader *reader, const char *const *cells, chora_incident_row *out)
{
    const char *last = cell_of(reader, cells, CHORA_COLUMN_DATE_END);
    chora_cell_days days, end;
    char why[CHORA_REASON_MAX];
    chora_reading read = read_first_day(reader, cells, &days, why);
    if (read == CHORA_READ_REFUSED)
        return refuse(reader, CHORA_COLUMN_DATE, "%s", why);
    if (read == CHORA_READ_MISSING) {
        out->texts[CHORA_COLUMN_DATE_PRECISION] = NULL;
        return true;
    }
    out->has_day = true;
    out->day = days.first;
    out->day_end = days.last;
    const char *stated = out->texts[CHORA_COLUMN_DATE_PRECISION];
    if (coarseness(stated) < coarseness(days.precision) || stated == NULL)
        out->texts[CHORA_COLUMN_DATE_PRECISION] = days.precision;
    read = chora_cell_date(last ? last : "", reader->order, reader->serials, &end, why);
    if (read == CHORA_READ_REFUSED)
        return refuse(reader, CHORA_COLUMN_DATE_END, "end %s", why);
    if (read == CHORA_READ_MISSING)
        return true;
    if (end.last < days.first)
        return refuse(reader, CHORA_COLUMN_DATE_END, "ends before it begins");
    out->day_end = end.last;
    return true;
}

/* ---- places -------------------------------------------------------------------------------- */

static bool read_coordinate(chora_row_reader *reader, chora_column column, const char *cell,
                            const char *what, double limit, double *out)
{
    char why[CHORA_REASON_MAX], pointed[64];
    cell = chora_cell_pointed(cell ? cell : "", reader->mapping->decimal, pointed);
    if (chora_cell_degrees(cell, what, limit, out, why) == CHORA_READ_REFUSED)
        return refuse(reader, column, "%s", why);
    return true;
}

static bool read_point(chora_row_reader *reader, const chora_row *row, chora_incident_row *out)
{
    chora_shape shape;
    chora_error why = CHORA_ERROR_INIT;
    chora_arena *arena = chora_arena_new();
    bool fine = true;
    if (arena == NULL)
        return !(reader->failed = true);
    if (chora_shape_from_wkb(row->wkb, row->wkb_length, arena, &shape, &why))
        fine = refuse(reader, CHORA_COLUMNS, "geometry: %.200s", why.message);
    else if (shape.path_count > 0 && shape.kind != CHORA_SHAPE_POINTS)
        fine = refuse(reader, CHORA_COLUMNS, "the geometry is no point");
    else if (shape.path_count > 0 && (fabs(shape.xy[0].x) > 180 || fabs(shape.xy[0].y) > 90))
        fine = refuse(reader, CHORA_COLUMNS,
                      "the point is beyond 180\xC2\xB0 or 90\xC2\xB0; it "
                      "looks projected");
    else if (shape.path_count > 0) {
        out->lon = shape.xy[0].x;
        out->lat = shape.xy[0].y;
    }
    chora_arena_free(arena);
    return fine;
}

static bool read_place(chora_row_reader *reader, const chora_row *row, const char *const *cells,
                       chora_incident_row *out)
{
    bool mapped = reader->mapping->index[CHORA_COLUMN_LAT] != CHORA_UNMAPPED;
    if (!mapped && row->wkb && !read_point(reader, row, out))
        return false;
    if (mapped &&
        (!read_coordinate(reader, CHORA_COLUMN_LAT, cell_of(reader, cells, CHORA_COLUMN_LAT),
                          "latitude", 90, &out->lat) ||
         !read_coordinate(reader, CHORA_COLUMN_LON, cell_of(reader, cells, CHORA_COLUMN_LON),
                          "longitude", 180, &out->lon)))
        return false;
    if (isnan(out->lon) != isnan(out->lat))
        return refuse(reader, isnan(out->lon) ? CHORA_COLUMN_LON : CHORA_COLUMN_LAT,
                      "%s without %s", isnan(out->lon) ? "latitude" : "longitude",
                      isnan(out->lon) ? "longitude" : "latitude");
    if (out->lon == 0 && out->lat == 0) {
        reader->null_islands++;
        out->lon = out->lat = NAN;
    }
    return true;
}

/* ---- the row ------------------------------------------------------------------------------- */

/** The lowest figure is not above the highest. */
static bool check_range(chora_row_reader *reader, const chora_incident_row *row, const char *what,
                        chora_column low, chora_column high)
{
    if (row->counts[low] == CHORA_NO_COUNT || row->counts[high] == CHORA_NO_COUNT ||
        row->counts[low] <= row->counts[high])
        return true;
    /* UCDP publishes some such rows; they are its figures, not a typing mistake of the person. */
    if (strcmp(reader->mapping->kind, "table") != 0) {
        reader->crossed_ranges++;
        return true;
    }
    return refuse(reader, low, "lowest %s %lld is more than the highest, %lld", what,
                  (long long)row->counts[low], (long long)row->counts[high]);
}

static void read_lists(chora_row_reader *reader, const char *const *cells, chora_incident_row *out)
{
    out->evidence = reader->lists;
    read_list(reader, cell_of(reader, cells, CHORA_COLUMN_EVIDENCE), out->evidence,
              &out->evidence_count);
    out->sources = reader->lists + out->evidence_count;
    read_list(reader, cell_of(reader, cells, CHORA_COLUMN_SOURCE), out->sources,
              &out->source_count);
}

static bool read_cells(chora_row_reader *reader, const char *const *cells, chora_incident_row *out)
{
    for (int i = 0; i < CHORA_COLUMNS; i++) {
        const char *cell = cell_of(reader, cells, (chora_column)i);
        if (cell && !read_cell(reader, (chora_column)i, cell, out))
            return false;
    }
    return true;
}

static void row_init(chora_incident_row *out)
{
    *out = (chora_incident_row){ .lon = NAN, .lat = NAN };
    for (int i = 0; i < CHORA_COLUMNS; i++)
        out->counts[i] = CHORA_NO_COUNT;
}

bool chora_row_read(chora_row_reader *reader, const chora_row *row, chora_incident_row *out)
{
    const char **cells = room_for(reader, row);
    row_init(out);
    if (cells == NULL)
        return !(reader->failed = true);
    for (size_t i = 0; i < reader->count && i < row->cell_count; i++)
        cells[i] = clean(reader, row->cells[i]);
    if (!read_cells(reader, cells, out) || !read_dates(reader, cells, out) ||
        !read_place(reader, row, cells, out) ||
        !check_range(reader, out, "killed", CHORA_COLUMN_KILLED_LOW, CHORA_COLUMN_KILLED_HIGH) ||
        !check_range(reader, out, "injured", CHORA_COLUMN_INJURED_LOW, CHORA_COLUMN_INJURED_HIGH))
        return false;
    if (!out->has_day && chora_is_totals_row(cells, reader->count)) {
        snprintf(reader->reason, sizeof reader->reason,
                 "adds up other rows (\"Total\"): no incident");
        reader->reason_column = 0;
        return false;
    }
    read_lists(reader, cells, out);
    out->own = reader->scratch + (reader->count + 1) * sizeof *cells;
    out->own_length = (size_t)(reader->scratch + reader->scratch_used - out->own);
    chora_row_record(reader, cells, out);
    return !reader->failed;
}
