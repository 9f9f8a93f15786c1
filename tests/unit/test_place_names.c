/* Spellings, parents, lists and codes: the table of names; decisions; hostile texts; the sounds. */
#include "store_fixture.h"

#include "base/text.h"
#include "place/spelling.h"
#include "store/names.h"

#include <chora/place.h>

typedef struct {
    project project;
    chora_placer *placer;
} world;

static void add_area(chora_store *store, int64_t id, int level, const char *code,
                     const char *country, int64_t parent, const char *name)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_query *query = NULL;
    double x = 10 + (double)(id % 100) / 2, y = level;
    assert_ok(
        chora_query_open(
            store,
            "INSERT INTO area (id, layer_id, level, code, country, parent_id, label_lon, label_lat)"
            " VALUES (?1, ?2 + 1, ?2, ?3, ?4, nullif(?5, 0), ?6, ?7)",
            &query, &err),
        err);
    chora_query_bind_int(query, 1, id);
    chora_query_bind_int(query, 2, level);
    chora_query_bind_text(query, 3, code);
    chora_query_bind_text(query, 4, country);
    chora_query_bind_int(query, 5, parent);
    chora_query_bind_double(query, 6, x + 0.2);
    chora_query_bind_double(query, 7, y + 0.2);
    assert_ok(chora_query_run(query, &err), err);
    chora_query_close(query);
    set_box(store, id, x, y, x + 0.4, y + 0.4);
    assert_ok(chora_store_add_name(store, "area", id, "main", name, &err), err);
}

/* In the box of its area. */
static void add_town(chora_store *store, int64_t id, const char *name, int64_t area,
                     const char *kind, double aside)
{
    char sql[256];
    chora_error err = CHORA_ERROR_INIT;
    snprintf(sql, sizeof sql, "INSERT INTO place (id, kind, area_id) VALUES (%lld, '%s', %lld)",
             (long long)id, kind, (long long)area);
    run(store, sql);
    set_point(store, id, 10 + (double)(area % 100) / 2 + 0.1 + aside, 1.1 + aside);
    assert_ok(chora_store_add_name(store, "place", id, "main", name, &err), err);
}

static void fill(chora_store *store)
{
    run(store, "INSERT INTO layer (id, name, role, level) VALUES (1, 'countries', 'areas', 0),"
               " (2, 'provinces', 'areas', 1), (3, 'districts', 'areas', 2)");
    add_area(store, 1, 0, "AFG", "AFG", 0, "Afghanistan");
    add_area(store, 2, 0, "UKR", "UKR", 0, "Ukraine");
    add_area(store, 3, 0, "YEM", "YEM", 0, "Yemen");
    add_area(store, 4, 0, "TJK", "TJK", 0, "Tajikistan");
    static const char *const provinces[][3] = {
        { "AF-KAB", "AFG", "Kabul" },     { "AF-BAL", "AFG", "Balkh" },
        { "AF-SAR", "AFG", "Sar-e Pul" }, { "AF-KDZ", "AFG", "Kunduz" },
        { "AF-JOW", "AFG", "Jowzjan" },   { "AF-PIA", "AFG", "Paktia" },
        { "AF-PKA", "AFG", "Paktika" },   { "AF-NAN", "AFG", "Nangarhar" },
        { "AF-KAN", "AFG", "Kandahar" },  { "AF-ZAB", "AFG", "Zabul" },
        { "AF-KHO", "AFG", "Khost" },     { "UA-74", "UKR", "Chernihiv" },
        { "UA-30", "UKR", "Kyiv City" },  { "UA-32", "UKR", "Kyiv" },
        { "YE-BA", "YEM", "Al Bayda" },   { "YE-DA", "YEM", "Ad Dali" },
        { "TJ-BAL", "TJK", "Balkh" },
    };
    static const int64_t parents[] = { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4 };
    for (size_t i = 0; i < sizeof provinces / sizeof *provinces; i++)
        add_area(store, 11 + (int64_t)i, 1, provinces[i][0], provinces[i][1], parents[i],
                 provinces[i][2]);
    add_area(store, 40, 2, "AF0604", "AFG", 18, "Kama");
    add_area(store, 41, 2, "AF0199", "AFG", 11, "Kama");
    run(store, "INSERT INTO area_code VALUES (11, 'pcode', 'AF01'), (18, 'pcode', 'AF06'),"
               " (25, 'pcode', 'YE14'), (26, 'pcode', 'YE30')");
    add_town(store, 1, "Kabul", 11, "PPLC", 0);
    add_town(store, 2, "Jalālābād", 18, "PPLA", 0);
    add_town(store, 3, "Khost", 12, "PPLA2", 0);
    add_town(store, 4, "Khost", 21, "PPLA", 0);
    add_town(store, 5, "Khanabad", 14, "PPL", 0);
    add_town(store, 6, "Khanabad", 14, "PPL", 0.2);
}

static int set_up(void **state)
{
    chora_error err = CHORA_ERROR_INIT;
    world *w = calloc(1, sizeof *w);
    w->project = project_new();
    fill(w->project.store);
    assert_ok(chora_placer_new(w->project.store, &w->placer, &err), err);
    *state = w;
    return 0;
}

static int tear_down(void **state)
{
    world *w = *state;
    chora_placer_free(w->placer);
    project_free(&w->project);
    free(w);
    return 0;
}

/* ---- the table ---------------------------------------------------------------------------- */

static int split(char *text, char separator, char **fields, int max)
{
    int count = 0;
    while (text && count < max) {
        char *next = strchr(text, separator);
        if (next)
            *next = '\0';
        size_t length = strlen(text);
        char *field = (char *)chora_text_trim(text, &length);
        field[length] = '\0';
        fields[count++] = strcmp(field, "-") == 0 ? field + 1 : field;
        text = next ? next + 1 : NULL;
    }
    return count;
}

static chora_evidence_of_place read_given(char **fields)
{
    chora_evidence_of_place evidence = CHORA_EVIDENCE_OF_PLACE_INIT;
    const char *name = fields[3];
    evidence.country = fields[1];
    evidence.in = fields[2];
    if (strcmp(fields[0], "any") == 0)
        evidence.name = name;
    else if (strcmp(fields[0], "province") == 0)
        evidence.area = name;
    else if (strcmp(fields[0], "district") == 0)
        evidence.district = name;
    else if (strcmp(fields[0], "place") == 0)
        evidence.place = name;
    else
        evidence.code = name;
    /* A country alone is an answer; these cases ask for more. */
    return evidence;
}

static bool is_wanted(const chora_match *match, char **wanted)
{
    bool none = strcmp(wanted[0], "none") == 0;
    const char *level = chora_precision_name(match->level);
    if (none)
        return match->level >= CHORA_COUNTRY &&
               strcmp(wanted[2], chora_place_problem_name(match->problem)) == 0;
    return strcmp(wanted[0], level) == 0 && strcmp(wanted[1], match->code) == 0 &&
           strcmp(wanted[2], chora_place_problem_name(match->problem)) == 0 &&
           strcmp(wanted[3], match->method) == 0;
}

static int check_case(chora_placer *placer, int number, char *line)
{
    char *given[4], *wanted[4], told[1024];
    chora_error err = CHORA_ERROR_INIT;
    chora_match match;
    snprintf(told, sizeof told, "%s", line);
    char *arrow = strstr(line, "=>");
    if (!arrow)
        fail_msg("line %d has no =>", number);
    *arrow = '\0';
    if (split(line, '|', given, 4) != 4 || split(arrow + 2, '|', wanted, 4) != 4)
        fail_msg("line %d: four and four fields wanted", number);
    chora_evidence_of_place evidence = read_given(given);
    assert_ok(chora_placer_match(placer, &evidence, &match, &err), err);
    if (is_wanted(&match, wanted))
        return 0;
    print_error("line %d: %s\n  gives %s | %s | %s | %s: %s\n", number, told,
                chora_precision_name(match.level), match.code,
                chora_place_problem_name(match.problem), match.method, match.reason);
    return 1;
}

static void table_of_names_holds(void **state)
{
    char line[1024];
    int number = 0, cases = 0, bad = 0;
    FILE *file = fopen(CHORA_TESTS "/cases/place/names.txt", "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        number++;
        line[strcspn(line, "\n")] = '\0';
        if (line[0] == '#' || line[0] == '\0')
            continue;
        bad += check_case(((world *)*state)->placer, number, line);
        cases++;
    }
    fclose(file);
    assert_int_equal(bad, 0);
    assert_true(cases > 60);
}

/* ---- alternatives and decisions ----------------------------------------------------------- */

static void ambiguous_names_are_all_told(void **state)
{
    chora_evidence_of_place evidence = CHORA_EVIDENCE_OF_PLACE_INIT;
    chora_error err = CHORA_ERROR_INIT;
    chora_match match;
    evidence.place = "Khost";
    assert_ok(chora_placer_match(((world *)*state)->placer, &evidence, &match, &err), err);
    assert_int_equal(match.level, CHORA_NONE);
    assert_int_equal(match.problem, CHORA_PROBLEM_AMBIGUOUS);
    assert_string_equal(match.text, "Khost");
    assert_int_equal(match.alternative_count, 2);
    assert_string_equal(match.alternatives[0].name, "Khost");
    assert_int_not_equal(match.alternatives[0].area_id, match.alternatives[1].area_id);
    assert_int_equal(match.alternatives[0].level, CHORA_PLACE);
}

static void match_with(chora_store *store, const chora_evidence_of_place *evidence,
                       chora_match *out)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_placer *placer = NULL;
    assert_ok(chora_placer_new(store, &placer, &err), err);
    assert_ok(chora_placer_match(placer, evidence, out, &err), err);
    chora_placer_free(placer);
}

static void decisions_go_first(void **state)
{
    chora_store *store = ((world *)*state)->project.store;
    chora_evidence_of_place evidence = CHORA_EVIDENCE_OF_PLACE_INIT;
    chora_match match;
    run(store,
        "INSERT INTO decision (text, parent, country, area_id, place_id, verdict) VALUES"
        " ('KHÔST', NULL, 'AFG', NULL, 4, 'place'), ('Khost', 'Balkh', NULL, NULL, 3, 'place'),"
        " ('Loya Paktia', NULL, NULL, 16, NULL, 'area'), ('Atlantis', NULL, NULL, NULL, NULL, "
        "'none')");
    evidence.country = "AFG";
    evidence.place = "Khost";
    match_with(store, &evidence, &match);
    assert_int_equal(match.place_id, 4);
    evidence.area = "balkh";
    match_with(store, &evidence, &match);
    assert_int_equal(match.place_id, 3);
    evidence.place = NULL;
    evidence.area = "loya  paktia";
    match_with(store, &evidence, &match);
    assert_int_equal(match.area_id, 16);
    evidence.area = "Atlantis";
    match_with(store, &evidence, &match);
    assert_int_equal(match.level, CHORA_NONE);
    assert_int_equal(match.problem, CHORA_PROBLEM_NONE);
}

static void exchanged_coordinates_are_proposed(void **state)
{
    chora_evidence_of_place evidence = CHORA_EVIDENCE_OF_PLACE_INIT;
    chora_error err = CHORA_ERROR_INIT;
    chora_match match;
    evidence.area = "Kabul"; /* x 15.5 to 15.9, y 1 to 1.4 */
    evidence.lon = 1.2;
    evidence.lat = 15.7;
    assert_ok(chora_placer_match(((world *)*state)->placer, &evidence, &match, &err), err);
    assert_int_equal(match.problem, CHORA_PROBLEM_SWAPPED);
    assert_non_null(strstr(match.reason, "exchanged it would lie in Kabul"));
    assert_int_equal(match.level, CHORA_PROVINCE);
}

static void hostile_texts_are_only_unknown(void **state)
{
    static const char *const texts[] = {
        "",
        " ",
        "\xff\xfe",
        "\xe2",
        "\xe2\x80",
        "((((",
        "))))",
        ",,,,,,,,",
        "/",
        "and and and",
        " و ",
        "\xf0\x9f\x98\x80",
        "%s%n%d",
        "'; DROP --",
        "\u202e\u2066abc",
        "\u0651\u0651",
        "()[]()",
        "^$",
        "-",
        "&",
        "*~*~",
        "\u0300\u0300a",
        "\xed\xa0\x80",
        "(,)/(;)",
    };
    chora_error err = CHORA_ERROR_INIT;
    chora_match match;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        chora_evidence_of_place evidence = CHORA_EVIDENCE_OF_PLACE_INIT;
        evidence.name = evidence.in = texts[i];
        assert_ok(chora_placer_match(((world *)*state)->placer, &evidence, &match, &err), err);
        evidence.in = NULL;
        assert_ok(chora_placer_match(((world *)*state)->placer, &evidence, &match, &err), err);
        assert_int_equal(match.level, CHORA_NONE);
        evidence.area = evidence.district = evidence.place = evidence.code = texts[i];
        assert_ok(chora_placer_match(((world *)*state)->placer, &evidence, &match, &err), err);
        assert_int_equal(match.level, CHORA_NONE);
    }
    char *longer = malloc(300001);
    memset(longer, ',', 300000);
    longer[300000] = '\0';
    for (size_t i = 0; i < 300000; i += 3)
        longer[i] = 'k';
    chora_evidence_of_place evidence = CHORA_EVIDENCE_OF_PLACE_INIT;
    evidence.area = evidence.place = longer;
    assert_ok(chora_placer_match(((world *)*state)->placer, &evidence, &match, &err), err);
    assert_int_equal(match.level, CHORA_NONE);
    free(longer);
}

/* ---- sounds ------------------------------------------------------------------------------- */

static unsigned plain_distance(const char *a, const char *b)
{
    unsigned row[65];
    size_t n = strlen(b);
    for (size_t k = 0; k <= n; k++)
        row[k] = (unsigned)k;
    for (size_t i = 1; a[i - 1]; i++) {
        unsigned diagonal = row[0];
        row[0] = (unsigned)i;
        for (size_t k = 1; k <= n; k++) {
            unsigned least = diagonal + (a[i - 1] != b[k - 1]);
            least = row[k] + 1 < least ? row[k] + 1 : least;
            least = row[k - 1] + 1 < least ? row[k - 1] + 1 : least;
            diagonal = row[k];
            row[k] = least;
        }
    }
    return row[n];
}

static void distance_is_the_edit_distance(void **state)
{
    (void)state;
    uint32_t seed = 7;
    for (int round = 0; round < 2000; round++) {
        chora_sound a = { .length = 0 };
        char b[64] = "";
        size_t lengths[2];
        for (int i = 0; i < 2; i++) {
            seed = seed * 1103515245 + 12345;
            lengths[i] = (seed >> 16) % (round % 10 ? 12 : 63);
            for (size_t k = 0; k < lengths[i]; k++) {
                seed = seed * 1103515245 + 12345;
                (i ? b : a.text)[k] = (char)('a' + (seed >> 16) % 4);
            }
        }
        b[lengths[1]] = '\0';
        a.length = (unsigned char)lengths[0];
        chora_sound_pattern pattern;
        chora_sound_prepare(&a, &pattern);
        assert_int_equal(chora_sound_distance(&pattern, b), plain_distance(a.text, b));
    }
}

static void names_sound_as_they_should(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        { "Jowzjan", "juzjan" },    { "Jawzjan", "juzjan" },      { "Ghowr", "gur" },
        { "Bāmyān", "bamian" },     { "Bamiyan", "bamian" },      { "Farah", "fara" },
        { "Кабул", "kabul" },       { "काबुल", "kabul" },          { "ካቡል", "kabul" },
        { "Καμπούλ", "kabul" },     { "კაბული", "kabuli" },       { "کابل", "kabl" },
        { "Badahşan", "badahSan" }, { "ŞANLIURFA", "Sanliurfa" }, { "Dhale'e", "dali" },
        { "Al-Hasakah", "hasaka" }, { "Şırnak", "Sirnak" },
    };
    chora_languages *languages = NULL;
    chora_error err = CHORA_ERROR_INIT;
    assert_ok(chora_languages_load(&languages, &err), err);
    chora_arena *arena = chora_arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        chora_spelling spelling;
        assert_true(chora_spelling_read(languages, cases[i][0], arena, &spelling));
        assert_string_equal(chora_spelling_sound(languages, &spelling).text, cases[i][1]);
    }
    chora_arena_free(arena);
    chora_languages_free(languages);
}

static void problem_names_go_both_ways(void **state)
{
    (void)state;
    for (int i = 0; i < CHORA_PROBLEM_COUNT; i++)
        assert_int_equal(
            chora_place_problem_parse(chora_place_problem_name((chora_place_problem)i)), i);
    assert_int_equal(chora_place_problem_parse("?"), CHORA_PROBLEM_NONE);
    assert_int_equal(chora_place_problem_parse(NULL), CHORA_PROBLEM_NONE);
}

#define with_world(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_world(table_of_names_holds),
        with_world(ambiguous_names_are_all_told),
        with_world(decisions_go_first),
        with_world(exchanged_coordinates_are_proposed),
        with_world(hostile_texts_are_only_unknown),
        cmocka_unit_test(distance_is_the_edit_distance),
        cmocka_unit_test(names_sound_as_they_should),
        cmocka_unit_test(problem_names_go_both_ways),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
