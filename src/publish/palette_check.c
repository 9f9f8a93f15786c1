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

chora_status chora_palette_check(const char *name, size_t count, chora_palette_report *out,
                                 chora_error *err)
{
    chora_colour colours[CHORA_CLASSES_MAX];
    chora_palette_report report = { .least = least_distance };
    if (count < 2 || count > CHORA_CLASSES_MAX)
        return chora_fail(err, CHORA_EINVAL, "a palette is checked for 2 to %d classes, not %zu",
                          CHORA_CLASSES_MAX, count);
    chora_status st = chora_palette_colours(name, count, false, colours, err);
    if (st)
        return st;
    for (size_t i = 0; i + 1 < count; i++) {
        chora_palette_pair *pair = &report.pairs[report.count++];
        pair->first = i + 1;
        pair->close = false;
        for (int v = 0; v < CHORA_VISIONS; v++) {
            pair->distance[v] =
                chora_lab_distance(chora_vision_lab(colours[i], (chora_vision)v),
                                   chora_vision_lab(colours[i + 1], (chora_vision)v));
            pair->close = pair->close || pair->distance[v] < least_distance;
        }
        report.close += pair->close;
    }
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
    chora_json_integer(json, "next", (int64_t)pair->first + 1);
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
