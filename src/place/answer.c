#include "place/answer.h"

#include <stdlib.h>
#include <string.h>

void chora_answer_free(chora_answer *answer)
{
    free(answer->list);
    *answer = (chora_answer){ 0 };
}

static const char *name_of(const chora_gazetteer *gazetteer, size_t area)
{
    return area == CHORA_NO_SITE ? "" : gazetteer->areas[area]->name;
}

static chora_precision level_of(const chora_gazetteer *gazetteer, const chora_hit *hit)
{
    static const chora_precision levels[] = { CHORA_COUNTRY, CHORA_PROVINCE, CHORA_DISTRICT };
    return hit->of_town ? CHORA_PLACE : levels[gazetteer->areas[hit->site]->level];
}

static chora_candidate candidate_of(const chora_gazetteer *gazetteer, const chora_hit *hit)
{
    size_t area = chora_hit_area(gazetteer, hit);
    size_t parent = hit->of_town || area == CHORA_NO_SITE ? area : gazetteer->parents[area];
    return (chora_candidate){
        .area_id = area == CHORA_NO_SITE ? 0 : gazetteer->areas[area]->id,
        .place_id = hit->of_town ? gazetteer->towns[hit->site].place->id : 0,
        .code = area == CHORA_NO_SITE ? "" : gazetteer->areas[area]->code,
        .name = hit->of_town ? gazetteer->towns[hit->site].place->name : name_of(gazetteer, area),
        .parent = name_of(gazetteer, parent),
        .level = level_of(gazetteer, hit),
        .method = hit->method,
        .score = hit->score,
    };
}

/* Most likely first; of equal ones areas before towns, and these by population, which decides
 * nothing else. */
static int compare(const void *a, const void *b)
{
    const chora_hit *x = a, *y = b;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    if (x->of_town != y->of_town)
        return x->of_town - y->of_town;
    return (x->site > y->site) - (x->site < y->site);
}

static bool is_answer(const chora_candidate *candidate, const chora_match *match)
{
    return candidate->area_id == match->area_id && candidate->place_id == match->place_id &&
           match->area_id;
}

static chora_status add_alternatives(const chora_gazetteer *gazetteer, const chora_words *words,
                                     chora_answer *answer, chora_match *out, chora_error *err)
{
    chora_hit hits[CHORA_HITS_MAX];
    size_t count = words->other_count < CHORA_HITS_MAX ? words->other_count : CHORA_HITS_MAX;
    if (count)
        memcpy(hits, words->others, count * sizeof *hits);
    qsort(hits, count, sizeof *hits, compare);
    for (size_t i = 0; i < count; i++) {
        chora_candidate one = candidate_of(gazetteer, &hits[i]);
        if (is_answer(&one, out))
            continue;
        if (chora_grow((void **)&answer->list, &answer->capacity, out->alternative_count,
                       sizeof *answer->list))
            return chora_no_memory(err);
        answer->list[out->alternative_count++] = one;
    }
    out->alternatives = answer->list;
    return CHORA_OK;
}

chora_status chora_answer_complete(const chora_gazetteer *gazetteer, const chora_words *words,
                                   chora_answer *answer, chora_match *out, chora_error *err)
{
    bool about_words = out->problem != CHORA_PROBLEM_NONE && words->text;
    out->text = about_words ? words->text : "";
    out->parent = about_words && words->parent ? words->parent : "";
    return add_alternatives(gazetteer, words, answer, out, err);
}
