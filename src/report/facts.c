#include "report/facts.h"

#include "compose/local_names.h"
#include "measure/dataset.h"
#include "store/query.h"
#include "store/vintage.h"

#include <stdlib.h>
#include <string.h>

/* ---- loading ------------------------------------------------------------------------------- */

/* The countries of the areas by their names; "" when there are more than a title can hold. */
static chora_status find_country(chora_facts *facts, const chora_words *words, chora_error *err)
{
    enum { MOST = 4 };
    const char *names[MOST] = { NULL };
    chora_areas areas = { 0 };
    chora_named_things things = { &areas, NULL, NULL, 0, CHORA_VINTAGE_CURRENT };
    chora_status st = chora_areas_load(facts->store, CHORA_ROLE_AREAS, 0, chora_words_tag(words),
                                       false, &areas, err);
    if (!st)
        st = chora_local_names(facts->store, words, &things, err);
    facts->country = "";
    for (size_t i = 0; !st && i < areas.area_count && i < MOST; i++)
        names[i] = areas.areas[i].name;
    if (!st && areas.area_count > 0 && areas.area_count <= MOST) {
        const char *list = chora_tell_list(&facts->teller, names, areas.area_count);
        facts->country = list ? chora_arena_strdup(facts->records.arena, list) : NULL;
    }
    chora_areas_free(&areas);
    return st ? st : facts->country ? CHORA_OK : chora_no_memory(err);
}

/* Areas are called as on the figures. */
static chora_status name_areas(chora_facts *facts, const chora_words *words, int level,
                               chora_error *err)
{
    chora_records *records = &facts->records;
    chora_areas areas = { 0 };
    chora_named_things things = { &areas, NULL, NULL, level, records->frame.on };
    chora_status st = chora_areas_load_on(facts->store, level, records->frame.on,
                                          chora_words_tag(words), false, &areas, err);
    if (!st)
        st = chora_local_names(facts->store, words, &things, err);
    for (size_t i = 0; !st && i < records->frame.count; i++) {
        size_t index = chora_areas_index(&areas, chora_frame_drawn(&records->frame, i)->id);
        if (index == CHORA_NO_INDEX)
            continue;
        records->area_names[i] = chora_arena_strdup(records->arena, areas.areas[index].name);
        st = records->area_names[i] ? CHORA_OK : chora_no_memory(err);
    }
    chora_areas_free(&areas);
    return st;
}

/* Does any incident of the dataset have a figure? A report without a single one says nothing of
 * them. */
static void find_stated(chora_facts *facts)
{
    chora_count all = { 0 };
    for (size_t i = 0; i < facts->records.count; i++)
        chora_count_add(&all, &facts->records.items[i]);
    facts->states_killed = all.killed.stated > 0 || facts->records.count == 0;
    facts->states_injured = all.injured.stated > 0 || facts->records.count == 0;
}

/* The dataset, and the claims that are tied to it. */
static chora_status load_records(chora_facts *facts, const chora_records_options *options,
                                 chora_error *err)
{
    chora_arena *arena = facts->teller.arena;
    chora_records_options wanted = *options;
    chora_dataset dataset;
    chora_status st = chora_dataset_choose(facts->store, wanted.dataset, arena, &dataset, err);
    if (!st)
        st = chora_claims_basis_load(facts->store, dataset.id, arena, &facts->basis, err);
    wanted.basis = &facts->basis;
    if (!st)
        st = chora_records_load(facts->store, &wanted, arena, &facts->records, err);
    if (st || !facts->basis.paired)
        return st;
    wanted.dataset = facts->basis.claims;
    wanted.boundaries_on = &facts->records.frame.on;
    return chora_records_load(facts->store, &wanted, arena, &facts->claims, err);
}

chora_status chora_facts_load(chora_store *store, const chora_records_options *options,
                              const char *tally, const chora_words *words, chora_arena *arena,
                              chora_facts *out, chora_error *err)
{
    *out = (chora_facts){ .store = store, .teller = { arena, "", words }, .options = *options };
    chora_status st = load_records(out, options, err);
    if (!st)
        find_stated(out);
    if (!st)
        st = chora_facts_withholding_open(out, options, err);
    if (!st)
        st = name_areas(out, words, options->level, err);
    if (!st && tally)
        st = chora_tallies_load(store, tally, arena, &out->tallies, err);
    return st ? st : find_country(out, words, err);
}

void chora_facts_free(chora_facts *facts)
{
    for (size_t i = 0; i < facts->filter_count; i++)
        chora_filter_free(facts->filters[i].filter);
    free(facts->filters);
    chora_facts_withholding_close(facts);
    chora_records_free(&facts->records);
    chora_records_free(&facts->claims);
}

chora_status chora_facts_filter(chora_facts *facts, const char *where, const chora_filter **out,
                                chora_error *err)
{
    for (size_t i = 0; i < facts->filter_count; i++)
        if (strcmp(facts->filters[i].where, where) == 0) {
            *out = facts->filters[i].filter;
            return CHORA_OK;
        }
    chora_fact_filter made = { chora_arena_strdup(facts->teller.arena, where), NULL };
    if (!made.where || chora_grow((void **)&facts->filters, &facts->filter_capacity,
                                  facts->filter_count, sizeof made))
        return chora_no_memory(err);
    chora_status st = chora_filter_new(facts->store, where, &made.filter, err);
    if (st)
        return st;
    facts->filters[facts->filter_count++] = made;
    *out = made.filter;
    return CHORA_OK;
}

/* ---- scopes -------------------------------------------------------------------------------- */

chora_scope chora_scope_of(chora_period period)
{
    return (chora_scope){ .period = period, .area = CHORA_NO_INDEX };
}

static bool has_words(const chora_scope *scope, const chora_record *record)
{
    for (int i = 0; i < CHORA_RECORD_COLUMNS; i++)
        if (scope->words[i] && scope->words[i] != record->words[i] &&
            strcmp(scope->words[i], record->words[i]) != 0)
            return false;
    return true;
}

static bool is_deadly(const chora_record *record)
{
    chora_count one = { 0 };
    chora_count_add(&one, record);
    return one.deadly > 0;
}

bool chora_scope_holds(const chora_scope *scope, const chora_record *record)
{
    if (!record->dated || record->day < scope->period.first || record->day > scope->period.last)
        return false;
    if (scope->area != CHORA_NO_INDEX && record->area != scope->area)
        return false;
    if (!has_words(scope, record) || (scope->deadly && !is_deadly(record)))
        return false;
    return !scope->filter || chora_filter_admits(scope->filter, record->id);
}

/* Records are ordered by day: the first that may be in a period. */
static size_t first_from(const chora_records *records, chora_day day)
{
    size_t low = 0, high = records->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const chora_record *record = &records->items[middle];
        if (record->dated && record->day < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

chora_count chora_facts_count(const chora_facts *facts, const chora_scope *scope)
{
    return chora_facts_protect(facts, scope, chora_facts_count_unprotected(facts, scope));
}

chora_count chora_facts_count_unprotected(const chora_facts *facts, const chora_scope *scope)
{
    const chora_records *records = &facts->records;
    chora_count count = { 0 };
    for (size_t i = first_from(records, scope->period.first); i < records->count; i++) {
        if (!records->items[i].dated || records->items[i].day > scope->period.last)
            break;
        if (chora_scope_holds(scope, &records->items[i]))
            chora_count_add(&count, &records->items[i]);
    }
    return count;
}

/* ---- other periods ------------------------------------------------------------------------- */

static chora_scope scope_against(chora_scope scope, chora_against_kind kind)
{
    scope.period = chora_against_period((chora_against){ .kind = kind }, scope.period);
    return scope;
}

chora_scope chora_scope_previous(chora_scope scope)
{
    return scope_against(scope, CHORA_AGAINST_PREVIOUS);
}

chora_scope chora_scope_year_ago(chora_scope scope)
{
    return scope_against(scope, CHORA_AGAINST_YEAR_AGO);
}

chora_cover chora_facts_cover(const chora_facts *facts, chora_period period, chora_day *day)
{
    const chora_records *records = &facts->records;
    if (!records->covered || period.last < records->first || period.first > records->last)
        return CHORA_COVER_NONE;
    if (period.first < records->first) {
        *day = records->first;
        return CHORA_COVER_FROM;
    }
    if (period.last > records->last) {
        *day = records->last;
        return CHORA_COVER_TO;
    }
    return CHORA_COVER_WHOLE;
}

/* ---- parts --------------------------------------------------------------------------------- */

static int compare_parts(const void *a, const void *b)
{
    const chora_part *left = a, *right = b;
    if (left->count.incidents != right->count.incidents)
        return left->count.incidents > right->count.incidents ? -1 : 1;
    if (left->count.killed.high != right->count.killed.high)
        return left->count.killed.high > right->count.killed.high ? -1 : 1;
    int order = strcmp(left->name, right->name);
    return order ? order : strcmp(left->code, right->code);
}

static chora_status parts_new(const chora_facts *facts, size_t count, chora_parts *out,
                              chora_error *err)
{
    out->items = chora_arena_alloc(facts->teller.arena, count + 1, sizeof *out->items);
    out->count = out->hidden = out->hidden_deadly = 0;
    return out->items ? CHORA_OK : chora_no_memory(err);
}

/* Add up the records of the scope into parts told apart by `part_of` (an index, or none). */
typedef size_t (*part_finder)(void *context, const chora_record *record);

static void count_parts(const chora_facts *facts, const chora_scope *scope, part_finder part_of,
                        void *context, chora_parts *parts)
{
    const chora_records *records = &facts->records;
    for (size_t i = first_from(records, scope->period.first); i < records->count; i++) {
        const chora_record *record = &records->items[i];
        if (!record->dated || record->day > scope->period.last)
            break;
        size_t part = chora_scope_holds(scope, record) ? part_of(context, record) : CHORA_NO_INDEX;
        if (part != CHORA_NO_INDEX)
            chora_count_add(&parts->items[part].count, record);
    }
}

static size_t area_of(void *context, const chora_record *record)
{
    (void)context;
    return record->area;
}

static void drop_empty(chora_parts *parts)
{
    size_t kept = 0;
    for (size_t i = 0; i < parts->count; i++)
        if (parts->items[i].count.incidents > 0)
            parts->items[kept++] = parts->items[i];
    parts->count = kept;
}

chora_status chora_facts_by_area(const chora_facts *facts, const chora_scope *scope, bool all,
                                 chora_parts *out, chora_error *err)
{
    const chora_frame *frame = &facts->records.frame;
    chora_status st = parts_new(facts, frame->count, out, err);
    if (st)
        return st;
    out->count = frame->count;
    for (size_t i = 0; i < frame->count; i++) {
        out->items[i] = (chora_part){
            *scope, facts->records.area_names[i], chora_frame_drawn(frame, i)->code, { 0 }
        };
        out->items[i].scope.area = i;
    }
    count_parts(facts, scope, area_of, NULL, out);
    if (!all)
        drop_empty(out);
    qsort(out->items, out->count, sizeof *out->items, compare_parts);
    return chora_facts_hide_parts(facts, scope, true, out, err);
}

/* ---- by the words of a column -------------------------------------------------------------- */

typedef struct {
    chora_parts *parts;
    chora_record_column column;
} word_finder;

static size_t word_of(void *context, const chora_record *record)
{
    const word_finder *finder = context;
    for (size_t i = 0; i < finder->parts->count; i++)
        if (finder->parts->items[i].code == record->words[finder->column])
            return i;
    return CHORA_NO_INDEX;
}

/* Certainty of a claim or verification: claimed before attributed before suspected. */
static int certainty(const chora_part *part)
{
    static const char *const order[] = { "claimed",  "attributed", "suspected",
                                         "verified", "unverified", "none" };
    for (int i = 0; i < 6; i++)
        if (strcmp(part->code, order[i]) == 0)
            return i;
    return 6;
}

static int compare_words(const void *a, const void *b)
{
    const chora_part *left = a, *right = b;
    if (!*left->code != !*right->code)
        return *left->code ? -1 : 1;
    return compare_parts(a, b);
}

static int compare_claims(const void *a, const void *b)
{
    int left = certainty(a), right = certainty(b);
    return left != right ? left - right : compare_words(a, b);
}

/* Words that Chora knows are said in the language of the report; all others are the data's. */
static const char *name_of_word(const chora_facts *facts, chora_record_column column,
                                const char *word)
{
    if (!*word)
        return chora_phrase(&facts->teller, "word.not-stated", NULL);
    if (column == CHORA_RECORD_CLAIM)
        return chora_phrase_known(&facts->teller, "claim.head", word);
    return column == CHORA_RECORD_VERIFICATION ? chora_phrase_known(&facts->teller, "word", word)
                                               : word;
}

static chora_status list_words(const chora_facts *facts, const chora_scope *scope,
                               chora_record_column column, chora_parts *out, chora_error *err)
{
    enum { MOST = 2000 };
    const chora_records *records = &facts->records;
    word_finder finder = { out, column };
    chora_status st = parts_new(facts, MOST, out, err);
    for (size_t i = 0; !st && i < records->count; i++) {
        const chora_record *record = &records->items[i];
        if (!chora_scope_holds(scope, record) || word_of(&finder, record) != CHORA_NO_INDEX)
            continue;
        if (out->count == MOST)
            return chora_fail(err, CHORA_ELIMIT, "the column %s has more than %d different texts",
                              chora_record_column_name(column), MOST);
        chora_part *part = &out->items[out->count++];
        *part = (chora_part){ *scope, record->words[column], record->words[column], { 0 } };
        part->scope.words[column] = record->words[column];
        part->name = name_of_word(facts, column, part->code);
        if (!part->name)
            return chora_no_memory(err);
    }
    return st;
}

chora_status chora_facts_by_word(const chora_facts *facts, const chora_scope *scope,
                                 chora_record_column column, chora_parts *out, chora_error *err)
{
    word_finder finder = { out, column };
    chora_status st = list_words(facts, scope, column, out, err);
    if (st)
        return st;
    count_parts(facts, scope, word_of, &finder, out);
    bool certain = column == CHORA_RECORD_CLAIM || column == CHORA_RECORD_VERIFICATION;
    qsort(out->items, out->count, sizeof *out->items, certain ? compare_claims : compare_words);
    return chora_facts_hide_parts(facts, scope, false, out, err);
}

bool chora_facts_state(const chora_facts *facts, const chora_scope *scope,
                       chora_record_column column)
{
    const chora_records *records = &facts->records;
    for (size_t i = 0; i < records->count; i++)
        if (*records->items[i].words[column] && chora_scope_holds(scope, &records->items[i]))
            return true;
    return false;
}

/* ---- by period ----------------------------------------------------------------------------- */

chora_status chora_facts_by_period(const chora_facts *facts, const chora_scope *scope,
                                   chora_parts *out, chora_error *err)
{
    const chora_records *records = &facts->records;
    chora_period_kind step = chora_period_step(scope->period.kind);
    chora_period_kind kind = step == CHORA_PERIOD_QUARTER || step == CHORA_PERIOD_YEAR
                                 ? scope->period.kind
                                 : chora_period_kind_in(CHORA_PERIOD_MONTH, facts->counted_in);
    size_t count = records->covered ? chora_period_count(kind, records->first, records->last) : 0;
    chora_status st = parts_new(facts, count, out, err);
    if (st)
        return st;
    chora_period period = chora_period_of(kind, records->first);
    for (size_t i = 0; i < count; i++, period = chora_period_next(period)) {
        char id[CHORA_PERIOD_TEXT_MAX];
        chora_part *part = &out->items[out->count++];
        part->scope = *scope;
        part->scope.period = period;
        chora_period_id(period, id);
        part->name = chora_tell_period(&facts->teller, period);
        part->code = chora_arena_strdup(facts->teller.arena, id);
        part->count = chora_facts_count(facts, &part->scope);
        if (!part->name || !part->code)
            return chora_no_memory(err);
    }
    return CHORA_OK;
}

size_t chora_facts_areas(const chora_facts *facts, const chora_scope *scope, bool deadly)
{
    chora_parts parts;
    size_t count = 0;
    if (chora_facts_by_area(facts, scope, false, &parts, NULL))
        return 0;
    for (size_t i = 0; i < parts.count; i++)
        count += deadly ? parts.items[i].count.deadly > 0 : 1;
    return count + (deadly ? parts.hidden_deadly : parts.hidden);
}
