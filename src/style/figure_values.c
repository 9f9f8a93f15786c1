/* The values of a figure file that take more than a kind. */
#include "style/figure.h"
#include "style/figure_keys.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

static const char *keep(chora_reading *reading, const char *text)
{
    const char *copy = chora_arena_strdup(reading->arena, text);

    reading->no_memory |= copy == NULL;
    return copy;
}

/* It becomes a file name. */
void chora_figure_read_id(chora_reading *reading, const chora_key *key, const chora_yaml_node *node,
                          void *target)
{
    chora_figure *figure = target;
    chora_buffer slug = CHORA_BUFFER_SMALL(256);
    const char *text = chora_reading_text(reading, key, node);

    if (!text)
        return;
    chora_text_slug(text, &slug);
    if (slug.failed)
        reading->no_memory = true;
    else if (strcmp(chora_buffer_text(&slug), text) != 0)
        chora_reading_problem(reading, node,
                              "figure is used in file names; write \"%s\", not \"%s\"",
                              chora_buffer_text(&slug), text);
    else
        figure->id = keep(reading, text);
    chora_buffer_free(&slug);
}

/* "{perid}" would be printed as it stands. */
static void check_marks(chora_reading *reading, const chora_yaml_node *node, const char *text)
{
    static const char *const marks[] = { "period", "dataset", "country", "total", NULL };

    for (const char *open = strchr(text, '{'); open; open = strchr(open + 1, '{')) {
        size_t length = strspn(open + 1, "abcdefghijklmnopqrstuvwxyz_");
        char word[32];
        chora_yaml_node mark = *node;
        bool known = false;

        if (length == 0 || length >= sizeof word || open[1 + length] != '}')
            continue;
        memcpy(word, open + 1, length);
        word[length] = '\0';
        for (size_t i = 0; marks[i]; i++)
            known |= strcmp(marks[i], word) == 0;
        mark.text = word;
        if (!known)
            chora_reading_unknown(reading, &mark, "placeholder", marks);
    }
}

void chora_figure_read_title(chora_reading *reading, const chora_key *key,
                             const chora_yaml_node *node, void *target)
{
    const char *text = "";

    if (!chora_yaml_is_null(node))
        text = chora_reading_text(reading, key, node);
    if (!text)
        return;
    check_marks(reading, node, text);
    *(const char **)((char *)target + key->place) = keep(reading, text);
}

/* One code or a list of them; kept with commas between. */
void chora_figure_read_where(chora_reading *reading, const chora_key *key,
                             const chora_yaml_node *node, void *target)
{
    chora_figure *figure = target;
    const char *text = chora_yaml_is_null(node) ? NULL : chora_reading_text(reading, key, node);

    if (!text) /* `where:` with nothing behind it asks for nothing */
        return;
    figure->where = keep(reading, text);
    figure->where_row = node->row;
    figure->where_column = node->column;
}

void chora_figure_read_areas(chora_reading *reading, const chora_key *key,
                             const chora_yaml_node *node, void *target)
{
    chora_figure *figure = target;
    chora_buffer codes = CHORA_BUFFER_INIT(1 << 16);
    bool list = node->kind == CHORA_YAML_SEQUENCE;

    for (size_t i = 0; i < (list ? node->count : 1); i++) {
        const char *code = chora_reading_text(reading, key, list ? &node->items[i] : node);
        if (!code)
            continue;
        if (codes.length > 0)
            chora_buffer_add_text(&codes, ",");
        chora_buffer_add_text(&codes, code);
    }
    reading->no_memory |= codes.failed;
    if (codes.length > 0)
        figure->frame_areas = keep(reading, chora_buffer_text(&codes));
    chora_buffer_free(&codes);
}

void chora_figure_read_boundaries(chora_reading *reading, const chora_key *key,
                                  const chora_yaml_node *node, void *target)
{
    chora_figure *figure = target;
    chora_period day = { CHORA_PERIOD_SPAN, CHORA_BOUNDARIES_CURRENT, CHORA_BOUNDARIES_CURRENT };
    chora_error err = CHORA_ERROR_INIT;
    const char *text = chora_reading_text(reading, key, node);

    if (!text)
        return;
    if (strcmp(text, "current") != 0 && chora_period_parse(text, &day, &err)) {
        chora_reading_problem(reading, node, "boundaries takes current or a date: %s", err.message);
        return;
    }
    figure->boundaries_given = true;
    figure->boundaries_on = day.last;
}

void chora_figure_read_period(chora_reading *reading, const chora_key *key,
                              const chora_yaml_node *node, void *target)
{
    chora_figure *figure = target;
    chora_error err = CHORA_ERROR_INIT;
    const char *text = chora_reading_text(reading, key, node);

    if (!text)
        return;
    if (chora_period_read(text, &figure->period, &figure->period_written, &err) == CHORA_OK)
        figure->period_given = true;
    else
        chora_reading_problem(reading, node, "%s", err.message);
}

void chora_figure_read_page(chora_reading *reading, const chora_key *key,
                            const chora_yaml_node *node, void *target)
{
    chora_figure *figure = target;

    chora_schema_read(reading, node, key->name, key->keys, target);
    if (node->kind != CHORA_YAML_MAPPING)
        return;
    figure->width_given = chora_yaml_get(node, "width") != NULL;
    figure->height_given = chora_yaml_get(node, "height") != NULL;
}

void chora_figure_read_repeat(chora_reading *reading, const chora_key *key,
                              const chora_yaml_node *node, void *target)
{
    chora_figure *figure = target;

    chora_schema_read(reading, node, key->name, key->keys, target);
    figure->repeats = node->kind == CHORA_YAML_MAPPING && chora_yaml_get(node, "by") != NULL;
}

/* {by: quarter}; alone it is by month. */
void chora_figure_read_path(chora_reading *reading, const chora_key *key,
                            const chora_yaml_node *node, void *target)
{
    chora_figure *figure = target;

    figure->path_by = CHORA_PERIOD_MONTH;
    if (!chora_yaml_is_null(node))
        chora_schema_read(reading, node, key->name, key->keys, target);
    figure->has_path = true;
    figure->path_row = node->row;
    figure->path_column = node->column;
}

void chora_figure_read_area_labels(chora_reading *reading, const chora_key *key,
                                   const chora_yaml_node *node, void *target)
{
    chora_figure *figure = target;
    int word = 0;

    if (!chora_reading_word(reading, key, node, &word))
        return;
    figure->area_labels = word != CHORA_AREA_NONE;
    figure->area_values = word == CHORA_AREA_NAME_AND_NUMBER || word == CHORA_AREA_NUMBER;
    figure->area_names = word != CHORA_AREA_NUMBER;
}

/* ---- outputs --------------------------------------------------------------------------------- */

static const char *format_of(const char *text, size_t length)
{
    static const char *const formats[] = { "png", "svg", "pdf", CHORA_OUTPUT_EDITABLE };

    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strlen(formats[i]) == length && strncmp(formats[i], text, length) == 0)
            return formats[i];
    return NULL;
}

/* "png@300dpi" */
static bool read_output(const char *text, chora_figure_output *out)
{
    size_t length = strcspn(text, "@");
    const char *at = text + length;
    char digits[16] = "";

    out->format = format_of(text, length);
    out->dpi = 0;
    if (!out->format || !*at)
        return out->format != NULL;
    size_t count = strspn(at + 1, "0123456789.");
    if (count == 0 || count >= sizeof digits || strcmp(at + 1 + count, "dpi") != 0 ||
        strcmp(out->format, "png") != 0)
        return false;
    memcpy(digits, at + 1, count);
    return chora_text_number(digits, &out->dpi) && out->dpi >= 36 && out->dpi <= 2400;
}

void chora_figure_read_outputs(chora_reading *reading, const chora_key *key,
                               const chora_yaml_node *node, void *target)
{
    chora_figure *figure = target;
    const size_t room = sizeof figure->outputs / sizeof *figure->outputs;
    bool list = node->kind == CHORA_YAML_SEQUENCE;
    size_t count = list ? node->count : 1;

    figure->output_count = 0;
    if (count > room) {
        chora_reading_problem(reading, node, "outputs takes at most %zu", room);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const chora_yaml_node *item = list ? &node->items[i] : node;
        const char *text = chora_reading_text(reading, key, item);
        if (text && read_output(text, &figure->outputs[figure->output_count]))
            figure->output_count++;
        else if (text)
            chora_reading_problem(reading, item,
                                  "outputs takes png, svg, svg:editable or pdf, and png@300dpi "
                                  "(36 to 2400), not \"%s\"",
                                  text);
    }
}
