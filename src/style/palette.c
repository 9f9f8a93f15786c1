/* Palettes: styles/palettes/NAME.yaml. */
#include "style/palette.h"

#include "style/colour.h"
#include "style/data_names.h"
#include "style/schema.h"
#include "style/vision.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { COLOURS_MAX = 12, RAMP_MAX = 64 };

/* CIEDE2000; a first class nearer to the colour of zero reads as zero, one nearer to the second as
 * the second. */
static const double least_from_ground = 12, least_apart = 9;

typedef struct {
    size_t count;
    chora_colour colours[RAMP_MAX];
} colour_list;

typedef struct {
    const char *name, *source, *licence;
    chora_palette_kind kind;
    bool colour_blind;
    colour_list sets[COLOURS_MAX + 1]; /* By their number of colours; empty where there is none. */
    colour_list ramp;                  /* Even steps; empty: the largest set. */
} palette;

/* ---- reading --------------------------------------------------------------------------------- */

static void read_list(chora_reading *reading, const chora_yaml_node *node, colour_list *out)
{
    static const chora_key colour = { .name = "colours", .kind = CHORA_KEY_COLOUR };

    if (node->kind != CHORA_YAML_SEQUENCE || node->count < 2 || node->count > RAMP_MAX) {
        chora_reading_problem(reading, node, "colours are a list of 2 to %d", RAMP_MAX);
        return;
    }
    for (size_t i = 0; i < node->count; i++)
        chora_schema_value(reading, &colour, &node->items[i], &out->colours[i]);
    out->count = node->count;
}

static void read_ramp(chora_reading *reading, const chora_key *key, const chora_yaml_node *node,
                      void *target)
{
    read_list(reading, node, &((palette *)target)->ramp);
}

/* {3: [a, b, c], 4: […]} */
static void read_sets(chora_reading *reading, const chora_key *key, const chora_yaml_node *node,
                      void *target)
{
    palette *out = target;
    long long count = 0;

    if (node->kind != CHORA_YAML_MAPPING) {
        chora_reading_problem(reading, node, "sets are lists by their number of colours");
        return;
    }
    for (size_t i = 0; i < node->count; i++) {
        const chora_yaml_node *list = &node->items[i];
        if (!chora_text_integer(node->keys[i].text, &count) || count < 2 || count > COLOURS_MAX ||
            list->count != (size_t)count)
            chora_reading_problem(reading, &node->keys[i], "set %s has not as many colours",
                                  node->keys[i].text);
        else
            read_list(reading, list, &out->sets[count]);
    }
}

static const chora_word kinds[] = { { "sequential", CHORA_PALETTE_SEQUENTIAL, false },
                                    { "diverging", CHORA_PALETTE_DIVERGING, false },
                                    { "qualitative", CHORA_PALETTE_QUALITATIVE, false },
                                    { "bivariate", CHORA_PALETTE_BIVARIATE, false },
                                    { NULL, 0, false } };

#define PALETTE(member) CHORA_MEMBER(palette, member)

static const chora_key palette_keys[] = {
    { "chora", CHORA_KEY_OTHER, .read = chora_reading_version },
    { "palette", CHORA_KEY_TEXT, PALETTE(name) },
    { "kind", CHORA_KEY_WORD, PALETTE(kind), .words = kinds },
    { "colour_blind", CHORA_KEY_BOOL, PALETTE(colour_blind) },
    { "source", CHORA_KEY_TEXT, PALETTE(source) },
    { "licence", CHORA_KEY_TEXT, PALETTE(licence) },
    { "sets", CHORA_KEY_OTHER, .read = read_sets },
    { "ramp", CHORA_KEY_OTHER, .read = read_ramp },
    { .name = NULL },
};

static bool is_empty(const palette *p)
{
    for (size_t n = 0; n <= COLOURS_MAX; n++)
        if (p->sets[n].count > 0)
            return false;
    return p->ramp.count == 0;
}

/* Its texts live in the arena. */
static chora_status load(const char *path, chora_arena *arena, palette *out, chora_error *err)
{
    chora_error own = CHORA_ERROR_INIT;
    const chora_yaml_node *root = NULL;
    chora_reading reading = { .name = path, .arena = arena, .err = err ? err : &own };

    chora_status st = chora_yaml_load(path, arena, &root, reading.err);
    if (!st) {
        chora_schema_read(&reading, root, "", palette_keys, out);
        st = chora_reading_status(&reading);
    }
    if (!st && is_empty(out))
        st = chora_fail(err, CHORA_EINVAL, "%s: a palette needs sets or a ramp", path);
    return st;
}

static chora_status open_palette(const char *name, chora_arena *arena, const palette **out,
                                 chora_error *err)
{
    char *path = NULL;
    chora_status st =
        chora_named_file(CHORA_PALETTES_FOLDER, CHORA_PALETTES_KNOWN, "palette", name, &path, err);
    if (st)
        return st;
    palette *p = chora_arena_alloc(arena, 1, sizeof *p);
    st = p ? load(path, arena, p, err) : chora_no_memory(err);
    if (!st)
        *out = p;
    free(path);
    return st;
}

/* ---- choosing -------------------------------------------------------------------------------- */

/* At even steps from end to end; one colour is the middle. */
static void sample(const colour_list *list, size_t count, chora_colour *out)
{
    for (size_t i = 0; i < count; i++) {
        double at = (count > 1 ? (double)i / (double)(count - 1) : 0.5) * (double)(list->count - 1);
        size_t low = (size_t)at;
        size_t high = low + 1 < list->count ? low + 1 : low;
        out[i] = chora_colour_mix(list->colours[low], list->colours[high], at - (double)low);
    }
}

static const colour_list *largest_set(const palette *p)
{
    size_t n = COLOURS_MAX;

    while (n > 0 && p->sets[n].count == 0)
        n--;
    return &p->sets[n];
}

/* The smallest set that has at least so many. */
static const colour_list *set_above(const palette *p, size_t count)
{
    while (count < COLOURS_MAX && p->sets[count].count == 0)
        count++;
    return &p->sets[count];
}

static chora_status choose(const palette *p, const char *name, size_t count, chora_colour *out,
                           chora_error *err)
{
    const colour_list *above = set_above(p, count);

    if (above->count == count || (p->kind == CHORA_PALETTE_QUALITATIVE && above->count > 0))
        memcpy(out, above->colours, count * sizeof *out);
    else if (p->kind == CHORA_PALETTE_QUALITATIVE)
        return chora_fail(err, CHORA_EINVAL, "palette %s has at most %zu colours, not %zu", name,
                          largest_set(p)->count, count);
    else if (p->ramp.count > 0)
        sample(&p->ramp, count, out);
    else
        sample(above->count > 0 ? above : largest_set(p), count, out);
    return CHORA_OK;
}

static double apart(chora_colour a, chora_colour b)
{
    return chora_lab_distance(chora_vision_lab(a, CHORA_VISION_COMMON),
                              chora_vision_lab(b, CHORA_VISION_COMMON));
}

static bool stands_off(chora_colour colour, chora_colour ground)
{
    return apart(colour, ground) >= least_from_ground;
}

/* The first colour a little nearer to the second, where there is room between. */
static bool darken_first(chora_colour ground, size_t count, chora_colour *out)
{
    static const int steps = 20;
    for (int i = 1; count > 1 && i < steps; i++) {
        chora_colour first = chora_colour_mix(out[0], out[1], (double)i / steps);
        if (!stands_off(first, ground))
            continue;
        if (apart(first, out[1]) < least_apart)
            return false;
        out[0] = first;
        return true;
    }
    return false;
}

/* Else the palette without its lightest colours: those of the next larger set, else of its even
 * steps. */
static void leave_ground(const palette *p, chora_colour ground, size_t count, chora_colour *out)
{
    if (darken_first(ground, count, out))
        return;
    for (size_t skip = 1; count + skip <= COLOURS_MAX; skip++) {
        const colour_list *set = &p->sets[count + skip];
        if (set->count && stands_off(set->colours[skip], ground)) {
            memcpy(out, set->colours + skip, count * sizeof *out);
            return;
        }
    }
    colour_list rest = p->ramp.count ? p->ramp : *largest_set(p);
    while (rest.count > 2 && !stands_off(rest.colours[0], ground))
        memmove(rest.colours, rest.colours + 1, --rest.count * sizeof *rest.colours);
    sample(&rest, count, out);
}

static chora_status load_colours(const char *name, size_t count, const chora_colour *ground,
                                 bool reverse, chora_colour *out, chora_error *err)
{
    const palette *p = NULL;
    chora_colour colours[COLOURS_MAX];

    if (count > COLOURS_MAX)
        return chora_fail(err, CHORA_EINVAL, "at most %d classes can be coloured, not %zu",
                          COLOURS_MAX, count);
    chora_arena *arena = chora_arena_new();
    chora_status st = arena ? open_palette(name, arena, &p, err) : chora_no_memory(err);
    if (!st && count > 0)
        st = choose(p, name, count, colours, err);
    if (!st && ground && count > 0 && p->kind == CHORA_PALETTE_SEQUENTIAL &&
        !stands_off(colours[0], *ground))
        leave_ground(p, *ground, count, colours);
    for (size_t i = 0; !st && i < count; i++)
        out[i] = colours[reverse ? count - 1 - i : i];
    chora_arena_free(arena);
    return st;
}

chora_status chora_palette_colours(const char *name, size_t count, bool reverse, chora_colour *out,
                                   chora_error *err)
{
    return load_colours(name, count, NULL, reverse, out, err);
}

chora_status chora_palette_on_ground(const char *name, size_t count, bool reverse,
                                     chora_colour ground, chora_colour *out, chora_error *err)
{
    return load_colours(name, count, &ground, reverse, out, err);
}

/* ---- telling --------------------------------------------------------------------------------- */

static size_t smallest_set(const palette *p)
{
    size_t n = 0;

    while (n < COLOURS_MAX && p->sets[n].count == 0)
        n++;
    return n;
}

chora_status chora_palette_describe(const char *name, chora_arena *arena, chora_palette_info *out,
                                    chora_error *err)
{
    const palette *p = NULL;
    chora_status st = open_palette(name, arena, &p, err);

    if (st)
        return st;
    bool ramp = p->ramp.count > 0;
    *out = (chora_palette_info){ .name = chora_arena_strdup(arena, name),
                                 .kind = p->kind,
                                 .least = ramp ? 2 : smallest_set(p),
                                 .most = ramp ? COLOURS_MAX : largest_set(p)->count,
                                 .colour_blind = p->colour_blind,
                                 .source = p->source ? p->source : "",
                                 .licence = p->licence ? p->licence : "" };
    return out->name ? CHORA_OK : chora_no_memory(err);
}
