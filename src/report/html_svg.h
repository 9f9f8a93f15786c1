/**
 * @file
 * A painted SVG put into a page: names made its own, parts that months share kept once, colours as
 * variables so that the page can be dark.
 */
#ifndef CHORA_REPORT_HTML_SVG_H
#define CHORA_REPORT_HTML_SVG_H

#include "base/buffer.h"
#include "base/memory.h"

/** What the figures of one page have in common; start from zeros. */
typedef struct {
    chora_arena *arena; /**< Borrowed. */
    struct {
        const char *text; /**< A layer, its names not yet made its own. */
        size_t length;
    } shared[512];
    size_t shared_count;
    unsigned colours[1024]; /**< 0xRRGGBB. */
    size_t colour_count;
    size_t figures;
} chora_html_figures;

/**
 * Append the figure: `svg` is what paint wrote. Layers that do not depend on the month are put
 * into `shared` once and used from there. False without memory.
 */
bool chora_html_svg(chora_html_figures *figures, const char *svg, const char *label,
                    chora_buffer *shared, chora_buffer *out);

/** The variables of all colours: their values in the light and in the dark. */
void chora_html_colours(const chora_html_figures *figures, bool dark, chora_buffer *out);

#endif
