/* Names on one line or two, with the number behind. */
#include "compose/label_form.h"

#include <math.h>
#include <string.h>

#define NBSP "\xC2\xA0"
#define LINE_DISTANCE 1.1 /* Baseline to baseline, of the size. */
#define LINE_AIR 0.1      /* Least space between the ink of two lines, of the size. */

static chora_wording *next_wording(chora_wordings *list)
{
    if (list->count == sizeof list->wordings / sizeof *list->wordings)
        return NULL;
    chora_wording *wording = &list->wordings[list->count++];
    *wording = (chora_wording){ 0 };
    return wording;
}

/* A break at a space (which goes) or after a hyphen (which stays). */
static int add_break(chora_arena *arena, const char *name, size_t at, const char *number,
                     chora_wordings *out)
{
    size_t length = strlen(name);
    if (at == 0 || at + 1 >= length)
        return 0;
    chora_wording *wording = next_wording(out);
    if (!wording)
        return 0;
    wording->line_count = 2;
    wording->name[0] = chora_arena_strndup(arena, name, name[at] == '-' ? at + 1 : at);
    wording->name[1] = chora_arena_strdup(arena, name + at + 1);
    wording->number[1] = number;
    return wording->name[0] && wording->name[1] ? 0 : -1;
}

static int add_number_below(const char *name, const char *number, chora_wordings *out)
{
    chora_wording *wording = next_wording(out);
    wording->line_count = 2;
    wording->name[0] = name;
    wording->number[1] = number;
    return 0;
}

int chora_wordings_make(chora_arena *arena, const char *name, const char *number,
                        chora_wordings *out)
{
    *out = (chora_wordings){ 0 };
    name = chora_arena_strdup(arena, name ? name : "");
    const char *plain = chora_arena_strdup(arena, number);
    const char *behind = number ? chora_arena_printf(arena, NBSP "%s", number) : NULL;
    if (!name || (number && (!plain || !behind)))
        return -1;
    chora_wording *line = next_wording(out);
    line->line_count = 1;
    line->name[0] = name;
    line->number[0] = *name ? behind : plain;
    if (number && *name)
        add_number_below(name, plain, out);
    char mark = strchr(name, ' ') ? ' ' : '-'; /* "Mazar-e" is not parted when "Sharif" can be. */
    for (size_t i = 0; name[i]; i++)
        if (name[i] == mark && add_break(arena, name, i, behind, out))
            return -1;
    return 0;
}

static chora_type type_at(chora_type type, double size_pt, int width)
{
    if (type.size_pt > 0)
        type.spacing_pt *= size_pt / type.size_pt;
    type.size_pt = size_pt;
    type.width = width;
    return type;
}

chora_label_type chora_label_type_at(chora_label_type type, double size_pt, int width)
{
    return (chora_label_type){ type_at(type.name, size_pt, width),
                               type_at(type.number, size_pt, width) };
}

static size_t make_runs(const chora_wording *wording, size_t line, const chora_label_type *type,
                        chora_run runs[2])
{
    size_t count = 0;
    if (wording->name[line] && *wording->name[line])
        runs[count++] = (chora_run){ wording->name[line], type->name };
    if (wording->number[line] && *wording->number[line])
        runs[count++] = (chora_run){ wording->number[line], type->number };
    return count;
}

chora_status chora_form_measure(const chora_wording *wording, chora_label_type type,
                                const chora_ruler *ruler, chora_form *out, chora_error *err)
{
    chora_form form = { .wording = wording, .type = type };
    for (size_t i = 0; i < wording->line_count; i++) {
        chora_run runs[2];
        size_t count = make_runs(wording, i, &type, runs);
        chora_status st = ruler->measure(ruler->context, runs, count, &form.line[i], err);
        if (st)
            return st;
        form.width = fmax(form.width, form.line[i].width_pt);
    }
    form.first = form.line[0].ascent_pt;
    form.height = form.first + form.line[0].descent_pt;
    if (wording->line_count == 2) {
        double size = type.name.size_pt;
        form.distance = fmax(LINE_DISTANCE * size,
                             form.line[0].descent_pt + form.line[1].ascent_pt + LINE_AIR * size);
        form.height = form.first + form.distance + form.line[1].descent_pt;
    }
    *out = form;
    return CHORA_OK;
}

chora_status chora_form_narrowest(const chora_wordings *wordings, chora_label_type type,
                                  const chora_ruler *ruler, chora_form *out, bool *found,
                                  chora_error *err)
{
    *found = false;
    for (size_t i = 0; i < wordings->count; i++) {
        chora_form form;
        if (wordings->wordings[i].line_count < 2)
            continue;
        chora_status st = chora_form_measure(&wordings->wordings[i], type, ruler, &form, err);
        if (st)
            return st;
        if (*found && form.width >= out->width)
            continue;
        *out = form;
        *found = true;
    }
    return CHORA_OK;
}

static chora_run *copy_runs(const chora_form *form, size_t line, chora_colour colour,
                            chora_arena *arena, size_t *count)
{
    chora_run runs[2];
    *count = make_runs(form->wording, line, &form->type, runs);
    for (size_t i = 0; i < *count; i++) {
        runs[i].text = chora_arena_strdup(arena, runs[i].text);
        runs[i].type.family = chora_arena_strdup(arena, runs[i].type.family);
        runs[i].type.colour = colour;
        if (!runs[i].text)
            return NULL;
    }
    return chora_arena_copy(arena, runs, *count, sizeof *runs);
}

chora_status chora_form_add(const chora_form *form, chora_box box, const chora_form_look *look,
                            chora_group *group, chora_error *err)
{
    chora_arena *arena = chora_group_arena(group);
    chora_node node = { .kind = CHORA_NODE_TEXT,
                        .align = CHORA_ALIGN_MIDDLE,
                        .halo_pt = look->halo_pt,
                        .halo = look->halo };
    node.meaning = (chora_meaning){ "labels", look->role, chora_arena_strdup(arena, look->key),
                                    chora_arena_strdup(arena, look->title), NULL };
    node.baseline.x = (box.min_x + box.max_x) / 2;
    for (size_t i = 0; i < form->wording->line_count; i++) {
        node.baseline.y = box.min_y + form->first + (double)i * form->distance;
        node.runs = copy_runs(form, i, look->colour, arena, &node.run_count);
        if (!node.runs || chora_group_add(group, &node))
            return chora_no_memory(err);
    }
    return CHORA_OK;
}
