#include "store/world.h"

#include "base/file.h"
#include "store/connection.h"

#include <stdlib.h>

chora_status chora_world_open(chora_store **out, chora_error *err)
{
    chora_store *world = NULL;
    char *path = NULL;
    chora_status st = chora_data_find("world.chora", &path, err);
    if (!st)
        st = chora_store_open(path, false, &world, err);
    if (!st)
        st = chora_connection_execute(
            world->db, "PRAGMA cell_size_check=OFF; PRAGMA mmap_size=268435456", err);
    free(path);
    if (st) {
        chora_store_close(world);
        return st;
    }
    *out = world;
    return CHORA_OK;
}
