/* The styles and palettes that there are. */
#include <chora/style.h>

#include "style/data_names.h"
#include "style/palette.h"
#include "style/yaml.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- palettes -------------------------------------------------------------------------------- */

static const char *const kind_names[] = { "sequential", "diverging", "qualitative", "bivariate" };

const char *chora_palette_kind_name(chora_palette_kind kind)
{
    return kind_names[kind];
}

static bool is_own(const chora_palette_info *palette)
{
    return strncmp(palette->name, "chora-", strlen("chora-")) == 0;
}

static int by_kind(const void *a, const void *b)
{
    const chora_palette_info *x = a, *y = b;

    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    if (is_own(x) != is_own(y))
        return is_own(x) ? -1 : 1;
    int order = strcasecmp(x->name, y->name);
    return order ? order : strcmp(x->name, y->name);
}

static size_t count_names(const char *const *names)
{
    size_t count = 0;

    while (names[count])
        count++;
    return count;
}

static chora_status list_palettes(chora_arena *arena, chora_palette_list *out, chora_error *err)
{
    const char *const *names = NULL;
    chora_status st =
        chora_data_names(CHORA_PALETTES_FOLDER, CHORA_PALETTES_KNOWN, arena, &names, err);
    if (st)
        return st;
    size_t count = count_names(names);
    chora_palette_info *items = chora_arena_alloc(arena, count + 1, sizeof *items);
    if (!items)
        return chora_no_memory(err);
    for (size_t i = 0; !st && i < count; i++)
        st = chora_palette_describe(names[i], arena, &items[i], err);
    if (st)
        return st;
    qsort(items, count, sizeof *items, by_kind);
    *out = (chora_palette_list){ items, count, arena };
    return CHORA_OK;
}

chora_status chora_palettes_list(chora_palette_list *out, chora_error *err)
{
    chora_arena *arena = chora_arena_new();
    chora_status st = arena ? list_palettes(arena, out, err) : chora_no_memory(err);

    if (st)
        chora_arena_free(arena);
    return st;
}

void chora_palette_list_free(chora_palette_list *list)
{
    if (!list)
        return;
    chora_arena_free(list->inside);
    *list = (chora_palette_list){ 0 };
}

/* ---- styles ---------------------------------------------------------------------------------- */

static const char *text_of(const chora_yaml_node *root, const char *key)
{
    const chora_yaml_node *node =
        root->kind == CHORA_YAML_MAPPING ? chora_yaml_get(root, key) : NULL;

    return node && node->kind == CHORA_YAML_SCALAR && node->text ? node->text : "";
}

static chora_status describe_style(const char *name, chora_arena *arena, chora_style_info *out,
                                   chora_error *err)
{
    const chora_yaml_node *root = NULL;
    char *path = NULL;
    chora_status st = chora_named_file("styles", "report", "style", name, &path, err);

    if (!st)
        st = chora_yaml_load(path, arena, &root, err);
    if (!st)
        *out = (chora_style_info){ name, text_of(root, "about"), text_of(root, "extends") };
    free(path);
    return st;
}

static chora_status list_styles(chora_arena *arena, chora_style_list *out, chora_error *err)
{
    const char *const *names = NULL;
    chora_status st = chora_data_names("styles", "report", arena, &names, err);
    if (st)
        return st;
    size_t count = count_names(names);
    chora_style_info *items = chora_arena_alloc(arena, count + 1, sizeof *items);
    if (!items)
        return chora_no_memory(err);
    for (size_t i = 0; !st && i < count; i++)
        st = describe_style(names[i], arena, &items[i], err);
    if (!st)
        *out = (chora_style_list){ items, count, arena };
    return st;
}

chora_status chora_styles_list(chora_style_list *out, chora_error *err)
{
    chora_arena *arena = chora_arena_new();
    chora_status st = arena ? list_styles(arena, out, err) : chora_no_memory(err);

    if (st)
        chora_arena_free(arena);
    return st;
}

void chora_style_list_free(chora_style_list *list)
{
    if (!list)
        return;
    chora_arena_free(list->inside);
    *list = (chora_style_list){ 0 };
}
