#include "compose/claim_rule.h"

#include "compose/wording.h"

#include <string.h>

/* A column that reports know by a word of the language; others are called as they are written. */
static const char *column_word(const chora_words *words, const char *column, chora_arena *arena)
{
    const char *key = chora_arena_printf(arena, "report.by.%s", column);
    return key && chora_words_know(words, key) ? chora_say(words, arena, key, NULL) : column;
}

static bool add_days(const chora_words *words, int days, chora_buffer *list, chora_arena *arena)
{
    char number[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(words, days, true, number);
    const char *text = chora_say_many(words, arena, "claim-rule.days", days, number, NULL);
    if (text)
        chora_list_add(words, list, text);
    return text != NULL;
}

/* "same province, within 3 days, same type" */
static bool add_rule(const chora_words *words, const chora_link_rule *rule, chora_buffer *out,
                     chora_arena *arena)
{
    chora_buffer list = CHORA_BUFFER_INIT(1 << 16);
    const char *area =
        chora_say_of(words, arena, "claim-rule.level", chora_level_key(rule->level), NULL);
    if (area)
        chora_list_add(words, &list, area);
    bool made = area && add_days(words, rule->days, &list, arena);
    for (size_t i = 0; made && i < rule->word_count; i++) {
        const char *text = chora_say(words, arena, "claim-rule.same", "column",
                                     column_word(words, rule->words[i], arena), NULL);
        made = text != NULL;
        if (made)
            chora_list_add(words, &list, text);
    }
    chora_buffer_add_text(out, chora_buffer_text(&list));
    made = made && !list.failed;
    chora_buffer_free(&list);
    return made;
}

const char *chora_claim_rule_words(const chora_words *words, const chora_link_rule *rule,
                                   chora_arena *arena)
{
    chora_buffer text = CHORA_BUFFER_INIT(1 << 16);
    bool made = true;
    if (rule && rule->claims_column) {
        const char *ids =
            chora_arena_printf(arena, "%s=%s", rule->claims_column, rule->verified_column);
        const char *said = chora_say(words, arena, "claim-rule.id", "ids", ids, NULL);
        made = said != NULL;
        chora_buffer_add_text(&text, made ? said : "");
    }
    if (made && rule && rule->by_rule) {
        chora_buffer_add_text(&text, text.length ? chora_words_clause(words) : "");
        made = add_rule(words, rule, &text, arena);
    }
    const char *out =
        made && !text.failed ? chora_arena_strdup(arena, chora_buffer_text(&text)) : NULL;
    chora_buffer_free(&text);
    return out;
}
