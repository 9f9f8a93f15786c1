/**
 * @file
 * What stands between the two lines --- at the top of a template, in YAML.
 */
#ifndef CHORA_REPORT_FRONT_H
#define CHORA_REPORT_FRONT_H

#include "base/error.h"
#include "base/memory.h"
#include "report/template.h"

#include <stdbool.h>

typedef struct {
    const char *title;    /**< May hold {expressions}, as may the others. */
    const char *subtitle; /**< "" when not given, as the others. */
    const char *series, *issue, *publisher, *contact, *caveat, *group;
    const char *disclaimer;
    const char *language; /**< "en". */
    int calendar;         /**< chora_calendar: of the language unless given. */
    const char *style;    /**< "report". */
    const char *dataset;  /**< NULL: the only one. */
    const char *where;    /**< NULL: every incident. */
    const char *tally;    /**< Dataset of totals without rows; NULL: none. */
    const char *areas;    /**< Codes, comma-separated; NULL: all of the project. */
    const char *setting;  /**< A column that says urban or rural; NULL: by the towns. */
    size_t urban_people;  /**< From so many on a town is urban. */
    bool title_page;
    bool pdf, html; /**< What a batch makes of it. */
    chora_spot title_at;
} chora_front;

/**
 * Read the front matter. `body` and `body_row` receive where the template itself begins.
 * @return CHORA_OK; CHORA_EINVAL: every mistake, a line each, with file:row:column.
 */
chora_status chora_front_read(const char *file, const char *text, size_t length, chora_arena *arena,
                              chora_front *out, const char **body, int *body_row, chora_error *err);

#endif
