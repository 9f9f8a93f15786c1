/**
 * @file
 * What the numbers of one period say: for the subtitle, the alt text, the labels and the notes.
 */
#ifndef CHORA_COMPOSE_FINDINGS_H
#define CHORA_COMPOSE_FINDINGS_H

#include "compose/base_map.h"

#define CHORA_FINDINGS_PERIOD_MAX 256

typedef struct {
    size_t areas; /**< Drawn. */
    size_t above_zero, zeros, no_data, not_covered;
    size_t withheld; /**< Numbers of areas or circles that an output profile withholds. */
    size_t partial;  /**< Covered for part of the period only. */
    bool empty;      /**< Nothing on record. */
    double total;    /**< Sum over the areas, or over the circles without a choropleth. */
    bool unknown;    /**< Circles: no row states the number. */
    double highest;
    size_t top, second; /**< Areas with the highest number; second: of two that share it. */
    size_t sharing;     /**< How many areas have the highest number. */
    bool whole;
    chora_account account;
    int64_t counted; /**< Incidents that the total is of: not those that are only listed by area. */
    int64_t in_period; /**< Incidents of the period, placed or not. */
    char period[CHORA_FINDINGS_PERIOD_MAX];
} chora_findings;

chora_findings chora_findings_of(const chora_base_map *base, const chora_figure_inputs *inputs,
                                 size_t period);

/** Add the number of one area, or of another cell with that index. */
void chora_findings_count(chora_findings *findings, chora_cell cell, size_t area);

/** A sentence that states the finding and is true for the numbers: "Kabul saw 41 of the 74
 * incidents; …". */
const char *chora_findings_sentence(const chora_findings *findings, const chora_base_map *base,
                                    const chora_figure_inputs *inputs, size_t period,
                                    chora_arena *arena);

/** "* Covered from 15 August 2021 on." for a partly covered period, else "". */
const char *chora_findings_partial_note(const chora_findings *findings, const chora_base_map *base,
                                        const chora_figure_inputs *inputs, size_t period,
                                        chora_arena *arena);

/** The picture in words, for people who cannot see it; `classes` as printed, NULL: none. */
const char *chora_findings_alt_text(const chora_findings *findings, const chora_base_map *base,
                                    const chora_figure_inputs *inputs, const chora_classes *classes,
                                    size_t period, const char *title, const char *subtitle,
                                    chora_arena *arena);

#endif
