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

/** Keys whose values only the project or the styles can judge. */
typedef enum {
    CHORA_FRONT_LANGUAGE,
    CHORA_FRONT_STYLE,
    CHORA_FRONT_DATASET,
    CHORA_FRONT_WHERE,
    CHORA_FRONT_AREAS,
    CHORA_FRONT_TALLY,
    CHORA_FRONT_OUTPUTS,
    CHORA_FRONT_SETTING,
    CHORA_FRONT_PLACES /**< How many; none of them. */
} chora_front_place;

typedef struct {
    const char *title;    /**< May hold {expressions}, as may the others; NULL when not given. */
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
    bool pdf, html, docx; /**< What a batch makes of it. */
    chora_spot title_at;
    chora_spot at[CHORA_FRONT_PLACES]; /**< Row 0: not given in the file. */
} chora_front;

/**
 * Put file:row:column of the key that an error is about before its message: what the project does
 * not have is found out only when it is asked. Without such a key, or when `given` says that the
 * command line names it instead, the file alone.
 */
void chora_front_blame(const char *file, const chora_front *front, chora_front_place place,
                       bool given, chora_error *err);

/** The key that counting the rows failed over, by what the message begins with. */
chora_front_place chora_front_place_of(const chora_error *err);

/**
 * Read the front matter. `body` and `body_row` receive where the template itself begins. Empty
 * lines and a byte order mark before it are passed over. `text` ends with a NUL.
 * @return CHORA_OK; CHORA_EINVAL: every mistake, a line each, with file:row:column.
 */
chora_status chora_front_read(const char *file, const char *text, size_t length, chora_arena *arena,
                              chora_front *out, const char **body, int *body_row, chora_error *err);

#endif
