/* A mapping meets the headers of a file. */
#include "intake/mapping.h"

#include "base/text.h"

#include <string.h>

#define KEY_MAX 65536
#define SAMPLE_COLUMN_MAX 60

/** The only header that reads so; `twice` when there are more. */
static size_t find_header(const char *wanted, const char *const *headers, size_t count, bool by_key,
                          bool *twice)
{
    chora_buffer key = CHORA_BUFFER_INIT(KEY_MAX), other = CHORA_BUFFER_INIT(KEY_MAX);
    size_t found = CHORA_UNMAPPED;
    *twice = false;
    if (by_key)
        chora_header_key(wanted, &key);
    for (size_t i = 0; i < count; i++) {
        bool same = !by_key && strcmp(headers[i], wanted) == 0;
        if (by_key) {
            chora_header_key(headers[i], &other);
            same =
                key.length > 0 && strcmp(chora_buffer_text(&key), chora_buffer_text(&other)) == 0;
        }
        if (same && found != CHORA_UNMAPPED)
            *twice = true;
        else if (same)
            found = i;
    }
    chora_buffer_free(&key);
    chora_buffer_free(&other);
    return found;
}

static const char *nearest_header(const char *wanted, const char *const *headers, size_t count)
{
    const char *words[257] = { 0 };
    for (size_t i = 0; i < count && i < 256; i++)
        words[i] = headers[i];
    return chora_text_nearest(wanted, words);
}

static void tell(const chora_mapping *mapping, chora_column column, chora_error *problems,
                 const char *text)
{
    if (mapping->said[column])
        chora_yaml_problem(problems, mapping->file, mapping->said[column], "%s", text);
    else
        chora_also(problems, CHORA_EINVAL, "%s: %s", chora_column_about(column)->name, text);
}

/* The reader calls the second of two columns "date (2)": which one is meant must be said. */
static bool is_doubled(const char *name, const char *const *headers, size_t count)
{
    size_t length = strlen(name);
    for (size_t i = 0; i < count; i++)
        if (strncmp(headers[i], name, length) == 0 && strcmp(headers[i] + length, " (2)") == 0)
            return true;
    return false;
}

static void bind_column(chora_mapping *mapping, chora_column column, const char *const *headers,
                        size_t count, chora_error *problems)
{
    const char *wanted = mapping->columns[column];
    bool twice;
    chora_buffer text = CHORA_BUFFER_INIT(2048);
    mapping->index[column] = CHORA_UNMAPPED;
    if (wanted == NULL)
        return;
    size_t found = find_header(wanted, headers, count, false, &twice);
    if (found == CHORA_UNMAPPED)
        found = find_header(wanted, headers, count, true, &twice);
    if (found == CHORA_UNMAPPED) {
        const char *near = nearest_header(wanted, headers, count);
        chora_buffer_printf(&text, "the file has no column \"%.200s\"", wanted);
        if (near)
            chora_buffer_printf(&text, "; did you mean \"%.200s\"?", near);
        tell(mapping, column, problems, chora_buffer_text(&text));
    } else if (twice) {
        chora_buffer_printf(
            &text, "the file has more than one column \"%.200s\"; rename one of them", wanted);
        tell(mapping, column, problems, chora_buffer_text(&text));
    } else if (!mapping->said[column] && is_doubled(headers[found], headers, count)) {
        chora_buffer_printf(&text,
                            "the file has more than one column \"%.200s\"; rename one, or say in a "
                            "mapping file which: \"%.200s\" or \"%.200s (2)\"",
                            headers[found], headers[found], headers[found]);
        tell(mapping, column, problems, chora_buffer_text(&text));
    } else {
        mapping->index[column] = found;
    }
    chora_buffer_free(&text);
}

static bool places_rows(const chora_mapping *mapping)
{
    const char *const *columns = mapping->columns;
    return columns[CHORA_COLUMN_AREA] || columns[CHORA_COLUMN_DISTRICT] ||
           columns[CHORA_COLUMN_PLACE] || columns[CHORA_COLUMN_CODE] ||
           columns[CHORA_COLUMN_COUNTRY] ||
           (columns[CHORA_COLUMN_LAT] && columns[CHORA_COLUMN_LON]);
}

static void add_headers(chora_buffer *out, const char *const *headers, size_t count)
{
    size_t shown = count < 40 ? count : 40;
    for (size_t i = 0; i < shown; i++) {
        size_t length = chora_utf8_cut(headers[i], SAMPLE_COLUMN_MAX);
        chora_buffer_printf(out, "%s\"%.*s\"", i ? ", " : "", (int)length, headers[i]);
    }
    if (shown < count)
        chora_buffer_printf(out, " and %zu more", count - shown);
}

/** A title and empty cells, or one cell: the names of the columns may stand in another row. */
static bool is_hardly_header(const char *const *headers, size_t count)
{
    size_t made = 0;
    for (size_t i = 0; i < count; i++)
        made += strncmp(headers[i], "column ", 7) == 0;
    return count - made < 3;
}

/** No column says when or where: the headers, and how to say it. */
static chora_status not_enough(const chora_mapping *mapping, bool has_date,
                               const char *const *headers, size_t count, chora_error *err)
{
    chora_buffer list = CHORA_BUFFER_INIT(4096), written = CHORA_BUFFER_INIT(65536);
    chora_mapping template = *mapping;
    template.columns[has_date ? CHORA_COLUMN_AREA : CHORA_COLUMN_DATE] = "its column here";
    add_headers(&list, headers, count);
    chora_mapping_write(&template, &written);
    chora_status st = chora_fail(
        err, CHORA_EINVAL,
        "no column is known to hold %s; the file has %s\n"
        "%swrite a mapping file and give it with --columns mapping.yaml, for example:\n%s",
        has_date ? "a place, area or coordinates" : "a date", chora_buffer_text(&list),
        is_hardly_header(headers, count)
            ? "if the header stands further down, say in which row: header_row: 4\n"
            : "",
        chora_buffer_text(&written));
    chora_buffer_free(&list);
    chora_buffer_free(&written);
    return st;
}

static void check_companions(const chora_mapping *mapping, chora_error *problems)
{
    const char *const *columns = mapping->columns;
    bool lat = columns[CHORA_COLUMN_LAT] != NULL, lon = columns[CHORA_COLUMN_LON] != NULL;
    if (lat != lon)
        tell(mapping, lat ? CHORA_COLUMN_LAT : CHORA_COLUMN_LON, problems,
             lat ? "lon needs a column too: coordinates are a pair"
                 : "lat needs a column too: coordinates are a pair");
    if (columns[CHORA_COLUMN_DAY] && !columns[CHORA_COLUMN_MONTH])
        tell(mapping, CHORA_COLUMN_DAY, problems,
             "month needs a column too: with day, date names the column of the year");
}

chora_status chora_mapping_bind(chora_mapping *mapping, const char *const *headers, size_t count,
                                bool has_points, chora_error *err)
{
    chora_error problems = CHORA_ERROR_INIT;
    bool has_date = mapping->columns[CHORA_COLUMN_DATE] != NULL;
    for (int i = 0; i < CHORA_COLUMNS; i++)
        bind_column(mapping, (chora_column)i, headers, count, &problems);
    check_companions(mapping, &problems);
    if (problems.status) {
        if (err)
            *err = problems;
        return problems.status;
    }
    if (!has_date || !(has_points || places_rows(mapping)))
        return not_enough(mapping, has_date, headers, count, err);
    return CHORA_OK;
}
