/**
 * @file
 * The list of what is checked.
 */
#ifndef CHORA_PUBLISH_CHECK_LIST_H
#define CHORA_PUBLISH_CHECK_LIST_H

#include <stdbool.h>

typedef struct {
    const char *id; /**< Up to its first hyphen the group. */
    /**
     * SELECT id, detail of incidents; each is counted once. With `unit` it is not about incidents
     * and gives the columns dataset, key, file, line, detail of what is to be counted.
     */
    const char *sql;
    const char *what;
    const char *todo; /**< "{project}" is the name of the project file. */
    const char *unit; /**< NULL: incidents. */
} chora_check_item;

/** Ends with an id of NULL. */
extern const chora_check_item chora_check_items[];

#endif
