/* translations: of a figure file: its own words in other languages. */
#include "style/figure.h"
#include "style/figure_keys.h"

#include <string.h>

enum { MOST_TRANSLATIONS = 64 };

/* "fa", else the "fa" of "fa-AF". */
static const chora_figure_translation *find_translation(const chora_figure *figure)
{
    const char *base = figure->language;
    size_t length = strcspn(base, "-_");
    const chora_figure_translation *found = NULL;
    for (size_t i = 0; i < figure->translation_count; i++) {
        const chora_figure_translation *one = &figure->translations[i];
        if (strcmp(one->tag, figure->language) == 0)
            return one;
        if (strncmp(one->tag, base, length) == 0 && one->tag[length] == '\0')
            found = one;
    }
    return found;
}

/* A head that the layers share is theirs where they have none of their own. */
static void translate_heads(chora_figure *figure, const char *head)
{
    for (size_t i = 0; i < figure->layer_count; i++)
        if (figure->layers[i].legend_title == figure->legend_title)
            figure->layers[i].legend_title = head;
    figure->legend_title = head;
}

void chora_figure_translate(chora_figure *figure)
{
    const chora_figure_translation *to = find_translation(figure);
    if (!to)
        return;
    figure->title = to->title ? to->title : figure->title;
    figure->subtitle = to->subtitle ? to->subtitle : figure->subtitle;
    figure->source = to->source ? to->source : figure->source;
    figure->disclaimer = to->disclaimer ? to->disclaimer : figure->disclaimer;
    if (to->legend_title)
        translate_heads(figure, to->legend_title);
}

void chora_figure_read_translations(chora_reading *reading, const chora_key *key,
                                    const chora_yaml_node *node, void *target)
{
    chora_figure *figure = target;
    if (node->kind != CHORA_YAML_MAPPING || node->count > MOST_TRANSLATIONS) {
        chora_reading_problem(reading, node,
                              "translations takes languages, as in fa: {title: \"…\"}");
        return;
    }
    figure->translations =
        chora_arena_alloc(reading->arena, node->count + 1, sizeof *figure->translations);
    if (!figure->translations) {
        reading->no_memory = true;
        return;
    }
    for (size_t i = 0; i < node->count; i++) {
        chora_figure_translation *one = &figure->translations[figure->translation_count++];
        *one = (chora_figure_translation){ .tag = node->keys[i].text };
        chora_schema_read(reading, &node->items[i], "translations", key->keys, one);
    }
}
