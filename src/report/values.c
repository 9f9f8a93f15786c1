/* Expressions to values. */
#include "report/values_inside.h"

#include "base/text.h"
#include "report/template_tokens.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const chora_member *chora_members_of(chora_value_kind kind)
{
    switch (kind) {
    case CHORA_VALUE_SCOPE:
        return chora_members_scope;
    case CHORA_VALUE_INCIDENTS:
        return chora_members_incidents;
    case CHORA_VALUE_KILLED:
        return chora_members_killed;
    case CHORA_VALUE_INJURED:
        return chora_members_injured;
    case CHORA_VALUE_AREAS:
    case CHORA_VALUE_AREAS_ALL:
        return chora_members_areas;
    case CHORA_VALUE_PERIOD:
        return chora_members_period;
    case CHORA_VALUE_CLAIMS:
        return chora_members_claims;
    case CHORA_VALUE_TOLL:
        return chora_members_toll;
    case CHORA_VALUE_TALLY:
        return chora_members_tally;
    case CHORA_VALUE_CENTRE:
        return chora_members_centre;
    case CHORA_VALUE_SETTINGS:
        return chora_members_settings;
    case CHORA_VALUE_RECORD:
        return chora_members_record;
    default:
        return NULL;
    }
}

/* ---- names --------------------------------------------------------------------------------- */

enum { MOST_NAMES = 128 };

static size_t list_members(const chora_member *members, const char **out, size_t count)
{
    for (; members && members->name && count + 1 < MOST_NAMES; members++)
        out[count++] = members->name;
    out[count] = NULL;
    return count;
}

static void write_names(const char *const *names, chora_buffer *out)
{
    for (size_t i = 0; names[i]; i++)
        chora_buffer_printf(out, "%s%s", i ? ", " : "", names[i]);
}

/* The last plain message: what was meant, else what there is. */
static chora_status unknown_name(const chora_values *values, const chora_expression *path,
                                 size_t index, const char *const *names, chora_error *err)
{
    const char *name = path->names[index], *near = chora_text_nearest(name, names);
    const char *before = index ? path->names[index - 1] : NULL;
    chora_buffer all = CHORA_BUFFER_INIT(4096);
    chora_status st;

    write_names(names, &all);
    if (near)
        st = chora_template_fail(values->file, path->name_spots[index], err,
                                 before ? "%s has no \"%s\"; did you mean \"%s\"?"
                                        : "%sunknown name \"%s\"; did you mean \"%s\"?",
                                 before ? before : "", name, near);
    else
        st = chora_template_fail(values->file, path->name_spots[index], err,
                                 before ? "%s has no \"%s\"; there are %s"
                                        : "%sunknown name \"%s\"; there are %s",
                                 before ? before : "", name, chora_buffer_text(&all));
    chora_buffer_free(&all);
    return st;
}

static const chora_member *find_member(const chora_member *members, const char *name)
{
    for (; members && members->name; members++)
        if (strcmp(members->name, name) == 0)
            return members;
    return NULL;
}

static const chora_local *find_local(const chora_local *locals, size_t count, const char *name)
{
    for (size_t i = count; i > 0; i--)
        if (strcmp(locals[i - 1].name, name) == 0)
            return &locals[i - 1];
    return NULL;
}

static chora_status unknown_root(const chora_values *values, const chora_expression *path,
                                 chora_error *err)
{
    const char *names[MOST_NAMES];
    size_t count = 0;
    for (size_t i = 0; i < values->local_count && count + 1 < MOST_NAMES; i++)
        names[count++] = values->locals[i].name;
    for (size_t i = 0; i < values->text_count && count + 1 < MOST_NAMES; i++)
        names[count++] = values->texts[i].name;
    list_members(chora_members_scope, names, count);
    return unknown_name(values, path, 0, names, err);
}

/* What a member says went wrong, with the place in the template that asked for it. */
static chora_status ask(const chora_values *values, const chora_member *member,
                        const chora_value *from, chora_spot at, chora_value *out, chora_error *err)
{
    chora_status st = member->get(values, from, out, err);
    if (!st)
        st = chora_values_withhold(values, from, member->name, out, err);
    if (st)
        chora_at(err, "%s:%d:%d", values->file, at.row, at.column);
    return st;
}

static chora_status root_value(const chora_values *values, const chora_expression *path,
                               chora_value *out, chora_error *err)
{
    const chora_local *local = find_local(values->locals, values->local_count, path->names[0]);
    if (!local)
        local = find_local(values->texts, values->text_count, path->names[0]);
    if (local) {
        *out = local->value;
        return CHORA_OK;
    }
    const chora_member *member = find_member(chora_members_scope, path->names[0]);
    if (!member)
        return unknown_root(values, path, err);
    const chora_value main = { .kind = CHORA_VALUE_SCOPE, .scope = values->main };
    return ask(values, member, &main, path->name_spots[0], out, err);
}

static chora_status step_into(const chora_values *values, const chora_expression *path,
                              size_t index, chora_value *value, chora_error *err)
{
    const chora_member *members = chora_members_of(value->kind);
    const chora_member *member = find_member(members, path->names[index]);
    if (member) {
        chora_value from = *value;
        return ask(values, member, &from, path->name_spots[index], value, err);
    }
    if (!members)
        return chora_template_fail(values->file, path->name_spots[index], err,
                                   "nothing stands behind \"%s.\"", path->names[index - 1]);
    const char *names[MOST_NAMES];
    list_members(members, names, 0);
    return unknown_name(values, path, index, names, err);
}

/* ---- conditions in SQL --------------------------------------------------------------------- */

static chora_status apply_where(const chora_values *values, const chora_expression *path,
                                chora_scope *scope, chora_error *err)
{
    chora_status st = chora_facts_filter(values->facts, path->where, &scope->filter, err);
    if (st)
        chora_at(err, "%s:%d:%d", values->file, path->where_at.row, path->where_at.column);
    return st;
}

/* `where` narrows the scope before the last name is asked: the names are followed anew from a
 * narrowed main scope or loop variable. */
static chora_status follow(const chora_values *values, const chora_expression *path,
                           chora_value *out, chora_error *err)
{
    chora_status st = root_value(values, path, out, err);
    if (!st && path->where && out->kind >= CHORA_VALUE_SCOPE && out->kind != CHORA_VALUE_RECORD)
        st = apply_where(values, path, &out->scope, err);
    else if (!st && path->where)
        st = chora_template_fail(values->file, path->where_at, err,
                                 "where belongs to something that is counted, such as "
                                 "incidents.count where killed > 0");
    for (size_t i = 1; !st && i < path->name_count; i++)
        st = step_into(values, path, i, out, err);
    return st;
}

/* ---- operators ----------------------------------------------------------------------------- */

/* What is compared: a counted thing by its number. */
static chora_status plain_value(const chora_values *values, const chora_value *value,
                                chora_value *out, chora_error *err)
{
    chora_count count;
    switch (value->kind) {
    case CHORA_VALUE_INCIDENTS:
        count = chora_facts_count(values->facts, &value->scope);
        chora_give_number(count.incidents, out);
        return chora_values_withhold(values, value, "count", out, err);
    case CHORA_VALUE_AREAS:
    case CHORA_VALUE_AREAS_ALL:
        return chora_give_number((int64_t)chora_facts_areas(values->facts, &value->scope, false),
                                 out);
    case CHORA_VALUE_NUMBER:
    case CHORA_VALUE_BOOL:
    case CHORA_VALUE_TEXT:
        *out = *value;
        return CHORA_OK;
    default:
        *out = (chora_value){ .kind = CHORA_VALUE_TEXT };
        return chora_value_text(values, value, &out->text, err);
    }
}

static bool holds(const char *compare, int order)
{
    switch (compare[0]) {
    case '=':
        return order == 0;
    case '!':
        return order != 0;
    case '<':
        return compare[1] ? order <= 0 : order < 0;
    default:
        return compare[1] ? order >= 0 : order > 0;
    }
}

static chora_status compare_values(const chora_values *values, const chora_expression *expression,
                                   chora_value *out, chora_error *err)
{
    chora_value left, right;
    chora_status st = chora_value_of(values, expression->left, &left, err);
    if (!st)
        st = chora_value_of(values, expression->right, &right, err);
    if (!st)
        st = plain_value(values, &left, &left, err);
    if (!st)
        st = plain_value(values, &right, &right, err);
    if (st)
        return st;
    bool texts = left.kind == CHORA_VALUE_TEXT && right.kind == CHORA_VALUE_TEXT;
    if (!texts && (left.kind == CHORA_VALUE_TEXT || right.kind == CHORA_VALUE_TEXT)) {
        /* "not known" is no number: only "is not the same" is true of it. */
        *out = (chora_value){ .kind = CHORA_VALUE_BOOL,
                              .number = strcmp(expression->compare, "!=") == 0 };
        return CHORA_OK;
    }
    int order = texts ? strcmp(left.text, right.text)
                      : (left.number > right.number) - (left.number < right.number);
    *out = (chora_value){ .kind = CHORA_VALUE_BOOL, .number = holds(expression->compare, order) };
    return CHORA_OK;
}

static chora_status combine(const chora_values *values, const chora_expression *expression,
                            chora_value *out, chora_error *err)
{
    chora_value left;
    chora_status st = chora_value_of(values, expression->left, &left, err);
    if (st)
        return st;
    bool is_true = chora_value_is_true(values, &left);
    if (expression->kind == CHORA_EXPRESSION_NOT) {
        is_true = !is_true;
    } else if (is_true == (expression->kind == CHORA_EXPRESSION_AND)) {
        st = chora_value_of(values, expression->right, &left, err);
        is_true = !st && chora_value_is_true(values, &left);
    }
    *out = (chora_value){ .kind = CHORA_VALUE_BOOL, .number = is_true };
    return st;
}

chora_status chora_value_of(const chora_values *values, const chora_expression *expression,
                            chora_value *out, chora_error *err)
{
    switch (expression->kind) {
    case CHORA_EXPRESSION_PATH:
        return follow(values, expression, out, err);
    case CHORA_EXPRESSION_NUMBER:
        *out = (chora_value){ .kind = CHORA_VALUE_NUMBER, .number = expression->number };
        return CHORA_OK;
    case CHORA_EXPRESSION_TEXT:
        return chora_give_text(expression->text, out, err);
    case CHORA_EXPRESSION_COMPARE:
        return compare_values(values, expression, out, err);
    default:
        return combine(values, expression, out, err);
    }
}

/* ---- printing ------------------------------------------------------------------------------ */

/* The member that stands for the whole when it is printed. */
static const char *usual_member(chora_value_kind kind)
{
    switch (kind) {
    case CHORA_VALUE_SCOPE:
        return "name";
    case CHORA_VALUE_INCIDENTS:
        return "count";
    case CHORA_VALUE_KILLED:
    case CHORA_VALUE_INJURED:
    case CHORA_VALUE_TOLL:
        return "range";
    case CHORA_VALUE_AREAS:
    case CHORA_VALUE_AREAS_ALL:
        return "list";
    case CHORA_VALUE_PERIOD:
        return "label";
    case CHORA_VALUE_CLAIMS:
    case CHORA_VALUE_TALLY:
    case CHORA_VALUE_CENTRE:
    case CHORA_VALUE_SETTINGS:
        return "sentence";
    case CHORA_VALUE_RECORD:
        return "key";
    default:
        return NULL;
    }
}

static chora_status list_text(const chora_values *values, const chora_value *value,
                              const char **out, chora_error *err)
{
    chora_arena *arena = values->facts->teller.arena;
    chora_value *items;
    size_t count;
    chora_status st = chora_value_items(values, value, (chora_spot){ 0 }, &items, &count, err);
    const char **names = st ? NULL : chora_arena_alloc(arena, count + 1, sizeof *names);
    if (st)
        return st;
    if (!names)
        return chora_no_memory(err);
    for (size_t i = 0; i < count; i++)
        names[i] = items[i].kind == CHORA_VALUE_TEXT ? items[i].text : items[i].name;
    *out = chora_tell_list(&values->facts->teller, names, count);
    return *out ? CHORA_OK : chora_no_memory(err);
}

chora_status chora_value_text(const chora_values *values, const chora_value *value,
                              const char **out, chora_error *err)
{
    const chora_teller *teller = &values->facts->teller;
    const char *usual = usual_member(value->kind);
    chora_value inner;

    if (usual) {
        chora_status st =
            find_member(chora_members_of(value->kind), usual)->get(values, value, &inner, err);
        if (!st)
            st = chora_values_withhold(values, value, usual, &inner, err);
        return st ? st : chora_value_text(values, &inner, out, err);
    }
    if (value->kind == CHORA_VALUE_TEXT)
        *out = value->text;
    else if (value->kind == CHORA_VALUE_BOOL)
        *out = chora_phrase(teller, value->number != 0 ? "yes" : "no", NULL);
    else if (value->kind == CHORA_VALUE_NUMBER && value->number == floor(value->number))
        *out = chora_tell_number(teller, (int64_t)value->number);
    else if (value->kind == CHORA_VALUE_NUMBER)
        *out = chora_arena_printf(teller->arena, "%g", value->number);
    else
        return list_text(values, value, out, err);
    return *out ? CHORA_OK : chora_no_memory(err);
}

bool chora_value_is_true(const chora_values *values, const chora_value *value)
{
    switch (value->kind) {
    case CHORA_VALUE_TEXT:
        return *value->text != '\0';
    case CHORA_VALUE_NUMBER:
    case CHORA_VALUE_BOOL:
        return value->number != 0;
    case CHORA_VALUE_RECORD:
        return true;
    case CHORA_VALUE_LINKS:
        return value->story->link_count > 0;
    case CHORA_VALUE_WORDS:
        return chora_facts_state(values->facts, &value->scope, value->column);
    default: { /* what is withheld is some */
        chora_count count = chora_facts_count(values->facts, &value->scope);
        return count.incidents > 0 || count.withheld;
    }
    }
}

/* ---- lists --------------------------------------------------------------------------------- */

static chora_status parts_of(const chora_values *values, const chora_value *value, chora_parts *out,
                             chora_error *err)
{
    switch (value->kind) {
    case CHORA_VALUE_AREAS:
        return chora_facts_by_area(values->facts, &value->scope, false, out, err);
    case CHORA_VALUE_AREAS_ALL:
        return chora_facts_by_area(values->facts, &value->scope, true, out, err);
    case CHORA_VALUE_WORDS:
        return chora_facts_by_word(values->facts, &value->scope, value->column, out, err);
    default:
        return chora_facts_by_period(values->facts, &value->scope, out, err);
    }
}

static chora_status part_items(const chora_values *values, const chora_value *value,
                               chora_value **out, size_t *count, chora_error *err)
{
    chora_parts parts = { 0 };
    chora_status st = parts_of(values, value, &parts, err);
    chora_value *items =
        st ? NULL : chora_arena_alloc(values->facts->teller.arena, parts.count + 1, sizeof *items);
    if (st)
        return st;
    if (!items)
        return chora_no_memory(err);
    for (size_t i = 0; i < parts.count; i++)
        items[i] = (chora_value){ .kind = CHORA_VALUE_SCOPE,
                                  .scope = parts.items[i].scope,
                                  .name = parts.items[i].name,
                                  .code = parts.items[i].code };
    *out = items;
    *count = parts.count;
    return CHORA_OK;
}

static chora_status record_items(const chora_values *values, const chora_value *value,
                                 chora_value **out, size_t *count, chora_error *err)
{
    chora_arena *arena = values->facts->teller.arena;
    const chora_records *records = &values->facts->records;
    chora_count all = chora_facts_count(values->facts, &value->scope);
    size_t most = all.withheld ? records->count : (size_t)all.incidents, made = 0;
    chora_value *items = chora_arena_alloc(arena, most + 1, sizeof *items);
    if (!items)
        return chora_no_memory(err);
    for (size_t i = 0; i < records->count && made < most; i++) {
        if (!chora_scope_holds(&value->scope, &records->items[i]))
            continue;
        chora_record_story *story = chora_arena_alloc(arena, 1, sizeof *story);
        chora_status st =
            story ? chora_record_read(values->facts->store, &records->items[i], arena, story, err)
                  : chora_no_memory(err);
        if (st)
            return st;
        items[made++] = (chora_value){ .kind = CHORA_VALUE_RECORD,
                                       .scope = value->scope,
                                       .name = records->items[i].shown,
                                       .record = &records->items[i],
                                       .story = story };
    }
    *out = items;
    *count = made;
    return CHORA_OK;
}

static chora_status link_items(const chora_values *values, const chora_value *value,
                               chora_value **out, size_t *count, chora_error *err)
{
    const chora_record_story *story = value->story;
    chora_value *items =
        chora_arena_alloc(values->facts->teller.arena, story->link_count + 1, sizeof *items);
    if (!items)
        return chora_no_memory(err);
    for (size_t i = 0; i < story->link_count; i++)
        items[i] = (chora_value){ .kind = CHORA_VALUE_TEXT, .text = story->links[i] };
    *out = items;
    *count = story->link_count;
    return CHORA_OK;
}

chora_status chora_value_items(const chora_values *values, const chora_value *value, chora_spot at,
                               chora_value **out, size_t *count, chora_error *err)
{
    switch (value->kind) {
    case CHORA_VALUE_AREAS:
    case CHORA_VALUE_AREAS_ALL:
    case CHORA_VALUE_WORDS:
    case CHORA_VALUE_PERIODS:
        return part_items(values, value, out, count, err);
    case CHORA_VALUE_INCIDENTS:
        return record_items(values, value, out, count, err);
    case CHORA_VALUE_LINKS:
        return link_items(values, value, out, count, err);
    default:
        return chora_template_fail(values->file, at, err,
                                   "{{ for }} goes over provinces, provinces.all, months, types, "
                                   "subtypes, targets, communities, perpetrators, statuses, "
                                   "verifications, incidents or links");
    }
}
