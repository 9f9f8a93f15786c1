#include "place/gazetteer.h"

#include "base/text.h"
#include "place/answered.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Half the way round the Earth: every area is nearer. */
#define ANYWHERE_M 20040000.0

/* Of more towns too many sound alike. */
#define HEARD_TOWNS_MAX 50000

void chora_gazetteer_free(chora_gazetteer *gazetteer)
{
    for (size_t i = 0; gazetteer->alone && i < gazetteer->area_count; i++)
        chora_locator_free(gazetteer->alone[i]);
    for (int level = 0; level < 3; level++) {
        chora_locator_free(gazetteer->by_point[level]);
        chora_areas_free(&gazetteer->levels[level]);
    }
    chora_places_free(&gazetteer->places);
    for (size_t i = 0; i < gazetteer->ear_count; i++) {
        chora_hearing_free(&gazetteer->ears[i].areas);
        chora_hearing_free(&gazetteer->ears[i].towns);
    }
    free(gazetteer->ears);
    chora_spoken_free(&gazetteer->spoken);
    chora_answered_free(gazetteer->answered);
    chora_languages_free(gazetteer->languages);
    chora_country_list_free(&gazetteer->countries);
    chora_lookup_free(&gazetteer->by_name);
    chora_lookup_free(&gazetteer->by_code);
    free(gazetteer->names);
    free(gazetteer->area_names);
    free(gazetteer->codes);
    chora_arena_free(gazetteer->arena);
    *gazetteer = (chora_gazetteer){ 0 };
}

size_t chora_gazetteer_ancestor(const chora_gazetteer *gazetteer, size_t area, int level)
{
    while (area != CHORA_NO_SITE && gazetteer->areas[area]->level > level)
        area = gazetteer->parents[area];
    return area != CHORA_NO_SITE && gazetteer->areas[area]->level == level ? area : CHORA_NO_SITE;
}

const char *chora_gazetteer_country(const chora_gazetteer *gazetteer, size_t area)
{
    for (; area != CHORA_NO_SITE; area = gazetteer->parents[area])
        if (gazetteer->areas[area]->country[0])
            return gazetteer->areas[area]->country;
    return "";
}

bool chora_gazetteer_has_letters(const chora_gazetteer *gazetteer, const char *country,
                                 const char *letters)
{
    const chora_country *found =
        strlen(letters) == 2 ? chora_country_find(&gazetteer->countries, letters) : NULL;
    return found && chora_text_compare_nocase(found->iso3, country) == 0;
}

bool chora_gazetteer_has_level(const chora_gazetteer *gazetteer, size_t area, int level)
{
    for (size_t i = gazetteer->first_of_level[level]; i < gazetteer->first_of_level[level + 1]; i++)
        if (area == CHORA_NO_SITE ||
            chora_gazetteer_ancestor(gazetteer, i, gazetteer->areas[area]->level) == area)
            return true;
    return false;
}

bool chora_gazetteer_holds(const chora_gazetteer *gazetteer, size_t outer, size_t inner)
{
    if (outer == CHORA_NO_SITE)
        return true;
    return chora_gazetteer_ancestor(gazetteer, inner, gazetteer->areas[outer]->level) == outer;
}

/* ---- names as they sound ------------------------------------------------------------------ */

static chora_ear *find_ear(chora_gazetteer *gazetteer, const char *country)
{
    for (size_t i = 0; i < gazetteer->ear_count; i++) {
        const char *held = gazetteer->ears[i].country;
        if (held == country || (held && country && strcmp(held, country) == 0))
            return &gazetteer->ears[i];
    }
    const char *kept = country ? chora_arena_strdup(gazetteer->arena, country) : NULL;
    if ((country && !kept) || chora_grow((void **)&gazetteer->ears, &gazetteer->ear_capacity,
                                         gazetteer->ear_count, sizeof *gazetteer->ears))
        return NULL;
    gazetteer->ears[gazetteer->ear_count] = (chora_ear){ .country = kept };
    return &gazetteer->ears[gazetteer->ear_count++];
}

static size_t area_of_name(const chora_gazetteer *gazetteer, const chora_site_name *name)
{
    return name->of_town ? gazetteer->towns[name->site].finest : name->site;
}

static bool hear_name(chora_gazetteer *gazetteer, const chora_site_name *name, const char *country,
                      chora_hearing *out)
{
    const char *own = chora_gazetteer_country(gazetteer, area_of_name(gazetteer, name));
    if (country && own[0] && strcmp(own, country) != 0)
        return true;
    size_t first = out->count;
    size_t province = chora_gazetteer_ancestor(gazetteer, area_of_name(gazetteer, name), 1);
    return chora_hearing_add(out, gazetteer->languages, name->site, name->alternate, name->text,
                             gazetteer->arena) &&
           (province == CHORA_NO_SITE || chora_hearing_lie_in(out, first, province));
}

static bool hear_names(chora_gazetteer *gazetteer, const char *country, bool towns,
                       chora_hearing *out)
{
    bool fine = true;
    for (size_t i = 0; !towns && fine && i < gazetteer->area_name_count; i++)
        fine = hear_name(gazetteer, &gazetteer->names[gazetteer->area_names[i]], country, out);
    for (size_t i = 0; towns && fine && i < gazetteer->name_count; i++)
        if (gazetteer->names[i].of_town)
            fine = hear_name(gazetteer, &gazetteer->names[i], country, out);
    chora_hearing_sort(out);
    return fine;
}

const chora_hearing *chora_gazetteer_hear(chora_gazetteer *gazetteer, const char *country,
                                          bool towns)
{
    if (gazetteer->country_count <= 1)
        country = NULL;
    if (!country && towns && gazetteer->town_count > HEARD_TOWNS_MAX)
        return NULL;
    chora_ear *ear = find_ear(gazetteer, country);
    if (!ear)
        return NULL;
    chora_hearing *hearing = towns ? &ear->towns : &ear->areas;
    bool *made = towns ? &ear->towns_made : &ear->areas_made;
    if (!*made && !hear_names(gazetteer, country, towns, hearing)) {
        chora_hearing_free(hearing);
        return NULL;
    }
    *made = true;
    return hearing;
}

/* ---- by position -------------------------------------------------------------------------- */

static size_t site_of(const chora_gazetteer *gazetteer, int level, size_t index)
{
    return index == CHORA_NOWHERE ? CHORA_NO_SITE : gazetteer->first_of_level[level] + index;
}

size_t chora_gazetteer_locate(chora_gazetteer *gazetteer, int level, chora_xy lonlat)
{
    if (!gazetteer->by_point[level])
        return CHORA_NO_SITE;
    return site_of(gazetteer, level, chora_locate(gazetteer->by_point[level], lonlat));
}

size_t chora_gazetteer_nearest(chora_gazetteer *gazetteer, int level, chora_xy lonlat,
                               double within_m, double *distance_m)
{
    if (!gazetteer->by_point[level])
        return CHORA_NO_SITE;
    return site_of(gazetteer, level,
                   chora_locate_nearest(gazetteer->by_point[level], lonlat, within_m, distance_m));
}

chora_status chora_gazetteer_distance(chora_gazetteer *gazetteer, size_t area, chora_xy lonlat,
                                      double *out, chora_error *err)
{
    if (!gazetteer->alone[area]) {
        const chora_shape *shape = &gazetteer->areas[area]->shape;
        chora_status st = chora_locator_new(&shape, 1, &gazetteer->alone[area], err);
        if (st)
            return st;
    }
    double distance = INFINITY;
    if (chora_locate_nearest(gazetteer->alone[area], lonlat, ANYWHERE_M, &distance) ==
        CHORA_NOWHERE)
        distance = INFINITY;
    *out = distance;
    return CHORA_OK;
}
