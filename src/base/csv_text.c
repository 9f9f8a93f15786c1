#include "base/csv_text.h"
#include "base/text.h"

#include <string.h>

static bool needs_quotes(const char *text)
{
    size_t length = strlen(text);

    if (length == 0)
        return false;
    return strpbrk(text, ",\"\r\n") || strchr(" \t", text[0]) || strchr(" \t", text[length - 1]);
}

static void add_cell(chora_buffer *out, const char *lead, const char *text)
{
    bool quotes = needs_quotes(text);

    if (quotes)
        chora_buffer_add_byte(out, '"');
    chora_buffer_add_text(out, lead);
    for (const char *quote; quotes && (quote = strchr(text, '"')); text = quote + 1) {
        chora_buffer_add(out, text, (size_t)(quote - text));
        chora_buffer_add_text(out, "\"\"");
    }
    chora_buffer_add_text(out, text);
    if (quotes)
        chora_buffer_add_byte(out, '"');
}

void chora_csv_add_cell(chora_buffer *out, const char *text)
{
    add_cell(out, "", text);
}

/* Spreadsheets also take the full-width signs for the beginning of a formula. */
static bool begins_formula(const char *text)
{
    static const char *const wide[] = { "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D",
                                        "\xEF\xBC\xA0" };
    double number;

    if (!*text)
        return false;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (strncmp(text, wide[i], 3) == 0)
            return true;
    return strchr("=+-@\t\r\n", *text) && !chora_text_number(text, &number);
}

void chora_csv_add_guarded(chora_buffer *out, const char *text)
{
    add_cell(out, begins_formula(text) ? "'" : "", text);
}
