/* Which pairs of claims and verified incidents are linked, and which a person must decide on. */
#include "place/links.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

/* Area, days from and to, id and a word; NULL ends a list. */
typedef struct {
    const char *key, *area;
    chora_day first, last;
    const char *id, *word;
} given_row;

typedef struct {
    const char *what;
    given_row claims[4], verified[4];
    int days;
    chora_link_decision decisions[2];
    const char *expect; /* For each claim: what it is linked to, "?problem", "alone" or "apart". */
} example;

static const example examples[] = {
    { "the only pair is linked",
      { { "c", "A", 10, 10, "", "raid" } },
      { { "v", "A", 12, 12, "v", "raid" } },
      2,
      { { 0 } },
      "rule v" },
    { "a day too far, another area, another word, an unknown area",
      { { "c1", "A", 10, 10, "", "raid" },
        { "c2", "B", 10, 10, "", "raid" },
        { "c3", "A", 13, 13, "", "bomb" },
        { "c4", NULL, 13, 13, "", "raid" } },
      { { "v", "A", 13, 13, "v", "raid" } },
      2,
      { { 0 } },
      "alone; alone; alone; alone" },
    { "two incidents fit one claim",
      { { "c", "A", 10, 10, "", "raid" } },
      { { "v1", "A", 11, 11, "v1", "raid" }, { "v2", "A", 10, 10, "v2", "raid" } },
      2,
      { { 0 } },
      "?several v2 v1" },
    { "two claims fit one incident",
      { { "c1", "A", 10, 10, "", "raid" }, { "c2", "A", 11, 11, "", "raid" } },
      { { "v", "A", 10, 10, "v", "raid" } },
      2,
      { { 0 } },
      "?claims v; ?claims v" },
    { "a word that is not stated is asked about",
      { { "c", "A", 10, 10, "", "" } },
      { { "v", "A", 10, 10, "v", "raid" } },
      0,
      { { 0 } },
      "?not-stated v" },
    { "an id goes before the rule, and its incident is taken",
      { { "c1", "B", 90, 90, "v", "bomb" }, { "c2", "A", 10, 10, "", "raid" } },
      { { "v", "A", 10, 10, "v", "raid" } },
      0,
      { { 0 } },
      "id v; ?taken v" },
    { "two claims may name one incident",
      { { "c1", "A", 1, 1, "v", "" }, { "c2", "A", 2, 2, "v", "" } },
      { { "v", "A", 1, 1, "v", "" } },
      0,
      { { 0 } },
      "id v; id v" },
    { "an id that nobody has, and one that two have",
      { { "c1", "A", 1, 1, "x", "" }, { "c2", "A", 1, 1, "e", "" } },
      { { "v1", "A", 1, 1, "e", "" }, { "v2", "A", 1, 1, "e", "" } },
      9,
      { { 0 } },
      "?id; ?id v1 v2" },
    { "a week is wider than a day",
      { { "c", "A", 4, 16, "", "raid" } },
      { { "v", "A", 16, 16, "v", "raid" } },
      0,
      { { 0 } },
      "rule v" },
    { "a decision goes first, and frees the other pair",
      { { "c1", "A", 10, 10, "", "raid" }, { "c2", "A", 11, 11, "", "raid" } },
      { { "v", "A", 10, 10, "v", "raid" } },
      2,
      { { "c1", "" } },
      "apart; rule v" },
    { "a decision for a row that is gone decides nothing",
      { { "c", "A", 10, 10, "", "raid" } },
      { { "v", "A", 10, 10, "v", "raid" } },
      2,
      { { "c", "old" } },
      "rule v" },
};

static chora_link_row row_of(const given_row *given)
{
    return (chora_link_row){ .key = given->key,
                             .area = given->area,
                             .dated = true,
                             .first = given->first,
                             .last = given->last,
                             .id_text = given->id,
                             .words = { given->word } };
}

static size_t read_rows(const given_row *given, chora_link_row *out)
{
    size_t count = 0;
    for (; count < 4 && given[count].key; count++)
        out[count] = row_of(&given[count]);
    return count;
}

static void tell(const chora_link_set *set, const chora_link_outcome *outcome, char *out)
{
    static const char *const states[] = { "alone", "id ", "rule ", "decision ", "apart", "?" };
    strcat(out, states[outcome->state]);
    if (outcome->state == CHORA_LINK_TO_REVIEW)
        strcat(out, outcome->problem);
    else if (outcome->state != CHORA_LINK_ALONE && outcome->state != CHORA_LINK_APART)
        strcat(out, set->verified.rows[outcome->verified].key);
    for (size_t i = 0; i < outcome->candidate_count; i++) {
        strcat(out, " ");
        strcat(out, set->verified.rows[outcome->candidates[i]].key);
    }
}

static void pairs_are_linked_or_asked_about(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        const example *one = &examples[i];
        chora_link_row claims[4], verified[4];
        chora_link_outcome outcomes[4];
        chora_error err = CHORA_ERROR_INIT;
        char told[256] = "";
        chora_link_set set = { .claims = { claims, read_rows(one->claims, claims) },
                               .verified = { verified, read_rows(one->verified, verified) },
                               .by_id = true,
                               .by_rule = true,
                               .days = one->days,
                               .word_count = 1,
                               .decisions = one->decisions,
                               .decision_count = one->decisions[0].claim != NULL };
        assert_int_equal(chora_links_find(&set, outcomes, &err), CHORA_OK);
        for (size_t c = 0; c < set.claims.count; c++) {
            strcat(told, c ? "; " : "");
            tell(&set, &outcomes[c], told);
        }
        if (strcmp(told, one->expect) != 0)
            fail_msg("%s: expected \"%s\", got \"%s\"", one->what, one->expect, told);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(pairs_are_linked_or_asked_about) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
