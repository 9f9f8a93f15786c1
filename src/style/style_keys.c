/* The keys of a style file. */
#include "style/style_keys.h"

#include "style/figure_keys.h"

#define MM (72 / 25.4)
#define TYPE(member) CHORA_MEMBER(chora_type, member)
#define PEN(member) CHORA_MEMBER(chora_pen, member)
#define STYLE(member) CHORA_MEMBER(chora_style, member)

static const chora_word weights[] = {
    { "regular", 400, false }, { "medium", 500, false }, { "semibold", 600, false },
    { "400", 400, false },     { "500", 500, false },    { "600", 600, false },
    { NULL, 0, false },
};

static const chora_word widths[] = {
    { "normal", 100, false },
    { "semi-condensed", 87, false },
    { "condensed", 75, false },
    { NULL, 0, false },
};

static const chora_key type_keys[] = {
    { "family", CHORA_KEY_TEXT, TYPE(family) },
    { "size", CHORA_KEY_LENGTH, TYPE(size_pt), .low = 3, .high = 96, .unit = "pt" },
    { "weight", CHORA_KEY_WORD, TYPE(weight), .words = weights },
    { "width", CHORA_KEY_WORD, TYPE(width), .words = widths },
    { "italic", CHORA_KEY_BOOL, TYPE(italic) },
    { "spacing", CHORA_KEY_LENGTH, TYPE(spacing_pt), .low = -2, .high = 10, .unit = "pt" },
    { "colour", CHORA_KEY_COLOUR, TYPE(colour) },
    { .name = NULL },
};

static const chora_key pen_keys[] = {
    { "width", CHORA_KEY_LENGTH, PEN(width_pt), .low = 0, .high = 20, .unit = "pt" },
    { "colour", CHORA_KEY_COLOUR, PEN(colour) },
    { "dash", CHORA_KEY_NUMBERS, PEN(dash), .low = 0, .high = 50 },
    { .name = NULL },
};

#define A_TYPE(name)                                                                               \
    {                                                                                              \
#name, CHORA_KEY_MAPPING, STYLE(name), .keys = type_keys                                   \
    }
#define A_PEN(name)                                                                                \
    {                                                                                              \
#name, CHORA_KEY_MAPPING, STYLE(name), .keys = pen_keys                                    \
    }
#define A_COLOUR(name)                                                                             \
    {                                                                                              \
#name, CHORA_KEY_COLOUR, STYLE(name)                                                       \
    }
/* Lengths on the page; a bare number is in millimetres. */
#define A_LENGTH(name, member)                                                                     \
    {                                                                                              \
        name, CHORA_KEY_LENGTH, STYLE(member), .low = 0, .high = 400 * MM, .unit = "mm"            \
    }

static const chora_key types_keys[] = {
    { "family", CHORA_KEY_TEXT, STYLE(family) },
    A_TYPE(title),
    A_TYPE(subtitle),
    A_TYPE(legend_head),
    A_TYPE(legend_subhead),
    A_TYPE(legend_label),
    A_TYPE(legend_count),
    A_TYPE(area_label),
    A_TYPE(area_number),
    A_TYPE(area_zero),
    A_TYPE(area_outside),
    A_TYPE(area_outside_number),
    A_TYPE(town_label),
    A_TYPE(neighbour),
    A_TYPE(scale_bar),
    A_TYPE(reconciliation),
    A_TYPE(source),
    { "note_minimum", CHORA_KEY_LENGTH, STYLE(note_minimum_pt), .low = 3, .high = 24,
      .unit = "pt" },
    { "minimum", CHORA_KEY_LENGTH, STYLE(minimum_pt), .low = 3, .high = 24, .unit = "pt" },
    { "area_label_steps", CHORA_KEY_NUMBERS, STYLE(area_label_steps), .low = 3, .high = 96 },
    { .name = NULL },
};

static const chora_key colour_keys[] = {
    A_COLOUR(paper),
    A_COLOUR(ink),
    A_COLOUR(ink2),
    A_COLOUR(ink3),
    A_COLOUR(rule),
    A_COLOUR(zero),
    A_COLOUR(symbol_circle),
    A_COLOUR(ground_neighbour),
    A_COLOUR(symbol_incident),
    { .name = NULL },
};

static const chora_key hatch_keys[] = {
    { "colour", CHORA_KEY_COLOUR, STYLE(no_data_hatch) },
    { "gap", CHORA_KEY_LENGTH, STYLE(no_data_hatch_gap_pt), .low = 0.5, .high = 20, .unit = "pt" },
    { "width", CHORA_KEY_LENGTH, STYLE(no_data_hatch_width_pt), .low = 0, .high = 10,
      .unit = "pt" },
    { "dots", CHORA_KEY_BOOL, STYLE(no_data_dotted) },
    { .name = NULL },
};

static const chora_key no_data_keys[] = {
    { "fill", CHORA_KEY_COLOUR, STYLE(no_data_fill) },
    { "hatch", CHORA_KEY_MAPPING, .keys = hatch_keys },
    { .name = NULL },
};

static const chora_key not_covered_keys[] = {
    { "fill", CHORA_KEY_COLOUR, STYLE(not_covered_fill) },
    { "outline", CHORA_KEY_MAPPING, STYLE(not_covered), .keys = pen_keys },
    { .name = NULL },
};

static const chora_key within_chance_keys[] = {
    { "colour", CHORA_KEY_COLOUR, STYLE(within_chance) },
    { "gap", CHORA_KEY_LENGTH, STYLE(within_chance_gap_pt), .low = 0.5, .high = 20, .unit = "pt" },
    { "width", CHORA_KEY_LENGTH, STYLE(within_chance_width_pt), .low = 0, .high = 10,
      .unit = "pt" },
    { "angle", CHORA_KEY_NUMBER, STYLE(within_chance_angle_deg), .low = 0, .high = 180 },
    { .name = NULL },
};

static const chora_key uncertain_keys[] = {
    { "colour", CHORA_KEY_COLOUR, STYLE(uncertain) },
    { "gap", CHORA_KEY_LENGTH, STYLE(uncertain_gap_pt), .low = 0.5, .high = 20, .unit = "pt" },
    { "width", CHORA_KEY_LENGTH, STYLE(uncertain_width_pt), .low = 0, .high = 10, .unit = "pt" },
    { "angle", CHORA_KEY_NUMBER, STYLE(uncertain_angle_deg), .low = 0, .high = 180 },
    { .name = NULL },
};

static const chora_key line_keys[] = {
    A_PEN(international_own),
    A_PEN(international_other),
    A_PEN(disputed),
    A_PEN(control),
    A_PEN(area_line),
    A_PEN(parent_line),
    A_PEN(map_frame),
    A_PEN(river),
    A_PEN(leader),
    A_PEN(leader_casing),
    A_PEN(swatch),
    A_PEN(circle),
    A_PEN(circle_casing),
    A_PEN(inset_frame),
    { .name = NULL },
};

static const chora_key halo_keys[] = {
    { "outside", CHORA_KEY_LENGTH, STYLE(halo_outside_pt), .low = 0, .high = 10, .unit = "pt" },
    { "town", CHORA_KEY_LENGTH, STYLE(halo_town_pt), .low = 0, .high = 10, .unit = "pt" },
    { "hatch", CHORA_KEY_LENGTH, STYLE(halo_hatch_pt), .low = 0, .high = 10, .unit = "pt" },
    { .name = NULL },
};

static const chora_key labels_keys[] = {
    { "zero_areas", CHORA_KEY_BOOL, STYLE(zero_names) },
    { "towns", CHORA_KEY_BOOL, STYLE(town_names) },
    { .name = NULL },
};

static const chora_key class_keys[] = {
    { "hatches", CHORA_KEY_OTHER, .read = chora_style_read_hatches },
    { .name = NULL },
};

static const chora_key page_keys[] = {
    { "width", CHORA_KEY_LENGTH, STYLE(page_width_pt), .low = 40 * MM, .high = 1200 * MM },
    { "height", CHORA_KEY_LENGTH, STYLE(page_height_pt), .low = 40 * MM, .high = 1200 * MM },
    { "tallest", CHORA_KEY_LENGTH, STYLE(page_tallest_pt), .low = 0, .high = 1200 * MM },
    A_LENGTH("margin", margin_pt),
    A_LENGTH("title_baseline", title_baseline_pt),
    A_LENGTH("subtitle_baseline", subtitle_baseline_pt),
    A_LENGTH("map_top", map_top_pt),
    A_LENGTH("column_width", column_width_pt),
    A_LENGTH("gutter", gutter_pt),
    A_LENGTH("foot_gap", foot_gap_pt),
    A_LENGTH("foot_source_gap", foot_source_gap_pt),
    A_LENGTH("foot_line", foot_line_pt),
    { "frame_padding", CHORA_KEY_NUMBER, STYLE(frame_padding), .low = 0, .high = 1 },
    { .name = NULL },
};

static const chora_key legend_keys[] = {
    A_LENGTH("swatch_width", swatch_width_pt),
    A_LENGTH("swatch_height", swatch_height_pt),
    A_LENGTH("swatch_gap", swatch_gap_pt),
    A_LENGTH("swatch_text_gap", swatch_text_gap_pt),
    A_LENGTH("head_gap", legend_head_gap_pt),
    A_LENGTH("outlier_gap", outlier_gap_pt),
    { .name = NULL },
};

static const chora_key circles_keys[] = {
    { "mm_per_root", CHORA_KEY_NUMBER, STYLE(circle_mm_per_root), .low = 0.01, .high = 20 },
    { "max_mm", CHORA_KEY_NUMBER, STYLE(circle_max_mm), .low = 0.5, .high = 100 },
    { .name = NULL },
};

static const chora_key incident_keys[] = {
    { "radius", CHORA_KEY_LENGTH, STYLE(incident_radius_pt), .low = 0.3 * MM, .high = 20 * MM,
      .unit = "mm" },
    { "inset_radius", CHORA_KEY_LENGTH, STYLE(incident_inset_radius_pt), .low = 0.3 * MM,
      .high = 20 * MM, .unit = "mm" },
    { "stroke", CHORA_KEY_LENGTH, STYLE(incident_stroke_pt), .low = 0.1, .high = 10, .unit = "pt" },
    { "pitch", CHORA_KEY_NUMBER, STYLE(cluster_pitch), .low = 2, .high = 10 },
    { "plate", CHORA_KEY_LENGTH, STYLE(cluster_plate_pt), .low = 0, .high = 20 * MM, .unit = "mm" },
    { .name = NULL },
};

#define A_CHART_COLOUR(name)                                                                       \
    {                                                                                              \
#name, CHORA_KEY_COLOUR, STYLE(chart_##name)                                               \
    }
#define A_CHART_PEN(name)                                                                          \
    {                                                                                              \
#name, CHORA_KEY_MAPPING, STYLE(chart_##name), .keys = pen_keys                            \
    }

static const chora_key chart_keys[] = {
    A_CHART_COLOUR(incidents),
    A_CHART_COLOUR(killed),
    A_CHART_COLOUR(injured),
    A_CHART_COLOUR(claimed),
    A_CHART_COLOUR(attributed),
    A_CHART_COLOUR(suspected),
    A_CHART_COLOUR(band),
    A_CHART_PEN(edge),
    A_CHART_PEN(baseline),
    A_CHART_PEN(grid),
    { "column_share", CHORA_KEY_NUMBER, STYLE(chart_column_share), .low = 0.1, .high = 1 },
    { "palette", CHORA_KEY_TEXT, STYLE(chart_palette) },
    { .name = NULL },
};

static const chora_key logo_keys[] = {
    { "file", CHORA_KEY_OTHER, .read = chora_style_read_logo },
    { "height", CHORA_KEY_LENGTH, STYLE(logo_height_pt), .low = 3 * MM, .high = 30 * MM,
      .unit = "mm" },
    { "alt", CHORA_KEY_TEXT, STYLE(logo_alt) },
    { .name = NULL },
};

static const chora_key style_keys[] = {
    { "chora", CHORA_KEY_OTHER, .read = chora_reading_version },
    { "style", CHORA_KEY_TEXT, STYLE(name) },
    { "extends", CHORA_KEY_OTHER, .read = chora_reading_any },
    { "about", CHORA_KEY_OTHER, .read = chora_reading_any },
    { "zoom", CHORA_KEY_NUMBER, STYLE(zoom), .low = 0.2, .high = 10 },
    { "type", CHORA_KEY_MAPPING, .keys = types_keys },
    { "colour", CHORA_KEY_MAPPING, .keys = colour_keys },
    { "no_data", CHORA_KEY_MAPPING, .keys = no_data_keys },
    { "not_covered", CHORA_KEY_MAPPING, .keys = not_covered_keys },
    { "within_chance", CHORA_KEY_MAPPING, .keys = within_chance_keys },
    { "uncertain", CHORA_KEY_MAPPING, .keys = uncertain_keys },
    { "line", CHORA_KEY_MAPPING, .keys = line_keys },
    { "halo", CHORA_KEY_MAPPING, .keys = halo_keys },
    { "labels", CHORA_KEY_MAPPING, .keys = labels_keys },
    { "classes", CHORA_KEY_MAPPING, .keys = class_keys },
    { "page", CHORA_KEY_MAPPING, .keys = page_keys },
    { "legend", CHORA_KEY_MAPPING, .keys = legend_keys },
    { "circles", CHORA_KEY_MAPPING, .keys = circles_keys },
    { "incidents", CHORA_KEY_MAPPING, .keys = incident_keys },
    { "chart", CHORA_KEY_MAPPING, .keys = chart_keys },
    { "palette", CHORA_KEY_TEXT, STYLE(palette) },
    { "categories", CHORA_KEY_TEXT, STYLE(categories) },
    { "logo", CHORA_KEY_MAPPING, .keys = logo_keys },
    { "disclaimer", CHORA_KEY_TEXT, STYLE(disclaimer) },
    { "disputed", CHORA_KEY_TEXT, STYLE(disputed_file) },
    { "credit", CHORA_KEY_TEXT, STYLE(credit) },
    { "calendar", CHORA_KEY_WORD, STYLE(calendar), .words = chora_calendar_names },
    { .name = NULL },
};

const chora_key *chora_style_keys(void)
{
    return style_keys;
}

const chora_key *chora_style_colour_keys(void)
{
    return colour_keys;
}
