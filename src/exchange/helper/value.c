#include "value.h"
#include "base/text.h"
#include "exchange/json.h"
#include "exchange/real_text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool add_real(chora_buffer *out, double value)
{
    if (!isfinite(value))
        return false;
    chora_real_add(out, value);
    return true;
}

/* ---- dates --------------------------------------------------------------------------------- */

static void add_zone(chora_buffer *out, int zone)
{
    int minutes = (zone - 100) * 15; /* 0 unknown, 1 local, 100 UTC, then quarters of an hour. */

    if (zone == 100)
        chora_buffer_add_byte(out, 'Z');
    else if (zone > 1)
        chora_buffer_printf(out, "%c%02d:%02d", minutes < 0 ? '-' : '+', abs(minutes) / 60,
                            abs(minutes) % 60);
}

static void add_clock(chora_buffer *out, int hour, int minute, float second)
{
    chora_buffer_printf(out, "%02d:%02d:%02d", hour, minute, (int)second);
    int thousandths = (int)((second - (float)(int)second) * 1000.0f + 0.5f);
    if (thousandths > 0 && thousandths < 1000)
        chora_buffer_printf(out, ".%03d", thousandths);
}

static bool add_date(chora_buffer *out, OGRFeatureH feature, int field, OGRFieldType type)
{
    int year, month, day, hour, minute, zone;
    float second;

    if (!OGR_F_GetFieldAsDateTimeEx(feature, field, &year, &month, &day, &hour, &minute, &second,
                                    &zone))
        return false;
    if (type != OFTTime && (month == 0 || day == 0))
        return false;
    if (type != OFTTime)
        chora_buffer_printf(out, "%04d-%02d-%02d", year, month, day);
    if (type == OFTDateTime)
        chora_buffer_add_byte(out, 'T');
    if (type != OFTDate)
        add_clock(out, hour, minute, second);
    if (type == OFTDateTime)
        add_zone(out, zone);
    return true;
}

/* ---- spreadsheets -------------------------------------------------------------------------- */

static bool fits(const char *text, const char *pattern)
{
    for (; *pattern; text++, pattern++)
        if (*pattern == '0' ? *text < '0' || *text > '9' : *text != *pattern)
            return false;
    return *text == '\0';
}

/*
 * A date cell of XLSX comes as "2023/03/05" or "2023/03/05 14:00:00", and no such cell is before
 * 1900; years of another calendar ("1402/05/24") are text and stay.
 */
static bool add_cell_date(chora_buffer *out, const char *text)
{
    bool clock = fits(text, "0000/00/00 00:00:00");

    if ((!clock && !fits(text, "0000/00/00")) || strncmp(text, "1900", 4) < 0)
        return false;
    chora_buffer_printf(out, "%.4s-%.2s-%.2s", text, text + 5, text + 8);
    if (clock)
        chora_buffer_printf(out, "T%s", text + 11);
    return true;
}

/* "1.1000000000000001" is how files write 1.1; whole numbers of any length stay as they are. */
static bool add_cell_number(chora_buffer *out, const char *text)
{
    size_t digits = 0;
    double value;

    if (!strchr(text, '.') || strspn(text, "+-.0123456789eE") != strlen(text))
        return false;
    for (const char *at = text; *at && *at != 'e' && *at != 'E'; at++)
        digits += *at >= '0' && *at <= '9';
    if (digits <= 15 || !chora_text_number(text, &value))
        return false;
    return add_real(out, value);
}

/* ODS durations: "PT02H24M00S". */
static bool add_cell_time(chora_buffer *out, const char *text)
{
    if (!fits(text, "PT00H00M00S"))
        return false;
    chora_buffer_printf(out, "%.2s:%.2s:%.2s", text + 2, text + 5, text + 8);
    return true;
}

static bool is_error_value(const char *text)
{
    static const char *const errors[] = {
        "#DIV/0!", "#N/A",    "#NAME?",        "#NULL!",  "#NUM!",
        "#REF!",   "#VALUE!", "#GETTING_DATA", "#SPILL!", "#CALC!"
    };
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        if (strcmp(text, errors[i]) == 0)
            return true;
    return false;
}

static bool add_cell(chora_buffer *out, const char *text)
{
    if (*text == '#' && is_error_value(text))
        return false;
    if (!add_cell_date(out, text) && !add_cell_number(out, text) && !add_cell_time(out, text))
        chora_buffer_add_text(out, text);
    return true;
}

/* ---- lists --------------------------------------------------------------------------------- */

static bool add_list(chora_buffer *out, OGRFeatureH feature, int field, OGRFieldType type)
{
    int count = 0;
    chora_json json;
    chora_json_begin(&json, out, false);
    chora_json_array(&json, NULL);

    if (type == OFTStringList) {
        char **texts = OGR_F_GetFieldAsStringList(feature, field);
        for (; texts && *texts; texts++)
            chora_json_text(&json, NULL, *texts);
    } else if (type == OFTRealList) {
        const double *reals = OGR_F_GetFieldAsDoubleList(feature, field, &count);
        for (int i = 0; i < count; i++)
            chora_json_number(&json, NULL, reals[i], 12);
    } else {
        const GIntBig *numbers = OGR_F_GetFieldAsInteger64List(feature, field, &count);
        for (int i = 0; i < count; i++)
            chora_json_integer(&json, NULL, numbers[i]);
    }
    chora_json_array_end(&json);
    return true;
}

/* Lists of 32-bit numbers have their own getter. */
static bool add_short_list(chora_buffer *out, OGRFeatureH feature, int field)
{
    int count = 0;
    const int *numbers = OGR_F_GetFieldAsIntegerList(feature, field, &count);
    chora_json json;

    chora_json_begin(&json, out, false);
    chora_json_array(&json, NULL);
    for (int i = 0; i < count; i++)
        chora_json_integer(&json, NULL, numbers[i]);
    chora_json_array_end(&json);
    return true;
}

/* ---- any ----------------------------------------------------------------------------------- */

bool chora_value_add(chora_buffer *out, OGRFeatureH feature, int field, chora_kind kind)
{
    OGRFieldDefnH definition = OGR_F_GetFieldDefnRef(feature, field);
    OGRFieldType type = OGR_Fld_GetType(definition);
    OGRFieldSubType subtype = OGR_Fld_GetSubType(definition);

    if (!OGR_F_IsFieldSetAndNotNull(feature, field))
        return false;
    switch (type) {
    case OFTDate:
    case OFTTime:
    case OFTDateTime:
        return add_date(out, feature, field, type);
    case OFTReal:
        return add_real(out, OGR_F_GetFieldAsDouble(feature, field));
    case OFTIntegerList:
        return add_short_list(out, feature, field);
    case OFTInteger64List:
    case OFTRealList:
    case OFTStringList:
        return add_list(out, feature, field, type);
    default:
        break;
    }
    const char *text = OGR_F_GetFieldAsString(feature, field);
    if (subtype == OFSTBoolean && type == OFTInteger)
        text = strcmp(text, "0") == 0 ? "false" : "true";
    if (kind == CHORA_KIND_XLSX || kind == CHORA_KIND_ODS)
        return add_cell(out, text);
    if (subtype != OFSTJSON || !add_cell_number(out, text))
        chora_buffer_add_text(out, text);
    return true;
}
