/* Can the classes of a palette be told apart, by whom? */
#include <chora/classes.h>
#include <chora/style.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "exchange/json.h"
#include "style/palette.h"
#include "style/vision.h"

#include <math.h>

enum { LONGEST_JSON = 1 << 20 };

/* Neighbouring classes that lie closer are mixed up on a printed map. */
static const double least_distance = 7;

static chora_palette_pair pair_of(const chora_colour *colours, size_t first, size_t second,
                                  size_t visions)
{
    chora_palette_pair pair = { .first = first + 1, .second = second + 1 };
    for (size_t v = 0; v < CHORA_VISIONS; v++) {
        pair.distance[v] = chora_lab_distance(chora_vision_lab(colours[first], (chora_vision)v),
                                              chora_vision_lab(colours[second], (chora_vision)v));
        pair.close = pair.close || (v < visions && pair.distance[v] < least_distance);
    }
    return pair;
}

static double nearest(const chora_palette_pair *pair)
{
    double least = pair->distance[0];
    for (size_t v = 1; v < CHORA_VISION_GREY; v++)
        least = fmin(least, pair->distance[v]);
    return least;
}

/* Nine colours of two numbers cannot be nine greys: lines show them on a photocopy. */
static void check_square(const chora_colour *colours, size_t count, chora_palette_report *report)
{
    for (size_t i = 0; i + 1 < count; i++) {
        chora_palette_pair worst = pair_of(colours, i, i + 1, CHORA_VISION_GREY);
        for (size_t j = i + 2; j < count; j++) {
            chora_palette_pair pair = pair_of(colours, i, j, CHORA_VISION_GREY);
            if (nearest(&pair) < nearest(&worst))
                worst = pair;
        }
        report->pairs[report->count++] = worst;
    }
}

static chora_status kind_of(const char *name, chora_palette_kind *out, chora_error *err)
{
    chora_palette_info info;
    chora_arena *arena = chora_arena_new();
    chora_status st =
        arena ? chora_palette_describe(name, arena, &info, err) : chora_no_memory(err);
    if (!st)
        *out = info.kind;
    chora_arena_free(arena);
    return st;
}

chora_status chora_palette_check(const char *name, size_t count, chora_palette_report *out,
                                 chora_error *err)
{
    enum { SQUARE = 9 };
    chora_colour colours[CHORA_CLASSES_MAX];
    chora_palette_report report = { .least = least_distance };
    chora_palette_kind kind = CHORA_PALETTE_SEQUENTIAL;
    if (count < 2 || count > CHORA_CLASSES_MAX)
        return chora_fail(err, CHORA_EINVAL, "a palette is checked for 2 to %d classes, not %zu",
                          CHORA_CLASSES_MAX, count);
    chora_status st = kind_of(name, &kind, err);
    if (kind == CHORA_PALETTE_BIVARIATE)
        count = SQUARE;
    if (!st)
        st = chora_palette_colours(name, count, false, colours, err);
    if (st)
        return st;
    if (kind == CHORA_PALETTE_BIVARIATE)
        check_square(colours, count, &report);
    for (size_t i = 0; kind != CHORA_PALETTE_BIVARIATE && i + 1 < count; i++)
        report.pairs[report.count++] = pair_of(colours, i, i + 1, CHORA_VISIONS);
    for (size_t i = 0; i < report.count; i++)
        report.close += report.pairs[i].close;
    report.square = kind == CHORA_PALETTE_BIVARIATE;
    *out = report;
    return CHORA_OK;
}

const char *chora_palette_vision_name(size_t vision)
{
    static const char *const names[CHORA_PALETTE_VISIONS] = { "common", "protan", "deutan",
                                                              "tritan", "grey" };
    return names[vision];
}

static void write_pair(chora_json *json, const chora_palette_pair *pair)
{
    chora_json_object(json, NULL);
    chora_json_integer(json, "class", (int64_t)pair->first);
    chora_json_integer(json, "next", (int64_t)pair->second);
    for (size_t v = 0; v < CHORA_PALETTE_VISIONS; v++)
        chora_json_number(json, chora_palette_vision_name(v), pair->distance[v], 1);
    chora_json_boolean(json, "close", pair->close);
    chora_json_object_end(json);
}

chora_status chora_palette_check_json(const char *name, const chora_palette_report *report,
                                      char **out, chora_error *err)
{
    chora_buffer text = CHORA_BUFFER_INIT(LONGEST_JSON);
    chora_json json;
    chora_json_begin(&json, &text, true);
    chora_json_object(&json, NULL);
    chora_json_text(&json, "palette", name);
    chora_json_integer(&json, "classes", (int64_t)report->count + 1);
    chora_json_number(&json, "least", report->least, 1);
    chora_json_array(&json, "pairs");
    for (size_t i = 0; i < report->count; i++)
        write_pair(&json, &report->pairs[i]);
    chora_json_array_end(&json);
    chora_json_object_end(&json);
    *out = text.failed ? NULL : chora_strdup(chora_buffer_text(&text));
    chora_buffer_free(&text);
    return *out ? CHORA_OK : chora_no_memory(err);
}
