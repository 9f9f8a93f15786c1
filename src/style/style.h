/**
 * @file
 * House styles (styles/NAME.yaml) and palettes, as plain structs. Sizes in points (1/72 inch).
 */
#ifndef CHORA_STYLE_STYLE_H
#define CHORA_STYLE_STYLE_H

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "style/language.h"

#include <stdint.h>

/** 0xRRGGBBAA. */
typedef uint32_t chora_colour;

/** "#RRGGBB" or "#RRGGBBAA". */
bool chora_colour_parse(const char *text, chora_colour *out);
/** WCAG 2 contrast ratio of two opaque colours, 1 to 21. */
double chora_colour_contrast(chora_colour a, chora_colour b);

/** Type for one kind of text. */
typedef struct {
    const char *family; /**< "Noto Sans". */
    double size_pt;
    int weight; /**< 400, 500, 600. */
    int width;  /**< Percent: 100 normal, 87 semi-condensed, 75 condensed. */
    bool italic;
    double spacing_pt; /**< Letter spacing. */
    chora_colour colour;
} chora_type;

typedef struct {
    double width_pt; /**< 0: not drawn. */
    chora_colour colour;
    double dash[2]; /**< On, off in points; 0, 0 solid. */
} chora_pen;

/** Lines of a class for print without colour; gap 0: solid. */
typedef struct {
    double gap_pt, width_pt;
    bool crossed;
} chora_class_hatch;

enum { CHORA_CLASS_HATCHES_MAX = 8 };

#define CHORA_LOGO_WIDEST_PT (50 * 72 / 25.4)

/** The mark of an organisation: a PNG as it is in its file. */
typedef struct {
    const void *png; /**< NULL: none. */
    size_t length;
    size_t width_px, height_px;
} chora_logo;

typedef struct {
    const char *name;
    double zoom; /**< The page is laid out smaller by this and then enlarged: 1 but for slides. */
    const char *family; /**< Of every type that names none. */
    /* type */
    chora_type title, subtitle, legend_head, legend_subhead, legend_label, legend_count;
    chora_type area_label, area_number, area_zero, area_outside, area_outside_number;
    chora_type town_label, neighbour, scale_bar, reconciliation, source;
    double leading;             /**< Of several lines and of what stands under a head, by the
                                   language; 1 for Latin. */
    double note_minimum_pt;     /**< No text beside the map is set smaller. */
    double minimum_pt;          /**< No text on a map is set smaller. */
    double area_label_steps[4]; /**< Sizes tried, largest first; 0 ends. */
    /* colour */
    chora_colour paper, ink, ink2, ink3, rule, ground_neighbour, zero, symbol_circle,
        symbol_incident;
    chora_colour no_data_fill, no_data_hatch;
    double no_data_hatch_gap_pt, no_data_hatch_width_pt;
    bool no_data_dotted; /**< Dots in place of lines, where classes have lines. */
    chora_colour not_covered_fill;
    /** Over the colour of a change that chance alone could explain. */
    chora_colour within_chance;
    double within_chance_gap_pt, within_chance_width_pt, within_chance_angle_deg;
    /** Over areas with incidents that the map cannot place more finely. */
    chora_colour uncertain;
    double uncertain_gap_pt, uncertain_width_pt, uncertain_angle_deg;
    /* lines */
    chora_pen international_own, international_other, disputed, control, area_line, river;
    chora_pen parent_line; /**< Between areas of two parents: provinces on a map of districts. */
    chora_pen leader, leader_casing, swatch, not_covered, circle, circle_casing, inset_frame;
    /* halo radii, points */
    double halo_outside_pt, halo_town_pt;
    double halo_hatch_pt; /**< Of names on lines. */
    chora_pen map_frame;  /**< Round the map; where the ground of the neighbours is no colour. */
    chora_class_hatch class_hatches[CHORA_CLASS_HATCHES_MAX]; /**< Lightest first. */
    size_t class_hatch_count;    /**< 0: classes have the palette's colours. */
    bool zero_names, town_names; /**< Are areas with zero, and towns, named? */
    /* page, points */
    double page_width_pt, page_height_pt; /**< Where the figure names none. */
    double page_tallest_pt; /**< So high may the page of a tall land be; under the height: never. */
    double margin_pt;
    double title_baseline_pt, subtitle_baseline_pt; /**< From the top edge. */
    double map_top_pt;                              /**< Top of the map when there is a subtitle. */
    double column_width_pt, gutter_pt;              /**< The legend column. */
    double foot_gap_pt, foot_source_gap_pt,
        foot_line_pt;     /**< Map to reconciliation, to source, between lines. */
    double frame_padding; /**< Margin round the areas, share of the map's smaller side. */
    /* legend, points */
    double swatch_width_pt, swatch_height_pt, swatch_gap_pt, swatch_text_gap_pt, legend_head_gap_pt,
        outlier_gap_pt;
    /* symbols */
    double circle_mm_per_root; /**< radius in mm = this * sqrt(value). */
    double circle_max_mm; /**< Largest radius; scales the others down when a value passes it. */
    double incident_radius_pt, incident_inset_radius_pt; /**< One symbol an incident: on the map; in
                                                             insets and the legend. */
    double incident_stroke_pt;
    double cluster_pitch;    /**< Of packed symbols, middle to middle, in radii. */
    double cluster_plate_pt; /**< White around a packed cluster. */
    const char *categories;  /**< Palette of categories. */
    /* charts */
    chora_colour chart_incidents, chart_killed, chart_injured;
    chora_colour chart_claimed, chart_attributed, chart_suspected; /**< From sure to unsure. */
    chora_colour chart_band; /**< Behind the period that the page is about. */
    chora_pen chart_edge;    /**< Round fills too light to stand alone. */
    chora_pen chart_baseline, chart_grid;
    double chart_column_share; /**< Width of a column, share of its step. */
    const char *chart_palette; /**< Of kinds that have no colour of their own; qualitative. */
    const char *palette;       /**< "chora-sequential". */
    chora_logo logo;
    double logo_height_pt;     /**< Wide ones are lower: at most CHORA_LOGO_WIDEST_PT. */
    const char *logo_alt;      /**< What it is, for people who cannot see it. */
    const char *disputed_file; /**< File of what is said of disputed areas; "auto"; "none". */
    const char *disclaimer;
    const char *credit;      /**< First in the last paragraph of the foot; NULL: none. */
    chora_calendar calendar; /**< Months are counted and dates told in it, where the figure or
                                report names none; OF_LANGUAGE: none. */
} chora_style;

/** Width and height in points as it is printed; 0, 0 without one. */
typedef struct {
    double width_pt, height_pt;
} chora_logo_extent;
chora_logo_extent chora_logo_size(const chora_style *style);

/**
 * Find NAME in the data folder's styles/, or a path ending in .yaml. A style holds only what
 * differs from the one it `extends` (report when it says nothing); a colour changed there changes
 * wherever its name is used. Lives in `arena`. CHORA_ENOTFOUND names the nearest; errors as
 * chora_figure_load.
 */
chora_status chora_style_load(const char *name, chora_arena *arena, chora_style *out,
                              chora_error *err);

/**
 * The style for a page that is laid out smaller by its `zoom` and then enlarged: every length
 * divided.
 */
void chora_style_zoom(chora_style *style);

/** The calendar that a style works in; OF_LANGUAGE when it names none or cannot be read, which
 * loading it tells. NULL is no style. */
chora_calendar chora_style_calendar(const char *name, chora_arena *arena);

/** The style for pages in a language: the distance of its lines, the size of a title in letters
 * that reach further up. */
void chora_style_speak(chora_style *style, const chora_words *words);

/** Append every value of a style as text: two styles that draw alike give the same bytes. */
void chora_style_fingerprint(const chora_style *style, chora_buffer *out);

/**
 * `count` colours of a palette (at most 12), lightest class first for sequential ones. Where the
 * palette has no set of that many, they are taken at even steps in OKLab from its largest.
 * CHORA_ENOTFOUND names the nearest palette; CHORA_EINVAL: more than a qualitative palette has.
 */
chora_status chora_palette_colours(const char *name, size_t count, bool reverse, chora_colour *out,
                                   chora_error *err);

/**
 * The same for classes that stand beside `ground`, the colour of zero: a sequential palette whose
 * first colour is too like it (many begin almost white) starts further on.
 */
chora_status chora_palette_on_ground(const char *name, size_t count, bool reverse,
                                     chora_colour ground, chora_colour *out, chora_error *err);

#endif
