/* YAML text to a tree with positions. The only file that sees libyaml. */
#include "style/yaml.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

typedef struct {
    const char *name;
    chora_arena *arena;
    yaml_parser_t parser;
    chora_error *err;
    bool wrong; /* At least one problem was told. */
} reader;

/* Nodes of one collection while it grows. */
typedef struct {
    chora_yaml_node *keys, *items;
    size_t count, key_room, item_room;
} collection;

static chora_status read_node(reader *r, const yaml_event_t *event, int depth,
                              chora_yaml_node *out);

void chora_yaml_problem(chora_error *err, const char *name, const chora_yaml_node *node,
                        const char *format, ...)
{
    char message[1024];
    va_list args;

    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    chora_also(err, CHORA_EINVAL, "%s:%d:%d: %s", name, node->row, node->column, message);
}

static chora_yaml_node node_at(yaml_mark_t mark, chora_yaml_kind kind)
{
    chora_yaml_node node = { .kind = kind };

    node.row = (int)mark.line + 1;
    node.column = (int)mark.column + 1;
    return node;
}

/* A problem after which reading cannot go on. */
static chora_status stop_at(reader *r, yaml_mark_t mark, const char *what)
{
    chora_yaml_node place = node_at(mark, CHORA_YAML_SCALAR);

    chora_yaml_problem(r->err, r->name, &place, "%s", what);
    return CHORA_EINVAL;
}

/* libyaml's words, with the usual cause. */
static chora_status tell_syntax(reader *r)
{
    const yaml_parser_t *p = &r->parser;
    const char *problem = p->problem ? p->problem : "this is not YAML";
    const char *hint = "";
    char what[256];

    if (p->error == YAML_MEMORY_ERROR)
        return chora_no_memory(r->err);
    if (strstr(problem, "cannot start any token"))
        hint = " (YAML is indented with spaces, not tabs; a text that begins with %, @ or ` needs "
               "quotes)";
    else if (strstr(problem, "mapping values are not allowed"))
        hint = " (a text with a colon in it needs quotes)";
    else if (strstr(problem, "did not find expected key") || strstr(problem, "block end"))
        hint = " (is a line indented differently from those above it, or a bracket left open?)";
    snprintf(what, sizeof what, "%s%s", problem, hint);
    return stop_at(r, p->error == YAML_READER_ERROR ? p->mark : p->problem_mark, what);
}

static chora_status next_event(reader *r, yaml_event_t *event)
{
    return yaml_parser_parse(&r->parser, event) ? CHORA_OK : tell_syntax(r);
}

static chora_status read_scalar(reader *r, const yaml_event_t *event, chora_yaml_node *out)
{
    const char *text = (const char *)event->data.scalar.value;
    size_t length = event->data.scalar.length;

    if (strlen(text) != length)
        return stop_at(r, event->start_mark, "a text cannot hold the character NUL");
    out->text = chora_arena_strndup(r->arena, text, length);
    out->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    return out->text ? CHORA_OK : chora_no_memory(r->err);
}

/* Keep the collected nodes in the arena. */
static chora_status finish(reader *r, const collection *c, chora_yaml_node *out)
{
    out->count = c->count;
    out->items = chora_arena_copy(r->arena, c->items, c->count, sizeof *c->items);
    if (out->kind == CHORA_YAML_MAPPING)
        out->keys = chora_arena_copy(r->arena, c->keys, c->count, sizeof *c->keys);
    if (c->count > 0 && (!out->items || (out->kind == CHORA_YAML_MAPPING && !out->keys)))
        return chora_no_memory(r->err);
    return CHORA_OK;
}

static chora_status add(reader *r, collection *c, const chora_yaml_node *key,
                        const chora_yaml_node *item)
{
    if (chora_grow((void **)&c->items, &c->item_room, c->count, sizeof *c->items) ||
        (key && chora_grow((void **)&c->keys, &c->key_room, c->count, sizeof *c->keys)))
        return chora_no_memory(r->err);
    c->items[c->count] = *item;
    if (key)
        c->keys[c->count] = *key;
    c->count++;
    return CHORA_OK;
}

static void check_twice(reader *r, const collection *c, const chora_yaml_node *key)
{
    for (size_t i = 0; i < c->count; i++) {
        if (strcmp(c->keys[i].text, key->text) != 0)
            continue;
        chora_yaml_problem(r->err, r->name, key, "\"%s\" is given twice (first in row %d)",
                           key->text, c->keys[i].row);
        r->wrong = true;
        return;
    }
}

static chora_status read_key(reader *r, const yaml_event_t *event, const collection *c,
                             chora_yaml_node *key)
{
    if (event->type != YAML_SCALAR_EVENT)
        return stop_at(r, event->start_mark, "a key is a word, not a list or a mapping");
    *key = node_at(event->start_mark, CHORA_YAML_SCALAR);
    chora_status st = read_scalar(r, event, key);
    if (!st)
        check_twice(r, c, key);
    return st;
}

/* One item, or one key with its value; `*end` when the collection is closed. */
static chora_status read_entry(reader *r, chora_yaml_kind kind, int depth, collection *c, bool *end)
{
    chora_yaml_node key = { 0 }, item = { 0 };
    yaml_event_t event;
    chora_status st = next_event(r, &event);
    if (st)
        return st;

    *end = event.type == YAML_SEQUENCE_END_EVENT || event.type == YAML_MAPPING_END_EVENT;
    if (!*end && kind == CHORA_YAML_MAPPING) {
        st = read_key(r, &event, c, &key);
        yaml_event_delete(&event);
        if (st || (st = next_event(r, &event)))
            return st;
    }
    if (!*end)
        st = read_node(r, &event, depth + 1, &item);
    yaml_event_delete(&event);
    if (st || *end)
        return st;
    return add(r, c, kind == CHORA_YAML_MAPPING ? &key : NULL, &item);
}

static chora_status read_collection(reader *r, int depth, chora_yaml_node *out)
{
    collection c = { 0 };
    chora_status st = CHORA_OK;

    for (bool end = false; !st && !end;)
        st = read_entry(r, out->kind, depth, &c, &end);
    if (!st)
        st = finish(r, &c, out);
    free(c.keys);
    free(c.items);
    return st;
}

/* Anchors let a small file describe a huge one, tags ask for types there are none of. */
static chora_status check_plain(reader *r, const yaml_event_t *event, int depth)
{
    const yaml_char_t *anchor = NULL, *tag = NULL;

    if (event->type == YAML_ALIAS_EVENT)
        return stop_at(r, event->start_mark, "anchors and aliases (& and *) are not read here");
    if (event->type == YAML_SCALAR_EVENT) {
        anchor = event->data.scalar.anchor;
        tag = event->data.scalar.tag;
    } else if (event->type == YAML_SEQUENCE_START_EVENT) {
        anchor = event->data.sequence_start.anchor;
        tag = event->data.sequence_start.tag;
    } else if (event->type == YAML_MAPPING_START_EVENT) {
        anchor = event->data.mapping_start.anchor;
        tag = event->data.mapping_start.tag;
    }
    if (anchor)
        return stop_at(r, event->start_mark, "anchors and aliases (& and *) are not read here");
    if (tag)
        return stop_at(r, event->start_mark, "tags (!) are not read here");
    if (depth >= CHORA_MAX_NESTING && event->type != YAML_SCALAR_EVENT)
        return stop_at(r, event->start_mark, "nested more than 32 deep");
    return CHORA_OK;
}

static chora_status read_node(reader *r, const yaml_event_t *event, int depth, chora_yaml_node *out)
{
    chora_status st = check_plain(r, event, depth);
    if (st)
        return st;

    switch (event->type) {
    case YAML_SCALAR_EVENT:
        *out = node_at(event->start_mark, CHORA_YAML_SCALAR);
        return read_scalar(r, event, out);
    case YAML_SEQUENCE_START_EVENT:
        *out = node_at(event->start_mark, CHORA_YAML_SEQUENCE);
        return read_collection(r, depth, out);
    case YAML_MAPPING_START_EVENT:
        *out = node_at(event->start_mark, CHORA_YAML_MAPPING);
        return read_collection(r, depth, out);
    default:
        return stop_at(r, event->start_mark, "this is not YAML");
    }
}

/* The document's one node; an empty document is an empty scalar. */
static chora_status read_document(reader *r, chora_yaml_node *out)
{
    bool found = false;
    chora_status st = CHORA_OK;

    for (bool end = false; !st && !end;) {
        yaml_event_t event;
        st = next_event(r, &event);
        if (st)
            break;
        end = event.type == YAML_STREAM_END_EVENT;
        if (event.type == YAML_DOCUMENT_START_EVENT && found)
            st = stop_at(r, event.start_mark, "a second document begins here; a file holds one");
        else if (!end && event.type != YAML_STREAM_START_EVENT &&
                 event.type != YAML_DOCUMENT_START_EVENT && event.type != YAML_DOCUMENT_END_EVENT) {
            found = true;
            st = read_node(r, &event, 0, out);
        }
        yaml_event_delete(&event);
    }
    return st;
}

/* Row and column of a byte. */
static chora_yaml_node place_of(const char *text, size_t offset)
{
    chora_yaml_node place = { .row = 1, .column = 1 };

    for (size_t i = 0; i < offset; i++) {
        bool newline = text[i] == '\n';
        place.row += newline;
        place.column = newline ? 1 : place.column + (((unsigned char)text[i] & 0xC0) != 0x80);
    }
    return place;
}

static chora_status check_text(const char *name, const char *text, size_t length, chora_error *err)
{
    if (length > CHORA_MAX_YAML)
        return chora_fail(err, CHORA_ELIMIT, "%s is larger than 1 MiB", name);

    size_t valid = chora_utf8_valid_prefix(text, length);
    if (valid == length)
        return CHORA_OK;
    chora_yaml_node place = place_of(text, valid);
    chora_yaml_problem(err, name, &place, "this is not UTF-8; save the file as UTF-8");
    return CHORA_EINVAL;
}

chora_status chora_yaml_parse(const char *name, const char *text, size_t length, chora_arena *arena,
                              const chora_yaml_node **root, chora_error *err)
{
    chora_error own = CHORA_ERROR_INIT;
    reader r = { .name = name, .arena = arena, .err = err ? err : &own };
    chora_status st = check_text(name, text, length, err);
    if (st)
        return st;

    chora_yaml_node *out = chora_arena_alloc(arena, 1, sizeof *out);
    if (!out || !yaml_parser_initialize(&r.parser))
        return chora_no_memory(err);
    *out = (chora_yaml_node){ .kind = CHORA_YAML_SCALAR, .row = 1, .column = 1, .text = "" };
    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
        length -= 3;
    }
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r.parser, (const unsigned char *)text, length);
    st = read_document(&r, out);
    yaml_parser_delete(&r.parser);
    if (!st)
        *root = out;
    return !st && r.wrong ? CHORA_EINVAL : st;
}

chora_status chora_yaml_load(const char *path, chora_arena *arena, const chora_yaml_node **root,
                             chora_error *err)
{
    chora_buffer text = CHORA_BUFFER_INIT(CHORA_MAX_YAML);
    chora_status st = chora_file_read(path, &text, err);

    if (!st)
        st = chora_yaml_parse(path, chora_buffer_text(&text), text.length, arena, root, err);
    chora_buffer_free(&text);
    return st;
}

const chora_yaml_node *chora_yaml_get(const chora_yaml_node *mapping, const char *key)
{
    if (mapping->kind != CHORA_YAML_MAPPING)
        return NULL;
    for (size_t i = 0; i < mapping->count; i++)
        if (strcmp(mapping->keys[i].text, key) == 0)
            return &mapping->items[i];
    return NULL;
}

bool chora_yaml_is_null(const chora_yaml_node *node)
{
    static const char *const nulls[] = { "", "~", "null", "Null", "NULL" };

    if (node->kind != CHORA_YAML_SCALAR || node->quoted)
        return false;
    for (size_t i = 0; i < sizeof nulls / sizeof *nulls; i++)
        if (strcmp(node->text, nulls[i]) == 0)
            return true;
    return false;
}
