#include "paint/svg_editable_names.h"

#include "base/memory.h"

#include <ctype.h>
#include <pango/pango.h>
#include <stdlib.h>
#include <string.h>

struct chora_svg_names {
    GHashTable *ids, *classes; /* Name -> the last number that was put behind it. */
    GHashTable *shared;        /* "NAME{DECLARATIONS}" -> class, "x y width height" -> url. */
    chora_buffer rules, clips, text;
};

chora_svg_names *chora_svg_names_new(size_t maximum)
{
    chora_svg_names *names = chora_alloc(1, sizeof *names);
    if (!names)
        return NULL;
    names->ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    names->classes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    names->shared = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    names->rules = (chora_buffer)CHORA_BUFFER_INIT(maximum);
    names->clips = (chora_buffer)CHORA_BUFFER_INIT(maximum);
    names->text = (chora_buffer)CHORA_BUFFER_INIT(maximum);
    return names;
}

void chora_svg_names_free(chora_svg_names *names)
{
    if (!names)
        return;
    g_hash_table_destroy(names->ids);
    g_hash_table_destroy(names->classes);
    g_hash_table_destroy(names->shared);
    chora_buffer_free(&names->rules);
    chora_buffer_free(&names->clips);
    chora_buffer_free(&names->text);
    free(names);
}

/* `name` itself, or with a number behind it that makes it new. The table keeps it. */
static const char *unique(GHashTable *table, const char *name)
{
    unsigned number = GPOINTER_TO_UINT(g_hash_table_lookup(table, name));
    char *made = number == 0 ? g_strdup(name) : NULL;
    if (number == 0)
        number = 1;
    while (!made) {
        made = g_strdup_printf("%s-%u", name, ++number);
        if (g_hash_table_contains(table, made)) {
            g_free(made);
            made = NULL;
        }
    }
    g_hash_table_insert(table, g_strdup(name), GUINT_TO_POINTER(number));
    if (number > 1)
        g_hash_table_insert(table, g_strdup(made), GUINT_TO_POINTER(1));
    const char *kept = NULL;
    g_hash_table_lookup_extended(table, made, (gpointer *)&kept, NULL);
    g_free(made);
    return kept;
}

/* Letters, digits and what `others` allows; a letter or "_" first. */
static const char *xml_name(chora_buffer *out, const char *prefix, const char *key,
                            const char *others)
{
    chora_buffer_clear(out);
    if (prefix)
        chora_buffer_printf(out, "%s-", prefix);
    else if (!isalpha((unsigned char)*key) && *key != '_')
        chora_buffer_add_byte(out, '_');
    for (const char *c = key; *c; c++) {
        bool kept = (unsigned char)*c < 0x80 && (isalnum((unsigned char)*c) || strchr(others, *c));
        if (kept || ((unsigned char)*c & 0xC0) != 0x80)
            chora_buffer_add_byte(out, kept ? (unsigned char)*c : '_');
    }
    return chora_buffer_text(out);
}

const char *chora_svg_id(chora_svg_names *names, const char *prefix, const char *key)
{
    return unique(names->ids, xml_name(&names->text, prefix, key, "-_."));
}

static const char *remember(chora_svg_names *names, char *key, const char *value)
{
    char *kept = g_strdup(value);
    g_hash_table_insert(names->shared, key, kept);
    return kept;
}

const char *chora_svg_class(chora_svg_names *names, const char *wanted, const char *declarations)
{
    char *key = g_strdup_printf("%s{%s}", wanted, declarations);
    const char *known = g_hash_table_lookup(names->shared, key);
    if (known) {
        g_free(key);
        return known;
    }
    const char *name = unique(names->classes, xml_name(&names->text, NULL, wanted, "-_"));
    chora_buffer_printf(&names->rules, "\n.%s{%s}", name, declarations);
    return remember(names, key, name);
}

static void add_value(chora_buffer *out, const char *name, double value)
{
    chora_buffer_printf(out, "%s=\"", name);
    chora_buffer_add_number(out, value, 2);
    chora_buffer_add_byte(out, '"');
}

const char *chora_svg_clip(chora_svg_names *names, chora_box box)
{
    chora_buffer_clear(&names->text);
    add_value(&names->text, "x", box.min_x);
    add_value(&names->text, " y", box.min_y);
    add_value(&names->text, " width", box.max_x - box.min_x);
    add_value(&names->text, " height", box.max_y - box.min_y);
    char *key = g_strdup(chora_buffer_text(&names->text));
    const char *known = g_hash_table_lookup(names->shared, key);
    if (known) {
        g_free(key);
        return known;
    }
    const char *id = chora_svg_id(names, NULL, "clip");
    chora_buffer_printf(&names->clips, "\n<clipPath id=\"%s\"><rect %s/></clipPath>", id, key);
    chora_buffer_clear(&names->text);
    chora_buffer_printf(&names->text, "url(#%s)", id);
    return remember(names, key, chora_buffer_text(&names->text));
}

const chora_buffer *chora_svg_rules(const chora_svg_names *names)
{
    return &names->rules;
}

const chora_buffer *chora_svg_clips(const chora_svg_names *names)
{
    return &names->clips;
}
