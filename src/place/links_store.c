/* The rule of a project, and its links made anew. */
#include "place/links_rows.h"

#include "base/text.h"
#include "place/links_store.h"
#include "store/query.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the rule -------------------------------------------------------------------------------- */

chora_status chora_link_rule_words(chora_link_rule *rule, chora_arena *arena, chora_error *err)
{
    const char *at = rule->same;
    rule->word_count = 0;
    while (*at) {
        size_t length = strcspn(at, ",");
        const char *word = chora_arena_strndup(arena, at, length);
        if (!word)
            return chora_no_memory(err);
        word = chora_text_trim(word, &length);
        at += strcspn(at, ",");
        at += *at == ',';
        if (!length)
            continue;
        if (rule->word_count == CHORA_LINK_WORDS)
            return chora_fail(err, CHORA_EINVAL, "at most %d columns can be asked to be the same",
                              CHORA_LINK_WORDS);
        rule->words[rule->word_count] = chora_arena_strndup(arena, word, length);
        if (!rule->words[rule->word_count++])
            return chora_no_memory(err);
    }
    return CHORA_OK;
}

static const char *text_or_null(chora_query *query, int column, chora_arena *arena)
{
    return chora_arena_strdup(arena, chora_query_text(query, column));
}

chora_status chora_link_rule_load(chora_store *store, chora_arena *arena, chora_link_rule *out,
                                  chora_error *err)
{
    chora_query *query = NULL;
    bool row = false;
    *out = (chora_link_rule){ .kept = false, .same = "" };
    chora_status st = chora_query_open(
        store,
        "SELECT r.claims_id, r.verified_id, c.name, v.name, r.claims_column, r.verified_column, "
        "r.level, r.days, coalesce(r.same, '') FROM link_rule r JOIN dataset c ON c.id = "
        "r.claims_id JOIN dataset v ON v.id = r.verified_id",
        &query, err);
    if (!st)
        st = chora_query_step(query, &row, err);
    if (!st && row) {
        *out = (chora_link_rule){ .kept = true,
                                  .claims_id = chora_query_int(query, 0),
                                  .verified_id = chora_query_int(query, 1),
                                  .claims = text_or_null(query, 2, arena),
                                  .verified = text_or_null(query, 3, arena),
                                  .claims_column = text_or_null(query, 4, arena),
                                  .verified_column = text_or_null(query, 5, arena),
                                  .by_rule = !chora_query_is_null(query, 6),
                                  .level = (int)chora_query_int(query, 6),
                                  .days = (int)chora_query_int(query, 7),
                                  .same = text_or_null(query, 8, arena) };
        st = out->claims && out->verified && out->same ? chora_link_rule_words(out, arena, err)
                                                       : chora_no_memory(err);
    }
    chora_query_close(query);
    return st;
}

static void bind_text(chora_query *query, int index, const char *text)
{
    chora_query_bind_text(query, index, text && *text ? text : NULL);
}

static chora_status keep_rule(chora_store *store, const chora_link_rule *rule, chora_error *err)
{
    chora_query *query = NULL;
    chora_status st = chora_query_open(
        store,
        "INSERT OR REPLACE INTO link_rule (id, claims_id, verified_id, claims_column, "
        "verified_column, level, days, same) VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        &query, err);
    if (st)
        return st;
    chora_query_bind_int(query, 1, rule->claims_id);
    chora_query_bind_int(query, 2, rule->verified_id);
    bind_text(query, 3, rule->claims_column);
    bind_text(query, 4, rule->verified_column);
    if (rule->by_rule) {
        chora_query_bind_int(query, 5, rule->level);
        chora_query_bind_int(query, 6, rule->days);
        bind_text(query, 7, rule->same);
    }
    st = chora_query_run(query, err);
    chora_query_close(query);
    return st;
}

void chora_link_rule_text(const chora_link_rule *rule, chora_buffer *out)
{
    static const char *const levels[] = { "country", "province", "district" };
    if (rule->claims_column)
        chora_buffer_printf(out, "id %s=%s", rule->claims_column, rule->verified_column);
    if (!rule->by_rule)
        return;
    chora_buffer_printf(out, "%ssame %s, within %d %s", out->length ? "; " : "",
                        levels[rule->level], rule->days, rule->days == 1 ? "day" : "days");
    for (size_t i = 0; i < rule->word_count; i++)
        chora_buffer_printf(out, ", same %s", rule->words[i]);
}

/* ---- the links ------------------------------------------------------------------------------- */

static chora_status write_links(chora_store *store, const chora_link_set *set,
                                const chora_link_outcome *outcomes, chora_error *err)
{
    static const char *const words[CHORA_LINK_TO_REVIEW + 1] = { [CHORA_LINK_BY_ID] = "id",
                                                                 [CHORA_LINK_BY_RULE] = "rule",
                                                                 [CHORA_LINK_BY_DECISION] =
                                                                     "decision" };
    chora_query *insert = NULL;
    chora_status st = chora_store_execute(store, "DELETE FROM incident_link", err);
    if (!st)
        st = chora_query_open(
            store, "INSERT OR REPLACE INTO incident_link (a, b, rule) VALUES (?1, ?2, ?3)", &insert,
            err);
    for (size_t i = 0; !st && i < set->claims.count; i++) {
        if (!words[outcomes[i].state])
            continue;
        chora_query_bind_int(insert, 1, set->claims.rows[i].id);
        chora_query_bind_int(insert, 2, set->verified.rows[outcomes[i].verified].id);
        chora_query_bind_text(insert, 3, words[outcomes[i].state]);
        st = chora_query_run(insert, err);
    }
    chora_query_close(insert);
    return st;
}

static chora_status count_linked(const chora_link_set *set, const chora_link_outcome *outcomes,
                                 int64_t *out, chora_error *err)
{
    bool *linked = chora_alloc(set->verified.count + 1, sizeof *linked);
    if (!linked)
        return chora_no_memory(err);
    for (size_t i = 0; i < set->claims.count; i++)
        if (outcomes[i].state == CHORA_LINK_BY_ID || outcomes[i].state == CHORA_LINK_BY_RULE ||
            outcomes[i].state == CHORA_LINK_BY_DECISION)
            linked[outcomes[i].verified] = true;
    *out = 0;
    for (size_t i = 0; i < set->verified.count; i++)
        *out += linked[i];
    free(linked);
    return CHORA_OK;
}

static chora_status tell(const chora_link_rule *rule, const chora_link_set *set,
                         const chora_link_outcome *outcomes, chora_link_report *out,
                         chora_error *err)
{
    int64_t *const counts[] = {
        [CHORA_LINK_ALONE] = &out->alone,     [CHORA_LINK_BY_ID] = &out->by_id,
        [CHORA_LINK_BY_RULE] = &out->by_rule, [CHORA_LINK_BY_DECISION] = &out->by_decision,
        [CHORA_LINK_APART] = &out->apart,     [CHORA_LINK_TO_REVIEW] = &out->to_review
    };
    *out = (chora_link_report){ .claims = (int64_t)set->claims.count,
                                .verified = (int64_t)set->verified.count };
    snprintf(out->claims_dataset, sizeof out->claims_dataset, "%s", rule->claims);
    snprintf(out->verified_dataset, sizeof out->verified_dataset, "%s", rule->verified);
    for (size_t i = 0; i < set->claims.count; i++)
        (*counts[outcomes[i].state])++;
    return count_linked(set, outcomes, &out->verified_linked, err);
}

chora_status chora_links_of(chora_store *store, chora_arena *arena, chora_link_rule *rule,
                            chora_link_set *set, chora_link_outcome **out, chora_error *err)
{
    chora_status st = chora_link_rule_load(store, arena, rule, err);
    if (st || !rule->kept)
        return st;
    st = chora_link_set_load(store, rule, arena, set, err);
    if (st)
        return st;
    *out = chora_arena_alloc(arena, set->claims.count + 1, sizeof **out);
    return *out ? chora_links_find(set, *out, err) : chora_no_memory(err);
}

static chora_status renew(chora_store *store, chora_arena *arena, bool write,
                          chora_link_report *out, chora_error *err)
{
    chora_link_rule rule;
    chora_link_set set;
    chora_link_outcome *outcomes = NULL;
    chora_link_report own;
    chora_status st = chora_links_of(store, arena, &rule, &set, &outcomes, err);
    if (st || !rule.kept)
        return st;
    if (write)
        st = write_links(store, &set, outcomes, err);
    return st ? st : tell(&rule, &set, outcomes, out ? out : &own, err);
}

chora_status chora_links_renew(chora_store *store, chora_link_report *out, chora_error *err)
{
    chora_arena *arena = chora_arena_new();
    chora_status st = arena ? renew(store, arena, true, out, err) : chora_no_memory(err);
    chora_arena_free(arena);
    return st;
}

chora_status chora_links_count(chora_store *store, chora_link_report *out, chora_error *err)
{
    chora_arena *arena = chora_arena_new();
    chora_status st = arena ? renew(store, arena, false, out, err) : chora_no_memory(err);
    chora_arena_free(arena);
    return st;
}

/* ---- asked for ------------------------------------------------------------------------------- */

static chora_status dataset_names(chora_store *store, chora_arena *arena, const char ***out,
                                  chora_error *err)
{
    enum { MOST = 200 };
    chora_query *query = NULL;
    bool row = false;
    size_t count = 0;
    const char **list = chora_arena_alloc(arena, MOST + 1, sizeof *list);
    chora_status st =
        list ? chora_query_open(store, "SELECT name FROM dataset ORDER BY name", &query, err)
             : chora_no_memory(err);
    while (!st && count < MOST && !(st = chora_query_step(query, &row, err)) && row) {
        list[count] = text_or_null(query, 0, arena);
        if (!list[count++])
            st = chora_no_memory(err);
    }
    chora_query_close(query);
    *out = list;
    return st;
}

static chora_status no_dataset(chora_store *store, const char *name, chora_arena *arena,
                               chora_error *err)
{
    const char **list;
    chora_status st = dataset_names(store, arena, &list, err);
    if (st)
        return st;
    const char *near = chora_text_nearest(name, list);
    if (near)
        return chora_fail(err, CHORA_ENOTFOUND, "no dataset \"%s\"; did you mean \"%s\"?", name,
                          near);
    chora_buffer all = CHORA_BUFFER_INIT(8192);
    for (size_t i = 0; list[i]; i++)
        chora_buffer_printf(&all, "%s%s", i ? ", " : "", list[i]);
    st = chora_fail(err, CHORA_ENOTFOUND, "no dataset \"%s\"; there are %s", name,
                    all.length ? chora_buffer_text(&all) : "none");
    chora_buffer_free(&all);
    return st;
}

static chora_status find_dataset(chora_store *store, const char *name, chora_arena *arena,
                                 int64_t *out, chora_error *err)
{
    chora_query *query = NULL;
    bool row = false;
    chora_status st =
        chora_query_open(store, "SELECT id FROM dataset WHERE name = ?1", &query, err);
    if (st)
        return st;
    chora_query_bind_text(query, 1, name);
    st = chora_query_step(query, &row, err);
    *out = !st && row ? chora_query_int(query, 0) : 0;
    chora_query_close(query);
    return st || row ? st : no_dataset(store, name, arena, err);
}

/* "COLUMN" or "COLUMN=OTHER". */
static chora_status read_id(const char *text, chora_arena *arena, chora_link_rule *rule,
                            chora_error *err)
{
    const char *equals = strchr(text, '=');
    if (!*text || equals == text || (equals && !equals[1]))
        return chora_fail(err, CHORA_EINVAL,
                          "\"%s\" names no column; write verified_id, or event=event", text);
    rule->claims_column = equals ? chora_arena_strndup(arena, text, (size_t)(equals - text)) : text;
    rule->verified_column = equals ? equals + 1 : "id";
    return rule->claims_column ? CHORA_OK : chora_no_memory(err);
}

static chora_status read_options(chora_store *store, const chora_link_options *options,
                                 chora_arena *arena, chora_link_rule *out, chora_error *err)
{
    *out = (chora_link_rule){ .kept = true,
                              .claims = options->claims,
                              .verified = options->verified,
                              .by_rule = options->by_rule,
                              .level = options->level,
                              .days = options->days,
                              .same = options->same ? options->same : "" };
    if (!options->id && !options->by_rule)
        return chora_fail(err, CHORA_EINVAL,
                          "say what ties a claim to an incident: the column with its id, or a "
                          "number of days (and a level, and columns that must be the same)");
    if (options->days < 0 || options->days > CHORA_LINK_DAYS_MAX)
        return chora_fail(err, CHORA_EINVAL, "%d days; from 0 to %d can be asked for",
                          options->days, CHORA_LINK_DAYS_MAX);
    chora_status st = find_dataset(store, options->claims, arena, &out->claims_id, err);
    if (!st)
        st = find_dataset(store, options->verified, arena, &out->verified_id, err);
    if (!st && out->claims_id == out->verified_id)
        st = chora_fail(err, CHORA_EINVAL,
                        "\"%s\" holds claims and verified incidents in one table: its columns "
                        "claim and verification tell them apart, there is nothing to link",
                        options->claims);
    if (!st && options->id)
        st = read_id(options->id, arena, out, err);
    if (!st)
        st = chora_link_rule_words(out, arena, err);
    return st ? st : chora_link_columns_check(store, out, arena, err);
}

chora_status chora_link_record_run(chora_store *store, const chora_link_report *report,
                                   const char *file, const char *sha256, chora_error *err)
{
    chora_query *query = NULL;
    chora_status st = chora_query_open(
        store,
        "INSERT INTO run (kind, file, sha256, started_utc, read, new) VALUES ('link', ?1, ?2, "
        "strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?3, ?4)",
        &query, err);
    if (st)
        return st;
    bind_text(query, 1, file);
    bind_text(query, 2, sha256);
    chora_query_bind_int(query, 3, report->claims);
    chora_query_bind_int(query, 4, report->by_id + report->by_rule + report->by_decision);
    st = chora_query_run(query, err);
    chora_query_close(query);
    return st;
}

static chora_status link_inside(chora_store *store, const chora_link_options *options,
                                chora_arena *arena, chora_link_report *out, chora_error *err)
{
    chora_link_rule rule;
    chora_status st = options ? read_options(store, options, arena, &rule, err)
                              : chora_link_rule_load(store, arena, &rule, err);
    if (!st && !rule.kept)
        st = chora_fail(err, CHORA_ENOTFOUND,
                        "the project has no rule that ties claims to verified incidents; give one "
                        "with --claims, --verified and --id or --days");
    if (!st && options)
        st = keep_rule(store, &rule, err);
    if (!st)
        st = chora_links_renew(store, out, err);
    return st ? st : chora_link_record_run(store, out, NULL, NULL, err);
}

chora_status chora_link(chora_store *store, const chora_link_options *options,
                        chora_link_report *out, chora_error *err)
{
    chora_link_report own;
    chora_arena *arena = chora_arena_new();
    chora_status st = arena ? chora_store_begin(store, err) : chora_no_memory(err);
    if (!st)
        st = chora_store_end(store, link_inside(store, options, arena, &own, err), err);
    if (!st && out)
        *out = own;
    chora_arena_free(arena);
    return st;
}

chora_status chora_link_forget(chora_store *store, chora_error *err)
{
    const chora_link_report none = { .claims = 0 };
    chora_status st = chora_store_begin(store, err);
    if (st)
        return st;
    st = chora_store_execute(
        store, "DELETE FROM link_rule; DELETE FROM link_decision; DELETE FROM incident_link", err);
    if (!st)
        st = chora_link_record_run(store, &none, NULL, NULL, err);
    return chora_store_end(store, st, err);
}
