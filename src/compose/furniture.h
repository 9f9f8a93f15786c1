/**
 * @file
 * Title, subtitle and foot.
 */
#ifndef CHORA_COMPOSE_FURNITURE_H
#define CHORA_COMPOSE_FURNITURE_H

#include "compose/draw.h"
#include "compose/layout.h"
#include "compose/texts.h"
#include "compose/wrap.h"

/** The lines of the sources: both paragraphs apart, or run together where that saves a line. */
chora_status chora_sources_wrap(const chora_texts *texts, chora_type type, double width,
                                const chora_ruler *ruler, chora_arena *arena,
                                chora_lines_of_text *out, chora_error *err);

/** Of a page without map and legend: `map` is what title, subtitle and foot leave. */
chora_status chora_layout_for_texts(const chora_figure *figure, const chora_style *style,
                                    const chora_texts *texts, const chora_ruler *ruler,
                                    chora_layout *out, chora_error *err);

void chora_furniture_draw(chora_drawing *drawing, const chora_layout *layout,
                          const chora_style *style, const chora_texts *texts);

#endif
