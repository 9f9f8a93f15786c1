#include "compose/account_text.h"

#include "compose/wording.h"

#include <string.h>

typedef struct {
    const chora_words *words;
    chora_arena *arena;
    chora_buffer text;
    bool failed, areas_only;  /* `areas_only`: there are no symbols */
    const char *listed_how;   /* phrase for what is only listed */
    const char *coloured_how; /* phrase for what has a colour and no symbol */
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

/* "5 known only to district". Finer rows do not lack precision, but a position; or an area: near a
 * border that two layers draw differently, or outside all areas of a level. */
static const char *level_part(telling *tell, int64_t count, int level)
{
    char key[64] = "account.known-to.";
    if (level < CHORA_DISTRICT)
        return counted(tell, tell->areas_only ? "account.no-area" : "account.no-position", count);
    strcat(key, chora_precision_name((chora_precision)level));
    return counted(tell, key, count);
}

const char *chora_account_level_text(const chora_words *words, int64_t count, int level,
                                     bool areas_only, chora_arena *arena)
{
    telling tell = { .words = words, .arena = arena, .areas_only = areas_only };
    return level_part(&tell, count, level);
}

static void add_level(telling *tell, int64_t count, int level, const char *how)
{
    const char *part = count > 0 ? level_part(tell, count, level) : NULL;
    if (count > 0)
        add(tell,
            part && how ? chora_say(tell->words, tell->arena, how, "part", part, NULL) : part);
}

/* Of a level; all that are finer than a district are one. */
static int64_t of_level(const int64_t *by_level, int level)
{
    int64_t sum = by_level[level];
    for (int finer = 0; level == CHORA_DISTRICT - 1 && finer < level; finer++)
        sum += by_level[finer];
    return sum;
}

/* What is shown, but not finely, is told as such; what is not, as left out. */
static void add_levels(telling *tell, const chora_account *all, const chora_account *map,
                       const chora_account *symbols)
{
    for (int level = CHORA_DISTRICT - 1; level < CHORA_NOT_STATED; level++) {
        int64_t on_map = of_level(map->shown_by_level, level);
        add_level(tell, on_map - of_level(symbols->shown_by_level, level), level,
                  tell->coloured_how);
        add_level(tell, of_level(all->shown_by_level, level) - on_map, level, tell->listed_how);
        add_level(tell, of_level(all->coarse_by_level, level), level, NULL);
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

static const char *tell_account(telling *tell, const char *key, const chora_account *all,
                                const chora_account *map, const chora_account *symbols)
{
    if (all->is_withheld || map->is_withheld || symbols->is_withheld)
        return chora_say(tell->words, tell->arena, "account.hidden", NULL);
    add_shown(tell, all, key);
    add_part(tell, all->withheld, "account.withheld");
    add_levels(tell, all, map, symbols);
    add_part(tell, all->other_boundaries, "account.other-boundaries");
    add_part(tell, all->outside_frame, "account.outside-frame");
    add_part(tell, all->date_too_coarse, "account.date");
    add_part(tell, all->unplaced, "account.unplaced");
    add_part(tell, all->filtered_out, "account.filtered");
    add_part(tell, all->shielded, "account.shielded");
    bool failed = tell->failed || tell->text.failed;
    const char *out =
        failed ? NULL : chora_arena_strdup(tell->arena, chora_buffer_text(&tell->text));
    chora_buffer_free(&tell->text);
    return out;
}

static telling start(const chora_words *words, chora_arena *arena)
{
    return (telling){ .words = words,
                      .arena = arena,
                      .text = CHORA_BUFFER_INIT(8192),
                      .coloured_how = "account.coloured-only" };
}

const char *chora_account_text(const chora_words *words, const chora_account *choropleth,
                               const chora_account *symbols, chora_arena *arena)
{
    const chora_account *main = choropleth ? choropleth : symbols;
    telling tell = start(words, arena);
    tell.areas_only = !symbols;
    return main ? tell_account(&tell, "account.shown", main, main, symbols ? symbols : main) : "";
}

const char *chora_account_text_listed(const chora_words *words, const chora_account *all,
                                      const chora_account *map, const chora_account *symbols,
                                      const char *how, const char *coloured, chora_arena *arena)
{
    telling tell = start(words, arena);
    tell.listed_how = how;
    tell.coloured_how = coloured;
    tell.areas_only = !symbols;
    return tell_account(&tell, "account.shown", all, map, symbols ? symbols : map);
}

const char *chora_account_counted(const chora_words *words, const chora_account *account,
                                  chora_arena *arena)
{
    telling tell = start(words, arena);
    return tell_account(&tell, "account.counted", account, account, account);
}
