/**
 * @file
 * From a breakdown and a style to the page of a chart, drawn like the maps.
 */
#ifndef CHORA_COMPOSE_CHART_PAGE_H
#define CHORA_COMPOSE_CHART_PAGE_H

#include "compose/scene.h"
#include "measure/incident_list.h"
#include "measure/tallies.h"
#include "store/atlas.h"
#include "style/figure.h"
#include "style/language.h"
#include "style/style.h"

#include <chora/breakdown.h>

/** Everything a chart is made from; all borrowed, all immutable, shared between pages. */
typedef struct {
    const chora_figure *figure; /**< With is_chart. */
    const chora_style *style;
    const chora_words *words;             /**< Of the figure's language. */
    const chora_breakdown *breakdown;     /**< Over time: all periods of the axis. */
    const chora_areas *areas;             /**< By area: their names; else NULL. */
    const chora_incident_list *incidents; /**< By incident; else NULL. */
    const chora_tallies *tallies;         /**< Totals marked beside the numbers; NULL: none. */
    const char *country;                  /**< For {country}; may be "". */
    const char *incidents_source;         /**< "Incidents: documented-attacks (74 rows, …)". */
    bool captioned;                       /**< A report puts a title of its own over it. */
} chora_chart_inputs;

/** What a page is about. */
typedef struct {
    bool given;       /**< False: the whole span. */
    chora_period now; /**< Over time it is marked. */
    size_t period;    /**< Not over time: its number in the breakdown. */
} chora_chart_focus;

/** What became of every row on that page. */
chora_account chora_chart_account(const chora_chart_inputs *inputs, chora_chart_focus focus);

/**
 * Compose the page. Any number of threads may do so at once, each with its own ruler.
 * @return CHORA_OK; CHORA_EINVAL (a page too small for its parts, too many columns for its width);
 * CHORA_ENOTFOUND (no such palette); CHORA_ENOMEM; what the ruler answers.
 */
chora_status chora_chart_page(const chora_chart_inputs *inputs, chora_chart_focus focus,
                              const chora_ruler *ruler, chora_page **out, chora_error *err);

#endif
