/**
 * @file
 * A figure file (YAML, chora: 1) read into a plain struct with every default filled in.
 */
#ifndef CHORA_STYLE_FIGURE_H
#define CHORA_STYLE_FIGURE_H

#include "base/error.h"
#include "base/memory.h"
#include "style/chart.h"
#include "style/language.h"
#include "style/multiples.h"

#include <chora/classes.h>
#include <chora/measure.h>
#include <chora/period.h>

typedef enum {
    CHORA_LAYER_CHOROPLETH,
    CHORA_LAYER_SYMBOLS,
    CHORA_LAYER_HEXAGONS,
    CHORA_LAYER_SECOND, /**< Holds the second number of the layer before it: of a bivariate map, of
                           twin halves. */
    CHORA_LAYER_AREA_SYMBOLS, /**< symbols: {at: area}. */
    CHORA_LAYER_KINDS
} chora_layer_kind;

typedef enum { CHORA_OVER_ALL_PERIODS, CHORA_OVER_EACH_PERIOD } chora_classes_over;

typedef enum {
    CHORA_AT_PLACE,    /**< One symbol a town, as large as its number. */
    CHORA_AT_INCIDENT, /**< One an incident; those at one place are packed. */
    CHORA_AT_AREA      /**< One an area. */
} chora_symbols_at;

/** legend: {uncertain}: only counted under the map; listed with the legend; listed, and its areas
 * hatched. */
typedef enum {
    CHORA_UNCERTAIN_NONE,
    CHORA_UNCERTAIN_LIST,
    CHORA_UNCERTAIN_BAR,
    CHORA_UNCERTAIN_HATCH
} chora_uncertain;

/** symbols: {shape} */
typedef enum { CHORA_SHAPE_CIRCLE, CHORA_SHAPE_RING, CHORA_SHAPE_PIE } chora_symbol_shape;

/** One half of twin symbols. */
typedef struct {
    const char *where; /**< A condition over one incident's columns. */
    const char *title; /**< NULL: drafted. */
    int row, column;   /**< Of the condition in the file, for messages; 0: it is not from there. */
} chora_figure_half;

/** measure: {of, per, against} */
typedef struct {
    const char *of;        /**< "count", "killed", "injured" or a number column. */
    double per;            /**< 0: none. */
    const char *per_value; /**< "population" or "km2". */
    bool is_change;        /**< against: given. */
    chora_against against; /**< Then: which earlier period. */
    const char *share_of;  /**< A condition: the share of incidents for which it holds; NULL. */
    int share_row, share_column; /**< Where it stands in the file, for messages. */
} chora_figure_measure;

/** symbols: {scaling}; see compose/circle_scale.h. */
typedef enum {
    CHORA_CIRCLES_AREA,
    CHORA_CIRCLES_FLANNERY,
    CHORA_CIRCLES_GRADUATED
} chora_circle_rule;

typedef struct {
    chora_layer_kind kind;
    chora_circle_rule scaling; /**< Of symbols. */
    int level;                 /**< Choropleth: 0 country, 1 province, 2 district. */
    chora_figure_measure measure;
    chora_class_method method;
    size_t class_count;
    chora_classes_over over;
    bool zero_own;        /**< zero: own-class (else zeros are numbers like the rest). */
    const double *breaks; /**< Fixed upper bounds. */
    size_t break_count;
    double midpoint;     /**< Of diverging classes. */
    const char *palette; /**< Name, NULL: the style's. Diverging classes name one. */
    bool reverse;
    const char *legend_title; /**< NULL: drafted ("Attacks per province"). */
    bool is_pair;   /**< One of the two numbers of a bivariate map: this layer or the next one. */
    double size_km; /**< Hexagons: from side to side; 0: by the scale of the map. */
    chora_symbols_at at;      /**< Symbols. */
    chora_symbol_shape shape; /**< Of symbols of areas that have parts. */
    size_t parts;             /**< So many words of `by` have a part of their own. */
    bool is_twin;             /**< Two halves, each the incidents for which a condition holds. */
    chora_figure_half halves[2];
    int by_row, by_column; /**< Where `by` stands in the file, for messages; 0: nowhere. */
    const char *by;        /**< Symbols: a column whose words are told apart; NULL: none. */
} chora_figure_layer;

/** Classes of each of the two numbers of a bivariate map at most. */
#define CHORA_PAIR_MOST 3

typedef enum {
    CHORA_LEGEND_AUTO, /**< In the column beside the map; below it when the page is narrow. */
    CHORA_LEGEND_RIGHT,
    CHORA_LEGEND_BELOW,
    CHORA_LEGEND_NONE
} chora_legend_place;

/** An SVG to be edited: text as text, named groups. */
#define CHORA_OUTPUT_EDITABLE "svg:editable"

/** locator: a small map of where the country lies. */
typedef enum {
    CHORA_LOCATOR_NONE,
    CHORA_LOCATOR_AUTO,
    CHORA_LOCATOR_GLOBE,
    CHORA_LOCATOR_REGION
} chora_locator_form;

/** legend: {counts} */
typedef enum {
    CHORA_COUNTS_AUTO,   /**< Beside the classes of a column. */
    CHORA_COUNTS_ALWAYS, /**< Under those of a row too. */
    CHORA_COUNTS_NONE
} chora_legend_counts;

typedef struct {
    const char *format; /**< "png", "svg", "pdf", CHORA_OUTPUT_EDITABLE. */
    double dpi;         /**< PNG only. */
} chora_figure_output;

/** The title where none is given: drafted in the figure's language, from what is counted. */
#define CHORA_TITLE_DRAFTED "Incidents, {period}"

#define CHORA_FIGURE_LAYERS_MAX 4
#define CHORA_INSETS_MAX 4

/** insets: [{around, radius_km, title}] */
typedef struct {
    const char *around; /**< A town, an area's code or name; NULL: `lat` and `lon`. */
    double lat, lon;    /**< NaN when not given. */
    double radius_km;   /**< At least so far around. */
    const char *title;  /**< NULL: the name of the town or area. */
    int row, column;    /**< Where it stands in the file. */
} chora_figure_inset;

/** translations: {fa: {title, subtitle, legend_title, source, disclaimer}}; NULL: as the figure's.
 */
typedef struct {
    const char *tag; /**< "fa", "fa-AF". */
    const char *title, *subtitle, *legend_title, *source, *disclaimer;
} chora_figure_translation;

typedef struct {
    const char *file;            /**< Where it was read from, for messages. */
    const char *id;              /**< figure: — the stem of output names. */
    const char *title;           /**< May hold {period}, {dataset}, {country}, {total}. */
    const char *subtitle;        /**< NULL: none. "" too. */
    const char *dataset;         /**< NULL: the only one. */
    const char *where;           /**< SQL condition or NULL. */
    int where_row, where_column; /**< Where it stands in the file, for messages; 0: nowhere. */
    int untold;                  /**< Not zero: what it cannot tell of is not known, never 0. */
    const char *
        frame_areas; /**< Codes of areas or countries, comma-separated; NULL: all of the project. */
    const char *projection;   /**< "auto", "EPSG:n" or PROJ. */
    bool boundaries_given;    /**< frame.boundaries: given; else those of the last day shown. */
    chora_day boundaries_on;  /**< CHORA_BOUNDARIES_CURRENT: boundaries: current. */
    const char *legend_title; /**< legend.title: of every layer that has none of its own. */
    bool graticule, north_arrow;
    bool neighbours, rivers;
    chora_figure_layer layers[CHORA_FIGURE_LAYERS_MAX];
    size_t layer_count;
    bool is_chart; /**< chart: given, in place of layers. */
    chora_figure_chart chart;
    bool is_multiples; /**< small_multiples: given. */
    chora_figure_multiples multiples;
    bool area_names;      /**< labels.areas: value prints the number alone. */
    bool area_labels;     /**< labels.areas: name (false: none). */
    bool area_values;     /**< labels.areas: name prints the number beside the name where it is not
                             zero, name-only does not. */
    int place_labels;     /**< labels.places: how many towns at most. */
    const char *language; /**< "en". */
    chora_figure_translation *translations;
    size_t translation_count;
    chora_calendar calendar; /**< Dates are told in it; OF_LANGUAGE: that of the language. */
    chora_figure_inset insets[CHORA_INSETS_MAX];
    size_t inset_count;
    chora_locator_form locator;
    chora_legend_place legend;
    chora_legend_counts legend_counts; /**< How many areas are in each class ... */
    bool histogram;                    /**< ... and as bars. */
    chora_uncertain uncertain;         /**< What is known too coarsely for the map. */
    double width_pt, height_pt;        /**< Height 0: as small multiples need it. */
    bool width_given, height_given;    /**< Else the style's. */
    double tallest_pt; /**< So high may the page of a tall land become; under the height: never. */
    const char *style; /**< "report". */
    const char *disclaimer; /**< In place of the style's and of all that is said of disputed areas;
                               NULL: these. */
    const char *source;     /**< Source line; NULL: drafted from dataset and layers. */
    bool period_given;      /**< period: given; the command's own period goes before it. */
    chora_period period;
    chora_calendar period_written; /**< In which `period` was written. */
    bool has_path; /**< path: given: the mean centre of each period, joined by arrows. */
    chora_period_kind path_by;
    int path_row, path_column; /**< Where it stands in the file, for messages. */
    bool repeats;              /**< repeat: given. */
    chora_period_kind repeat_by;
    chora_figure_output outputs[8];
    size_t output_count;
} chora_figure;

/** Count months, quarters and years (repeat, small multiples, charts) in a calendar; OF_LANGUAGE is
 * Gregorian: a translation never changes what is counted. */
void chora_figure_count_in(chora_figure *figure, chora_calendar calendar);

/** Put the figure's own words in its language, where translations: has them; for once, when the
 * language is settled. */
void chora_figure_translate(chora_figure *figure);

/**
 * Read and check a figure file. Every mistake is told at once, a line each:
 * `file:row:column: unknown key "tilte"; did you mean "title"?`. CHORA_EINVAL then. Lives in
 * `arena`.
 */
chora_status chora_figure_load(const char *path, chora_arena *arena, chora_figure *out,
                               chora_error *err);
/** The same from memory; `name` stands for the file in messages. */
chora_status chora_figure_parse(const char *name, const char *text, size_t length,
                                chora_arena *arena, chora_figure *out, chora_error *err);

/** The figure drawn when none is given: choropleth by province with symbols by town. */
void chora_figure_default(chora_figure *out);

#endif
