/* ![what it shows](file) */
#include "report/markdown_inside.h"

#include "paint/picture_file.h"

#include <math.h>
#include <string.h>

/* As wide as the text when it is fine enough for print, else at its own size; never higher than a
 * page. */
static int size_image(chora_md_reading *r, chora_report_panel *panel, int line)
{
    const double widest = 174 * 72 / 25.4, highest = 200 * 72 / 25.4;
    chora_error why = CHORA_ERROR_INIT;
    chora_picture_file image;
    if (chora_picture_look(panel->image, NULL, &image, &why))
        return chora_md_fail(r, line, why.message);
    double dpi = image.kind == CHORA_PICTURE_SVG ? 96 : 150;
    double scale = fmin(72 / dpi, fmin(widest / image.width, highest / image.height));
    panel->width_pt = image.width * scale;
    panel->height_pt = image.height * scale;
    return 0;
}

static const char *image_problem(const chora_md_reading *r)
{
    if (strstr(r->image, "://") || strncmp(r->image, "data:", 5) == 0 || *r->image == '/')
        return "an image is a file, named from the template's folder";
    if (r->image_words.length == 0)
        return "the image has no alternative text; write ![what it shows](file)";
    return NULL;
}

int chora_md_end_image(chora_md_reading *r)
{
    chora_arena *arena = r->context->arena;
    int line = chora_md_line(r->context, r->line);
    chora_report_panel *panel = chora_arena_alloc(arena, 1, sizeof *panel);
    char *path = !*r->context->folder
                     ? chora_arena_strdup(arena, r->image)
                     : chora_arena_printf(arena, "%s/%s", r->context->folder, r->image);
    if (!panel || !path || r->depth < 2)
        return chora_md_no_memory(r);
    if (image_problem(r))
        return chora_md_fail(r, line, image_problem(r));
    *panel = (chora_report_panel){ .title = "", .image = path };
    panel->alt = chora_arena_strdup(arena, chora_buffer_text(&r->image_words));
    if (!panel->alt)
        return chora_md_no_memory(r);
    if (size_image(r, panel, line))
        return 1;
    chora_block block = { .kind = CHORA_BLOCK_FIGURE, .title = r->image_title, .subtitle = "" };
    block.name = r->image;
    block.line = chora_md_line(r->context, r->line);
    block.figure = (chora_report_figure){ panel, 1 };
    r->image = NULL;
    chora_md_frame *paragraph = chora_md_top(r);
    if (paragraph->block.kind != CHORA_BLOCK_PARAGRAPH || paragraph->item_count > 0)
        return chora_md_fail(r, block.line, "an image stands alone in its paragraph");
    r->depth--; /* The figure goes where the paragraph will go. */
    int failed = chora_md_add_child(r, &block);
    r->depth++;
    return failed;
}
