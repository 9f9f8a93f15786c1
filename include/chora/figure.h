/**
 * @file
 * What a user asks for: a map, a batch of maps, an export.
 */
#ifndef CHORA_FIGURE_H
#define CHORA_FIGURE_H

#include <chora/intake.h>
#include <chora/lint.h>
#include <chora/period.h>
#include <chora/profile.h>
#include <chora/progress.h>
#include <chora/stages.h>
#include <chora/store.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** One figure, one period. Start from CHORA_MAP_INIT. All borrowed. */
typedef struct {
    const char *figure;         /**< Path of a figure file; NULL: the default figure. */
    const char *const *outputs; /**< Paths; the extension says the format; "-" with `format`. */
    size_t output_count;
    const char *format; /**< For "-": png, svg, pdf. NULL: png. */
    double dpi;         /**< 0: the figure's, else 300. */
    bool period_given;
    chora_period period;         /**< Else the covered span. */
    const char *title;           /**< Overrides the figure's. NULL: keep. */
    const char *style;           /**< The same: a house style or the path of one. */
    const char *language;        /**< The same: "fa". */
    const char *where, *dataset; /**< Override the figure's. NULL: keep. */
    bool editable_svg; /**< SVG with text and named groups, to edit; else as it is printed. */
    bool print_svg;    /**< As it is printed, whatever the figure's outputs say (svg:editable). */
    const char *alt_text;  /**< Path of a text file for the picture in words; "-". NULL: none. */
    chora_lint_list *lint; /**< Receives what the checker finds; then there need be no output. NULL:
                              not looked over. */
    const char *profile;   /**< As chora_profile_use() takes it. */
    chora_stages *stages;  /**< Of chora_map_table: the clock of its project; NULL: none. */
    chora_calendar calendar; /**< Overrides the figure's, for counting and telling; OF_LANGUAGE:
                                  keep. */
    chora_calendar written;  /**< In which `period` was written (chora_period_read): Solar Hijri
                                  must be the figure's calendar or `calendar`. */
    bool small;              /**< PNG with a palette of at most 256 colours. */
} chora_map_options;

#define CHORA_MAP_INIT                                                                             \
    {                                                                                              \
        0, 0, 0, 0, 0, false, { CHORA_PERIOD_ALL, 0, 0 }, 0, 0, 0, 0, 0, false, false, 0, 0, 0, 0, \
            CHORA_CALENDAR_OF_LANGUAGE, CHORA_CALENDAR_OF_LANGUAGE, false                          \
    }

/** Colours of a small PNG. */
enum { CHORA_SMALL_COLOURS = 256 };

/** What was drawn. */
typedef struct {
    int64_t accepted, shown;
    char reconciliation[512]; /**< "69 of 74 incidents shown; 5 known only to district". In full, as
                                 are the numbers above: for whoever makes the map. */
    bool is_withheld;         /**< An output profile withholds all of them from the map itself. */
    char boxes[160];          /**< A text with letters that no font has; "": none. */
    size_t circles_left_out;  /**< Of the default figure, when they are too many to be read. */
    char palette[64]; /**< Of the choropleth, when some eyes, or a photocopy, do not tell two
                         neighbouring classes apart; "": all are told apart. */
    size_t
        colours; /**< Of a small PNG; of more than 256 the blends at edges were gathered. Else 0. */
    size_t palette_classes, palette_first; /**< Classes drawn; the lower of the two, from 1. */
    chora_profile_report profile;
} chora_map_report;

CHORA_API chora_status chora_map(chora_store *store, const chora_map_options *options,
                                 chora_map_report *out, chora_error *err);

/**
 * A map straight from a table: a project in memory is filled with the countries that the table
 * speaks of (found when `country_count` is 0) and forgotten again.
 * @param import  Receives the account of the import; free it with chora_import_report_free. May be
 * NULL.
 */
CHORA_API chora_status chora_map_table(const char *table, const char *const *countries,
                                       size_t country_count,
                                       const chora_import_options *import_options,
                                       const chora_map_options *options,
                                       chora_import_report *import, chora_map_report *out,
                                       chora_error *err);

/** The scene of a figure as text. `out` is malloc'ed. */
CHORA_API chora_status chora_dump_scene(chora_store *store, const chora_map_options *options,
                                        char **out, chora_error *err);

/** Figures x periods. Start from CHORA_BATCH_INIT. All borrowed. */
typedef struct {
    const char *const *figures; /**< Figure files, folders of them, report templates (*.md). */
    size_t figure_count;
    chora_period_kind by;
    bool by_given; /**< Else the figure's repeat. */
    bool span_given;
    chora_day first, last; /**< Else the covered span. */
    const char *folder;    /**< Made when missing. */
    size_t workers;        /**< 0: all cores. */
    const chora_progress *progress;
    bool alt_text; /**< Beside each figure "figure_2022-03.alt.txt": the picture in words. */
    chora_lint_list *lint; /**< Receives what the checker finds on all pages; NULL: not looked over.
                            */
    const char *profile;   /**< As chora_profile_use() takes it. */
    const char *const *languages;     /**< Everything in each of them; names then end in "_fa". */
    size_t language_count;            /**< 0: each in its own. */
    chora_calendar calendar, written; /**< As in chora_map_options; `written` is of the span. */
    bool small;                       /**< The same. */
    chora_stages *stages; /**< Of chora_batch_table: the clock of its project; NULL: none. */
} chora_batch_options;

#define CHORA_BATCH_INIT                                                                           \
    {                                                                                              \
        0, 0, CHORA_PERIOD_MONTH, false, false, 0, 0, 0, 0, 0, false, 0, 0, 0, 0,                  \
            CHORA_CALENDAR_OF_LANGUAGE, CHORA_CALENDAR_OF_LANGUAGE, false, 0                       \
    }

typedef struct {
    size_t files;   /**< Figures and reports; beside them index.html and manifest.json. */
    size_t painted; /**< Of these, made now; the others were there already, unchanged. */
    chora_profile_report profile;
} chora_batch_report;

/**
 * Files "figure_2022-03.png" in the folder; of a template "monthly_2022-03.pdf" and one web page,
 * "monthly.html", with a slider over the months; index.html to look through them and manifest.json.
 * A run that was stopped goes on where it stood: what is there, unchanged and of the same inputs,
 * is not made again.
 */
CHORA_API chora_status chora_batch(chora_store *store, const chora_batch_options *options,
                                   chora_batch_report *out, chora_error *err);

/**
 * A batch of figures straight from a table, as chora_map_table() makes a map: the same files as
 * through a project of this table alone. Reports are made from a project: a template is
 * CHORA_EINVAL.
 * @param import  Receives the account of the import; free it with chora_import_report_free. May be
 * NULL.
 */
CHORA_API chora_status chora_batch_table(const char *table, const char *const *countries,
                                         size_t country_count,
                                         const chora_import_options *import_options,
                                         const chora_batch_options *options,
                                         chora_import_report *import, chora_batch_report *out,
                                         chora_error *err);

/** What to export. */
typedef enum {
    CHORA_EXPORT_AREAS,     /**< One row an area. */
    CHORA_EXPORT_INCIDENTS, /**< One row an incident. */
    CHORA_EXPORT_TABLE,     /**< One row an area, period and value of a column. */
    CHORA_EXPORT_CLAIMS     /**< One row an area and period: what is claimed and what verified. */
} chora_export_kind;

/** Start from CHORA_EXPORT_INIT. All borrowed. */
typedef struct {
    chora_export_kind kind;
    const char *path;     /**< .geojson, .gpkg, .csv, or "-" (GeoJSON). */
    chora_period_kind by; /**< Areas: one row an area with a value a period. */
    bool span_given;
    chora_day first, last;
    int level;
    const char *dataset, *where, *of;
    bool is_change;        /**< Areas: before, after, change, p and within_chance ... */
    chora_against against; /**< ... of each period against an earlier one. */
    bool boundaries_given; /**< As in chora_measure_options. */
    chora_day boundaries_on;
    const char *columns;  /**< Allow-list, comma-separated; NULL: every column. Points of incidents
                             are written only when it names "geometry". */
    const char *figure;   /**< Table: the numbers of this chart (a figure file), in place of `by`,
                             `level`, `split`, `dataset` and `where`; NULL: none. */
    const char *split;    /**< Table: a column whose values have rows of their own. */
    const char *profile;  /**< As chora_profile_use() takes it. */
    const char *share_of; /**< Areas: part, whole and share of the incidents for which this
                               condition holds; NULL: none. */
    const char *tally;    /**< Claims: the dataset of totals to set beside them; NULL: none. */
    chora_calendar calendar; /**< Of `by`, told in the file; OF_LANGUAGE is Gregorian. */
    const char *language;    /**< Of the names of areas, and in CSV and XLSX of the heads and the
                                read-me sheet; NULL: heads are keys, the rest is English. */
    chora_stages *stages; /**< Of chora_export_from_table: the clock of its project; NULL: none. */
} chora_export_options;

#define CHORA_EXPORT_INIT                                                                          \
    {                                                                                              \
        CHORA_EXPORT_AREAS, 0, CHORA_PERIOD_ALL, false, 0, 0, 1, 0, 0, 0, false,                   \
            { CHORA_AGAINST_PREVIOUS, { CHORA_PERIOD_ALL, 0, 0 }, CHORA_CALENDAR_OF_LANGUAGE },    \
            false, 0, 0, 0, 0, 0, 0, 0, CHORA_CALENDAR_OF_LANGUAGE, 0, 0                           \
    }

/** rows written; for areas also the account, in full, for whoever makes the file: accepted = in
 * areas + the rest. */
typedef struct {
    int64_t rows;
    int64_t accepted, in_areas, unplaced, filtered_out, outside_period, too_coarse;
    bool is_withheld;        /**< An output profile withholds all of them from the file itself. */
    int64_t in_areas_before; /**< With is_change: in areas in the periods held against. */
    int64_t shielded;        /**< Of the accepted and not left out: shown less precisely. */
    int smallest;            /**< Smaller numbers, and some that would give them away, are withheld;
                                0: none are. */
    chora_profile_report profile;
} chora_export_report;

CHORA_API chora_status chora_export(chora_store *store, const chora_export_options *options,
                                    chora_export_report *out, chora_error *err);

/**
 * An export straight from a table, as chora_map_table() makes a map: of the same bytes as through a
 * project that holds this table alone.
 * @param import  Receives the account of the import; free it with chora_import_report_free. May be
 * NULL.
 * @return As chora_export(), and what reading a table can return; CHORA_EINVAL: claims, which need
 * a project.
 */
CHORA_API chora_status chora_export_from_table(const char *table, const char *const *countries,
                                               size_t country_count,
                                               const chora_import_options *import_options,
                                               const chora_export_options *options,
                                               chora_import_report *import,
                                               chora_export_report *out, chora_error *err);

#ifdef __cplusplus
}
#endif

#endif
