#include "publish/page_file.h"

#include <string.h>

chora_status chora_page_file(chora_painter *painter, const chora_page *page, const char *path,
                             chora_paint_format format, double dpi, const chora_leaks *leaks,
                             size_t *bytes, char sha256[CHORA_SHA256_TEXT], chora_error *err)
{
    chora_buffer picture = CHORA_BUFFER_INIT(CHORA_LARGEST_PICTURE);
    chora_output *output = NULL;
    unsigned long failures = chora_memory_failures();
    chora_status st = chora_paint(painter, page, format, dpi, &picture, err);

    if (!st && chora_memory_failures() != failures)
        st = chora_no_memory(err);
    chora_stages *stages = chora_painter_ruler(painter).stages;
    chora_stage before = chora_stages_enter(stages, CHORA_STAGE_WRITE);
    if (st)
        chora_at(err, "%s", path);
    else
        st = chora_leaks_find(leaks, path, picture.data, picture.length, err);
    if (!st)
        st = chora_output_open(path, &output, err);
    if (!st) {
        if (sha256)
            chora_output_hash(output);
        chora_output_write(output, picture.data, picture.length);
        st = chora_output_commit(output, sha256, err);
    }
    chora_stages_enter(stages, before);
    if (!st && bytes)
        *bytes = picture.length;
    chora_buffer_free(&picture);
    return st;
}

chora_status chora_page_alt_text(const chora_page *page, const char *path, chora_error *err)
{
    chora_output *output = NULL;
    chora_status st = chora_output_open(path, &output, err);
    if (st)
        return st;
    chora_output_write(output, page->description, strlen(page->description));
    chora_output_write(output, "\n", 1);
    return chora_output_commit(output, NULL, err);
}
