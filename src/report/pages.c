#include "report/pages.h"

#include "report/sheet.h"
#include "report/sheet_colours.h"

static chora_setting make_setting(const chora_document *document, const chora_ruler *ruler,
                                  chora_arena *arena)
{
    chora_setting setting = { .ruler = ruler,
                              .arena = arena,
                              .language = document->language,
                              .leftward = document->right_to_left,
                              .ink = CHORA_REPORT_INK,
                              .muted = CHORA_REPORT_TEXT2,
                              .link = CHORA_REPORT_LINK,
                              .killed = CHORA_REPORT_KILLED,
                              .injured = CHORA_REPORT_INJURED,
                              .scale = 1,
                              .read_leading = 1,
                              .small_leading = 1 };
    if (document->right_to_left) { /* Arabic script is smaller on its body, and taller. */
        setting.scale = 1.05;
        setting.read_leading = 1.3;
        setting.small_leading = 1.18;
    }
    return setting;
}

/* "2026-11-21"; NULL: not known. */
static const char *data_date(chora_day day, chora_arena *arena)
{
    char text[CHORA_PERIOD_TEXT_MAX];
    if (!day)
        return NULL;
    chora_day_format(day, text);
    return chora_arena_strdup(arena, text);
}

static void describe(const chora_document *document, const chora_teller *teller,
                     chora_report_pages *out)
{
    chora_sheaf *sheaf = &out->sheaf;
    sheaf->title = chora_phrase(teller, "page.title", "title", document->title, "period",
                                document->period_label, NULL);
    sheaf->author =
        *document->publisher ? chora_arena_strdup(out->arena, document->publisher) : "Chora";
    sheaf->subject = chora_arena_strdup(out->arena, document->subtitle);
    sheaf->keywords =
        chora_arena_printf(out->arena, "%s %s", document->source, document->made_from);
    sheaf->date = data_date(document->data_day, out->arena);
    sheaf->language = chora_arena_strdup(out->arena, document->language);
}

chora_status chora_report_paginate(const chora_document *document, const chora_style *style,
                                   const chora_ruler *ruler, const chora_figure_maker *maker,
                                   chora_report_pages *out, chora_error *err)
{
    chora_report_pages pages = { .arena = chora_arena_new() };
    if (!pages.arena)
        return chora_no_memory(err);
    const chora_teller teller = { pages.arena, "", document->words };
    chora_sheet sheet = { .document = document,
                          .style = style,
                          .setting = make_setting(document, ruler, pages.arena),
                          .teller = &teller,
                          .maker = maker,
                          .width = CHORA_SHEET_TEXT,
                          .err = err };
    describe(document, &teller, &pages);
    chora_status st = chora_sheet_first(&sheet);
    if (!st)
        st =
            chora_sheet_blocks(&sheet, document->blocks, document->block_count, CHORA_TYPE_BODY, 0);
    if (!st)
        st = chora_sheet_deal(&sheet, &pages);
    chora_sheet_free(&sheet);
    if (st)
        chora_report_pages_free(&pages);
    else
        *out = pages;
    return st;
}

void chora_report_pages_free(chora_report_pages *pages)
{
    chora_sheaf_free(&pages->sheaf);
    chora_arena_free(pages->arena);
    *pages = (chora_report_pages){ 0 };
}
