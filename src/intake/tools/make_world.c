/* chora-make-world SHAPEFILES_FOLDER OUT.chora: the embedded layers as one store, made when
 * building. */
#include "intake/world.h"

#include <stdio.h>
#include <stdlib.h>

#define NOTES_MAX ((size_t)1 << 20)

int main(int argc, char **argv)
{
    chora_error err = CHORA_ERROR_INIT;
    chora_buffer notes = CHORA_BUFFER_INIT(NOTES_MAX);
    if (argc != 3) {
        fprintf(stderr, "usage: chora-make-world SHAPEFILES_FOLDER OUT.chora\n");
        return 2;
    }
    chora_status st = chora_world_make(argv[1], argv[2], &notes, &err);
    fputs(chora_buffer_text(&notes), stdout);
    chora_buffer_free(&notes);
    if (st) {
        remove(argv[2]);
        fprintf(stderr, "chora-make-world: %s\n", err.message);
        return 1;
    }
    return 0;
}
