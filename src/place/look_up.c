#include "place/look_up.h"

#include "base/text.h"
#include "place/parts.h"
#include "place/scripts.h"

#include <string.h>

/* Two towns of a name nearer than this are one town that the gazetteer has twice. */
#define SAME_TOWN_M 5000.0

/* Bytes of a longer text are prose. */
#define TEXT_MAX 1000

#define AREAS_TOLERANCE 0.201
#define TOWNS_TOLERANCE 0.051
#define MIXED_TOLERANCE 0.151

typedef struct {
    chora_gazetteer *gazetteer;
    chora_within within;
    unsigned of;
    chora_arena *arena;
} looker;

/* ---- what stands alone -------------------------------------------------------------------- */

static bool is_one_town_with_a_larger(const looker *in, const chora_hits *hits, size_t index)
{
    const chora_town *towns = in->gazetteer->towns;
    const chora_hit *one = &hits->list[index];
    for (size_t i = 0; one->of_town && i < hits->count; i++)
        if (hits->list[i].of_town && hits->list[i].site < one->site &&
            chora_geodesic_m(towns[hits->list[i].site].place->lonlat,
                             towns[one->site].place->lonlat) <= SAME_TOWN_M)
            return true;
    return false;
}

static bool is_mixed(const looker *in)
{
    return (in->of & CHORA_OF_TOWNS) && (in->of & CHORA_OF_AREAS);
}

/*
 * How much worse another candidate may be and still make the best one doubtful. In a given area the
 * best town is meant.
 */
static double tolerance_of(const looker *in)
{
    if (is_mixed(in))
        return MIXED_TOLERANCE;
    bool province =
        in->within.area != CHORA_NO_SITE && in->gazetteer->areas[in->within.area]->level > 0;
    if (in->of & CHORA_OF_TOWNS)
        return province ? 0 : TOWNS_TOLERANCE;
    return AREAS_TOLERANCE;
}

/* A main name as it is written goes before any alternate name. It does not go before a main name
 * with a generic word more: "Minsk" is a region, but the city of Minsk is meant as often. */
static bool is_doubtful_beside(const looker *in, const chora_hit *best, const chora_hit *other)
{
    if (other->score < best->score - tolerance_of(in))
        return false;
    bool main = best->score == 1 && strcmp(best->method, "name") == 0 && !is_mixed(in) &&
                !(in->of & CHORA_OF_TOWNS);
    return !main || strcmp(other->method, "name") == 0;
}

/* The best go to `hits`, the rest to `others`. */
static void part_best(const looker *in, const chora_hits *all, chora_found *out)
{
    size_t equals;
    const chora_hit *best = chora_hits_best(all, &equals);
    for (size_t i = 0; i < all->count; i++) {
        if (is_one_town_with_a_larger(in, all, i))
            continue;
        bool equal = is_doubtful_beside(in, best, &all->list[i]);
        chora_hits_add(equal ? &out->hits : &out->others, all->list[i]);
    }
    out->hits.more |= all->more;
}

/* ---- from exact to similar ---------------------------------------------------------------- */

static unsigned kinds_of(unsigned classes)
{
    return (classes & CHORA_WORD_AREA ? CHORA_OF_LEVEL(1) : 0) |
           (classes & CHORA_WORD_DISTRICT ? CHORA_OF_LEVEL(2) : 0) |
           (classes & CHORA_WORD_TOWN ? CHORA_OF_TOWNS : 0);
}

static void find_by_code(const looker *in, const char *text, chora_hits *out)
{
    chora_hits found = { .count = 0 };
    if (!(in->of & CHORA_OF_AREAS))
        return;
    chora_hits_by_code(in->gazetteer, in->within, text, &found);
    for (size_t i = 0; i < found.count; i++)
        if (in->of & CHORA_OF_LEVEL(in->gazetteer->areas[found.list[i].site]->level))
            chora_hits_add(out, found.list[i]);
}

/* A name that something of another kind has in the country is not a misspelling of this kind. */
static bool is_name_of_other(const looker *in, const chora_spelling *spelling,
                             const chora_hits *hits, chora_hits *out)
{
    chora_within country = { in->within.country, CHORA_NO_SITE, false };
    chora_hits known = { .count = 0 };
    chora_hits_by_name(in->gazetteer, country, ~in->of & (CHORA_OF_AREAS | CHORA_OF_TOWNS),
                       spelling->key, &known);
    bool other = false;
    for (size_t i = 0; i < known.count; i++) {
        bool held = false;
        for (size_t k = 0; k < hits->count && !held; k++)
            held =
                chora_gazetteer_holds(in->gazetteer, chora_hit_area(in->gazetteer, &hits->list[k]),
                                      chora_hit_area(in->gazetteer, &known.list[i]));
        other |= !held;
        if (!held)
            chora_hits_add(out, known.list[i]);
    }
    return other;
}

static bool has_code(const chora_hits *hits)
{
    for (size_t i = 0; i < hits->count; i++)
        if (strcmp(hits->list[i].method, "code") == 0)
            return true;
    return false;
}

static void find_by_name(const looker *in, const char *text, const chora_spelling *spelling,
                         chora_hits *out)
{
    unsigned stated = kinds_of(spelling->kinds) & in->of;
    chora_hits_by_name(in->gazetteer, in->within, in->of, spelling->key, out);
    if (out->count == 0)
        find_by_code(in, text, out);
    if (has_code(out))
        return;
    size_t equals;
    const chora_hit *exact = chora_hits_best(out, &equals);
    /* "Kyiv City" as it is written leaves nothing open. */
    if (exact && exact->score == 1 && spelling->kinds)
        return;
    if (out->count == 0 && stated && stated != in->of)
        chora_hits_by_plain(in->gazetteer, in->within, stated, spelling, out);
    if (out->count == 0 || !(in->of & CHORA_OF_TOWNS) || (is_mixed(in) && !stated))
        chora_hits_by_plain(in->gazetteer, in->within, in->of, spelling, out);
    const chora_hit *best = chora_hits_best(out, &equals);
    if (best && best->score < 1 && !(in->of & CHORA_OF_TOWNS))
        chora_hits_by_plain_sound(in->gazetteer, in->within, in->of, spelling, out);
}

/* Similar names of the whole world are too many to be sure of one; towns need their province:
 * outside of one only areas are meant. */
static unsigned kinds_that_may_be_similar(const looker *in)
{
    bool one_country = in->within.country || in->gazetteer->country_count <= 1;
    bool province =
        in->within.area != CHORA_NO_SITE && in->gazetteer->areas[in->within.area]->level > 0;
    if (!one_country)
        return 0;
    return province ? in->of : in->of & CHORA_OF_AREAS;
}

static void find_similar(const looker *in, const chora_spelling *spelling, chora_found *out)
{
    chora_hits all = { .count = 0 }, meant = { .count = 0 };
    unsigned of = kinds_that_may_be_similar(in);
    bool found = of && chora_hits_by_similarity(in->gazetteer, in->within, of, spelling, &meant);
    if (of != in->of)
        chora_hits_by_similarity(in->gazetteer, in->within, in->of, spelling, &all);
    else
        all = meant;
    found = found && all.list[0].score <= meant.list[0].score;
    meant.count = found ? 1 : 0;
    if (found && is_name_of_other(in, spelling, &meant, &out->others))
        meant.count = 0;
    for (size_t i = 0; i < meant.count; i++)
        chora_hits_add(&out->hits, meant.list[i]);
    for (size_t i = meant.count; i < all.count; i++)
        chora_hits_add(&out->others, all.list[i]);
}

/* How freely names are compared. */
typedef enum { AS_WRITTEN, AS_SPOKEN, AS_SIMILAR } freedom;

static void find_by_sound(const looker *in, const chora_spelling *spelling, freedom free,
                          chora_found *out)
{
    chora_hits all = { .count = 0 };
    unsigned stated = kinds_of(spelling->kinds) & in->of;
    if (stated && stated != in->of)
        chora_hits_by_sound(in->gazetteer, in->within, stated, spelling, &all);
    if (all.count == 0)
        chora_hits_by_sound(in->gazetteer, in->within, in->of, spelling, &all);
    if (all.count && !is_name_of_other(in, spelling, &all, &out->others)) {
        part_best(in, &all, out);
        return;
    }
    for (size_t i = 0; i < all.count; i++)
        chora_hits_add(&out->others, all.list[i]);
    if (all.count || free < AS_SIMILAR)
        return;
    find_similar(in, spelling, out);
}

/* What merely looks like a name is for a person to accept. */
static void find_doubtful(const looker *in, const chora_spelling *spelling, freedom free,
                          chora_found *out)
{
    chora_found found = { 0 };
    find_by_sound(in, spelling, free, &found);
    for (size_t i = 0; i < found.hits.count; i++)
        chora_hits_add(&out->others, found.hits.list[i]);
    for (size_t i = 0; i < found.others.count; i++)
        chora_hits_add(&out->others, found.others.list[i]);
}

static bool find_whole(const looker *in, const char *text, freedom free, chora_found *out)
{
    chora_spelling spelling;
    chora_hits all = { .count = 0 };
    if (!chora_spelling_read(in->gazetteer->languages, text, in->arena, &spelling))
        return false;
    if (!*spelling.key)
        return true;
    find_by_name(in, text, &spelling, &all);
    if (all.count)
        part_best(in, &all, out);
    else if (free > AS_WRITTEN && chora_scripts_mixed(text))
        find_doubtful(in, &spelling, free, out);
    else if (free > AS_WRITTEN)
        find_by_sound(in, &spelling, free, out);
    return true;
}

/* ---- several names in one cell ------------------------------------------------------------ */

size_t chora_hits_common(const chora_gazetteer *gazetteer, const chora_hits *hits)
{
    size_t common =
        hits->count && !hits->more ? chora_hit_area(gazetteer, &hits->list[0]) : CHORA_NO_SITE;
    for (size_t i = 1; i < hits->count && common != CHORA_NO_SITE; i++) {
        size_t area = chora_hit_area(gazetteer, &hits->list[i]);
        while (common != CHORA_NO_SITE &&
               (area == CHORA_NO_SITE || !chora_gazetteer_holds(gazetteer, common, area)))
            common = gazetteer->parents[common];
    }
    return common;
}

static bool is_country(const looker *in, const char *part)
{
    chora_hits found = { .count = 0 };
    chora_within anywhere = CHORA_WITHIN_ANYWHERE;
    chora_buffer key = CHORA_BUFFER_INIT(1 << 16);
    chora_text_key(part, &key);
    chora_hits_by_name(in->gazetteer, anywhere, CHORA_OF_LEVEL(0), chora_buffer_text(&key), &found);
    chora_buffer_free(&key);
    return found.count > 0;
}

typedef struct {
    const char *text;
    chora_found found;
    bool known; /* One area or town. */
} list_part;

/* Numbers, generic words and the country are no parts of a list. */
static bool is_part(const looker *in, const char *text, bool *failed)
{
    chora_spelling spelling;
    if (!chora_spelling_read(in->gazetteer->languages, text, in->arena, &spelling)) {
        *failed = true;
        return false;
    }
    return *spelling.key && !spelling.only_generic && !is_country(in, text);
}

/* Each part of whatever kind: in "Nangarhar/Jalalabad" the second is no province. */
/* An unknown part in a script without vowels that a known part sounds like is the same name: "Al
 * Dhale'e / الضالع". */
static bool is_same_in_another_script(const looker *in, const char *unknown, const char *known)
{
    chora_spelling a, b;
    chora_sound sounds[CHORA_SOUNDS_MAX];
    if (!chora_spelling_read(in->gazetteer->languages, unknown, in->arena, &a) ||
        !chora_spelling_read(in->gazetteer->languages, known, in->arena, &b) ||
        a.vowels_unwritten == b.vowels_unwritten)
        return false;
    if (!a.vowels_unwritten) {
        chora_spelling held = a;
        a = b;
        b = held;
    }
    chora_sound spoken = chora_spelling_sound(in->gazetteer->languages, &b);
    chora_sound consonants = chora_sound_skeleton(&spoken);
    size_t count = chora_spelling_sounds(in->gazetteer->languages, &a, sounds);
    for (size_t i = 0; i < count; i++)
        if (strcmp(chora_sound_skeleton(&sounds[i]).text, consonants.text) == 0 &&
            chora_sound_fits(sounds[i].text, spoken.text))
            return true;
    return false;
}

static size_t drop_other_scripts(const looker *in, list_part *parts, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        bool same = false;
        for (size_t k = 0; k < count && !parts[i].known && !same; k++)
            same = parts[k].known && is_same_in_another_script(in, parts[i].text, parts[k].text);
        if (!same)
            parts[kept++] = parts[i];
    }
    return kept;
}

static size_t look_up_parts(const looker *in, const chora_cell *cell, list_part *parts,
                            bool *failed)
{
    size_t count = 0;
    looker any = *in;
    any.of |= CHORA_OF_LEVEL(1) | CHORA_OF_LEVEL(2) | CHORA_OF_TOWNS;
    for (size_t i = 0; i < cell->count && !*failed; i++) {
        if (!is_part(in, cell->parts[i], failed))
            continue;
        list_part *part = &parts[count++];
        *part = (list_part){ .text = cell->parts[i] };
        part->found.several_in = CHORA_NO_SITE;
        *failed |= !find_whole(in, part->text, is_mixed(in) ? AS_SPOKEN : AS_SIMILAR, &part->found);
        if (part->found.hits.count == 0)
            *failed |= !find_whole(&any, part->text, AS_WRITTEN, &part->found);
        part->known = part->found.hits.count > 0;
    }
    return drop_other_scripts(in, parts, count);
}

static const char *name_parts(const looker *in, const list_part *parts, size_t count)
{
    chora_buffer text = CHORA_BUFFER_INIT(1 << 16);
    for (size_t i = 0; i < count; i++) {
        if (i)
            chora_buffer_add_text(&text, i + 1 < count ? ", " : " and ");
        size_t length = strlen(parts[i].text);
        const char *from = chora_text_trim(parts[i].text, &length);
        chora_buffer_printf(&text, "\"%.*s\"", (int)length, from);
        size_t area =
            parts[i].known ? chora_hits_common(in->gazetteer, &parts[i].found.hits) : CHORA_NO_SITE;
        if (!parts[i].known)
            chora_buffer_add_text(&text, " (not known)");
        else if (area != CHORA_NO_SITE)
            chora_buffer_printf(&text, " (%s)", in->gazetteer->areas[area]->code);
        else
            chora_buffer_add_text(&text, " (ambiguous)");
    }
    const char *kept = chora_arena_strdup(in->arena, chora_buffer_text(&text));
    chora_buffer_free(&text);
    return kept;
}

/* What later parts name holds what the first means: an address. It settles which of several the
 * first is. */
static bool is_address(const looker *in, const chora_cell *cell, list_part *parts, size_t count,
                       chora_found *out)
{
    if (!cell->only_commas || count < 2 || !parts[count - 1].known)
        return false;
    size_t outer = chora_hits_common(in->gazetteer, &parts[count - 1].found.hits);
    if (outer == CHORA_NO_SITE || in->gazetteer->areas[outer]->level == 0)
        return false;
    for (size_t i = 1; i + 1 < count; i++)
        if (parts[i].known &&
            !chora_gazetteer_holds(in->gazetteer, outer,
                                   chora_hits_common(in->gazetteer, &parts[i].found.hits)))
            return false;
    chora_found first = { .several_in = CHORA_NO_SITE };
    looker inside = *in;
    inside.within.area = outer;
    inside.within.inside = false;
    if (!find_whole(&inside, parts[0].text, AS_SIMILAR, &first))
        return false;
    if (first.hits.count == 0 && parts[0].known)
        return false;
    out->addressed = first.hits.count == 0;
    out->hits = first.hits.count ? first.hits : parts[count - 1].found.hits;
    out->others = first.others;
    return true;
}

static bool share_a_hit(const chora_hits *a, const chora_hits *b)
{
    for (size_t i = 0; i < a->count; i++)
        for (size_t k = 0; k < b->count; k++)
            if (a->list[i].site == b->list[k].site && a->list[i].of_town == b->list[k].of_town)
                return true;
    return false;
}

/* Spellings of one name: "Al Dhale'e / الضالع". */
static bool all_are_one(const list_part *parts, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (!share_a_hit(&parts[0].found.hits, &parts[i].found.hits))
            return false;
    return true;
}

static bool all_are_known(const list_part *parts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!parts[i].known)
            return false;
    return true;
}

static void take_list(const looker *in, const list_part *parts, size_t count, chora_found *out)
{
    out->several = name_parts(in, parts, count);
    chora_hits all = { .count = 0 };
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < parts[i].found.hits.count; k++)
            chora_hits_add(&all, parts[i].found.hits.list[k]);
    for (size_t i = 0; i < all.count; i++)
        chora_hits_add(&out->others, all.list[i]);
    out->several_in =
        all_are_known(parts, count) ? chora_hits_common(in->gazetteer, &all) : CHORA_NO_SITE;
}

static bool find_in_parts(const looker *in, const chora_cell *cell, chora_found *out)
{
    list_part parts[CHORA_CELL_PARTS_MAX];
    bool failed = false;
    size_t count = look_up_parts(in, cell, parts, &failed), known = 0;
    if (failed)
        return false;
    for (size_t i = 0; i < count; i++)
        known += parts[i].known;
    if (known == 0)
        return true;
    if (count == 1 || all_are_one(parts, count))
        out->hits = parts[0].found.hits;
    else if (!is_address(in, cell, parts, count, out))
        take_list(in, parts, count, out);
    return true;
}

/* "Kondoz (Kunduz)": two spellings of one, or the second says which; else the first counts. */
static bool find_beside_brackets(const looker *in, const chora_cell *cell, chora_found *out)
{
    chora_found inner = { .several_in = CHORA_NO_SITE };
    if (!find_whole(in, cell->outer, AS_SIMILAR, out) ||
        !find_whole(in, cell->inner, AS_SIMILAR, &inner))
        return false;
    if (out->hits.count == 0 && out->others.count == 0)
        out->others = inner.others;
    bool failed = false;
    if (!inner.hits.count || !is_part(in, cell->inner, &failed))
        return !failed;
    if (out->hits.count == 0) {
        out->hits = inner.hits;
        return true;
    }
    chora_hits both = { .count = 0 };
    for (size_t i = 0; i < out->hits.count; i++)
        for (size_t k = 0; k < inner.hits.count; k++)
            if (out->hits.list[i].site == inner.hits.list[k].site &&
                out->hits.list[i].of_town == inner.hits.list[k].of_town) {
                chora_hits_add(&both, out->hits.list[i]);
                chora_hits_add(&both, inner.hits.list[k]);
            }
    if (both.count) {
        out->hits = both;
    } else if (!(in->of & CHORA_OF_TOWNS)) {
        for (size_t k = 0; k < inner.hits.count; k++)
            chora_hits_add(&out->hits, inner.hits.list[k]);
    }
    return true;
}

bool chora_look_up(chora_gazetteer *gazetteer, chora_within within, unsigned of, const char *text,
                   chora_arena *arena, chora_found *out)
{
    looker in = { gazetteer, within, of, arena };
    chora_cell cell;
    *out = (chora_found){ .text = text, .several_in = CHORA_NO_SITE };
    if (strlen(text) > TEXT_MAX)
        return true;
    if (!chora_cell_read(gazetteer->languages, text, arena, &cell))
        return false;
    if (!find_whole(&in, text, cell.count < 2 && !cell.inner ? AS_SIMILAR : AS_SPOKEN, out))
        return false;
    if (out->hits.count)
        return true;
    if (cell.inner && !find_beside_brackets(&in, &cell, out))
        return false;
    if (out->hits.count == 0 && cell.count > 1 && !find_in_parts(&in, &cell, out))
        return false;
    if (out->hits.count || out->several || !(cell.count > 1 || cell.inner))
        return true;
    return find_whole(&in, cell.inner ? cell.outer : text, AS_SIMILAR, out);
}
