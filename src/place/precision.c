#include <chora/place.h>

#include <string.h>

static const char *const names[CHORA_NOT_STATED + 1] = {
    "exact", "near", "place", "district", "province", "country", "none", "",
};

const char *chora_precision_name(chora_precision precision)
{
    return names[precision <= CHORA_NOT_STATED ? precision : CHORA_NOT_STATED];
}

chora_precision chora_precision_parse(const char *name)
{
    for (int i = 0; name && i < CHORA_NOT_STATED; i++)
        if (strcmp(names[i], name) == 0)
            return (chora_precision)i;
    return CHORA_NOT_STATED;
}

static const char *const problems[CHORA_PROBLEM_COUNT] = {
    "ok",      "empty",   "unknown", "ambiguous", "several", "disagree",
    "outside", "swapped", "invalid", "doubtful",  "vintage",
};

const char *chora_place_problem_name(chora_place_problem problem)
{
    return problems[problem < CHORA_PROBLEM_COUNT ? problem : CHORA_PROBLEM_NONE];
}

chora_place_problem chora_place_problem_parse(const char *name)
{
    for (int i = 0; name && i < CHORA_PROBLEM_COUNT; i++)
        if (strcmp(problems[i], name) == 0)
            return (chora_place_problem)i;
    return CHORA_PROBLEM_NONE;
}
