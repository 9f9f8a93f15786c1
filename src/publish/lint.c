#include "publish/lint.h"

#include "compose/base_map.h"
#include "compose/lint.h"
#include "exchange/json.h"

#include <stdlib.h>
#include <string.h>

#define LANGUAGE_RULE "language"

enum { LONGEST_JSON = 16 << 20 };

typedef struct {
    chora_arena *arena;
    size_t capacity;
} inside;

static inside *open_list(chora_lint_list *list)
{
    if (!list->inside) {
        inside *own = chora_alloc(1, sizeof *own);
        if (own && !(own->arena = chora_arena_new())) {
            free(own);
            own = NULL;
        }
        list->inside = own;
    }
    return list->inside;
}

/* "figure 2022-03": what a batch names the file by. */
static const char *name_of(const chora_prepared *prepared, size_t period, chora_arena *arena)
{
    char label[CHORA_PERIOD_TEXT_MAX];
    const char *id = prepared->figure.id ? prepared->figure.id : "map";
    chora_period at = chora_prepared_period(prepared, period);
    if (chora_prepared_periods(prepared) == 1 && at.kind == CHORA_PERIOD_ALL)
        return chora_arena_strdup(arena, id);
    chora_period_id(at, label);
    return chora_arena_printf(arena, "%s %s", id, label);
}

/* All areas that were measured are drawn, or the page says which are not. */
static chora_status look_for_areas(const chora_prepared *prepared, const chora_base_map *base,
                                   const chora_page *page, chora_lint_report *report,
                                   chora_error *err)
{
    const chora_areas *areas = &prepared->areas;
    const char **codes = chora_arena_alloc(report->arena, areas->area_count + 1, sizeof *codes);
    const char **names = chora_arena_alloc(report->arena, areas->area_count + 1, sizeof *names);
    if (!codes || !names)
        return chora_no_memory(err);
    for (size_t a = 0; a < areas->area_count; a++) {
        codes[a] = areas->areas[a].code;
        names[a] = areas->areas[a].name;
    }
    return chora_lint_areas(page, codes, names, areas->area_count, base->map_note, report, err);
}

/* `message` NULL: there was no memory for it. */
static chora_status add(chora_lint_list *list, const char *page, const char *rule,
                        const char *message, chora_error *err)
{
    inside *own = list->inside;
    if (!page || !message ||
        chora_grow((void **)&list->items, &own->capacity, list->count, sizeof *list->items))
        return chora_no_memory(err);
    list->items[list->count++] = (chora_lint_finding){ page, rule, message };
    return CHORA_OK;
}

static bool is_told(const chora_lint_list *list, const char *page, const char *rule)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i].page, page) == 0 && strcmp(list->items[i].rule, rule) == 0)
            return true;
    return false;
}

/* Once for all pages: what the language of the figure leaves to English. */
static chora_status look_at_language(chora_lint_list *list, const chora_words *words,
                                     chora_error *err)
{
    chora_arena *arena = ((inside *)list->inside)->arena;
    chora_words_gap gap;
    chora_status st = chora_words_missing(words, arena, &gap, err);
    if (st || !gap.count)
        return st;
    const char *where = chora_arena_printf(arena, "%s:%d", gap.file, gap.row);
    if (where && is_told(list, where, LANGUAGE_RULE))
        return CHORA_OK;
    return add(list, where, LANGUAGE_RULE,
               chora_arena_printf(arena,
                                  "%zu of the %zu phrases of en.yaml are missing and printed in "
                                  "English: %s%s; translate them under words:, or name a language "
                                  "that has them (like: fa)",
                                  gap.count, gap.all, gap.first,
                                  gap.count > gap.named ? " \xE2\x80\xA6" : ""),
               err);
}

chora_status chora_lint_add(chora_lint_list *list, const chora_prepared *prepared,
                            const chora_base_map *base, size_t period, const chora_page *page,
                            const chora_ruler *ruler, chora_error *err)
{
    inside *own = open_list(list);
    const char *name = own ? name_of(prepared, period, own->arena) : NULL;
    chora_lint_report report;
    if (!name)
        return chora_no_memory(err);
    chora_status st = chora_lint_page(page, prepared->style.minimum_pt * prepared->style.zoom,
                                      ruler, &report, err);
    if (st)
        return st;
    if (base) /* a chart draws no areas */
        st = look_for_areas(prepared, base, page, &report, err);
    for (size_t i = 0; !st && i < report.count; i++)
        st = add(list, name, chora_lint_kind_name(report.problems[i].kind),
                 chora_arena_strdup(own->arena, report.problems[i].message), err);
    if (!st)
        st = look_at_language(list, prepared->inputs.words, err);
    list->pages++;
    list->texts += report.texts;
    chora_lint_free(&report);
    return st;
}

static int by_page(const void *a, const void *b)
{
    const chora_lint_finding *p = a, *q = b;
    int order = strcmp(p->page, q->page);
    if (!order)
        order = strcmp(p->rule, q->rule);
    return order ? order : strcmp(p->message, q->message);
}

void chora_lint_sort(chora_lint_list *list)
{
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, by_page);
}

chora_status chora_lint_json(const chora_lint_list *list, char **out, chora_error *err)
{
    chora_buffer text = CHORA_BUFFER_INIT(LONGEST_JSON);
    chora_json json;

    chora_json_begin(&json, &text, true);
    chora_json_object(&json, NULL);
    chora_json_integer(&json, "pages", (int64_t)list->pages);
    chora_json_integer(&json, "texts", (int64_t)list->texts);
    chora_json_array(&json, "findings");
    for (size_t i = 0; i < list->count; i++) {
        chora_json_object(&json, NULL);
        chora_json_text(&json, "page", list->items[i].page);
        chora_json_text(&json, "rule", list->items[i].rule);
        chora_json_text(&json, "message", list->items[i].message);
        chora_json_object_end(&json);
    }
    chora_json_array_end(&json);
    chora_json_object_end(&json);
    char *copy = text.failed ? NULL : chora_strdup(chora_buffer_text(&text));
    chora_buffer_free(&text);
    if (!copy)
        return chora_no_memory(err);
    *out = copy;
    return CHORA_OK;
}

void chora_lint_list_free(chora_lint_list *list)
{
    inside *own = list->inside;
    if (own)
        chora_arena_free(own->arena);
    free(own);
    free(list->items);
    *list = (chora_lint_list)CHORA_LINT_LIST_INIT;
}
