/**
 * @file
 * One table-driven reader for figure files, styles and palettes: a YAML mapping into a struct,
 * every mistake told with its place and the nearest valid word.
 */
#ifndef CHORA_STYLE_SCHEMA_H
#define CHORA_STYLE_SCHEMA_H

#include "style/style.h"
#include "style/yaml.h"

typedef enum {
    CHORA_KEY_TEXT, /**< const char *; null keeps the default. */
    CHORA_KEY_WORD, /**< One of `words`, into an enum, an int or a bool. */
    CHORA_KEY_BOOL,
    CHORA_KEY_INTEGER, /**< int, `low` to `high`. */
    CHORA_KEY_COUNT,   /**< size_t, `low` to `high`. */
    CHORA_KEY_NUMBER,  /**< double, `low` to `high`. */
    CHORA_KEY_NUMBERS, /**< An array of doubles; those not given become 0. Each `low` to `high`. */
    CHORA_KEY_LENGTH, /**< double in points from "170mm"; a number without unit counts in `unit`. */
    CHORA_KEY_COLOUR, /**< "#RRGGBB", "#RRGGBBAA" or the name of a colour. */
    CHORA_KEY_MAPPING, /**< The keys of `keys`; their places count from this key's. */
    CHORA_KEY_OTHER,   /**< Whatever `read` makes of it. */
    CHORA_KEY_LATER    /**< Known, but not drawn by this version: said so. */
} chora_key_kind;

typedef struct {
    const char *text;
    int value;
    bool later; /**< Known, but not drawn by this version. */
} chora_word;

typedef struct chora_reading chora_reading;
typedef struct chora_key chora_key;

/** Read a value into `target`, which is the struct of the mapping, not the member. */
typedef void (*chora_key_read)(chora_reading *reading, const chora_key *key,
                               const chora_yaml_node *node, void *target);

/** One key that may stand in a mapping. A table of them ends with a NULL name. */
struct chora_key {
    const char *name;
    chora_key_kind kind;
    size_t place, size;      /**< Of the member: offsetof and sizeof. */
    const chora_word *words; /**< Ends with a NULL text. */
    const chora_key *keys;   /**< Of a mapping, or what an OTHER reads inside. */
    double low, high;        /**< Inclusive; lengths in points. Both 0: anything. */
    const char *unit;        /**< Of a length without one; NULL: it needs one. */
    chora_key_read read;
};

/** Place and size of a member, for a table. */
#define CHORA_MEMBER(type, member)                                                                 \
    .place = offsetof(type, member), .size = sizeof(((type *)0)->member)

/** One file being read. */
struct chora_reading {
    const char *name; /**< The file, for messages. */
    chora_arena *arena;
    chora_error *err; /**< Not NULL. */
    bool wrong;       /**< Something was told. */
    bool no_memory;
    /** A colour by its name; NULL when names are not known here. */
    bool (*colour)(const void *context, const char *name, chora_colour *out);
    const char *const *colour_names; /**< For hints; NULL-ended. */
    const void *colour_context;
};

/** Read a mapping by a table; null is an empty mapping. `what` names it in messages ("page"). */
void chora_schema_read(chora_reading *reading, const chora_yaml_node *node, const char *what,
                       const chora_key *keys, void *target);

/** Read one value by its key. */
void chora_schema_value(chora_reading *reading, const chora_key *key, const chora_yaml_node *node,
                        void *target);

/** CHORA_OK, or the status of what was told. */
chora_status chora_reading_status(const chora_reading *reading);

/* ---- for `read` functions -------------------------------------------------------------------- */

void chora_reading_problem(chora_reading *reading, const chora_yaml_node *node, const char *format,
                           ...) CHORA_PRINTF(3, 4);

/** `unknown WHAT "text"; did you mean …` or the list of valid words. */
void chora_reading_unknown(chora_reading *reading, const chora_yaml_node *node, const char *what,
                           const char *const *valid);

/** The text of a scalar that is not null, kept; else NULL with a problem. */
const char *chora_reading_text(chora_reading *reading, const chora_key *key,
                               const chora_yaml_node *node);

/** A number in the key's range, else false with a problem. */
bool chora_reading_number(chora_reading *reading, const chora_key *key, const chora_yaml_node *node,
                          double *out);

/** The value of one of the key's words, else false with a problem. */
bool chora_reading_word(chora_reading *reading, const chora_key *key, const chora_yaml_node *node,
                        int *out);

/** `format` "1": this version of the files. */
void chora_reading_version(chora_reading *reading, const chora_key *key,
                           const chora_yaml_node *node, void *target);

/** A value that was read before: only its kind is checked. */
void chora_reading_any(chora_reading *reading, const chora_key *key, const chora_yaml_node *node,
                       void *target);

#endif
