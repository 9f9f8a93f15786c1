/* Where a box stands among very many others: the same place in whatever order they were blocked,
 * and whether or not the cells of a crowd are asked first. */
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

enum { CROWD = 4000 };

/* Small circles' boxes, mostly in the western half; then a label among them. */
static void block_crowd(chora_label_field *field, uint64_t seed)
{
    for (size_t i = 0; i < CROWD; i++) {
        double x = next_number(&seed) * (i % 4 ? 300 : 600) - 5, y = 210 * next_number(&seed) - 5;
        double wide = 2 * next_number(&seed), high = 2 * next_number(&seed);
        chora_box box = { x, y, x + wide, y + high };
        assert_int_equal(chora_label_field_block_symbol(field, box, NULL), CHORA_OK);
    }
    assert_int_equal(chora_label_field_end_symbols(field, NULL), CHORA_OK);
    assert_non_null(field->cover.below);
    chora_label_field_block(field, (chora_box){ 400, 80, 460, 90 }, NULL);
}

static void the_cells_of_a_crowd_say_what_its_boxes_say(void **state)
{
    chora_xy xy[] = { { 3, 5 }, { 590, 20 }, { 560, 190 }, { 300, 150 }, { 20, 195 }, { 3, 5 } };
    size_t start[] = { 0, 6 };
    const chora_box frame = { 0.3, 0.7, 600.2, 199.9 };
    const chora_shape shape = { .kind = CHORA_SHAPE_POLYGONS,
                                .xy = xy,
                                .start = start,
                                .path_count = 1,
                                .box = { 3, 5, 590, 195 } };
    size_t spots = 0, none = 0, hits = 0;
    (void)state;
    for (uint64_t seed = 1; seed <= 4; seed++) {
        chora_label_field *field = NULL;
        chora_ground ground;
        uint64_t wishes = 100 + seed;
        assert_int_equal(chora_label_field_new(frame, &field, NULL), CHORA_OK);
        block_crowd(field, seed);
        assert_int_equal(chora_ground_open(&shape, frame, &ground, NULL), CHORA_OK);
        uint16_t *below = field->cover.below;
        for (size_t i = 0; i < 40; i++) {
            chora_spot_wish wish = { .width = 4 + 60 * next_number(&wishes),
                                     .height = 3 + 9 * next_number(&wishes),
                                     .margin = 1.3,
                                     .air = i % 2 ? 9 : 0,
                                     .clearance = i % 3 ? 0.8 : 0 };
            wish.target = (chora_xy){ 600 * next_number(&wishes), 200 * next_number(&wishes) };
            chora_box box[2] = { CHORA_BOX_EMPTY, CHORA_BOX_EMPTY };
            bool found[2], is_free[2];
            chora_box asked = { wish.target.x, wish.target.y, wish.target.x + wish.width / 4,
                                wish.target.y + wish.height / 4 };
            for (int cells = 0; cells < 2; cells++) {
                field->cover.below = cells ? below : NULL;
                assert_int_equal(
                    chora_spot_find(&ground, field, &wish, &box[cells], &found[cells], NULL),
                    CHORA_OK);
                is_free[cells] = chora_label_field_is_free(field, asked, wish.clearance);
            }
            assert_int_equal(found[0], found[1]);
            assert_memory_equal(&box[0], &box[1], sizeof box[0]);
            assert_int_equal(is_free[0], is_free[1]);
            spots += found[0];
            none += !found[0];
            hits += !is_free[0];
        }
        chora_ground_close(&ground);
        chora_label_field_free(field);
    }
    assert_true(spots > 50 && none > 0 && hits > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_cells_of_a_crowd_say_what_its_boxes_say),
        cmocka_unit_test(a_spot_among_many_is_free_and_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
