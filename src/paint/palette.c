#include "paint/palette.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 1 << 12, MOST_FLAT = 192, SHARE_OF_FLAT = 4000 };

typedef struct {
    uint32_t rgb;
    unsigned index; /* In the palette. */
    uint64_t count; /* Of pixels; 0: a free slot. */
} colour;

/* Colours by hash; the slots are a power of two and at most half full. */
typedef struct {
    colour *slots;
    size_t size, count;
} colour_set;

/* ---- counting ------------------------------------------------------------------------------- */

static colour *slot_of(const colour_set *set, uint32_t rgb)
{
    size_t at = (rgb * 2654435761u >> 8) & (set->size - 1);
    while (set->slots[at].count > 0 && set->slots[at].rgb != rgb)
        at = (at + 1) & (set->size - 1);
    return &set->slots[at];
}

static bool grow(colour_set *set)
{
    colour_set larger = { chora_alloc(set->size * 2, sizeof *set->slots), set->size * 2,
                          set->count };
    if (!larger.slots)
        return false;
    for (size_t i = 0; i < set->size; i++)
        if (set->slots[i].count > 0)
            *slot_of(&larger, set->slots[i].rgb) = set->slots[i];
    free(set->slots);
    *set = larger;
    return true;
}

static bool count_run(colour_set *set, uint32_t rgb, size_t count)
{
    if (2 * set->count >= set->size && !grow(set))
        return false;
    colour *to = slot_of(set, rgb);
    set->count += to->count == 0;
    to->rgb = rgb;
    to->count += count;
    return true;
}

static uint32_t pixel_at(const chora_pixels *pixels, size_t x, size_t y)
{
    uint32_t pixel;
    memcpy(&pixel, pixels->rows + y * pixels->stride + 4 * x, sizeof pixel);
    return pixel & 0xFFFFFFu;
}

/* Answers where the run ends. */
static size_t run_end(const chora_pixels *pixels, size_t x, size_t y)
{
    uint32_t rgb = pixel_at(pixels, x, y);
    for (x++; x < pixels->width && pixel_at(pixels, x, y) == rgb;)
        x++;
    return x;
}

static bool count_all(const chora_pixels *pixels, colour_set *set)
{
    for (size_t y = 0; y < pixels->height; y++)
        for (size_t x = 0, end; x < pixels->width; x = end) {
            end = run_end(pixels, x, y);
            if (!count_run(set, pixel_at(pixels, x, y), end - x))
                return false;
        }
    return true;
}

/* ---- choosing ------------------------------------------------------------------------------- */

static int most_first(const void *a, const void *b)
{
    const colour *x = a, *y = b;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return (x->rgb > y->rgb) - (x->rgb < y->rgb);
}

static unsigned channel(uint32_t rgb, int which)
{
    return rgb >> (8 * which) & 255u;
}

static int by_blue(const void *a, const void *b)
{
    const colour *x = a, *y = b;
    int order = (int)channel(x->rgb, 0) - (int)channel(y->rgb, 0);
    return order ? order : (x->rgb > y->rgb) - (x->rgb < y->rgb);
}

static int by_green(const void *a, const void *b)
{
    const colour *x = a, *y = b;
    int order = (int)channel(x->rgb, 1) - (int)channel(y->rgb, 1);
    return order ? order : (x->rgb > y->rgb) - (x->rgb < y->rgb);
}

static int by_red(const void *a, const void *b)
{
    const colour *x = a, *y = b;
    return (x->rgb > y->rgb) - (x->rgb < y->rgb);
}

/* Colours that share an entry of the palette. */
typedef struct {
    size_t from, to;
    int widest; /* The channel. */
    unsigned range;
    uint64_t count;
} box;

static box box_of(const colour *colours, size_t from, size_t to)
{
    box made = { from, to, 0, 0, 0 };
    for (size_t i = from; i < to; i++)
        made.count += colours[i].count;
    for (int which = 0; which < 3; which++) {
        unsigned low = 255, high = 0;
        for (size_t i = from; i < to; i++) {
            unsigned value = channel(colours[i].rgb, which);
            low = value < low ? value : low;
            high = value > high ? value : high;
        }
        if (high >= low && high - low > made.range) {
            made.range = high - low;
            made.widest = which;
        }
    }
    return made;
}

/* Where half of its pixels are on each side; both sides have a colour. */
static size_t middle_of(const colour *colours, box of)
{
    uint64_t sum = 0;
    for (size_t i = of.from; i + 1 < of.to; i++) {
        sum += colours[i].count;
        if (2 * sum >= of.count)
            return i + 1;
    }
    return of.to - 1;
}

static uint32_t mean_of(const colour *colours, box of)
{
    uint64_t sums[3] = { of.count / 2, of.count / 2, of.count / 2 };
    for (size_t i = of.from; i < of.to; i++)
        for (int which = 0; which < 3; which++)
            sums[which] += colours[i].count * channel(colours[i].rgb, which);
    return (uint32_t)(sums[2] / of.count << 16 | sums[1] / of.count << 8 | sums[0] / of.count);
}

/* What is wide and common is halved first. */
static size_t cut(colour *colours, size_t from, size_t to, size_t most, box *boxes)
{
    static int (*const orders[])(const void *, const void *) = { by_blue, by_green, by_red };
    size_t count = 1;
    boxes[0] = box_of(colours, from, to);
    while (count < most) {
        size_t best = 0;
        for (size_t i = 1; i < count; i++)
            if ((uint64_t)boxes[i].range * boxes[i].range * boxes[i].count >
                (uint64_t)boxes[best].range * boxes[best].range * boxes[best].count)
                best = i;
        box old = boxes[best];
        if (old.range == 0)
            break;
        qsort(colours + old.from, old.to - old.from, sizeof *colours, orders[old.widest]);
        size_t middle = middle_of(colours, old);
        boxes[best] = box_of(colours, old.from, middle);
        boxes[count++] = box_of(colours, middle, old.to);
    }
    return count;
}

static unsigned nearest(const chora_paint_palette *palette, uint32_t rgb)
{
    unsigned best = 0;
    int least = INT32_MAX;
    for (unsigned i = 0; i < palette->count && least > 0; i++) {
        int distance = 0;
        for (int which = 0; which < 3; which++) {
            int off = (int)channel(palette->colours[i], which) - (int)channel(rgb, which);
            distance += off * off;
        }
        if (distance < least) {
            least = distance;
            best = i;
        }
    }
    return best;
}

/* `colours` comes with the most frequent first. */
static void choose(colour *colours, size_t count, uint64_t pixels, chora_paint_palette *out)
{
    box boxes[CHORA_PALETTE_MOST];
    size_t flat = 0, most = count <= CHORA_PALETTE_MOST ? CHORA_PALETTE_MOST : MOST_FLAT;
    while (flat < count && flat < most &&
           (count <= CHORA_PALETTE_MOST || colours[flat].count * SHARE_OF_FLAT >= pixels)) {
        out->colours[flat] = colours[flat].rgb;
        flat++;
    }
    out->count = flat;
    if (flat == count)
        return;
    size_t blends = cut(colours, flat, count, CHORA_PALETTE_MOST - flat, boxes);
    for (size_t i = 0; i < blends; i++)
        out->colours[out->count++] = mean_of(colours, boxes[i]);
}

/* ---- together ------------------------------------------------------------------------------- */

static void write_rows(const chora_pixels *pixels, const colour_set *set, unsigned char *rows)
{
    for (size_t y = 0; y < pixels->height; y++) {
        *rows++ = 0;
        for (size_t x = 0, end; x < pixels->width; x = end) {
            end = run_end(pixels, x, y);
            memset(rows, (int)slot_of(set, pixel_at(pixels, x, y))->index, end - x);
            rows += end - x;
        }
    }
}

static bool choose_from(const chora_pixels *pixels, colour_set *set, chora_paint_palette *out)
{
    colour *list = chora_alloc(set->count, sizeof *list);
    size_t count = 0;
    if (!list)
        return false;
    for (size_t i = 0; i < set->size; i++)
        if (set->slots[i].count > 0)
            list[count++] = set->slots[i];
    qsort(list, count, sizeof *list, most_first);
    choose(list, count, (uint64_t)pixels->width * pixels->height, out);
    out->found = count;
    for (size_t i = 0; i < count; i++)
        slot_of(set, list[i].rgb)->index = nearest(out, list[i].rgb);
    free(list);
    return true;
}

chora_status chora_palette_of(const chora_pixels *pixels, chora_paint_palette *out,
                              unsigned char *rows, chora_error *err)
{
    colour_set set = { chora_alloc(FIRST_SLOTS, sizeof *set.slots), FIRST_SLOTS, 0 };
    *out = (chora_paint_palette){ .count = 0 };
    bool done = set.slots && count_all(pixels, &set) && choose_from(pixels, &set, out);
    if (done)
        write_rows(pixels, &set, rows);
    free(set.slots);
    return done ? CHORA_OK : chora_no_memory(err);
}
