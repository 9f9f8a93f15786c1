/* Where a box stands among very many others: the same place in whatever order they were blocked. */
#include "compose_fixture.h"

#include "compose/label_field.h"
#include "compose/label_spot.h"

enum { BOXES = 700 };

static double next_number(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (double)(*seed >> 11) / 9007199254740992.0;
}

/* `crowded`: most of them stand at one edge, in one bucket of the sort. */
static void make_boxes(chora_box boxes[BOXES], uint64_t seed, bool crowded)
{
    for (size_t i = 0; i < BOXES; i++) {
        double x = next_number(&seed), y = 100 * next_number(&seed);
        x = crowded && i % 8 ? 3 * x : 800 * x;
        boxes[i] = (chora_box){ x, y, x + 0.4, y + 14 };
    }
}

static chora_box find_spot(const chora_box boxes[BOXES], bool backwards, bool *found)
{
    chora_xy xy[] = { { 0, 0 }, { 800, 0 }, { 800, 100 }, { 0, 100 }, { 0, 0 } };
    size_t start[] = { 0, 5 };
    chora_box frame = { 0, 0, 800, 100 }, out = CHORA_BOX_EMPTY;
    const chora_shape shape = {
        .kind = CHORA_SHAPE_POLYGONS, .xy = xy, .start = start, .path_count = 1, .box = frame
    };
    const chora_spot_wish wish = {
        .width = 4, .height = 6, .margin = 1, .clearance = 0.2, .target = { 400, 50 }
    };
    chora_label_field *field = NULL;
    chora_ground ground;
    assert_int_equal(chora_label_field_new(frame, &field, NULL), CHORA_OK);
    for (size_t i = 0; i < BOXES; i++)
        chora_label_field_block(field, boxes[backwards ? BOXES - 1 - i : i], NULL);
    assert_int_equal(chora_ground_open(&shape, frame, &ground, NULL), CHORA_OK);
    assert_int_equal(chora_spot_find(&ground, field, &wish, &out, found, NULL), CHORA_OK);
    chora_ground_close(&ground);
    chora_label_field_free(field);
    return out;
}

static void a_spot_among_many_is_free_and_the_same(void **state)
{
    size_t spots = 0;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        chora_box boxes[BOXES];
        bool found[2];
        make_boxes(boxes, seed, seed % 3 == 0);
        chora_box one = find_spot(boxes, false, &found[0]);
        chora_box other = find_spot(boxes, true, &found[1]);
        assert_int_equal(found[0], found[1]);
        assert_memory_equal(&one, &other, sizeof one);
        for (size_t i = 0; found[0] && i < BOXES; i++)
            assert_false(chora_box_overlaps(one, boxes[i]));
        spots += found[0];
    }
    assert_true(spots > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_spot_among_many_is_free_and_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
