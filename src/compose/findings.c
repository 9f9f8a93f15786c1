#include "compose/findings.h"

#include "compose/area_marks.h"
#include "compose/difference.h"
#include "compose/hexmap_draw.h"
#include "compose/share.h"
#include "compose/shown.h"

#include <stdio.h>

void chora_findings_count(chora_findings *found, chora_cell cell, size_t area)
{
    found->partial += cell.partial;
    if (cell.state == CHORA_CELL_NO_DATA)
        found->no_data++;
    else if (cell.state == CHORA_CELL_NOT_COVERED)
        found->not_covered++;
    else if (cell.value == 0)
        found->zeros++;
    else {
        found->above_zero++;
        found->total += cell.value;
        if (found->sharing == 0 || cell.value > found->highest) {
            found->highest = cell.value;
            found->top = area;
            found->sharing = 1;
        } else if (cell.value == found->highest) {
            if (++found->sharing == 2)
                found->second = area;
        }
    }
}

static double circle_total(const chora_table *table, size_t period, bool with_lists)
{
    size_t count = 0;
    const chora_symbol *symbols = chora_table_symbols(table, period, &count);
    double total = 0;
    for (size_t i = 0; i < count; i++)
        total += symbols[i].value;
    const chora_listed *lists = chora_table_pointless(table, period, &count);
    for (size_t i = 0; with_lists && i < count; i++)
        total += lists[i].value;
    return total;
}

/* Does any row of a symbol state the number? */
static bool any_stated(const chora_table *table, size_t period, bool with_lists)
{
    size_t count = 0;
    const chora_symbol *symbols = chora_table_symbols(table, period, &count);
    for (size_t i = 0; i < count; i++)
        if (symbols[i].stated > 0)
            return true;
    const chora_listed *lists = chora_table_pointless(table, period, &count);
    for (size_t i = 0; with_lists && i < count; i++)
        if (lists[i].stated > 0)
            return true;
    return false;
}

/* The total is of all that is on record; what is withheld is not without data. */
static void count_withheld(chora_findings *found, const chora_table *table, size_t period,
                           bool circles)
{
    chora_withheld hidden;
    if (!chora_table_withheld(table, period, &hidden))
        return;
    found->withheld = circles ? hidden.symbols : hidden.areas;
    found->no_data -= circles ? 0 : hidden.areas;
    if (found->withheld && !found->account.is_withheld)
        found->total = circles ? hidden.symbol_total : hidden.area_total;
}

chora_findings chora_findings_of(const chora_base_map *base, const chora_figure_inputs *inputs,
                                 size_t period)
{
    const chora_table *table = chora_base_table(base, inputs);
    chora_findings found = { 0 };
    found.areas = base->area_count;
    chora_shown shown = { inputs->figure, inputs->tables };
    found.account = chora_shown_account(&shown, period);
    /* Forms beside the map are symbols like those on it. */
    bool listed = base->choropleth < 0 && base->kinds.count > 0 && chora_shown_lists(&shown);
    found.counted = listed ? found.account.shown : chora_shown_on_map(&shown, period).shown;
    found.in_period =
        found.account.accepted - found.account.filtered_out - found.account.outside_period;
    found.whole = chora_table_is_whole(table);
    chora_buffer label = CHORA_BUFFER_INIT(sizeof found.period - 1);
    chora_words_period(inputs->words, chora_table_period(table, period), &label);
    snprintf(found.period, sizeof found.period, "%s", chora_buffer_text(&label));
    chora_buffer_free(&label);
    if (inputs->changes) {
        chora_difference_findings(base, inputs, period, &found);
        return found;
    }
    if (base->marks >= 0 && base->parts.halves) {
        chora_area_marks_findings(base, inputs, period, &found);
        found.empty = found.total == 0;
        return found;
    }
    if (chora_table_is_share(table)) {
        chora_share_findings(base, inputs, period, &found);
        return found;
    }
    if (base->hexmap)
        chora_hexmap_findings(base, inputs, period, &found);
    else if (base->cells < 0) {
        found.unknown = !any_stated(table, period, listed);
        found.total = circle_total(table, period, listed);
    } else
        for (size_t a = 0; a < base->area_count; a++)
            chora_findings_count(&found, chora_base_cell(base, inputs, a, period), a);
    count_withheld(&found, table, period, base->choropleth < 0);
    found.empty = found.total == 0;
    return found;
}
