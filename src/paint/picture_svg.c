#include "paint/picture_file.h"

#include "base/file.h"
#include "base/program.h"

#include <chora/process.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SVG_DPI = 300 };

/* An SVG is drawn by rsvg-convert, as fine as print needs, with the fonts that Chora brings. */
chora_status chora_picture_of_svg(const char *path, double width_pt, chora_buffer *bytes,
                                  chora_error *err)
{
    char *folder = NULL, *made, *from = chora_path_join(".", path);
    char *fonts = chora_data_path("fonts/pictures.conf");
    char width[32];
    snprintf(width, sizeof width, "%d", (int)ceil(width_pt * SVG_DPI / 72));
    chora_status st = chora_folder_temporary(&folder, err);
    made = st ? NULL : chora_path_join(folder, "picture.png");
    const char *words[] = {
        "rsvg-convert", "-f", "png", "-w", width, "-o", made, *path == '-' ? from : path, NULL
    };
    if (!st)
        st = made && from ? chora_program_run(words, fonts ? "FONTCONFIG_FILE" : NULL, fonts, err)
                          : chora_no_memory(err);
    if (st == CHORA_ENOTFOUND)
        st = chora_fail(err, CHORA_ENOTFOUND,
                        "an SVG is set in a PDF or Word document by rsvg-convert, which is not "
                        "installed (Debian: "
                        "librsvg2-bin); install it, or use a PNG");
    chora_buffer_clear(bytes);
    if (!st)
        st = chora_file_read(made, bytes, err);
    if (folder)
        chora_folder_remove(folder);
    free(fonts);
    free(folder);
    free(made);
    free(from);
    return st;
}
