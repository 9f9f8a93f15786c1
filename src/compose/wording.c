#include "compose/wording.h"

#include "base/buffer.h"
#include "base/direction.h"
#include "measure/label.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static int decimals_for(double size)
{
    if (size >= 100 || size == 0)
        return 0;
    /* Two figures at least: what is not zero must not read as 0. */
    return size >= 1 ? 1 : size >= 0.1 ? 2 : (int)fmin(1 - floor(log10(size)), 14);
}

/* "12.0" is "12". */
static void cut_zeros(char *text)
{
    size_t length = strlen(text);
    if (!strchr(text, '.'))
        return;
    while (text[length - 1] == '0')
        text[--length] = '\0';
    if (text[length - 1] == '.')
        text[length - 1] = '\0';
}

/* Adds "0.13", "12000" in the neutral form. */
static void neutral_number(double value, bool whole, char out[CHORA_NUMBER_TEXT_MAX])
{
    chora_buffer text = CHORA_BUFFER_SMALL(CHORA_NUMBER_TEXT_MAX - 1);
    chora_label_number(&text, value, whole ? 0 : decimals_for(fabs(value)));
    snprintf(out, CHORA_NUMBER_TEXT_MAX, "%s", chora_buffer_text(&text));
    chora_buffer_free(&text);
}

static void in_language(const chora_words *words, const char *neutral,
                        char out[CHORA_NUMBER_TEXT_MAX])
{
    chora_buffer text = CHORA_BUFFER_SMALL(CHORA_NUMBER_TEXT_MAX - 1);
    if (words)
        chora_words_numeral(words, neutral, &text);
    snprintf(out, CHORA_NUMBER_TEXT_MAX, "%s", words ? chora_buffer_text(&text) : neutral);
    chora_buffer_free(&text);
}

void chora_number_text(const chora_words *words, double value, bool whole,
                       char out[CHORA_NUMBER_TEXT_MAX])
{
    char neutral[CHORA_NUMBER_TEXT_MAX];
    neutral_number(value, whole, neutral);
    if (fabs(value) >= 1) /* 0.20 beside 0.13 keeps its second figure */
        cut_zeros(neutral);
    in_language(words, neutral, out);
}

void chora_round_text(const chora_words *words, double value, char out[CHORA_NUMBER_TEXT_MAX])
{
    char neutral[CHORA_NUMBER_TEXT_MAX];
    neutral_number(value, value == floor(value), neutral);
    cut_zeros(neutral);
    in_language(words, neutral, out);
}

const char *chora_level_key(int level)
{
    static const char *const keys[] = { "country", "province", "district", "area" };
    return keys[level >= 0 && level <= 2 ? level : 3];
}

const char *chora_measure_key(const chora_figure_measure *measure)
{
    if (!measure->of || strcmp(measure->of, "count") == 0)
        return "incidents";
    if (strcmp(measure->of, "killed") == 0 || strcmp(measure->of, "injured") == 0)
        return measure->of;
    return NULL;
}

const char *chora_measure_counted(const chora_words *words, const chora_figure_measure *measure,
                                  double value, bool whole, chora_arena *arena)
{
    const char *key = chora_measure_key(measure);
    char number[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(words, value, whole, number);
    return key ? chora_say_many_of(words, arena, "count", key, value, number, NULL)
               : chora_arena_strdup(arena, number);
}

const char *chora_rate_words(const chora_words *words, const chora_figure_measure *measure,
                             const char *what, chora_arena *arena)
{
    if (measure->per <= 0 && !measure->per_value)
        return what;
    const char *of = measure->per_value ? measure->per_value : "population";
    if (strcmp(of, "population") == 0 || strcmp(of, "km2") == 0)
        of = chora_say_of(words, arena, "rate", of, NULL);
    if (measure->per <= 1)
        return chora_say(words, arena, "rate.of", "what", what, "of", of, NULL);
    char number[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(words, measure->per, true, number);
    return chora_say(words, arena, "rate.amount", "what", what, "n", number, "of", of, NULL);
}

/* "houses_destroyed" -> "Houses destroyed" */
static const char *column_words(const char *column, chora_arena *arena)
{
    char *words = chora_arena_strdup(arena, column);
    if (!words)
        return NULL;
    for (char *at = words; *at; at++)
        if (*at == '_')
            *at = ' ';
    words[0] = (char)toupper((unsigned char)words[0]);
    return words;
}

const char *chora_measure_words(const chora_words *words, const chora_figure_measure *measure,
                                chora_arena *arena)
{
    const char *key = chora_measure_key(measure);
    const char *what =
        key ? chora_say_of(words, arena, "head", key, NULL) : column_words(measure->of, arena);
    return what ? chora_rate_words(words, measure, what, arena) : NULL;
}

/* A share or a change is named in full by its legend: the title says what it is about. Several
 * countries are told by the map. */
static const char *drafted_title(const chora_words *words, const chora_figure *figure,
                                 const char *country, chora_arena *arena)
{
    const chora_figure_measure *measure = &figure->layers[0].measure;
    bool plain = figure->layer_count && !figure->layers[0].is_pair && !measure->is_change &&
                 !measure->share_of;
    const char *what = plain ? chora_measure_words(words, measure, arena)
                             : chora_say_of(words, arena, "head", "incidents", NULL);
    bool one = *country && !strstr(country, chora_words_clause(words));
    return what ? chora_say(words, arena, one ? "title.of-country" : "title", "country", country,
                            "title", what, "period", "{period}", NULL)
                : NULL;
}

const char *chora_title_words(const chora_words *words, const chora_figure *figure,
                              const char *country, chora_arena *arena)
{
    if (!figure->title)
        return "";
    return strcmp(figure->title, CHORA_TITLE_DRAFTED) == 0
               ? drafted_title(words, figure, country, arena)
               : figure->title;
}

const char *chora_title_bare(const char *title, const char *country)
{
    size_t length = strlen(country);
    if (!length || strncmp(title, country, length) != 0)
        return title;
    const char *rest = title + length;
    rest += strncmp(rest, "\xC2\xA0", 2) == 0 ? 2 : 0;
    return *rest == ':' ? rest + 1 + strspn(rest + 1, " ") : title;
}

const char *chora_of_areas(const chora_words *words, int level, size_t count, chora_arena *arena)
{
    char number[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(words, (double)count, true, number);
    return chora_say_many_of(words, arena, "of-areas", chora_level_key(level), (double)count,
                             number, NULL);
}

void chora_list_add(const chora_words *words, chora_buffer *list, const char *text)
{
    chora_buffer_add_text(list, list->length ? chora_words_list(words) : "");
    chora_buffer_add_text(list, text);
}

static const char *filling(const chora_fillings *with, const char *name, size_t length)
{
    const struct {
        const char *name, *text;
    } known[] = { { "period", with->period },
                  { "country", with->country },
                  { "dataset", with->dataset },
                  { "total", with->total } };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strlen(known[i].name) == length && memcmp(known[i].name, name, length) == 0)
            return known[i].text ? known[i].text : "";
    return NULL;
}

/* What runs the other way than the text is kept together. */
static void add_filling(int side, const char *value, chora_buffer *out)
{
    int own = chora_text_side(value);
    bool apart = side != 0 && own != 0 && own != side;
    chora_buffer_add_text(out, apart ? CHORA_ISOLATE : "");
    chora_buffer_add_text(out, value);
    chora_buffer_add_text(out, apart ? CHORA_ISOLATE_END : "");
}

const char *chora_fill(const char *text, const chora_fillings *with, chora_arena *arena)
{
    chora_buffer filled = CHORA_BUFFER_INIT(64 * 1024);
    int side = chora_text_side(text);
    while (*text) {
        size_t plain = strcspn(text, "{");
        chora_buffer_add(&filled, text, plain);
        text += plain;
        if (!*text)
            break;
        size_t name = strcspn(text + 1, "{}");
        const char *value = text[1 + name] == '}' ? filling(with, text + 1, name) : NULL;
        if (value) {
            add_filling(side, value, &filled);
            text += name + 2;
        } else {
            chora_buffer_add_byte(&filled, (unsigned char)*text++);
        }
    }
    const char *out = filled.failed ? NULL : chora_arena_strdup(arena, chora_buffer_text(&filled));
    chora_buffer_free(&filled);
    return out;
}

const char *chora_period_words(const chora_words *words, chora_period period, chora_arena *arena)
{
    chora_buffer text = CHORA_BUFFER_INIT(1024);
    if (period.kind == CHORA_PERIOD_ALL)
        period.kind = CHORA_PERIOD_SPAN;
    chora_words_period(words, period, &text);
    const char *out = text.failed ? NULL : chora_arena_strdup(arena, chora_buffer_text(&text));
    chora_buffer_free(&text);
    return out;
}

const char *chora_no_data_words(const chora_words *words, const chora_table *table,
                                chora_arena *arena)
{
    char number[CHORA_NUMBER_TEXT_MAX];
    if (chora_table_smallest(table) == 0 && chora_table_is_untold(table))
        return chora_say(words, arena, "chart.not-known", NULL);
    if (chora_table_smallest(table) == 0)
        return chora_say(words, arena, "legend.no-data", NULL);
    chora_number_text(words, chora_table_smallest(table), true, number);
    return chora_say(words, arena, "legend.withheld", "n", number, NULL);
}
