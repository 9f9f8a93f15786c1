/* Classes as JSON. */
#include <chora/classes.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "exchange/json.h"

#include <math.h>

enum { LONGEST_JSON = 1 << 16, FIGURES = 15, MOST_DECIMALS = 320 };

/* With the figures that a double has, wherever its point is. */
static void write_number(chora_json *json, const char *key, double value)
{
    int decimals = value == 0 ? 0 : FIGURES - 1 - (int)floor(log10(fabs(value)));

    if (decimals < 0)
        decimals = 0;
    chora_json_number(json, key, value, decimals < MOST_DECIMALS ? decimals : MOST_DECIMALS);
}

static void write_class(chora_json *json, const chora_class *class)
{
    chora_json_object(json, NULL);
    write_number(json, "low", class->low);
    write_number(json, "high", class->high);
    write_number(json, "break", class->upper_break);
    chora_json_integer(json, "count", (int64_t) class->count);
    chora_json_text(json, "label", class->label);
    chora_json_object_end(json);
}

chora_status chora_classes_json(const chora_classes *classes, char **out, chora_error *err)
{
    chora_buffer text = CHORA_BUFFER_INIT(LONGEST_JSON);
    chora_json json;

    chora_json_begin(&json, &text, true);
    chora_json_object(&json, NULL);
    chora_json_integer(&json, "zeros_apart", (int64_t)classes->zero_count);
    chora_json_array(&json, "classes");
    for (size_t i = 0; i < classes->count; i++)
        write_class(&json, &classes->classes[i]);
    chora_json_array_end(&json);
    chora_json_number(&json, "fit", classes->fit, 10);
    chora_json_text(&json, "closure", "break before < number <= break");
    chora_json_object_end(&json);
    char *copy = text.failed ? NULL : chora_strdup(chora_buffer_text(&text));
    chora_buffer_free(&text);
    if (!copy)
        return chora_no_memory(err);
    *out = copy;
    return CHORA_OK;
}
