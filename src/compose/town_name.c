#include "compose/town_name.h"

#include <string.h>

const char *chora_town_name(const chora_figure_inputs *inputs, int64_t place_id, const char *name)
{
    const chora_places *places = inputs->places;
    if (!place_id || !places || strcmp(chora_words_tag(inputs->words), "en") == 0)
        return name;
    for (size_t i = 0; i < places->place_count; i++)
        if (places->places[i].id == place_id)
            return places->places[i].in_language ? places->places[i].name : name;
    return name;
}
