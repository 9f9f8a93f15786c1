#include "place/words.h"

#include "base/text.h"
#include "place/answered.h"
#include "place/parts.h"
#include "place/reader.h"

#include <string.h>

bool chora_is_given(const char *text)
{
    size_t length = text ? strlen(text) : 0;
    if (length)
        chora_text_trim(text, &length);
    return length > 0;
}

chora_within chora_reader_country(const chora_reader *in)
{
    chora_within within = in->within;
    if (in->words->country_state == CHORA_COUNTRY_KNOWN)
        within.country = in->words->country;
    return within;
}

/* In the finest area that the words have given so far. */
static chora_within area_so_far(const chora_reader *in)
{
    chora_within within = chora_reader_country(in);
    size_t area = in->words->district != CHORA_NO_SITE ? in->words->district : in->words->province;
    if (area != CHORA_NO_SITE) {
        within.area = area;
        within.inside = false;
    }
    return within;
}

/* ---- country ------------------------------------------------------------------------------ */

/* A project of provinces alone knows its countries by their ISO codes only. */
static bool is_country_code(const chora_reader *in, const char *text)
{
    for (size_t i = 0; i < in->gazetteer->area_count; i++)
        if (chora_text_compare_nocase(in->gazetteer->areas[i]->country, text) == 0) {
            in->words->country = in->gazetteer->areas[i]->country;
            return true;
        }
    return false;
}

/* By the names and codes of the project's own layer, then by those that any country is known by. */
static const chora_country *find_country(const chora_reader *in, const char *text,
                                         chora_hits *found)
{
    chora_within anywhere = CHORA_WITHIN_ANYWHERE;
    chora_buffer key = CHORA_BUFFER_INIT(1 << 20);
    chora_text_key(text, &key);
    chora_hits_by_name(in->gazetteer, anywhere, CHORA_OF_LEVEL(0), chora_buffer_text(&key), found);
    chora_buffer_free(&key);
    if (found->count == 0)
        chora_hits_by_code(in->gazetteer, anywhere, text, found);
    if (found->count)
        return NULL;
    const chora_country *known = chora_country_find(&in->gazetteer->countries, text);
    if (known)
        chora_hits_by_code(in->gazetteer, anywhere, known->iso3, found);
    return known;
}

static void read_country(chora_reader *in)
{
    const char *text = in->evidence->country;
    if (!chora_is_given(text))
        return;
    chora_hits found = { .count = 0 };
    const chora_country *known = find_country(in, text, &found);
    size_t equals;
    const chora_hit *best = chora_hits_best(&found, &equals);
    in->words->country_state = CHORA_COUNTRY_KNOWN;
    if (best && equals == 1 && in->gazetteer->areas[best->site]->level == 0) {
        in->words->country_area = best->site;
        in->words->country = chora_gazetteer_country(in->gazetteer, best->site);
        in->words->method = best->method;
        in->words->score = best->score;
    } else if (!is_country_code(in, known ? known->iso3 : text)) {
        in->words->country_state = CHORA_COUNTRY_UNKNOWN;
        chora_reader_note(
            in, chora_arena_printf(in->arena, "\"%s\" is no country of the project", text));
    } else {
        in->words->method = "code";
        in->words->score = 1;
    }
}

/* ---- code, province, district ------------------------------------------------------------- */

static void read_code(chora_reader *in)
{
    const char *code = in->evidence->code;
    if (!chora_is_given(code))
        return;
    chora_found found = { .text = code };
    chora_hits_by_code(in->gazetteer, chora_reader_country(in), code, &found.hits);
    if (found.hits.count == 1) {
        chora_reader_take_area(in, found.hits.list[0].site, found.hits.list[0].method,
                               found.hits.list[0].score);
    } else if (found.hits.count == 0) {
        chora_reader_note(in, chora_arena_printf(in->arena, "the code \"%s\" is not known", code));
        chora_reader_problem(in, CHORA_PROBLEM_UNKNOWN, code, "");
    } else {
        in->words->refusal = chora_arena_printf(in->arena, "the code \"%s\" means %s", code,
                                                chora_reader_list(in, &found.hits));
        chora_reader_problem(in, CHORA_PROBLEM_AMBIGUOUS, code, "");
        chora_reader_offer(in, &found.hits);
    }
}

static void refuse_contradiction(chora_reader *in, const chora_found *found)
{
    const chora_gazetteer *gazetteer = in->gazetteer;
    size_t named = found->hits.list[0].site;
    in->words->contradictory = true;
    in->words->refusal = chora_arena_printf(in->arena, "says %s, but its code \"%s\" is %s",
                                            gazetteer->areas[named]->name, in->evidence->code,
                                            gazetteer->areas[in->words->province]->name);
    chora_reader_problem(in, CHORA_PROBLEM_DISAGREE, "", "");
    chora_reader_offer(in, &found->hits);
}

static bool holds_province(const chora_reader *in, const chora_hits *found)
{
    for (size_t i = 0; i < found->count; i++)
        if (chora_gazetteer_ancestor(in->gazetteer, chora_hit_area(in->gazetteer, &found->list[i]),
                                     1) == in->words->province)
            return true;
    return false;
}

/* What `in` names may narrow the search: then the text is looked up. */
static bool look_up_province(chora_reader *in, const char *text, chora_found *out)
{
    chora_within within = chora_reader_country(in);
    bool anywhere = within.area == CHORA_NO_SITE && !within.inside;
    if (anywhere && chora_answered_find(in->gazetteer->answered, within.country, text, out))
        return true;
    if (!chora_look_up(in->gazetteer, within, CHORA_OF_LEVEL(1), text, in->arena, out))
        return false;
    if (anywhere)
        chora_answered_keep(&in->gazetteer->answered, within.country, out);
    return true;
}

/* Beside a code the name has only to be one that the code's province bears. */
static chora_status read_province(chora_reader *in, chora_error *err)
{
    const char *text = in->evidence->area;
    if (!chora_is_given(text) || in->words->refusal ||
        !chora_gazetteer_has_level(in->gazetteer, CHORA_NO_SITE, 1) ||
        chora_reader_decided(in, text, NULL, 0))
        return CHORA_OK;
    chora_found found;
    if (!look_up_province(in, text, &found))
        return chora_no_memory(err);
    if (in->words->province != CHORA_NO_SITE && found.hits.count) {
        if (!holds_province(in, &found.hits) && !holds_province(in, &found.others))
            refuse_contradiction(in, &found);
    } else {
        chora_reader_take_found(in, &found, "province", NULL);
    }
    return CHORA_OK;
}

static chora_status read_district(chora_reader *in, chora_error *err)
{
    const char *text = in->evidence->district;
    const char *parents[] = { in->evidence->area };
    in->words->district_given = chora_is_given(text);
    if (!in->words->district_given || in->words->refusal || in->words->district != CHORA_NO_SITE ||
        chora_reader_decided(in, text, parents, 1) ||
        !chora_gazetteer_has_level(in->gazetteer, in->words->province, 2))
        return CHORA_OK;
    chora_found found;
    if (!chora_look_up(in->gazetteer, area_so_far(in), CHORA_OF_LEVEL(2), text, in->arena, &found))
        return chora_no_memory(err);
    if (found.hits.count == 1) {
        chora_reader_take_found(in, &found, "district", in->evidence->area);
        return CHORA_OK;
    }
    size_t common = chora_hits_common(in->gazetteer, &found.hits);
    const char *told =
        found.hits.count ? chora_arena_printf(in->arena, "the district \"%s\" may be %s", text,
                                              chora_reader_list(in, &found.hits))
                         : chora_arena_printf(in->arena, "the district \"%s\" is not known", text);
    chora_reader_problem(in, found.hits.count ? CHORA_PROBLEM_AMBIGUOUS : CHORA_PROBLEM_UNKNOWN,
                         text, in->evidence->area);
    chora_reader_offer(in, found.hits.count ? &found.hits : &found.others);
    if (found.hits.count && in->words->province == CHORA_NO_SITE &&
        (common == CHORA_NO_SITE || in->gazetteer->areas[common]->level == 0))
        in->words->refusal = told;
    else
        chora_reader_note(in, told);
    if (found.hits.count && in->words->province == CHORA_NO_SITE && !in->words->refusal)
        chora_reader_take_area(in, common, found.hits.list[0].method, found.hits.list[0].score);
    return CHORA_OK;
}

/* ---- place -------------------------------------------------------------------------------- */

static void refuse_town(chora_reader *in, chora_place_problem problem, const char *why)
{
    in->words->town_refusal = why;
    chora_reader_problem(in, problem, in->evidence->place,
                         chora_is_given(in->evidence->district) ? in->evidence->district
                                                                : in->evidence->area);
}

static const char *where(const chora_reader *in, size_t town)
{
    size_t area = in->gazetteer->towns[town].finest;
    return area == CHORA_NO_SITE ? "no area" : in->gazetteer->areas[area]->name;
}

static void tell_towns(chora_reader *in, const chora_found *found)
{
    const chora_hit *one = &found->hits.list[0], *two = &found->hits.list[1];
    in->words->town_ambiguous = true;
    refuse_town(
        in, CHORA_PROBLEM_AMBIGUOUS,
        chora_arena_printf(in->arena, "\"%s\" may be %s in %s and %s in %s", in->evidence->place,
                           in->gazetteer->towns[one->site].place->name, where(in, one->site),
                           in->gazetteer->towns[two->site].place->name, where(in, two->site)));
    chora_reader_offer(in, &found->hits);
    /* All of them in one province: that is certain. */
    size_t common = chora_hits_common(in->gazetteer, &found->hits);
    if (in->words->province == CHORA_NO_SITE && common != CHORA_NO_SITE &&
        in->gazetteer->areas[common]->level > 0)
        chora_reader_take_area(in, common, one->method, one->score * 0.9);
}

static void take_town(chora_reader *in, const chora_hit *hit)
{
    in->words->town = hit->site;
    in->words->town_method = hit->method;
    in->words->town_score = hit->score * 0.9;
    if (strcmp(hit->method, "similar") == 0)
        chora_reader_problem(in, CHORA_PROBLEM_DOUBTFUL, in->evidence->place, in->evidence->area);
}

static void refuse_several(chora_reader *in, const chora_found *found)
{
    bool named = in->words->province != CHORA_NO_SITE;
    size_t area = found->several_in;
    refuse_town(in, CHORA_PROBLEM_SEVERAL,
                chora_arena_printf(in->arena, "names several places: %s", found->several));
    chora_reader_offer(in, &found->others);
    if (!named && area != CHORA_NO_SITE && in->gazetteer->areas[area]->level > 0)
        chora_reader_take_area(in, area, found->others.list[0].method, found->others.list[0].score);
    else if (!named)
        in->words->refusal = in->words->town_refusal;
}

static void tell_unknown(chora_reader *in, const chora_found *found)
{
    refuse_town(in, CHORA_PROBLEM_UNKNOWN,
                chora_arena_printf(in->arena, "the place \"%s\" is not in the gazetteer%s",
                                   in->evidence->place, chora_reader_hint(in, &found->others)));
    chora_reader_offer(in, &found->others);
}

/* A place column may hold the name of a district or of the province itself. */
static chora_status read_area_as_place(chora_reader *in, const chora_found *towns, chora_error *err)
{
    chora_found found;
    if (!chora_look_up(in->gazetteer, area_so_far(in), CHORA_OF_LEVEL(1) | CHORA_OF_LEVEL(2),
                       in->evidence->place, in->arena, &found))
        return chora_no_memory(err);
    if (found.hits.count == 1 && strcmp(found.hits.list[0].method, "similar") != 0)
        chora_reader_take_area(in, found.hits.list[0].site, found.hits.list[0].method,
                               found.hits.list[0].score);
    else if (found.several)
        refuse_several(in, &found);
    else
        tell_unknown(in, towns->others.count ? towns : &found);
    return CHORA_OK;
}

static void take_address(chora_reader *in, const chora_found *found)
{
    size_t area = chora_hits_common(in->gazetteer, &found->hits);
    tell_unknown(in, found);
    if (in->words->province == CHORA_NO_SITE && area != CHORA_NO_SITE)
        chora_reader_take_area(in, area, found->hits.list[0].method,
                               found->hits.list[0].score * 0.9);
}

static chora_status read_town(chora_reader *in, chora_error *err)
{
    const char *text = in->evidence->place;
    const char *parents[] = { in->evidence->district, in->evidence->area };
    if (!chora_is_given(text) || in->words->refusal || chora_reader_decided(in, text, parents, 2))
        return CHORA_OK;
    chora_found found;
    if (!chora_look_up(in->gazetteer, area_so_far(in), CHORA_OF_TOWNS, text, in->arena, &found))
        return chora_no_memory(err);
    if (found.addressed)
        take_address(in, &found);
    else if (found.hits.count == 1 && found.hits.list[0].of_town)
        take_town(in, &found.hits.list[0]);
    else if (found.several)
        refuse_several(in, &found);
    else if (found.hits.count > 1 && found.hits.list[0].of_town && found.hits.list[1].of_town)
        tell_towns(in, &found);
    else
        return read_area_as_place(in, &found, err);
    return CHORA_OK;
}

/* ---- all ---------------------------------------------------------------------------------- */

static chora_status read_all(chora_reader *in, chora_error *err)
{
    read_country(in);
    chora_status st = chora_read_in(in, err);
    if (!st && chora_is_given(in->evidence->name) && !in->words->refusal)
        st = chora_read_name(in, err);
    if (!st)
        read_code(in);
    if (!st)
        st = read_province(in, err);
    if (!st)
        st = read_district(in, err);
    if (!st)
        st = read_town(in, err);
    return st;
}

/* What no town is called need not be looked for again at every point. */
static void drop_unknown(const chora_gazetteer *gazetteer, chora_parts *parts)
{
    size_t kept = 0;
    chora_within anywhere = CHORA_WITHIN_ANYWHERE;
    for (size_t i = 0; i < parts->count; i++) {
        chora_hits found = { .count = 0 };
        chora_hits_by_name(gazetteer, anywhere, CHORA_OF_TOWNS, parts->keys[i], &found);
        if (found.count)
            parts->keys[kept++] = parts->keys[i];
    }
    parts->count = kept;
}

chora_status chora_words_read(chora_gazetteer *gazetteer, const chora_decisions *decisions,
                              const chora_evidence_of_place *evidence, chora_arena *arena,
                              chora_words *out, chora_error *err)
{
    *out = (chora_words){ .country_area = CHORA_NO_SITE,
                          .province = CHORA_NO_SITE,
                          .district = CHORA_NO_SITE,
                          .town = CHORA_NO_SITE,
                          .method = "none",
                          .town_method = "none" };
    chora_reader in = { gazetteer, decisions, evidence, arena, out, CHORA_WITHIN_ANYWHERE };
    chora_status st = read_all(&in, err);
    if (st)
        return st;
    chora_parts parts;
    chora_parts_all(gazetteer->languages, evidence->place, evidence->district, arena, &parts);
    drop_unknown(gazetteer, &parts);
    out->town_keys = chora_arena_copy(arena, parts.keys, parts.count, sizeof *parts.keys);
    out->town_key_count = parts.count;
    if (parts.failed || (parts.count && !out->town_keys))
        return chora_no_memory(err);
    return CHORA_OK;
}
