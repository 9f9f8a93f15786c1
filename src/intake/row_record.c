#include "intake/row_record.h"

#include "base/text.h"
#include "exchange/json.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

/** Written as a number would be written? "01" and "+5" are texts. */
static bool is_canonical_number(const char *text, bool *whole)
{
    text += *text == '-';
    size_t digits = strspn(text, "0123456789");
    if (digits == 0 || digits > 15 || (digits > 1 && *text == '0'))
        return false;
    text += digits;
    *whole = *text == '\0';
    if (*text != '.')
        return *whole;
    size_t decimals = strspn(text + 1, "0123456789");
    return decimals > 0 && decimals <= 9 && text[1 + decimals] == '\0';
}

static void add_value(chora_json *json, const char *name, const char *text)
{
    bool whole = false;
    long long integer;
    double number;
    if (!is_canonical_number(text, &whole))
        chora_json_text(json, name, text);
    else if (whole && chora_text_integer(text, &integer))
        chora_json_integer(json, name, integer);
    else if (chora_text_number(text, &number))
        chora_json_number(json, name, number, 9);
}

static void write_extra(chora_row_reader *reader, const char *const *cells,
                        chora_incident_row *incident)
{
    chora_json json;
    bool any = false;
    chora_buffer_clear(&reader->extra);
    chora_json_begin(&json, &reader->extra, false);
    chora_json_object(&json, NULL);
    for (size_t i = 0; i < reader->count; i++) {
        if (reader->extra_names[i] == NULL || cells[i] == NULL)
            continue;
        any = true;
        add_value(&json, reader->extra_names[i], cells[i]);
    }
    chora_json_object_end(&json);
    incident->extra = any ? chora_buffer_text(&reader->extra) : NULL;
}

static void add_day(chora_json *json, const char *key, chora_day day)
{
    char text[CHORA_PERIOD_TEXT_MAX];
    chora_day_format(day, text);
    chora_json_text(json, key, text);
}

static void add_list(chora_json *json, const char *key, const char **texts, size_t count)
{
    if (count == 0)
        return;
    chora_json_array(json, key);
    for (size_t i = 0; i < count; i++)
        chora_json_text(json, NULL, texts[i]);
    chora_json_array_end(json);
}

static void add_columns(chora_json *json, const chora_incident_row *incident)
{
    for (int i = 0; i < CHORA_COLUMNS; i++) {
        const chora_column_info *about = chora_column_about((chora_column)i);
        if (incident->texts[i])
            chora_json_text(json, about->name, incident->texts[i]);
        if (about->holds == CHORA_HOLDS_COUNT && incident->counts[i] != CHORA_NO_COUNT)
            chora_json_integer(json, about->name, incident->counts[i]);
    }
}

void chora_row_record(chora_row_reader *reader, const char *const *cells,
                      chora_incident_row *incident)
{
    chora_json json;
    if (!reader->unread_extra)
        write_extra(reader, cells, incident);
    if (reader->unread_hash)
        return;
    chora_buffer_clear(&reader->record);
    chora_json_begin(&json, &reader->record, false);
    chora_json_object(&json, NULL);
    if (incident->has_day) {
        add_day(&json, "date", incident->day);
        add_day(&json, "date_end", incident->day_end);
    }
    add_columns(&json, incident);
    if (!isnan(incident->lon)) {
        chora_json_number(&json, "lon", incident->lon, 9);
        chora_json_number(&json, "lat", incident->lat, 9);
    }
    add_list(&json, "evidence", incident->evidence, incident->evidence_count);
    add_list(&json, "source", incident->sources, incident->source_count);
    /* By name, so that a file whose columns have changed places says the same. */
    for (size_t k = 0; k < reader->sorted_count; k++) {
        size_t i = reader->sorted[k];
        if (cells[i])
            chora_json_text(&json, reader->extra_names[i], cells[i]);
    }
    chora_json_object_end(&json);
    reader->failed |= reader->record.failed || reader->extra.failed;
    incident->record = chora_buffer_text(&reader->record);
    chora_sha256(incident->record, reader->record.length, incident->hash);
}
