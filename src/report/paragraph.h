/**
 * @file
 * Running text broken into lines that are ready to be drawn.
 */
#ifndef CHORA_REPORT_PARAGRAPH_H
#define CHORA_REPORT_PARAGRAPH_H

#include "compose/scene.h"
#include "report/document.h"

/** How text is set; borrowed. */
typedef struct {
    const chora_ruler *ruler;
    chora_arena *arena;
    const char *language;
    bool leftward; /**< The document runs from right to left. */
    chora_colour ink, muted, link, killed, injured;
    double scale; /**< Of sizes; 1 but for Arabic script. */
    double read_leading,
        small_leading; /**< Scales of leadings: of what is read as running text, and
                            of heads and of small print; 1 but for Arabic script. */
} chora_setting;

/** A link or struck words on a line, from its start in points. */
typedef struct {
    double from, to;
    const char *target; /**< NULL: no link. */
    bool struck;
} chora_line_link;

typedef struct {
    const chora_run *runs;
    size_t run_count;
    double width_pt;
    const chora_line_link *links;
    size_t link_count;
    size_t first_note, last_note; /**< Footnotes marked on it; 0: none. */
    const char *swatch;           /**< Class of the square at its start; NULL: none. */
} chora_set_line;

typedef struct {
    chora_set_line *lines;
    size_t count;
    chora_type type;
    double leading_pt;
} chora_set_text;

/** Room that a swatch takes before its text. */
#define CHORA_SWATCH_ROOM 11.0

/**
 * Set text in lines of at most `width_pt`; a word that is wider is cut. What the ruler answers;
 * CHORA_ENOMEM.
 */
chora_status chora_paragraph_set(const chora_setting *setting, chora_inlines text, chora_type type,
                                 double leading_pt, double width_pt, chora_set_text *out,
                                 chora_error *err);

/** The width of text on one line, and of its widest word. */
chora_status chora_paragraph_widths(const chora_setting *setting, chora_inlines text,
                                    chora_type type, double *natural, double *widest,
                                    chora_error *err);

/** The type of an inline in a text set in `base`. */
chora_type chora_inline_type(const chora_setting *setting, const chora_inline *item,
                             chora_type base);

#endif
