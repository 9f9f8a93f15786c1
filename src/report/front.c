#include "report/front.h"

#include "measure/settings.h"
#include "style/language.h"
#include "style/schema.h"
#include "style/style.h"

#include <string.h>

/* outputs: pdf, or a list of formats. */
static void read_outputs(chora_reading *reading, const chora_key *key, const chora_yaml_node *node,
                         void *target)
{
    chora_front *front = target;
    bool list = node->kind == CHORA_YAML_SEQUENCE;
    front->pdf = front->html = front->docx = false;
    for (size_t i = 0; i < (list ? node->count : 1); i++) {
        const chora_yaml_node *item = list ? &node->items[i] : node;
        const char *text = chora_reading_text(reading, key, item);
        if (text && strcmp(text, "pdf") == 0)
            front->pdf = true;
        else if (text && strcmp(text, "html") == 0)
            front->html = true;
        else if (text && strcmp(text, "docx") == 0)
            front->docx = true;
        else if (text)
            chora_reading_problem(reading, item, "outputs takes pdf, html and docx, not \"%s\"",
                                  text);
    }
    if (!front->pdf && !front->html && !front->docx && !reading->wrong)
        chora_reading_problem(reading, node, "outputs names no format: write [pdf, html]");
}

/* The same template makes every month. */
static void refuse_period(chora_reading *reading, const chora_key *key, const chora_yaml_node *node,
                          void *target)
{
    (void)key;
    (void)target;
    chora_reading_problem(reading, node,
                          "a template has no period of its own: take the line out and write "
                          "--period 2022-03 on the command line");
}

static const chora_word calendars[] = { { "gregorian", CHORA_CALENDAR_GREGORIAN, false },
                                        { "solar-hijri", CHORA_CALENDAR_SOLAR_HIJRI, false },
                                        { NULL, 0, false } };

static const chora_key front_keys[] = {
    { .name = "title", .kind = CHORA_KEY_TEXT, CHORA_MEMBER(chora_front, title) },
    { .name = "subtitle", .kind = CHORA_KEY_TEXT, CHORA_MEMBER(chora_front, subtitle) },
    { .name = "series", .kind = CHORA_KEY_TEXT, CHORA_MEMBER(chora_front, series) },
    { .name = "issue", .kind = CHORA_KEY_TEXT, CHORA_MEMBER(chora_front, issue) },
    { .name = "publisher", .kind = CHORA_KEY_TEXT, CHORA_MEMBER(chora_front, publisher) },
    { .name = "contact", .kind = CHORA_KEY_TEXT, CHORA_MEMBER(chora_front, contact) },
    { .name = "caveat", .kind = CHORA_KEY_TEXT, CHORA_MEMBER(chora_front, caveat) },
    { .name = "group", .kind = CHORA_KEY_TEXT, CHORA_MEMBER(chora_front, group) },
    { .name = "disclaimer", .kind = CHORA_KEY_TEXT, CHORA_MEMBER(chora_front, disclaimer) },
    { .name = "language", .kind = CHORA_KEY_TEXT, CHORA_MEMBER(chora_front, language) },
    { .name = "calendar",
      .kind = CHORA_KEY_WORD,
      CHORA_MEMBER(chora_front, calendar),
      .words = calendars },
    { .name = "style", .kind = CHORA_KEY_TEXT, CHORA_MEMBER(chora_front, style) },
    { .name = "dataset", .kind = CHORA_KEY_TEXT, CHORA_MEMBER(chora_front, dataset) },
    { .name = "where", .kind = CHORA_KEY_TEXT, CHORA_MEMBER(chora_front, where) },
    { .name = "tally", .kind = CHORA_KEY_TEXT, CHORA_MEMBER(chora_front, tally) },
    { .name = "areas", .kind = CHORA_KEY_TEXT, CHORA_MEMBER(chora_front, areas) },
    { .name = "setting", .kind = CHORA_KEY_TEXT, CHORA_MEMBER(chora_front, setting) },
    { .name = "urban-from",
      .kind = CHORA_KEY_COUNT,
      CHORA_MEMBER(chora_front, urban_people),
      .low = 100,
      .high = 10000000 },
    { .name = "title-page", .kind = CHORA_KEY_BOOL, CHORA_MEMBER(chora_front, title_page) },
    { .name = "outputs", .kind = CHORA_KEY_OTHER, .read = read_outputs },
    { .name = "period", .kind = CHORA_KEY_OTHER, .read = refuse_period },
    { 0 },
};

/* The line "---" that ends the front matter; NULL: none. */
static const char *find_end(const char *text, const char *end)
{
    while (text < end) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        size_t length = newline ? (size_t)(newline - text) : (size_t)(end - text);
        if (length >= 3 && memcmp(text, "---", 3) == 0 &&
            (length == 3 || text[3] == '\r' || text[3] == ' '))
            return text;
        if (!newline)
            return NULL;
        text = newline + 1;
    }
    return NULL;
}

static bool begins(const char *text, size_t length)
{
    size_t at = 3;
    if (length < 5 || memcmp(text, "---", 3) != 0)
        return false;
    while (at < length && (text[at] == ' ' || text[at] == '\t' || text[at] == '\r'))
        at++; /* blanks behind it that nobody sees */
    return at < length && text[at] == '\n';
}

/* "title:" or a comment: a line --- above it is no rule across the page. */
static bool is_key(const char *line)
{
    size_t length = strspn(line, "abcdefghijklmnopqrstuvwxyz-");
    return *line == '#' || (length > 0 && line[length] == ':');
}

/* Where the front matter begins: behind a byte order mark, which some editors write, and behind
 * empty lines when keys follow. `text` itself: there is none, or it begins there. */
static const char *find_start(const char *text, size_t length)
{
    const char *start = text;
    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
        start += 3;
    const char *first = start + strspn(start, " \t\r\n");
    while (first > start && first[-1] != '\n')
        first--; /* --- stands at the edge */
    if (first == start || !begins(first, length - (size_t)(first - text)))
        return start;
    const char *key = strchr(first, '\n') + 1;
    return is_key(key + strspn(key, "\r\n")) ? first : start;
}

static int count_lines(const char *from, const char *to)
{
    int lines = 0;
    for (; from < to; from++)
        lines += *from == '\n';
    return lines;
}

static const char *const place_keys[CHORA_FRONT_PLACES] = {
    [CHORA_FRONT_LANGUAGE] = "language", [CHORA_FRONT_STYLE] = "style",
    [CHORA_FRONT_DATASET] = "dataset",   [CHORA_FRONT_WHERE] = "where",
    [CHORA_FRONT_AREAS] = "areas",       [CHORA_FRONT_TALLY] = "tally",
    [CHORA_FRONT_OUTPUTS] = "outputs",   [CHORA_FRONT_SETTING] = "setting",
};

static const char *lines_above(chora_arena *arena, int count)
{
    char *lines = chora_arena_alloc(arena, (size_t)count + 1, 1);
    if (lines)
        memset(lines, '\n', (size_t)count);
    return lines ? lines : "";
}

/* The YAML with as many empty lines before it as it has in the file, so that places are right. */
static chora_status read_keys(const char *file, const char *text, const char *end, int above,
                              chora_arena *arena, chora_front *out, chora_error *err)
{
    const char *first = memchr(text, '\n', (size_t)(end - text));
    const char *yaml = chora_arena_printf(arena, "%s\n%.*s", lines_above(arena, above),
                                          (int)(end - first - 1), first + 1);
    const chora_yaml_node *root = NULL;
    chora_error own = CHORA_ERROR_INIT;
    if (!yaml)
        return chora_no_memory(err);
    chora_reading reading = { .name = file, .arena = arena, .err = err ? err : &own };
    chora_status st = chora_yaml_parse(file, yaml, strlen(yaml), arena, &root, err);
    if (st)
        return st;
    chora_schema_read(&reading, root, "the front matter", front_keys, out);
    const chora_yaml_node *title = root ? chora_yaml_get(root, "title") : NULL;
    if (title)
        out->title_at = (chora_spot){ title->row, title->column };
    for (int i = 0; root && i < CHORA_FRONT_PLACES; i++) {
        const chora_yaml_node *node =
            root->kind == CHORA_YAML_MAPPING ? chora_yaml_get(root, place_keys[i]) : NULL;
        if (node)
            out->at[i] = (chora_spot){ node->row, node->column };
    }
    return chora_reading_status(&reading);
}

void chora_front_blame(const char *file, const chora_front *front, chora_front_place place,
                       bool given, chora_error *err)
{
    chora_spot at = place < CHORA_FRONT_PLACES ? front->at[place] : (chora_spot){ 0 };
    if (at.row && !given)
        chora_at(err, "%s:%d:%d", file, at.row, at.column);
    else
        chora_at(err, "%s", file);
}

chora_front_place chora_front_place_of(const chora_error *err)
{
    static const struct {
        const char *begins;
        chora_front_place place;
    } known[] = { { "where: ", CHORA_FRONT_WHERE },
                  { "frame: ", CHORA_FRONT_AREAS },
                  { "no dataset ", CHORA_FRONT_DATASET },
                  { "no totals of ", CHORA_FRONT_TALLY } };
    for (size_t i = 0; err && i < sizeof known / sizeof *known; i++)
        if (strncmp(err->message, known[i].begins, strlen(known[i].begins)) == 0)
            return known[i].place;
    return CHORA_FRONT_PLACES;
}

chora_status chora_front_read(const char *file, const char *text, size_t length, chora_arena *arena,
                              chora_front *out, const char **body, int *body_row, chora_error *err)
{
    const char *end = text + length, *start = find_start(text, length);
    *out = (chora_front){ .subtitle = "",
                          .series = "",
                          .issue = "",
                          .publisher = "",
                          .contact = "",
                          .caveat = "",
                          .group = "",
                          .disclaimer = "",
                          .language = "en",
                          .style = "report",
                          .urban_people = CHORA_URBAN_PEOPLE,
                          .pdf = true,
                          .html = true,
                          .title_at = { 1, 1 } };
    *body = start;
    *body_row = 1 + count_lines(text, start);
    if (!begins(start, (size_t)(end - start)))
        return CHORA_OK;
    const char *first = memchr(start, '\n', (size_t)(end - start));
    const char *last = find_end(first + 1, end);
    if (!last)
        return chora_fail(err, CHORA_EINVAL,
                          "%s:%d:1: the front matter that begins with --- is not ended by a second "
                          "line ---: write one under the last key",
                          file, *body_row);
    const char *newline = memchr(last, '\n', (size_t)(end - last));
    *body = newline ? newline + 1 : end;
    *body_row = 1 + count_lines(text, *body);
    chora_status st = read_keys(file, start, last, count_lines(text, start), arena, out, err);
    if (!st && out->calendar == CHORA_CALENDAR_OF_LANGUAGE)
        out->calendar = (int)chora_style_calendar(out->style, arena);
    return st;
}
