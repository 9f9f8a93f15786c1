#include "compose/furniture.h"

#include <math.h>

static chora_status wrap_apart(const chora_texts *texts, chora_type type, double width,
                               const chora_ruler *ruler, chora_arena *arena,
                               chora_lines_of_text *out, chora_error *err)
{
    chora_lines_of_text parts[2];
    for (int i = 0; i < 2; i++) {
        chora_status st = chora_wrap(texts->sources[i], type, width, ruler, arena, &parts[i], err);
        if (st)
            return st;
    }
    size_t count = parts[0].count + parts[1].count;
    const char **lines = chora_arena_alloc(arena, count + 1, sizeof *lines);
    if (!lines)
        return chora_no_memory(err);
    for (size_t i = 0; i < count; i++)
        lines[i] = i < parts[0].count ? parts[0].lines[i] : parts[1].lines[i - parts[0].count];
    *out = (chora_lines_of_text){ lines, count, type };
    return CHORA_OK;
}

chora_status chora_sources_wrap(const chora_texts *texts, chora_type type, double width,
                                const chora_ruler *ruler, chora_arena *arena,
                                chora_lines_of_text *out, chora_error *err)
{
    chora_lines_of_text apart, together;
    chora_status st = wrap_apart(texts, type, width, ruler, arena, &apart, err);
    if (st)
        return st;
    const char *all = chora_arena_printf(arena, "%s %s", texts->sources[0], texts->sources[1]);
    if (!all)
        return chora_no_memory(err);
    st = chora_wrap(all, type, width, ruler, arena, &together, err);
    if (!st)
        *out = together.count < apart.count ? together : apart;
    return st;
}

static void draw_lines(chora_drawing *drawing, const char *role, chora_xy first, double leading,
                       const chora_lines_of_text *lines)
{
    chora_meaning meaning = { .layer = "furniture", .role = role };
    for (size_t i = 0; i < lines->count; i++) {
        chora_draw_text(drawing, meaning, first, CHORA_ALIGN_START, lines->type, lines->lines[i]);
        first.y += leading;
    }
}

/* In the type the layout chose; a text longer than foreseen gives way rather than runs over. */
static void draw_heading(chora_drawing *drawing, const char *role, const char *text,
                         chora_type type, size_t room, double width, chora_xy first, double leading)
{
    chora_lines_of_text lines = { 0 };
    chora_giving giving = { room, type.size_pt * 0.7, 75 };
    chora_arena *arena = chora_drawing_arena(drawing);
    if (!arena)
        return;
    chora_drawing_check(
        drawing, chora_fit(text, type, width, giving, drawing->ruler, arena, &lines, drawing->err));
    if (!drawing->status)
        chora_drawing_check(drawing, chora_wrap_even(text, lines.type, width, drawing->ruler, arena,
                                                     &lines, drawing->err));
    if (!drawing->status)
        draw_lines(drawing, role, first, leading, &lines);
}

/* Behind the account, when there is room on its line. */
static bool draw_note(chora_drawing *drawing, chora_xy account, double account_width,
                      const chora_style *style, const char *note, double width)
{
    double left = account_width + 3 * CHORA_PT_PER_MM;
    if (!*note || left + chora_draw_width(drawing, style->source, note) > width)
        return false;
    chora_meaning meaning = { .layer = "furniture", .role = "note" };
    chora_draw_text(drawing, meaning, (chora_xy){ account.x + left, account.y }, CHORA_ALIGN_START,
                    style->source, note);
    return true;
}

/* The bold account; answers how far it pushes the sources down. */
static double draw_account(chora_drawing *drawing, const chora_layout *layout,
                           const chora_style *style, chora_texts *texts, double width)
{
    chora_lines_of_text lines = { 0 };
    chora_giving giving = { layout->account_lines, style->note_minimum_pt, 75 };
    chora_arena *arena = chora_drawing_arena(drawing);
    if (!arena)
        return 0;
    chora_drawing_check(drawing, chora_fit(texts->account, style->reconciliation, width, giving,
                                           drawing->ruler, arena, &lines, drawing->err));
    if (drawing->status || lines.count == 0)
        return 0;
    chora_xy first = { style->margin_pt, layout->account_baseline };
    draw_lines(drawing, "account", first, layout->account_leading, &lines);
    double last_width = chora_draw_width(drawing, lines.type, lines.lines[lines.count - 1]);
    chora_xy last = { first.x, first.y + (double)(lines.count - 1) * layout->account_leading };
    if (draw_note(drawing, last, last_width, style, texts->note, width))
        texts->note = "";
    return last.y - first.y - (double)(layout->account_lines - 1) * layout->account_leading;
}

static void draw_sources(chora_drawing *drawing, const chora_layout *layout,
                         const chora_style *style, chora_texts *texts, double width, double lower)
{
    chora_lines_of_text lines = { 0 };
    chora_arena *arena = chora_drawing_arena(drawing);
    const char *first_part[2] = { texts->note, texts->sources[0] };
    if (arena)
        texts->sources[0] = chora_texts_join(texts->words, first_part, 2, arena);
    if (!arena || !texts->sources[0]) {
        chora_drawing_check(drawing, chora_no_memory(drawing->err));
        return;
    }
    chora_type type = style->source;
    chora_drawing_check(drawing, chora_sources_wrap(texts, type, width, drawing->ruler, arena,
                                                    &lines, drawing->err));
    if (!drawing->status && lines.count > layout->source_lines && type.width > 75) {
        type.width = 75;
        chora_drawing_check(drawing, chora_sources_wrap(texts, type, width, drawing->ruler, arena,
                                                        &lines, drawing->err));
    }
    if (drawing->status || lines.count == 0)
        return;
    chora_xy first = { style->margin_pt, layout->source_baseline + lower };
    double room = layout->height - style->margin_pt * 0.5 - type.size_pt * 0.24 - first.y;
    if ((double)(lines.count - 1) * style->foot_line_pt >
        room) /* into the margin, not each other */
        room += style->margin_pt * 0.3;
    double leading = fmin(style->foot_line_pt, room / fmax((double)lines.count - 1, 1));
    draw_lines(drawing, "source", first, leading, &lines);
}

static void draw_logo(chora_drawing *drawing, const chora_layout *layout, const chora_style *style)
{
    const chora_meaning meaning = { .layer = "furniture",
                                    .role = "logo",
                                    .title = style->logo_alt };
    chora_draw_image(drawing, meaning, &style->logo, layout->logo);
}

void chora_furniture_draw(chora_drawing *drawing, const chora_layout *layout,
                          const chora_style *style, const chora_texts *texts)
{
    double width = layout->width - 2 * style->margin_pt;
    chora_xy title = { style->margin_pt, layout->title_baseline };
    chora_xy subtitle = { style->margin_pt, layout->subtitle_baseline };
    bool logo = !chora_box_is_empty(layout->logo);
    double beside = logo ? layout->logo.min_x - style->gutter_pt - style->margin_pt : width;
    draw_heading(drawing, "title", texts->title, layout->title, layout->title_lines, beside, title,
                 layout->title_leading);
    draw_heading(drawing, "subtitle", texts->subtitle, layout->subtitle, layout->subtitle_lines,
                 beside, subtitle, layout->subtitle_leading);
    if (logo)
        draw_logo(drawing, layout, style);
    chora_texts foot = *texts;
    double lower = draw_account(drawing, layout, style, &foot, width);
    draw_sources(drawing, layout, style, &foot, width, lower);
}
