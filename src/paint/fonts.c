/* A private font configuration, so that a map looks the same on every machine. */
#include "paint/fonts.h"

#include "base/file.h"
#include "base/memory.h"

#include <dirent.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <stdlib.h>
#include <string.h>

static int is_font(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return length > 4 && strcmp(entry->d_name + length - 4, ".ttf") == 0;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* Malloc'ed path of the fonts folder. */
static chora_status find_folder(char **out, chora_error *err)
{
    char *path = NULL;
    chora_status st = chora_data_find("fonts/NotoSans-Regular.ttf", &path, err);
    if (st) {
        chora_at(err, "fonts");
        return st;
    }
    char *slash = strrchr(path, '/');
    if (slash)
        *slash = '\0';
    *out = path;
    return CHORA_OK;
}

static chora_status add_font(FcConfig *config, const char *folder, const char *name,
                             chora_error *err)
{
    char *path = chora_path_join(folder, name);
    if (!path)
        return chora_no_memory(err);
    chora_status st = CHORA_OK;
    if (!FcConfigAppFontAddFile(config, (const FcChar8 *)path))
        st = chora_fail(err, CHORA_EDATA, "%s is no font that can be read", path);
    free(path);
    return st;
}

static chora_status add_folder(FcConfig *config, const char *folder, chora_error *err)
{
    struct dirent **names = NULL;
    int count = scandir(folder, &names, is_font, by_name);
    if (count < 0)
        return chora_fail(err, CHORA_EIO, "%s: the folder cannot be read", folder);
    chora_status st = CHORA_OK;
    for (int i = 0; i < count; i++) {
        if (!st)
            st = add_font(config, folder, names[i]->d_name, err);
        free(names[i]);
    }
    free(names);
    return st;
}

static chora_status config_new(FcConfig **out, chora_error *err)
{
    char *folder = NULL;
    chora_status st = find_folder(&folder, err);
    if (st)
        return st;
    FcConfig *config = FcConfigCreate();
    st = config ? add_folder(config, folder, err) : chora_no_memory(err);
    free(folder);
    if (st) {
        if (config)
            FcConfigDestroy(config);
        return st;
    }
    *out = config;
    return CHORA_OK;
}

/* Hinting would move glyphs by parts of a pixel and make spacing ragged at 6 pt. */
static void set_exact_metrics(PangoContext *context)
{
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_cairo_context_set_resolution(context, 72);
    pango_context_set_round_glyph_positions(context, FALSE);
}

chora_status chora_fonts_open(PangoContext **out, chora_error *err)
{
    FcConfig *config = NULL;
    chora_status st = config_new(&config, err);
    if (st)
        return st;
    PangoFontMap *map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    if (!map) {
        FcConfigDestroy(config);
        return chora_fail(err, CHORA_EIO, "cairo was built without FreeType");
    }
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), config);
    FcConfigDestroy(config);
    PangoContext *context = pango_font_map_create_context(map);
    g_object_unref(map);
    set_exact_metrics(context);
    /* The default would be the locale's language, and with it some letter forms. */
    pango_context_set_language(context, pango_language_from_string("en"));
    pango_context_set_base_dir(context, PANGO_DIRECTION_LTR);
    *out = context;
    return CHORA_OK;
}

void chora_fonts_close(PangoContext *context)
{
    if (!context)
        return;
    /* A font map that dies with its configuration never gives it back. */
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(pango_context_get_font_map(context)), NULL);
    g_object_unref(context);
}
