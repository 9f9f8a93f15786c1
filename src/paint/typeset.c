/* Layouts and a cache of them: labels are measured many times before they are painted once. */
#include "paint/typeset.h"

#include "base/direction.h"
#include "base/text.h"

#include <chora/text.h>
#include <stdlib.h>
#include <string.h>

#define LINE_BYTES_MAX 4096
#define KEY_BYTES_MAX (1 << 16)
#define SLOTS 8192            /* A power of two. */
#define LINES_MAX (SLOTS / 2) /* Then the cache is emptied: it bounds memory, never the result. */

typedef struct {
    uint64_t hash;
    char *key; /* NULL: free slot. */
    size_t key_length;
    chora_typeset_line line;
} slot;

struct chora_typeset {
    PangoContext *context;
    slot *slots;
    size_t count;
    chora_buffer key, text;
    chora_stages *stages; /* Borrowed. */
    GHashTable *fonts; /* Every font in use: one that is dropped and made anew would be another font
                          of the PDF, and whether it is depends on where memory happens to lie. */
};

chora_typeset *chora_typeset_new(PangoContext *context)
{
    chora_typeset *lines = chora_alloc(1, sizeof *lines);
    if (!lines)
        return NULL;
    lines->slots = chora_alloc(SLOTS, sizeof *lines->slots);
    if (!lines->slots) {
        free(lines);
        return NULL;
    }
    lines->context = g_object_ref(context);
    lines->fonts = g_hash_table_new_full(NULL, NULL, g_object_unref, NULL);
    lines->key = (chora_buffer)CHORA_BUFFER_INIT(KEY_BYTES_MAX);
    lines->text = (chora_buffer)CHORA_BUFFER_INIT(LINE_BYTES_MAX);
    return lines;
}

void chora_typeset_time(chora_typeset *lines, chora_stages *stages)
{
    lines->stages = stages;
}

chora_stages *chora_typeset_stages(const chora_typeset *lines)
{
    return lines->stages;
}

static void forget_all(chora_typeset *lines)
{
    for (size_t i = 0; i < SLOTS; i++) {
        if (!lines->slots[i].key)
            continue;
        g_object_unref(lines->slots[i].line.layout);
        free(lines->slots[i].key);
        lines->slots[i].key = NULL;
    }
    lines->count = 0;
}

void chora_typeset_free(chora_typeset *lines)
{
    if (!lines)
        return;
    forget_all(lines);
    g_hash_table_destroy(lines->fonts);
    g_object_unref(lines->context);
    chora_buffer_free(&lines->key);
    chora_buffer_free(&lines->text);
    free(lines->slots);
    free(lines);
}

static chora_status check_text(const char *text, chora_error *err)
{
    size_t length = strlen(text);
    if (chora_utf8_valid_prefix(text, length) < length)
        return chora_fail(err, CHORA_EDATA, "a text on the page is not UTF-8");
    return CHORA_OK;
}

void chora_typeset_key(const chora_run *runs, size_t run_count, chora_buffer *key)
{
    for (size_t i = 0; i < run_count; i++) {
        const chora_type *type = &runs[i].type;
        const char *family = type->family ? type->family : "";
        const double sizes[2] = { type->size_pt, type->spacing_pt };
        const int forms[3] = { type->weight, type->width, type->italic };
        chora_buffer_add(key, sizes, sizeof sizes);
        chora_buffer_add(key, forms, sizeof forms);
        chora_buffer_add(key, family, strlen(family) + 1);
        chora_buffer_add(key, runs[i].text, strlen(runs[i].text) + 1);
    }
}

static uint64_t hash_bytes(const char *bytes, size_t length)
{
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 1099511628211u;
    return hash;
}

/* Joined letters: they can neither be spaced nor slanted. */
static bool is_arabic_script(const char *text)
{
    for (const char *c = text; *c; c = g_utf8_find_next_char(c, NULL)) {
        gunichar u = g_utf8_get_char(c);
        if ((u >= 0x0600 && u <= 0x08FF) || (u >= 0xFB50 && u <= 0xFDFF) ||
            (u >= 0xFE70 && u <= 0xFEFE))
            return true;
    }
    return false;
}

static PangoStretch stretch_of(int width)
{
    if (width <= 0 || width > 93)
        return PANGO_STRETCH_NORMAL;
    return width > 81 ? PANGO_STRETCH_SEMI_CONDENSED : PANGO_STRETCH_CONDENSED;
}

static void add_attribute(PangoAttrList *list, PangoAttribute *attribute, size_t from, size_t to)
{
    attribute->start_index = (guint)from;
    attribute->end_index = (guint)to;
    pango_attr_list_insert(list, attribute);
}

static void add_type(PangoAttrList *list, const chora_run *run, size_t from, size_t to)
{
    const chora_type *type = &run->type;
    bool arabic = is_arabic_script(run->text);
    PangoFontDescription *font = pango_font_description_new();
    /* What the family lacks is found among the other fonts that are loaded. Named behind it they
     * were now and then taken for letters that it has, from about ten fonts on. */
    pango_font_description_set_family(font, type->family ? type->family : "Noto Sans");
    pango_font_description_set_absolute_size(font, type->size_pt * PANGO_SCALE);
    pango_font_description_set_weight(font, (PangoWeight)(type->weight > 0 ? type->weight : 400));
    pango_font_description_set_stretch(font, stretch_of(type->width));
    pango_font_description_set_style(font, type->italic && !arabic ? PANGO_STYLE_ITALIC
                                                                   : PANGO_STYLE_NORMAL);
    add_attribute(list, pango_attr_font_desc_new(font), from, to);
    if (type->spacing_pt != 0 && !arabic)
        add_attribute(list, pango_attr_letter_spacing_new((int)(type->spacing_pt * PANGO_SCALE)),
                      from, to);
    pango_font_description_free(font);
}

/* The bytes from .. to - 1 of a line, as they are shown. A name that overrides the direction would
 * turn its neighbours round; one line has no breaks. */
static void add_shown(chora_buffer *out, const char *line, size_t from, size_t to)
{
    while (from < to) {
        size_t control = chora_text_control(line + from);
        bool kept = control == 0 || chora_text_isolates(line, from);
        if (kept)
            chora_buffer_add(out, line + from, control ? control : 1);
        else if (line[from] == '\n' || line[from] == '\t')
            chora_buffer_add_byte(out, ' ');
        from += control ? control : 1;
    }
}

static void join(const chora_run *runs, size_t run_count, chora_buffer *out)
{
    for (size_t i = 0; i < run_count; i++)
        chora_buffer_add_text(out, runs[i].text);
}

size_t chora_typeset_run_at(const chora_run *runs, size_t run_count, size_t byte)
{
    chora_buffer line = CHORA_BUFFER_SMALL(LINE_BYTES_MAX),
                 shown = CHORA_BUFFER_SMALL(LINE_BYTES_MAX);
    size_t run = 0, from = 0;
    join(runs, run_count, &line);
    for (; run + 1 < run_count; run++) {
        size_t to = from + strlen(runs[run].text);
        add_shown(&shown, chora_buffer_text(&line), from, to);
        if (byte < shown.length)
            break;
        from = to;
    }
    chora_buffer_free(&line);
    chora_buffer_free(&shown);
    return run;
}

static PangoLayout *layout_new(chora_typeset *lines, const chora_run *runs, size_t run_count)
{
    PangoAttrList *list = pango_attr_list_new();
    chora_buffer raw = CHORA_BUFFER_SMALL(LINE_BYTES_MAX);
    size_t at = 0;
    join(runs, run_count, &raw);
    chora_buffer_clear(&lines->text);
    for (size_t i = 0; i < run_count; i++) {
        size_t from = lines->text.length, to = at + strlen(runs[i].text);
        add_shown(&lines->text, chora_buffer_text(&raw), at, to);
        add_type(list, &runs[i], from, lines->text.length);
        at = to;
    }
    chora_buffer_free(&raw);
    PangoLayout *layout = pango_layout_new(lines->context);
    pango_layout_set_single_paragraph_mode(layout, TRUE);
    pango_layout_set_auto_dir(layout, TRUE);
    pango_layout_set_attributes(layout, list);
    pango_layout_set_text(layout, chora_buffer_text(&lines->text), (int)lines->text.length);
    pango_attr_list_unref(list);
    return layout;
}

static void keep_fonts(chora_typeset *lines, PangoLayout *layout)
{
    PangoLayoutLine *line = pango_layout_get_line_readonly(layout, 0);
    for (const GSList *run = line ? line->runs : NULL; run; run = run->next) {
        PangoFont *font = ((const PangoGlyphItem *)run->data)->item->analysis.font;
        if (font && !g_hash_table_contains(lines->fonts, font))
            g_hash_table_add(lines->fonts, g_object_ref(font));
    }
}

static double points_of(int units)
{
    return (double)units / PANGO_SCALE;
}

static chora_extent extent_of(PangoLayout *layout)
{
    PangoRectangle ink, logical;
    pango_layout_get_extents(layout, &ink, &logical);
    int baseline = pango_layout_get_baseline(layout);
    chora_extent extent = { points_of(logical.width), points_of(baseline - ink.y),
                            points_of(ink.y + ink.height - baseline),
                            pango_layout_get_unknown_glyphs_count(layout) > 0 };
    if (ink.height == 0 || extent.ascent_pt < 0)
        extent.ascent_pt = 0;
    if (ink.height == 0 || extent.descent_pt < 0)
        extent.descent_pt = 0;
    return extent;
}

/* The slot that holds the key, or the free one where it belongs. */
static slot *find_slot(chora_typeset *lines, uint64_t hash)
{
    for (size_t i = hash & (SLOTS - 1);; i = (i + 1) & (SLOTS - 1)) {
        slot *at = &lines->slots[i];
        if (!at->key || (at->hash == hash && at->key_length == lines->key.length &&
                         memcmp(at->key, lines->key.data, at->key_length) == 0))
            return at;
    }
}

static chora_status check_runs(const chora_run *runs, size_t run_count, chora_error *err)
{
    size_t bytes = 0;
    for (size_t i = 0; i < run_count; i++) {
        chora_status st = check_text(runs[i].text, err);
        if (st)
            return st;
        bytes += strlen(runs[i].text);
        if (!(runs[i].type.size_pt > 0 && runs[i].type.size_pt <= 1000))
            return chora_fail(err, CHORA_EINVAL, "\"%.40s\": a type size of %g pt", runs[i].text,
                              runs[i].type.size_pt);
    }
    if (bytes > LINE_BYTES_MAX)
        return chora_fail(err, CHORA_ELIMIT, "\"%.40s…\": a line of more than %d bytes",
                          runs[0].text, LINE_BYTES_MAX);
    return CHORA_OK;
}

static chora_status get_line(chora_typeset *lines, const chora_run *runs, size_t run_count,
                             chora_typeset_line *out, chora_error *err)
{
    chora_status st = check_runs(runs, run_count, err);
    if (st)
        return st;
    chora_buffer_clear(&lines->key);
    chora_typeset_key(runs, run_count, &lines->key);
    if (lines->key.failed)
        return chora_no_memory(err);
    if (lines->count >= LINES_MAX)
        forget_all(lines);
    uint64_t hash = hash_bytes(lines->key.data, lines->key.length);
    slot *at = find_slot(lines, hash);
    if (!at->key) {
        char *key = chora_alloc(lines->key.length + 1, 1);
        if (!key)
            return chora_no_memory(err);
        if (lines->key.length > 0)
            memcpy(key, lines->key.data, lines->key.length);
        PangoLayout *layout = layout_new(lines, runs, run_count);
        keep_fonts(lines, layout);
        *at = (slot){ hash, key, lines->key.length, { layout, extent_of(layout) } };
        lines->count++;
    }
    *out = at->line;
    return CHORA_OK;
}

chora_status chora_typeset_get(chora_typeset *lines, const chora_run *runs, size_t run_count,
                               chora_typeset_line *out, chora_error *err)
{
    chora_stage before = chora_stages_enter(lines->stages, CHORA_STAGE_TYPESET);
    chora_status st = get_line(lines, runs, run_count, out, err);
    chora_stages_enter(lines->stages, before);
    return st;
}
