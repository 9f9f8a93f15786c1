/* A small page with one of everything. */
#ifndef PAINT_FIXTURE_H
#define PAINT_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "paint/paint.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define INK 0x1D1B18FFu

/* Fontconfig keeps 288 bytes for the life of the process; read by LeakSanitizer alone. */
__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig";
}

static inline void add_text(chora_group *group, chora_xy at, chora_align align, double halo_pt,
                            const chora_run *runs, size_t count)
{
    chora_node node = { .kind = CHORA_NODE_TEXT,
                        .baseline = at,
                        .align = align,
                        .halo_pt = halo_pt,
                        .halo = 0xE6E4DFFFu,
                        .run_count = count,
                        .runs =
                            chora_arena_copy(chora_group_arena(group), runs, count, sizeof *runs) };
    assert_int_equal(chora_group_add(group, &node), 0);
}

static inline chora_type sans(double size_pt, int weight, int width)
{
    return (chora_type){ "Noto Sans", size_pt, weight, width, false, 0, INK };
}

static inline void add_shapes(chora_group *group)
{
    static const size_t start[] = { 0, 5, 10 };
    static const chora_xy xy[] = { { 8, 22 },  { 58, 22 }, { 58, 62 }, { 8, 62 },  { 8, 22 },
                                   { 20, 32 }, { 40, 32 }, { 40, 50 }, { 20, 50 }, { 20, 32 } };
    static const size_t dash_start[] = { 0, 3 };
    static const chora_xy dash_xy[] = { { 70, 62 }, { 90, 50 }, { 110, 62 } };
    chora_node area = { .kind = CHORA_NODE_PATH,
                        .path_count = 2,
                        .start = start,
                        .xy = xy,
                        .closed = true,
                        .meaning = { "areas", "area", "AF-KAB", NULL, NULL },
                        .look = { 0xF9B272FFu,
                                  { 2.4, 0.45, 45, 0x9A948CFFu },
                                  { 0 },
                                  { 1.1, 0x3B3732FFu, { 0, 0 } } } };
    chora_node circle = { .kind = CHORA_NODE_CIRCLE,
                          .centre = { 85, 34 },
                          .radius = 9,
                          .look = { .casing = { 2.3, 0xFFFFFFFFu, { 0, 0 } },
                                    .stroke = { 0.9, 0x14213DFFu, { 0, 0 } } } };
    chora_node dashes = { .kind = CHORA_NODE_PATH,
                          .path_count = 1,
                          .start = dash_start,
                          .xy = dash_xy,
                          .look = { .stroke = { 0.6, 0x8F8A83FFu, { 2.6, 1.6 } } } };
    assert_int_equal(chora_group_add(group, &area), 0);
    assert_int_equal(chora_group_add(group, &circle), 0);
    assert_int_equal(chora_group_add(group, &dashes), 0);
}

static inline void add_texts(chora_group *group)
{
    chora_type spaced = sans(7, 400, 100), dari = sans(8, 600, 100);
    spaced.italic = true;
    spaced.spacing_pt = 1.2;
    const chora_run title[] = { { "Attacks by province", sans(11, 600, 100) } };
    const chora_run label[] = { { "Nangarhar", sans(7, 500, 100) },
                                { "\xC2\xA0"
                                  "10",
                                  sans(7, 600, 100) } };
    const chora_run narrow[] = { { "Badakhshan", sans(6.4, 500, 75) },
                                 { "\xC2\xA0"
                                   "3",
                                   sans(6.4, 600, 75) } };
    const chora_run neighbour[] = { { "Turkmenistan", spaced } };
    const chora_run arabic[] = { { "کابل ۴۱", dari } };
    add_text(group, (chora_xy){ 8, 14 }, CHORA_ALIGN_START, 0, title, 1);
    add_text(group, (chora_xy){ 132, 34 }, CHORA_ALIGN_MIDDLE, 1, label, 2);
    add_text(group, (chora_xy){ 132, 46 }, CHORA_ALIGN_MIDDLE, 0, narrow, 2);
    add_text(group, (chora_xy){ 40, 76 }, CHORA_ALIGN_MIDDLE, 0, neighbour, 1);
    add_text(group, (chora_xy){ 152, 76 }, CHORA_ALIGN_END, 0, arabic, 1);
}

/* The page; a second kind of it differs in what it holds. */
static inline chora_page *sample_page(bool second)
{
    chora_page *page = chora_page_new(160, 84);
    chora_group *group = chora_group_new();
    page->title = second ? "Zweite Seite" : "Attacks & \"claims\" <1>";
    page->description = "A small page";
    page->language = "en";
    page->source = "sha256:0123";
    if (second)
        add_texts(group);
    add_shapes(group);
    if (!second)
        add_texts(group);
    chora_page_add(page, group, "map", (chora_xy){ 0, 0 }, (chora_box)CHORA_BOX_EMPTY);
    chora_page_add(page, group, "inset", (chora_xy){ 110, 32 }, (chora_box){ 120, 52, 150, 66 });
    chora_group_unref(group);
    return page;
}

static inline chora_buffer painted(chora_painter *painter, const chora_page *page,
                                   chora_paint_format format, double dpi)
{
    chora_buffer out = CHORA_BUFFER_INIT(1 << 24);
    chora_error err = CHORA_ERROR_INIT;
    if (chora_paint(painter, page, format, dpi, &out, &err))
        fail_msg("%s", err.message);
    return out;
}

static inline chora_painter *painter_new(void)
{
    chora_painter *painter = NULL;
    chora_error err = CHORA_ERROR_INIT;
    if (chora_painter_new(&painter, &err))
        fail_msg("%s", err.message);
    return painter;
}

#endif
