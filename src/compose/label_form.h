/**
 * @file
 * A label in words and type: one line or two, measured.
 */
#ifndef CHORA_COMPOSE_LABEL_FORM_H
#define CHORA_COMPOSE_LABEL_FORM_H

#include "compose/labels.h"

/** Words of a label by line; either may be NULL. The number follows the name on its line. */
typedef struct {
    size_t line_count;
    const char *name[2];
    const char *number[2]; /**< With its no-break space when it follows a name. */
} chora_wording;

/** Ways to write a label: one line first, then every break. */
typedef struct {
    size_t count;
    chora_wording wordings[8];
} chora_wordings;

/** Strings live in `arena`. `number` may be NULL. 0, or -1 without memory. */
int chora_wordings_make(chora_arena *arena, const char *name, const char *number,
                        chora_wordings *out);

/** Type for both parts, at one size and width. */
typedef struct {
    chora_type name, number;
} chora_label_type;

chora_label_type chora_label_type_at(chora_label_type type, double size_pt, int width);

/** A wording set in type. */
typedef struct {
    const chora_wording *wording;
    chora_label_type type;
    chora_extent line[2];
    double width, height;   /**< Of the ink, all lines. */
    double first, distance; /**< Top to the first baseline; baseline to baseline. */
} chora_form;

chora_status chora_form_measure(const chora_wording *wording, chora_label_type type,
                                const chora_ruler *ruler, chora_form *out, chora_error *err);
/** The narrowest of the two-line wordings; `found` is false when there is none. */
chora_status chora_form_narrowest(const chora_wordings *wordings, chora_label_type type,
                                  const chora_ruler *ruler, chora_form *out, bool *found,
                                  chora_error *err);

/** How a form is painted. */
typedef struct {
    const char *role, *key, *title;
    chora_colour colour;
    double halo_pt;
    chora_colour halo;
} chora_form_look;

/** Text nodes for the form in `box`, centred; all strings are copied into the group. */
chora_status chora_form_add(const chora_form *form, chora_box box, const chora_form_look *look,
                            chora_group *group, chora_error *err);

#endif
