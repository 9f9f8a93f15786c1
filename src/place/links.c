/* Links without a store: decisions, then ids, then the only pairs of a rule. */
#include "place/links.h"

#include "base/search.h"

#include <stdlib.h>
#include <string.h>

/** A claim and a verified row that the rule allows. */
typedef struct {
    size_t claim, verified;
    bool certain; /**< Both state every word, and the verified row is free. */
    int apart;    /**< Days between them. */
} pair;

typedef struct {
    const chora_link_set *set;
    chora_link_outcome *out;
    size_t *by_key, *by_id, *by_area; /**< Indexes of verified rows, sorted. */
    bool *taken;                      /**< Per verified row: an id or a decision links it. */
    pair *pairs;
    size_t pair_count, pair_capacity;
    size_t *fits; /**< Per verified row: claims that it may be. */
    chora_error *err;
} finding;

/* ---- sorted indexes -------------------------------------------------------------------------- */

typedef const char *(*text_of)(const chora_link_row *row);

static const char *key_of(const chora_link_row *row)
{
    return row->key;
}

static const char *id_of(const chora_link_row *row)
{
    return row->id_text;
}

static const char *area_of(const chora_link_row *row)
{
    return row->area ? row->area : "";
}

typedef struct {
    const char *text;
    size_t index;
} entry;

static int by_text(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    int order = strcmp(x->text, y->text);
    return order ? order : x->index < y->index ? -1 : x->index > y->index;
}

static size_t *sorted(const chora_link_rows *rows, text_of text)
{
    entry *list = chora_alloc(rows->count + 1, sizeof *list);
    size_t *out = chora_alloc(rows->count + 1, sizeof *out);
    for (size_t i = 0; list && out && i < rows->count; i++)
        list[i] = (entry){ text(&rows->rows[i]), i };
    if (!list || !out) {
        free(list);
        free(out);
        return NULL;
    }
    qsort(list, rows->count, sizeof *list, by_text);
    for (size_t i = 0; i < rows->count; i++)
        out[i] = list[i].index;
    free(list);
    return out;
}

typedef struct {
    const chora_link_rows *rows;
    const size_t *index;
    text_of text;
} looking;

static const char *text_at(const void *list, size_t at)
{
    const looking *in = list;
    return in->text(&in->rows->rows[in->index[at]]);
}

/* How many rows have the text; the first of them in `out`. */
static size_t look_up(const chora_link_rows *rows, const size_t *index, text_of text,
                      const char *wanted, size_t *out)
{
    const looking in = { rows, index, text };
    size_t at = chora_search_texts(&in, rows->count, text_at, wanted), count = 0;
    while (at + count < rows->count && strcmp(text(&rows->rows[index[at + count]]), wanted) == 0)
        count++;
    *out = at;
    return count;
}

/* ---- decisions and ids ----------------------------------------------------------------------- */

static const chora_link_decision *decision_of(const finding *f, const char *key)
{
    for (size_t i = 0; i < f->set->decision_count; i++)
        if (strcmp(f->set->decisions[i].claim, key) == 0)
            return &f->set->decisions[i];
    return NULL;
}

static void link_to(finding *f, size_t claim, size_t verified, chora_link_state state)
{
    f->out[claim].state = state;
    f->out[claim].verified = verified;
    f->taken[verified] = true;
}

/* A decision for a row that is gone decides nothing any more. */
static void follow_decision(finding *f, size_t claim)
{
    const chora_link_row *row = &f->set->claims.rows[claim];
    const chora_link_decision *decision = decision_of(f, row->key);
    size_t at;
    if (!decision)
        return;
    if (!*decision->verified)
        f->out[claim].state = CHORA_LINK_APART;
    else if (look_up(&f->set->verified, f->by_key, key_of, decision->verified, &at) > 0)
        link_to(f, claim, f->by_key[at], CHORA_LINK_BY_DECISION);
}

static void follow_id(finding *f, size_t claim)
{
    const chora_link_row *row = &f->set->claims.rows[claim];
    chora_link_outcome *out = &f->out[claim];
    size_t at, count;
    if (out->state != CHORA_LINK_ALONE || !f->set->by_id || !*row->id_text)
        return;
    count = look_up(&f->set->verified, f->by_id, id_of, row->id_text, &at);
    if (count == 1) {
        link_to(f, claim, f->by_id[at], CHORA_LINK_BY_ID);
        return;
    }
    out->state = CHORA_LINK_TO_REVIEW;
    out->problem = "id";
    for (size_t i = 0; i < count && i < CHORA_LINK_CANDIDATES; i++)
        out->candidates[out->candidate_count++] = f->by_id[at + i];
}

/* ---- the rule -------------------------------------------------------------------------------- */

/* Days between two spans; 0 when they meet. */
static int days_apart(const chora_link_row *a, const chora_link_row *b)
{
    if (a->first > b->last)
        return a->first - b->last;
    return b->first > a->last ? b->first - a->last : 0;
}

/* False: they state different words. `certain`: both state every one. */
static bool words_agree(const chora_link_set *set, const chora_link_row *a, const chora_link_row *b,
                        bool *certain)
{
    for (size_t i = 0; i < set->word_count; i++) {
        if (!*a->words[i] || !*b->words[i])
            *certain = false;
        else if (strcmp(a->words[i], b->words[i]) != 0)
            return false;
    }
    return true;
}

static chora_status add_pair(finding *f, pair one)
{
    if (f->pair_count == CHORA_LINK_PAIRS_MAX)
        return chora_fail(f->err, CHORA_ELIMIT,
                          "the rule is too wide: more than %d pairs of a claim and an incident fit "
                          "it; ask for fewer days, a finer level or the same words",
                          CHORA_LINK_PAIRS_MAX);
    if (chora_grow((void **)&f->pairs, &f->pair_capacity, f->pair_count, sizeof *f->pairs))
        return chora_no_memory(f->err);
    f->fits[one.verified]++;
    f->pairs[f->pair_count++] = one;
    return CHORA_OK;
}

/* All rows of the claim's area that the rule allows. */
static chora_status pair_claim(finding *f, size_t claim)
{
    const chora_link_set *set = f->set;
    const chora_link_row *row = &set->claims.rows[claim];
    size_t at, count;
    chora_status st = CHORA_OK;
    if (f->out[claim].state != CHORA_LINK_ALONE || !row->dated || !row->area)
        return CHORA_OK;
    count = look_up(&set->verified, f->by_area, area_of, row->area, &at);
    for (size_t i = 0; !st && i < count; i++) {
        size_t index = f->by_area[at + i];
        const chora_link_row *other = &set->verified.rows[index];
        pair one = { claim, index, !f->taken[index], days_apart(row, other) };
        if (other->dated && one.apart <= set->days && words_agree(set, row, other, &one.certain))
            st = add_pair(f, one);
    }
    return st;
}

/* Pairs stand together by claim: the nearest in time first. */
static int by_claim(const void *a, const void *b)
{
    const pair *x = a, *y = b;
    if (x->claim != y->claim)
        return x->claim < y->claim ? -1 : 1;
    if (x->apart != y->apart)
        return x->apart < y->apart ? -1 : 1;
    return x->verified < y->verified ? -1 : x->verified > y->verified;
}

static const char *problem_of(const finding *f, const pair *pairs, size_t count)
{
    if (count > 1)
        return "several";
    if (f->taken[pairs->verified])
        return "taken";
    return f->fits[pairs->verified] > 1 ? "claims" : "not-stated";
}

static void judge(finding *f, const pair *pairs, size_t count)
{
    chora_link_outcome *out = &f->out[pairs->claim];
    if (count == 1 && pairs->certain && f->fits[pairs->verified] == 1) {
        out->state = CHORA_LINK_BY_RULE;
        out->verified = pairs->verified;
        return;
    }
    out->state = CHORA_LINK_TO_REVIEW;
    out->problem = problem_of(f, pairs, count);
    for (size_t i = 0; i < count && i < CHORA_LINK_CANDIDATES; i++)
        out->candidates[out->candidate_count++] = pairs[i].verified;
}

static chora_status follow_rule(finding *f)
{
    chora_status st = CHORA_OK;
    for (size_t i = 0; !st && i < f->set->claims.count; i++)
        st = pair_claim(f, i);
    if (st || f->pair_count == 0)
        return st;
    qsort(f->pairs, f->pair_count, sizeof *f->pairs, by_claim);
    for (size_t first = 0, end; first < f->pair_count; first = end) {
        for (end = first; end < f->pair_count && f->pairs[end].claim == f->pairs[first].claim;)
            end++;
        judge(f, f->pairs + first, end - first);
    }
    return CHORA_OK;
}

chora_status chora_links_find(const chora_link_set *set, chora_link_outcome *out, chora_error *err)
{
    finding f = { .set = set, .out = out, .err = err };
    chora_status st = CHORA_OK;
    f.by_key = sorted(&set->verified, key_of);
    f.by_id = sorted(&set->verified, id_of);
    f.by_area = sorted(&set->verified, area_of);
    f.taken = chora_alloc(set->verified.count + 1, sizeof *f.taken);
    f.fits = chora_alloc(set->verified.count + 1, sizeof *f.fits);
    if (!f.by_key || !f.by_id || !f.by_area || !f.taken || !f.fits)
        st = chora_no_memory(err);
    for (size_t i = 0; !st && i < set->claims.count; i++) {
        out[i] = (chora_link_outcome){ .state = CHORA_LINK_ALONE };
        follow_decision(&f, i);
        follow_id(&f, i);
    }
    if (!st && set->by_rule)
        st = follow_rule(&f);
    free(f.by_key);
    free(f.by_id);
    free(f.by_area);
    free(f.taken);
    free(f.fits);
    free(f.pairs);
    return st;
}
