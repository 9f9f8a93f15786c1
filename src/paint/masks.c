/*
 * A further map of a batch takes 34 ms of CPU for its fills and strokes when cairo works out every
 * coverage anew and 3 when it is known (A4 at 200 dpi; docs/performance.md).
 *
 * A coverage is kept as spans of a row. On the first page everything is kept, on later ones what
 * the page before had too: what changes each time only costs memory.
 */
#include "paint/masks.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

_Static_assert(sizeof(wchar_t) == sizeof(uint32_t), "solid spans are filled by wmemset");

enum {
    BUCKETS = 1 << 12,
    KEY_BYTES_MAX = 1 << 24,
    KEPT_BYTES_MAX = 16 << 20, /* Then nothing more is kept. */
    SHORTEST_SOLID = 8
};

/* Pixels of a row that are covered wholly, or each by a byte of its own. */
typedef struct {
    uint16_t y, x, count;
    bool solid;
} span;

typedef struct mask {
    struct mask *next;
    uint64_t hash;
    unsigned last_page; /* When it was used. */
    bool has_spans;     /* Else it was seen but not kept. */
    size_t key_length, span_count, byte_count;
    unsigned char *block; /* The spans, the bytes of those that are not solid, the key. */
} mask;

struct chora_masks {
    int width, height;
    double top; /* Of the surface, on the device. */
    double scale;
    unsigned page;
    size_t kept_bytes;
    chora_buffer key, spans, bytes;
    size_t item_length;  /* Of the key: what holds for the whole item. */
    uint64_t hash;       /* Of the key. */
    unsigned char *rows; /* Borrowed: the page. */
    size_t stride;
    cairo_surface_t *scratch; /* A8; all zero between two masks. */
    cairo_t *context;
    mask *buckets[BUCKETS];
};

/* ---- keeping ------------------------------------------------------------------------------- */

static void mask_free(chora_masks *masks, mask *old)
{
    masks->kept_bytes -=
        sizeof *old + old->key_length + old->byte_count + old->span_count * sizeof(span);
    free(old->block);
    free(old);
}

/* All that was not used since `page`. */
static void forget(chora_masks *masks, unsigned page)
{
    for (size_t i = 0; i < BUCKETS; i++)
        for (mask **at = &masks->buckets[i]; *at;) {
            mask *old = *at;
            if (old->last_page >= page) {
                at = &old->next;
                continue;
            }
            *at = old->next;
            mask_free(masks, old);
        }
}

static void close_scratch(chora_masks *masks)
{
    cairo_destroy(masks->context);
    cairo_surface_destroy(masks->scratch);
    masks->context = NULL;
    masks->scratch = NULL;
}

chora_masks *chora_masks_new(void)
{
    chora_masks *masks = chora_alloc(1, sizeof *masks);
    if (!masks)
        return NULL;
    masks->key = (chora_buffer)CHORA_BUFFER_INIT(KEY_BYTES_MAX);
    masks->spans = masks->bytes = (chora_buffer)CHORA_BUFFER_INIT(KEPT_BYTES_MAX);
    return masks;
}

void chora_masks_free(chora_masks *masks)
{
    if (!masks)
        return;
    forget(masks, masks->page + 1);
    close_scratch(masks);
    chora_buffer_free(&masks->key);
    chora_buffer_free(&masks->spans);
    chora_buffer_free(&masks->bytes);
    free(masks);
}

void chora_masks_page(chora_masks *masks, cairo_surface_t *surface, double scale)
{
    int width = cairo_image_surface_get_width(surface);
    int height = cairo_image_surface_get_height(surface);
    double left, top;
    cairo_surface_get_device_offset(surface, &left, &top);
    if (width != masks->width || height != masks->height || -top != masks->top ||
        scale != masks->scale) {
        forget(masks, masks->page + 1);
        close_scratch(masks);
        masks->page = 0;
    }
    masks->width = width;
    masks->height = height;
    masks->top = -top;
    masks->scale = scale;
    masks->rows = cairo_image_surface_get_data(surface);
    masks->stride = (size_t)cairo_image_surface_get_stride(surface);
    if (++masks->page > 2)
        forget(masks, masks->page - 2);
}

/* ---- knowing ------------------------------------------------------------------------------- */

static uint64_t hash_of(const char *bytes, size_t length)
{
    uint64_t hash = length, word;
    for (; length >= sizeof word; bytes += sizeof word, length -= sizeof word) {
        memcpy(&word, bytes, sizeof word);
        hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
        hash ^= hash >> 29;
    }
    for (; length > 0; bytes++, length--)
        hash = (hash ^ (unsigned char)*bytes) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 32;
}

chora_buffer *chora_masks_key(chora_masks *masks)
{
    if (!masks->key.failed)
        masks->key.length = masks->item_length;
    return &masks->key;
}

static const unsigned char *key_of(const mask *of)
{
    return of->block + of->span_count * sizeof(span) + of->byte_count;
}

static mask *find(const chora_masks *masks)
{
    mask *at = masks->buckets[masks->hash % BUCKETS];
    while (at && !(at->hash == masks->hash && at->key_length == masks->key.length &&
                   memcmp(key_of(at), masks->key.data, at->key_length) == 0))
        at = at->next;
    return at;
}

/* ---- laying over ---------------------------------------------------------------------------- */

/* Two of the four bytes by a share of 255, rounded as cairo does (1.16, mul8x2_8). */
static inline uint32_t share_of_two(uint32_t bytes, uint32_t share)
{
    uint32_t t = (bytes & 0x00FF00FFu) * share + 0x007F007Fu;
    return (t + (t >> 8 & 0x00FF00FFu)) >> 8 & 0x00FF00FFu;
}

static inline uint32_t mixed(uint32_t under, uint32_t over, uint32_t share)
{
    uint32_t rest = 255 - share;
    return share_of_two(over, share) + share_of_two(under, rest) +
           ((share_of_two(over >> 8, share) + share_of_two(under >> 8, rest)) << 8);
}

static void lay_row(uint32_t *to, const unsigned char *shares, size_t count, uint32_t pixel)
{
    for (size_t i = 0; i < count; i++)
        if (shares[i])
            to[i] = shares[i] == 255 ? pixel : mixed(to[i], pixel, shares[i]);
}

static void lay(const chora_masks *masks, const span *spans, size_t count,
                const unsigned char *bytes, chora_colour colour)
{
    const uint32_t pixel = 0xFF000000u | colour >> 8;
    for (size_t i = 0; i < count; i++) {
        uint32_t *to = (uint32_t *)(void *)(masks->rows + spans[i].y * masks->stride) + spans[i].x;
        if (!spans[i].solid) {
            lay_row(to, bytes, spans[i].count, pixel);
            bytes += spans[i].count;
        } else {
            wmemset((wchar_t *)to, (wchar_t)pixel, spans[i].count);
        }
    }
}

bool chora_masks_lay(chora_masks *masks, chora_colour colour)
{
    if (masks->key.failed)
        return false;
    masks->hash = hash_of(masks->key.data, masks->key.length);
    mask *known = find(masks);
    if (!known || !known->has_spans)
        return false;
    known->last_page = masks->page;
    lay(masks, (const span *)(const void *)known->block, known->span_count,
        known->block + known->span_count * sizeof(span), colour);
    return true;
}

/* ---- rasterizing ---------------------------------------------------------------------------- */

/* As long as the byte stays the same. */
static size_t run_length(const unsigned char *at, size_t most)
{
    size_t count = 1;
    uint64_t same = *at * 0x0101010101010101u, word;
    for (; count + sizeof word <= most; count += sizeof word) {
        memcpy(&word, at + count, sizeof word);
        if (word != same)
            break;
    }
    while (count < most && at[count] == *at)
        count++;
    return count;
}

static void add_span(chora_masks *masks, size_t y, size_t x, size_t count,
                     const unsigned char *bytes)
{
    span made = { (uint16_t)y, (uint16_t)x, (uint16_t)count, !bytes };
    chora_buffer_add(&masks->spans, &made, sizeof made);
    if (bytes)
        chora_buffer_add(&masks->bytes, bytes, count);
}

/* What is neither empty nor solid for long goes into one span. */
static void add_row(chora_masks *masks, const unsigned char *row, size_t y, size_t x, size_t end)
{
    size_t from = x;
    while (x < end) {
        size_t count = run_length(row + x, end - x);
        if ((row[x] != 0 && row[x] != 255) || count < SHORTEST_SOLID) {
            x += count;
            continue;
        }
        if (x > from)
            add_span(masks, y, from, x - from, row + from);
        if (row[x] == 255)
            add_span(masks, y, x, count, NULL);
        from = x += count;
    }
    if (x > from)
        add_span(masks, y, from, x - from, row + from);
}

/* Of the pixels of the scratch; they are zero afterwards. */
static void take_spans(chora_masks *masks, chora_box pixels)
{
    size_t left = (size_t)fmax(0, pixels.min_x), top = (size_t)fmax(0, pixels.min_y - masks->top);
    size_t right = (size_t)fmin(masks->width, fmax(0, pixels.max_x));
    size_t bottom = (size_t)fmin(masks->height, fmax(0, pixels.max_y - masks->top));
    chora_buffer_clear(&masks->spans);
    chora_buffer_clear(&masks->bytes);
    cairo_surface_flush(masks->scratch);
    size_t stride = (size_t)cairo_image_surface_get_stride(masks->scratch);
    for (size_t y = top; y < bottom && left < right; y++) {
        unsigned char *row = cairo_image_surface_get_data(masks->scratch) + y * stride;
        add_row(masks, row, y, left, right);
        memset(row + left, 0, right - left);
    }
    cairo_surface_mark_dirty(masks->scratch);
}

static mask *keep(chora_masks *masks, bool has_spans)
{
    size_t span_bytes = has_spans ? masks->spans.length : 0;
    size_t bytes = has_spans ? masks->bytes.length : 0;
    mask *made = chora_alloc(1, sizeof *made);
    if (made)
        made->block = malloc(span_bytes + bytes + masks->key.length + 1);
    if (!made || !made->block) {
        free(made);
        return NULL;
    }
    *made = (mask){ masks->buckets[masks->hash % BUCKETS],
                    masks->hash,
                    masks->page,
                    has_spans,
                    masks->key.length,
                    span_bytes / sizeof(span),
                    bytes,
                    made->block };
    if (span_bytes)
        memcpy(made->block, masks->spans.data, span_bytes);
    if (bytes)
        memcpy(made->block + span_bytes, masks->bytes.data, bytes);
    memcpy(made->block + span_bytes + bytes, masks->key.data, masks->key.length);
    masks->buckets[masks->hash % BUCKETS] = made;
    masks->kept_bytes += sizeof *made + span_bytes + bytes + masks->key.length;
    return made;
}

static bool open_scratch(chora_masks *masks)
{
    if (masks->context)
        return true;
    masks->scratch = cairo_image_surface_create(CAIRO_FORMAT_A8, masks->width, masks->height);
    cairo_surface_set_device_offset(masks->scratch, 0, -masks->top);
    masks->context = cairo_create(masks->scratch);
    return cairo_status(masks->context) == CAIRO_STATUS_SUCCESS;
}

cairo_t *chora_masks_item(chora_masks *masks, cairo_t *context, const void *place, size_t length)
{
    cairo_matrix_t matrix;
    bool open = open_scratch(masks);
    chora_buffer_clear(&masks->key);
    masks->key.failed = !open;
    cairo_get_matrix(context, &matrix);
    chora_buffer_add(&masks->key, &matrix, sizeof matrix);
    chora_buffer_add(&masks->key, place, length);
    masks->item_length = masks->key.length;
    if (!open)
        return NULL;
    cairo_reset_clip(masks->context);
    cairo_set_matrix(masks->context, &matrix);
    cairo_set_fill_rule(masks->context, cairo_get_fill_rule(context));
    return masks->context;
}

cairo_t *chora_masks_open(chora_masks *masks)
{
    if (masks->key.failed || masks->kept_bytes > KEPT_BYTES_MAX)
        return NULL;
    if (masks->page > 1 && !find(masks)) {
        keep(masks, false);
        return NULL;
    }
    cairo_set_source_rgba(masks->context, 1, 1, 1, 1);
    return masks->context;
}

bool chora_masks_close(chora_masks *masks, chora_box pixels, chora_colour colour)
{
    take_spans(masks, pixels);
    bool whole = !masks->spans.failed && !masks->bytes.failed;
    mask *made = whole ? keep(masks, true) : NULL;
    if (made)
        chora_masks_lay(masks, colour);
    return made != NULL;
}
