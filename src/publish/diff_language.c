/* The language of an erratum, and what a comparison says in it. */
#include "compose/local_names.h"
#include "publish/diff_inside.h"
#include "store/vintage.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST = 1 << 20 };

/* ---- which ----------------------------------------------------------------------------------- */

/* That of the first published report, else of the first figure. */
static const chora_diff_figure *leading(const chora_diff_work *work)
{
    for (size_t i = 0; i < work->figure_count; i++)
        if (work->figures[i].is_report)
            return &work->figures[i];
    return work->figure_count ? &work->figures[0] : NULL;
}

/* A report keeps to the calendar of its period: so does what is said of it. */
static chora_calendar calendar_of(const chora_diff_figure *figure)
{
    return figure ? chora_calendar_of_period(figure->days) : CHORA_CALENDAR_OF_LANGUAGE;
}

/* The provinces by their main names and, in the same order, as the pages of that language have
 * them.
 */
static chora_status name_areas(chora_diff_work *work)
{
    const char *tag = chora_words_tag(work->words);
    chora_status st =
        chora_areas_load(work->now, CHORA_ROLE_AREAS, 1, NULL, false, &work->areas, work->err);
    if (!st)
        st = chora_areas_load(work->now, CHORA_ROLE_AREAS, 1, tag, false, &work->named, work->err);
    chora_named_things things = { .areas = &work->named, .level = 1, .on = CHORA_VINTAGE_CURRENT };
    return st ? st : chora_local_names(work->now, work->words, &things, work->err);
}

chora_status chora_diff_language(chora_diff_work *work)
{
    const chora_diff_figure *figure = leading(work);
    const char *asked = work->options->language;
    const char *language = asked ? asked : figure ? figure->language : NULL;
    chora_calendar calendar = calendar_of(figure);
    chora_status st =
        chora_words_load("en", CHORA_CALENDAR_GREGORIAN, work->arena, &work->english, work->err);
    if (!st)
        st = chora_words_load(language, calendar, work->arena, &work->words, work->err);
    if (st == CHORA_ENOTFOUND && !asked) { /* The file that it was published with is gone. */
        work->words = work->english;
        st = CHORA_OK;
    }
    return st ? st : name_areas(work);
}

/* ---- words ----------------------------------------------------------------------------------- */

static const char *kept(chora_diff_work *work, chora_buffer *text)
{
    const char *copy =
        text->failed ? NULL : chora_arena_strdup(work->arena, chora_buffer_text(text));
    chora_buffer_free(text);
    return copy;
}

const char *chora_diff_area_name(const chora_diff_work *work, const char *name)
{
    if (work->areas.area_count == work->named.area_count)
        for (size_t i = 0; i < work->areas.area_count; i++)
            if (strcmp(work->areas.areas[i].name, name) == 0)
                return work->named.areas[i].name;
    return name;
}

const char *chora_diff_day(chora_diff_work *work, const char *day)
{
    chora_period period;
    chora_buffer text = CHORA_BUFFER_INIT(LONGEST);
    if (chora_period_parse(day, &period, NULL))
        return day;
    chora_words_day(work->words, period.first, false, &text);
    return kept(work, &text);
}

const char *chora_diff_number(chora_diff_work *work, const chora_words *words, int64_t n)
{
    chora_buffer text = CHORA_BUFFER_INIT(LONGEST);
    chora_words_integer(words, n, &text);
    return kept(work, &text);
}

/* "9", "104–232 (not known for 1)", "not known". */
static const char *toll(chora_diff_work *work, const chora_words *words, const chora_toll *of)
{
    if (!of->stated && of->unknown)
        return chora_say(words, work->arena, "report.not-known", NULL);
    const char *low = chora_diff_number(work, words, of->low),
               *high = chora_diff_number(work, words, of->high),
               *unknown = chora_diff_number(work, words, of->unknown), *both = low;
    if (!low || !high || !unknown)
        return NULL;
    if (of->low != of->high) {
        chora_buffer text = CHORA_BUFFER_INIT(LONGEST);
        chora_words_range(words, low, high, &text);
        both = kept(work, &text);
    }
    return of->unknown ? chora_say_many(words, work->arena, "chart.without", (double)of->unknown,
                                        unknown, "what", both, NULL)
                       : both;
}

/* ---- what a figure says now ------------------------------------------------------------------ */

typedef struct {
    chora_diff_work *work;
    const chora_words *words;
    chora_buffer text;
    bool missing;
} telling;

/* A clause behind those that are there; NULL: no memory for it. */
static void add(telling *t, const char *clause)
{
    t->missing |= clause == NULL;
    if (t->text.length)
        chora_buffer_add_text(&t->text, chora_words_clause(t->words));
    chora_buffer_add_text(&t->text, clause ? clause : "");
}

/* "Kabul 3 → 4" */
static void add_change(telling *t, const char *what, const char *before, const char *after)
{
    chora_arena *arena = t->work->arena;
    const char *change =
        chora_say(t->words, arena, "erratum.became", "before", before, "after", after, NULL);
    add(t, chora_say(t->words, arena, "erratum.of", "what", what, "change", change, NULL));
}

static void add_numbers(telling *t, const char *what, int64_t before, int64_t after)
{
    add_change(t, what, chora_diff_number(t->work, t->words, before),
               chora_diff_number(t->work, t->words, after));
}

static void add_toll(telling *t, const char *key, const chora_toll *before, const chora_toll *after)
{
    const char *a = toll(t->work, t->words, before), *b = toll(t->work, t->words, after);
    t->missing |= !a || !b;
    if (a && b && strcmp(a, b) != 0)
        add_change(t, chora_say(t->words, t->work->arena, key, NULL), a, b);
}

static void add_incidents(telling *t, int64_t before, int64_t after)
{
    chora_arena *arena = t->work->arena;
    const char *was = chora_diff_number(t->work, t->words, before),
               *is = chora_diff_number(t->work, t->words, after);
    if (before == after)
        add(t, chora_say(t->words, arena, "erratum.as-before", "what",
                         chora_say_many_of(t->words, arena, "count", "incidents", (double)after, is,
                                           NULL),
                         NULL));
    else
        add(t, chora_say(
                   t->words, arena, "erratum.incidents", "change",
                   chora_say(t->words, arena, "erratum.became", "before", was, "after", is, NULL),
                   NULL));
}

static void add_details(telling *t, const chora_diff_figure *figure)
{
    chora_arena *arena = t->work->arena;
    add_toll(t, "chart.killed", &figure->before.killed, &figure->after.killed);
    add_toll(t, "chart.injured", &figure->before.injured, &figure->after.injured);
    if (figure->before.evidence != figure->after.evidence)
        add_numbers(t, chora_say(t->words, arena, "erratum.evidence", NULL),
                    figure->before.evidence, figure->after.evidence);
    if (figure->words)
        add(t, chora_say(t->words, arena, "erratum.words", NULL));
    if (figure->lines)
        add(t, chora_say(t->words, arena, "erratum.lines", NULL));
    if (figure->compared)
        add(t, chora_say(t->words, arena, "erratum.compared", NULL));
}

const char *chora_diff_effect(chora_diff_work *work, const chora_words *words,
                              const chora_diff_figure *figure)
{
    telling t = { work, words, CHORA_BUFFER_INIT(LONGEST), false };
    add_incidents(&t, figure->before.incidents, figure->after.incidents);
    for (size_t i = 0; i < figure->area_count; i++) {
        const char *name = figure->areas[i].name;
        add_numbers(&t, words == work->english ? name : chora_diff_area_name(work, name),
                    figure->areas[i].before, figure->areas[i].after);
    }
    if (!figure->counts_only)
        add_details(&t, figure);
    const char *out = kept(work, &t.text);
    return t.missing ? NULL : out;
}

const char *chora_diff_counts(chora_diff_work *work, const chora_words *words)
{
    const chora_diff_report *report = &work->report;
    const char *hidden = chora_diff_number(work, words, (int64_t)report->hidden);
    telling t = { work, words, CHORA_BUFFER_INIT(LONGEST), false };
    add(&t, chora_say(words, work->arena, "erratum.counts", "added",
                      chora_diff_number(work, words, (int64_t)report->added), "changed",
                      chora_diff_number(work, words, (int64_t)report->changed), "deleted",
                      chora_diff_number(work, words, (int64_t)report->deleted), "same",
                      chora_diff_number(work, words, (int64_t)report->same), NULL));
    if (report->hidden)
        add(&t, chora_say(words, work->arena, "erratum.hidden", "n", hidden, NULL));
    const char *out = kept(work, &t.text);
    return t.missing ? NULL : out;
}
