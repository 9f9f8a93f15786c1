/* A comparison told four ways: as text, as an erratum note, as JSON, as CSV. */
#include "publish/diff_inside.h"

#include "exchange/json.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST = 256 << 20, LONGEST_CELL = 60 };

static chora_status take(chora_diff_work *work, chora_buffer *text, char **out)
{
    *out = text->failed ? NULL : chora_strdup(chora_buffer_text(text));
    chora_buffer_free(text);
    return *out ? CHORA_OK : chora_no_memory(work->err);
}

static bool same_incident(const chora_diff_row *a, const chora_diff_row *b)
{
    return a->kind == b->kind && strcmp(a->key, b->key) == 0 && strcmp(a->dataset, b->dataset) == 0;
}

static const char *shown(const char *value)
{
    return *value ? value : "not stated";
}

/* "9", "104-232, not known for 1", "not known". */
static void write_toll(chora_buffer *out, const chora_toll *toll)
{
    if (!toll->stated && toll->unknown) {
        chora_buffer_add_text(out, "not known");
        return;
    }
    chora_buffer_printf(out, "%lld", (long long)toll->low);
    if (toll->low != toll->high)
        chora_buffer_printf(out, "\xE2\x80\x93%lld", (long long)toll->high);
    if (toll->unknown)
        chora_buffer_printf(out, " (not known for %lld)", (long long)toll->unknown);
}

static void write_change(chora_buffer *out, const char *what, const chora_toll *a,
                         const chora_toll *b)
{
    chora_buffer one = CHORA_BUFFER_INIT(4096), other = CHORA_BUFFER_INIT(4096);
    write_toll(&one, a);
    write_toll(&other, b);
    if (strcmp(chora_buffer_text(&one), chora_buffer_text(&other)) != 0)
        chora_buffer_printf(out, "; %s %s \xE2\x86\x92 %s", what, chora_buffer_text(&one),
                            chora_buffer_text(&other));
    chora_buffer_free(&one);
    chora_buffer_free(&other);
}

/* "9 → 10 incidents; Kabul 3 → 4; killed 104–232 → 110–240". */
static void write_effect(chora_buffer *out, const chora_diff_figure *figure)
{
    long long before = figure->before.incidents, after = figure->after.incidents;
    if (before != after)
        chora_buffer_printf(out, "%lld \xE2\x86\x92 %lld incidents", before, after);
    else
        chora_buffer_printf(out, "%lld incident%s, as before", after, after == 1 ? "" : "s");
    for (size_t i = 0; i < figure->area_count; i++)
        chora_buffer_printf(out, "; %s %lld \xE2\x86\x92 %lld", figure->areas[i].name,
                            (long long)figure->areas[i].before, (long long)figure->areas[i].after);
    if (figure->counts_only)
        return;
    write_change(out, "killed", &figure->before.killed, &figure->after.killed);
    write_change(out, "injured", &figure->before.injured, &figure->after.injured);
    if (figure->before.evidence != figure->after.evidence)
        chora_buffer_printf(out, "; pieces of evidence %lld \xE2\x86\x92 %lld",
                            (long long)figure->before.evidence, (long long)figure->after.evidence);
    if (figure->words)
        chora_buffer_add_text(out, "; types, claims or other words of its incidents change");
    if (figure->compared)
        chora_buffer_add_text(out, "; the numbers of the period before, which it is set against, "
                                   "change");
}

static void write_counts(chora_buffer *out, const chora_diff_report *report)
{
    chora_buffer_printf(out, "%zu added, %zu changed, %zu deleted, %zu the same", report->added,
                        report->changed, report->deleted, report->same);
    if (report->hidden)
        chora_buffer_printf(out, "; %zu of them are protected and not listed", report->hidden);
}

/* ---- text ------------------------------------------------------------------------------------ */

static chora_status tell_text(chora_diff_work *work)
{
    chora_buffer text = CHORA_BUFFER_INIT(LONGEST);
    chora_buffer_printf(&text, "since %s: ", work->since);
    write_counts(&text, &work->report);
    chora_buffer_add_byte(&text, '\n');
    for (size_t i = 0; i < work->row_count; i++) {
        const chora_diff_row *row = &work->rows[i];
        if (i == 0 || !same_incident(row, row - 1))
            chora_buffer_printf(&text, "%-8s %s  %s  %s\n", chora_diff_kind_names[row->kind],
                                row->key, *row->day ? row->day : "no date",
                                *row->area ? row->area : "no place");
        if (row->kind == CHORA_DIFF_CHANGED)
            chora_buffer_printf(&text, "         %s: %s \xE2\x86\x92 %s\n", row->field,
                                shown(row->before), shown(row->after));
    }
    for (size_t i = 0; i < work->figure_count; i++) {
        const chora_diff_figure *figure = &work->figures[i];
        if (!chora_diff_differs(figure))
            continue;
        chora_buffer_printf(&text, "%s (%s): ", figure->file, figure->label);
        write_effect(&text, figure);
        chora_buffer_add_text(&text,
                              figure->found ? "\n" : " [made from other rows than the run left]\n");
    }
    if (work->options->published_count)
        chora_buffer_printf(&text, "published: %zu of %zu figures and reports change\n",
                            work->report.figures_changed, work->report.figures);
    return take(work, &text, &work->report.text);
}

/* ---- the note -------------------------------------------------------------------------------- */

/* Markdown would take some of a stranger's signs for its own. */
static void write_plain(chora_buffer *out, const char *text)
{
    for (; *text; text++) {
        if (strchr("\\`*_{}[]<>#|", *text))
            chora_buffer_add_byte(out, '\\');
        chora_buffer_add_byte(out, *text == '\n' ? ' ' : (unsigned char)*text);
    }
}

static void note_incident(chora_buffer *out, const chora_diff_row *row)
{
    chora_buffer_printf(out, "\n* **%s** ", chora_diff_kind_names[row->kind]);
    write_plain(out, row->key);
    chora_buffer_printf(out, " (%s", *row->day ? row->day : "no date");
    if (*row->area)
        chora_buffer_printf(out, ", %s", row->area);
    chora_buffer_add_byte(out, ')');
}

static void note_incidents(chora_diff_work *work, chora_buffer *out)
{
    chora_buffer_add_text(out, "\n## What changed in the data\n");
    for (size_t i = 0; i < work->row_count; i++) {
        const chora_diff_row *row = &work->rows[i];
        bool first = i == 0 || !same_incident(row, row - 1);
        if (first)
            note_incident(out, row);
        if (row->kind != CHORA_DIFF_CHANGED)
            continue;
        chora_buffer_add_text(out, first ? ": " : "; ");
        write_plain(out, row->field);
        chora_buffer_add_text(out, " \xE2\x80\x9C");
        write_plain(out, shown(row->before));
        chora_buffer_add_text(out, "\xE2\x80\x9D \xE2\x86\x92 \xE2\x80\x9C");
        write_plain(out, shown(row->after));
        chora_buffer_add_text(out, "\xE2\x80\x9D");
    }
    chora_buffer_add_byte(out, '\n');
}

static void note_figures(chora_diff_work *work, chora_buffer *out)
{
    if (!work->options->published_count)
        return;
    chora_buffer_add_text(out, "\n## Figures and reports affected\n\n");
    for (size_t i = 0; i < work->figure_count; i++) {
        const chora_diff_figure *figure = &work->figures[i];
        if (!chora_diff_differs(figure))
            continue;
        chora_buffer_printf(out, "* **%s, %s**", figure->name, figure->label);
        chora_buffer_printf(out, " (%s): ", figure->file);
        write_effect(out, figure);
        chora_buffer_add_text(out, ".\n");
    }
    size_t others = work->report.figures - work->report.figures_changed;
    if (work->report.figures_changed)
        chora_buffer_add_byte(out, '\n');
    chora_buffer_printf(out, "%s%zu %s not affected.\n",
                        work->report.figures_changed ? "The other " : "All ", others,
                        others == 1 ? "is" : "are");
}

static chora_status tell_erratum(chora_diff_work *work)
{
    chora_buffer text = CHORA_BUFFER_INIT(LONGEST);
    chora_buffer_add_text(&text, "# Erratum\n\nThe data behind earlier figures were corrected");
    chora_buffer_add_text(&text, *work->imports ? " by the import of " : "");
    write_plain(&text, work->imports);
    chora_buffer_add_text(&text, ". Incidents: ");
    write_counts(&text, &work->report);
    chora_buffer_add_text(&text, ".\n");
    note_figures(work, &text);
    note_incidents(work, &text);
    return take(work, &text, &work->report.erratum);
}

/* ---- CSV and JSON ---------------------------------------------------------------------------- */

/* A text that a spreadsheet would run as a formula gets a leading '. */
static void write_cell(chora_buffer *out, const char *text, const char *behind)
{
    bool quoted = text[strcspn(text, ",\"\r\n")] != '\0',
         formula = *text && strchr("=+-@\t\r", *text);
    char *end;
    if (formula && *text == '-' && strtol(text, &end, 10) && (!*end || *end == '.'))
        formula = false; /* A number. */
    chora_buffer_add_text(out, quoted ? "\"" : "");
    chora_buffer_add_text(out, formula ? "'" : "");
    for (; *text; text++) {
        if (*text == '"')
            chora_buffer_add_byte(out, '"');
        chora_buffer_add_byte(out, (unsigned char)*text);
    }
    chora_buffer_printf(out, "%s%s", quoted ? "\"" : "", behind);
}

static chora_status tell_csv(chora_diff_work *work)
{
    chora_buffer text = CHORA_BUFFER_INIT(LONGEST);
    chora_buffer_add_text(&text, "what,dataset,id,date,province,column,before,after\r\n");
    for (size_t i = 0; i < work->row_count; i++) {
        const chora_diff_row *row = &work->rows[i];
        write_cell(&text, chora_diff_kind_names[row->kind], ",");
        write_cell(&text, row->dataset, ",");
        write_cell(&text, row->key, ",");
        write_cell(&text, row->day, ",");
        write_cell(&text, row->area, ",");
        write_cell(&text, row->field, ",");
        write_cell(&text, row->before, ",");
        write_cell(&text, row->after, "\r\n");
    }
    return take(work, &text, &work->report.csv);
}

static void json_toll(chora_json *json, const char *key, const chora_toll *toll)
{
    chora_json_object(json, key);
    if (toll->stated || !toll->unknown) {
        chora_json_integer(json, "low", toll->low);
        chora_json_integer(json, "high", toll->high);
    } else {
        chora_json_null(json, "low");
        chora_json_null(json, "high");
    }
    chora_json_integer(json, "not_known", toll->unknown);
    chora_json_object_end(json);
}

static void json_count(chora_json *json, const char *key, const chora_count *count)
{
    chora_json_object(json, key);
    chora_json_integer(json, "incidents", count->incidents);
    json_toll(json, "killed", &count->killed);
    json_toll(json, "injured", &count->injured);
    chora_json_integer(json, "evidence", count->evidence);
    chora_json_object_end(json);
}

static void json_figure(chora_json *json, const chora_diff_figure *figure)
{
    chora_json_object(json, NULL);
    chora_json_text(json, "file", figure->file);
    chora_json_text(json, figure->is_report ? "report" : "figure", figure->name);
    chora_json_text(json, "period", figure->period);
    chora_json_boolean(json, "changes", chora_diff_differs(figure));
    chora_json_boolean(json, "made_from_that_run", figure->found);
    json_count(json, "before", &figure->before);
    json_count(json, "after", &figure->after);
    chora_json_array(json, "areas");
    for (size_t i = 0; i < figure->area_count; i++) {
        chora_json_object(json, NULL);
        chora_json_text(json, "name", figure->areas[i].name);
        chora_json_integer(json, "before", figure->areas[i].before);
        chora_json_integer(json, "after", figure->areas[i].after);
        chora_json_object_end(json);
    }
    chora_json_array_end(json);
    chora_json_object_end(json);
}

static void json_row(chora_json *json, const chora_diff_row *row)
{
    chora_json_object(json, NULL);
    chora_json_text(json, "what", chora_diff_kind_names[row->kind]);
    chora_json_text(json, "dataset", row->dataset);
    chora_json_text(json, "id", row->key);
    chora_json_text(json, "date", *row->day ? row->day : NULL);
    chora_json_text(json, "province", *row->area ? row->area : NULL);
    if (row->kind == CHORA_DIFF_CHANGED) {
        chora_json_text(json, "column", row->field);
        chora_json_text(json, "before", *row->before ? row->before : NULL);
        chora_json_text(json, "after", *row->after ? row->after : NULL);
    }
    chora_json_object_end(json);
}

static chora_status tell_json(chora_diff_work *work)
{
    chora_buffer text = CHORA_BUFFER_INIT(LONGEST);
    const chora_diff_report *report = &work->report;
    chora_json json;
    chora_json_begin(&json, &text, true);
    chora_json_object(&json, NULL);
    chora_json_text(&json, "since", work->since);
    chora_json_integer(&json, "run", report->run);
    chora_json_integer(&json, "added", (int64_t)report->added);
    chora_json_integer(&json, "changed", (int64_t)report->changed);
    chora_json_integer(&json, "deleted", (int64_t)report->deleted);
    chora_json_integer(&json, "same", (int64_t)report->same);
    chora_json_integer(&json, "hidden", (int64_t)report->hidden);
    chora_json_array(&json, "rows");
    for (size_t i = 0; i < work->row_count; i++)
        json_row(&json, &work->rows[i]);
    chora_json_array_end(&json);
    chora_json_array(&json, "published");
    for (size_t i = 0; i < work->figure_count; i++)
        json_figure(&json, &work->figures[i]);
    chora_json_array_end(&json);
    chora_json_object_end(&json);
    chora_buffer_add_byte(&text, '\n');
    return take(work, &text, &work->report.json);
}

chora_status chora_diff_tell(chora_diff_work *work)
{
    chora_status st = tell_text(work);
    if (!st)
        st = tell_erratum(work);
    if (!st)
        st = tell_csv(work);
    return st ? st : tell_json(work);
}
