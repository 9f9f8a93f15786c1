#include "measure/withhold_towns.h"

#include "base/memory.h"
#include "measure/rings.h"

#include <stdlib.h>

/* The months of one town, one behind the other. */
typedef struct {
    size_t first, count;
    bool is_told; /* With its withheld months, all together. */
} town;

struct chora_town_plan {
    int smallest;
    chora_town_month *months;
    size_t month_count, month_capacity;
    town *towns;
    size_t town_count;
};

chora_status chora_town_plan_new(int smallest, chora_town_plan **out, chora_error *err)
{
    chora_town_plan *plan = chora_alloc(1, sizeof *plan);
    if (!plan)
        return chora_no_memory(err);
    plan->smallest = smallest;
    *out = plan;
    return CHORA_OK;
}

void chora_town_plan_free(chora_town_plan *plan)
{
    if (!plan)
        return;
    free(plan->months);
    free(plan->towns);
    free(plan);
}

chora_status chora_town_plan_add(chora_town_plan *plan, chora_town_month month, chora_error *err)
{
    if (chora_grow((void **)&plan->months, &plan->month_capacity, plan->month_count,
                   sizeof *plan->months))
        return chora_no_memory(err);
    plan->months[plan->month_count++] = month;
    return CHORA_OK;
}

chora_town_month chora_town_month_of(const chora_symbol *symbol, size_t month)
{
    return (chora_town_month){ .kind = CHORA_ROW_TOWN,
                               .place_id = symbol->place_id,
                               .lon = symbol->lon,
                               .lat = symbol->lat,
                               .area_id = symbol->area_id,
                               .month = month,
                               .incidents = symbol->incidents };
}

/* ---- towns ----------------------------------------------------------------------------------- */

#define ORDER(a, b) (((a) > (b)) - ((a) < (b)))

/* A town is where it stands, whatever area its incidents are in; the others go by their area. */
static int by_town(const chora_town_month *x, const chora_town_month *y)
{
    int order = ORDER(x->kind, y->kind);
    if (!order && x->kind != CHORA_ROW_TOWN)
        return ORDER(x->area_id, y->area_id);
    if (!order)
        order = ORDER(x->place_id, y->place_id);
    if (!order)
        order = ORDER(x->lon, y->lon);
    return order ? order : ORDER(x->lat, y->lat);
}

static int by_town_and_month(const void *a, const void *b)
{
    const chora_town_month *x = a, *y = b;
    int order = by_town(x, y);
    return order ? order : ORDER(x->month, y->month);
}

static bool is_enough(const chora_town_plan *plan, const town *of)
{
    size_t hidden = 0;
    int64_t sum = 0;
    for (size_t i = of->first; i < of->first + of->count; i++)
        if (plan->months[i].hidden) {
            hidden++;
            sum += plan->months[i].incidents;
        }
    return hidden >= 2 && sum >= plan->smallest;
}

static chora_status list_towns(chora_town_plan *plan, chora_error *err)
{
    plan->towns = chora_alloc(plan->month_count + 1, sizeof *plan->towns);
    if (!plan->towns)
        return chora_no_memory(err);
    if (plan->month_count > 1)
        qsort(plan->months, plan->month_count, sizeof *plan->months, by_town_and_month);
    for (size_t i = 0; i < plan->month_count; i++) {
        if (i == 0 || by_town(&plan->months[i - 1], &plan->months[i]) != 0)
            plan->towns[plan->town_count++] = (town){ i, 0, false };
        plan->towns[plan->town_count - 1].count++;
    }
    for (size_t i = 0; i < plan->town_count; i++)
        plan->towns[i].is_told = is_enough(plan, &plan->towns[i]);
    return CHORA_OK;
}

/* ---- the graph of towns, and of areas' months --------------------------------------------------
 */

/* A withheld number. */
typedef struct {
    int64_t area_id, incidents;
    size_t month, town, column;
    bool is_area;
} link;

typedef struct {
    chora_town_plan *plan;
    link *links;
    size_t link_count, column_count;
    chora_rings *rings;
} checking;

static int by_area_and_month(const void *a, const void *b)
{
    const link *x = a, *y = b;
    int order = ORDER(x->area_id, y->area_id);
    if (!order)
        order = ORDER(x->month, y->month);
    return order ? order : ORDER(x->town, y->town);
}

static chora_status list_links(checking *c, chora_error *err)
{
    const chora_town_plan *plan = c->plan;
    c->links = chora_alloc(plan->month_count + 1, sizeof *c->links);
    if (!c->links)
        return chora_no_memory(err);
    for (size_t i = 0; i < plan->town_count; i++)
        for (size_t j = plan->towns[i].first; j < plan->towns[i].first + plan->towns[i].count;
             j++) {
            const chora_town_month *at = &plan->months[j];
            if (at->hidden)
                c->links[c->link_count++] = (link){ at->area_id, at->incidents,
                                                    at->month,   i,
                                                    0,           at->kind == CHORA_ROW_AREA };
        }
    if (c->link_count > 1)
        qsort(c->links, c->link_count, sizeof *c->links, by_area_and_month);
    for (size_t i = 0; i < c->link_count; i++) {
        const link *before = i > 0 ? &c->links[i - 1] : NULL;
        if (before &&
            (before->area_id != c->links[i].area_id || before->month != c->links[i].month))
            c->column_count++;
        c->links[i].column = c->column_count;
    }
    c->column_count++;
    return CHORA_OK;
}

static size_t column_node(const checking *c, const link *of)
{
    return c->plan->town_count + of->column;
}

/* An area's number is taken off; what is not told of a town can be anything. */
static chora_status add_links(checking *c, chora_error *err)
{
    size_t anything = c->plan->town_count + c->column_count;
    chora_status st = CHORA_OK;
    for (size_t i = 0; !st && i < c->link_count; i++) {
        const link *at = &c->links[i];
        size_t from = at->is_area ? column_node(c, at) : at->town;
        size_t to = at->is_area ? at->town : column_node(c, at);
        st = chora_rings_add(c->rings, from, to, at->incidents > 0, err);
    }
    for (size_t i = 0; !st && i < c->plan->town_count; i++)
        if (!c->plan->towns[i].is_told &&
            c->plan->months[c->plan->towns[i].first].kind == CHORA_ROW_TOWN)
            st = chora_rings_add(c->rings, i, anything, true, err);
    return st;
}

static chora_status check_links(checking *c, bool *changed, chora_error *err)
{
    chora_status st = chora_rings_new(c->plan->town_count + c->column_count + 1, &c->rings, err);
    if (!st)
        st = add_links(c, err);
    for (size_t i = 0; !st && i < c->link_count; i++) {
        town *of = &c->plan->towns[c->links[i].town];
        bool is_safe = true;
        if (of->is_told)
            st = chora_rings_on_ring(c->rings, c->links[i].town, column_node(c, &c->links[i]),
                                     &is_safe, err);
        if (!st && !is_safe) {
            of->is_told = false;
            *changed = true;
        }
    }
    chora_rings_free(c->rings);
    c->rings = NULL;
    return st;
}

chora_status chora_town_plan_finish(chora_town_plan *plan, chora_error *err)
{
    checking c = { .plan = plan };
    bool changed = true;
    chora_status st = list_towns(plan, err);
    if (!st)
        st = list_links(&c, err);
    while (!st && changed) {
        changed = false;
        st = check_links(&c, &changed, err);
    }
    free(c.links);
    return st;
}

/* ---- questions ------------------------------------------------------------------------------- */

static int town_order(const chora_town_plan *plan, size_t at, const chora_town_month *wanted)
{
    return by_town(&plan->months[plan->towns[at].first], wanted);
}

static const town *find_town(const chora_town_plan *plan, const chora_symbol *symbol)
{
    chora_town_month wanted = chora_town_month_of(symbol, 0);
    size_t low = 0, high = plan->town_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (town_order(plan, middle, &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < plan->town_count && town_order(plan, low, &wanted) == 0;
    return found ? &plan->towns[low] : NULL;
}

bool chora_town_plan_gives_away(const chora_town_plan *plan, const chora_symbol *symbol,
                                size_t first, size_t last)
{
    const town *of = find_town(plan, symbol);
    size_t inside = 0, outside = 0;
    for (size_t i = of ? of->first : 0; of && i < of->first + of->count; i++) {
        bool is_inside = plan->months[i].month >= first && plan->months[i].month <= last;
        inside += plan->months[i].hidden && is_inside;
        outside += plan->months[i].hidden && !is_inside;
    }
    return inside > 0 && (outside > 0 || !of->is_told);
}

int64_t chora_town_plan_count(const chora_town_plan *plan, const chora_symbol *symbol, size_t month)
{
    const town *of = find_town(plan, symbol);
    for (size_t i = of ? of->first : 0; of && i < of->first + of->count; i++)
        if (plan->months[i].month == month)
            return plan->months[i].incidents;
    return 0;
}
