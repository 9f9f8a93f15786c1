/**
 * @file
 * A figure's page as a picture in a report: without its title and foot, which become the caption.
 */
#ifndef CHORA_REPORT_PICTURE_H
#define CHORA_REPORT_PICTURE_H

#include "compose/scene.h"

/** What stood round the picture, joined from its lines; "" when there is none. In an arena. */
typedef struct {
    const char *title, *subtitle, *account, *note, *source;
} chora_picture_words;

/**
 * Cut a page down to what is drawn between its headings and its foot, and to what lies between its
 * margins. Groups are shared with `page`, which may be freed. CHORA_ENOMEM.
 */
chora_status chora_picture_cut(const chora_page *page, double margin_pt, chora_arena *arena,
                               chora_picture_words *words, chora_page **out, chora_error *err);

#endif
