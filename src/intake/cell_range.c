#include "intake/cell_range.h"

#include "base/text.h"
#include "intake/cell_number.h"

#include <string.h>
#include <strings.h>

#define CELL_MAX 64

/** The count that `length` bytes of `text` say, and nothing else. */
static bool read_part(const char *text, size_t length, int64_t *out)
{
    char part[CELL_MAX], why[CHORA_REASON_MAX];
    if (length >= sizeof part)
        return false;
    memcpy(part, text, length);
    part[length] = '\0';
    const char *bare = chora_text_trim(part, &length);
    part[(size_t)(bare - part) + length] = '\0';
    return chora_cell_count(bare, out, why) == CHORA_READ_OK;
}

/** Where one of the marks begins, and behind it; the first character must be of a number. */
static const char *find_mark(const char *text, const char **behind)
{
    static const char *const marks[] = {
        "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x88\x92", " to ", "-", NULL
    };
    for (size_t i = 0; marks[i]; i++) {
        const char *at = strstr(text + (*text != '\0'), marks[i]);
        if (at) {
            *behind = at + strlen(marks[i]);
            return at;
        }
    }
    return NULL;
}

/** What stands behind one of the words, NULL when none begins the text. */
static const char *after_word(const char *text, const char *const *words)
{
    for (size_t i = 0; words[i]; i++)
        if (strncasecmp(text, words[i], strlen(words[i])) == 0)
            return text + strlen(words[i]);
    return NULL;
}

static bool read_open(const char *text, int64_t *low, int64_t *high)
{
    static const char *const least[] = { ">=", "\xE2\x89\xA5", "at least ", NULL };
    static const char *const most[] = { "<=", "\xE2\x89\xA4", "up to ", "at most ", NULL };
    size_t length = strlen(text);
    const char *number = after_word(text, least);
    if (number)
        return read_part(number, strlen(number), low);
    number = after_word(text, most);
    if (number)
        return read_part(number, strlen(number), high);
    return length > 1 && text[length - 1] == '+' && read_part(text, length - 1, low);
}

bool chora_cell_range(const char *text, int64_t *low, int64_t *high)
{
    size_t length;
    char cell[CELL_MAX];
    const char *behind, *bare = chora_text_trim(text, &length);
    *low = *high = -1;
    if (length == 0 || length >= sizeof cell)
        return false;
    memcpy(cell, bare, length);
    cell[length] = '\0';
    if (read_open(cell, low, high))
        return true;
    const char *mark = find_mark(cell, &behind);
    bool both = mark && read_part(cell, (size_t)(mark - cell), low) &&
                read_part(behind, strlen(behind), high);
    return both && *low <= *high;
}
