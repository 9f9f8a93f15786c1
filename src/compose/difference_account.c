/* The account of two periods in one line. */
#include "compose/account_text.h"
#include "compose/difference.h"

static int64_t in_period(const chora_account *account)
{
    return account->accepted - account->filtered_out - account->outside_period;
}

/* A row whose date is not known well enough is in both accounts; a row that is placed and dated is
 * in one. */
static bool is_certain(const chora_account *account)
{
    return !account->is_withheld && account->shown == in_period(account);
}

static const char *count_text(const chora_words *words, int64_t count, chora_arena *arena)
{
    char number[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(words, (double)count, true, number);
    return chora_arena_strdup(arena, number);
}

/* Both certain: their rows are different ones, and the sum closes. */
static const char *together(const chora_words *words, const chora_account *before,
                            const chora_account *after, const chora_difference_periods *when,
                            chora_arena *arena)
{
    int64_t all = before->shown + after->shown;
    const char *number = count_text(words, all, arena);
    const char *counted =
        chora_say_many(words, arena, "account.counted", (double)all, number, "shown", number, NULL);
    const char *both = chora_say(words, arena, "account.both", "counted", counted, "before",
                                 count_text(words, before->shown, arena), "after",
                                 count_text(words, after->shown, arena), "then", when->before,
                                 "now", when->after, NULL);
    int64_t left_out = before->filtered_out + after->filtered_out;
    if (!both || left_out == 0)
        return both;
    const char *filtered = chora_say_many(words, arena, "account.filtered", (double)left_out,
                                          count_text(words, left_out, arena), NULL);
    return filtered ? chora_arena_printf(arena, "%s%s%s", both, chora_words_clause(words), filtered)
                    : NULL;
}

static const char *apart(const chora_words *words, const chora_account *account, const char *label,
                         chora_arena *arena)
{
    return chora_say(words, arena, "account.of-period", "period", label, "account",
                     chora_account_counted(words, account, arena), NULL);
}

const char *chora_difference_account(const chora_words *words, const chora_change_table *changes,
                                     size_t period, chora_arena *arena)
{
    size_t index = chora_change_before_index(changes, period);
    chora_account before = chora_table_account(chora_change_before(changes), index);
    chora_account after = chora_table_account(chora_change_after(changes), period);
    return chora_difference_account_of(words, changes, period, &before, &after, arena);
}

const char *chora_difference_account_of(const chora_words *words, const chora_change_table *changes,
                                        size_t period, const chora_account *before,
                                        const chora_account *after, chora_arena *arena)
{
    chora_difference_periods when = chora_difference_periods_of(words, changes, period, arena);
    if (is_certain(before) && is_certain(after) && before->shown + after->shown > 0)
        return together(words, before, after, &when, arena);
    const char *then = apart(words, before, when.before, arena);
    const char *now = apart(words, after, when.after, arena);
    return then && now ? chora_arena_printf(arena, "%s%s %s", then, chora_words_stop(words), now)
                       : NULL;
}
