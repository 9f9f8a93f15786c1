/* A mapping as YAML. */
#include "intake/mapping.h"

#include <string.h>
#include <strings.h>

/** Read back as the same text without quotes? */
static bool is_plain(const char *text)
{
    static const char *const special[] = { "yes", "no",   "true", "false", "on",
                                           "off", "null", "y",    "n" };
    for (size_t i = 0; i < sizeof special / sizeof *special; i++)
        if (strcasecmp(text, special[i]) == 0)
            return false;
    size_t letters = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_");
    return letters > 0 && strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                       "0123456789_-") == strlen(text);
}

static void add_scalar(chora_buffer *out, const char *text)
{
    if (is_plain(text)) {
        chora_buffer_add_text(out, text);
        return;
    }
    chora_buffer_add_byte(out, '"');
    for (const char *at = text; *at; at++) {
        if (*at == '"' || *at == '\\')
            chora_buffer_add_byte(out, '\\');
        if (*at == '\n')
            chora_buffer_add_text(out, "\\n");
        else if ((unsigned char)*at < 0x20)
            chora_buffer_printf(out, "\\x%02X", (unsigned char)*at);
        else
            chora_buffer_add_byte(out, (unsigned char)*at);
    }
    chora_buffer_add_byte(out, '"');
}

static void add_line(chora_buffer *out, const char *key, const char *value)
{
    if (value == NULL)
        return;
    chora_buffer_printf(out, "%s: ", key);
    add_scalar(out, value);
    chora_buffer_add_byte(out, '\n');
}

static void add_coverage(chora_buffer *out, const chora_mapping *mapping)
{
    char first[CHORA_PERIOD_TEXT_MAX], last[CHORA_PERIOD_TEXT_MAX];
    if (!mapping->covers)
        return;
    chora_day_format(mapping->first, first);
    chora_day_format(mapping->last, last);
    chora_buffer_printf(out, "coverage: %s..%s\n", first, last);
}

static void add_words(chora_buffer *out, const char *column, const chora_word_pair *pairs,
                      size_t count)
{
    chora_buffer_printf(out, "  %s: {", column);
    for (size_t i = 0; i < count; i++) {
        chora_buffer_add_text(out, i ? ", " : "");
        add_scalar(out, pairs[i].from);
        chora_buffer_add_text(out, ": ");
        add_scalar(out, pairs[i].to);
    }
    chora_buffer_add_text(out, "}\n");
}

void chora_mapping_write(const chora_mapping *mapping, chora_buffer *out)
{
    bool any = false;
    chora_buffer_add_text(out, "chora-columns: 1\n");
    add_line(out, "dataset", mapping->dataset);
    add_line(out, "kind", mapping->kind);
    add_line(out, "licence", mapping->licence);
    add_line(out, "origin", mapping->origin);
    add_line(out, "accessed", mapping->accessed);
    add_coverage(out, mapping);
    add_line(out, "calendar", mapping->calendar);
    add_line(out, "dates", mapping->dates);
    add_line(out, "decimal", mapping->decimal);
    if (mapping->header_row)
        chora_buffer_printf(out, "header_row: %lld\n", (long long)mapping->header_row);
    chora_buffer_add_text(out, "columns:\n");
    for (int i = 0; i < CHORA_COLUMNS; i++) {
        if (mapping->columns[i] == NULL)
            continue;
        chora_buffer_add_text(out, "  ");
        add_line(out, chora_column_about((chora_column)i)->name, mapping->columns[i]);
    }
    for (int i = 0; i < CHORA_COLUMNS; i++) {
        if (mapping->word_count[i] == 0)
            continue;
        chora_buffer_add_text(out, any ? "" : "values:\n");
        any = true;
        add_words(out, chora_column_about((chora_column)i)->name, mapping->words[i],
                  mapping->word_count[i]);
    }
    add_line(out, "split", mapping->split);
}
