/* What was read once is found again, and nothing else is. */
#include "place/answered.h"
#include "place/known_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

static void keep(chora_known_words *known, const char *key, size_t length, size_t town)
{
    chora_words *words = chora_known_words_new(known, key, length);
    assert_non_null(words);
    words->town = town;
    assert_true(chora_known_words_keep(known, words));
}

static size_t town_of(const chora_known_words *known, const char *key, size_t length)
{
    const chora_words *words = chora_known_words_find(known, key, length);
    return words ? words->town : CHORA_NO_SITE;
}

static void words_are_found_by_all_of_their_key(void **state)
{
    static const char *const keys[] = {
        "", "A", "AB", "ABCDEFG", "ABCDEFGH", "ABCDEFGHI", "ABCDEFGHIJKLMNOPQ"
    };
    enum { KEYS = sizeof keys / sizeof *keys };
    chora_known_words known = { 0 };
    (void)state;
    for (size_t i = 0; i < KEYS; i++) {
        assert_null(chora_known_words_find(&known, keys[i], strlen(keys[i])));
        keep(&known, keys[i], strlen(keys[i]), i);
    }
    for (size_t i = 0; i < KEYS; i++)
        assert_int_equal(town_of(&known, keys[i], strlen(keys[i])), i);
    assert_int_equal(town_of(&known, "A\0", 2), CHORA_NO_SITE);
    assert_int_equal(town_of(&known, "ABCDEFGX", 8), CHORA_NO_SITE);
    chora_known_words_free(&known);
}

/* Not kept: not found, as when reading them failed. */
static void words_that_are_not_kept_are_not_known(void **state)
{
    chora_known_words known = { 0 };
    (void)state;
    assert_non_null(chora_known_words_new(&known, "Kabul", 5));
    assert_null(chora_known_words_find(&known, "Kabul", 5));
    chora_known_words_free(&known);
}

static void the_many_are_forgotten_and_read_anew(void **state)
{
    enum { MANY = 100000 };
    chora_known_words known = { 0 };
    char key[32];
    (void)state;
    for (size_t i = 0; i <= MANY; i++) {
        int length = snprintf(key, sizeof key, "place %zu", i);
        keep(&known, key, (size_t)length, i);
        assert_int_equal(town_of(&known, key, (size_t)length), i);
        if (i + 1 == MANY)
            assert_int_equal(town_of(&known, "place 0", 7), 0);
    }
    assert_int_equal(known.count, 1);
    assert_int_equal(town_of(&known, "place 0", 7), CHORA_NO_SITE);
    chora_known_words_free(&known);
}

static chora_found one_hit(const char *text, size_t site)
{
    chora_found found = { .text = text, .several_in = CHORA_NO_SITE };
    found.hits.list[found.hits.count++] = (chora_hit){ .site = site, .method = "name" };
    return found;
}

static void a_province_is_known_in_its_country(void **state)
{
    chora_answered *answered = NULL;
    chora_found found = one_hit("Punjab", 7), again;
    (void)state;
    assert_false(chora_answered_find(answered, "PAK", "Punjab", &again));
    chora_answered_keep(&answered, "PAK", &found);
    found = one_hit("Punjab", 9);
    chora_answered_keep(&answered, "IND", &found);
    assert_true(chora_answered_find(answered, "PAK", "Punjab", &again));
    assert_int_equal(again.hits.count, 1);
    assert_int_equal(again.hits.list[0].site, 7);
    assert_string_equal(again.text, "Punjab");
    assert_true(chora_answered_find(answered, "IND", "Punjab", &again));
    assert_int_equal(again.hits.list[0].site, 9);
    assert_false(chora_answered_find(answered, NULL, "Punjab", &again));
    chora_answered_free(answered);
}

static void what_is_in_doubt_is_not_kept(void **state)
{
    chora_answered *answered = NULL;
    chora_found none = { .text = "X", .several_in = CHORA_NO_SITE }, two = one_hit("X", 1),
                suggested = one_hit("X", 1), again;
    (void)state;
    two.hits.list[two.hits.count++] = (chora_hit){ .site = 2, .method = "name" };
    suggested.others = two.hits;
    chora_answered_keep(&answered, NULL, &none);
    chora_answered_keep(&answered, NULL, &two);
    chora_answered_keep(&answered, NULL, &suggested);
    assert_false(chora_answered_find(answered, NULL, "X", &again));
    chora_answered_free(answered);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_found_by_all_of_their_key),
        cmocka_unit_test(words_that_are_not_kept_are_not_known),
        cmocka_unit_test(the_many_are_forgotten_and_read_anew),
        cmocka_unit_test(a_province_is_known_in_its_country),
        cmocka_unit_test(what_is_in_doubt_is_not_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
