/* A name of which nobody says whether it is a province's, a district's or a town's. */
#include "place/reader.h"

#include <string.h>

#define ANY_KIND (CHORA_OF_AREAS | CHORA_OF_TOWNS)

/* The area that the parent text names; several candidates in one area name that. */
static size_t parent_area(chora_reader *in, const chora_found *found)
{
    if (found->several)
        return found->several_in;
    return chora_hits_common(in->gazetteer, &found->hits);
}

chora_status chora_read_in(chora_reader *in, chora_error *err)
{
    const char *text = in->evidence->in;
    if (!chora_is_given(text))
        return CHORA_OK;
    chora_found found;
    if (!chora_look_up(in->gazetteer, chora_reader_country(in), ANY_KIND, text, in->arena, &found))
        return chora_no_memory(err);
    size_t area = parent_area(in, &found);
    if (area == CHORA_NO_SITE) {
        chora_reader_problem(in, found.hits.count ? CHORA_PROBLEM_AMBIGUOUS : CHORA_PROBLEM_UNKNOWN,
                             text, NULL);
        in->words->refusal =
            found.hits.count
                ? chora_arena_printf(in->arena, "it should lie in \"%s\", which may be %s", text,
                                     chora_reader_list(in, &found.hits))
                : chora_arena_printf(in->arena, "it should lie in \"%s\", which is not known%s",
                                     text, chora_reader_hint(in, &found.others));
        chora_reader_offer(in, found.hits.count ? &found.hits : &found.others);
        return CHORA_OK;
    }
    in->within.area = area;
    in->within.inside = true;
    const char *country = chora_gazetteer_country(in->gazetteer, area);
    if (country[0])
        in->within.country = country;
    return CHORA_OK;
}

/* GeoNames: capitals and seats of areas of all levels. */
static bool is_seat(const char *kind)
{
    return strncmp(kind, "PPLA", 4) == 0 || strcmp(kind, "PPLC") == 0;
}

/*
 * The rule of precedence: the name of one area means that area, although towns or villages
 * elsewhere are called the same, unless one of them is a seat of government or another area.
 */
static size_t preferred_area(const chora_reader *in, const chora_hits *hits)
{
    const chora_gazetteer *gazetteer = in->gazetteer;
    size_t area = CHORA_NO_SITE;
    for (size_t i = 0; i < hits->count; i++) {
        const chora_hit *hit = &hits->list[i];
        if (hit->of_town)
            continue;
        if (area != CHORA_NO_SITE && !chora_gazetteer_holds(gazetteer, area, hit->site) &&
            !chora_gazetteer_holds(gazetteer, hit->site, area))
            return CHORA_NO_SITE;
        if (area == CHORA_NO_SITE || chora_gazetteer_holds(gazetteer, hit->site, area))
            area = hit->site;
    }
    for (size_t i = 0; i < hits->count && area != CHORA_NO_SITE; i++) {
        const chora_hit *hit = &hits->list[i];
        if (hit->of_town && is_seat(gazetteer->towns[hit->site].place->kind) &&
            !chora_gazetteer_holds(gazetteer, area, chora_hit_area(gazetteer, hit)))
            return CHORA_NO_SITE;
    }
    return hits->more ? CHORA_NO_SITE : area;
}

static void take_several_kinds(chora_reader *in, const chora_found *found)
{
    size_t common = chora_hits_common(in->gazetteer, &found->hits);
    bool certain = common != CHORA_NO_SITE && in->gazetteer->areas[common]->level > 0;
    size_t area = certain ? common : preferred_area(in, &found->hits);
    if (area == CHORA_NO_SITE || in->gazetteer->areas[area]->level == 0) {
        chora_reader_take_found(in, found, "name", in->evidence->in);
        return;
    }
    const chora_hit *best = &found->hits.list[0];
    chora_hits others = { .count = 0 };
    for (size_t i = 0; i < found->hits.count; i++) {
        const chora_hit *hit = &found->hits.list[i];
        if (!hit->of_town && hit->site == area)
            best = hit;
        else
            chora_hits_add(&others, *hit);
    }
    chora_reader_take_area(in, area, best->method, best->score);
    chora_reader_offer(in, &found->hits);
    chora_reader_note(in, chora_arena_printf(in->arena, "\"%s\" may also be %s", found->text,
                                             chora_reader_list(in, &others)));
    bool named = !best->of_town && best->site == area;
    if (!named)
        chora_reader_problem(in, CHORA_PROBLEM_AMBIGUOUS, found->text, in->evidence->in);
}

static void take_name(chora_reader *in, const chora_found *found)
{
    const chora_hit *hit = &found->hits.list[0];
    if (found->addressed) {
        chora_reader_problem(in, CHORA_PROBLEM_UNKNOWN, found->text, in->evidence->in);
        chora_reader_note(in, chora_arena_printf(in->arena,
                                                 "what stands first in \"%s\" is not in the "
                                                 "gazetteer",
                                                 found->text));
        chora_reader_take_area(in, chora_hits_common(in->gazetteer, &found->hits), hit->method,
                               hit->score * 0.9);
        chora_reader_offer(in, &found->others);
    } else if (found->hits.count > 1 && !found->several) {
        take_several_kinds(in, found);
    } else if (found->hits.count == 1 && hit->of_town) {
        in->words->town = hit->site;
        in->words->town_method = hit->method;
        in->words->town_score = hit->score * 0.9;
        chora_reader_offer(in, &found->others);
        if (strcmp(hit->method, "similar") == 0)
            chora_reader_problem(in, CHORA_PROBLEM_DOUBTFUL, found->text, in->evidence->in);
    } else {
        chora_reader_take_found(in, found, "name", in->evidence->in);
    }
}

chora_status chora_read_name(chora_reader *in, chora_error *err)
{
    const char *text = in->evidence->name;
    const char *parents[] = { in->evidence->in };
    if (chora_reader_decided(in, text, parents, 1))
        return CHORA_OK;
    chora_found found;
    if (!chora_look_up(in->gazetteer, chora_reader_country(in), ANY_KIND, text, in->arena, &found))
        return chora_no_memory(err);
    take_name(in, &found);
    return CHORA_OK;
}
