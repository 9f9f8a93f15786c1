/**
 * @file
 * A document set on pages, ready to be painted: display lists with links, bookmarks and structure.
 */
#ifndef CHORA_REPORT_PAGES_H
#define CHORA_REPORT_PAGES_H

#include "paint/sheaf.h"
#include "report/report.h"

/** Free with chora_report_pages_free. */
typedef struct {
    chora_arena *arena;
    chora_sheaf sheaf;
} chora_report_pages;

/**
 * Set a document on A4 pages. A figure for which the page lacks a little room is asked of `maker`
 * once more, lower; without a maker (NULL) it goes to the next page.
 * @return CHORA_OK; CHORA_ENOMEM; CHORA_ELIMIT (more than 2,000 pages); what the ruler and the
 * maker answer.
 */
chora_status chora_report_paginate(const chora_document *document, const chora_style *style,
                                   const chora_ruler *ruler, const chora_figure_maker *maker,
                                   chora_report_pages *out, chora_error *err);
void chora_report_pages_free(chora_report_pages *pages);

#endif
