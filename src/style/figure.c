/* A figure file, from text to struct. */
#include "style/figure.h"

#include "base/buffer.h"
#include "base/file.h"
#include "style/figure_keys.h"
#include "style/style.h"

#include <stdlib.h>
#include <string.h>

#define MM (72 / 25.4)

static void set_defaults(chora_figure *out)
{
    *out = (chora_figure){ .id = "figure", .projection = "auto", .neighbours = true };
    out->title = CHORA_TITLE_DRAFTED;
    out->area_labels = true;
    out->area_names = true;
    out->area_values = true;
    out->place_labels = 6;
    out->language = "en";
    out->legend = CHORA_LEGEND_AUTO;
    out->uncertain = CHORA_UNCERTAIN_BAR;
    out->width_pt = 170 * MM;
    out->height_pt = 120 * MM;
    out->style = "report";
    out->repeat_by = CHORA_PERIOD_MONTH;
    out->outputs[0] = (chora_figure_output){ "png", 300 };
    out->output_count = 1;
}

void chora_figure_default(chora_figure *out)
{
    set_defaults(out);
    out->layers[0] = chora_layer_default(CHORA_LAYER_CHOROPLETH);
    out->layers[1] = chora_layer_default(CHORA_LAYER_SYMBOLS);
    out->layer_count = 2;
}

/* "folder/attacks.yaml" -> "attacks" */
static const char *stem(chora_arena *arena, const char *path)
{
    const char *name = chora_path_name(path);
    const char *dot = strrchr(name, '.');

    return chora_arena_strndup(arena, name,
                               dot && dot > name ? (size_t)(dot - name) : strlen(name));
}

static void check_layers(chora_reading *reading, const chora_yaml_node *root)
{
    if (root->kind != CHORA_YAML_MAPPING)
        return;
    const chora_yaml_node *layers = chora_yaml_get(root, "layers");
    const chora_yaml_node *chart = chora_yaml_get(root, "chart");
    if (!layers && !chart)
        chora_reading_problem(reading, root,
                              "a figure needs layers, as in layers: [choropleth, symbols], or a "
                              "chart, as in chart: {kind: columns}");
    if (layers && chart)
        chora_reading_problem(reading, chart, "a figure is a map with layers or a chart, not both");
}

void chora_figure_count_in(chora_figure *figure, chora_calendar calendar)
{
    figure->repeat_by = chora_period_kind_in(figure->repeat_by, calendar);
    figure->multiples.step = chora_period_kind_in(figure->multiples.step, calendar);
    figure->path_by = chora_period_kind_in(figure->path_by, calendar);
    figure->chart.step = chora_period_kind_in(figure->chart.step, calendar);
}

/* A year such as 1402 is Solar Hijri, and never in silence. */
static void check_calendar(chora_reading *reading, const chora_yaml_node *root,
                           const chora_figure *figure)
{
    chora_error err = CHORA_ERROR_INIT;
    if (chora_period_stated(figure->period, figure->period_written, figure->calendar, &err))
        chora_reading_problem(reading, chora_yaml_get(root, "period"), "%s", err.message);
    for (size_t i = 0; i < figure->layer_count; i++) {
        const chora_against *against = &figure->layers[i].measure.against;
        if (chora_period_stated(against->span, against->written, figure->calendar, &err))
            chora_reading_problem(reading, chora_yaml_get(root, "layers"), "against: %s",
                                  err.message);
    }
}

chora_status chora_figure_parse(const char *name, const char *text, size_t length,
                                chora_arena *arena, chora_figure *out, chora_error *err)
{
    chora_error own = CHORA_ERROR_INIT;
    chora_error *told = err ? err : &own;
    chora_reading reading = { .name = name, .arena = arena, .err = told };
    const chora_yaml_node *root = NULL;
    chora_figure figure;

    chora_status st = chora_yaml_parse(name, text, length, arena, &root, told);
    if (!root)
        return st;
    set_defaults(&figure);
    figure.file = chora_arena_strdup(arena, name);
    figure.id = stem(arena, name);
    if (!figure.file || !figure.id)
        return chora_no_memory(err);
    if (root->kind != CHORA_YAML_MAPPING)
        chora_reading_problem(&reading, root, "this is no figure file; one begins with chora: 1");
    else
        chora_schema_read(&reading, root, "", chora_figure_keys(), &figure);
    check_layers(&reading, root);
    if (root->kind == CHORA_YAML_MAPPING)
        chora_figure_check_multiples(&reading, root, &figure);
    for (size_t i = 0; i < figure.layer_count; i++)
        if (!figure.layers[i].legend_title && !figure.layers[i].is_pair)
            figure.layers[i].legend_title = figure.legend_title;
    if (figure.calendar == CHORA_CALENDAR_OF_LANGUAGE)
        figure.calendar = chora_style_calendar(figure.style, arena);
    check_calendar(&reading, root, &figure);
    chora_figure_count_in(&figure, figure.calendar);
    if (reading.wrong || reading.no_memory)
        st = chora_reading_status(&reading);
    if (!st)
        *out = figure;
    return st;
}

chora_status chora_figure_load(const char *path, chora_arena *arena, chora_figure *out,
                               chora_error *err)
{
    chora_buffer text = CHORA_BUFFER_INIT(1 << 20);
    chora_status st = chora_file_read(path, &text, err);

    if (!st)
        st = chora_figure_parse(path, chora_buffer_text(&text), text.length, arena, out, err);
    chora_buffer_free(&text);
    return st;
}
