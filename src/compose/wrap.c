#include "compose/wrap.h"

#include "base/direction.h"
#include "base/text.h"

#include <string.h>

/* Widths are compared with a little tolerance: what was measured to fit fits again. */
static const double slack_pt = 0.01;

chora_status chora_text_width(const char *text, chora_type type, const chora_ruler *ruler,
                              double *out, chora_error *err)
{
    *out = 0;
    if (!*text)
        return CHORA_OK;
    chora_run run = { text, type };
    chora_extent extent = { 0 };
    chora_status st = ruler->measure(ruler->context, &run, 1, &extent, err);
    if (!st)
        *out = extent.width_pt;
    return st;
}

typedef struct {
    chora_type type;
    double width;
    const chora_ruler *ruler;
    chora_arena *arena;
    chora_error *err;
} wrapping;

static chora_status prefix_fits(const wrapping *wrap, const char *text, size_t length, bool *out)
{
    char *piece = chora_arena_strndup(wrap->arena, text, length);
    if (!piece)
        return chora_no_memory(wrap->err);
    double width = 0;
    chora_status st = chora_text_width(piece, wrap->type, wrap->ruler, &width, wrap->err);
    *out = width <= wrap->width + slack_pt;
    return st;
}

/* The longest run of characters of one over-wide word that fits, at least one character. */
static chora_status cut_word(const wrapping *wrap, const char *text, size_t word, size_t *out)
{
    size_t best = 1;
    while (best < word && ((unsigned char)text[best] & 0xC0) == 0x80)
        best++;
    for (size_t end = best; end < word;) {
        end++;
        while (end < word && ((unsigned char)text[end] & 0xC0) == 0x80)
            end++;
        bool fits = false;
        chora_status st = prefix_fits(wrap, text, end, &fits);
        if (st)
            return st;
        if (!fits)
            break;
        best = end;
    }
    *out = best;
    return CHORA_OK;
}

/* Where a word ends at or before `length`; 0: within the first. */
static size_t word_end_before(const char *text, size_t length)
{
    while (length > 0 && !(text[length - 1] != ' ' && (!text[length] || text[length] == ' ')))
        length--;
    return length;
}

static size_t next_word_end(const char *text, size_t end)
{
    end += strspn(text + end, " ");
    return end + strcspn(text + end, " ");
}

/* Bytes of the next line: whole words while they fit. Words are halved, as a line is measured as a
 * whole and a long one takes its time. */
static chora_status line_length(const wrapping *wrap, const char *text, size_t *out)
{
    size_t fits_to = 0, low = strcspn(text, " "), high = word_end_before(text, strlen(text));
    for (size_t end = high; low <= high;) {
        bool fits = false;
        chora_status st = prefix_fits(wrap, text, end, &fits);
        if (st)
            return st;
        if (fits) {
            fits_to = end;
            low = next_word_end(text, end);
            if (low == end)
                break;
        } else {
            high = word_end_before(text, end - 1);
        }
        end = word_end_before(text, (low + high) / 2);
        end = end < low ? low : end;
    }
    if (fits_to == 0)
        return cut_word(wrap, text, strcspn(text, " "), out);
    *out = fits_to;
    return CHORA_OK;
}

static chora_status add_line(chora_lines_of_text *lines, size_t *capacity, const wrapping *wrap,
                             const char *text, size_t at, size_t length)
{
    if (lines->count == *capacity) {
        size_t larger = *capacity ? *capacity * 2 : 4;
        const char **grown = chora_arena_alloc(wrap->arena, larger, sizeof *grown);
        if (!grown)
            return chora_no_memory(wrap->err);
        for (size_t i = 0; i < lines->count; i++)
            grown[i] = lines->lines[i];
        lines->lines = grown;
        *capacity = larger;
    }
    bool open = *chora_isolate_open_at(text, at + length);
    char *line = chora_arena_printf(wrap->arena, "%s%.*s%s", chora_isolate_open_at(text, at),
                                    (int)length, text + at, open ? CHORA_ISOLATE_END : "");
    if (!line)
        return chora_no_memory(wrap->err);
    lines->lines[lines->count++] = line;
    return CHORA_OK;
}

chora_status chora_wrap(const char *text, chora_type type, double width, const chora_ruler *ruler,
                        chora_arena *arena, chora_lines_of_text *out, chora_error *err)
{
    wrapping wrap = { type, width, ruler, arena, err };
    chora_lines_of_text lines = { NULL, 0, type };
    size_t capacity = 0;
    for (size_t at = strspn(text, " "), length = 0; text[at]; at += strspn(text + at, " ")) {
        chora_status st = line_length(&wrap, text + at, &length);
        if (!st)
            st = add_line(&lines, &capacity, &wrap, text, at, length);
        if (st)
            return st;
        at += length;
    }
    *out = lines;
    return CHORA_OK;
}

/* Where the text falls into two clauses; 0: nowhere. A line that ends there reads best. */
static size_t clause_end(const char *text)
{
    static const char *const marks[] = { "; ", "\xD8\x9B " };
    size_t end = 0;
    for (size_t m = 0; m < sizeof marks / sizeof *marks; m++) {
        const char *at = strstr(text, marks[m]);
        if (at && !strstr(at + 1, marks[m]))
            end = (size_t)(at - text) + strlen(marks[m]) - 1;
    }
    return end;
}

/* Two lines, a clause each, when both fit. */
static chora_status wrap_clauses(const wrapping *wrap, const char *text, chora_lines_of_text *out)
{
    size_t end = clause_end(text), from = end + strspn(text + end, " "), capacity = 0;
    chora_lines_of_text lines = { NULL, 0, wrap->type };
    bool first = false, second = false;
    if (!end || out->count != 2)
        return CHORA_OK;
    chora_status st = prefix_fits(wrap, text, end, &first);
    if (!st)
        st = prefix_fits(wrap, text + from, strlen(text + from), &second);
    if (st || !first || !second)
        return st;
    st = add_line(&lines, &capacity, wrap, text, 0, end);
    if (!st)
        st = add_line(&lines, &capacity, wrap, text, from, strlen(text + from));
    if (!st)
        *out = lines;
    return st;
}

chora_status chora_wrap_even(const char *text, chora_type type, double width,
                             const chora_ruler *ruler, chora_arena *arena, chora_lines_of_text *out,
                             chora_error *err)
{
    chora_status st = chora_wrap(text, type, width, ruler, arena, out, err);
    double low = width / 2, high = width;
    for (int step = 0; !st && out->count > 1 && step < 6; step++) {
        chora_lines_of_text narrower;
        double middle = (low + high) / 2;
        st = chora_wrap(text, type, middle, ruler, arena, &narrower, err);
        if (!st && narrower.count == out->count) {
            *out = narrower;
            high = middle;
        } else {
            low = middle;
        }
    }
    const wrapping wrap = { type, width, ruler, arena, err };
    return st ? st : wrap_clauses(&wrap, text, out);
}

static chora_type step_down(chora_type type, double share, int width, chora_giving giving)
{
    double size = type.size_pt * share;
    double floor = giving.smallest_pt < type.size_pt ? giving.smallest_pt : type.size_pt;
    if (width < giving.narrowest)
        width = giving.narrowest;
    type.size_pt = size < floor ? floor : size;
    type.width = width < type.width ? width : type.width;
    return type;
}

chora_status chora_fit(const char *text, chora_type type, double width, chora_giving giving,
                       const chora_ruler *ruler, chora_arena *arena, chora_lines_of_text *out,
                       chora_error *err)
{
    static const struct {
        double share;
        int width;
    } steps[] = {
        { 1, 100 }, { 1, 87 }, { 0.93, 100 }, { 0.93, 87 }, { 0.86, 87 }, { 0.86, 75 }, { 0, 75 },
    };
    size_t count = sizeof steps / sizeof *steps;
    for (size_t i = 0; i < count; i++) {
        chora_type step = step_down(type, steps[i].share, steps[i].width, giving);
        chora_status st = chora_wrap(text, step, width, ruler, arena, out, err);
        if (st || out->count <= giving.max_lines)
            return st;
    }
    return CHORA_OK;
}
