/**
 * @file
 * The house styles and palettes that there are.
 */
#ifndef CHORA_STYLE_H
#define CHORA_STYLE_H

#include <chora/status.h>
#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    CHORA_PALETTE_SEQUENTIAL,  /**< From little to much. */
    CHORA_PALETTE_DIVERGING,   /**< Two sides of a middle. */
    CHORA_PALETTE_QUALITATIVE, /**< Kinds without an order. */
    CHORA_PALETTE_BIVARIATE    /**< Two numbers at once: a square of nine, row by row from below. */
} chora_palette_kind;

typedef struct {
    const char *name; /**< As a figure names it. */
    chora_palette_kind kind;
    size_t least, most; /**< Classes it was made for. A sequential or diverging one can be asked for
                           others, which are mixed from these. */
    bool colour_blind;  /**< Its makers say that people with a common colour-vision deficiency can
                           tell its colours apart; of a qualitative one, the first few. */
    const char *source, *licence; /**< "" when not stated. */
} chora_palette_info;

typedef struct {
    chora_palette_info *items;
    size_t count;
    void *inside;
} chora_palette_list;

/**
 * All palettes, by kind in the order of chora_palette_kind, then by name; those of Chora first.
 * @param out  Free it with chora_palette_list_free. Untouched on failure.
 * @return CHORA_OK; CHORA_ENOTFOUND (no data folder); CHORA_EINVAL (a palette file is wrong);
 * CHORA_EIO, CHORA_ENOMEM.
 */
CHORA_API chora_status chora_palettes_list(chora_palette_list *out, chora_error *err);
CHORA_API void chora_palette_list_free(chora_palette_list *list);

/** "sequential", "diverging", "qualitative", "bivariate". */
CHORA_API const char *chora_palette_kind_name(chora_palette_kind kind);

/** The list as a JSON array; `out` is malloc'ed. CHORA_ENOMEM. */
CHORA_API chora_status chora_palettes_json(const chora_palette_list *list, char **out,
                                           chora_error *err);

/**
 * All palettes as a picture: each with five classes, as a map asks for, and with its most.
 * @param path    Its extension says the format (.png, .svg, .pdf); "-" is standard output.
 * @param format  For "-": png, svg, pdf; NULL: png.
 * @param dpi     PNG only; 0: 200.
 * @return as chora_palettes_list; CHORA_EINVAL also for an unknown format.
 */
CHORA_API chora_status chora_palette_sheet(const char *path, const char *format, double dpi,
                                           chora_error *err);

enum { CHORA_PALETTE_VISIONS = 5, CHORA_PALETTE_PAIRS = 11 };

/** Two neighbouring classes of a palette; of a bivariate one two that look most alike. */
typedef struct {
    size_t first, second; /**< The lower class, from 1, and the other. */
    /** CIEDE2000 between them as seen with common vision, without long-wave, middle-wave and
     * short-wave cones (Machado and others 2009), and in greys. */
    double distance[CHORA_PALETTE_VISIONS];
    bool close; /**< Less than `least` for one of these; of a bivariate palette but for grey. */
} chora_palette_pair;

typedef struct {
    chora_palette_pair pairs[CHORA_PALETTE_PAIRS];
    size_t count, close; /**< Pairs; those that are close. */
    double least;        /**< Nearer ones are mixed up. */
    bool square;         /**< The palette is a bivariate one. */
} chora_palette_report;

/**
 * How well people tell neighbouring classes of a palette apart. Of a bivariate palette any two of
 * the nine (`count` says nothing): each is held against the one of those after it that looks most
 * like it.
 * @return CHORA_OK whatever is found; CHORA_EINVAL (2 to 12 classes); as chora_palettes_list,
 * CHORA_ENOTFOUND naming the nearest palette.
 */
CHORA_API chora_status chora_palette_check(const char *name, size_t count,
                                           chora_palette_report *out, chora_error *err);
/** "common", "protan", "deutan", "tritan", "grey". */
CHORA_API const char *chora_palette_vision_name(size_t vision);
/** The report as a JSON object; `out` is malloc'ed. CHORA_ENOMEM. */
CHORA_API chora_status chora_palette_check_json(const char *name,
                                                const chora_palette_report *report, char **out,
                                                chora_error *err);

typedef struct {
    const char *name;    /**< As a figure names it. */
    const char *about;   /**< One line; "" when it says none. */
    const char *extends; /**< The style it changes; "" for none. */
} chora_style_info;

typedef struct {
    chora_style_info *items;
    size_t count;
    void *inside;
} chora_style_list;

/** All house styles by name. Free with chora_style_list_free. Errors as chora_palettes_list. */
CHORA_API chora_status chora_styles_list(chora_style_list *out, chora_error *err);
CHORA_API void chora_style_list_free(chora_style_list *list);

#ifdef __cplusplus
}
#endif

#endif
