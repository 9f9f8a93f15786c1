#include "paint/hold.h"

#include "base/memory.h"

#include <cairo-ft.h>
#include <pango/pangofc-fontmap.h>
#include <stdlib.h>

struct chora_held_fonts {
    cairo_scaled_font_t **fonts;
    size_t count;
};

static cairo_scaled_font_t *open_font(FcPattern *pattern)
{
    cairo_matrix_t size, plain;
    cairo_font_face_t *face = cairo_ft_font_face_create_for_pattern(pattern);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_matrix_init_scale(&size, 10, 10);
    cairo_matrix_init_identity(&plain);
    cairo_scaled_font_t *font = cairo_scaled_font_create(face, &size, &plain, options);
    cairo_font_options_destroy(options);
    cairo_font_face_destroy(face);
    return font;
}

chora_status chora_fonts_hold(PangoContext *context, chora_held_fonts **out, chora_error *err)
{
    PangoFontMap *map = pango_context_get_font_map(context);
    FcFontSet *fonts =
        FcConfigGetFonts(pango_fc_font_map_get_config(PANGO_FC_FONT_MAP(map)), FcSetApplication);
    chora_held_fonts *held = chora_alloc(1, sizeof *held);
    size_t count = fonts ? (size_t)fonts->nfont : 0;
    if (held)
        held->fonts = chora_alloc(count + 1, sizeof(cairo_scaled_font_t *));
    if (!held || !held->fonts) {
        free(held);
        return chora_no_memory(err);
    }
    for (size_t i = 0; i < count; i++) {
        cairo_scaled_font_t *font = open_font(fonts->fonts[i]);
        if (cairo_scaled_font_status(font) == CAIRO_STATUS_SUCCESS &&
            cairo_ft_scaled_font_lock_face(font))
            held->fonts[held->count++] = font;
        else
            cairo_scaled_font_destroy(
                font); /* One that cannot be opened is told when it is used. */
    }
    *out = held;
    return CHORA_OK;
}

void chora_fonts_release(chora_held_fonts *held)
{
    if (!held)
        return;
    for (size_t i = 0; i < held->count; i++) {
        cairo_ft_scaled_font_unlock_face(held->fonts[i]);
        cairo_scaled_font_destroy(held->fonts[i]);
    }
    free(held->fonts);
    free(held);
}
