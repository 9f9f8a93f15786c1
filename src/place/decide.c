#include "place/decide.h"

#include "place/town.h"

#include <math.h>
#include <string.h>

/* An incident without a stated precision this near to a town's centre is known to the town only. */
#define CENTRE_M 1000.0

/* Farther from a named town than any part of it. */
#define FAR_FROM_TOWN_M 50000.0

typedef struct {
    chora_gazetteer *gazetteer;
    const chora_evidence_of_place *evidence;
    const chora_words *words;
    chora_position position;
    chora_xy lonlat;
    chora_buffer *reason;
    chora_match *out;
    chora_town_around around; /* Of the point, for the province it is placed in. */
    bool looked;
} decision;

static const char *name_of(const decision *d, size_t area)
{
    return area == CHORA_NO_SITE ? "no area" : d->gazetteer->areas[area]->name;
}

/* "Achin, Nangarhar" for a district. */
static void say_area(decision *d, size_t area)
{
    size_t province = chora_gazetteer_ancestor(d->gazetteer, area, 1);
    chora_buffer_add_text(d->reason, name_of(d, area));
    if (province != area && province != CHORA_NO_SITE)
        chora_buffer_printf(d->reason, ", %s", name_of(d, province));
}

static void say_km(decision *d, double metres)
{
    chora_buffer_add_number(d->reason, metres / 1000, metres < 10000 ? 1 : 0);
    chora_buffer_add_text(d->reason, " km");
}

static void say_note(decision *d, const char *note)
{
    if (note)
        chora_buffer_printf(d->reason, "; %s", note);
}

static void place_nowhere(decision *d)
{
    d->out->area_id = d->out->place_id = 0;
    d->out->code = d->out->name = "";
    d->out->level = CHORA_NONE;
    d->out->method = "none";
    d->out->score = 0;
}

static chora_precision coarser(chora_precision a, chora_precision b)
{
    return a > b ? a : b;
}

/* The area that belongs to a level: province and country take theirs, finer ones the finest. */
static void take_area(decision *d, size_t finest, chora_precision level)
{
    size_t area = finest;
    if (level >= CHORA_PROVINCE) {
        int wanted = level == CHORA_PROVINCE ? 1 : 0;
        area = chora_gazetteer_ancestor(d->gazetteer, finest, wanted);
        /* A project of provinces alone has no area for "somewhere in the country". */
        if (area == CHORA_NO_SITE && wanted == 1 && finest != CHORA_NO_SITE &&
            d->gazetteer->areas[finest]->level < 1) {
            area = finest;
            level = CHORA_COUNTRY;
        }
    }
    d->out->level = level;
    bool known = area != CHORA_NO_SITE;
    d->out->area_id = known ? d->gazetteer->areas[area]->id : 0;
    d->out->code = known ? d->gazetteer->areas[area]->code : "";
    d->out->name = known ? d->gazetteer->areas[area]->name : "";
}

/* ---- by coordinates ----------------------------------------------------------------------- */

/* The area that the words name and the point should lie in; CHORA_NO_SITE when they name none. */
static size_t claimed_area(const decision *d)
{
    if (d->evidence->stated != CHORA_COUNTRY && d->words->province != CHORA_NO_SITE)
        return d->words->province;
    return d->words->country_area;
}

static bool names_another(const decision *d, size_t claimed)
{
    int level = claimed == CHORA_NO_SITE ? 0 : d->gazetteer->areas[claimed]->level;
    if (claimed != CHORA_NO_SITE)
        return chora_gazetteer_ancestor(d->gazetteer, d->position.finest, level) != claimed;
    /* A country of which the project has no outline: compare the codes. */
    if (d->words->country_state != CHORA_COUNTRY_KNOWN)
        return false;
    const char *country = chora_gazetteer_country(d->gazetteer, d->position.finest);
    return country[0] && strcmp(country, d->words->country) != 0;
}

/* The first problem stays; a decision on coordinates is one on the place text, never on a whole
 * province. */
static void set_problem(decision *d, chora_place_problem problem)
{
    if (d->out->problem == CHORA_PROBLEM_NONE || problem == CHORA_PROBLEM_SWAPPED ||
        problem == CHORA_PROBLEM_DISAGREE)
        d->out->problem = problem;
}

/* ---- latitude for longitude --------------------------------------------------------------- */

/* Where the point would lie with its numbers exchanged: in what the words name, or in any area of
 * the project when they name none. */
static size_t swapped_area(decision *d)
{
    chora_xy exchanged = { d->lonlat.y, d->lonlat.x };
    if (!(fabs(exchanged.x) <= 180 && fabs(exchanged.y) <= 90) || exchanged.x == exchanged.y)
        return CHORA_NO_SITE;
    chora_position there = chora_position_read(d->gazetteer, exchanged);
    if (there.state != CHORA_POSITION_INSIDE)
        return CHORA_NO_SITE;
    size_t claimed =
        d->words->province != CHORA_NO_SITE ? d->words->province : d->words->country_area;
    bool named =
        claimed == CHORA_NO_SITE || chora_gazetteer_holds(d->gazetteer, claimed, there.finest);
    return named ? there.finest : CHORA_NO_SITE;
}

static void propose_swapped(decision *d)
{
    size_t area = swapped_area(d);
    if (area == CHORA_NO_SITE)
        return;
    chora_buffer_add_text(d->reason, "with latitude and longitude exchanged it would lie in ");
    say_area(d, area);
    chora_buffer_add_text(d->reason, "; ");
    set_problem(d, CHORA_PROBLEM_SWAPPED);
}

static void refuse_position(decision *d, size_t claimed, double distance)
{
    set_problem(d, CHORA_PROBLEM_DISAGREE);
    propose_swapped(d);
    chora_buffer_printf(d->reason, "says %s, but the point lies in ",
                        claimed == CHORA_NO_SITE ? d->words->country : name_of(d, claimed));
    say_area(d, d->position.finest);
    if (isfinite(distance)) {
        chora_buffer_add_text(d->reason, " (");
        say_km(d, distance);
        chora_buffer_printf(d->reason, " from %s)", name_of(d, claimed));
    }
    place_nowhere(d);
}

/* What lies around the point is asked for its level and for its town: one look for both. */
static const chora_town_around *look_around(decision *d, size_t province)
{
    if (!d->looked)
        d->around = chora_town_look_around(d->gazetteer, d->lonlat, CENTRE_M, province);
    d->looked = true;
    return &d->around;
}

static chora_precision point_level(decision *d, size_t province)
{
    if (d->evidence->stated != CHORA_NOT_STATED)
        return d->evidence->stated;
    return look_around(d, province)->near ? CHORA_PLACE : CHORA_NEAR;
}

static void take_town(decision *d, size_t province)
{
    if (d->out->level > CHORA_DISTRICT)
        return;
    size_t town = chora_town_named(d->gazetteer, d->words, d->lonlat, province);
    if (town == CHORA_NO_SITE)
        town = look_around(d, province)->largest;
    if (town == CHORA_NO_SITE)
        return;
    d->out->place_id = d->gazetteer->towns[town].place->id;
    d->out->name = d->gazetteer->towns[town].place->name;
}

/* The point is a little outside of what the words name: they are believed. */
static void place_by_claim(decision *d, size_t claimed, double distance)
{
    size_t province = chora_gazetteer_ancestor(d->gazetteer, claimed, 1);
    take_area(d, claimed, point_level(d, province));
    d->out->method = "nearest";
    d->out->score = 1 - distance / (4 * CHORA_NEAREST_M);
    take_town(d, province);
    chora_buffer_printf(d->reason, "says %s; the point lies ", name_of(d, claimed));
    say_km(d, distance);
    chora_buffer_add_text(d->reason, " outside of it, in ");
    say_area(d, d->position.finest);
    say_note(d, d->words->note);
}

/* The stated district against the one that holds the point: in doubt only the province is certain.
 */
static size_t agreed_area(decision *d, bool *doubtful)
{
    size_t district = chora_gazetteer_ancestor(d->gazetteer, d->position.finest, 2);
    *doubtful = d->words->district != CHORA_NO_SITE && district != CHORA_NO_SITE &&
                d->words->district != district;
    return *doubtful ? d->position.province : d->position.finest;
}

/* The words name a town: how far is the point from it? */
static void say_distance_to_town(decision *d)
{
    if (d->words->town == CHORA_NO_SITE)
        return;
    const chora_town *town = &d->gazetteer->towns[d->words->town];
    double distance = chora_geodesic_m(d->lonlat, town->place->lonlat);
    if (distance < CENTRE_M)
        return;
    chora_buffer_add_text(d->reason, ", ");
    say_km(d, distance);
    chora_buffer_printf(d->reason, " from %s that is named", town->place->name);
    if (distance > FAR_FROM_TOWN_M)
        set_problem(d, CHORA_PROBLEM_DISAGREE);
}

/* The words' own problems: a point inside settles what the words left open. */
static void settle_words(decision *d)
{
    bool settled = d->out->problem == CHORA_PROBLEM_UNKNOWN ||
                   d->out->problem == CHORA_PROBLEM_AMBIGUOUS ||
                   d->out->problem == CHORA_PROBLEM_DOUBTFUL;
    if (settled && !d->words->refusal)
        d->out->problem = CHORA_PROBLEM_NONE;
}

static void place_by_point(decision *d)
{
    settle_words(d);
    bool doubtful = false, nearest = d->position.state == CHORA_POSITION_NEAREST;
    size_t area = agreed_area(d, &doubtful);
    take_area(d, area, point_level(d, d->position.province));
    d->out->method = nearest ? "nearest" : "point";
    d->out->score = nearest ? 1 - d->position.distance_m / (2 * CHORA_NEAREST_M) : 1;
    take_town(d, d->position.province);
    chora_buffer_add_text(d->reason, nearest ? "the point lies " : "the point lies in ");
    if (nearest) {
        say_km(d, d->position.distance_m);
        chora_buffer_add_text(d->reason, " outside of ");
    }
    say_area(d, d->position.finest);
    if (doubtful) {
        chora_buffer_printf(d->reason, ", not in the district %s that is named",
                            name_of(d, d->words->district));
        set_problem(d, CHORA_PROBLEM_DISAGREE);
    }
    say_distance_to_town(d);
    say_note(d, d->words->refusal);
    say_note(d, d->words->note);
}

static void decide_by_words(decision *d);

static chora_status decide_by_point(decision *d, chora_error *err)
{
    size_t claimed = claimed_area(d);
    if (d->words->decided && (d->words->refusal || names_another(d, claimed))) {
        decide_by_words(d);
        return CHORA_OK;
    }
    if (!names_another(d, claimed)) {
        place_by_point(d);
        return CHORA_OK;
    }
    double distance = INFINITY;
    chora_status st = CHORA_OK;
    if (claimed != CHORA_NO_SITE)
        st = chora_gazetteer_distance(d->gazetteer, claimed, d->lonlat, &distance, err);
    if (st)
        return st;
    if (distance <= CHORA_NEAREST_M)
        place_by_claim(d, claimed, distance);
    else
        refuse_position(d, claimed, distance);
    return CHORA_OK;
}

/* ---- by words ----------------------------------------------------------------------------- */

/*
 * The finest that the words are certain of. A row that states its precision and names a district is
 * believed where the project has no districts to look it up in.
 */
static chora_precision known_level(const decision *d)
{
    const chora_words *words = d->words;
    if (words->town != CHORA_NO_SITE)
        return CHORA_PLACE;
    if (words->district != CHORA_NO_SITE)
        return CHORA_DISTRICT;
    if (words->province != CHORA_NO_SITE)
        return d->evidence->stated <= CHORA_DISTRICT && words->district_given &&
                       !chora_gazetteer_has_level(d->gazetteer, words->province, 2)
                   ? CHORA_DISTRICT
                   : CHORA_PROVINCE;
    return words->country_state == CHORA_COUNTRY_KNOWN || words->country_area != CHORA_NO_SITE
               ? CHORA_COUNTRY
               : CHORA_NONE;
}

static size_t finest_named(const decision *d, bool with_town)
{
    if (with_town)
        return d->gazetteer->towns[d->words->town].finest;
    if (d->words->district != CHORA_NO_SITE)
        return d->words->district;
    return d->words->province != CHORA_NO_SITE ? d->words->province : d->words->country_area;
}

/* Why words alone place it nowhere; NULL when they can. */
static const char *words_refusal(const decision *d)
{
    const chora_words *words = d->words;
    if (words->refusal)
        return words->refusal;
    bool area_named = words->province != CHORA_NO_SITE || words->district != CHORA_NO_SITE;
    if (words->town_ambiguous && !area_named)
        return words->town_refusal;
    if (words->country_state == CHORA_COUNTRY_UNKNOWN && d->gazetteer->country_count > 1)
        return words->note;
    if (known_level(d) == CHORA_NONE)
        return words->note           ? words->note
               : words->town_refusal ? words->town_refusal
                                     : "says nothing about where";
    return NULL;
}

/* What the area is taken from: the town where it may stand or where nothing else is named. */
static bool rests_on_town(const decision *d, bool with_town)
{
    return with_town ||
           (d->words->town != CHORA_NO_SITE && finest_named(d, false) == CHORA_NO_SITE);
}

static void say_found(decision *d, bool with_town)
{
    static const char *const what[] = { "the country", "the province", "the district" };
    const chora_words *words = d->words;
    size_t finest = finest_named(d, rests_on_town(d, with_town));
    if (rests_on_town(d, with_town)) {
        chora_buffer_printf(d->reason, "the place is %s in ",
                            d->gazetteer->towns[words->town].place->name);
        say_area(d, finest);
    } else if (finest != CHORA_NO_SITE) {
        chora_buffer_printf(d->reason, "%s is ", what[d->gazetteer->areas[finest]->level]);
        say_area(d, finest);
    } else {
        chora_buffer_printf(d->reason, "the country is %s", words->country);
    }
    if (words->town == CHORA_NO_SITE)
        say_note(d, words->town_refusal);
    say_note(d, words->note);
}

static void decide_by_words(decision *d)
{
    const chora_words *words = d->words;
    const char *refusal = words_refusal(d);
    if (refusal) {
        chora_buffer_add_text(d->reason, refusal);
        place_nowhere(d);
        return;
    }
    chora_precision level = known_level(d);
    if (d->evidence->stated != CHORA_NOT_STATED)
        level = coarser(d->evidence->stated, level);
    bool with_town = words->town != CHORA_NO_SITE && level <= CHORA_PLACE;
    bool by_town = rests_on_town(d, with_town);
    take_area(d, finest_named(d, by_town), level);
    d->out->method = by_town ? words->town_method : words->method;
    d->out->score = by_town ? words->town_score : words->score;
    if (with_town) {
        d->out->place_id = d->gazetteer->towns[words->town].place->id;
        d->out->name = d->gazetteer->towns[words->town].place->name;
    }
    say_found(d, with_town);
}

/* ---- the decision ------------------------------------------------------------------------- */

static void say_position(decision *d)
{
    if (d->position.state == CHORA_POSITION_OUTSIDE) {
        chora_buffer_add_text(d->reason, "the point lies outside the project's areas; ");
        set_problem(d, CHORA_PROBLEM_OUTSIDE);
        propose_swapped(d);
    } else if (d->position.state == CHORA_POSITION_INVALID) {
        chora_buffer_add_text(d->reason, "the coordinates are not on the Earth; ");
        set_problem(d, CHORA_PROBLEM_INVALID);
        propose_swapped(d);
    } else if (d->evidence->lon == 0 && d->evidence->lat == 0) {
        chora_buffer_add_text(d->reason, "the coordinates 0, 0 stand for none; ");
    }
}

chora_status chora_decide(chora_gazetteer *gazetteer, const chora_evidence_of_place *evidence,
                          const chora_words *words, chora_buffer *reason, chora_match *out,
                          chora_error *err)
{
    decision d = { .gazetteer = gazetteer,
                   .evidence = evidence,
                   .words = words,
                   .lonlat = { evidence->lon, evidence->lat },
                   .reason = reason,
                   .out = out };
    chora_status st = CHORA_OK;
    *out = (chora_match){
        .method = "none", .level = CHORA_NONE, .problem = words->problem, .code = "", .name = ""
    };
    chora_buffer_clear(reason);
    d.position = chora_position_read(gazetteer, d.lonlat);
    if (evidence->stated == CHORA_NONE) {
        chora_buffer_add_text(reason, "stated to be known to no place");
    } else if (words->contradictory) {
        chora_buffer_add_text(reason, words->refusal);
    } else if (d.position.state == CHORA_POSITION_INSIDE ||
               d.position.state == CHORA_POSITION_NEAREST) {
        st = decide_by_point(&d, err);
    } else {
        say_position(&d);
        decide_by_words(&d);
    }
    if (d.position.state == CHORA_POSITION_MISSING && words->problem == CHORA_PROBLEM_NONE &&
        out->level == CHORA_NONE && !words->decided && evidence->stated != CHORA_NONE)
        set_problem(&d, CHORA_PROBLEM_EMPTY);
    out->reason = chora_buffer_text(reason);
    return st;
}
