#include "compose/account_text.h"

#include "compose/wording.h"

#include <string.h>

typedef struct {
    const chora_words *words;
    chora_arena *arena;
    chora_buffer text;
    bool failed;
    const char *how; /* phrase for what is shown, but not finely */
} telling;

static void add(telling *tell, const char *part)
{
    tell->failed |= part == NULL;
    if (!part)
        return;
    chora_buffer_add_text(&tell->text, tell->text.length ? chora_words_clause(tell->words) : "");
    chora_buffer_add_text(&tell->text, part);
}

static const char *counted(telling *tell, const char *key, int64_t count)
{
    char number[CHORA_NUMBER_TEXT_MAX];
    chora_number_text(tell->words, (double)count, true, number);
    return chora_say_many(tell->words, tell->arena, key, (double)count, number, NULL);
}

static void add_part(telling *tell, int64_t count, const char *key)
{
    if (count > 0)
        add(tell, counted(tell, key, count));
}

/* "5 known only to district". Finer rows lack a position, not precision. */
static const char *level_part(telling *tell, int64_t count, int level)
{
    char key[64] = "account.known-to.";
    if (level < CHORA_DISTRICT)
        return counted(tell, "account.no-position", count);
    strcat(key, chora_precision_name((chora_precision)level));
    return counted(tell, key, count);
}

const char *chora_account_level_text(const chora_words *words, int64_t count, int level,
                                     chora_arena *arena)
{
    telling tell = { .words = words, .arena = arena };
    return level_part(&tell, count, level);
}

/* What is shown, but not finely, is told as such; what is not, as left out. */
static void add_levels(telling *tell, const chora_account *main, const chora_account *symbols)
{
    for (int level = 0; level < CHORA_NOT_STATED; level++) {
        int64_t no_circle = main->shown_by_level[level] - symbols->shown_by_level[level];
        if (no_circle > 0)
            add(tell, chora_say(tell->words, tell->arena, tell->how, "part",
                                level_part(tell, no_circle, level), NULL));
        if (main->coarse_by_level[level] > 0)
            add(tell, level_part(tell, main->coarse_by_level[level], level));
    }
}

static void add_shown(telling *tell, const chora_account *main, const char *key)
{
    int64_t all = main->accepted - main->filtered_out - main->outside_period;
    char shown[CHORA_NUMBER_TEXT_MAX], number[CHORA_NUMBER_TEXT_MAX];
    if (all == 0) {
        add(tell, chora_say(tell->words, tell->arena, "account.none", NULL));
        return;
    }
    chora_number_text(tell->words, (double)main->shown, true, shown);
    chora_number_text(tell->words, (double)all, true, number);
    add(tell,
        chora_say_many(tell->words, tell->arena, key, (double)all, number, "shown", shown, NULL));
}

static const char *tell_account(const chora_words *words, const char *key,
                                const chora_account *main, const chora_account *symbols,
                                const char *how, chora_arena *arena)
{
    telling tell = { words, arena, CHORA_BUFFER_INIT(8192), false, how };
    add_shown(&tell, main, key);
    add_levels(&tell, main, symbols);
    add_part(&tell, main->other_boundaries, "account.other-boundaries");
    add_part(&tell, main->outside_frame, "account.outside-frame");
    add_part(&tell, main->date_too_coarse, "account.date");
    add_part(&tell, main->unplaced, "account.unplaced");
    add_part(&tell, main->filtered_out, "account.filtered");
    add_part(&tell, main->shielded, "account.shielded");
    bool failed = tell.failed || tell.text.failed;
    const char *out = failed ? NULL : chora_arena_strdup(arena, chora_buffer_text(&tell.text));
    chora_buffer_free(&tell.text);
    return out;
}

const char *chora_account_text(const chora_words *words, const chora_account *choropleth,
                               const chora_account *symbols, chora_arena *arena)
{
    const chora_account *main = choropleth ? choropleth : symbols;
    if (!main)
        return "";
    return chora_account_text_as(words, main, symbols ? symbols : main, "account.coloured-only",
                                 arena);
}

const char *chora_account_text_as(const chora_words *words, const chora_account *main,
                                  const chora_account *finer, const char *how, chora_arena *arena)
{
    return tell_account(words, "account.shown", main, finer, how, arena);
}

const char *chora_account_counted(const chora_words *words, const chora_account *account,
                                  chora_arena *arena)
{
    return tell_account(words, "account.counted", account, account, "account.coloured-only", arena);
}
