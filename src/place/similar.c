/*
 * Names that sound nearly the same. A nearest one is meant when
 *   - it is long enough: one sound may differ from five on, two from eight, three from twelve;
 *   - the next area or town is at least twice as far and one more;
 *   - both begin with the same sound and have the same figures in them;
 *   - at most one consonant differs, and of at least five (of short names only vowels may differ);
 *   - "north", "upper" and their like are the same in both;
 *   - both write their vowels: without them too many names are near each other.
 * Everything else is only suggested.
 */
#include "place/candidates.h"

#include <stdlib.h>
#include <string.h>

#define NEAREST_MAX 6
#define CONSONANTS_MIN 5
#define SOUNDS_MIN 5

typedef struct {
    bool of_town;
    size_t site;
    unsigned distance;
    const chora_heard *heard;
} near_name;

typedef struct {
    chora_gazetteer *gazetteer;
    chora_within within;
    unsigned of, kinds, sides;
    bool vowels_unwritten;
    chora_sound sound, skeleton;
    chora_sound_pattern pattern, skeleton_pattern;
    uint32_t letters;
    near_name list[NEAREST_MAX]; /* Each site once, nearest first. */
    size_t count;
} comparison;

static unsigned allowed_distance(size_t length)
{
    return length < 5 ? 0 : length < 8 ? 1 : length < 12 ? 2 : 3;
}

static size_t find_site(const comparison *in, bool of_town, size_t site)
{
    size_t i = 0;
    while (i < in->count && (in->list[i].site != site || in->list[i].of_town != of_town))
        i++;
    return i;
}

/* Keep the list in order; equal distances in the order of finding. */
static void insert(comparison *in, near_name one)
{
    size_t at = find_site(in, one.of_town, one.site);
    if (at < in->count && in->list[at].distance <= one.distance)
        return;
    if (at == in->count) {
        if (in->count == NEAREST_MAX && in->list[NEAREST_MAX - 1].distance <= one.distance)
            return;
        at = in->count < NEAREST_MAX ? in->count++ : NEAREST_MAX - 1;
    }
    for (; at > 0 && in->list[at - 1].distance > one.distance; at--)
        in->list[at] = in->list[at - 1];
    in->list[at] = one;
}

static bool is_wanted(const comparison *in, bool of_town, const chora_heard *heard)
{
    if (in->kinds && heard->kinds && !(in->kinds & heard->kinds))
        return false;
    chora_hit hit = { .of_town = of_town, .site = heard->site };
    unsigned kind =
        of_town ? CHORA_OF_TOWNS : CHORA_OF_LEVEL(in->gazetteer->areas[heard->site]->level);
    return (in->of & kind) && chora_hit_is_within(in->gazetteer, in->within, &hit);
}

static unsigned count_bits(uint32_t bits)
{
    unsigned count = 0;
    for (; bits; bits &= bits - 1)
        count++;
    return count;
}

/* Half of the sounds are the same at least. Each sound that only one of the two has is a
 * difference: that is quick to tell and rules most names out. */
static void compare_with(comparison *in, bool of_town, const chora_heard *heard)
{
    unsigned longer = heard->length > in->sound.length ? heard->length : in->sound.length;
    unsigned shorter = heard->length + in->sound.length - longer;
    if (!shorter || longer - shorter > longer / 2)
        return;
    unsigned most = longer / 2;
    if (in->count == NEAREST_MAX && in->list[NEAREST_MAX - 1].distance <= most)
        most = in->list[NEAREST_MAX - 1].distance - 1;
    if (longer - shorter > most)
        return;
    if (in->vowels_unwritten == heard->vowels_unwritten &&
        (count_bits(in->letters & ~heard->letters) > most ||
         count_bits(heard->letters & ~in->letters) > most))
        return;
    if (!is_wanted(in, of_town, heard))
        return;
    unsigned distance;
    if (in->vowels_unwritten == heard->vowels_unwritten)
        distance = chora_sound_distance(&in->pattern, heard->sound);
    else
        distance = 1 + chora_sound_distance(&in->skeleton_pattern, heard->skeleton);
    if (distance <= most)
        insert(in, (near_name){ of_town, heard->site, distance, heard });
}

/* A province has a hundredth of a country's names: no other can be within it. */
static void compare_in_province(comparison *in, bool towns, const chora_hearing *hearing)
{
    size_t count = 0;
    const chora_heard_in *names = chora_hearing_in(hearing, in->within.area, &count);
    for (size_t i = 0; i < count; i++)
        compare_with(in, towns, &hearing->list[names[i].index]);
}

static bool is_in_province(const comparison *in)
{
    return in->within.area != CHORA_NO_SITE && in->gazetteer->areas[in->within.area]->level == 1;
}

static void compare_all(comparison *in)
{
    for (int towns = 0; towns < 2; towns++) {
        if (!(in->of & (towns ? CHORA_OF_TOWNS : CHORA_OF_AREAS)))
            continue;
        const chora_hearing *hearing =
            chora_gazetteer_hear(in->gazetteer, in->within.country, towns);
        if (hearing && is_in_province(in)) {
            compare_in_province(in, towns, hearing);
            continue;
        }
        for (size_t i = 0; hearing && i < hearing->count; i++)
            compare_with(in, towns, &hearing->list[i]);
    }
}

static bool have_same_figures(const char *a, const char *b)
{
    static const char figures[] = "0123456789";
    for (;; a++, b++) {
        a += strcspn(a, figures);
        b += strcspn(b, figures);
        if (*a != *b || *a == '\0')
            return *a == *b;
    }
}

static bool consonants_agree(const comparison *in, const chora_heard *heard)
{
    unsigned differing = chora_sound_distance(&in->skeleton_pattern, heard->skeleton);
    size_t length = strlen(heard->skeleton);
    if (in->skeleton.length < length)
        length = in->skeleton.length;
    return differing == 0 || (differing == 1 && length >= CONSONANTS_MIN);
}

static bool first_is_meant(const comparison *in)
{
    if (in->count == 0)
        return false;
    const near_name *first = &in->list[0];
    size_t length = first->heard->length;
    if (in->sound.length < length)
        length = in->sound.length;
    if (in->vowels_unwritten || first->heard->vowels_unwritten || length < SOUNDS_MIN)
        return false;
    return first->heard->sides == in->sides && first->distance <= allowed_distance(length) &&
           (in->count == 1 || in->list[1].distance > 2 * first->distance) &&
           first->heard->sound[0] == in->sound.text[0] &&
           have_same_figures(first->heard->sound, in->sound.text) &&
           consonants_agree(in, first->heard);
}

bool chora_hits_by_similarity(chora_gazetteer *gazetteer, chora_within within, unsigned of,
                              const chora_spelling *spelling, chora_hits *out)
{
    comparison in = { .gazetteer = gazetteer,
                      .within = within,
                      .of = of,
                      .kinds = spelling->kinds,
                      .sides = spelling->sides,
                      .vowels_unwritten = spelling->vowels_unwritten };
    if (spelling->only_generic)
        return false;
    in.sound = *chora_spoken_plain(&gazetteer->spoken, gazetteer->languages, spelling);
    in.skeleton = chora_sound_skeleton(&in.sound);
    if (!in.sound.length)
        return false;
    in.letters = chora_sound_letters(&in.sound);
    chora_sound_prepare(&in.sound, &in.pattern);
    chora_sound_prepare(&in.skeleton, &in.skeleton_pattern);
    compare_all(&in);
    for (size_t i = 0; i < in.count; i++) {
        unsigned longer =
            in.list[i].heard->length > in.sound.length ? in.list[i].heard->length : in.sound.length;
        double score = 0.7 * (1 - (double)in.list[i].distance / longer);
        chora_hits_add(out, (chora_hit){ in.list[i].of_town, in.list[i].site, "similar", "",
                                         score > 0 ? score : 0 });
    }
    return first_is_meant(&in);
}
