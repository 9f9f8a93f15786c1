#include "measure/claims.h"

#include "place/links_rows.h"
#include "store/claims_sql.h"

#include <string.h>

static const char *const names[CHORA_CLAIM_KINDS] = { "claimed only", "claimed and verified",
                                                      "verified only",
                                                      "neither claimed nor verified" };

const char *chora_claim_kind_name(chora_claim_kind kind)
{
    return names[kind];
}

chora_claim_kind chora_claim_kind_of(const char *name)
{
    int kind = 0;
    while (kind < CHORA_CLAIM_KINDS && strcmp(names[kind], name) != 0)
        kind++;
    return (chora_claim_kind)kind;
}

/* ---- one table ------------------------------------------------------------------------------- */

static const char kind[] = "CASE WHEN " CHORA_SQL_IS_LINKED_CLAIM " THEN '" CHORA_CLAIM_LINKED
                           "' ELSE " CHORA_SQL_CLAIMED_VERIFIED " END";

/* What a row of one table says itself. Columns of that name tell what the claim put the numbers at.
 */
#define OWN_NUMBER(name)                                                                           \
    "(SELECT CASE WHEN e.value GLOB '[0-9]*' AND NOT e.value GLOB '*[^0-9]*' THEN CAST(e.value "   \
    "AS "                                                                                          \
    "INTEGER) END FROM json_each(CASE WHEN json_valid(i.extra) THEN i.extra ELSE '{}' END) e "     \
    "WHERE e.key = '" name "' LIMIT 1)"

static const char own_people[] =
    "NULL, " OWN_NUMBER("claimed_killed") ", NULL, NULL, " OWN_NUMBER("claimed_injured") ", NULL";

/* ---- two tables ------------------------------------------------------------------------------ */

/* A claim's own figures; of an incident those of the claims that are linked to it: several claims
 * of one event are several statements about the same people, from the lowest to the highest. */
#define OF_CLAIMS(what)                                                                            \
    "(SELECT " what " FROM incident_link l JOIN incident c ON c.id = l.a WHERE l.b = i.id)"
#define CLAIMED(p)                                                                                 \
    "CASE WHEN i.dataset_id = %lld THEN i." p "_low ELSE " OF_CLAIMS(                              \
        "min(coalesce(c." p "_low, c." p ", c." p                                                  \
        "_high))") " END, CASE WHEN i.dataset_id = %lld THEN i." p                                 \
                   " ELSE " OF_CLAIMS(                                                             \
                       "CASE WHEN min(c." p ") = max(c." p ") AND count(c." p                      \
                       ") = count(coalesce(c." p "_low, c." p ", c." p "_high)) THEN min(c." p     \
                       ") END") " END, CASE WHEN i.dataset_id = %lld "                             \
                                "THEN i." p "_high ELSE " OF_CLAIMS(                               \
                                    "max(coalesce(c." p "_high, c." p ", c." p "_low))") " END"

static const char pair_people[] = CLAIMED("killed") ", " CLAIMED("injured");

/* The number in place of each %lld. */
static const char *with_number(const char *sql, int64_t number, chora_arena *arena)
{
    chora_buffer out = CHORA_BUFFER_INIT(1 << 16);
    for (const char *at; (at = strstr(sql, "%lld")) != NULL; sql = at + 4) {
        chora_buffer_add(&out, sql, (size_t)(at - sql));
        chora_buffer_printf(&out, "%lld", (long long)number);
    }
    chora_buffer_add_text(&out, sql);
    const char *text = out.failed ? NULL : chora_arena_strdup(arena, chora_buffer_text(&out));
    chora_buffer_free(&out);
    return text;
}

static chora_status pair_up(const chora_link_rule *rule, chora_arena *arena,
                            chora_claims_basis *out, chora_error *err)
{
    chora_buffer text = CHORA_BUFFER_INIT(1 << 16);
    chora_link_rule *tie = chora_arena_alloc(arena, 1, sizeof *tie);
    chora_link_rule_text(rule, &text);
    if (tie)
        *tie = *rule;
    *out = (chora_claims_basis){ .paired = true,
                                 .claims_id = rule->claims_id,
                                 .claims = rule->claims,
                                 .rule = chora_arena_strdup(arena, chora_buffer_text(&text)),
                                 .tie = tie,
                                 .kind_sql = kind,
                                 .people_sql = with_number(pair_people, rule->claims_id, arena) };
    bool made = !text.failed && tie && out->rule && out->people_sql;
    chora_buffer_free(&text);
    return made ? CHORA_OK : chora_no_memory(err);
}

chora_status chora_claims_basis_load(chora_store *store, int64_t dataset_id, chora_arena *arena,
                                     chora_claims_basis *out, chora_error *err)
{
    chora_link_rule rule;
    chora_status st = chora_link_rule_load(store, arena, &rule, err);
    if (st)
        return st;
    if (rule.kept && rule.verified_id == dataset_id)
        return pair_up(&rule, arena, out, err);
    *out = (chora_claims_basis){
        .claims = "", .rule = "", .kind_sql = CHORA_SQL_CLAIMED_VERIFIED, .people_sql = own_people
    };
    return CHORA_OK;
}
