#include "report/html_svg.h"

#include "report/html_text.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

/* ---- colours --------------------------------------------------------------------------------- */

static void note_colour(chora_html_figures *figures, unsigned colour)
{
    for (size_t i = 0; i < figures->colour_count; i++)
        if (figures->colours[i] == colour)
            return;
    if (figures->colour_count < sizeof figures->colours / sizeof *figures->colours)
        figures->colours[figures->colour_count++] = colour;
}

/* "#AABBCC" at `text`: its value, else -1. */
static long colour_at(const char *text)
{
    long value = 0;
    if (*text != '#')
        return -1;
    for (int i = 1; i <= 6; i++) {
        if (!isxdigit((unsigned char)text[i]))
            return -1;
        int digit = isdigit((unsigned char)text[i]) ? text[i] - '0'
                                                    : toupper((unsigned char)text[i]) - 'A' + 10;
        value = value * 16 + digit;
    }
    return isxdigit((unsigned char)text[7]) ? -1 : value;
}

/* Lightness turned round within what a dark page can show, hue and colourfulness kept. */
static unsigned darkened(unsigned colour)
{
    double part[3], least = 1, most = 0;
    for (int i = 0; i < 3; i++) {
        part[i] = (double)(colour >> (16 - 8 * i) & 0xFF) / 255;
        least = fmin(least, part[i]);
        most = fmax(most, part[i]);
    }
    double lightness = (least + most) / 2, wanted = 0.115 + (1 - lightness) * 0.8;
    unsigned out = 0;
    for (int i = 0; i < 3; i++) {
        /* away from grey as far as the new lightness lets it */
        double room = fmin(lightness, 1 - lightness), new_room = fmin(wanted, 1 - wanted);
        double offset = room > 0 ? (part[i] - lightness) / room * fmin(room * 1.1, new_room) : 0;
        unsigned byte = (unsigned)(fmin(fmax(wanted + offset, 0), 1) * 255 + 0.5);
        out = out << 8 | byte;
    }
    return out;
}

void chora_html_colours(const chora_html_figures *figures, bool dark, chora_buffer *out)
{
    for (size_t i = 0; i < figures->colour_count; i++) {
        unsigned colour = figures->colours[i];
        chora_buffer_printf(out, "--c%06X:#%06X;", colour, dark ? darkened(colour) : colour);
    }
}

/* ---- names ----------------------------------------------------------------------------------- */

/* Copy SVG text: ids get the figure's name before them, classes a
 * prefix, colours become variables. */
static void copy(chora_html_figures *figures, const char *name, const char *from, size_t length,
                 chora_buffer *out)
{
    const char *end = from + length;
    while (from < end) {
        long colour = *from == '#' && strchr(":\"", from[-1]) ? colour_at(from) : -1;
        if (colour >= 0) {
            note_colour(figures, (unsigned)colour);
            chora_buffer_printf(out, "var(--c%06lX)", colour);
            from += 7;
        } else if (strncmp(from, " id=\"", 5) == 0) {
            const char *close = strchr(from + 5, '"');
            int size = (int)(close - from - 5);
            chora_buffer_printf(out, " id=\"%s-%.*s\" data-id=\"%.*s\"", name, size, from + 5, size,
                                from + 5);
            from = close + 1;
        } else if (strncmp(from, " class=\"", 8) == 0) {
            chora_buffer_add_text(out, " class=\"v-");
            from += 8;
        } else if (strncmp(from, "url(#", 5) == 0) {
            chora_buffer_printf(out, "url(#%s-", name);
            from += 5;
        } else if (strncmp(from, "href=\"#", 7) == 0) {
            chora_buffer_printf(out, "href=\"#%s-", name);
            from += 7;
        } else if (strncmp(from, " inkscape:", 10) == 0) {
            const char *open = strchr(from, '"');
            from = open ? strchr(open + 1, '"') + 1 : end;
        } else {
            chora_buffer_add_byte(out, (unsigned char)*from++);
        }
    }
}

/* "\n.name{" becomes "\n#f1 .v-name{": the page has classes of its own. */
static void copy_rules(chora_html_figures *figures, const char *name, const char *from,
                       size_t length, chora_buffer *out)
{
    chora_buffer scoped = CHORA_BUFFER_INIT(4 << 20);
    for (size_t i = 0; i < length; i++) {
        bool begins = from[i] == '.' && i > 0 && from[i - 1] == '\n';
        if (begins)
            chora_buffer_printf(&scoped, "#%s .v-", name);
        else
            chora_buffer_add_byte(&scoped, (unsigned char)from[i]);
    }
    copy(figures, name, chora_buffer_text(&scoped), scoped.length, out);
    out->failed = out->failed || scoped.failed;
    chora_buffer_free(&scoped);
}

/* ---- parts ----------------------------------------------------------------------------------- */

/* Layers that are the same for every month of a map. */
static bool is_of_all_months(const char *layer)
{
    static const char *const names[] = { "ground", "rivers", "lines", "borders" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strncmp(layer, names[i], strlen(names[i])) == 0 && layer[strlen(names[i])] == '"')
            return true;
    return false;
}

static bool same_text(const char *kept, size_t kept_length, const char *text, size_t length)
{
    return kept_length == length && memcmp(kept, text, length) == 0;
}

/* The number of a shared layer, kept now when it is new; -1 when there are too many. */
static long share(chora_html_figures *figures, const char *rules, size_t rules_length,
                  const char *text, size_t length, chora_buffer *shared)
{
    for (size_t i = 0; i < figures->shared_count; i++)
        if (same_text(figures->shared[i].text, figures->shared[i].length, text, length))
            return (long)i;
    size_t at = figures->shared_count;
    if (at == sizeof figures->shared / sizeof *figures->shared)
        return -1;
    figures->shared[at].text = chora_arena_strndup(figures->arena, text, length);
    figures->shared[at].length = length;
    if (!figures->shared[at].text)
        return -1;
    figures->shared_count++;
    char name[32];
    chora_buffer label = CHORA_BUFFER_INIT(31);
    chora_buffer_printf(&label, "s%zu", at);
    memcpy(name, chora_buffer_text(&label), label.length + 1);
    chora_buffer_free(&label);
    chora_buffer_printf(shared, "<g id=\"%s\"><style>", name);
    copy_rules(figures, name, rules, rules_length, shared);
    chora_buffer_add_text(shared, "</style>");
    copy(figures, name, text, length, shared);
    chora_buffer_add_text(shared, "</g>");
    return (long)at;
}

typedef struct {
    const char *from;
    size_t length;
} part;

/* What stands between two texts; nothing when they are not there. */
static part between(const char *text, const char *open, const char *close)
{
    const char *at = strstr(text, open), *from = at ? at + strlen(open) : NULL;
    const char *to = from ? strstr(from, close) : NULL;
    return to ? (part){ from, (size_t)(to - from) } : (part){ text, 0 };
}

static const char *next_layer(const char *from)
{
    const char *next = strstr(from, "\n<g id=\"layer-");
    return next ? next + 1 : NULL;
}

/* The clip of a layer stays in the figure; what it holds goes to the shared part. */
static void add_layer(chora_html_figures *figures, const char *name, part rules, const char *from,
                      size_t length, chora_buffer *shared, chora_buffer *out)
{
    const char *open_end = memchr(from, '>', length);
    long at = -1;
    if (open_end && length > 400 && is_of_all_months(from + strlen("<g id=\"layer-"))) {
        size_t head = (size_t)(open_end + 1 - from), tail = strlen("</g>");
        while (length > head && from[length - 1] == '\n')
            length--;
        at = share(figures, rules.from, rules.length, from + head, length - head - tail, shared);
        if (at >= 0) {
            copy(figures, name, from, head, out);
            chora_buffer_printf(out, "<use href=\"#s%ld\"/></g>", at);
            return;
        }
    }
    copy(figures, name, from, length, out);
}

/* In points: the third number of the view. */
static double page_width(const char *svg)
{
    part box = between(svg, "viewBox=\"", "\"");
    const char *from = memchr(box.from, ' ', box.length);
    from = from ? strchr(from + 1, ' ') : NULL;
    double width = 0;
    while (from && isdigit((unsigned char)*++from))
        width = width * 10 + (*from - '0');
    return width;
}

/* "<svg …>" without its size on paper: the page says how wide it is. */
static void add_head(const char *svg, const char *name, const char *label, chora_buffer *out)
{
    bool wide = page_width(svg) > 400; /* too small to read on a phone */
    part box = between(svg, "viewBox=\"", "\""), family = between(svg, "font-family=\"", "\"");
    chora_buffer_printf(out,
                        "<svg id=\"%s\"%s viewBox=\"%.*s\" fill=\"none\" stroke-linecap=\"round\" "
                        "stroke-linejoin=\"round\" font-family=\"%.*s\" role=\"img\" aria-label=\"",
                        name, wide ? " class=wide" : "", (int)box.length, box.from,
                        (int)family.length, family.from);
    chora_html_attribute(out, label);
    chora_buffer_add_text(out, "\">");
}

bool chora_html_svg(chora_html_figures *figures, const char *svg, const char *label,
                    chora_buffer *shared, chora_buffer *out)
{
    char name[32];
    chora_buffer text = CHORA_BUFFER_INIT(31);
    chora_buffer_printf(&text, "f%zu", ++figures->figures);
    memcpy(name, chora_buffer_text(&text), text.length + 1);
    chora_buffer_free(&text);
    part rules = between(svg, "<style>", "</style>"), defs = between(svg, "<defs>", "</defs>");
    add_head(svg, name, label, out);
    chora_buffer_add_text(out, "<style>");
    copy_rules(figures, name, rules.from, rules.length, out);
    chora_buffer_add_text(out, "</style><defs>");
    copy(figures, name, defs.from, defs.length, out);
    chora_buffer_add_text(out, "</defs>");
    for (const char *from = next_layer(svg); from;) {
        const char *next = next_layer(from), *end = next ? next : strstr(from, "</svg>");
        if (strncmp(from, "<g id=\"layer-paper\"", 19) != 0 && end)
            add_layer(figures, name, rules, from, (size_t)(end - from), shared, out);
        from = next;
    }
    chora_buffer_add_text(out, "</svg>");
    return !out->failed && !shared->failed;
}
