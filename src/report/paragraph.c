#include "report/paragraph.h"

#include "base/breaks.h"
#include "base/direction.h"
#include "base/error.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define RIGHTWARD_MARK "\xE2\x80\x8E"

/* What lies between forced breaks, as far as its lines were made. */
typedef struct {
    size_t first, end;
    int side;         /* To which its lines run. */
    size_t looked;    /* Up to this byte ... */
    const char *open; /* ... this begins a line that is cut there: "", or an isolate. */
} piece;

/* The text of one paragraph end to end, and whose each byte is. */
typedef struct {
    const chora_setting *setting;
    chora_inlines text;
    chora_type type;
    double width;
    char *bytes;
    size_t length;
    size_t *owner; /* Index of the inline, by byte. */
    bool *breaks;  /* length + 1. */
    bool *forced;  /* A line ends before this byte. */
    piece piece;   /* That of the line being made. */
    chora_set_text *out;
    size_t capacity;
    chora_error *err;
} breaking;

chora_type chora_inline_type(const chora_setting *setting, const chora_inline *item,
                             chora_type base)
{
    chora_type type = base;
    if (item->style & CHORA_INLINE_STRONG)
        type.weight = 600;
    if (item->style & CHORA_INLINE_EMPHASIS)
        type.italic = true;
    if (item->style & CHORA_INLINE_SMALL)
        type.size_pt *= 0.885;
    if (item->style & CHORA_INLINE_MUTED)
        type.colour = setting->muted;
    if (item->style & CHORA_INLINE_KILLED)
        type.colour = setting->killed;
    if (item->style & CHORA_INLINE_INJURED)
        type.colour = setting->injured;
    if (item->link)
        type.colour = setting->link;
    return type;
}

/* Digits above the line for the mark of a note. */
static const char *raised_digits(chora_arena *arena, size_t number)
{
    static const char *const raised[] = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };
    char *digits = chora_arena_printf(arena, "%zu", number);
    const char *out = digits ? "" : NULL;
    for (; out && *digits; digits++)
        out = chora_arena_printf(arena, "%s%s", out, raised[*digits - '0']);
    return out;
}

static const char *shown_text(const breaking *b, const chora_inline *item)
{
    return item->note ? raised_digits(b->setting->arena, item->note) : item->text;
}

static chora_status gather(breaking *b)
{
    chora_arena *arena = b->setting->arena;
    const char **texts = chora_arena_alloc(arena, b->text.count + 1, sizeof *texts);
    if (!texts)
        return chora_no_memory(b->err);
    for (size_t i = 0; i < b->text.count; i++) {
        texts[i] = shown_text(b, &b->text.items[i]);
        if (!texts[i])
            return chora_no_memory(b->err);
        b->length += strlen(texts[i]);
    }
    b->bytes = chora_arena_alloc(arena, b->length + 1, 1);
    b->owner = chora_arena_alloc(arena, b->length + 1, sizeof *b->owner);
    b->breaks = chora_arena_alloc(arena, b->length + 1, sizeof *b->breaks);
    b->forced = chora_arena_alloc(arena, b->length + 1, sizeof *b->forced);
    if (!b->bytes || !b->owner || !b->breaks || !b->forced)
        return chora_no_memory(b->err);
    size_t at = 0;
    for (size_t i = 0; i < b->text.count; i++) {
        b->forced[at] |= (b->text.items[i].style & CHORA_INLINE_BREAK) != 0;
        for (const char *c = texts[i]; *c; c++) {
            b->owner[at] = i;
            b->bytes[at++] = *c;
        }
    }
    if (!chora_text_breaks(b->bytes, b->length, b->setting->language, b->breaks))
        return chora_no_memory(b->err);
    for (size_t i = 0; i < b->text.count; i++) /* The mark of a note stays with its word. */
        for (size_t byte = 0; b->text.items[i].note && byte < b->length; byte++)
            if (b->owner[byte] == i)
                b->breaks[byte] = false;
    return CHORA_OK;
}

/* The runs of the bytes from .. to - 1. */
static chora_status make_runs(breaking *b, size_t from, size_t to, chora_run **out, size_t *count)
{
    chora_arena *arena = b->setting->arena;
    size_t pieces = 1;
    for (size_t i = from + 1; i < to; i++)
        pieces += b->owner[i] != b->owner[i - 1];
    chora_run *runs = chora_arena_alloc(arena, pieces, sizeof *runs);
    if (!runs)
        return chora_no_memory(b->err);
    *count = 0;
    for (size_t at = from; at < to;) {
        size_t end = at;
        while (end < to && b->owner[end] == b->owner[at])
            end++;
        chora_run *run = &runs[(*count)++];
        run->type = chora_inline_type(b->setting, &b->text.items[b->owner[at]], b->type);
        run->text = chora_arena_strndup(arena, b->bytes + at, end - at);
        if (!run->text)
            return chora_no_memory(b->err);
        at = end;
    }
    *out = runs;
    return CHORA_OK;
}

static chora_status measure(breaking *b, size_t from, size_t to, double *out)
{
    chora_run *runs;
    size_t count;
    chora_extent extent = { 0 };
    *out = 0;
    if (from >= to)
        return CHORA_OK;
    chora_status st = make_runs(b, from, to, &runs, &count);
    if (!st)
        st = b->setting->ruler->measure(b->setting->ruler->context, runs, count, &extent, b->err);
    *out = extent.width_pt;
    return st;
}

static size_t without_spaces(const breaking *b, size_t from, size_t to)
{
    while (to > from && b->bytes[to - 1] == ' ')
        to--;
    return to;
}

/* ---- lines --------------------------------------------------------------------------------- */

/* A link can be clicked, struck words have a line through them. */
static bool is_drawn(const chora_inline *item)
{
    return item->link || (item->style & CHORA_INLINE_STRUCK);
}

static chora_status find_links(breaking *b, size_t from, size_t to, chora_set_line *line)
{
    size_t count = 0;
    for (size_t at = from; at < to; at++)
        count += is_drawn(&b->text.items[b->owner[at]]) &&
                 (at == from || b->owner[at] != b->owner[at - 1]);
    chora_line_link *links =
        count ? chora_arena_alloc(b->setting->arena, count, sizeof *links) : NULL;
    if (count && !links)
        return chora_no_memory(b->err);
    line->links = links;
    for (size_t at = from; at < to;) {
        size_t end = at;
        while (end < to && b->owner[end] == b->owner[at])
            end++;
        const chora_inline *item = &b->text.items[b->owner[at]];
        double start = 0, stop = 0;
        chora_status st = is_drawn(item) ? measure(b, from, at, &start) : CHORA_OK;
        if (!st && is_drawn(item))
            st = measure(b, from, end, &stop);
        if (st)
            return st;
        if (is_drawn(item))
            links[line->link_count++] =
                (chora_line_link){ start, stop, item->link,
                                   (item->style & CHORA_INLINE_STRUCK) != 0 };
        at = end;
    }
    return CHORA_OK;
}

/* Does an item with a swatch begin there? */
static bool begins_swatch(const breaking *b, size_t at)
{
    return at < b->length && b->text.items[b->owner[at]].swatch &&
           (at == 0 || b->owner[at - 1] != b->owner[at]);
}

static void find_marks(const breaking *b, size_t from, size_t to, chora_set_line *line)
{
    for (size_t at = from; at < to; at++) {
        const chora_inline *item = &b->text.items[b->owner[at]];
        if (item->note && !line->first_note)
            line->first_note = item->note;
        if (item->note)
            line->last_note = item->note;
        if (at == from && begins_swatch(b, at))
            line->swatch = item->swatch;
    }
}

/* The side that the lines of a piece run to: the page's, unless it is text of the other way (an
 * English summary in a Dari table). */
static int side_of_piece(const breaking *b, size_t first, size_t end)
{
    int page = b->setting->leftward ? 1 : -1;
    const char *text = chora_arena_strndup(b->setting->arena, b->bytes + first, end - first);
    chora_text_sides sides = { 0 };
    if (text)
        chora_text_count_sides(text, &sides);
    return chora_sides_turned(&sides, b->setting->leftward) ? -page : page;
}

/* Lines are made one behind the other: each piece is looked at once, however many it has. */
static void enter_piece(breaking *b, size_t from)
{
    piece *in = &b->piece;
    if (in->end > from)
        return;
    *in = (piece){ .first = from, .end = from + 1, .open = "" };
    while (in->first > 0 && !b->forced[in->first])
        in->first--;
    while (in->end < b->length && !b->forced[in->end])
        in->end++;
    in->looked = in->first;
    in->side = side_of_piece(b, in->first, in->end);
}

/* What a line must begin with that is cut at this byte, which is no earlier than the last one asked
 * for. */
static const char *open_at(breaking *b, size_t at)
{
    b->piece.open = chora_isolate_open_from(b->bytes, b->piece.looked, at, b->piece.open);
    b->piece.looked = at;
    return b->piece.open;
}

/* A line that begins with a word of the other direction must still run with its piece. */
static chora_status mark_direction(breaking *b, chora_run *runs, size_t count, int wanted)
{
    int side = 0;
    for (size_t i = 0; i < count && side == 0; i++)
        side = chora_text_side(runs[i].text);
    /* A comma of Arabic script, or letters in an isolate, say nothing here but much to a line. */
    bool is_sure = !b->setting->leftward && (side == wanted || (side == 0 && wanted < 0));
    if (count == 0 || is_sure)
        return CHORA_OK;
    runs[0].text = chora_arena_printf(
        b->setting->arena, "%s%s", wanted > 0 ? CHORA_LEFTWARD_MARK : RIGHTWARD_MARK, runs[0].text);
    return runs[0].text ? CHORA_OK : chora_no_memory(b->err);
}

/* A line that is cut out of an isolate is one itself, with the direction of the whole. */
static chora_status mark_isolates(breaking *b, chora_run *runs, size_t count, size_t from,
                                  size_t to)
{
    chora_arena *arena = b->setting->arena;
    if (count == 0)
        return CHORA_OK;
    const char *opens = open_at(b, from);
    if (*opens)
        runs[0].text = chora_arena_printf(arena, "%s%s", opens, runs[0].text);
    chora_run *last = &runs[count - 1];
    if (*open_at(b, to) && last->text)
        last->text = chora_arena_printf(arena, "%s" CHORA_ISOLATE_END, last->text);
    return runs[0].text && last->text ? CHORA_OK : chora_no_memory(b->err);
}

static chora_status add_line(breaking *b, size_t from, size_t to)
{
    chora_set_text *out = b->out;
    chora_run *runs = NULL;
    chora_set_line line = { 0 };
    to = without_spaces(b, from, to);
    chora_status st = from < to ? make_runs(b, from, to, &runs, &line.run_count) : CHORA_OK;
    if (!st)
        st = measure(b, from, to, &line.width_pt);
    if (!st)
        st = find_links(b, from, to, &line);
    enter_piece(b, from);
    if (!st)
        st = mark_isolates(b, runs, line.run_count, from, to);
    if (!st)
        st = mark_direction(b, runs, line.run_count, b->piece.side);
    if (st)
        return st;
    find_marks(b, from, to, &line);
    line.runs = runs;
    if (chora_grow((void **)&out->lines, &b->capacity, out->count, sizeof line))
        return chora_no_memory(b->err);
    out->lines[out->count++] = line;
    return CHORA_OK;
}

/* The first byte of `from` .. `to` that no longer fits, at least one character on. */
static chora_status cut_word(breaking *b, size_t from, size_t to, double room, size_t *out)
{
    size_t end = from;
    double width = 0;
    chora_status st = CHORA_OK;
    while (!st && end < to) {
        size_t next = end + 1;
        while (next < to && ((unsigned char)b->bytes[next] & 0xC0) == 0x80)
            next++;
        st = measure(b, from, next, &width);
        if (width > room && end > from)
            break;
        end = next;
    }
    *out = end;
    return st;
}

static double room_of(const breaking *b, size_t from)
{
    return b->width - (begins_swatch(b, from) ? CHORA_SWATCH_ROOM : 0);
}

/* Greedy: as many pieces between breaks as fit. */
static chora_status break_lines(breaking *b)
{
    size_t start = 0, fits = 0;
    double used = 0, width = 0;
    chora_status st = CHORA_OK;

    for (size_t at = 0; !st && at < b->length;) {
        size_t end = at + 1;
        while (end < b->length && !b->breaks[end] && !b->forced[end])
            end++;
        if (b->forced[at] && at > start) {
            st = add_line(b, start, at);
            start = at;
            used = 0;
        }
        if (!st)
            st = measure(b, at, without_spaces(b, at, end), &width);
        if (!st && used + width > room_of(b, start) + 0.01 && at > start) {
            st = add_line(b, start, at);
            start = at;
            used = 0;
        }
        while (!st && width > room_of(b, start) + 0.01 && start == at) {
            st = cut_word(b, at, end, room_of(b, start), &fits);
            if (!st && fits < end)
                st = add_line(b, at, fits);
            if (fits >= end)
                break;
            start = at = fits;
            if (!st)
                st = measure(b, at, without_spaces(b, at, end), &width);
        }
        if (!st)
            st = measure(b, at, end, &width);
        used += width;
        at = end;
    }
    return !st && start < b->length ? add_line(b, start, b->length) : st;
}

chora_status chora_paragraph_set(const chora_setting *setting, chora_inlines text, chora_type type,
                                 double leading_pt, double width_pt, chora_set_text *out,
                                 chora_error *err)
{
    *out = (chora_set_text){ .type = type, .leading_pt = leading_pt };
    breaking b = {
        .setting = setting, .text = text, .type = type, .width = width_pt, .out = out, .err = err
    };
    chora_status st = gather(&b);
    if (!st)
        st = break_lines(&b);
    chora_set_line *lines = out->lines;
    out->lines = chora_arena_copy(setting->arena, lines, out->count, sizeof *lines);
    free(lines);
    return st ? st : out->lines || !out->count ? CHORA_OK : chora_no_memory(err);
}

chora_status chora_paragraph_widths(const chora_setting *setting, chora_inlines text,
                                    chora_type type, double *natural, double *widest,
                                    chora_error *err)
{
    chora_set_text none = { 0 };
    breaking b = { .setting = setting, .text = text, .type = type, .out = &none, .err = err };
    chora_status st = gather(&b);
    *natural = *widest = 0;
    for (size_t at = 0, start = 0; !st && at < b.length; start = at) {
        double width;
        for (at++; at < b.length && !b.forced[at];)
            at++;
        st = measure(&b, start, without_spaces(&b, start, at), &width);
        width += begins_swatch(&b, start) ? CHORA_SWATCH_ROOM : 0;
        *natural = width > *natural ? width : *natural;
    }
    for (size_t at = 0, start = 0; !st && at < b.length; start = at) {
        double width;
        for (at++; at < b.length && !b.breaks[at] && !b.forced[at];)
            at++;
        st = measure(&b, start, without_spaces(&b, start, at), &width);
        width += begins_swatch(&b, start) ? CHORA_SWATCH_ROOM : 0;
        *widest = width > *widest ? width : *widest;
    }
    return st;
}
