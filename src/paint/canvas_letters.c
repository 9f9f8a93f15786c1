#include "paint/canvas_letters.h"

#include "base/buffer.h"
#include "base/memory.h"

#include <hb.h>
#include <stdlib.h>
#include <string.h>

#define LAM "\xD9\x84"            /* U+0644 */
#define NON_JOINER "\xE2\x80\x8C" /* U+200C */

enum { LONGEST_RUN = 1 << 16 };

typedef struct {
    const char *text; /* Of the whole line. */
    const PangoGlyphItem *run;
    double left, baseline;
    double *x; /* Of each glyph, from the run's left. */
    chora_buffer letters;
    cairo_glyph_t *glyphs; /* Filled from the end: the letters run leftward. */
    cairo_text_cluster_t *clusters;
    int glyph_count, cluster_count;
} lettering;

static double points_of(int units)
{
    return (double)units / PANGO_SCALE;
}

/* The character for lam and the alef at `alef`, joined to a letter before it or not; NULL: none. */
static const char *lam_alef(const char *alef, size_t length, bool joined)
{
    static const struct {
        const char *alef, *alone, *joined;
    } forms[] = {
        { "\xD8\xA7", "\xEF\xBB\xBB", "\xEF\xBB\xBC" }, /* U+0627: U+FEFB, FEFC */
        { "\xD8\xA2", "\xEF\xBB\xB5", "\xEF\xBB\xB6" }, /* U+0622: U+FEF5, FEF6 */
        { "\xD8\xA3", "\xEF\xBB\xB7", "\xEF\xBB\xB8" }, /* U+0623: U+FEF7, FEF8 */
        { "\xD8\xA5", "\xEF\xBB\xB9", "\xEF\xBB\xBA" }, /* U+0625: U+FEF9, FEFA */
    };
    for (size_t i = 0; length == 2 && i < sizeof forms / sizeof *forms; i++)
        if (memcmp(alef, forms[i].alef, 2) == 0)
            return joined ? forms[i].joined : forms[i].alone;
    return NULL;
}

static bool is_lam(const char *from, const char *to)
{
    return to - from == 4 && memcmp(from, LAM, 2) == 0;
}

/* Does the letter before the lam join it? A space, alef, dal, re and their kin, and waw do not. */
static bool is_joined(const lettering *l, const char *lam)
{
    static const char *const apart[] = { "ا", "آ", "أ", "إ", "د", "ذ", "ر", "ز", "ژ",
                                         "و", "ؤ", "ړ", "ډ", "ږ", "ة", "ء", "ۀ" };
    if (lam == l->text || (unsigned char)lam[-1] < 0x80 || (unsigned char)lam[-2] == 0x80)
        return false;
    for (size_t i = 0; i < sizeof apart / sizeof *apart; i++)
        if (lam - l->text >= 2 && memcmp(lam - 2, apart[i], 2) == 0)
            return false;
    return true;
}

/* The glyphs lo .. hi of a cluster, without those that draw nothing; answers how many. */
static int add_glyphs(lettering *l, int lo, int hi)
{
    int count = 0, room = l->run->glyphs->num_glyphs;
    for (int i = hi; i >= lo; i--) {
        const PangoGlyphInfo *info = &l->run->glyphs->glyphs[i];
        if (info->glyph == PANGO_GLYPH_EMPTY)
            continue;
        l->glyphs[room - ++l->glyph_count] =
            (cairo_glyph_t){ info->glyph, l->left + l->x[i] + points_of(info->geometry.x_offset),
                             l->baseline + points_of(info->geometry.y_offset) };
        count++;
    }
    return count;
}

static bool is_non_joiner(const char *from, const char *to)
{
    return to - from == 3 && memcmp(from, NON_JOINER, 3) == 0;
}

static const double behind_pt = 0.05;

/* The glyph of a character, when the font has one that draws nothing. */
static hb_codepoint_t blank_glyph(hb_font_t *font, hb_codepoint_t character)
{
    hb_codepoint_t glyph = 0;
    hb_glyph_extents_t ink;
    bool is_blank = hb_font_get_nominal_glyph(font, character, &glyph) &&
                    hb_font_get_glyph_extents(font, glyph, &ink) && !ink.width && !ink.height;
    return is_blank ? glyph : 0;
}

/* What has no glyph at all is lost to readers of the PDF, and two words become one. The non-joiner
 * itself is a thin bar in many fonts, which stands for it in editors: then it is a space's glyph.
 */
static int add_non_joiner(lettering *l, int at)
{
    hb_font_t *font = pango_font_get_hb_font(l->run->item->analysis.font);
    hb_codepoint_t glyph = blank_glyph(font, 0x200C);
    if (!glyph)
        glyph = blank_glyph(font, ' ');
    if (!glyph)
        return 0;
    int room = l->run->glyphs->num_glyphs;
    /* A little to the left: readers sort by place, and the letter before begins where this stands.
     */
    l->glyphs[room - ++l->glyph_count] =
        (cairo_glyph_t){ glyph, l->left + l->x[at] - behind_pt, l->baseline };
    return 1;
}

static void add_cluster(lettering *l, const char *from, const char *to, int lo, int hi)
{
    int drawn = add_glyphs(l, lo, hi);
    if (!drawn && is_non_joiner(from, to))
        drawn = add_non_joiner(l, lo);
    size_t before = l->letters.length;
    const char *one = drawn == 1 && is_lam(from, to)
                          ? lam_alef(from + 2, (size_t)(to - from) - 2, is_joined(l, from))
                          : NULL;
    if (one)
        chora_buffer_add_text(&l->letters, one);
    else
        chora_buffer_add(&l->letters, from, (size_t)(to - from));
    l->clusters[l->cluster_count++] =
        (cairo_text_cluster_t){ (int)(l->letters.length - before), drawn };
}

static bool place_glyphs(lettering *l)
{
    const PangoGlyphString *string = l->run->glyphs;
    size_t count = (size_t)string->num_glyphs + 1;
    double x = 0;
    l->x = chora_alloc(count, sizeof *l->x);
    l->glyphs = chora_alloc(count, sizeof *l->glyphs);
    l->clusters = chora_alloc((size_t)l->run->item->length + 1, sizeof *l->clusters);
    for (int i = 0; l->x && i < string->num_glyphs; i++) {
        l->x[i] = x;
        x += points_of(string->glyphs[i].geometry.width);
    }
    return l->x && l->glyphs && l->clusters;
}

static void show(cairo_t *context, lettering *l)
{
    PangoGlyphItemIter at;
    PangoGlyphItem *run = (PangoGlyphItem *)(uintptr_t)l->run;
    cairo_get_current_point(context, &l->left, &l->baseline);
    for (gboolean more = pango_glyph_item_iter_init_start(&at, run, l->text); more;
         more = pango_glyph_item_iter_next_cluster(&at))
        add_cluster(l, l->text + at.start_index, l->text + at.end_index, at.end_glyph + 1,
                    at.start_glyph);
    PangoFont *font = run->item->analysis.font;
    cairo_set_scaled_font(context, pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font)));
    cairo_show_text_glyphs(context, chora_buffer_text(&l->letters), (int)l->letters.length,
                           l->glyphs + run->glyphs->num_glyphs - l->glyph_count, l->glyph_count,
                           l->clusters, l->cluster_count, CAIRO_TEXT_CLUSTER_FLAG_BACKWARD);
}

bool chora_canvas_letters(cairo_t *context, const char *text, PangoGlyphItem *run)
{
    const char *from = text + run->item->offset;
    size_t length = (size_t)run->item->length;
    if (!memmem(from, length, LAM, 2) && !memmem(from, length, NON_JOINER, 3))
        return false;
    lettering l = { .text = text, .run = run, .letters = CHORA_BUFFER_INIT(LONGEST_RUN) };
    bool made = place_glyphs(&l);
    if (made)
        show(context, &l);
    chora_buffer_free(&l.letters);
    free(l.glyphs);
    free(l.clusters);
    free(l.x);
    return made;
}
