/* A project seen through a profile: what is masked, where displaced points lie. */
#include "store_fixture.h"

#include "geo/shape.h"
#include "store/displace.h"
#include "store/shield.h"
#include "style/profile.h"

#include <math.h>

static void test_displacement(void **state)
{
    (void)state;
    const double km[2] = { 5, 15 }, wider[2] = { 2, 6 };
    chora_arena *arena = chora_arena_new();
    chora_shape box = box_shape(arena, 69, 34, 69.2, 34.6);
    const chora_shape *shapes[] = { &box };
    chora_locator *area = NULL;
    assert_int_equal(chora_locator_new(shapes, 1, &area, NULL), CHORA_OK);

    chora_xy base = { 69.187654, 34.512345 };
    int on_line = 0;
    for (int i = 0; i < 500; i++) {
        char site[32];
        chora_xy one, again, other;
        snprintf(site, sizeof site, "site %d", i);
        assert_true(chora_displace("secret", site, base, area, km, &one));
        assert_true(chora_displace("secret", site, base, area, km, &again));
        assert_true(one.x == again.x && one.y == again.y);
        assert_int_equal(chora_locate(area, one), 0);
        double metres = chora_geodesic_m(base, one);
        assert_true(metres > 4200 && metres < 15800); /* and what rounding adds */
        /* another ring: not on the line through the site */
        assert_true(chora_displace("secret", site, base, area, wider, &other));
        double across =
            (one.x - base.x) * (other.y - base.y) - (one.y - base.y) * (other.x - base.x);
        on_line += fabs(across) < 1e-6;
    }
    assert_true(on_line < 25);
    chora_xy out;
    assert_true(chora_displace("another", "site 1", base, NULL, km, &out));
    assert_false(chora_displace("secret", "site 1", (chora_xy){ 10, 10 }, area, km, &out));
    chora_locator_free(area);
    chora_arena_free(arena);
}

static void test_cell(void **state)
{
    (void)state;
    char name[48], near[48], south[48];
    const double km[2] = { 5, 15 }, narrow[2] = { 0.2, 1 };
    double ring[2];
    chora_displace_cell((chora_xy){ -70.01, -33.51 }, km, south, ring);
    chora_xy a = chora_displace_cell((chora_xy){ 69.187654, 34.512345 }, km, name, ring);
    chora_xy b = chora_displace_cell((chora_xy){ 69.187, 34.5125 }, km, near, ring);
    assert_string_equal(name, near);
    assert_true(a.x == b.x && a.y == b.y);
    assert_string_equal(name, "cell 1383 690");
    assert_string_equal(south, "cell -1401 -671");
    assert_true(ring[0] > 8.9 && ring[0] < 9 && ring[1] == 15);
    chora_displace_cell((chora_xy){ 69.187654, 34.512345 }, narrow, name, ring);
    assert_true(ring[0] > 0.55 && ring[0] <= 0.61 && ring[1] == 1);
}

/* However many sites of one place there are, and however they are called: a few points at most,
 * each as far away as the profile says, and their middle is not the place. */
static void test_sites_of_a_place(void **state)
{
    (void)state;
    const double km[2] = { 5, 15 };
    chora_xy seen[8], middle = { 0, 0 }, place = { 69.2001, 34.5499 };
    size_t count = 0;
    for (int i = 0; i < 200; i++) {
        char cell[48];
        double ring[2];
        size_t at = 0;
        chora_xy out, site = { place.x + (i % 15 - 7) * 1e-4, place.y + (i % 11 - 5) * 1e-4 };
        chora_xy base = chora_displace_cell(site, km, cell, ring);
        assert_true(chora_displace("secret", cell, base, NULL, ring, &out));
        double metres = chora_geodesic_m(site, out);
        assert_true(metres > 4200 && metres < 19800); /* and what rounding adds */
        while (at < count && (seen[at].x != out.x || seen[at].y != out.y))
            at++;
        assert_true(at < 4); /* cells that meet at a corner */
        seen[at] = out;
        count += at == count;
    }
    for (size_t i = 0; i < count; i++)
        middle = (chora_xy){ middle.x + seen[i].x / (double)count,
                             middle.y + seen[i].y / (double)count };
    assert_true(chora_geodesic_m(middle, place) > 1000);
}

static const char fill_sql[] =
    "INSERT INTO run (id, kind, started_utc) VALUES (1, 'incidents', '2023-01-01T00:00:00Z');"
    "INSERT INTO layer (id, name, role, level, current) VALUES (1, 'p', 'areas', 1, 1),"
    " (2, 'd', 'areas', 2, 1);"
    "INSERT INTO area (id, layer_id, level, code, country) VALUES (1, 1, 1, 'P', 'AFG');"
    "INSERT INTO area (id, layer_id, level, code, country, parent_id)"
    " VALUES (2, 2, 2, 'D', 'AFG', 1);"
    "INSERT INTO dataset (id, name) VALUES (1, 'd');"
    "INSERT INTO incident (id, dataset_id, key, run_id, line, day, place_text, district_text, lon,"
    " lat, place_precision, community, summary, sensitivity, extra, hash, area_code) VALUES"
    " (1, 1, 'open', 1, 2, 19000, 'School 1', 'D', 69.1, 34.5, 'exact', 'c', 's', NULL, '{}', 'h1',"
    "  'D'),"
    " (2, 1, 'high', 1, 3, 19000, 'School 2', 'D', 69.1, 34.5, 'exact', 'c', 's', 'HIGH', '{}',"
    "  'h2', 'D'),"
    " (3, 1, 'new', 1, 4, 19000, 'School 3', 'D', 69.1, 34.5, 'exact', 'c', 's', 'danger', '{}',"
    "  'h3', 'D'),"
    " (4, 1, 'medium', 1, 5, 19000, 'School 4', 'D', 69.1, 34.5, 'exact', 'c', 's', 'medium',"
    "  '{}', 'h4', 'D');"
    "INSERT INTO match (incident_id, layer_id, area_id, level, method, reason) SELECT id, 2, 2,"
    " 'exact', 'point', 'its point lies in D' FROM incident;"
    "INSERT INTO evidence (incident_id, url) SELECT id, 'https://example.org/' || id FROM "
    "incident;";

static project filled(void)
{
    project p = project_new();
    run(p.store, fill_sql);
    set_box(p.store, 1, 69, 34, 70, 35);
    set_box(p.store, 2, 69, 34.2, 69.4, 34.8);
    return p;
}

static void assert_text(chora_store *store, const char *sql, const char *expected)
{
    char *text = ask_text(store, sql);
    assert_string_equal(text ? text : "(null)", expected);
    free(text);
}

static void test_views(void **state)
{
    (void)state;
    chora_error err = CHORA_ERROR_INIT;
    project p = filled();
    chora_arena *arena = chora_arena_new();
    chora_profile profile;
    chora_profile_report report;
    assert_ok(chora_profile_load("public", arena, &profile, &err), err);
    assert_ok(chora_shield(p.store, &profile, &report, &err), err);
    assert_int_equal(report.marked, 3);
    assert_int_equal(report.coarser, 3);
    assert_int_equal(report.displaced, 1);

    /* what is not marked is as it was */
    assert_text(p.store,
                "SELECT printf('%s %s %s %s %s %s', key, place_text, lon, summary, hash, "
                "(SELECT level || area_id FROM match WHERE incident_id = 1)) FROM incident "
                "WHERE id = 1",
                "open School 1 69.1 s h1 exact2");
    /* high, and a word that nobody knows: the province and the month */
    for (int id = 2; id <= 3; id++) {
        char sql[512];
        snprintf(
            sql, sizeof sql,
            "SELECT count(*) FROM incident i JOIN match m ON m.incident_id = i.id WHERE i.id "
            "= %d AND place_text IS NULL AND district_text IS NULL AND lon IS NULL AND lat IS "
            "NULL AND summary IS NULL AND community IS NULL AND extra IS NULL AND line IS NULL "
            "AND area_code IS NULL AND key LIKE 'p-%%' AND hash NOT LIKE 'h%%' AND "
            "date_precision = 'month' AND day <> 19000 AND m.area_id = 1 AND m.level = "
            "'province' AND m.reason IS NULL",
            id);
        assert_int_equal(ask(p.store, sql), 1);
    }
    /* medium: moved, but inside its own district */
    assert_int_equal(ask(p.store,
                         "SELECT count(*) FROM incident i JOIN match m ON m.incident_id = i.id "
                         "WHERE i.id = 4 AND lon BETWEEN 69 AND 69.4 AND lat BETWEEN 34.2 AND 34.8 "
                         "AND abs(lon - 69.1) + abs(lat - 34.5) > 0.03 AND m.area_id = 2 AND "
                         "m.level = 'district' AND place_precision = 'displaced'"),
                     1);
    assert_int_equal(ask(p.store, "SELECT count(*) FROM evidence"), 1);
    /* the tables themselves are as they were */
    assert_int_equal(ask(p.store, "SELECT count(*) FROM main.incident WHERE lon = 69.1"), 4);
    assert_int_equal(chora_shield(p.store, &profile, &report, &err), CHORA_EINVAL);
    chora_arena_free(arena);
    project_free(&p);
}

static void assert_wrong(const char *folder, const char *yaml, const char *expected)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_profile profile;
    chora_arena *arena = chora_arena_new();
    char *path = chora_path_join(folder, "own.yaml");
    assert_ok(chora_file_write(path, yaml, strlen(yaml), &err), err);
    assert_int_equal(chora_profile_load(path, arena, &profile, &err), CHORA_EINVAL);
    if (!strstr(err.message, expected))
        fail_msg("%s", err.message);
    free(path);
    chora_arena_free(arena);
}

static void test_mistakes(void **state)
{
    (void)state;
    char *folder = NULL;
    chora_error err = CHORA_ERROR_INIT;
    assert_ok(chora_folder_temporary(&folder, &err), err);
    assert_wrong(folder, "chora: 1\nlevels: {high: {place: province}}\n", "an entry \"other\"");
    assert_wrong(folder, "chora: 1\nlevels: {other: {place: provnce}}\n", "did you mean");
    assert_wrong(folder, "chora: 1\nlevels: {other: {leave_out: [ids]}}\n", "own.yaml:2:");
    assert_wrong(folder, "chora: 1\nlevels: {other: {displace_km: [9, 2]}}\n", "the least and");
    chora_folder_remove(folder);
    free(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_displacement),     cmocka_unit_test(test_cell),
        cmocka_unit_test(test_sites_of_a_place), cmocka_unit_test(test_views),
        cmocka_unit_test(test_mistakes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
