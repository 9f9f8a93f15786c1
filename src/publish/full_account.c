#include "publish/full_account.h"

#include "compose/account_text.h"
#include "compose/difference.h"
#include "compose/shown.h"
#include "measure/breakdown.h"
#include "measure/table.h"

#include <stdio.h>
#include <string.h>

static chora_account of_chart(const chora_prepared *prepared, size_t period)
{
    chora_table table = chora_table_opened(prepared->breakdown->table);
    chora_breakdown breakdown = *prepared->breakdown;
    chora_chart_inputs inputs = prepared->chart;
    breakdown.table = &table;
    inputs.breakdown = &breakdown;
    return chora_chart_account(&inputs, prepared->pages[period]);
}

/* Claims, which have an account of both datasets, are not drawn where numbers are withheld. */
static chora_account of_multiples(const chora_prepared *prepared)
{
    if (prepared->multiples.note)
        return prepared->multiples.account;
    chora_table table = chora_table_opened(prepared->tables[0]);
    return chora_table_overall_account(&table);
}

/* The line as it is made of these tables. */
static const char *tell(const chora_prepared *prepared, const chora_table *const *tables,
                        size_t period, const chora_account *account, chora_arena *arena)
{
    const chora_shown shown = { &prepared->figure, tables };
    if (prepared->figure.is_chart || prepared->figure.is_multiples)
        return chora_account_text(prepared->english, account, NULL, arena);
    return chora_shown_text(&shown, period, prepared->english, arena);
}

static const char *tell_change(const chora_prepared *prepared, size_t period, chora_arena *arena)
{
    const chora_change_table *changes = prepared->changes;
    chora_table then = chora_table_opened(chora_change_before(changes));
    chora_table now = chora_table_opened(chora_change_after(changes));
    chora_account before = chora_table_account(&then, chora_change_before_index(changes, period));
    chora_account after = chora_table_account(&now, period);
    return chora_difference_account_of(prepared->english, changes, period, &before, &after, arena);
}

static const char *tell_made(const chora_prepared *prepared, size_t period, chora_arena *arena)
{
    chora_account account = chora_prepared_account(prepared, period);
    return prepared->changes
               ? chora_difference_account(prepared->english, prepared->changes, period, arena)
               : tell(prepared, (const chora_table *const *)prepared->tables, period, &account,
                      arena);
}

void chora_full_account_of(const chora_prepared *prepared, size_t period, chora_full_account *out)
{
    chora_table opened[CHORA_FIGURE_LAYERS_MAX];
    const chora_table *tables[CHORA_FIGURE_LAYERS_MAX] = { NULL };
    chora_shown shown = { &prepared->figure, tables };

    for (size_t i = 0; i < CHORA_FIGURE_LAYERS_MAX; i++)
        if (prepared->tables[i]) {
            opened[i] = chora_table_opened(prepared->tables[i]);
            tables[i] = &opened[i];
        }
    out->account = prepared->figure.is_multiples ? of_multiples(prepared)
                   : prepared->figure.is_chart   ? of_chart(prepared, period)
                                                 : chora_shown_account(&shown, period);
    chora_arena *arena = chora_arena_new();
    const char *text = NULL, *made = arena ? tell_made(prepared, period, arena) : NULL;
    if (made)
        text = prepared->changes ? tell_change(prepared, period, arena)
                                 : tell(prepared, tables, period, &out->account, arena);
    out->is_withheld = text && strcmp(text, made) != 0;
    snprintf(out->text, sizeof out->text, "%s", text ? text : "");
    chora_arena_free(arena);
}
