/* The list of palettes as JSON. */
#include <chora/style.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "exchange/json.h"

enum { LONGEST_JSON = 1 << 20 };

static void write_palette(chora_json *json, const chora_palette_info *palette)
{
    chora_json_object(json, NULL);
    chora_json_text(json, "name", palette->name);
    chora_json_text(json, "kind", chora_palette_kind_name(palette->kind));
    chora_json_integer(json, "least", (int64_t)palette->least);
    chora_json_integer(json, "most", (int64_t)palette->most);
    chora_json_boolean(json, "colour_blind", palette->colour_blind);
    chora_json_text(json, "source", palette->source);
    chora_json_text(json, "licence", palette->licence);
    chora_json_object_end(json);
}

chora_status chora_palettes_json(const chora_palette_list *list, char **out, chora_error *err)
{
    chora_buffer text = CHORA_BUFFER_INIT(LONGEST_JSON);
    chora_json json;

    chora_json_begin(&json, &text, true);
    chora_json_array(&json, NULL);
    for (size_t i = 0; i < list->count; i++)
        write_palette(&json, &list->items[i]);
    chora_json_array_end(&json);
    char *copy = text.failed ? NULL : chora_strdup(chora_buffer_text(&text));
    chora_buffer_free(&text);
    if (!copy)
        return chora_no_memory(err);
    *out = copy;
    return CHORA_OK;
}
