#include "store/image.h"

#include "base/memory.h"

chora_status chora_image_write(sqlite3 *db, chora_output *output, chora_error *err)
{
    sqlite3_int64 length = 0;
    unsigned char *image = sqlite3_serialize(db, "main", &length, 0);
    if (!image)
        return chora_no_memory(err);
    chora_output_write(output, image, (size_t)length);
    sqlite3_free(image);
    return CHORA_OK;
}
