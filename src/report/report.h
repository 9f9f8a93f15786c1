/**
 * @file
 * From a template and a project to a document. What lies above this room comes in as functions.
 */
#ifndef CHORA_REPORT_REPORT_H
#define CHORA_REPORT_REPORT_H

#include "report/document.h"

#include <chora/store.h>

/** One picture that a report asks for. */
typedef struct chora_figure_ask {
    const char *name; /**< As in {{ figure NAME }}. */
    chora_period period;
    double width_pt;            /**< It must be as wide as this. */
    double height_pt;           /**< 0: in the proportion of the figure's own page. */
    const char *language;       /**< Of the report. */
    chora_calendar calendar;    /**< Dates are told in it. */
    chora_calendar counted_in;  /**< Months are counted in it; OF_LANGUAGE: as the figure says. */
    const char *dataset;        /**< Of the report; NULL: the only one. */
    const char *where;          /**< Of the report, beside the figure's own; NULL: none. */
    const char *const *sharing; /**< Figures that share their classes, this among them; NULL-ended;
                                     NULL: it has its own. */
} chora_figure_ask;

/** The picture, and what is said round it; texts live in the arena that was given. */
typedef struct {
    chora_page *page;             /**< Given away to the caller. */
    const char *title, *subtitle; /**< "" when there is none. */
    const char *account;          /**< What became of the rows; reading help. */
    const char *sources;
    const char *alt;
    double least_share; /**< Of the height of its page: made lower than this it would say less. */
} chora_figure_answer;

/** Supplied by publish, or by a test. */
typedef struct {
    void *context;
    /** CHORA_ENOTFOUND when there is no figure of that name. */
    chora_status (*make)(void *context, const chora_figure_ask *ask, chora_arena *arena,
                         chora_figure_answer *out, chora_error *err);
    const char *const *names; /**< The figures there are, NULL-ended; may be NULL. */
} chora_figure_maker;

/** What to report. Start from zeros. All borrowed. */
typedef struct {
    const char *file; /**< Path of the template. */
    bool period_given;
    chora_period period;     /**< Else the last whole month that is covered. */
    chora_calendar calendar; /**< Instead of the template's; CHORA_CALENDAR_OF_LANGUAGE: keep. */
    chora_calendar written;  /**< In which the period was written (chora_period_read). */
    const char *language;    /**< Instead of the template's; NULL: keep. */
    const char *dataset;     /**< Instead of the template's; NULL: keep. */
    chora_figure_maker maker;
    const char *version; /**< Of Chora. */
} chora_report_request;

/**
 * Read the template, fill in every number, make every figure.
 * @return CHORA_OK; CHORA_EINVAL and CHORA_ENOTFOUND with file:row:column of the template (an
 * unknown name with the nearest, a figure with those there are); CHORA_EIO; CHORA_ESTORE;
 * CHORA_ENOMEM; what making a figure answers.
 */
chora_status chora_report_build(chora_store *store, const chora_report_request *request,
                                chora_document **out, chora_error *err);

#endif
