#include "place/candidates.h"

#include "base/text.h"

#include <string.h>

/* By generic words, order or sound: a little less certain the freer the comparison. */
#define NAME_SCORE 1.0
#define ALTERNATE_LESS 0.05
#define PLAIN_SCORE 0.9
#define SOUND_SCORE 0.8
#define READING_SCORE 0.75
#define OPEN_SCORE 0.72
#define SKELETON_SCORE 0.7

/* Fewer sounds, or consonants where vowels are not written, say too little. */
#define SOUNDS_MIN 3
#define MANY_SOUNDS_MIN 5

/* Letters of a text that is read in other ways than the plain one. */
#define FREE_MIN 3
#define FREE_TOWN_MIN 6
/* Letters of a text that may have lost its last vowel. */
#define OPEN_MIN 5
#define CONSONANTS_MIN 3

void chora_hits_add(chora_hits *hits, chora_hit hit)
{
    for (size_t i = 0; i < hits->count; i++)
        if (hits->list[i].site == hit.site && hits->list[i].of_town == hit.of_town) {
            if (hit.score > hits->list[i].score)
                hits->list[i] = hit;
            return;
        }
    if (hits->count < CHORA_HITS_MAX)
        hits->list[hits->count++] = hit;
    else
        hits->more = true;
}

size_t chora_hit_area(const chora_gazetteer *gazetteer, const chora_hit *hit)
{
    return hit->of_town ? gazetteer->towns[hit->site].finest : hit->site;
}

bool chora_hit_is_within(const chora_gazetteer *gazetteer, chora_within within,
                         const chora_hit *hit)
{
    size_t area = chora_hit_area(gazetteer, hit);
    if (within.country) {
        const char *country = chora_gazetteer_country(gazetteer, area);
        if (country[0] && strcmp(country, within.country) != 0)
            return false;
    }
    if (within.inside && !hit->of_town && hit->site == within.area)
        return false;
    return chora_gazetteer_holds(gazetteer, within.area, area);
}

static bool is_wanted(const chora_gazetteer *gazetteer, unsigned of, const chora_hit *hit)
{
    return of &
           (hit->of_town ? CHORA_OF_TOWNS : CHORA_OF_LEVEL(gazetteer->areas[hit->site]->level));
}

static void add_if_wanted(const chora_gazetteer *gazetteer, chora_within within, unsigned of,
                          chora_hit hit, chora_hits *out)
{
    if (is_wanted(gazetteer, of, &hit) && chora_hit_is_within(gazetteer, within, &hit))
        chora_hits_add(out, hit);
}

void chora_hits_by_name(const chora_gazetteer *gazetteer, chora_within within, unsigned of,
                        const char *key, chora_hits *out)
{
    size_t cursor = 0, index;
    while (*key && chora_lookup_next(&gazetteer->by_name, key, &cursor, &index)) {
        const chora_site_name *name = &gazetteer->names[index];
        chora_hit hit = { name->of_town, name->site, name->alternate ? "alternate" : "name", "",
                          NAME_SCORE - (name->alternate ? ALTERNATE_LESS : 0) };
        add_if_wanted(gazetteer, within, of, hit, out);
    }
}

/* ---- names as they sound ------------------------------------------------------------------ */

typedef struct {
    chora_gazetteer *gazetteer;
    chora_within within;
    unsigned of;
    unsigned kinds; /* Generic words of the text. */
    bool towns;     /* Of the two hearings the one that is asked. */
    const char *method;
    double score;
    chora_hits *out;
} search;

/* "Kyiv City" and "Kyiv Oblast" bear different generic words. */
static bool is_of_another_kind(const search *in, const chora_heard *heard)
{
    return in->kinds && heard->kinds && !(in->kinds & heard->kinds);
}

static void add_heard(const search *in, const chora_heard *heard)
{
    if (is_of_another_kind(in, heard))
        return;
    chora_hit hit = { in->towns, heard->site,
                      in->method         ? in->method
                      : heard->alternate ? "alternate"
                                         : "name",
                      "", in->score - (heard->alternate ? ALTERNATE_LESS : 0) };
    add_if_wanted(in->gazetteer, in->within, in->of, hit, in->out);
}

static void add_all(const search *in, const chora_hearing *hearing, const chora_lookup *lookup,
                    const char *key)
{
    size_t cursor = 0, index;
    while (*key && chora_lookup_next(lookup, key, &cursor, &index))
        add_heard(in, &hearing->list[index]);
}

/* Both hearings that the wanted kinds need; a function for each. */
static void search_heard(search *in, const chora_spelling *spelling,
                         void (*look)(const search *in, const chora_hearing *hearing,
                                      const chora_spelling *spelling))
{
    for (int towns = 0; towns < 2; towns++) {
        if (!(in->of & (towns ? CHORA_OF_TOWNS : CHORA_OF_AREAS)))
            continue;
        const chora_hearing *hearing =
            chora_gazetteer_hear(in->gazetteer, in->within.country, towns);
        in->towns = towns;
        if (hearing)
            look(in, hearing, spelling);
    }
}

static void look_for_plain(const search *in, const chora_hearing *hearing,
                           const chora_spelling *spelling)
{
    add_all(in, hearing, &hearing->by_plain, spelling->plain);
    if (strcmp(spelling->plain, spelling->sorted) != 0)
        add_all(in, hearing, &hearing->by_plain, spelling->sorted);
}

void chora_hits_by_plain(chora_gazetteer *gazetteer, chora_within within, unsigned of,
                         const chora_spelling *spelling, chora_hits *out)
{
    search in = { .gazetteer = gazetteer,
                  .within = within,
                  .of = of,
                  .kinds = spelling->kinds,
                  .score = PLAIN_SCORE,
                  .out = out };
    if (spelling->only_generic)
        return;
    if (strcmp(spelling->plain, spelling->key) != 0) {
        chora_hits exact = { .count = 0 };
        chora_hits_by_name(gazetteer, within, of, spelling->plain, &exact);
        for (size_t i = 0; i < exact.count; i++) {
            exact.list[i].score -= NAME_SCORE - PLAIN_SCORE;
            chora_hits_add(out, exact.list[i]);
        }
    }
    search_heard(&in, spelling, look_for_plain);
}

/* Among the names of the whole world too many sound alike. */
static bool is_one_country(const search *in)
{
    return in->within.country || in->gazetteer->country_count <= 1;
}

/* Towns are many: a short sound says too little, even inside a province. */
static bool has_enough_sounds(const search *in, const chora_sound *sound)
{
    return sound->length >= (in->towns || !is_one_country(in) ? MANY_SOUNDS_MIN : SOUNDS_MIN);
}

/* Other readings of a text so short may be anything. */
static bool may_be_read_freely(const search *in, const chora_spelling *spelling)
{
    return is_one_country(in) &&
           chora_utf8_length(spelling->key) >= (in->towns ? FREE_TOWN_MIN : FREE_MIN);
}

/* A name in a script without vowels says nothing that a name of the same site in another script
 * does not say better. */
static bool has_written_vowels(const chora_hearing *hearing, size_t site)
{
    for (size_t i = 0; i < hearing->count; i++)
        if (hearing->list[i].site == site && !hearing->list[i].vowels_unwritten)
            return true;
    return false;
}

/* Where one of the two is written without vowels, its consonants are compared. */
static void look_for_skeleton(const search *in, const chora_hearing *hearing,
                              const chora_sound *sound, bool vowels_unwritten)
{
    size_t cursor = 0, index;
    chora_sound skeleton = chora_sound_skeleton(sound);
    if (skeleton.length < CONSONANTS_MIN + (in->towns ? 1 : 0))
        return;
    while (chora_lookup_next(&hearing->by_skeleton, skeleton.text, &cursor, &index)) {
        const chora_heard *heard = &hearing->list[index];
        const char *unwritten = vowels_unwritten ? sound->text : heard->sound;
        const char *spoken = vowels_unwritten ? heard->sound : sound->text;
        if (heard->vowels_unwritten != vowels_unwritten && chora_sound_fits(unwritten, spoken) &&
            (vowels_unwritten || !has_written_vowels(hearing, heard->site)))
            add_heard(in, heard);
    }
}

/* The plain reading before the others, a whole sound before its consonants. */
static void look_for_sound(const search *in, const chora_hearing *hearing,
                           const chora_spelling *spelling)
{
    chora_spoken *spoken = &in->gazetteer->spoken;
    const chora_sound *sounds = spoken->sounds;
    size_t count = chora_spoken_sounds(spoken, in->gazetteer->languages, spelling);
    search step = *in;
    for (size_t i = 0; i < count; i++) {
        step.score = i == 0 ? SOUND_SCORE : READING_SCORE;
        if (has_enough_sounds(in, &sounds[i]))
            add_all(&step, hearing, &hearing->by_sound, sounds[i].text);
        if (i == 0 && (step.out->count || !may_be_read_freely(in, spelling)))
            return;
    }
    if (count && !step.out->count && !in->towns && !spelling->vowels_unwritten &&
        chora_utf8_length(spelling->key) >= OPEN_MIN) {
        chora_sound open = chora_sound_open(&sounds[0]);
        step.score = OPEN_SCORE;
        step.method = "similar";
        add_all(&step, hearing, &hearing->by_stem, open.text);
        step.method = in->method;
    }
    step.score = SKELETON_SCORE;
    for (size_t i = 0; i < count && !step.out->count; i++)
        look_for_skeleton(&step, hearing, &sounds[i], spelling->vowels_unwritten);
}

void chora_hits_by_sound(chora_gazetteer *gazetteer, chora_within within, unsigned of,
                         const chora_spelling *spelling, chora_hits *out)
{
    search in = { .gazetteer = gazetteer,
                  .within = within,
                  .of = of,
                  .kinds = spelling->kinds,
                  .method = "sound",
                  .out = out };
    if (!spelling->only_generic)
        search_heard(&in, spelling, look_for_sound);
}

static void look_for_plain_sound(const search *in, const chora_hearing *hearing,
                                 const chora_spelling *spelling)
{
    const chora_sound *sound =
        chora_spoken_plain(&in->gazetteer->spoken, in->gazetteer->languages, spelling);
    if (has_enough_sounds(in, sound))
        add_all(in, hearing, &hearing->by_sound, sound->text);
}

void chora_hits_by_plain_sound(chora_gazetteer *gazetteer, chora_within within, unsigned of,
                               const chora_spelling *spelling, chora_hits *out)
{
    search in = { .gazetteer = gazetteer,
                  .within = within,
                  .of = of,
                  .kinds = spelling->kinds,
                  .method = "sound",
                  .score = SOUND_SCORE,
                  .out = out };
    if (!spelling->only_generic)
        search_heard(&in, spelling, look_for_plain_sound);
}

const chora_hit *chora_hits_best(const chora_hits *candidates, size_t *equals)
{
    const chora_hit *best = NULL;
    *equals = 0;
    for (size_t i = 0; i < candidates->count; i++) {
        const chora_hit *one = &candidates->list[i];
        if (!best || one->score > best->score) {
            best = one;
            *equals = 1;
        } else if (one->score == best->score) {
            ++*equals;
        }
    }
    return best;
}
