#include "intake/guess_seen.h"

#include "base/text.h"
#include "intake/cell_number.h"

#include <stdlib.h>

#define NO_NAME SIZE_MAX

chora_status chora_seen_begin(const chora_country_list *countries, chora_seen *out,
                              chora_error *err)
{
    *out = (chora_seen){ .countries = countries, .arena = chora_arena_new(), .whole = true };
    out->by_column =
        out->arena ? chora_arena_alloc(out->arena, countries->count + 1, sizeof *out->by_column)
                   : NULL;
    return out->by_column ? CHORA_OK : chora_no_memory(err);
}

static void free_names(chora_seen_names *names)
{
    for (size_t i = 0; i < names->count; i++)
        free(names->items[i].countries);
    free(names->items);
    chora_textmap_free(&names->by_key);
    chora_textmap_free(&names->by_text);
    *names = (chora_seen_names){ 0 };
}

void chora_seen_free(chora_seen *seen)
{
    free_names(&seen->areas);
    free_names(&seen->places);
    free(seen->points);
    chora_arena_free(seen->arena);
}

void chora_seen_forget_places(chora_seen *seen)
{
    free_names(&seen->places);
    seen->whole = true;
}

static const char *cell_of(const chora_mapping *mapping, const chora_row *row, chora_column column)
{
    size_t index = mapping->index[column];
    return index == CHORA_UNMAPPED || row->cells[index] == NULL ? "" : row->cells[index];
}

/* Its place in the list; NO_NAME when nothing is left of it, or there are too many. */
static chora_status find_name(const chora_seen *seen, chora_seen_names *names, const char *text,
                              size_t *out, chora_error *err)
{
    chora_buffer key = CHORA_BUFFER_INIT(65536);
    chora_status st = CHORA_OK;
    chora_text_key(text, &key);
    const size_t *at = key.length ? chora_textmap_find(&names->by_key, key.data) : NULL;
    *out = at ? *at : NO_NAME;
    if (!at && key.length && names->count < CHORA_SEEN_TEXTS) {
        const char *kept = chora_arena_strdup(seen->arena, key.data);
        if (kept == NULL ||
            chora_grow((void **)&names->items, &names->capacity, names->count,
                       sizeof *names->items) ||
            chora_textmap_add(&names->by_key, kept, names->count))
            st = chora_no_memory(err);
        else
            names->items[ *out = names->count++] = (chora_seen_name){ .key = kept };
    }
    chora_buffer_free(&key);
    return st;
}

static chora_status keep_text(const chora_seen *seen, chora_seen_names *names, const char *text,
                              size_t name, chora_error *err)
{
    if (names->by_text.count >= CHORA_SEEN_TEXTS)
        return CHORA_OK;
    const char *kept = chora_arena_strdup(seen->arena, text);
    return kept && !chora_textmap_add(&names->by_text, kept, name) ? CHORA_OK
                                                                   : chora_no_memory(err);
}

static chora_status remember(const chora_seen *seen, chora_seen_names *names, const char *text,
                             chora_error *err)
{
    if (!*text)
        return CHORA_OK;
    size_t name = NO_NAME;
    const size_t *there = chora_textmap_find(&names->by_text, text);
    chora_status st = there ? CHORA_OK : find_name(seen, names, text, &name, err);
    if (there)
        name = *there;
    else if (!st && name != NO_NAME)
        st = keep_text(seen, names, text, name, err);
    if (!st && name != NO_NAME)
        names->items[name].rows++;
    return st;
}

static void vote_by_column(chora_seen *seen, const chora_mapping *mapping, const chora_row *row)
{
    const char *text = cell_of(mapping, row, CHORA_COLUMN_COUNTRY);
    const chora_country *country = *text ? chora_country_find(seen->countries, text) : NULL;
    if (!country)
        return;
    seen->by_column[country - seen->countries->items]++;
    seen->whole = false;
}

static chora_status remember_point(chora_seen *seen, const chora_mapping *mapping,
                                   const chora_row *row, chora_error *err)
{
    chora_xy point;
    char why[CHORA_REASON_MAX], lon[64], lat[64];
    const char *decimal = mapping->decimal;
    if (chora_cell_degrees(
            chora_cell_pointed(cell_of(mapping, row, CHORA_COLUMN_LON), decimal, lon), "longitude",
            180, &point.x, why) != CHORA_READ_OK ||
        chora_cell_degrees(
            chora_cell_pointed(cell_of(mapping, row, CHORA_COLUMN_LAT), decimal, lat), "latitude",
            90, &point.y, why) != CHORA_READ_OK ||
        (point.x == 0 && point.y == 0))
        return CHORA_OK;
    if (chora_grow((void **)&seen->points, &seen->point_capacity, seen->point_count,
                   sizeof *seen->points))
        return chora_no_memory(err);
    seen->points[seen->point_count++] = point;
    seen->whole = false;
    return CHORA_OK;
}

chora_status chora_seen_place(chora_seen *seen, const chora_mapping *mapping, const chora_row *row,
                              chora_error *err)
{
    if (row->problem)
        return CHORA_OK;
    chora_status st = remember(seen, &seen->places, cell_of(mapping, row, CHORA_COLUMN_PLACE), err);
    return st ? st
              : remember(seen, &seen->places, cell_of(mapping, row, CHORA_COLUMN_DISTRICT), err);
}

chora_status chora_seen_row(chora_seen *seen, const chora_mapping *mapping, const chora_row *row,
                            chora_error *err)
{
    if (seen->rows == CHORA_SEEN_ROWS)
        return CHORA_OK;
    seen->rows++;
    if (row->problem)
        return CHORA_OK;
    vote_by_column(seen, mapping, row);
    chora_status st = remember_point(seen, mapping, row, err);
    if (st == CHORA_OK)
        st = remember(seen, &seen->areas, cell_of(mapping, row, CHORA_COLUMN_AREA), err);
    if (st == CHORA_OK)
        st = remember(seen, &seen->areas, cell_of(mapping, row, CHORA_COLUMN_CODE), err);
    if (st == CHORA_OK && seen->whole)
        st = chora_seen_place(seen, mapping, row, err);
    return st;
}
