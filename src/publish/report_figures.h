/**
 * @file
 * The figures a report can name: files beside its template, and those that come with Chora.
 */
#ifndef CHORA_PUBLISH_REPORT_FIGURES_H
#define CHORA_PUBLISH_REPORT_FIGURES_H

#include "paint/paint.h"
#include "report/report.h"

/** Makes them; one report, one thread. */
typedef struct chora_report_figures chora_report_figures;

chora_status chora_report_figures_new(chora_store *store, const char *template_file,
                                      chora_painter *painter, chora_report_figures **out,
                                      chora_error *err);
void chora_report_figures_free(chora_report_figures *figures); /**< NULL is fine. */

/** As the report wants it; valid as long as the figures. */
chora_figure_maker chora_report_figures_maker(chora_report_figures *figures);

/** The files that could be used. */
size_t chora_report_figures_count(const chora_report_figures *figures);
const char *chora_report_figures_path(const chora_report_figures *figures, size_t index);

#endif
