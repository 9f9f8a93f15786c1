/* The chart of a figure file. */
#include "style/figure.h"
#include "style/figure_keys.h"

#include <string.h>

#define CHART(member) CHORA_MEMBER(chora_figure_chart, member)

static const chora_word kinds[] = {
    { "columns", CHORA_CHART_COLUMNS, false },
    { "lines", CHORA_CHART_LINES, false },
    { "bars", CHORA_CHART_BARS, false },
    { "ranges", CHORA_CHART_RANGES, false },
    { "blocks", CHORA_CHART_BLOCKS, false },
    { "scatter", CHORA_CHART_SCATTER, false },
    { NULL, 0, false },
};

static const chora_word numbers[] = { { "count", CHORA_CHART_COUNT, false },
                                      { "killed", CHORA_CHART_KILLED, false },
                                      { "injured", CHORA_CHART_INJURED, false },
                                      { NULL, 0, false } };

static const chora_word panels[] = { { "none", CHORA_CHART_COUNT, false },
                                     { "killed", CHORA_CHART_KILLED, false },
                                     { "injured", CHORA_CHART_INJURED, false },
                                     { NULL, 0, false } };

/* Words of `by` that are no column of the incidents. */
static const struct {
    const char *word;
    chora_chart_by by;
    int what; /* chora_period_kind or level */
} steps[] = {
    { "month", CHORA_CHART_BY_PERIOD, CHORA_PERIOD_MONTH },
    { "quarter", CHORA_CHART_BY_PERIOD, CHORA_PERIOD_QUARTER },
    { "year", CHORA_CHART_BY_PERIOD, CHORA_PERIOD_YEAR },
    { "country", CHORA_CHART_BY_AREA, 0 },
    { "province", CHORA_CHART_BY_AREA, 1 },
    { "district", CHORA_CHART_BY_AREA, 2 },
    { "incident", CHORA_CHART_BY_INCIDENT, 0 },
};

static void read_by(chora_reading *reading, const chora_key *key, const chora_yaml_node *node,
                    void *target)
{
    chora_figure_chart *chart = target;
    const char *text = chora_reading_text(reading, key, node);

    if (!text)
        return;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (strcmp(steps[i].word, text) == 0) {
            chart->by = steps[i].by;
            chart->step = chart->by == CHORA_CHART_BY_PERIOD ? (chora_period_kind)steps[i].what
                                                             : CHORA_PERIOD_MONTH;
            chart->level = chart->by == CHORA_CHART_BY_AREA ? steps[i].what : 1;
            return;
        }
    chart->by = CHORA_CHART_BY_COLUMN;
    chart->column = text;
}

const chora_key chora_chart_keys[] = {
    { "kind", CHORA_KEY_WORD, CHART(kind), .words = kinds },
    { "by", CHORA_KEY_OTHER, .read = read_by },
    { "of", CHORA_KEY_WORD, CHART(of), .words = numbers },
    { "split", CHORA_KEY_TEXT, CHART(split) },
    { "tally", CHORA_KEY_TEXT, CHART(tally) },
    { "beneath", CHORA_KEY_WORD, CHART(beneath), .words = panels },
    { "most", CHORA_KEY_COUNT, CHART(most), .low = 1, .high = 400 },
    { "beside", CHORA_KEY_BOOL, CHART(beside) },
    { .name = NULL },
};

/* ---- what goes with what --------------------------------------------------------------------- */

/* What each kind can be drawn by, as a set of chora_chart_by. */
enum { PERIOD = 1, AREA = 2, COLUMN = 4, INCIDENT = 8 };
static const struct {
    int can;
    chora_chart_by usual;
    const char *words;
} rules[CHORA_CHART_KINDS] = {
    [CHORA_CHART_COLUMNS] = { PERIOD, CHORA_CHART_BY_PERIOD, "month, quarter or year" },
    [CHORA_CHART_LINES] = { PERIOD, CHORA_CHART_BY_PERIOD, "month, quarter or year" },
    [CHORA_CHART_BARS] = { AREA | COLUMN, CHORA_CHART_BY_AREA,
                           "country, province, district or a column" },
    [CHORA_CHART_RANGES] = { AREA | COLUMN | INCIDENT, CHORA_CHART_BY_INCIDENT,
                             "incident, country, province, district or a column" },
    [CHORA_CHART_BLOCKS] = { COLUMN, CHORA_CHART_BY_COLUMN, "a column, such as claim" },
    [CHORA_CHART_SCATTER] = { PERIOD | AREA, CHORA_CHART_BY_PERIOD,
                              "month, quarter, year, country, province or district" },
};

static const char *kind_word(chora_chart_kind kind)
{
    return kinds[kind].text;
}

static void check_by(chora_reading *reading, const chora_yaml_node *node, chora_figure_chart *chart)
{
    const chora_yaml_node *by = chora_yaml_get(node, "by");

    if (!by) {
        chart->by = rules[chart->kind].usual;
        if (chart->by == CHORA_CHART_BY_COLUMN)
            chart->column = "claim";
    } else if (!(rules[chart->kind].can & 1 << chart->by)) {
        chora_reading_problem(reading, by, "%s are drawn by %s, not by %s", kind_word(chart->kind),
                              rules[chart->kind].words, by->text ? by->text : "this");
    }
}

/* Totals are stated by period; dots and lines are of incidents. */
static void check_claims(chora_reading *reading, const chora_yaml_node *node,
                         const chora_figure_chart *chart)
{
    const chora_yaml_node *tally = chora_yaml_get(node, "tally");
    const chora_yaml_node *of = chora_yaml_get(node, "of");
    bool over_time = chart->by == CHORA_CHART_BY_PERIOD;

    if (tally &&
        (!over_time || (chart->kind != CHORA_CHART_COLUMNS && chart->kind != CHORA_CHART_LINES &&
                        chart->kind != CHORA_CHART_SCATTER)))
        chora_reading_problem(reading, tally,
                              "tally goes with columns, lines or a scatter by month, quarter or "
                              "year: totals are stated by period");
    if (of && chart->of != CHORA_CHART_COUNT &&
        (chart->kind == CHORA_CHART_LINES || chart->kind == CHORA_CHART_SCATTER))
        chora_reading_problem(reading, of, "lines and a scatter are of incidents: of: count");
}

static void check_parts(chora_reading *reading, const chora_yaml_node *node,
                        const chora_figure_chart *chart)
{
    const chora_yaml_node *split = chora_yaml_get(node, "split");
    const chora_yaml_node *beneath = chora_yaml_get(node, "beneath");

    if (split && chart->of != CHORA_CHART_COUNT)
        chora_reading_problem(reading, split,
                              "split goes with of: count; ranges of people cannot be stacked");
    if (chart->kind == CHORA_CHART_SCATTER && split)
        chora_reading_problem(reading, split,
                              "a scatter always sets what is claimed against what is verified; "
                              "leave split away");
    else if (split && chart->kind != CHORA_CHART_COLUMNS && chart->kind != CHORA_CHART_LINES)
        chora_reading_problem(reading, split, "split goes with kind: columns or lines");
    if (beneath && chart->kind != CHORA_CHART_COLUMNS)
        chora_reading_problem(reading, beneath, "beneath goes with kind: columns");
    check_claims(reading, node, chart);
}

void chora_figure_read_chart(chora_reading *reading, const chora_key *key,
                             const chora_yaml_node *node, void *target)
{
    chora_figure *figure = target;

    figure->is_chart = true;
    figure->chart = (chora_figure_chart){ .step = CHORA_PERIOD_MONTH, .level = 1, .beside = true };
    if (node->kind != CHORA_YAML_MAPPING) {
        chora_reading_problem(reading, node,
                              "chart takes a mapping, as in chart: {kind: columns, by: month}");
        return;
    }
    chora_schema_read(reading, node, key->name, key->keys, &figure->chart);
    if (reading->wrong)
        return;
    check_by(reading, node, &figure->chart);
    check_parts(reading, node, &figure->chart);
}
