#include "base/svg_picture.h"

#include "base/file.h"
#include "base/program.h"

#include <chora/process.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MOST_SECONDS = 4 };

/* Into a folder of its own, which goes with it. */
static chora_status convert(const char *path, const char *folder, int width_px, int height_px,
                            chora_buffer *out, chora_error *err)
{
    char width[16], height[16];
    char *made = chora_path_join(folder, "picture.png"), *from = chora_path_join(".", path);
    char *fonts = chora_data_path("fonts/pictures.conf");
    snprintf(width, sizeof width, "%d", width_px);
    snprintf(height, sizeof height, "%d", height_px);
    const char *source = *path == '-' ? from : path;
    const char *words[] = { "rsvg-convert", "-f",   "png", "-w", width, "-o",
                            made,           source, NULL,  NULL, NULL,  NULL };
    if (height_px > 0) {
        words[8] = "-h";
        words[9] = height;
        words[10] = "-a";
    }
    chora_status st = made && from ? chora_program_run(words, fonts ? "FONTCONFIG_FILE" : NULL,
                                                       fonts, MOST_SECONDS, err)
                                   : chora_no_memory(err);
    if (st == CHORA_ENOTFOUND)
        st = chora_fail(err, CHORA_ENOTFOUND,
                        "an SVG is drawn by rsvg-convert, which is not installed (Debian: "
                        "librsvg2-bin); install it, or use a PNG");
    chora_buffer_clear(out);
    if (!st)
        st = chora_file_read(made, out, err);
    free(fonts);
    free(made);
    free(from);
    return st;
}

chora_status chora_svg_to_png(const char *path, int width_px, int height_px, chora_buffer *out,
                              chora_error *err)
{
    char *folder = NULL;
    chora_status st = chora_folder_temporary(&folder, err);
    if (st)
        return st;
    st = convert(path, folder, width_px, height_px, out, err);
    chora_folder_remove(folder);
    free(folder);
    return st;
}

chora_status chora_svg_bytes_to_png(const chora_buffer *svg, int width_px, int height_px,
                                    chora_buffer *out, chora_error *err)
{
    char *folder = NULL;
    chora_status st = chora_folder_temporary(&folder, err);
    if (st)
        return st;
    char *path = chora_path_join(folder, "picture.svg");
    st = path ? chora_file_write(path, svg->data, svg->length, err) : chora_no_memory(err);
    if (!st)
        st = convert(path, folder, width_px, height_px, out, err);
    chora_folder_remove(folder);
    free(folder);
    free(path);
    return st;
}

/* ---- what it asks for ------------------------------------------------------------------------ */

static const char blanks[] = " \t\r\n";

static bool starts_with(const char *text, const char *words)
{
    return strncasecmp(text, words, strlen(words)) == 0;
}

/* Behind blanks and a quote: a part of the same file, or bytes that are in it. */
static bool is_own(const char *value)
{
    value += strspn(value, blanks);
    value += *value == '"' || *value == '\'' ? 1 : 0;
    value += strspn(value, blanks);
    return *value == '#' || *value == '\0' || *value == '"' || *value == '\'' ||
           starts_with(value, "data:");
}

/* What stands at `text`, if it is something that fetches. */
static const char *fetches(const char *text)
{
    if (starts_with(text, "<!ENTITY"))
        return "an entity";
    if (starts_with(text, "<?xml-stylesheet"))
        return "a style sheet";
    if (starts_with(text, "@import"))
        return "a style sheet (@import)";
    if (starts_with(text, "url(") && !is_own(text + 4))
        return "another file (url)";
    if (!starts_with(text, "href"))
        return NULL;
    const char *equals = text + 4 + strspn(text + 4, blanks);
    return *equals == '=' && !is_own(equals + 1) ? "another file (href)" : NULL;
}

/* A link to click on draws nothing. */
static bool is_link(const char *text, const char *at)
{
    while (at > text && *at != '<')
        at--;
    return at[0] == '<' && (at[1] == 'a' || at[1] == 'A') && strchr(blanks, at[2]);
}

size_t chora_svg_asks_outside(const char *text, size_t length, const char **what)
{
    size_t line = 1;
    for (size_t i = 0; i < length; i++) {
        line += text[i] == '\n';
        *what = fetches(text + i);
        if (*what && !(starts_with(text + i, "href") && is_link(text, text + i)))
            return line;
    }
    return 0;
}
