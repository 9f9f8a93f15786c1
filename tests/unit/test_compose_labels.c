#include "labels_fixture.h"

#include "base/file.h"

/* ---- the table of cases ---------------------------------------------------------------------- */

typedef struct {
    chora_arena *arena;
    chora_area_label areas[16];
    chora_shape shapes[16];
    size_t count;
    chora_label_field *field;
    char name[200];
    chora_group *labels, *leaders;
    bool placed;
} table;

static void table_begin(table *t, const char *name)
{
    memset(t, 0, sizeof *t);
    t->arena = chora_arena_new();
    t->labels = chora_group_new();
    t->leaders = chora_group_new();
    snprintf(t->name, sizeof t->name, "%s", name);
    assert_int_equal(chora_label_field_new((chora_box){ 0, 0, 200, 150 }, &t->field, NULL), 0);
}

static void table_end(table *t)
{
    if (!t->arena)
        return;
    chora_group_unref(t->labels);
    chora_group_unref(t->leaders);
    chora_label_field_free(t->field);
    chora_arena_free(t->arena);
    t->arena = NULL;
}

static void table_area(table *t, char *text)
{
    char *key = strsep(&text, "|"), *name = strsep(&text, "|"), *number = strsep(&text, "|");
    char *leave = strsep(&text, "|"), *rank = strstr(text, " rank ");
    chora_xy ring[32];
    size_t count = 0;
    if (rank)
        *rank = '\0';
    for (char *pair; (pair = strsep(&text, " "));)
        if (sscanf(pair, "%lf,%lf", &ring[count].x, &ring[count].y) == 2)
            count++;
    chora_shape *shape = &t->shapes[t->count];
    *shape = ring_shape(ring, count, t->arena);
    t->areas[t->count++] =
        (chora_area_label){ chora_arena_strdup(t->arena, key),
                            chora_arena_strdup(t->arena, name),
                            *number ? chora_arena_strdup(t->arena, number) : NULL,
                            shape,
                            deep_point(shape),
                            0xFFFFFFFFu,
                            rank ? atoi(rank + 6) : 1,
                            strcmp(leave, "leave") == 0,
                            0,
                            false };
}

static void table_place(table *t)
{
    chora_style style = label_style();
    chora_ruler ruler = chora_ruler_fixed();
    chora_label_result result;
    chora_error err = CHORA_ERROR_INIT;
    if (t->placed)
        return;
    if (chora_label_areas(t->field, t->areas, t->count, &style, &ruler, t->labels, t->leaders,
                          &result, &err))
        fail_msg("%s: %s", t->name, err.message);
    t->placed = true;
}

static void describe(const table *t, const char *key, chora_buffer *out)
{
    bool first = true;
    for (size_t i = 0; i < chora_group_count(t->labels); i++) {
        const chora_node *node = chora_group_node(t->labels, i);
        if (strcmp(node->meaning.key, key))
            continue;
        if (first) {
            chora_buffer_printf(out, "%s %s ", key, node->meaning.role);
            chora_buffer_add_number(out, node->runs[0].type.size_pt, 2);
            chora_buffer_printf(out, "/%d ", node->runs[0].type.width);
        } else {
            chora_buffer_add_text(out, " / ");
        }
        first = false;
        for (size_t r = 0; r < node->run_count; r++)
            for (const char *c = node->runs[r].text; *c; c++) {
                if ((unsigned char)*c == 0xC2)
                    continue;
                chora_buffer_add_byte(out, (unsigned char)*c == 0xA0 ? '_' : (unsigned char)*c);
            }
    }
    if (first)
        chora_buffer_printf(out, "%s none", key);
}

static void table_expect(table *t, const char *expected)
{
    char key[16];
    chora_buffer got = CHORA_BUFFER_INIT(1000);
    table_place(t);
    assert_int_equal(sscanf(expected, "%15s", key), 1);
    describe(t, key, &got);
    if (strcmp(chora_buffer_text(&got), expected))
        fail_msg("%s:\nexpected %s\ngot      %s", t->name, expected, chora_buffer_text(&got));
    chora_buffer_free(&got);
}

static void table_line(table *t, char *line)
{
    chora_box box;
    if (strncmp(line, "case ", 5) == 0) {
        table_end(t);
        table_begin(t, line + 5);
    } else if (strncmp(line, "area ", 5) == 0) {
        table_area(t, line + 5);
    } else if (sscanf(line, "block %lf,%lf %lf,%lf", &box.min_x, &box.min_y, &box.max_x,
                      &box.max_y) == 4) {
        assert_int_equal(chora_label_field_block(t->field, box, NULL), 0);
    } else if (strncmp(line, "expect ", 7) == 0) {
        table_expect(t, line + 7);
    } else if (*line && *line != '#') {
        fail_msg("not understood: %s", line);
    }
}

static void follows_the_table(void **state)
{
    chora_buffer file = CHORA_BUFFER_INIT(1 << 20);
    assert_int_equal(chora_file_read(CHORA_TESTS "/cases/labels/areas.txt", &file, NULL), 0);
    table t = { 0 };
    char *rest = file.data;
    for (char *line; (line = strsep(&rest, "\n"));)
        table_line(&t, line);
    table_end(&t);
    chora_buffer_free(&file);
}

/* ---- nothing overlaps anything ----------------------------------------------------------------
 */

static uint32_t draw(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % below;
}

static double draw_off(uint32_t *seed, double size)
{
    return ((double)draw(seed, 2001) / 1000 - 1) * size;
}

#define CELLS_MAX 12
#define AREAS_MAX (CELLS_MAX * CELLS_MAX)
#define BLOCKS_MAX 30

typedef struct {
    chora_arena *arena;
    chora_box frame;
    chora_shape shapes[AREAS_MAX];
    const chora_shape *list[AREAS_MAX];
    chora_area_label areas[AREAS_MAX];
    chora_town_label towns[BLOCKS_MAX];
    chora_box blocks[BLOCKS_MAX];
    size_t count, block_count;
    chora_group *labels, *leaders;
    chora_label_result result, town_result;
} country;

/* A middle point of a border that both sides share: one arc, pushed aside the same way. */
static chora_xy middle(chora_xy a, chora_xy b, int salt, double size)
{
    uint32_t seed = (uint32_t)(a.x * 131 + a.y * 737 + b.x * 131 + b.y * 737) + (uint32_t)salt;
    draw(&seed, 2);
    return (chora_xy){ (a.x + b.x) / 2 + draw_off(&seed, size),
                       (a.y + b.y) / 2 + draw_off(&seed, size) };
}

static void make_areas(country *c, uint32_t *seed, size_t across, size_t down)
{
    static const char *const names[] = { "Bal",       "Kunduz", "Sar-e Pol", "Maidan Wardak",
                                         "Nangarhar", "Ghor",   "Herat" };
    chora_xy corner[CELLS_MAX + 1][CELLS_MAX + 1];
    double wide = 220.0 / (double)across, high = 170.0 / (double)down;
    for (size_t i = 0; i <= across; i++)
        for (size_t j = 0; j <= down; j++)
            corner[i][j] = (chora_xy){ 60 + (double)i * wide + draw_off(seed, wide / 5),
                                       45 + (double)j * high + draw_off(seed, high / 5) };
    for (size_t i = 0; i < across; i++)
        for (size_t j = 0; j < down; j++) {
            chora_xy p[4] = { corner[i][j], corner[i + 1][j], corner[i + 1][j + 1],
                              corner[i][j + 1] };
            chora_xy ring[8];
            for (int k = 0; k < 4; k++) {
                ring[2 * k] = p[k];
                ring[2 * k + 1] = middle(p[k], p[(k + 1) % 4], 7, fmin(wide, high) / 8);
            }
            size_t at = c->count++;
            c->shapes[at] = ring_shape(ring, 8, c->arena);
            c->list[at] = &c->shapes[at];
            bool number = draw(seed, 2);
            c->areas[at] =
                (chora_area_label){ chora_arena_printf(c->arena, "K%03zu", at),
                                    names[draw(seed, 7)],
                                    number ? chora_arena_printf(c->arena, "%u", draw(seed, 120))
                                           : NULL,
                                    &c->shapes[at],
                                    deep_point(&c->shapes[at]),
                                    0xFAF8F4FFu,
                                    number ? 1 : 2,
                                    number,
                                    0,
                                    false };
        }
}

static void make_towns(country *c, uint32_t *seed)
{
    c->block_count = draw(seed, BLOCKS_MAX);
    for (size_t i = 0; i < c->block_count; i++) {
        size_t at = draw(seed, (uint32_t)c->count);
        double radius = 1 + draw(seed, 40) / 10.0;
        chora_xy point = c->areas[at].inner;
        point.x += draw_off(seed, 6);
        c->blocks[i] = chora_box_grow((chora_box){ point.x, point.y, point.x, point.y }, radius);
        c->towns[i] = (chora_town_label){ .key = chora_arena_printf(c->arena, "T%02zu", i),
                                          .name = "Mazar",
                                          .at = point,
                                          .radius = radius,
                                          .area = &c->shapes[at],
                                          .ground = 0xFAF8F4FFu };
    }
}

static void country_make(country *c, uint32_t seed)
{
    memset(c, 0, sizeof *c);
    c->arena = chora_arena_new();
    c->frame = (chora_box){ 0, 0, 340, 260 };
    make_areas(c, &seed, 3 + draw(&seed, CELLS_MAX - 2), 3 + draw(&seed, CELLS_MAX - 2));
    make_towns(c, &seed);
}

static void country_place(country *c)
{
    chora_style style = label_style();
    chora_ruler ruler = chora_ruler_fixed();
    chora_error err = CHORA_ERROR_INIT;
    chora_label_field *field = NULL;
    c->labels = chora_group_new();
    c->leaders = chora_group_new();
    assert_int_equal(chora_label_field_new(c->frame, &field, &err), 0);
    for (size_t i = 0; i < c->block_count; i++)
        assert_int_equal(chora_label_field_block(field, c->blocks[i], &err), 0);
    if (chora_label_areas(field, c->areas, c->count, &style, &ruler, c->labels, c->leaders,
                          &c->result, &err) ||
        chora_label_towns(field, c->towns, c->block_count, c->list, c->count, &style, &ruler,
                          c->labels, NULL, &c->town_result, &err))
        fail_msg("%s", err.message);
    chora_label_field_free(field);
}

static void country_forget(country *c)
{
    chora_group_unref(c->labels);
    chora_group_unref(c->leaders);
    c->labels = c->leaders = NULL;
}

static const chora_shape *own_shape(const country *c, const chora_node *node)
{
    if (node->meaning.key[0] == 'T')
        return c->towns[atoi(node->meaning.key + 1)].area;
    return &c->shapes[atoi(node->meaning.key + 1)];
}

static bool is_outside_all(const country *c, chora_box box)
{
    for (size_t i = 0; i < c->count; i++)
        if (chora_page_shape_meets(&c->shapes[i], box))
            return false;
    return true;
}

static void check_ground(const country *c, const chora_node *node, chora_box box)
{
    const double clearance = 0.22 * 72 / 25.4 - 1e-6;
    bool inside = chora_page_shape_contains(own_shape(c, node), chora_box_grow(box, clearance));
    bool outside = is_outside_all(c, chora_box_grow(box, clearance));
    if (strcmp(node->meaning.role, "area-label-outside") == 0)
        assert_true(outside);
    else if (node->meaning.key[0] == 'T')
        assert_true(inside || outside);
    else
        assert_true(inside);
}

static void check_label(const country *c, size_t index, const chora_ruler *ruler)
{
    const chora_node *node = chora_group_node(c->labels, index);
    chora_box box = text_box(node, ruler), frame = chora_box_grow(c->frame, 1e-9);
    check_ground(c, node, box);
    assert_true(chora_box_holds(frame, (chora_xy){ box.min_x, box.min_y }) &&
                chora_box_holds(frame, (chora_xy){ box.max_x, box.max_y }));
    for (size_t i = 0; i < c->block_count; i++)
        assert_false(chora_box_overlaps(box, c->blocks[i]));
    for (size_t i = 0; i < index; i++)
        assert_false(chora_box_overlaps(box, text_box(chora_group_node(c->labels, i), ruler)));
    for (size_t i = 0; i < chora_group_count(c->leaders); i++) {
        const chora_node *leader = chora_group_node(c->leaders, i);
        if (leader->kind == CHORA_NODE_PATH)
            assert_false(
                chora_segment_meets_box(leader->xy[0], leader->xy[1], chora_box_grow(box, 0.69)));
        else
            assert_false(chora_box_holds(box, leader->centre));
    }
}

static void check_leader(const country *c, size_t index)
{
    const chora_node *node = chora_group_node(c->leaders, index);
    if (node->kind != CHORA_NODE_PATH)
        return;
    assert_true(chora_page_shape_holds(own_shape(c, node), node->xy[0]));
    for (size_t i = 0; i < index; i++) {
        const chora_node *other = chora_group_node(c->leaders, i);
        if (other->kind == CHORA_NODE_PATH)
            assert_true(
                chora_segment_distance(node->xy[0], node->xy[1], other->xy[0], other->xy[1]) > 1.4);
    }
}

static void nothing_overlaps_anything(void **state)
{
    chora_ruler ruler = chora_ruler_fixed();
    country *c = malloc(sizeof *c);
    size_t inside = 0, outside = 0, alone = 0, towns = 0;
    for (uint32_t seed = 1; seed <= 120; seed++) {
        country_make(c, seed);
        country_place(c);
        for (size_t i = 0; i < chora_group_count(c->labels); i++)
            check_label(c, i, &ruler);
        for (size_t i = 0; i < chora_group_count(c->leaders); i++)
            check_leader(c, i);
        assert_int_equal(c->result.placed + c->result.outside + c->result.number_alone +
                             c->result.dropped,
                         c->count);
        assert_int_equal(c->town_result.placed + c->town_result.dropped, c->block_count);
        inside += c->result.placed;
        outside += c->result.outside;
        alone += c->result.number_alone;
        towns += c->town_result.placed;
        country_forget(c);
        chora_arena_free(c->arena);
    }
    free(c);
    print_message("%zu inside, %zu outside, %zu alone, %zu towns\n", inside, outside, alone, towns);
    assert_true(inside > 4000 && outside > 300 && alone > 40 && towns > 500);
}

static char *dump_of(const chora_group *labels, chora_group *leaders)
{
    chora_page *page = chora_page_new(340, 260);
    chora_page_add(page, (chora_group *)labels, "labels", (chora_xy){ 0, 0 },
                   (chora_box)CHORA_BOX_EMPTY);
    chora_page_add(page, leaders, "leaders", (chora_xy){ 0, 0 }, (chora_box)CHORA_BOX_EMPTY);
    chora_buffer out = CHORA_BUFFER_INIT(1 << 22);
    chora_page_dump(page, &out);
    chora_page_free(page);
    return out.data;
}

static void the_order_of_the_input_plays_no_part(void **state)
{
    country *c = malloc(sizeof *c);
    for (uint32_t seed = 200; seed < 210; seed++) {
        country_make(c, seed);
        country_place(c);
        char *first = dump_of(c->labels, c->leaders);
        country_forget(c);
        for (size_t i = 0; i < c->count / 2; i++) {
            chora_area_label other = c->areas[i];
            c->areas[i] = c->areas[c->count - 1 - i];
            c->areas[c->count - 1 - i] = other;
        }
        country_place(c);
        char *second = dump_of(c->labels, c->leaders);
        assert_string_equal(first, second);
        free(first);
        free(second);
        country_forget(c);
        chora_arena_free(c->arena);
    }
    free(c);
}

/* ---- the yardsticks themselves -----------------------------------------------------------------
 */

static void a_notched_shape_tells_inside_from_outside(void **state)
{
    /* A square with a narrow notch from above. */
    const chora_xy ring[] = { { 0, 0 },   { 48, 0 },    { 50, 60 }, { 52, 0 },
                              { 100, 0 }, { 100, 100 }, { 0, 100 } };
    chora_arena *arena = chora_arena_new();
    chora_shape shape = ring_shape(ring, 7, arena);
    assert_true(chora_page_shape_holds(&shape, (chora_xy){ 20, 20 }));
    assert_false(chora_page_shape_holds(&shape, (chora_xy){ 50, 20 }));
    assert_false(chora_page_shape_holds(&shape, (chora_xy){ 150, 20 }));
    assert_true(chora_page_shape_contains(&shape, (chora_box){ 5, 5, 40, 20 }));
    assert_true(chora_page_shape_contains(&shape, (chora_box){ 5, 61, 95, 90 }));
    assert_false(chora_page_shape_contains(&shape, (chora_box){ 5, 5, 95, 20 }));  /* across it */
    assert_false(chora_page_shape_contains(&shape, (chora_box){ 5, 50, 95, 70 })); /* its tip */
    assert_false(chora_page_shape_contains(&shape, (chora_box){ 90, 5, 110, 20 }));
    assert_false(chora_page_shape_contains(&shape, (chora_box){ 110, 5, 120, 20 }));
    assert_true(chora_page_shape_meets(&shape, (chora_box){ 90, 5, 110, 20 }));
    assert_true(chora_page_shape_meets(&shape, (chora_box){ 5, 5, 10, 10 }));
    assert_true(chora_page_shape_meets(&shape, (chora_box){ -9, -9, 109, 109 }));
    assert_false(chora_page_shape_meets(&shape, (chora_box){ 49.5, 1, 50.5, 20 }));
    assert_true(fabs(chora_page_shape_clearance(&shape, (chora_xy){ 50, 80 }) - 20) < 1e-9);
    chora_arena_free(arena);
}

static void a_field_keeps_its_boxes_and_its_frame(void **state)
{
    chora_label_field *field = NULL;
    assert_int_equal(chora_label_field_new((chora_box){ 0, 0, 100, 50 }, &field, NULL), 0);
    assert_int_equal(chora_label_field_block(field, (chora_box){ 40, 20, 60, 30 }, NULL), 0);
    assert_int_equal(chora_label_field_block(field, (chora_box){ -50, -50, -1, -1 }, NULL), 0);
    assert_true(chora_label_field_is_free(field, (chora_box){ 10, 20, 40, 30 }, 0)); /* touching */
    assert_false(chora_label_field_is_free(field, (chora_box){ 10, 20, 40, 30 }, 0.1));
    assert_false(chora_label_field_is_free(field, (chora_box){ 45, 24, 46, 25 }, 0));
    assert_false(chora_label_field_is_free(field, (chora_box){ 0, 0, 100, 50 }, 0));
    assert_true(chora_label_field_is_free(field, (chora_box){ 0, 0, 100, 19 }, 0));
    assert_false(chora_label_field_is_free(field, (chora_box){ 0, 0, 100, 19 }, 0.5));
    assert_false(chora_label_field_is_free(field, (chora_box){ 90, 40, 101, 45 }, 0));
    chora_label_field_free(field);
    chora_label_field_free(NULL);
}

/* ---- towns and neighbours ---------------------------------------------------------------------
 */

static chora_xy town_baseline(const chora_box *blocks, size_t block_count, chora_xy at)
{
    const chora_xy ring[4] = { { 0, 0 }, { 200, 0 }, { 200, 150 }, { 0, 150 } };
    chora_arena *arena = chora_arena_new();
    chora_shape shape = ring_shape(ring, 4, arena);
    const chora_shape *list[1] = { &shape };
    chora_style style = label_style();
    chora_ruler ruler = chora_ruler_fixed();
    chora_label_field *field = NULL;
    chora_label_result result;
    chora_group *labels = chora_group_new();
    assert_int_equal(chora_label_field_new((chora_box){ 0, 0, 200, 150 }, &field, NULL), 0);
    for (size_t i = 0; i < block_count; i++)
        assert_int_equal(chora_label_field_block(field, blocks[i], NULL), 0);
    chora_town_label town = {
        .key = "T", .name = "Mazar", .at = at, .radius = 2, .area = &shape, .ground = 0xFFFFFFFFu
    };
    assert_int_equal(
        chora_label_towns(field, &town, 1, list, 1, &style, &ruler, labels, NULL, &result, NULL),
        0);
    chora_xy out = { -1, -1 };
    if (result.placed)
        out = chora_group_node(labels, 0)->baseline;
    chora_group_unref(labels);
    chora_label_field_free(field);
    chora_arena_free(arena);
    return out;
}

static void towns_go_right_left_above_below(void **state)
{
    const chora_xy at = { 100, 75 };
    const chora_box blocks[] = { { 110, 60, 112, 90 },  /* right is taken */
                                 { 88, 60, 90, 90 },    /* left too */
                                 { 95, 60, 105, 70 },   /* above */
                                 { 95, 80, 105, 90 } }; /* below */
    chora_xy right = town_baseline(blocks, 0, at), left = town_baseline(blocks, 1, at);
    chora_xy above = town_baseline(blocks, 2, at), below = town_baseline(blocks, 3, at);
    assert_true(right.x > at.x + 3 && fabs(right.y - at.y) < 3);
    assert_true(left.x < at.x - 3 && fabs(left.y - at.y) < 3);
    assert_true(above.x == at.x && above.y < at.y - 3);
    assert_true(below.x == at.x && below.y > at.y + 3);
    assert_true(town_baseline(blocks, 4, at).x < 0);
    assert_true(town_baseline(NULL, 0, (chora_xy){ 195, 75 }).x < 195);
}

/* One town in an area, `blocks` before it; its name and its line, if any. */
typedef struct {
    chora_xy name, line_end;
    bool is_named, is_led;
} town_found;

static town_found find_town(chora_town_label town, const chora_xy *ring, const chora_box *blocks,
                            size_t block_count)
{
    chora_arena *arena = chora_arena_new();
    chora_shape shape = ring_shape(ring, 4, arena);
    const chora_shape *list[1] = { &shape };
    chora_style style = label_style();
    chora_ruler ruler = chora_ruler_fixed();
    chora_label_field *field = NULL;
    chora_label_result result;
    chora_group *labels = chora_group_new(), *leaders = chora_group_new();
    chora_box bands[CHORA_CIRCLE_BANDS];
    chora_circle_bands(town.at, town.radius, bands);
    assert_int_equal(chora_label_field_new((chora_box){ 0, 0, 200, 150 }, &field, NULL), 0);
    for (size_t i = 0; i < CHORA_CIRCLE_BANDS; i++)
        assert_int_equal(chora_label_field_block(field, bands[i], NULL), 0);
    for (size_t i = 0; i < block_count; i++)
        assert_int_equal(chora_label_field_block(field, blocks[i], NULL), 0);
    assert_int_equal(chora_label_field_end_symbols(field, NULL), 0);
    town.area = &shape;
    assert_int_equal(
        chora_label_towns(field, &town, 1, list, 1, &style, &ruler, labels, leaders, &result, NULL),
        0);
    town_found found = { .is_named = result.placed, .is_led = chora_group_count(leaders) };
    if (found.is_named)
        found.name = chora_group_node(labels, 0)->baseline;
    if (found.is_led)
        found.line_end = chora_group_node(leaders, 0)->xy[1];
    chora_group_unref(labels);
    chora_group_unref(leaders);
    chora_label_field_free(field);
    chora_arena_free(arena);
    return found;
}

/* The town of the map: in its ring, else beside it, else at the end of a line, else over what is
 * there; a common one is left out. */
static void a_key_town_is_always_named(void **state)
{
    const chora_xy all[4] = { { -10, -10 }, { 210, -10 }, { 210, 160 }, { -10, 160 } };
    const chora_xy small[4] = { { 95, 70 }, { 105, 70 }, { 105, 80 }, { 95, 80 } };
    const chora_box inside[] = { { 70, 44, 130, 106 } }; /* another symbol in the ring */
    const chora_box sides[] = { { 62, 36, 138, 114 } };
    const chora_box stripes[] = { { 62, 36, 138, 114 },
                                  { 0, 28, 200, 32 },
                                  { 0, 118, 200, 122 },
                                  { 52, 0, 56, 150 },
                                  { 144, 0, 148, 150 } };
    const chora_box full[] = { { 0, 0, 200, 150 } };
    chora_town_label town = { .key = "T",
                              .name = "Mazar",
                              .at = { 100, 75 },
                              .radius = 34,
                              .hollow = 32,
                              .ground = 0xFFFFFFFFu,
                              .is_key = true };
    town_found in = find_town(town, all, NULL, 0), beside = find_town(town, all, inside, 1);
    assert_true(in.is_named && !in.is_led && hypot(in.name.x - 100, in.name.y - 75) < 5);
    assert_true(beside.is_named && !beside.is_led && beside.name.x > 134);
    town_found led = find_town(town, all, sides, 1), over = find_town(town, all, stripes, 5);
    assert_true(led.is_named && led.is_led &&
                hypot(led.line_end.x - 100, led.line_end.y - 75) > 34);
    assert_true(over.is_named && over.is_led);
    /* Its ring is larger than its area: not inside, over whose lines it would lie. */
    town_found wide = find_town(town, small, NULL, 0);
    assert_true(wide.is_named && hypot(wide.name.x - 100, wide.name.y - 75) > 34);
    assert_false(find_town(town, all, full, 1).is_named);
    town.is_key = false;
    assert_false(find_town(town, all, sides, 1).is_named);
    town.may_leave = true;
    assert_true(find_town(town, all, sides, 1).is_led);
    assert_false(find_town(town, all, stripes, 5).is_named);
    town.is_key = true, town.hollow = 0; /* a filled symbol has no room in it */
    assert_true(find_town(town, all, NULL, 0).name.x > 134);
}

static chora_label_result place_neighbour(const chora_xy *ring, size_t count, chora_group *labels)
{
    chora_arena *arena = chora_arena_new();
    chora_shape shape = ring_shape(ring, count, arena);
    chora_style style = label_style();
    chora_ruler ruler = chora_ruler_fixed();
    chora_label_field *field = NULL;
    chora_label_result result;
    chora_area_label area = { "TKM", "Turkmenistan", NULL, &shape, deep_point(&shape), 0xE6E4DFFFu,
                              0,     false,          0,    false };
    assert_int_equal(chora_label_field_new((chora_box){ 0, 0, 200, 150 }, &field, NULL), 0);
    assert_int_equal(chora_label_neighbours(field, &area, 1, &style, &ruler, labels, &result, NULL),
                     0);
    chora_label_field_free(field);
    chora_arena_free(arena);
    return result;
}

static void neighbours_stand_in_what_is_seen_of_them(void **state)
{
    const chora_xy wide[4] = { { -300, 20 }, { 120, 20 }, { 120, 60 }, { -300, 60 } };
    const chora_xy tight[4] = { { -300, 20 }, { 57, 20 }, { 57, 60 }, { -300, 60 } };
    const chora_xy sliver[4] = { { -300, 20 }, { 30, 20 }, { 30, 60 }, { -300, 60 } };
    chora_ruler ruler = chora_ruler_fixed();
    chora_group *labels = chora_group_new();
    assert_int_equal(place_neighbour(wide, 4, labels).placed, 1);
    chora_box box = text_box(chora_group_node(labels, 0), &ruler);
    assert_true(box.min_x >= 0 && box.max_x <= 118 && box.min_y >= 22 && box.max_y <= 58);
    assert_int_equal(place_neighbour(tight, 4, labels).placed, 1);
    const chora_type *type = &chora_group_node(labels, 1)->runs[0].type;
    assert_true(type->size_pt < 7 && type->size_pt >= 6 && type->spacing_pt < 1.2);
    assert_int_equal(place_neighbour(sliver, 4, labels).dropped, 1);
    chora_group_unref(labels);
}

/* The nearest way out leads over an area with a number: the name goes the other way, or stays. */
static void leaders_keep_off_other_numbers(void **state)
{
    (void)state;
    const chora_xy tiny[4] = { { 95, 70 }, { 105, 70 }, { 105, 80 }, { 95, 80 } };
    const chora_xy west[4] = { { 60, 0 }, { 95, 0 }, { 95, 150 }, { 60, 150 } };
    for (int both = 0; both <= 1; both++) {
        const chora_xy east[4] = { { 105, 0 }, { 140, 0 }, { 140, 150 }, { 105, 150 } };
        chora_arena *arena = chora_arena_new();
        chora_shape shapes[3] = { ring_shape(tiny, 4, arena), ring_shape(west, 4, arena),
                                  ring_shape(east, 4, arena) };
        const chora_area_label areas[3] = {
            { "T", "Samangan", "1", &shapes[0], { 100, 75 }, 0xFDDBB0FFu, 2, true, 0, false },
            { "W", "West", "6", &shapes[1], { 77, 75 }, 0xFDDBB0FFu, 2, true, 0, false },
            { "E",
              "East",
              both ? "3" : NULL,
              &shapes[2],
              { 122, 75 },
              0xFAF8F4FFu,
              3,
              both,
              0,
              false },
        };
        chora_style style = label_style();
        chora_ruler ruler = chora_ruler_fixed();
        chora_label_field *field = NULL;
        chora_label_result result;
        chora_group *labels = chora_group_new(), *leaders = chora_group_new();
        assert_int_equal(chora_label_field_new((chora_box){ 0, 0, 220, 150 }, &field, NULL), 0);
        assert_int_equal(
            chora_label_areas(field, areas, 3, &style, &ruler, labels, leaders, &result, NULL), 0);
        assert_int_equal(result.outside, both ? 0 : 1);
        assert_int_equal(result.number_alone, both ? 1 : 0);
        if (!both)
            assert_true(chora_group_node(leaders, 0)->xy[1].x > 140);
        chora_group_unref(labels);
        chora_group_unref(leaders);
        chora_label_field_free(field);
        chora_arena_free(arena);
    }
}

static void ink_or_white_by_contrast(void **state)
{
    const chora_xy ring[4] = { { 20, 20 }, { 120, 20 }, { 120, 100 }, { 20, 100 } };
    const chora_colour grounds[] = { 0xFAF8F4FFu, 0xFDDBB0FFu, 0xEA7A4AFFu, 0xC63C2EFFu,
                                     0x7A0C1CFFu };
    const chora_colour inks[] = { INK, INK, INK, 0xFFFFFFFFu, 0xFFFFFFFFu };
    chora_style style = label_style();
    chora_ruler ruler = chora_ruler_fixed();
    for (size_t i = 0; i < sizeof grounds / sizeof *grounds; i++) {
        chora_arena *arena = chora_arena_new();
        chora_shape shape = ring_shape(ring, 4, arena);
        chora_area_label area = { "K",        "Kabul", "41", &shape, { 70, 60 },
                                  grounds[i], 0,       true, 0,      false };
        chora_label_field *field = NULL;
        chora_label_result result;
        chora_group *group = chora_group_new();
        assert_int_equal(chora_label_field_new((chora_box){ 0, 0, 200, 150 }, &field, NULL), 0);
        assert_int_equal(
            chora_label_areas(field, &area, 1, &style, &ruler, group, group, &result, NULL), 0);
        assert_int_equal(chora_group_node(group, 0)->runs[0].type.colour, inks[i]);
        chora_group_unref(group);
        chora_label_field_free(field);
        chora_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(follows_the_table),
        cmocka_unit_test(nothing_overlaps_anything),
        cmocka_unit_test(the_order_of_the_input_plays_no_part),
        cmocka_unit_test(a_notched_shape_tells_inside_from_outside),
        cmocka_unit_test(a_field_keeps_its_boxes_and_its_frame),
        cmocka_unit_test(towns_go_right_left_above_below),
        cmocka_unit_test(a_key_town_is_always_named),
        cmocka_unit_test(neighbours_stand_in_what_is_seen_of_them),
        cmocka_unit_test(leaders_keep_off_other_numbers),
        cmocka_unit_test(ink_or_white_by_contrast),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
