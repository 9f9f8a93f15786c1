/* One value read by its key. */
#include "style/schema.h"

#include "base/limits.h"
#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static bool is_too_long(chora_reading *reading, const chora_key *key, const chora_yaml_node *node)
{
    bool condition = strcmp(key->name, "where") == 0 || strcmp(key->name, "share_of") == 0;
    size_t most = condition ? CHORA_MAX_CONDITION : CHORA_MAX_TEXT;
    if (strlen(node->text) <= most)
        return false;
    chora_reading_problem(reading, node, "%s is longer than %zu bytes; shorten it", key->name,
                          most);
    return true;
}

const char *chora_reading_text(chora_reading *reading, const chora_key *key,
                               const chora_yaml_node *node)
{
    if (node->kind != CHORA_YAML_SCALAR) {
        chora_reading_problem(reading, node, "%s takes one value, not a %s", key->name,
                              node->kind == CHORA_YAML_SEQUENCE ? "list" : "mapping");
        return NULL;
    }
    if (chora_yaml_is_null(node)) {
        chora_reading_problem(reading, node, "%s has no value", key->name);
        return NULL;
    }
    return is_too_long(reading, key, node) ? NULL : node->text;
}

/* "from 1 to 12", "of at least 0", "" */
static void range_text(const chora_key *key, char *out, size_t room)
{
    chora_buffer text = CHORA_BUFFER_SMALL(128);

    if (key->low != 0 || key->high != 0) {
        chora_buffer_add_text(&text, isinf(key->high) ? " of at least " : " from ");
        chora_buffer_add_number(&text, key->low, 3);
        if (!isinf(key->high)) {
            chora_buffer_add_text(&text, " to ");
            chora_buffer_add_number(&text, key->high, 3);
        }
    }
    snprintf(out, room, "%s", chora_buffer_text(&text));
    chora_buffer_free(&text);
}

static bool within(const chora_key *key, double value)
{
    return (key->low == 0 && key->high == 0) || (value >= key->low && value <= key->high);
}

static bool number(chora_reading *reading, const chora_key *key, const chora_yaml_node *node,
                   const char *kind, bool whole, double *out)
{
    const char *text = chora_reading_text(reading, key, node);
    double value = 0;
    char range[96];

    if (!text)
        return false;
    if (!node->quoted && chora_text_number(text, &value) && within(key, value) &&
        (!whole || (value == floor(value) && fabs(value) < 1e9))) {
        *out = value;
        return true;
    }
    range_text(key, range, sizeof range);
    chora_reading_problem(reading, node, "%s takes a %s%s, not \"%s\"", key->name, kind, range,
                          text);
    return false;
}

bool chora_reading_number(chora_reading *reading, const chora_key *key, const chora_yaml_node *node,
                          double *out)
{
    return number(reading, key, node, "number", false, out);
}

/* ---- the kinds ------------------------------------------------------------------------------- */

static void read_text(chora_reading *reading, const chora_key *key, const chora_yaml_node *node,
                      void *member)
{
    if (chora_yaml_is_null(node))
        return;
    const char *text = chora_reading_text(reading, key, node);
    if (!text)
        return;
    *(const char **)member = chora_arena_strdup(reading->arena, text);
    reading->no_memory |= *(const char **)member == NULL;
}

static void read_word(chora_reading *reading, const chora_key *key, const chora_yaml_node *node,
                      void *member)
{
    int value = 0;

    if (!chora_reading_word(reading, key, node, &value))
        return;
    if (key->size == sizeof(bool))
        *(bool *)member = value != 0;
    else
        memcpy(member, &value, sizeof value);
}

static void read_bool(chora_reading *reading, const chora_key *key, const chora_yaml_node *node,
                      void *member)
{
    static const char *const words[] = { "false", "true", "no", "yes", "off", "on" };
    const char *text = chora_reading_text(reading, key, node);

    if (!text)
        return;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!node->quoted && chora_text_compare_nocase(text, words[i]) == 0) {
            *(bool *)member = i % 2 == 1;
            return;
        }
    }
    chora_reading_problem(reading, node, "%s takes true or false, not \"%s\"", key->name, text);
}

static void read_integer(chora_reading *reading, const chora_key *key, const chora_yaml_node *node,
                         void *member)
{
    double value = 0;

    if (!number(reading, key, node, "whole number", true, &value))
        return;
    if (key->kind == CHORA_KEY_COUNT)
        *(size_t *)member = (size_t)value;
    else
        *(int *)member = (int)value;
}

static void read_numbers(chora_reading *reading, const chora_key *key, const chora_yaml_node *node,
                         void *member)
{
    size_t room = key->size / sizeof(double);
    double *out = member;

    if (node->kind != CHORA_YAML_SEQUENCE || node->count > room) {
        chora_reading_problem(reading, node, "%s takes a list of at most %zu numbers", key->name,
                              room);
        return;
    }
    memset(out, 0, key->size);
    for (size_t i = 0; i < node->count; i++)
        chora_reading_number(reading, key, &node->items[i], &out[i]);
}

/* Points in one of a unit, 0 when there is no such unit. */
static double unit_points(const char *unit)
{
    static const struct {
        const char *name;
        double points;
    } units[] = { { "mm", 72 / 25.4 }, { "cm", 720 / 25.4 }, { "in", 72 }, { "pt", 1 } };

    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcmp(unit, units[i].name) == 0)
            return units[i].points;
    return 0;
}

/* "170mm", "170 mm", or a bare number when the key has a unit. */
static bool length(const char *text, const char *unit, double *out)
{
    size_t digits = strspn(text, "0123456789.+-");
    const char *rest = text + digits + strspn(text + digits, " ");
    char figure[32];
    double value = 0;

    if (digits == 0 || digits >= sizeof figure)
        return false;
    memcpy(figure, text, digits);
    figure[digits] = '\0';
    double points = *rest ? unit_points(rest) : unit ? unit_points(unit) : 0;
    if (points == 0 || !chora_text_number(figure, &value))
        return false;
    *out = value * points;
    return true;
}

/* "height is 5mm; it can be 40 mm to 1200 mm" */
static void tell_length(chora_reading *reading, const chora_key *key, const chora_yaml_node *node)
{
    const char *unit = key->unit ? key->unit : "mm";
    double points = unit_points(unit);
    chora_buffer range = CHORA_BUFFER_SMALL(128);

    chora_buffer_add_number(&range, key->low / points, 2);
    chora_buffer_printf(&range, " %s to ", unit);
    chora_buffer_add_number(&range, key->high / points, 2);
    chora_reading_problem(reading, node, "%s is %s; it can be %s %s", key->name, node->text,
                          chora_buffer_text(&range), unit);
    chora_buffer_free(&range);
}

static void read_length(chora_reading *reading, const chora_key *key, const chora_yaml_node *node,
                        void *member)
{
    const char *text = chora_reading_text(reading, key, node);
    double points = 0;

    if (!text)
        return;
    if (!length(text, key->unit, &points)) {
        chora_reading_problem(reading, node,
                              "%s takes a length such as 170mm, 17cm, 6.7in or 480pt, not \"%s\"",
                              key->name, text);
    } else if (!within(key, points)) {
        tell_length(reading, key, node);
    } else {
        *(double *)member = points;
    }
}

static void read_colour(chora_reading *reading, const chora_key *key, const chora_yaml_node *node,
                        void *member)
{
    const char *text = chora_reading_text(reading, key, node);
    chora_colour colour = 0;

    if (!text)
        return;
    if (chora_colour_parse(text, &colour) ||
        (reading->colour && reading->colour(reading->colour_context, text, &colour)))
        *(chora_colour *)member = colour;
    else if (*text == '#' || !reading->colour)
        chora_reading_problem(reading, node, "%s takes a colour such as \"#7A0C1C\", not \"%s\"",
                              key->name, text);
    else
        chora_reading_unknown(reading, node, "colour", reading->colour_names);
}

/* Off is what this version does anyway. */
static void read_later(chora_reading *reading, const chora_key *key, const chora_yaml_node *node)
{
    bool empty = chora_yaml_is_null(node) ||
                 (node->kind != CHORA_YAML_SCALAR && node->count == 0) ||
                 (node->text && !node->quoted && strcmp(node->text, "false") == 0);

    if (!empty)
        chora_reading_problem(reading, node, "%s is not drawn by this version", key->name);
}

void chora_schema_value(chora_reading *reading, const chora_key *key, const chora_yaml_node *node,
                        void *target)
{
    void *member = (char *)target + key->place;

    switch (key->kind) {
    case CHORA_KEY_TEXT:
        read_text(reading, key, node, member);
        break;
    case CHORA_KEY_WORD:
        read_word(reading, key, node, member);
        break;
    case CHORA_KEY_BOOL:
        read_bool(reading, key, node, member);
        break;
    case CHORA_KEY_INTEGER:
    case CHORA_KEY_COUNT:
        read_integer(reading, key, node, member);
        break;
    case CHORA_KEY_NUMBER:
        chora_reading_number(reading, key, node, member);
        break;
    case CHORA_KEY_NUMBERS:
        read_numbers(reading, key, node, member);
        break;
    case CHORA_KEY_LENGTH:
        read_length(reading, key, node, member);
        break;
    case CHORA_KEY_COLOUR:
        read_colour(reading, key, node, member);
        break;
    case CHORA_KEY_MAPPING:
        chora_schema_read(reading, node, key->name, key->keys, member);
        break;
    case CHORA_KEY_OTHER:
        key->read(reading, key, node, target);
        break;
    case CHORA_KEY_LATER:
        read_later(reading, key, node);
        break;
    }
}
