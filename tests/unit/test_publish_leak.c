/* What a profile hides is found however it is written, and nothing else is. */
#include "store_fixture.h"

#include "publish/leak.h"

#include <chora/profile.h>

static project marked_project(void)
{
    project p = project_new();
    run(p.store,
        "INSERT INTO run (id, kind, started_utc) VALUES (1, 'incidents', '2023-01-01T00:00:00Z');"
        "INSERT INTO dataset (id, name) VALUES (1, 'd');"
        "INSERT INTO incident (id, dataset_id, key, run_id, day, lon, lat, place_precision, "
        "summary,"
        " sensitivity, site_id, hash) VALUES"
        " (1, 1, 'open-1', 1, 19000, 69.187654, 34.512345, 'exact', 'An open case, told', NULL,"
        "  NULL, 'h1'),"
        " (2, 1, 'case-77', 1, 19000, 69.171717, 34.531234, 'exact', 'The \"blue\" school & its "
        "head',"
        "  'high', 'school-a', 'h2'),"
        " (3, 1, 'case-78', 1, 19000, 69.187654, 34.512345, 'exact', 'An open case, told', 'high',"
        "  NULL, 'h3');"
        "INSERT INTO evidence (incident_id, url) VALUES (1, 'https://example.org/1'),"
        " (2, 'https://example.org/2');");
    return p;
}

static const char *const leaks[] = {
    "POINT (69.171717 34.531234)",
    "\"coordinates\":[69.1717,34.5312]",
    "34.5312, 69.1717",
    "34,53123; 69,17171",
    "at 34.5312 / 69.1717",
    "34\u00b031'52.4\"N 69\u00b010'18.2\"E",
    "<text>case-77</text>",
    "\"The \\\"blue\\\" school & its head\"",
    "\"The \"\"blue\"\" school & its head\"",
    "The \"blue\" school &amp; its head",
    "see https://example.org/2.",
    "site=school-a",
};

static const char *const clean[] = {
    "69.187654,34.512345", /* an incident that is not marked is there too */
    "An open case, told",     "https://example.org/1",
    "https://example.org/22", "case-770 mycase-77",
    "69.172 34.531", /* three decimals are what a town is given with */
    "69.175717 34.531234",    "34.531234 12.000000 69.171717",
    "M 34 69 L 34.5 69.2",    "",
};

static void test_find(void **state)
{
    (void)state;
    chora_error err = CHORA_ERROR_INIT;
    project p = marked_project();
    chora_leaks *secrets = NULL;
    assert_ok(chora_leaks_new(p.store, &secrets, &err), err);
    assert_null(secrets); /* no profile holds */
    assert_ok(chora_profile_use(p.store, "public", NULL, &err), err);
    assert_ok(chora_leaks_new(p.store, &secrets, &err), err);
    assert_non_null(secrets);
    for (size_t i = 0; i < sizeof leaks / sizeof *leaks; i++)
        if (chora_leaks_find(secrets, "x", leaks[i], strlen(leaks[i]), &err) != CHORA_EDATA)
            fail_msg("not found: %s", leaks[i]);
    for (size_t i = 0; i < sizeof clean / sizeof *clean; i++)
        if (chora_leaks_find(secrets, "x", clean[i], strlen(clean[i]), &err) != CHORA_OK)
            fail_msg("%s: %s", clean[i], err.message);
    const double pair[2] = { 69.171717, 34.531234 };
    assert_int_equal(chora_leaks_find(secrets, "x", (const char *)pair, sizeof pair, &err),
                     CHORA_EDATA);
    chora_leaks_free(secrets);
    project_free(&p);
}

static void test_file(void **state)
{
    (void)state;
    chora_error err = CHORA_ERROR_INIT;
    project p = marked_project();
    chora_leaks *secrets = NULL;
    assert_ok(chora_profile_use(p.store, NULL, NULL, &err), err);
    assert_ok(chora_leaks_new(p.store, &secrets, &err), err);
    char *path = chora_path_join(p.folder, "out.csv");
    assert_ok(chora_file_write(path, "a,b\n1,case-77\n", 14, &err), err);
    assert_int_equal(chora_leaks_file(secrets, path, &err), CHORA_EDATA);
    assert_non_null(strstr(err.message, "case-77"));
    assert_int_not_equal(chora_file_check(path, &err), CHORA_OK); /* it is gone */
    free(path);
    chora_leaks_free(secrets);
    project_free(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
