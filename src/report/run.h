/**
 * @file
 * A template being run: values in, Markdown and ready-made blocks out.
 */
#ifndef CHORA_REPORT_RUN_H
#define CHORA_REPORT_RUN_H

#include "report/front.h"
#include "report/report.h"
#include "report/values.h"

/** One run; one thread. */
typedef struct {
    const chora_report_request *request;
    const chora_front *front;
    chora_arena *arena;
    chora_facts facts;
    chora_values values;
    chora_buffer text; /**< The Markdown. */
    int *lines;        /**< The template's line for each of its lines. */
    size_t line_count, line_capacity;
    chora_block *made; /**< What its marks stand for. */
    size_t made_count, made_capacity;
    chora_page **pages; /**< Pictures; they become the document's. */
    size_t page_count, page_capacity;
    chora_error *err;
} chora_run_work;

/** Expand parts into `text` and `made`. */
chora_status chora_run_parts(chora_run_work *run, chora_template_parts parts);

/** A text with {expressions}, such as a title. Plain text, in the arena. */
chora_status chora_run_fill(chora_run_work *run, const char *text, chora_spot at, const char **out);

/** The filled-in value of an option; `fallback` without it. */
chora_status chora_run_option(chora_run_work *run, const chora_template_part *part, const char *key,
                              const char *fallback, const char **out);
/** CHORA_EINVAL for an option that is not among `keys` (NULL-ended): the nearest is named. */
chora_status chora_run_check_options(chora_run_work *run, const chora_template_part *part,
                                     const char *const *keys);

/** Plain inlines. `items` is NULL without memory. */
chora_inlines chora_run_inlines(chora_run_work *run, const char *text, unsigned style);

/* Blocks made by Chora; each fills in `out`. */
chora_status chora_run_table(chora_run_work *run, const chora_template_part *part,
                             chora_block *out);
/** What is claimed beside what is verified, by province or by month. */
chora_status chora_run_claims(chora_run_work *run, const chora_template_part *part, bool by_month,
                              chora_block *out);
chora_status chora_run_incidents(chora_run_work *run, const chora_scope *scope, chora_block *out);
/** The places named in the reports, by province. */
chora_status chora_run_places(chora_run_work *run, chora_block *out);
/** In place of a list: no incident was recorded. */
chora_status chora_run_none(chora_run_work *run, const char *period, chora_block *out);
chora_status chora_run_keys(chora_run_work *run, const chora_template_part *part, chora_block *out);
chora_status chora_run_figure(chora_run_work *run, const chora_template_part *part,
                              chora_block *out);
chora_status chora_run_methods(chora_run_work *run, const chora_template_part *part,
                               chora_block *out);
chora_status chora_run_account(chora_run_work *run, const chora_template_part *part,
                               chora_block *out);
chora_status chora_run_about(chora_run_work *run, const chora_template_part *part,
                             chora_block *out);
chora_status chora_run_disclaimer(chora_run_work *run, const chora_template_part *part,
                                  chora_block *out);

#endif
