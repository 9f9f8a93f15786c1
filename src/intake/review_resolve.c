#include "intake/review_resolve.h"

#include "base/text.h"
#include "store/vintage.h"

#include <stdlib.h>
#include <string.h>

enum { SHOWN_ALTERNATIVES = 3, MOST_CODES = 100000 };

const char *chora_ruling_name(chora_ruling ruling)
{
    static const char *const names[] = { [CHORA_RULING_AREA] = "area",
                                         [CHORA_RULING_PLACE] = "place",
                                         [CHORA_RULING_NONE] = "none",
                                         [CHORA_RULING_REFUSED] = NULL };
    return names[ruling];
}

chora_status chora_resolver_open(chora_resolver *resolver, chora_store *store, chora_arena *arena,
                                 chora_error *err)
{
    *resolver = (chora_resolver){ .arena = arena };
    chora_status st = chora_area_finder_open(&resolver->areas, store, CHORA_VINTAGE_CURRENT, err);
    if (!st)
        st = chora_query_open(store, "SELECT id FROM place WHERE geonames_id = ?1",
                              &resolver->by_geonames, err);
    if (!st)
        st = chora_query_open(store,
                              "SELECT a.code, n.text FROM area a JOIN layer l ON l.id = a.layer_id"
                              " JOIN name n ON n.kind = 'area' AND n.ref_id = a.id AND n.lang ="
                              " 'main' WHERE l.role = 'areas' AND l.current > 0"
                              " ORDER BY a.level, a.code",
                              &resolver->codes, err);
    if (!st)
        st = chora_review_open_places(store, &resolver->geonames_of, err);
    return st ? st : chora_placer_new(store, &resolver->placer, err);
}

void chora_resolver_close(chora_resolver *resolver)
{
    chora_area_finder_close(&resolver->areas);
    chora_query_close(resolver->by_geonames);
    chora_query_close(resolver->geonames_of);
    chora_query_close(resolver->codes);
    chora_placer_free(resolver->placer);
    *resolver = (chora_resolver){ 0 };
}

/* ---- answers --------------------------------------------------------------------------------- */

static chora_status refuse(chora_resolved *out, const char *why, chora_error *err)
{
    *out = (chora_resolved){ .ruling = CHORA_RULING_REFUSED, .why = why };
    return why ? CHORA_OK : chora_no_memory(err);
}

static void take_area(chora_resolved *out, int64_t id)
{
    *out = (chora_resolved){ .ruling = CHORA_RULING_AREA, .area_id = id };
}

static void take_place(chora_resolved *out, int64_t id)
{
    *out = (chora_resolved){ .ruling = CHORA_RULING_PLACE, .place_id = id };
}

static bool is_one_of(const char *text, const char *const *words)
{
    for (; *words; words++)
        if (chora_text_compare_nocase(text, *words) == 0)
            return true;
    return false;
}

/* Also the dashes that a spreadsheet makes of "-". */
static chora_ruling plain_ruling(const char *decision)
{
    static const char *const nowhere[] = { "none",         "-", "\xE2\x80\x93", "\xE2\x80\x94",
                                           "\xE2\x88\x92", NULL };
    if (*decision == '\0')
        return CHORA_RULING_UNDECIDED;
    if (is_one_of(decision, nowhere))
        return CHORA_RULING_NONE;
    return chora_text_compare_nocase(decision, "undo") == 0 ? CHORA_RULING_UNDO
                                                            : CHORA_RULING_REFUSED;
}

/* ---- codes ----------------------------------------------------------------------------------- */

static chora_status load_codes(chora_resolver *r, chora_error *err)
{
    size_t count = 0;
    bool row = false;
    const char **codes = chora_arena_alloc(r->arena, MOST_CODES + 1, sizeof *codes);
    const char **names = chora_arena_alloc(r->arena, MOST_CODES + 1, sizeof *names);
    chora_status st = codes && names ? CHORA_OK : chora_no_memory(err);
    while (!st && count < MOST_CODES && !(st = chora_query_step(r->codes, &row, err)) && row) {
        codes[count] = chora_arena_strdup(r->arena, chora_query_text(r->codes, 0));
        names[count] = chora_arena_strdup(r->arena, chora_query_text(r->codes, 1));
        st = codes[count] && names[count] ? CHORA_OK : chora_no_memory(err);
        count++;
    }
    chora_query_reset(r->codes);
    r->code_list = codes;
    r->code_names = names;
    return st;
}

static bool looks_like_code(const char *text)
{
    return strpbrk(text, "-0123456789") && !strchr(text, ' ');
}

/* "; the nearest is AF-NUR (Nuristan)", or nothing. */
static chora_status add_nearest_code(chora_resolver *r, const char *code, chora_buffer *out,
                                     chora_error *err)
{
    chora_status st = r->code_list ? CHORA_OK : load_codes(r, err);
    if (st)
        return st;
    const char *nearest = chora_text_nearest(code, r->code_list);
    for (size_t i = 0; nearest && r->code_list[i]; i++)
        if (r->code_list[i] == nearest)
            chora_buffer_printf(out, "; the nearest is %s (%s)", nearest, r->code_names[i]);
    return CHORA_OK;
}

static chora_status by_geonames(chora_resolver *r, const char *number, chora_resolved *out,
                                chora_error *err)
{
    long long id;
    bool row = false;
    if (!chora_text_integer(number, &id))
        return refuse(
            out,
            chora_arena_printf(r->arena, "\"%s\" is no GeoNames number (geonames:1138958)", number),
            err);
    chora_query_bind_int(r->by_geonames, 1, id);
    chora_status st = chora_query_step(r->by_geonames, &row, err);
    if (!st && row)
        take_place(out, chora_query_int(r->by_geonames, 0));
    chora_query_reset(r->by_geonames);
    if (st || row)
        return st;
    return refuse(
        out,
        chora_arena_printf(r->arena, "no town of the project has the GeoNames number %s", number),
        err);
}

/* `found` false, and nothing refused: it is no code. */
static chora_status by_code(chora_resolver *r, const char *code, chora_resolved *out, bool *found,
                            chora_error *err)
{
    int64_t area = 0;
    bool several = false;
    *found = true;
    if (strncmp(code, CHORA_GEONAMES_PREFIX, strlen(CHORA_GEONAMES_PREFIX)) == 0)
        return by_geonames(r, code + strlen(CHORA_GEONAMES_PREFIX), out, err);
    chora_status st = chora_area_finder_code(&r->areas, code, -1, &area, &several, err);
    if (st)
        return st;
    if (several)
        return refuse(
            out, chora_arena_printf(r->arena, "\"%s\" is the code of several areas", code), err);
    *found = area != 0;
    if (area)
        take_area(out, area);
    return CHORA_OK;
}

/* ---- candidates ------------------------------------------------------------------------------ */

static chora_status take_candidate(chora_resolver *r, const char *code, chora_resolved *out,
                                   chora_error *err)
{
    bool found;
    chora_status st = by_code(r, code, out, &found, err);
    if (st || found)
        return st;
    return refuse(out,
                  chora_arena_printf(r->arena, "its candidate %s is no area of this project", code),
                  err);
}

/* "2"; a spreadsheet may make "2.0" of it. "02" is a code. -1: no such number. */
static int candidate_number(const char *decision)
{
    bool one = decision[0] >= '1' && decision[0] <= '0' + CHORA_REVIEW_CANDIDATES;
    return one && (!decision[1] || strcmp(decision + 1, ".0") == 0) ? decision[0] - '1' : -1;
}

/* The code of the one candidate of that name; `equals` says how many have it. */
static const char *named_candidate(chora_resolver *r, const chora_decision_row *row, size_t *equals)
{
    chora_buffer wanted = CHORA_BUFFER_INIT(1 << 16), key = CHORA_BUFFER_INIT(1 << 16);
    const char *found = NULL, *code, *name;
    chora_text_key(row->decision, &wanted);
    *equals = 0;
    for (int i = 0; i < CHORA_REVIEW_CANDIDATES; i++) {
        if (!chora_review_candidate_read(row->candidates[i], r->arena, &code, &name))
            continue;
        chora_text_key(name, &key);
        if (strcmp(chora_buffer_text(&key), chora_buffer_text(&wanted)) == 0) {
            found = code;
            ++*equals;
        }
    }
    chora_buffer_free(&key);
    chora_buffer_free(&wanted);
    return found;
}

/* ---- names ----------------------------------------------------------------------------------- */

static bool is_sure(const chora_match *match)
{
    static const char *const methods[] = { "code", "name", "alternate", "decision", NULL };
    return match->problem == CHORA_PROBLEM_NONE && match->level != CHORA_NONE &&
           match->alternative_count == 0 && is_one_of(match->method, methods);
}

static chora_status add_alternatives(chora_resolver *r, const chora_match *match, chora_buffer *out,
                                     chora_error *err)
{
    chora_buffer one = CHORA_BUFFER_INIT(4096);
    chora_status st = CHORA_OK;
    for (size_t i = 0; !st && i < match->alternative_count && i < SHOWN_ALTERNATIVES; i++) {
        st = chora_review_candidate_text(r->geonames_of, &match->alternatives[i], &one, err);
        chora_buffer_printf(out, "%s%s", i ? ", " : "; the nearest: ", chora_buffer_text(&one));
    }
    chora_buffer_free(&one);
    return st;
}

static chora_status refuse_name(chora_resolver *r, const chora_decision_row *row,
                                const chora_match *match, chora_resolved *out, chora_error *err)
{
    chora_buffer why = CHORA_BUFFER_INIT(8192);
    bool ambiguous = match->problem == CHORA_PROBLEM_AMBIGUOUS;
    chora_buffer_printf(&why, "\"%s\" is %s", row->decision,
                        ambiguous ? "the name of more than one: write the code"
                                  : "neither a code nor a name of the project");
    chora_status st = !ambiguous && looks_like_code(row->decision)
                          ? add_nearest_code(r, row->decision, &why, err)
                          : add_alternatives(r, match, &why, err);
    if (!st)
        st = refuse(out, chora_arena_strdup(r->arena, chora_buffer_text(&why)), err);
    chora_buffer_free(&why);
    return st;
}

static chora_status by_name(chora_resolver *r, const chora_decision_row *row, chora_resolved *out,
                            chora_error *err)
{
    chora_evidence_of_place evidence = CHORA_EVIDENCE_OF_PLACE_INIT;
    chora_match match;
    evidence.name = row->decision;
    evidence.in = row->parent;
    evidence.country = row->country;
    chora_status st = chora_placer_match(r->placer, &evidence, &match, err);
    if (st)
        return st;
    if (!is_sure(&match))
        return refuse_name(r, row, &match, out, err);
    if (match.place_id)
        take_place(out, match.place_id);
    else
        take_area(out, match.area_id);
    return CHORA_OK;
}

/* ---- the whole ------------------------------------------------------------------------------- */

static chora_status by_code_or_name(chora_resolver *r, const chora_decision_row *row,
                                    chora_resolved *out, chora_error *err)
{
    const char *code, *name;
    size_t equals;
    bool found;
    int number = candidate_number(row->decision);
    if (number >= 0 && chora_review_candidate_read(row->candidates[number], r->arena, &code, &name))
        return take_candidate(r, code, out, err);
    chora_status st = by_code(r, row->decision, out, &found, err);
    if (st || found)
        return st;
    if (number >= 0)
        return refuse(out, chora_arena_printf(r->arena, "the row has no candidate %d", number + 1),
                      err);
    code = named_candidate(r, row, &equals);
    if (equals == 1)
        return take_candidate(r, code, out, err);
    if (equals > 1)
        return refuse(out,
                      chora_arena_printf(r->arena,
                                         "%zu candidates are called \"%s\": write the code or the "
                                         "number of one",
                                         equals, row->decision),
                      err);
    return by_name(r, row, out, err);
}

chora_status chora_resolve(chora_resolver *resolver, const chora_decision_row *row,
                           chora_resolved *out, chora_error *err)
{
    *out = (chora_resolved){ .ruling = plain_ruling(row->decision) };
    if (out->ruling == CHORA_RULING_UNDECIDED)
        return CHORA_OK;
    if (*row->text == '\0')
        return refuse(
            out, "the question is about no words: only the table of incidents can be mended", err);
    if (out->ruling != CHORA_RULING_REFUSED)
        return CHORA_OK;
    return by_code_or_name(resolver, row, out, err);
}
