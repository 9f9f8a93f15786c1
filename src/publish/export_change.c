#include "publish/export_change.h"

#include <math.h>

#define MILLION 1e6 /* a probability has six decimals: more would be noise of the sum */

enum { BEFORE, AFTER, CHANGE, P, WITHIN_CHANCE };

static const char *const names[CHORA_EXPORT_CHANGE_COLUMNS] = { "before", "after", "change", "p",
                                                                "within_chance" };

static bool is_whole(const chora_change_table *changes)
{
    return chora_table_is_whole(chora_change_after(changes)) &&
           chora_table_is_whole(chora_change_before(changes));
}

static chora_field_kind kind_of(int column, bool whole)
{
    if (column == WITHIN_CHANCE)
        return CHORA_FIELD_TEXT;
    return whole && column != P ? CHORA_FIELD_INTEGER : CHORA_FIELD_REAL;
}

int chora_export_change_fields(const chora_change_table *changes, chora_arena *arena,
                               chora_field *out)
{
    const chora_table *after = chora_change_after(changes);
    size_t periods = chora_table_periods(after);
    for (size_t period = 0; period < periods; period++) {
        char id[CHORA_PERIOD_TEXT_MAX];
        chora_period_id(chora_table_period(after, period), id);
        for (int column = 0; column < CHORA_EXPORT_CHANGE_COLUMNS; column++) {
            const char *name =
                periods > 1 ? chora_arena_printf(arena, "%s %s", id, names[column]) : names[column];
            if (!name)
                return -1;
            *out++ = (chora_field){ name, kind_of(column, is_whole(changes)) };
        }
    }
    return 0;
}

static chora_cell_out number_out(bool missing, double value)
{
    return (chora_cell_out){ .missing = missing,
                             .integer = fabs(value) < 9e18 ? (int64_t)value : 0,
                             .real = value };
}

static void fill(const chora_change *change, chora_cell_out *out)
{
    bool none = change->state != CHORA_CELL_NUMBER;
    out[BEFORE] = number_out(change->before.state != CHORA_CELL_NUMBER, change->before.value);
    out[AFTER] = number_out(change->after.state != CHORA_CELL_NUMBER, change->after.value);
    out[CHANGE] = number_out(none, change->change);
    out[P] = number_out(!change->tested, round(change->p * MILLION) / MILLION);
    out[WITHIN_CHANCE] = (chora_cell_out){ .missing = !change->tested,
                                           .text = change->within_chance ? "yes" : "no" };
}

void chora_export_change_cells(const chora_change_table *changes, size_t area, chora_cell_out *out)
{
    size_t periods = chora_table_periods(chora_change_after(changes));
    for (size_t period = 0; period < periods; period++) {
        chora_change change = chora_change_of(changes, area, period);
        fill(&change, out + period * CHORA_EXPORT_CHANGE_COLUMNS);
    }
}
