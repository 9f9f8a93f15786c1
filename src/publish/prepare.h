/**
 * @file
 * Everything a figure needs, read once: figure file, style, numbers, areas, classes.
 */
#ifndef CHORA_PUBLISH_PREPARE_H
#define CHORA_PUBLISH_PREPARE_H

#include "compose/chart_page.h"
#include "compose/figure_page.h"
#include "compose/multiples.h"
#include "publish/leak.h"

#include <chora/figure.h>

/** What to draw. All borrowed. */
typedef struct {
    const char *figure;                  /**< Path; NULL: the default figure. */
    const char *title, *where, *dataset; /**< Override the figure's; NULL: keep. */
    const char *language, *style;        /**< The same. */
    chora_calendar calendar;             /**< The same; CHORA_CALENDAR_OF_LANGUAGE: keep. */
    chora_calendar counted_in;           /**< Of months: the same; else `calendar`, else the
                                              figure's. */
    double width_pt, height_pt;          /**< The same; 0: keep. */
    chora_period_kind by;                /**< CHORA_PERIOD_ALL: one page. */
    bool span_given;
    chora_day first, last;
    const chora_classes *classes; /**< Of chora_shared_classes(); NULL: the figure's own. */
    bool legend_beside;           /**< The classes are told by the picture beside this one. */
    bool captioned;               /**< For a report, which puts a title of its own over it. */
} chora_request;

/** A figure ready to be composed for any of its periods; immutable, shared by threads. */
typedef struct {
    chora_arena *arena;
    chora_leaks *leaks;     /**< What must not be found in a page; NULL: nothing is hidden. */
    const char *profile;    /**< Output profile that holds; "": none. */
    unsigned long failures; /**< chora_memory_failures when it was begun. */
    chora_figure figure;
    chora_style style;
    chora_areas areas, neighbours;
    chora_areas world;        /**< All countries, for a locator; else empty. */
    chora_areas wider[2];     /**< Of the levels above that of the areas, for names. */
    chora_inset_wish *insets; /**< Of the figure; NULL without. */
    chora_lines lines;
    chora_places places;
    chora_table *tables[CHORA_FIGURE_LAYERS_MAX]; /**< Layers that measure alike share one. */
    chora_table *path; /**< Of the periods of a path of mean centres; NULL without. */
    chora_change_table
        *changes; /**< Of a layer that shows a change; it keeps that layer's table. */
    chora_classes pooled[CHORA_FIGURE_LAYERS_MAX];
    bool legend_beside;         /**< As the request says. */
    const chora_words *english; /**< For messages. */
    chora_disputed disputed;
    chora_figure_inputs inputs; /**< Points into the members above. */
    size_t circles_left_out;    /**< Of the default figure, when they are too many to be read. */
    char figure_hash[65];       /**< SHA-256 of what the figure file and style say. */
    chora_multiples multiples;  /**< With small_multiples. */
    /* a chart, in place of tables, areas and classes */
    chora_breakdown *breakdown;
    chora_chart_inputs chart;
    chora_tallies tallies;         /**< Of a chart that marks totals. */
    chora_incident_list incidents; /**< Of a chart with a row each. */
    chora_chart_focus *pages;      /**< What each page is about. */
    size_t page_count;
} chora_prepared;

/** How a layer is measured; borrows from the figure. */
chora_measure_options chora_layer_measure(const chora_request *request, const chora_figure *figure,
                                          const chora_figure_layer *layer);

/** Read only the figure (for its id, outputs, repeat). */
chora_status chora_request_figure(const chora_request *request, chora_arena *arena,
                                  chora_figure *out, chora_error *err);

/** Put the figure's path before an error that its reader can mend, unless it stands there already.
 */
void chora_request_blame(const char *figure, chora_error *err);
/** The place of its own data: {where: …}, to a message about it. */
void chora_figure_blame(const chora_figure *figure, chora_error *err);

/** `out` is heap memory: its inputs point into itself. */
chora_status chora_prepare(chora_store *store, const chora_request *request, chora_prepared **out,
                           chora_error *err);
/** Its first part, which needs no project: the figure, the style, the words. Nothing but the rest
 * and chora_prepared_free may be done with `out`. */
chora_status chora_prepare_ahead(const chora_request *request, chora_prepared **out,
                                 chora_error *err);
/** The rest, for the same request but for its periods; takes over `prepared`. */
chora_status chora_prepare_rest(chora_store *store, const chora_request *request,
                                chora_prepared *prepared, chora_prepared **out, chora_error *err);
void chora_prepared_free(chora_prepared *prepared); /**< NULL is fine. */

/** SHA-256 over the dataset's rows. */
const char *chora_prepared_hash(const chora_prepared *prepared);

/** Append the numbers of a page, as they are drawn: two pages with the same ones look alike. */
void chora_prepared_numbers(const chora_prepared *prepared, size_t period, chora_buffer *out);

/** Pages of the figure: its periods. */
size_t chora_prepared_periods(const chora_prepared *prepared);
chora_period chora_prepared_period(const chora_prepared *prepared, size_t period);

/** The number of the period that begins with `wanted`; CHORA_ENOTFOUND when it is not covered. */
chora_status chora_prepared_find(const chora_prepared *prepared, chora_period wanted, size_t *out,
                                 chora_error *err);

/** The account of the whole figure in a period: what any of its layers shows. */
chora_account chora_prepared_account(const chora_prepared *prepared, size_t period);

/** What does not change between the pages; a chart has no such part: `out` stays NULL. Free it with
 * chora_base_map_free. */
chora_status chora_prepared_base(const chora_prepared *prepared, const chora_ruler *ruler,
                                 chora_base_map **out, chora_error *err);

/** Compose one page; classes of each period are made here when the figure asks for that. */
chora_status chora_prepared_page(const chora_prepared *prepared, const chora_base_map *base,
                                 size_t period, const chora_ruler *ruler, chora_page **out,
                                 chora_error *err);

#endif
