/* Which plural form a number takes, by conditions written as Unicode CLDR writes them (UTS 35,
 * "Language Plural Rules"): relations joined by "and" and "or", over n, i (whole part), v (0 for a
 * whole number, else 1). */
#include "style/language_inside.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

const char *const chora_plural_names[CHORA_PLURALS + 1] = { "zero", "one",   "two", "few",
                                                            "many", "other", NULL };

typedef struct {
    const char *at;
    double n;
    bool unreadable;
} condition;

static void skip_spaces(condition *c)
{
    while (*c->at == ' ')
        c->at++;
}

static bool take(condition *c, const char *word)
{
    skip_spaces(c);
    if (strncmp(c->at, word, strlen(word)) != 0)
        return false;
    c->at += strlen(word);
    return true;
}

static double take_number(condition *c)
{
    double value = 0;
    skip_spaces(c);
    c->unreadable |= !isdigit((unsigned char)*c->at);
    while (isdigit((unsigned char)*c->at))
        value = value * 10 + (*c->at++ - '0');
    return value;
}

static double take_operand(condition *c)
{
    double n = fabs(c->n), value = n;
    if (take(c, "i"))
        value = floor(n);
    else if (take(c, "v"))
        value = n == floor(n) ? 0 : 1;
    else
        c->unreadable |= !take(c, "n");
    if (take(c, "%"))
        value = fmod(value, fmax(take_number(c), 1));
    return value;
}

/* "2..4, 7" */
static bool is_listed(condition *c, double value)
{
    bool found = false;
    do {
        double low = take_number(c);
        double high = take(c, "..") ? take_number(c) : low;
        found |= value >= low && value <= high && (low == high || value == floor(value));
    } while (take(c, ","));
    return found;
}

static bool relation(condition *c)
{
    double value = take_operand(c);
    bool unlike = take(c, "!=");
    if (!unlike && !take(c, "="))
        c->unreadable = true;
    return is_listed(c, value) != unlike;
}

static bool holds(condition *c)
{
    bool any = false;
    do {
        bool all = true;
        do
            all = relation(c) && all;
        while (!c->unreadable && take(c, "and"));
        any |= all;
    } while (!c->unreadable && take(c, "or"));
    skip_spaces(c);
    c->unreadable |= *c->at != '\0';
    return any && !c->unreadable;
}

bool chora_plural_is_condition(const char *text)
{
    condition c = { text, 1, false };
    holds(&c);
    return !c.unreadable;
}

chora_plural chora_plural_of(const chora_words *words, double n)
{
    for (int form = 0; form < CHORA_PLURAL_OTHER; form++) {
        condition c = { words->plural[form], n, false };
        if (c.at && holds(&c))
            return (chora_plural)form;
    }
    return CHORA_PLURAL_OTHER;
}
