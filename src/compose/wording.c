#include "compose/wording.h"

#include "base/buffer.h"
#include "measure/label.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define NO_BREAK_SPACE "\xC2\xA0"

static int decimals_for(double size)
{
    if (size >= 100 || size == 0)
        return 0;
    /* Two figures at least: what is not zero must not read as 0. */
    return size >= 1 ? 1 : size >= 0.1 ? 2 : (int)fmin(1 - floor(log10(size)), 14);
}

/* Trailing zeros say nothing in a label: "12.0" is "12". */
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

void chora_number_text(double value, bool whole, char out[CHORA_NUMBER_TEXT_MAX])
{
    chora_buffer text = CHORA_BUFFER_INIT(CHORA_NUMBER_TEXT_MAX - 1);
    chora_label_number(&text, value, whole ? 0 : decimals_for(fabs(value)));
    snprintf(out, CHORA_NUMBER_TEXT_MAX, "%s", chora_buffer_text(&text));
    chora_buffer_free(&text);
    cut_zeros(out);
}

const char *chora_level_word(int level, bool plural)
{
    static const char *const words[][2] = { { "country", "countries" },
                                            { "province", "provinces" },
                                            { "district", "districts" },
                                            { "area", "areas" } };
    return words[level >= 0 && level <= 2 ? level : 3][plural];
}

const char *chora_measure_noun(const chora_figure_measure *measure, bool plural)
{
    if (!measure->of || strcmp(measure->of, "count") == 0)
        return plural ? "incidents" : "incident";
    if (strcmp(measure->of, "killed") == 0)
        return plural ? "people killed" : "person killed";
    if (strcmp(measure->of, "injured") == 0)
        return plural ? "people injured" : "person injured";
    return NULL;
}

const char *chora_rate_words(const chora_figure_measure *measure, chora_arena *arena)
{
    if (measure->per <= 0 && !measure->per_value)
        return "";
    const char *of = measure->per_value ? measure->per_value : "population";
    if (strcmp(of, "population") == 0)
        of = "people";
    else if (strcmp(of, "km2") == 0)
        of = "km\xC2\xB2";
    if (measure->per <= 1)
        return chora_arena_printf(arena, " per %s", of);
    char number[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(measure->per, true, number);
    return chora_arena_printf(arena, " per %s" NO_BREAK_SPACE "%s", number, of);
}

const char *chora_measure_words(const chora_figure_measure *measure, chora_arena *arena)
{
    const char *noun = chora_measure_noun(measure, true);
    const char *rate = chora_rate_words(measure, arena);
    char *words = rate ? chora_arena_printf(arena, "%s%s", noun ? noun : measure->of, rate) : NULL;
    if (!words)
        return NULL;
    size_t length = strlen(words) - strlen(rate);
    for (size_t i = 0; i < length; i++)
        if (words[i] == '_')
            words[i] = ' ';
    words[0] = (char)toupper((unsigned char)words[0]);
    return words;
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

const char *chora_fill(const char *text, const chora_fillings *with, chora_arena *arena)
{
    chora_buffer filled = CHORA_BUFFER_INIT(64 * 1024);
    while (*text) {
        size_t plain = strcspn(text, "{");
        chora_buffer_add(&filled, text, plain);
        text += plain;
        if (!*text)
            break;
        size_t name = strcspn(text + 1, "{}");
        const char *value = text[1 + name] == '}' ? filling(with, text + 1, name) : NULL;
        if (value) {
            chora_buffer_add_text(&filled, value);
            text += name + 2;
        } else {
            chora_buffer_add_byte(&filled, (unsigned char)*text++);
        }
    }
    const char *out = filled.failed ? NULL : chora_arena_strdup(arena, chora_buffer_text(&filled));
    chora_buffer_free(&filled);
    return out;
}
