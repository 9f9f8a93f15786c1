#include "report/footnotes.h"

#include "report/markdown.h"

#include <stdlib.h>
#include <string.h>

/* "[^name]: " at the start of a line: length up to the text, 0 when it is none. */
static size_t definition_head(const char *line, size_t length, size_t *name_length)
{
    if (length < 5 || line[0] != '[' || line[1] != '^')
        return 0;
    size_t at = 2;
    while (at < length && line[at] != ']' && line[at] != ' ')
        at++;
    if (at == 2 || at + 1 >= length || line[at] != ']' || line[at + 1] != ':')
        return 0;
    *name_length = at - 2;
    for (at += 2; at < length && line[at] == ' ';)
        at++;
    return at;
}

static bool is_continued(const char *line, size_t length)
{
    size_t blank = 0;
    while (blank < length && (line[blank] == ' ' || line[blank] == '\t'))
        blank++;
    return blank > 0 && blank < length;
}

static chora_status add_note(const char *line, size_t head, size_t name_length, size_t length,
                             int number, chora_arena *arena, chora_footnotes *notes,
                             chora_error *err)
{
    if (chora_grow((void **)&notes->items, &notes->capacity, notes->count, sizeof *notes->items))
        return chora_no_memory(err);
    chora_footnote *note = &notes->items[notes->count++];
    *note = (chora_footnote){ chora_arena_strndup(arena, line + 2, name_length),
                              chora_arena_strndup(arena, line + head, length - head), number, 0 };
    return note->name && note->text ? CHORA_OK : chora_no_memory(err);
}

static chora_status extend_note(const char *line, size_t length, chora_arena *arena,
                                chora_footnotes *notes, chora_error *err)
{
    chora_footnote *note = &notes->items[notes->count - 1];
    note->text = chora_arena_printf(arena, "%s %.*s", note->text, (int)length, line);
    return note->text ? CHORA_OK : chora_no_memory(err);
}

/* The first pass: every definition, so that a mark may stand before it. */
static chora_status collect(const char *text, const char *end, chora_arena *arena,
                            chora_footnotes *notes, int *number, chora_error *err)
{
    bool inside = false;
    chora_status st = CHORA_OK;

    for (*number = 0; !st && text < end; ++*number) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        size_t line = newline ? (size_t)(newline - text) : (size_t)(end - text), name = 0;
        size_t head = definition_head(text, line, &name);
        if (head && chora_footnotes_find(notes, text + 2, name))
            return chora_fail(err, CHORA_EINVAL, "the footnote [^%.*s] is written twice", (int)name,
                              text + 2);
        if (head)
            st = add_note(text, head, name, line, *number, arena, notes, err);
        else if (inside && is_continued(text, line))
            st = extend_note(text, line, arena, notes, err);
        inside = head || (inside && is_continued(text, line));
        text += line + (newline ? 1 : 0);
    }
    return st;
}

/* A line with its marks made ready; `length` without the newline. */
static chora_status copy_line(const char *line, size_t length, chora_footnotes *notes,
                              chora_buffer *rest, chora_error *err)
{
    for (size_t at = 0; at < length;) {
        const char *close = line[at] == '[' && at + 2 < length && line[at + 1] == '^'
                                ? memchr(line + at, ']', length - at)
                                : NULL;
        size_t name = close ? (size_t)(close - line) - at - 2 : 0;
        if (!close || name == 0 || memchr(line + at + 2, ' ', name)) {
            chora_buffer_add_byte(rest, (unsigned char)line[at++]);
            continue;
        }
        const chora_footnote *note = chora_footnotes_find(notes, line + at + 2, name);
        if (!note)
            return chora_fail(err, CHORA_EINVAL,
                              "the footnote [^%.*s] is not written; add a line \"[^%.*s]: …\"",
                              (int)name, line + at + 2, (int)name, line + at + 2);
        chora_buffer_printf(rest, CHORA_MARK_NOTE "%zu" CHORA_MARK_CLOSE,
                            (size_t)(note - notes->items));
        at += name + 3;
    }
    return CHORA_OK;
}

chora_status chora_footnotes_take(const char *text, size_t length, chora_arena *arena,
                                  chora_footnotes *out, chora_buffer *rest, int *line_number,
                                  chora_error *err)
{
    const char *end = text + length;
    bool inside = false;
    chora_status st = collect(text, end, arena, out, line_number, err);

    for (int number = 0; !st && text < end; number++) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        size_t line = newline ? (size_t)(newline - text) : (size_t)(end - text), name;
        bool head = definition_head(text, line, &name) > 0;
        *line_number = number;
        inside = head || (inside && is_continued(text, line));
        if (!inside)
            st = copy_line(text, line, out, rest, err);
        chora_buffer_add_byte(rest, '\n');
        text += line + (newline ? 1 : 0);
    }
    return st;
}

chora_footnote *chora_footnotes_find(chora_footnotes *notes, const char *name, size_t length)
{
    for (size_t i = 0; i < notes->count; i++)
        if (strlen(notes->items[i].name) == length &&
            memcmp(notes->items[i].name, name, length) == 0)
            return &notes->items[i];
    return NULL;
}

void chora_footnotes_free(chora_footnotes *notes)
{
    free(notes->items);
    *notes = (chora_footnotes){ 0 };
}
