/* Choosing the format, checking what comes in, publishing what was made. */
#include "exchange/writer.h"
#include "base/file.h"
#include "base/text.h"
#include "exchange/json.h"
#include "exchange/writer_inside.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const chora_writer_kind *const kinds[] = {
    [CHORA_WRITE_GEOJSON] = &chora_write_geojson,
    [CHORA_WRITE_CSV] = &chora_write_csv,
    [CHORA_WRITE_GPKG] = &chora_write_gpkg,
    [CHORA_WRITE_XLSX] = &chora_write_xlsx,
};

chora_status chora_write_format_of(const char *path, chora_write_format *out, chora_error *err)
{
    static const struct {
        const char *extension;
        chora_write_format format;
    } known[] = {
        { "geojson", CHORA_WRITE_GEOJSON }, { "json", CHORA_WRITE_GEOJSON },
        { "csv", CHORA_WRITE_CSV },         { "gpkg", CHORA_WRITE_GPKG },
        { "xlsx", CHORA_WRITE_XLSX },
    };
    char extension[16];

    chora_path_extension(path, extension);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcmp(extension, known[i].extension) == 0) {
            *out = known[i].format;
            return CHORA_OK;
        }
    }
    if (strcmp(path, "-") != 0)
        return chora_fail(err, CHORA_EINVAL,
                          "%s: its name does not say the format; end it in .geojson .json "
                          ".csv .gpkg or .xlsx",
                          path);
    *out = CHORA_WRITE_GEOJSON;
    return CHORA_OK;
}

bool chora_writer_has_point(const chora_writer *writer)
{
    return writer->shape_kind == CHORA_SHAPE_POINTS;
}

/* ---- open and close ------------------------------------------------------------------------ */

enum { LARGEST_LINE = 1 << 30 };

static void writer_free(chora_writer *writer)
{
    if (!writer)
        return;
    if (writer->state)
        writer->kind->free(writer->state);
    for (size_t i = 0; i < writer->field_count; i++)
        free((char *)writer->fields[i].name);
    chora_buffer_free(&writer->line);
    free(writer->fields);
    free(writer->path);
    free(writer->layer);
    for (size_t i = 0; i < writer->about_count; i++)
        free(writer->about[i]);
    free(writer->about);
    free(writer->is_date);
    free(writer->kept);
    free(writer->picked);
    free(writer->account);
    free(writer->longitude);
    free(writer->latitude);
    free(writer->readme);
    free(writer);
}

static bool copy_fields(chora_writer *writer, const chora_field *fields, size_t count)
{
    writer->fields = chora_alloc(count ? count : 1, sizeof *writer->fields);
    writer->is_date = chora_alloc(count ? count : 1, sizeof *writer->is_date);
    if (!writer->fields || !writer->is_date)
        return false;
    for (size_t i = 0; i < count; i++) {
        writer->fields[i] = (chora_field){ chora_strdup(fields[i].name), fields[i].kind };
        if (fields[i].kind == CHORA_FIELD_DATE) {
            writer->fields[i].kind = CHORA_FIELD_TEXT;
            writer->is_date[i] = true;
        }
        if (!writer->fields[i].name)
            return false;
        writer->field_count++;
    }
    return true;
}

chora_status chora_writer_open(const char *path, chora_write_format format, const char *layer,
                               chora_shape_kind shape_kind, const chora_field *fields,
                               size_t field_count, chora_writer **out, chora_error *err)
{
    return chora_writer_open_columns(path, format, layer, shape_kind, fields, field_count, NULL,
                                     NULL, out, err);
}

/* ---- an allow-list of columns -------------------------------------------------------------- */

static chora_status no_column(const char *name, const chora_field *fields, size_t count,
                              chora_error *err)
{
    const char **names = chora_alloc(count + 1, sizeof *names);
    chora_buffer all = CHORA_BUFFER_INIT(1 << 16);
    if (!names)
        return chora_no_memory(err);
    for (size_t i = 0; i < count; i++) {
        names[i] = fields[i].name;
        chora_buffer_printf(&all, "%s%s", i ? ", " : "", names[i]);
    }
    const char *near = chora_text_nearest(name, names);
    chora_status st =
        near ? chora_fail(err, CHORA_EINVAL, "no column \"%s\"; did you mean \"%s\"?", name, near)
             : chora_fail(err, CHORA_EINVAL, "no column \"%s\"; there are %s, geometry", name,
                          chora_buffer_text(&all));
    chora_buffer_free(&all);
    free(names);
    return st;
}

static bool is_listed(const char *list, const char *name)
{
    size_t length = strlen(name);
    while (*list) {
        size_t item = strcspn(list, ","), kept;
        const char *from = list;
        for (kept = item; kept && *from == ' '; kept--)
            from++;
        while (kept && from[kept - 1] == ' ')
            kept--;
        if (kept == length && memcmp(from, name, length) == 0)
            return true;
        list += item + (list[item] == ',');
    }
    return false;
}

/* Every name of the list is a column, or geometry. */
static chora_status check_list(const char *list, const chora_field *fields, size_t count,
                               chora_error *err)
{
    while (*list) {
        char name[128];
        size_t item = strcspn(list, ","), length = item < sizeof name ? item : sizeof name - 1;
        bool known = false;
        memcpy(name, list, length);
        name[length] = '\0';
        size_t trimmed;
        const char *word = chora_text_trim(name, &trimmed);
        name[(size_t)(word - name) + trimmed] = '\0';
        for (size_t i = 0; i < count; i++)
            known = known || strcmp(fields[i].name, word) == 0;
        if (!known && strcmp(word, "geometry") != 0)
            return no_column(word, fields, count, err);
        list += item + (list[item] == ',');
    }
    return CHORA_OK;
}

/* Which of the fields are written; `fields` and `count` become those. */
static chora_status pick(chora_writer *writer, const char *columns, chora_field *fields,
                         size_t *count, chora_error *err)
{
    chora_status st = check_list(columns, fields, *count, err);
    if (st)
        return st;
    writer->kept = chora_alloc(*count + 1, sizeof *writer->kept);
    writer->picked = chora_alloc(*count + 1, sizeof *writer->picked);
    if (!writer->kept || !writer->picked)
        return chora_no_memory(err);
    writer->no_id = *count == 0 || !is_listed(columns, fields[0].name);
    writer->no_shape = writer->shape_kind == CHORA_SHAPE_POINTS && !is_listed(columns, "geometry");
    size_t kept = 0;
    for (size_t i = 0; i < *count; i++)
        if (is_listed(columns, fields[i].name)) {
            writer->kept[kept] = i;
            fields[kept++] = fields[i];
        }
    *count = kept;
    return CHORA_OK;
}

static chora_status make_fields(chora_writer *writer, const chora_field *fields, size_t count,
                                const char *columns, const chora_writer_words *words,
                                chora_error *err)
{
    chora_field *list = chora_alloc(count + 1, sizeof *list);
    if (!list)
        return chora_no_memory(err);
    memcpy(list, fields, count * sizeof *list);
    chora_status st = columns ? pick(writer, columns, list, &count, err) : CHORA_OK;
    for (size_t i = 0; !st && words && i < count; i++)
        list[i].name = words->heads[writer->kept ? writer->kept[i] : i];
    if (!st && !copy_fields(writer, list, count))
        st = chora_no_memory(err);
    free(list);
    if (!st && writer->no_shape)
        writer->shape_kind = (chora_shape_kind)0;
    return st;
}

static bool copy_words(chora_writer *writer, const chora_writer_words *words)
{
    writer->leftward = words->leftward;
    writer->longitude = chora_strdup(words->longitude);
    writer->latitude = chora_strdup(words->latitude);
    writer->readme = chora_strdup(words->readme);
    return writer->longitude && writer->latitude && writer->readme;
}

bool chora_writer_keeps(const chora_writer *writer, size_t field)
{
    for (size_t i = 0; writer->kept && i < writer->field_count; i++)
        if (writer->kept[i] == field)
            return true;
    return !writer->kept;
}

chora_status chora_writer_open_columns(const char *path, chora_write_format format,
                                       const char *layer, chora_shape_kind shape_kind,
                                       const chora_field *fields, size_t field_count,
                                       const char *columns, const chora_writer_words *words,
                                       chora_writer **out, chora_error *err)
{
    chora_writer *writer = chora_alloc(1, sizeof *writer);

    if (!writer)
        return chora_no_memory(err);
    writer->kind = kinds[format];
    writer->line = (chora_buffer)CHORA_BUFFER_INIT((size_t)LARGEST_LINE);
    writer->shape_kind = shape_kind;
    writer->path = chora_strdup(path);
    writer->layer = chora_strdup(layer && *layer ? layer : "layer");
    chora_status st = writer->path && writer->layer
                          ? make_fields(writer, fields, field_count, columns, words, err)
                          : chora_no_memory(err);
    if (!st && words && !copy_words(writer, words))
        st = chora_no_memory(err);
    if (!st)
        st = writer->kind->open(writer, err);
    if (st) {
        writer_free(writer);
        return st;
    }
    *out = writer;
    return CHORA_OK;
}

/* No output may hold text that readers of it would refuse. */
static chora_status check_text(const chora_writer *writer, const chora_cell_out *cells,
                               chora_error *err)
{
    for (size_t i = 0; i < writer->field_count; i++) {
        const char *text =
            writer->fields[i].kind == CHORA_FIELD_TEXT && !cells[i].missing ? cells[i].text : NULL;
        size_t length = text ? strlen(text) : 0;
        if (text && chora_utf8_valid_prefix(text, length) < length)
            return chora_fail(err, CHORA_EINVAL, "%s: a text of the column \"%s\" is not UTF-8",
                              writer->path, writer->fields[i].name);
    }
    return CHORA_OK;
}

static chora_status add_formatted(chora_writer *writer, const char *id, const chora_shape *shape,
                                  int decimals, const chora_cell_out *cells, chora_error *err)
{
    chora_status st = writer->kind->format(writer, id, shape, decimals, cells, &writer->line, err);
    if (!st)
        writer->kind->put(writer, &writer->line);
    chora_buffer_clear(&writer->line);
    return st;
}

/* To `to`, or, where it is NULL, into the file. */
static chora_status take_row(chora_writer *writer, const char *id, const chora_shape *shape,
                             int decimals, const chora_cell_out *cells, chora_buffer *to,
                             chora_error *err)
{
    if (writer->failed)
        return chora_fail(err, writer->failed, "%s: an earlier row could not be written",
                          writer->path);
    int kept = decimals < 0 ? 0 : decimals > 6 ? 6 : decimals;
    for (size_t i = 0; writer->kept && i < writer->field_count; i++)
        writer->picked[i] = cells[writer->kept[i]];
    cells = writer->kept ? writer->picked : cells;
    id = writer->no_id ? NULL : id;
    shape = writer->no_shape ? NULL : shape;
    writer->failed = check_text(writer, cells, err);
    if (writer->failed)
        return writer->failed;
    if (to)
        writer->failed = writer->kind->format(writer, id, shape, kept, cells, to, err);
    else if (writer->kind->format)
        writer->failed = add_formatted(writer, id, shape, kept, cells, err);
    else
        writer->failed = writer->kind->add(writer, id, shape, kept, cells, err);
    return writer->failed;
}

chora_status chora_writer_add(chora_writer *writer, const char *id, const chora_shape *shape,
                              int decimals, const chora_cell_out *cells, chora_error *err)
{
    return take_row(writer, id, shape, decimals, cells, NULL, err);
}

bool chora_writer_formats(const chora_writer *writer)
{
    return writer->kind->format != NULL;
}

chora_status chora_writer_format(chora_writer *writer, const char *id, const chora_shape *shape,
                                 int decimals, const chora_cell_out *cells, chora_buffer *to,
                                 chora_error *err)
{
    return take_row(writer, id, shape, decimals, cells, to, err);
}

static void fork_free(chora_writer *fork)
{
    chora_buffer_free(&fork->line);
    free(fork->picked);
    free(fork);
}

chora_status chora_writer_fork(const chora_writer *writer, chora_writer **out, chora_error *err)
{
    chora_writer *fork = chora_alloc(1, sizeof *fork);
    if (!fork)
        return chora_no_memory(err);
    *fork = *writer;
    fork->line = (chora_buffer)CHORA_BUFFER_INIT((size_t)LARGEST_LINE);
    fork->picked = writer->kept ? chora_alloc(writer->field_count + 1, sizeof *fork->picked) : NULL;
    fork->state = writer->kind->fork ? writer->kind->fork(writer->state) : NULL;
    if ((writer->kept && !fork->picked) || (writer->kind->fork && !fork->state)) {
        if (fork->state)
            writer->kind->join(NULL, fork->state);
        fork_free(fork);
        return chora_no_memory(err);
    }
    *out = fork;
    return CHORA_OK;
}

void chora_writer_join(chora_writer *writer, chora_writer *fork)
{
    if (!fork)
        return;
    if (fork->state)
        writer->kind->join(writer->state, fork->state);
    fork_free(fork);
}

void chora_writer_put(chora_writer *writer, const chora_buffer *rows)
{
    writer->kind->put(writer, rows);
}

chora_status chora_writer_close(chora_writer *writer, chora_error *err)
{
    chora_status st = writer->failed ? chora_fail(err, writer->failed,
                                                  "%s: a row could not be written", writer->path)
                                     : writer->kind->finish(writer, err);
    writer_free(writer);
    return st;
}

chora_status chora_writer_about(chora_writer *writer, const char *name, const char *text,
                                chora_error *err)
{
    const char *pair[] = { name, text };
    for (int i = 0; i < 2; i++) {
        char *copy = chora_strdup(pair[i]);
        if (!copy || chora_grow((void **)&writer->about, &writer->about_capacity,
                                writer->about_count, sizeof copy)) {
            free(copy);
            return chora_no_memory(err);
        }
        writer->about[writer->about_count++] = copy;
    }
    return CHORA_OK;
}

chora_status chora_writer_account(chora_writer *writer, const char *const *names,
                                  const int64_t *numbers, size_t count, chora_error *err)
{
    chora_buffer text = CHORA_BUFFER_INIT(1 << 16);
    chora_json json;

    chora_json_begin(&json, &text, false);
    chora_json_object(&json, NULL);
    for (size_t i = 0; i < count; i++)
        chora_json_integer(&json, names[i], numbers[i]);
    chora_json_object_end(&json);
    free(writer->account);
    writer->account = text.failed ? NULL : chora_strdup(chora_buffer_text(&text));
    chora_buffer_free(&text);
    return writer->account ? CHORA_OK : chora_no_memory(err);
}

void chora_writer_discard(chora_writer *writer)
{
    writer_free(writer);
}

/* ---- publishing a file made elsewhere ------------------------------------------------------ */

chora_status chora_writer_publish(const chora_writer *writer, const char *made, chora_error *err)
{
    char chunk[1 << 16];
    ssize_t got = -1;
    chora_output *output = NULL;
    chora_status st = chora_output_open(writer->path, &output, err);
    int fd = st ? -1 : open(made, O_RDONLY | O_CLOEXEC);

    while (fd >= 0 && ((got = read(fd, chunk, sizeof chunk)) > 0 || (got < 0 && errno == EINTR)))
        if (got > 0)
            chora_output_write(output, chunk, (size_t)got);
    if (fd >= 0)
        close(fd);
    if (st)
        return st;
    if (got < 0) {
        chora_output_discard(output);
        return chora_fail(err, CHORA_EIO, "%s: cannot be written: %s", writer->path,
                          strerror(errno));
    }
    return chora_output_commit(output, NULL, err);
}
