/* The mean centre: on the sphere, across the 180th meridian, and what chance explains. */
#include "store_fixture.h"

#include "measure/centre.h"
#include "measure/table.h"

#include <math.h>

typedef struct {
    double lon, lat, value;
    int64_t incidents;
} spot;

/* A table that has only symbols. */
static bool centre_of(const spot *spots, size_t count, chora_centre *out)
{
    chora_symbol symbols[8] = { 0 };
    size_t start[2] = { 0, count };
    for (size_t i = 0; i < count; i++)
        symbols[i] = (chora_symbol){ .lon = spots[i].lon,
                                     .lat = spots[i].lat,
                                     .value = spots[i].value,
                                     .incidents = spots[i].incidents };
    const chora_table table = { .period_count = 1, .symbols = symbols, .symbol_start = start };
    return chora_table_centre(&table, 0, out);
}

static void assert_near(double value, double expected, double tolerance)
{
    if (fabs(value - expected) > tolerance)
        fail_msg("%.6f is not %.6f", value, expected);
}

static void it_is_the_mean_direction(void **state)
{
    (void)state;
    static const struct {
        spot spots[3];
        double lon, lat;
    } cases[] = {
        { { { 10, 0, 1, 1 }, { 20, 0, 1, 1 }, { 30, 0, 1, 1 } }, 20, 0 },
        /* across the 180th meridian: Fiji, not Africa */
        { { { 179, -17, 1, 1 }, { -179, -17, 1, 1 }, { 180, -17, 1, 1 } }, 180, -17 },
        /* about the pole */
        { { { 0, 80, 1, 1 }, { 120, 80, 1, 1 }, { -120, 80, 1, 1 } }, 0, 90 },
        /* weights pull */
        { { { 0, 0, 1, 1 }, { 0, 0, 1, 1 }, { 3, 0, 2, 2 } }, 1.5, 0 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        chora_centre centre;
        assert_true(centre_of(cases[i].spots, 3, &centre));
        assert_near(centre.at.y, cases[i].lat, 0.01);
        if (cases[i].lat < 90)
            assert_near(fabs(remainder(centre.at.x - cases[i].lon, 360)), 0, 0.01);
    }
}

static void few_have_none(void **state)
{
    (void)state;
    const spot two[] = { { 10, 10, 1, 1 }, { 11, 10, 1, 1 } }, gathered[] = { { 10, 10, 3, 3 } };
    const spot opposite[] = { { 0, 0, 2, 2 }, { 180, 0, 2, 2 } }, none[] = { { 10, 10, 0, 5 } };
    chora_centre centre;
    assert_false(centre_of(two, 2, &centre));
    assert_true(centre_of(gathered, 1, &centre));
    assert_near(centre.spread_km, 0, 1e-3);
    assert_false(centre_of(opposite, 2, &centre)); /* the middle of the Earth is no place */
    assert_false(centre_of(none, 1, &centre));
    assert_false(centre_of(NULL, 0, &centre));
}

static void spread_is_the_root_of_the_mean_square(void **state)
{
    (void)state;
    /* two on either side of the equator: each a degree, 111.195 km, from the middle */
    const spot spots[] = { { 0, 1, 2, 2 }, { 0, -1, 2, 2 } };
    chora_centre centre;
    assert_true(centre_of(spots, 2, &centre));
    assert_near(centre.spread_km, 111.19, 0.02);
    assert_int_equal(centre.incidents, 4);
}

static void a_move_has_a_length_a_course_and_chance(void **state)
{
    (void)state;
    const chora_centre still = { .incidents = 10, .at = { 0, 0 }, .spread_km = 100 };
    chora_centre there = still;
    there.at = (chora_xy){ 0, 1 };
    chora_centre_move move = chora_centre_moved(&still, &there);
    assert_near(move.km, 110.574, 0.001); /* of the meridian at the equator, WGS 84 */
    assert_near(move.course_deg, 0, 1e-9);
    assert_false(move.by_chance); /* 110.6^2 against 5.991 * 1000 */
    there.at = (chora_xy){ -0.6, 0 };
    move = chora_centre_moved(&still, &there);
    assert_near(move.course_deg, 270, 1e-9);
    assert_true(move.by_chance); /* 66.8 km; 77.4 would not be */
    static const struct {
        double course;
        int point;
    } points[] = { { 0, 0 },     { 22.4, 0 },  { 22.6, 1 }, { 180, 4 },
                   { 337.4, 7 }, { 337.6, 0 }, { 360, 0 } };
    for (size_t i = 0; i < sizeof points / sizeof *points; i++)
        assert_int_equal(chora_compass_point(points[i].course), points[i].point);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_the_mean_direction),
        cmocka_unit_test(few_have_none),
        cmocka_unit_test(spread_is_the_root_of_the_mean_square),
        cmocka_unit_test(a_move_has_a_length_a_course_and_chance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
