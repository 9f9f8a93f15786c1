#include "intake/world_project.h"

#include "base/buffer.h"
#include "base/file.h"
#include "store/query.h"
#include "store/template.h"

#include <chora/intake.h>
#include <chora/process.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#define NAME "world.template"
#define BASIS_MAX ((size_t)1 << 16)

static void add_file(chora_buffer *basis, const char *name)
{
    struct stat about;
    char *path = chora_data_path(name);
    bool there = path && stat(path, &about) == 0;
    chora_buffer_printf(basis, "%s %lld\n", name, there ? (long long)about.st_size : -1LL);
    free(path);
}

/* What goes into the project, and how long it is: towns of one's own make another. */
static void write_basis(const chora_country_list *countries, chora_buffer *basis)
{
    char name[64];
    add_file(basis, "world.chora");
    for (size_t i = 0; i < countries->count; i++) {
        snprintf(name, sizeof name, "gazetteer/places/%.8s.tsv", countries->items[i].iso2);
        add_file(basis, name);
    }
}

chora_status chora_world_project_copy(const chora_country_list *countries, chora_store **out,
                                      chora_error *err)
{
    chora_buffer basis = CHORA_BUFFER_INIT(BASIS_MAX);
    chora_store *project = NULL;
    write_basis(countries, &basis);
    chora_status st =
        basis.failed
            ? chora_no_memory(err)
            : chora_store_create_from_template(NAME, chora_buffer_text(&basis), &project, err);
    chora_buffer_free(&basis);
    if (!st && project)
        st = chora_store_execute(
            project, "UPDATE run SET started_utc = strftime('%Y-%m-%dT%H:%M:%SZ', 'now')", err);
    if (st)
        chora_store_close(project);
    else
        *out = project;
    return st;
}

static chora_status save(const chora_country_list *countries, const char *path, chora_error *err)
{
    static const char *const world[] = { "WORLD" };
    chora_buffer basis = CHORA_BUFFER_INIT(BASIS_MAX);
    chora_store *project = NULL;
    write_basis(countries, &basis);
    chora_status st =
        basis.failed ? chora_no_memory(err) : chora_project_init(NULL, world, 1, &project, err);
    if (!st)
        st = chora_template_save(project, chora_buffer_text(&basis), path, err);
    chora_store_close(project);
    chora_buffer_free(&basis);
    return st;
}

chora_status chora_world_project_save(const char *path, chora_error *err)
{
    chora_country_list countries;
    chora_status st = chora_country_list_load(&countries, err);
    if (st)
        return st;
    st = save(&countries, path, err);
    chora_country_list_free(&countries);
    return st;
}
