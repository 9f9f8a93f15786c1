#include "place/reader.h"

#include <string.h>

/* A name that is less similar is no help in a sentence. */
#define HINT_SCORE 0.38

void chora_reader_note(chora_reader *in, const char *note)
{
    in->words->note = in->words->note && note
                          ? chora_arena_printf(in->arena, "%s; %s", in->words->note, note)
                          : note;
}

void chora_reader_problem(chora_reader *in, chora_place_problem problem, const char *text,
                          const char *parent)
{
    chora_words *words = in->words;
    if (words->problem != CHORA_PROBLEM_NONE)
        return;
    words->problem = problem;
    words->text = text ? chora_arena_strdup(in->arena, text) : NULL;
    words->parent = parent ? chora_arena_strdup(in->arena, parent) : NULL;
}

void chora_reader_offer(chora_reader *in, const chora_hits *hits)
{
    if (in->words->other_count || !hits->count)
        return;
    in->words->others = chora_arena_copy(in->arena, hits->list, hits->count, sizeof *hits->list);
    in->words->other_count = in->words->others ? hits->count : 0;
}

/* "Kabul (AF-KAB, pcode)" for an area, "Kabul in Kabul" for a town. */
static void say_hit(const chora_reader *in, const chora_hit *hit, chora_buffer *out)
{
    const chora_gazetteer *gazetteer = in->gazetteer;
    if (!hit->of_town) {
        const chora_area *area = gazetteer->areas[hit->site];
        chora_buffer_printf(out, "%s (%s%s%s)", area->name, area->code, hit->scheme[0] ? ", " : "",
                            hit->scheme);
        return;
    }
    size_t area = gazetteer->towns[hit->site].finest;
    chora_buffer_printf(out, "%s in %s", gazetteer->towns[hit->site].place->name,
                        area == CHORA_NO_SITE ? "no area" : gazetteer->areas[area]->name);
}

const char *chora_reader_list(const chora_reader *in, const chora_hits *hits)
{
    enum { TOLD = 4 };
    chora_buffer text = CHORA_BUFFER_INIT(1 << 16);
    size_t told = hits->count <= TOLD ? hits->count : TOLD;
    for (size_t i = 0; i < told; i++) {
        if (i)
            chora_buffer_add_text(&text, i + 1 < told || told < hits->count ? ", " : " and ");
        say_hit(in, &hits->list[i], &text);
    }
    if (told < hits->count)
        chora_buffer_printf(&text, " and %s%zu others", hits->more ? "more than " : "",
                            hits->count - told);
    const char *kept = chora_arena_strdup(in->arena, chora_buffer_text(&text));
    chora_buffer_free(&text);
    return kept;
}

const char *chora_reader_hint(const chora_reader *in, const chora_hits *hits)
{
    const chora_hit *one = &hits->list[0];
    bool similar = hits->count && strcmp(one->method, "similar") == 0;
    if (!hits->count || (similar && one->score < HINT_SCORE))
        return "";
    chora_buffer text = CHORA_BUFFER_INIT(1 << 12);
    if (similar) {
        const char *name = one->of_town ? in->gazetteer->towns[one->site].place->name
                                        : in->gazetteer->areas[one->site]->name;
        chora_buffer_printf(&text, "; the nearest name is %s", name);
    } else {
        chora_buffer_add_text(&text, "; there is ");
        say_hit(in, one, &text);
    }
    const char *kept = chora_arena_strdup(in->arena, chora_buffer_text(&text));
    chora_buffer_free(&text);
    return kept ? kept : "";
}

void chora_reader_take_area(chora_reader *in, size_t area, const char *method, double score)
{
    const chora_gazetteer *gazetteer = in->gazetteer;
    chora_words *words = in->words;
    size_t country = chora_gazetteer_ancestor(gazetteer, area, 0);
    if (country != CHORA_NO_SITE)
        words->country_area = country;
    size_t province = chora_gazetteer_ancestor(gazetteer, area, 1);
    if (province != CHORA_NO_SITE)
        words->province = province;
    size_t district = chora_gazetteer_ancestor(gazetteer, area, 2);
    if (district != CHORA_NO_SITE)
        words->district = district;
    words->method = method;
    words->score = score;
}

static void take_one(chora_reader *in, const chora_found *found, const char *parent)
{
    const chora_hit *hit = &found->hits.list[0];
    chora_reader_take_area(in, chora_hit_area(in->gazetteer, hit), hit->method, hit->score);
    if (strcmp(hit->method, "similar") == 0) {
        chora_reader_problem(in, CHORA_PROBLEM_DOUBTFUL, found->text, parent);
        chora_reader_note(
            in, chora_arena_printf(in->arena, "\"%s\" is written differently", found->text));
        chora_reader_offer(in, &found->others);
    }
}

static void take_common(chora_reader *in, const chora_found *found, size_t common, const char *told)
{
    const chora_hits *hits = found->hits.count ? &found->hits : &found->others;
    chora_reader_offer(in, hits);
    if (common == CHORA_NO_SITE || in->gazetteer->areas[common]->level == 0) {
        in->words->refusal = told;
        return;
    }
    chora_reader_note(in, told);
    chora_reader_take_area(in, common, hits->list[0].method, hits->list[0].score);
}

void chora_reader_take_found(chora_reader *in, const chora_found *found, const char *what,
                             const char *parent)
{
    if (found->several) {
        chora_reader_problem(in, CHORA_PROBLEM_SEVERAL, found->text, parent);
        take_common(in, found, found->several_in,
                    chora_arena_printf(in->arena, "names several places: %s", found->several));
    } else if (found->hits.count == 0) {
        chora_reader_problem(in, CHORA_PROBLEM_UNKNOWN, found->text, parent);
        in->words->refusal =
            chora_arena_printf(in->arena, "\"%s\" is no %s of the project%s", found->text, what,
                               chora_reader_hint(in, &found->others));
        chora_reader_offer(in, &found->others);
    } else if (found->hits.count == 1) {
        take_one(in, found, parent);
    } else {
        chora_reader_problem(in, CHORA_PROBLEM_AMBIGUOUS, found->text, parent);
        take_common(in, found, chora_hits_common(in->gazetteer, &found->hits),
                    chora_arena_printf(in->arena, "\"%s\" may be %s", found->text,
                                       chora_reader_list(in, &found->hits)));
    }
}

/* A decision for any parent does not hold where the row's own province speaks against it. */
static bool is_contradicted(const chora_reader *in, const chora_decision *one)
{
    if (one->parent[0] || one->verdict == CHORA_DECIDED_NONE ||
        in->words->province == CHORA_NO_SITE)
        return false;
    size_t area =
        one->verdict == CHORA_DECIDED_PLACE ? in->gazetteer->towns[one->site].finest : one->site;
    size_t province =
        area == CHORA_NO_SITE ? CHORA_NO_SITE : chora_gazetteer_ancestor(in->gazetteer, area, 1);
    return province != CHORA_NO_SITE && province != in->words->province;
}

static const char *name_of_decision(const chora_reader *in, const chora_decision *one)
{
    if (one->verdict == CHORA_DECIDED_AREA)
        return in->gazetteer->areas[one->site]->name;
    return one->verdict == CHORA_DECIDED_PLACE ? in->gazetteer->towns[one->site].place->name
                                               : "no place";
}

bool chora_reader_decided(chora_reader *in, const char *text, const char *const *parents,
                          size_t parent_count)
{
    chora_words *words = in->words;
    const chora_decision *overruled = NULL;
    const chora_decision *one =
        chora_decision_on(in->decisions, text, parents, parent_count, words->country, &overruled);
    if (!one && words->country)
        one = chora_decision_on(in->decisions, text, parents, parent_count, in->evidence->country,
                                &overruled);
    if (!one || is_contradicted(in, one))
        return false;
    words->decided = true;
    if (overruled)
        chora_reader_note(in, chora_arena_printf(in->arena,
                                                 "two decisions on \"%s\" fit, the later one holds"
                                                 " (the other says %s)",
                                                 text, name_of_decision(in, overruled)));
    if (one->verdict == CHORA_DECIDED_NONE && words->province != CHORA_NO_SITE) {
        chora_reader_note(in, chora_arena_printf(in->arena, "decided: \"%s\" is no place", text));
    } else if (one->verdict == CHORA_DECIDED_NONE) {
        words->refusal = chora_arena_printf(in->arena, "decided: \"%s\" is no place", text);
    } else if (one->verdict == CHORA_DECIDED_AREA) {
        chora_reader_take_area(in, one->site, "decision", 1);
    } else {
        words->town = one->site;
        words->town_method = "decision";
        words->town_score = 1;
    }
    return true;
}
