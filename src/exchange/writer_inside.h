/**
 * @file
 * What writer.c and the four formats share.
 */
#ifndef CHORA_EXCHANGE_WRITER_INSIDE_H
#define CHORA_EXCHANGE_WRITER_INSIDE_H

#include "base/buffer.h"
#include "exchange/writer.h"

typedef struct {
    chora_status (*open)(chora_writer *writer, chora_error *err);
    chora_status (*add)(chora_writer *writer, const char *id, const chora_shape *shape,
                        int decimals, const chora_cell_out *cells, chora_error *err);
    /* The two halves of `add`, in its place where they can be apart; else NULL. */
    chora_status (*format)(chora_writer *writer, const char *id, const chora_shape *shape,
                           int decimals, const chora_cell_out *cells, chora_buffer *to,
                           chora_error *err);
    void (*put)(chora_writer *writer, const chora_buffer *rows);
    /* A state that only formats, and what it noted added to the first; NULL: `format` needs none.
     */
    void *(*fork)(const void *state); /* NULL without memory. */
    void (*join)(void *state, void *forked);
    chora_status (*finish)(chora_writer *writer, chora_error *err); /* Publishes the file. */
    void (*free)(void *state);                                      /* NULL is fine. */
} chora_writer_kind;

extern const chora_writer_kind chora_write_geojson, chora_write_csv, chora_write_gpkg,
    chora_write_xlsx;

struct chora_writer {
    const chora_writer_kind *kind;
    char *path, *layer;
    chora_shape_kind shape_kind; /* 0: none. */
    chora_field *fields;         /* With names of their own. */
    bool *is_date;               /* Of the fields, which are texts here. */
    size_t field_count;
    size_t *kept;           /* Of the fields given, those written; NULL: all. */
    chora_cell_out *picked; /* Room for their cells. */
    bool no_id, no_shape;   /* The allow-list does not name them. */
    char **about;           /* Pairs of texts, for a sheet of its own. */
    size_t about_count, about_capacity;
    char *account;                       /* One JSON object; NULL: none. */
    char *longitude, *latitude, *readme; /* In place of English; NULL: none. */
    bool leftward;                       /* Sheets run from right to left. */
    chora_status failed;                 /* A row that failed: the file must not appear. */
    chora_buffer line;                   /* A row that is formatted. */
    void *state;                         /* The format's own. */
};

/** Publish a finished file of a private folder under the writer's path. */
chora_status chora_writer_publish(const chora_writer *writer, const char *made, chora_error *err);

/** Does this shape give the columns longitude and latitude? */
bool chora_writer_has_point(const chora_writer *writer);

#endif
