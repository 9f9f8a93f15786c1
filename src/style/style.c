/* House styles: styles/NAME.yaml, each holding what differs from the one it extends. */
#include "style/style.h"

#include "base/file.h"
#include "style/data_names.h"
#include "style/style_keys.h"

#include <stdlib.h>
#include <string.h>

/* A style, the one it extends and so on; "report" ends the chain. */
enum { CHAIN_MAX = 5 };

typedef struct {
    const char *path;
    const chora_yaml_node *root;
    bool wrong; /* Doubled keys were told already. */
} style_file;

typedef struct {
    chora_arena *arena;
    chora_error *err;
    size_t count;
    style_file files[CHAIN_MAX]; /* The one asked for first. */
} chain;

static bool is_path(const char *name)
{
    size_t length = strlen(name);

    return length > 5 && strcmp(name + length - 5, ".yaml") == 0;
}

/* A path is as seen from the file that extends it. */
static char *path_beside(const char *from, const char *name)
{
    size_t folder = from && *name != '/' ? (size_t)(chora_path_name(from) - from) : 0;
    char *path = chora_alloc(folder + strlen(name) + 1, 1);

    if (path) {
        memcpy(path, from ? from : "", folder);
        strcpy(path + folder, name);
    }
    return path;
}

static chora_status find_style(const char *from, const char *name, char **out, chora_error *err)
{
    if (!is_path(name))
        return chora_named_file("styles", "report", "style", name, out, err);
    *out = path_beside(from, name);
    return *out ? CHORA_OK : chora_no_memory(err);
}

static chora_status add_file(chain *c, const char *name)
{
    const char *from = c->count > 0 ? c->files[c->count - 1].path : NULL;
    char *path = NULL;
    chora_status st = find_style(from, name, &path, c->err);
    if (st)
        return st;

    style_file *file = &c->files[c->count];
    file->path = chora_arena_strdup(c->arena, path);
    free(path);
    if (!file->path)
        return chora_no_memory(c->err);
    st = chora_yaml_load(file->path, c->arena, &file->root, c->err);
    file->wrong = st != CHORA_OK && file->root != NULL;
    if (file->root)
        c->count++;
    return file->root ? CHORA_OK : st;
}

/* What the last file of the chain extends; NULL at its end. */
static const char *next_name(const chain *c)
{
    const chora_yaml_node *node = chora_yaml_get(c->files[c->count - 1].root, "extends");

    return node && node->kind == CHORA_YAML_SCALAR && !chora_yaml_is_null(node) ? node->text
                                                                                : "report";
}

static chora_status load_chain(chain *c, const char *name)
{
    while (c->count < CHAIN_MAX) {
        bool last = strcmp(name, "report") == 0;
        chora_status st = add_file(c, name);
        if (st)
            return st;
        if (last)
            return CHORA_OK;
        name = next_name(c);
    }
    return chora_fail(c->err, CHORA_EINVAL, "%s: styles extend each other more than %d deep",
                      c->files[0].path, CHAIN_MAX - 1);
}

/* ---- colours by name ------------------------------------------------------------------------- */

static bool named_colour(const void *context, const char *name, chora_colour *out)
{
    const chora_key *keys = chora_style_colour_keys();

    for (; keys->name; keys++) {
        if (strcmp(keys->name, name) != 0)
            continue;
        memcpy(out, (const char *)context + keys->place, sizeof *out);
        return true;
    }
    return false;
}

static const char *const *colour_names(chora_arena *arena)
{
    const chora_key *keys = chora_style_colour_keys();
    size_t count = 0;

    while (keys[count].name)
        count++;
    const char **names = chora_arena_alloc(arena, count + 1, sizeof *names);
    for (size_t i = 0; names && i < count; i++)
        names[i] = keys[i].name;
    return names;
}

/* The colours of the whole chain, so that a name means the same in all its files. */
static void read_colours(const chain *c, chora_style *colours)
{
    for (size_t i = c->count; i-- > 0;) {
        chora_error ignored = CHORA_ERROR_INIT; /* Told when the file itself is read. */
        chora_reading reading = { .name = c->files[i].path, .arena = c->arena, .err = &ignored };
        const chora_yaml_node *node = chora_yaml_get(c->files[i].root, "colour");
        if (node)
            chora_schema_read(&reading, node, "colour", chora_style_colour_keys(), colours);
    }
}

/* ---- the style ------------------------------------------------------------------------------- */

static chora_status read_files(const chain *c, const chora_style *colours, chora_style *out)
{
    const char *const *names = colour_names(c->arena);
    chora_status told = names ? CHORA_OK : chora_no_memory(c->err);

    for (size_t i = c->count; !told && i-- > 0;) {
        chora_reading reading = { .name = c->files[i].path, .arena = c->arena, .err = c->err };
        reading.colour = named_colour;
        reading.colour_names = names;
        reading.colour_context = colours;
        chora_schema_read(&reading, c->files[i].root, "", chora_style_keys(), out);
        told = chora_reading_status(&reading);
        if (!told && c->files[i].wrong)
            told = CHORA_EINVAL;
    }
    return told;
}

/* Only what is bundled is painted: another would be replaced by a font that nobody chose. */
static bool is_bundled(const char *family)
{
    static const char *const families[] = { "Noto Sans", "Noto Sans Arabic", "Noto Serif" };
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        if (family && strcmp(family, families[i]) == 0)
            return true;
    return false;
}

/* Types that name no family take the style's. */
static chora_status fill_families(chora_style *style, const char *path, chora_error *err)
{
    chora_type *types[] = { &style->title,
                            &style->subtitle,
                            &style->legend_head,
                            &style->legend_subhead,
                            &style->legend_label,
                            &style->legend_count,
                            &style->area_label,
                            &style->area_number,
                            &style->area_zero,
                            &style->area_outside,
                            &style->area_outside_number,
                            &style->town_label,
                            &style->neighbour,
                            &style->scale_bar,
                            &style->reconciliation,
                            &style->source };

    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (!types[i]->family)
            types[i]->family = style->family;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (!is_bundled(types[i]->family))
            return chora_fail(err, CHORA_EINVAL,
                              "%s: type: Chora paints with the fonts it brings, Noto Sans, Noto "
                              "Serif and Noto Sans Arabic, and not with \"%s\"",
                              path, types[i]->family ? types[i]->family : "");
    return CHORA_OK;
}

chora_status chora_style_load(const char *name, chora_arena *arena, chora_style *out,
                              chora_error *err)
{
    chora_error own = CHORA_ERROR_INIT;
    chain c = { .arena = arena, .err = err ? err : &own };
    chora_style colours = { 0 }, style = { 0 };

    chora_status st = load_chain(&c, name);
    if (st)
        return st;
    read_colours(&c, &colours);
    st = read_files(&c, &colours, &style);
    if (st)
        return st;
    st = fill_families(&style, c.files[0].path, c.err);
    if (st)
        return st;
    style.leading = 1;
    *out = style;
    return CHORA_OK;
}

chora_calendar chora_style_calendar(const char *name, chora_arena *arena)
{
    chora_style style;
    return name && !chora_style_load(name, arena, &style, NULL) ? style.calendar
                                                                : CHORA_CALENDAR_OF_LANGUAGE;
}

void chora_style_speak(chora_style *style, const chora_words *words)
{
    static const double arabic_title = 10.6 / 11;
    style->leading = chora_words_leading(words);
    style->foot_line_pt *= style->leading;
    if (chora_words_leftward(words))
        style->title.size_pt *= arabic_title;
}
