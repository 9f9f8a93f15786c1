/**
 * @file
 * What the parts of a chart share while it is drawn.
 */
#ifndef CHORA_COMPOSE_CHART_H
#define CHORA_COMPOSE_CHART_H

#include "compose/chart_page.h"
#include "compose/draw.h"

/** Values that are told apart; those behind the last one are counted with it. */
enum { CHORA_SERIES_MAX = 8 };

typedef struct {
    const char *value; /**< As in the data; NULL: all, or the rest. */
    const char *label; /**< For people. */
    chora_look look;
    chora_colour text; /**< The label's: readable on paper. */
} chora_series;

typedef struct {
    chora_series items[CHORA_SERIES_MAX];
    size_t count;
    size_t folded; /**< Values of the breakdown from here on are in the last series. */
} chora_series_list;

/** The colours and words of what is told apart. CHORA_ENOTFOUND: no such palette. */
chora_status chora_series_make(const chora_chart_inputs *inputs, chora_arena *arena,
                               chora_series_list *out, chora_error *err);
/** Incidents of a series in a period, all areas. */
int64_t chora_series_count(const chora_chart_inputs *inputs, const chora_series_list *list,
                           size_t series, size_t period);
/** Else what it has in the period is withheld, or part of what is. */
bool chora_series_is_told(const chora_chart_inputs *inputs, const chora_series_list *list,
                          size_t series, size_t period);

typedef struct {
    const chora_chart_inputs *inputs;
    const chora_figure_chart *chart;
    const chora_style *style;
    chora_chart_focus focus;
    chora_drawing *drawing;
    chora_series_list series;
    chora_box box;          /**< Where the chart stands. */
    bool stars;             /**< Was a sum starred? Then the note says why. */
    bool dashed;            /**< Is a period not covered? */
    bool dashed_withheld;   /**< Is the number of a period withheld? */
    bool unlabelled;        /**< Did some numbers find no room? */
    bool not_known;         /**< Was "n.k." printed? */
    bool unmarked;          /**< Did the number of a total or the name of a dot find no room? */
    const char *rows_words; /**< Not over time: the rows in words. */
} chora_charting;

/* ---- axes ------------------------------------------------------------------------------------ */

/** Ends on a round number; `step` apart there are lines, at most four above zero. */
typedef struct {
    double end, step;
} chora_axis;

/** For values up to `max`; whole steps. 0 gives 0..1. */
chora_axis chora_axis_make(double max);

/** Equal steps from left to right. */
typedef struct {
    double left, step_pt;
    size_t count;
} chora_time_axis;

chora_time_axis chora_time_axis_of(const chora_charting *c);
/** Leave `room` for the numbers of the lines before `end`, where time ends; where time runs
 * leftward they stand where it begins: at the right as well. */
void chora_time_axis_clear_numbers(const chora_charting *c, double end, double room,
                                   chora_time_axis *axis);
double chora_time_axis_middle(const chora_time_axis *axis, size_t period);
/** Is the period one that the page is about? */
bool chora_time_is_now(const chora_charting *c, size_t period);
/** Height that names of months and years take under the baseline. */
double chora_time_axis_height(chora_charting *c, const chora_time_axis *axis);
void chora_time_axis_draw(chora_charting *c, const chora_time_axis *axis, double baseline);
/** The band behind what the page is about. */
void chora_time_band_draw(chora_charting *c, const chora_time_axis *axis, double top,
                          double bottom);
/** "from 15 Aug 2021" and "to 15 Aug 2023" under months of which only part is covered. */
bool chora_time_has_parts(const chora_charting *c);
void chora_time_parts_draw(chora_charting *c, const chora_time_axis *axis, double baseline);

/** Lines at the steps of an axis with their numbers at the right of the page, in whichever
 * direction it is read; 0 has none. */
void chora_grid_draw(chora_charting *c, chora_axis axis, double left, double right, double baseline,
                     double pt_per_one);

/* ---- panels ---------------------------------------------------------------------------------- */

void chora_chart_columns_draw(chora_charting *c);
void chora_chart_lines_draw(chora_charting *c);
void chora_chart_scatter_draw(chora_charting *c);
/** Ranges over time in a box of their own, on the time axis of the columns above. */
void chora_chart_time_ranges_draw(chora_charting *c, const chora_time_axis *time, chora_box box,
                                  chora_chart_of of);
/** Colour of people killed or injured. */
chora_colour chora_chart_colour(const chora_style *style, chora_chart_of of);
chora_range chora_chart_range(const chora_breakdown_cell *cell, chora_chart_of of);
/** The same colour, `share` of it. */
chora_colour chora_chart_faint(chora_colour colour, double share);
chora_type chora_chart_type(chora_type type, chora_colour colour, bool bold);
/** A filled dot for the lowest figure, an open one for the highest, a faint line between; where
 * both are one, one filled dot. `scale` 1 is the usual size. */
void chora_range_mark_draw(chora_charting *c, chora_meaning meaning, chora_xy low, chora_xy high,
                           chora_colour colour, double scale);
void chora_low_dot_draw(chora_charting *c, chora_meaning meaning, chora_xy at, chora_colour colour,
                        double scale);
void chora_high_dot_draw(chora_charting *c, chora_meaning meaning, chora_xy at, chora_colour colour,
                         double scale);
/** A name over a panel. */
void chora_chart_head(chora_charting *c, const char *text, chora_colour colour, chora_xy at);
/** Room for labels: boxes that are taken. */
typedef struct {
    chora_box *taken;
    size_t count, capacity;
} chora_room;
void chora_room_take(chora_charting *c, chora_room *room, chora_box box);
bool chora_room_is_free(const chora_room *room, chora_box box);

/* ---- rows ------------------------------------------------------------------------------------ */

/** One row of a chart that is not over time. */
typedef struct {
    const char *key;   /**< Area code, value or key of the incident; NULL: the others together. */
    const char *label; /**< For people. */
    const char *aside; /**< Before the label: a date; "" for none. */
    chora_breakdown_cell cell;
} chora_chart_row;

typedef struct {
    chora_chart_row *items;
    size_t count;
    bool rest; /**< The last row is the others together. */
} chora_chart_rows;

/** The areas, values or incidents of the page's period, sorted, at most as many as `room`; the
 * others are one row. In the drawing's arena. */
chora_status chora_chart_rows_make(chora_charting *c, size_t room, chora_chart_rows *out);
/** How high a row is, in `height` for so many. */
double chora_chart_row_height(const chora_chart_rows *rows, double height);
/** The widest label and aside, cut where it takes more than its share of the chart. */
double chora_chart_label_width(chora_charting *c, const chora_chart_rows *rows, double *aside);
/** Label and aside of a row on its baseline. */
void chora_chart_label_draw(chora_charting *c, const chora_chart_row *row, double aside,
                            double width, double baseline);
/** "Kabul: 3 incidents, killed 5–12, injured 6–38". */
const char *chora_chart_row_title(const chora_charting *c, const chora_chart_row *row,
                                  chora_arena *arena);

/** All of them, for the alt text; NULL without memory, which the drawing remembers. */
const char *chora_chart_rows_words(chora_charting *c, const chora_chart_rows *rows);

void chora_chart_bars_draw(chora_charting *c);
void chora_chart_ranges_draw(chora_charting *c);
void chora_chart_blocks_draw(chora_charting *c);

/* ---- words ----------------------------------------------------------------------------------- */

/** "incidents", "killed", "injured": the last part of the keys of phrases. */
const char *chora_chart_of_key(chora_chart_of of);
/** "Incidents", "People killed". */
const char *chora_chart_of_words(const chora_words *words, chora_chart_of of, chora_arena *arena);
/** "104–232", "4", "not known"; a star when the number of some incidents is not known. */
const char *chora_chart_range_text(const chora_words *words, chora_range range, bool *star,
                                   chora_arena *arena);
/** "claimed", "not stated": a value of a column for people. */
const char *chora_chart_value_words(const chora_words *words, const char *value,
                                    chora_arena *arena);
/** A phrase without anything to fill in; "" without memory, which the drawing remembers. */
const char *chora_chart_phrase(chora_charting *c, const char *key);
/** "Incidents by claim, by month, 15 August 2021 – 15 August 2023". */
const char *chora_chart_subtitle(const chora_chart_inputs *inputs, chora_chart_focus focus,
                                 chora_arena *arena);
/** "October 2021: 9 incidents (4 claimed, 1 attributed, 4 suspected)". */
const char *chora_chart_period_title(const chora_charting *c, size_t period, chora_arena *arena);
/** "Aug", "Q3", "2021" under the axis. */
void chora_chart_period_short(const chora_words *words, chora_period period, chora_buffer *out);
/** "killed 5–12", "injured 4* (not known for 1)". */
const char *chora_chart_people_words(const chora_words *words, const chora_breakdown_cell *cell,
                                     chora_chart_of of, chora_arena *arena);
/** "Province", "Incident", "Type" (`part` "chart.head") or "province" ("chart.step"): what the rows
 * are by. */
const char *chora_chart_by_words(const chora_words *words, const chora_figure_chart *chart,
                                 const char *part, chora_arena *arena);
/** The chart in words: the title and every number. */
const char *chora_chart_alt_text(const chora_charting *c, const char *title, const char *subtitle,
                                 chora_arena *arena);
/** A period in the language: "October 2021". */
const char *chora_chart_period_words(const chora_words *words, chora_period period,
                                     chora_arena *arena);
/** What stars, dashes and missing numbers mean. */
const char *chora_chart_note(const chora_charting *c, chora_arena *arena);

#endif
