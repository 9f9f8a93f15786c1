#include "paint/picture_file.h"

#include "base/svg_picture.h"

#include <math.h>

enum { SVG_DPI = 300 };

chora_status chora_picture_of_svg(const char *path, double width_pt, chora_buffer *bytes,
                                  chora_error *err)
{
    chora_status st = chora_svg_to_png(path, (int)ceil(width_pt * SVG_DPI / 72), 0, bytes, err);
    if (st)
        chora_at(err, "%s", path);
    return st;
}
