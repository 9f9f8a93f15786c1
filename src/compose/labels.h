/**
 * @file
 * Where labels stand: nothing overlaps anything, the same input gives the same page.
 */
#ifndef CHORA_COMPOSE_LABELS_H
#define CHORA_COMPOSE_LABELS_H

#include "compose/scene.h"

/** Things a label may not touch: boxes (symbols, legend, scale bar, other text) and the page's map
 * frame. */
typedef struct chora_label_field chora_label_field;

chora_status chora_label_field_new(chora_box frame, chora_label_field **out, chora_error *err);
void chora_label_field_free(chora_label_field *field);
/** Block a box (a symbol, the scale bar, a placed label). */
chora_status chora_label_field_block(chora_label_field *field, chora_box box, chora_error *err);
/** Block a box of a symbol: before all else, and of no account until the symbols have ended. */
chora_status chora_label_field_block_symbol(chora_label_field *field, chora_box box,
                                            chora_error *err);
/** All that was blocked so far is symbols: the leader of a key area may cross them where there is
 * no other way out. Thousands of them count as what they cover, in cells of a point. */
chora_status chora_label_field_end_symbols(chora_label_field *field, chora_error *err);
/** Is the box inside the frame and clear of all that is blocked, with `clearance` points? */
bool chora_label_field_is_free(const chora_label_field *field, chora_box box, double clearance);

/** A circle as three bands, whose corners stay free for labels: what is blocked for it. */
#define CHORA_CIRCLE_BANDS 3
void chora_circle_bands(chora_xy at, double radius, chora_box out[CHORA_CIRCLE_BANDS]);

/** An area to be named; page coordinates. Without a name and a number it is only ground that no
 * name from outside may cover, and is not counted. */
typedef struct {
    const char *key; /**< Tie-break, and key of the node. */
    const char *name;
    const char *number;       /**< Printed bolder behind the name; NULL: none. */
    const chora_shape *shape; /**< Page coordinates. */
    chora_xy inner;           /**< Inner point. */
    chora_colour ground;      /**< Its fill, to choose white or ink. */
    int rank;       /**< Lower is placed first: key area, areas with numbers, zero areas. */
    bool may_leave; /**< May stand outside with a leader when it does not fit. */
    double halo_pt; /**< Round a label inside, in the colour of the ground: on a hatch. */
    bool counts;    /**< It has a number, printed or not: told in ink, not in grey. */
} chora_area_label;

/** Reach of the dot of a town that has no symbol, with its casing. */
#define CHORA_LABEL_DOT_PT 1.45

/** A town to be named. */
typedef struct {
    const char *key;
    const char *name;
    chora_xy at;
    double radius; /**< Of its symbol (0: a dot). */
    const chora_shape
        *area; /**< It stays inside this, or wholly outside all areas; NULL: anywhere. */
    chora_colour ground;
    int rank;
    const char *number; /**< Printed bolder behind the name; NULL: none. */
    bool is_subject;    /**< The map is about towns: their names are set larger. */
    bool may_leave;     /**< May stand at the end of a leader when there is no room beside it. */
    bool is_minor;      /**< Then only of a short one. */
    bool is_key;      /**< The town of the map: inside its ring, beside it, at the end of a leader,
                           over borders and symbols if need be, but named. */
    double hollow;    /**< Radius of the room inside its ring; 0: its symbol is filled. */
    const char *role; /**< NULL: "town-label". */
} chora_town_label;

/**
 * What could not be placed is told, so that the foot or a table can name it: an area whose number
 * stands alone has a text node with the role "area-number" and its key.
 */
typedef struct {
    size_t placed;       /**< Inside, with all words. */
    size_t outside;      /**< With a leader. */
    size_t number_alone; /**< Inside, without the name. */
    size_t dropped;
} chora_label_result;

/**
 * Place area labels: inside on one line, then two lines, smaller, condensed (style's steps); then,
 * when it may leave, outside with a leader that ends in a dot inside the area, wholly outside all
 * `areas` shapes, short and not over another area that has a number; then (the key area before it)
 * its number alone; then with a leader over whatever there is; else not at all. Adds text and
 * leader nodes to `labels` and `leaders`, blocks their boxes. Areas with a number choose first,
 * then others that may leave, then the rest; in each turn by rank, then key. A key area (the only
 * one of the lowest rank) is set larger outside.
 */
chora_status chora_label_areas(chora_label_field *field, const chora_area_label *areas,
                               size_t count, const chora_style *style, const chora_ruler *ruler,
                               chora_group *labels, chora_group *leaders,
                               chora_label_result *result, chora_error *err);

/**
 * Place town labels R, L, T, B, then the diagonals, then above and below with the town off the
 * middle; condensed; on two lines; by rank. Those that may leave stand further off, with a line in
 * `leaders` (NULL: no such lines), where there is no room for them. A key town goes before all.
 */
chora_status chora_label_towns(chora_label_field *field, const chora_town_label *towns,
                               size_t count, const chora_shape *const *areas, size_t area_count,
                               const chora_style *style, const chora_ruler *ruler,
                               chora_group *labels, chora_group *leaders,
                               chora_label_result *result, chora_error *err);

/** Place neighbours' names (grey spaced italics) wholly inside their visible part; shrink, then
 * drop. */
chora_status chora_label_neighbours(chora_label_field *field, const chora_area_label *neighbours,
                                    size_t count, const chora_style *style,
                                    const chora_ruler *ruler, chora_group *labels,
                                    chora_label_result *result, chora_error *err);

#endif
