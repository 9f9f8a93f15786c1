/* Files to start from. */
#include <chora/starter.h>

#include "base/file.h"
#include "base/memory.h"
#include "intake/plan.h"
#include "publish/starter.h"

#include <stdlib.h>

enum { LONGEST_STARTER = 1 << 20 };

static chora_status take_text(const chora_buffer *text, char **out, chora_error *err)
{
    char *copy = text->failed ? NULL : chora_strdup(chora_buffer_text(text));

    if (!copy)
        return chora_no_memory(err);
    *out = copy;
    return CHORA_OK;
}

chora_status chora_starter_read(const char *name, char **out, chora_error *err)
{
    chora_buffer text = CHORA_BUFFER_INIT(LONGEST_STARTER);
    char *path = NULL;
    chora_status st = chora_data_find(name, &path, err);

    if (!st)
        st = chora_file_read(path, &text, err);
    if (!st)
        st = take_text(&text, out, err);
    free(path);
    chora_buffer_free(&text);
    return st;
}

chora_status chora_starter_figure(char **out, chora_error *err)
{
    return chora_starter_read("styles/starters/figure.yaml", out, err);
}

chora_status chora_starter_style(char **out, chora_error *err)
{
    return chora_starter_read("styles/starters/style.yaml", out, err);
}

chora_status chora_starter_columns(const char *table, const chora_import_options *options,
                                   char **out, chora_error *err)
{
    static const chora_import_options defaults = CHORA_IMPORT_INIT;
    chora_buffer text = CHORA_BUFFER_INIT(LONGEST_STARTER);
    chora_plan plan = { 0 };
    chora_status st = chora_plan_make(table, options ? options : &defaults, &plan, err);

    if (!st) {
        chora_buffer_printf(&text,
                            "# Which column of %s says what, and what its words mean. Chora's name "
                            "stands left, the table's right.\n"
                            "# Beside the table and named NAME.mapping.yaml it is found by itself; "
                            "else give it with --columns.\n",
                            chora_path_name(table));
        chora_mapping_write(&plan.mapping, &text);
        st = take_text(&text, out, err);
    }
    chora_plan_free(&plan);
    chora_buffer_free(&text);
    return st;
}
