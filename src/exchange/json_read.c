/* Reading a flat JSON object, such as the unmapped cells of an incident. */
#include "exchange/json.h"

#include <json-c/json.h>
#include <limits.h>
#include <math.h>
#include <string.h>

/* Strict, whole text, valid UTF-8; NULL when it is anything else. */
static json_object *parse_flat(const char *text)
{
    size_t length = strlen(text);
    json_tokener *tokener = length < INT_MAX ? json_tokener_new_ex(2) : NULL;
    json_object *object = NULL;

    if (!tokener)
        return NULL;
    json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
    object = json_tokener_parse_ex(tokener, text, (int)length + 1);
    if (json_tokener_get_error(tokener) != json_tokener_success ||
        json_tokener_get_parse_end(tokener) < length ||
        !json_object_is_type(object, json_type_object)) {
        json_object_put(object);
        object = NULL;
    }
    json_tokener_free(tokener);
    return object;
}

/* A member that is no list, no object, no NaN, and holds no NUL. */
static bool is_plain(json_object *value)
{
    if (json_object_is_type(value, json_type_object) || json_object_is_type(value, json_type_array))
        return false;
    if (json_object_is_type(value, json_type_double) && !isfinite(json_object_get_double(value)))
        return false;
    return !json_object_is_type(value, json_type_string) ||
           strlen(json_object_get_string(value)) == (size_t)json_object_get_string_len(value);
}

int chora_json_read_flat(const char *text, chora_json_member each, void *context)
{
    json_object *object = text ? parse_flat(text) : NULL;
    bool plain = object != NULL;

    if (!object)
        return -1;
    json_object_object_foreach(object, name, value)
    {
        (void)name;
        plain = plain && is_plain(value);
    }
    if (plain) {
        json_object_object_foreach(object, key, member)
        {
            each(context, key, member ? json_object_get_string(member) : NULL);
        }
    }
    json_object_put(object);
    return plain ? 0 : -1;
}
