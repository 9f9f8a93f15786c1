/* A comparison told four ways: as text, as an erratum note, as JSON, as CSV. */
#include "publish/diff_inside.h"

#include "base/text.h"
#include "exchange/json.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST = 256 << 20 };

static chora_status take(chora_diff_work *work, chora_buffer *text, char **out)
{
    *out = text->failed ? NULL : chora_strdup(chora_buffer_text(text));
    chora_buffer_free(text);
    return *out ? CHORA_OK : chora_no_memory(work->err);
}

bool chora_diff_same_incident(const chora_diff_row *a, const chora_diff_row *b)
{
    return a->kind == b->kind && strcmp(a->key, b->key) == 0 && strcmp(a->dataset, b->dataset) == 0;
}

static const char *shown(const char *value)
{
    return *value ? value : "not stated";
}

/* NULL, for want of memory, fails the buffer. */
static void put(chora_buffer *out, const char *text)
{
    out->failed |= text == NULL;
    chora_buffer_add_text(out, text ? text : "");
}

/* ---- text ------------------------------------------------------------------------------------ */

static void tell_incident(chora_buffer *text, const chora_diff_row *row)
{
    chora_buffer_printf(text, "%-8s ", chora_diff_kind_names[row->kind]);
    chora_text_add_short(text, row->key);
    chora_buffer_printf(text, "  %s  %s\n", *row->day ? row->day : "no date",
                        *row->area ? row->area : "no place");
}

static chora_status tell_text(chora_diff_work *work)
{
    chora_buffer text = CHORA_BUFFER_INIT(LONGEST);
    chora_buffer_printf(&text, "since %s: ", work->since);
    put(&text, chora_diff_counts(work, work->english));
    chora_buffer_add_byte(&text, '\n');
    for (size_t i = 0; i < work->row_count; i++) {
        const chora_diff_row *row = &work->rows[i];
        if (i == 0 || !chora_diff_same_incident(row, row - 1))
            tell_incident(&text, row);
        if (row->kind == CHORA_DIFF_CHANGED)
            chora_buffer_printf(&text, "         %s: %s \xE2\x86\x92 %s\n", row->field,
                                shown(row->before), shown(row->after));
    }
    for (size_t i = 0; i < work->figure_count; i++) {
        const chora_diff_figure *figure = &work->figures[i];
        if (!chora_diff_differs(figure))
            continue;
        chora_buffer_printf(&text, "%s (%s): ", figure->file, figure->label);
        put(&text, chora_diff_effect(work, work->english, figure));
        chora_buffer_add_text(&text,
                              figure->found ? "\n" : " [made from other rows than the run left]\n");
    }
    if (work->options->published_count)
        chora_buffer_printf(&text, "published: %zu of %zu figures and reports change\n",
                            work->report.figures_changed, work->report.figures);
    return take(work, &text, &work->report.text);
}

static chora_status tell_erratum(chora_diff_work *work)
{
    chora_buffer text = CHORA_BUFFER_INIT(LONGEST);
    chora_diff_erratum(work, &text);
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
