/* chora-make-world SHAPEFILES_FOLDER OUT.chora EMPTY.template WORLD.template: the embedded layers
 * as one store, and an empty project and one of the world to copy; made when building. */
#include "intake/world.h"
#include "intake/world_project.h"
#include "store/template.h"

#include <stdio.h>
#include <stdlib.h>

#define NOTES_MAX ((size_t)1 << 20)

/* The store at `path` is only the way to its bytes. */
static chora_status make_template(const char *path, const char *out, chora_error *err)
{
    chora_store *empty = NULL;
    chora_status st = chora_store_create(path, &empty, err);
    if (!st)
        st = chora_template_save(empty, "", out, err);
    chora_store_close(empty);
    remove(path);
    return st;
}

int main(int argc, char **argv)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_buffer notes = CHORA_BUFFER_INIT(NOTES_MAX);
    if (argc != 5) {
        fprintf(stderr, "usage: chora-make-world SHAPEFILES_FOLDER OUT.chora EMPTY.template "
                        "WORLD.template\n");
        return 2;
    }
    chora_status st = make_template(argv[2], argv[3], &err);
    if (!st)
        st = chora_world_make(argv[1], argv[2], &notes, &err);
    if (!st)
        st = chora_world_project_save(argv[4], &err);
    fputs(chora_buffer_text(&notes), stdout);
    chora_buffer_free(&notes);
    if (st) {
        for (int i = 2; i < argc; i++)
            remove(argv[i]);
        fprintf(stderr, "chora-make-world: %s\n", err.message);
        return 1;
    }
    return 0;
}
