/* The keys of a figure file. styles/figure.schema.json tells the same to editors. */
#include "style/figure_keys.h"

#include "style/figure.h"

#define MM (72 / 25.4)

static const chora_word methods[] = {
    { "fisher", CHORA_FISHER, false },       { "quantile", CHORA_QUANTILE, false },
    { "equal", CHORA_EQUAL, false },         { "pretty", CHORA_PRETTY, false },
    { "geometric", CHORA_GEOMETRIC, false }, { "mean-sd", CHORA_MEAN_SD, false },
    { "head-tail", CHORA_HEAD_TAIL, false }, { "box", CHORA_BOX, false },
    { "maximum", CHORA_MAXIMUM, false },     { "diverging", CHORA_DIVERGING, false },
    { "fixed", CHORA_FIXED, false },         { NULL, 0, false },
};

static const chora_word pair_methods[] = {
    { "quantile", CHORA_QUANTILE, false },
    { "fisher", CHORA_FISHER, false },
    { "equal", CHORA_EQUAL, false },
    { "maximum", CHORA_MAXIMUM, false },
    { NULL, 0, false },
};

static const chora_word overs[] = {
    { "all-periods", CHORA_OVER_ALL_PERIODS, false },
    { "each-period", CHORA_OVER_EACH_PERIOD, false },
    { NULL, 0, false },
};

static const chora_word zeros[] = { { "own-class", true, false },
                                    { "in-classes", false, false },
                                    { NULL, 0, false } };

static const chora_word levels[] = {
    { "country", 0, false }, { "province", 1, false }, { "district", 2, false }, { NULL, 0, false }
};

static const chora_word stats[] = {
    { "sum", 0, false }, { "mean", 0, true }, { "median", 0, true },
    { "max", 0, true },  { NULL, 0, false },
};

static const chora_word symbol_places[] = {
    { "place", CHORA_AT_PLACE, false },
    { "incident", CHORA_AT_INCIDENT, false },
    { "area", CHORA_AT_AREA, false },
    { NULL, 0, false },
};

static const chora_word scalings[] = {
    { "area", CHORA_CIRCLES_AREA, false },
    { "flannery", CHORA_CIRCLES_FLANNERY, false },
    { "graduated", CHORA_CIRCLES_GRADUATED, false },
    { NULL, 0, false },
};

static const chora_word shapes[] = {
    { "circle", CHORA_SHAPE_CIRCLE, false },
    { "ring", CHORA_SHAPE_RING, false },
    { "pie", CHORA_SHAPE_PIE, false },
    { "square", 0, true },
    { "dot", 0, true },
    { NULL, 0, false },
};

static const chora_word area_labels[] = {
    { "name", CHORA_AREA_NAME_AND_NUMBER, false },
    { "name-only", CHORA_AREA_NAME, false },
    { "none", CHORA_AREA_NONE, false },
    { "value", CHORA_AREA_NUMBER, false },
    { NULL, 0, false },
};

static const chora_word legend_places[] = {
    { "auto", CHORA_LEGEND_AUTO, false },
    { "right", CHORA_LEGEND_RIGHT, false },
    { "below", CHORA_LEGEND_BELOW, false },
    { "none", CHORA_LEGEND_NONE, false },
    { NULL, 0, false },
};

static const chora_word uncertain_ways[] = {
    { "bar", CHORA_UNCERTAIN_BAR, false },
    { "list", CHORA_UNCERTAIN_LIST, false },
    { "hatch", CHORA_UNCERTAIN_HATCH, false },
    { "none", CHORA_UNCERTAIN_NONE, false },
    { NULL, 0, false },
};

static const chora_word locators[] = {
    { "true", CHORA_LOCATOR_AUTO, false },
    { "globe", CHORA_LOCATOR_GLOBE, false },
    { "region", CHORA_LOCATOR_REGION, false },
    { "false", CHORA_LOCATOR_NONE, false },
    { NULL, 0, false },
};

static const chora_word count_places[] = {
    { "auto", CHORA_COUNTS_AUTO, false },
    { "always", CHORA_COUNTS_ALWAYS, false },
    { "none", CHORA_COUNTS_NONE, false },
    { NULL, 0, false },
};

const chora_word chora_calendar_names[] = {
    { "auto", CHORA_CALENDAR_OF_LANGUAGE, false },
    { "gregorian", CHORA_CALENDAR_GREGORIAN, false },
    { "solar-hijri", CHORA_CALENDAR_SOLAR_HIJRI, false },
    { NULL, 0, false },
};

static const chora_word periods[] = {
    { "month", CHORA_PERIOD_MONTH, false },
    { "quarter", CHORA_PERIOD_QUARTER, false },
    { "year", CHORA_PERIOD_YEAR, false },
    { "all", CHORA_PERIOD_ALL, false },
    { NULL, 0, false },
};

/* A word that this version knows only one of: checked, kept nowhere. */
static void only_word(chora_reading *reading, const chora_key *key, const chora_yaml_node *node,
                      void *target)
{
    int value;
    chora_reading_word(reading, key, node, &value);
}

/* ---- one layer: the target is a chora_figure_layer ------------------------------------------- */

#define LAYER(member) CHORA_MEMBER(chora_figure_layer, member)

static const chora_key measure_keys[] = {
    { "of", CHORA_KEY_TEXT, LAYER(measure.of) },
    { "stat", CHORA_KEY_OTHER, .words = stats, .read = only_word },
    { "per", CHORA_KEY_OTHER, .read = chora_figure_read_per },
    { "share_of", CHORA_KEY_OTHER, .read = chora_figure_read_share },
    { "against", CHORA_KEY_OTHER, .read = chora_figure_read_against },
    { .name = NULL },
};

static const chora_key classes_keys[] = {
    { "method", CHORA_KEY_WORD, LAYER(method), .words = methods },
    { "count", CHORA_KEY_COUNT, LAYER(class_count), .low = 1, .high = CHORA_CLASSES_MAX },
    { "over", CHORA_KEY_WORD, LAYER(over), .words = overs },
    { "zero", CHORA_KEY_WORD, LAYER(zero_own), .words = zeros },
    { "breaks", CHORA_KEY_OTHER, .read = chora_figure_read_breaks },
    { "midpoint", CHORA_KEY_NUMBER, LAYER(midpoint) },
    { .name = NULL },
};

static const chora_key choropleth_keys[] = {
    { "level", CHORA_KEY_WORD, LAYER(level), .words = levels },
    { "measure", CHORA_KEY_MAPPING, .keys = measure_keys },
    { "classes", CHORA_KEY_OTHER, .keys = classes_keys, .read = chora_figure_read_classes },
    { "palette", CHORA_KEY_TEXT, LAYER(palette) },
    { "reverse", CHORA_KEY_BOOL, LAYER(reverse) },
    { "title", CHORA_KEY_TEXT, LAYER(legend_title) },
    { .name = NULL },
};

/* Of what has a place of its own in the grid: no area to divide by, no earlier period beside it. */
static const chora_key of_keys[] = {
    { "of", CHORA_KEY_TEXT, LAYER(measure.of) },
    { .name = NULL },
};

static const chora_key hexagons_keys[] = {
    { "size_km", CHORA_KEY_NUMBER, LAYER(size_km), .low = 0.1, .high = 5000 },
    { "measure", CHORA_KEY_MAPPING, .keys = of_keys },
    { "classes", CHORA_KEY_OTHER, .keys = classes_keys, .read = chora_figure_read_classes },
    { "palette", CHORA_KEY_TEXT, LAYER(palette) },
    { "reverse", CHORA_KEY_BOOL, LAYER(reverse) },
    { "title", CHORA_KEY_TEXT, LAYER(legend_title) },
    { .name = NULL },
};

static const chora_key axis_keys[] = {
    { "of", CHORA_KEY_TEXT, LAYER(measure.of) },
    { "per", CHORA_KEY_OTHER, .read = chora_figure_read_per },
    { "breaks", CHORA_KEY_OTHER, .read = chora_figure_read_breaks },
    { "title", CHORA_KEY_TEXT, LAYER(legend_title) },
    { .name = NULL },
};

static const chora_key pair_classes_keys[] = {
    { "method", CHORA_KEY_WORD, LAYER(method), .words = pair_methods },
    { "count", CHORA_KEY_COUNT, LAYER(class_count), .low = 2, .high = CHORA_PAIR_MOST },
    { "over", CHORA_KEY_WORD, LAYER(over), .words = overs },
    { .name = NULL },
};

#define BOTH(member) CHORA_MEMBER(chora_figure_bivariate, member)

static const chora_key bivariate_keys[] = {
    { "level", CHORA_KEY_WORD, BOTH(across.level), .words = levels },
    { "across", CHORA_KEY_MAPPING, BOTH(across), .keys = axis_keys },
    { "up", CHORA_KEY_MAPPING, BOTH(up), .keys = axis_keys },
    { "classes", CHORA_KEY_MAPPING, BOTH(across), .keys = pair_classes_keys },
    { "palette", CHORA_KEY_TEXT, BOTH(across.palette) },
    { "reverse", CHORA_KEY_BOOL, BOTH(across.reverse) },
    { .name = NULL },
};

static const chora_key symbols_keys[] = {
    { "at", CHORA_KEY_WORD, LAYER(at), .words = symbol_places },
    { "by", CHORA_KEY_TEXT, LAYER(by) },
    { "size", CHORA_KEY_TEXT, LAYER(measure.of) },
    { "scaling", CHORA_KEY_WORD, LAYER(scaling), .words = scalings },
    { "shape", CHORA_KEY_WORD, LAYER(shape), .words = shapes },
    { "level", CHORA_KEY_WORD, LAYER(level), .words = levels },
    { "parts", CHORA_KEY_COUNT, LAYER(parts), .low = 2, .high = 6 },
    { "twin", CHORA_KEY_OTHER, .read = chora_figure_read_twin },
    { "palette", CHORA_KEY_TEXT, LAYER(palette) },
    { "title", CHORA_KEY_TEXT, LAYER(legend_title) },
    { .name = NULL },
};

static const chora_key layer_keys[] = {
    { "choropleth", CHORA_KEY_MAPPING, .keys = choropleth_keys },
    { "symbols", CHORA_KEY_MAPPING, .keys = symbols_keys },
    { "hexagons", CHORA_KEY_MAPPING, .keys = hexagons_keys },
    { "bivariate", CHORA_KEY_MAPPING, .keys = bivariate_keys },
    { .name = NULL },
};

/* ---- the figure ------------------------------------------------------------------------------ */

#define FIGURE(member) CHORA_MEMBER(chora_figure, member)

/* What an area has that counts nothing, where `where` cannot be told of one of its incidents. */
static const chora_word untold[] = {
    { "zero", false, false },
    { "not-known", true, false },
    { NULL, 0, false },
};

static const chora_key data_keys[] = {
    { "dataset", CHORA_KEY_TEXT, FIGURE(dataset) },
    { "where", CHORA_KEY_OTHER, .read = chora_figure_read_where },
    { "untold", CHORA_KEY_WORD, FIGURE(untold), .words = untold },
    { .name = NULL },
};

static const chora_key frame_keys[] = {
    { "areas", CHORA_KEY_OTHER, .read = chora_figure_read_areas },
    { "projection", CHORA_KEY_TEXT, FIGURE(projection) },
    { "boundaries", CHORA_KEY_OTHER, .read = chora_figure_read_boundaries },
    { .name = NULL },
};

static const chora_key base_keys[] = {
    { "neighbours", CHORA_KEY_BOOL, FIGURE(neighbours) },
    { "rivers", CHORA_KEY_BOOL, FIGURE(rivers) },
    { "graticule", CHORA_KEY_BOOL, FIGURE(graticule) },
    { "north_arrow", CHORA_KEY_BOOL, FIGURE(north_arrow) },
    { .name = NULL },
};

static const chora_key labels_keys[] = {
    { "areas", CHORA_KEY_OTHER, .words = area_labels, .read = chora_figure_read_area_labels },
    { "places", CHORA_KEY_INTEGER, FIGURE(place_labels), .low = 0, .high = 200 },
    { "language", CHORA_KEY_TEXT, FIGURE(language) },
    { .name = NULL },
};

#define INSET(member) CHORA_MEMBER(chora_figure_inset, member)

static const chora_key inset_keys[] = {
    { "around", CHORA_KEY_TEXT, INSET(around) },
    { "lat", CHORA_KEY_NUMBER, INSET(lat), .low = -90, .high = 90 },
    { "lon", CHORA_KEY_NUMBER, INSET(lon), .low = -180, .high = 180 },
    { "radius_km", CHORA_KEY_NUMBER, INSET(radius_km), .low = 1, .high = 2000 },
    { "title", CHORA_KEY_TEXT, INSET(title) },
    { .name = NULL },
};

static const chora_key legend_keys[] = {
    { "place", CHORA_KEY_WORD, FIGURE(legend), .words = legend_places },
    { "title", CHORA_KEY_TEXT, FIGURE(legend_title) },
    { "uncertain", CHORA_KEY_WORD, FIGURE(uncertain), .words = uncertain_ways },
    { "counts", CHORA_KEY_WORD, FIGURE(legend_counts), .words = count_places },
    { "histogram", CHORA_KEY_BOOL, FIGURE(histogram) },
    { .name = NULL },
};

static const chora_key page_keys[] = {
    { "width", CHORA_KEY_LENGTH, FIGURE(width_pt), .low = 40 * MM, .high = 1200 * MM },
    { "height", CHORA_KEY_LENGTH, FIGURE(height_pt), .low = 40 * MM, .high = 1200 * MM },
    { .name = NULL },
};

static const chora_word path_periods[] = {
    { "month", CHORA_PERIOD_MONTH, false },
    { "quarter", CHORA_PERIOD_QUARTER, false },
    { "year", CHORA_PERIOD_YEAR, false },
    { NULL, 0, false },
};

static const chora_key path_keys[] = {
    { "by", CHORA_KEY_WORD, FIGURE(path_by), .words = path_periods },
    { .name = NULL },
};

static const chora_key repeat_keys[] = {
    { "by", CHORA_KEY_WORD, FIGURE(repeat_by), .words = periods },
    { .name = NULL },
};

#define TRANSLATION(member) CHORA_MEMBER(chora_figure_translation, member)

static const chora_key translation_keys[] = {
    { "title", CHORA_KEY_TEXT, TRANSLATION(title) },
    { "subtitle", CHORA_KEY_TEXT, TRANSLATION(subtitle) },
    { "legend_title", CHORA_KEY_TEXT, TRANSLATION(legend_title) },
    { "source", CHORA_KEY_TEXT, TRANSLATION(source) },
    { "disclaimer", CHORA_KEY_TEXT, TRANSLATION(disclaimer) },
    { .name = NULL },
};

static const chora_key figure_keys[] = {
    { "chora", CHORA_KEY_OTHER, .read = chora_reading_version },
    { "figure", CHORA_KEY_OTHER, .read = chora_figure_read_id },
    { "title", CHORA_KEY_OTHER, FIGURE(title), .read = chora_figure_read_title },
    { "subtitle", CHORA_KEY_OTHER, FIGURE(subtitle), .read = chora_figure_read_title },
    { "language", CHORA_KEY_TEXT, FIGURE(language) },
    { "calendar", CHORA_KEY_WORD, FIGURE(calendar), .words = chora_calendar_names },
    { "translations", CHORA_KEY_OTHER, .keys = translation_keys,
      .read = chora_figure_read_translations },
    { "period", CHORA_KEY_OTHER, .read = chora_figure_read_period },
    { "data", CHORA_KEY_MAPPING, .keys = data_keys },
    { "frame", CHORA_KEY_MAPPING, .keys = frame_keys },
    { "base", CHORA_KEY_MAPPING, .keys = base_keys },
    { "layers", CHORA_KEY_OTHER, .keys = layer_keys, .read = chora_figure_read_layers },
    { "chart", CHORA_KEY_OTHER, .keys = chora_chart_keys, .read = chora_figure_read_chart },
    { "small_multiples", CHORA_KEY_OTHER, .keys = chora_multiples_keys,
      .read = chora_figure_read_multiples },
    { "labels", CHORA_KEY_MAPPING, .keys = labels_keys },
    { "insets", CHORA_KEY_OTHER, .keys = inset_keys, .read = chora_figure_read_insets },
    { "locator", CHORA_KEY_WORD, FIGURE(locator), .words = locators },
    { "legend", CHORA_KEY_MAPPING, .keys = legend_keys },
    { "page", CHORA_KEY_OTHER, .keys = page_keys, .read = chora_figure_read_page },
    { "style", CHORA_KEY_TEXT, FIGURE(style) },
    { "source", CHORA_KEY_TEXT, FIGURE(source) },
    { "disclaimer", CHORA_KEY_TEXT, FIGURE(disclaimer) },
    { "path", CHORA_KEY_OTHER, .keys = path_keys, .read = chora_figure_read_path },
    { "repeat", CHORA_KEY_OTHER, .keys = repeat_keys, .read = chora_figure_read_repeat },
    { "outputs", CHORA_KEY_OTHER, .read = chora_figure_read_outputs },
    { .name = NULL },
};

const chora_key *chora_figure_keys(void)
{
    return figure_keys;
}
