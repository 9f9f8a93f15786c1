#include "compose/shown.h"

#include "compose/account_text.h"
#include "compose/layout.h"
#include "compose/share.h"

typedef struct {
    const chora_table *areas, *symbols; /* NULL: there is no such layer */
} layers;

/* Where circles say what colours say, a narrow page has none. */
static layers layers_of(const chora_shown *shown)
{
    int areas = chora_layout_layer(shown->figure, CHORA_LAYER_CHOROPLETH);
    if (areas < 0)
        areas = chora_layout_layer(shown->figure, CHORA_LAYER_AREA_SYMBOLS);
    int symbols = chora_layout_layer(shown->figure, CHORA_LAYER_SYMBOLS);
    if (areas >= 0 && chora_layout_is_narrow(shown->figure))
        symbols = -1;
    if (symbols < 0) /* hexagons show the same rows as symbols of towns */
        symbols = chora_layout_layer(shown->figure, CHORA_LAYER_HEXAGONS);
    return (layers){ areas >= 0 ? shown->tables[areas] : NULL,
                     symbols >= 0 ? shown->tables[symbols] : NULL };
}

bool chora_shown_lists(const chora_shown *shown)
{
    const chora_figure *figure = shown->figure;
    if (figure->uncertain == CHORA_UNCERTAIN_NONE || figure->legend == CHORA_LEGEND_NONE)
        return false;
    for (size_t i = 0; i < figure->layer_count; i++)
        if (figure->layers[i].measure.is_change ||
            (shown->tables[i] && chora_table_smallest(shown->tables[i]) > 0))
            return false;
    return figure->layer_count > 0;
}

/* One symbol an incident, or by kind: what is no point keeps its form beside the map. */
static bool lists_symbols(const chora_figure *figure)
{
    int symbols = chora_layout_layer(figure, CHORA_LAYER_SYMBOLS);
    if (symbols < 0 || chora_layout_layer(figure, CHORA_LAYER_CHOROPLETH) >= 0)
        return false;
    return figure->layers[symbols].at == CHORA_AT_INCIDENT || figure->layers[symbols].by;
}

static chora_account account_of(const chora_shown *shown, size_t period, bool lists)
{
    layers of = layers_of(shown);
    unsigned ways = (of.areas ? CHORA_BY_AREA : 0) | (of.symbols ? CHORA_BY_SYMBOL : 0) |
                    (lists ? CHORA_BY_LIST : 0);
    /* Both tables know all ways; where symbols stand is the symbols' to say. */
    return chora_table_account_of(of.symbols ? of.symbols : of.areas, ways, period);
}

chora_account chora_shown_account(const chora_shown *shown, size_t period)
{
    return account_of(shown, period, chora_shown_lists(shown));
}

chora_account chora_shown_on_map(const chora_shown *shown, size_t period)
{
    return account_of(shown, period, false);
}

const char *chora_shown_text(const chora_shown *shown, size_t period, const chora_words *words,
                             chora_arena *arena)
{
    layers of = layers_of(shown);
    chora_account all = chora_shown_account(shown, period);
    chora_account map = chora_shown_on_map(shown, period), points;
    if (of.symbols)
        points = chora_table_symbol_account(of.symbols, period);
    const char *how = lists_symbols(shown->figure) ? "account.listed-only" : "account.listed";
    int symbols = chora_layout_layer(shown->figure, CHORA_LAYER_SYMBOLS);
    bool packed = symbols >= 0 && (shown->figure->layers[symbols].at == CHORA_AT_INCIDENT ||
                                   shown->figure->layers[symbols].by);
    const char *coloured = packed ? "account.coloured-unmarked" : "account.coloured-only";
    const char *text = chora_account_text_listed(words, &all, &map, of.symbols ? &points : NULL,
                                                 how, coloured, arena);
    bool share = chora_layout_layer(shown->figure, CHORA_LAYER_CHOROPLETH) >= 0 && of.areas &&
                 chora_table_is_share(of.areas);
    return share ? chora_share_account(words, text, of.areas, period, arena) : text;
}
