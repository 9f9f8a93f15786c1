/* Small multiples of claims that are a dataset of their own: a panel counts rows of both. */
#include "compose/claim_notes.h"
#include "compose/texts.h"
#include "measure/claims.h"
#include "measure/table.h"
#include "publish/prepare_multiples.h"

#include <string.h>

static chora_status check(const chora_figure *figure, const chora_breakdown *breakdown,
                          chora_error *err)
{
    const chora_figure_measure *measure = &figure->layers[0].measure;
    bool counts = !measure->of || strcmp(measure->of, "count") == 0;
    if (!counts || measure->per > 0 || measure->per_value || measure->share_of)
        return chora_fail(err, CHORA_EINVAL,
                          "small multiples of claims and verified incidents count incidents "
                          "(measure: {of: count}); people as claimed and as verified are never "
                          "added up, and stand beside each other in {{ table claims }}");
    if (chora_breakdown_smallest(breakdown) > 0)
        return chora_fail(err, CHORA_EINVAL,
                          "the output profile withholds numbers of incidents below %d, and claims "
                          "are not cut to it: take another --profile",
                          chora_breakdown_smallest(breakdown));
    return CHORA_OK;
}

/* As many as there are: no incident is of that kind. */
static size_t value_of(const chora_breakdown *breakdown, chora_claim_kind kind)
{
    size_t value = 0, count = chora_breakdown_values(breakdown);
    while (value < count &&
           strcmp(chora_breakdown_value(breakdown, value), chora_claim_kind_name(kind)) != 0)
        value++;
    return value;
}

/* The areas and their coverage are those of the verified dataset; the numbers those of a kind. */
static void fill(chora_table *table, const chora_breakdown *breakdown, size_t value)
{
    for (size_t area = 0; area < chora_breakdown_areas(breakdown); area++) {
        chora_cell *cell = &table->cells[area * table->period_count];
        if (cell->state == CHORA_CELL_NOT_COVERED)
            continue;
        cell->incidents = value < chora_breakdown_values(breakdown)
                              ? chora_breakdown_cell_of(breakdown, area, 0, value).incidents
                              : 0;
        cell->value = (double)cell->incidents;
        cell->state = CHORA_CELL_NUMBER;
    }
}

static chora_status make_panel(chora_store *store, const chora_request *request,
                               chora_prepared *prepared, const chora_breakdown *breakdown,
                               chora_claim_kind kind, chora_panel *out, chora_error *err)
{
    const chora_measure_options options =
        chora_layer_measure(request, &prepared->figure, &prepared->figure.layers[0]);
    chora_table *table = NULL;
    chora_status st = chora_measure(store, &options, &table, err);
    if (st)
        return st;
    fill(table, breakdown, value_of(breakdown, kind));
    *out = (chora_panel){ table, 0, chora_claim_kind_name(kind) };
    return CHORA_OK;
}

/* That nothing is claimed only is told; that nothing is neither goes without saying. */
static bool is_told(const chora_breakdown *breakdown, chora_claim_kind kind)
{
    size_t value = value_of(breakdown, kind);
    return kind != CHORA_NEITHER || (value < chora_breakdown_values(breakdown) &&
                                     chora_breakdown_total(breakdown, value).incidents > 0);
}

static const char *note_of(const chora_prepared *prepared, const chora_breakdown *breakdown)
{
    const chora_words *words = prepared->inputs.words;
    const char *parts[] = { chora_claims_linked_note(words, breakdown, prepared->arena),
                            chora_claims_span_note(words, breakdown, prepared->arena) };
    return parts[0] && parts[1] ? chora_texts_join(words, parts, 2, prepared->arena) : NULL;
}

chora_status chora_multiples_claims(chora_store *store, const chora_request *request,
                                    chora_prepared *prepared, const chora_breakdown *breakdown,
                                    chora_panel **out, chora_error *err)
{
    chora_multiples *multiples = &prepared->multiples;
    chora_panel *panels = chora_arena_alloc(prepared->arena, CHORA_CLAIM_KINDS, sizeof *panels);
    chora_status st = panels ? check(&prepared->figure, breakdown, err) : chora_no_memory(err);
    multiples->panels = panels;
    for (int kind = 0; !st && kind < CHORA_CLAIM_KINDS; kind++) {
        if (!is_told(breakdown, (chora_claim_kind)kind))
            continue;
        st = make_panel(store, request, prepared, breakdown, (chora_claim_kind)kind,
                        &panels[multiples->count], err);
        multiples->count += !st;
    }
    if (st)
        return st;
    multiples->account = chora_breakdown_overall_account(breakdown);
    multiples->note = note_of(prepared, breakdown);
    *out = panels;
    return multiples->note ? CHORA_OK : chora_no_memory(err);
}
