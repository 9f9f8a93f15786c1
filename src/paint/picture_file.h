/**
 * @file
 * Picture files of an author: PNG, JPEG and SVG.
 */
#ifndef CHORA_PAINT_PICTURE_FILE_H
#define CHORA_PAINT_PICTURE_FILE_H

#include "base/buffer.h"
#include "compose/scene.h"

/** Of a picture file. */
enum { CHORA_PICTURE_BYTES_MAX = 20 << 20, CHORA_PICTURE_PIXELS_MAX = 50000000 };

typedef enum { CHORA_PICTURE_PNG, CHORA_PICTURE_JPEG, CHORA_PICTURE_SVG } chora_picture_kind;

typedef struct {
    chora_picture_kind kind;
    double width, height; /**< Pixels; of an SVG 96 an inch. */
} chora_picture_file;

/** "image/png" … */
const char *chora_picture_type(chora_picture_kind kind);

/**
 * Look at a file: what it is, by its bytes, and how large. `bytes` receives it; may be NULL.
 * @return CHORA_OK; CHORA_EIO (it cannot be read); CHORA_EDATA (no PNG, JPEG or SVG, or damaged);
 * CHORA_ELIMIT (more than 20 MB or 50 million pixels); CHORA_ENOMEM.
 */
chora_status chora_picture_look(const char *path, chora_buffer *bytes, chora_picture_file *out,
                                chora_error *err);

/**
 * An SVG as a PNG as fine as print needs at that width, by rsvg-convert. `bytes` is replaced.
 * @return CHORA_OK; CHORA_ENOTFOUND: rsvg-convert is not installed; CHORA_EIO; CHORA_ENOMEM.
 */
chora_status chora_picture_of_svg(const char *path, double width_pt, chora_buffer *bytes,
                                  chora_error *err);

#endif
