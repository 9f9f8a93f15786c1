/*
 * SQLite's R-tree splits and joins nodes as boxes come in: 12 us a box. Sorted into tiles
 * (Leutenegger and others, STR: a simple and efficient algorithm for R-tree packing, 1997) and
 * written into the tables behind the R-tree, whose form SQLite documents
 * (https://www.sqlite.org/rtree.html and the head of rtree.c), it is 2 us, and the nodes are full.
 */
#include "store/rtree_pack.h"

#include "base/memory.h"
#include "store/blob.h"
#include "store/bulk.h"
#include "store/connection.h"
#include "store/feed.h"
#include "store/query.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_OF(number) #number
#define AS_TEXT(number) TEXT_OF(number)
#define HEADER AS_TEXT(CHORA_BLOB_HEADER)

enum { NODE_HEAD = 4, CELL = 24, ROOT = 1, DEPTH_MAX = 40 };

/* A row, or a node of the level below. */
typedef struct {
    int64_t id, node; /* Which node it goes into. */
    float low[2], high[2];
} box;

typedef struct {
    chora_store *store;
    const char *table;
    box *boxes;
    size_t count, capacity;
    size_t node_length, cells; /* Bytes of a node, boxes in it. */
    int64_t last_node;         /* Numbered so far; the root is the first. */
} packer;

/* ---- what goes in ---------------------------------------------------------------------------- */

static chora_status open_named(packer *p, const char *format, chora_query **out, chora_error *err)
{
    char *sql = sqlite3_mprintf(format, p->table);
    chora_status st = sql ? chora_query_open(p->store, sql, out, err) : chora_no_memory(err);
    sqlite3_free(sql);
    return st;
}

/* The tree holds floats: the box around the box. */
static float not_above(double value)
{
    float near = (float)value;
    return (double)near > value ? nextafterf(near, -INFINITY) : near;
}

static float not_below(double value)
{
    float near = (float)value;
    return (double)near < value ? nextafterf(near, INFINITY) : near;
}

/* A box is in the head of its geometry, so that no geometry need be read whole. */
static chora_status take_row(packer *p, chora_query *rows, chora_error *err)
{
    size_t length = 0;
    chora_box b;
    int64_t id = chora_query_int(rows, 0);
    const void *head = chora_query_blob(rows, 1, &length);
    if (!chora_blob_box(head, length, &b) || !isfinite(b.min_x + b.max_x + b.min_y + b.max_y))
        return chora_fail(err, CHORA_EDATA, "row %lld holds no geometry", (long long)id);
    if (chora_grow((void **)&p->boxes, &p->capacity, p->count, sizeof *p->boxes))
        return chora_no_memory(err);
    p->boxes[p->count++] = (box){ .id = id,
                                  .low = { not_above(b.min_x), not_above(b.min_y) },
                                  .high = { not_below(b.max_x), not_below(b.max_y) } };
    return CHORA_OK;
}

static chora_status read_rows(packer *p, chora_error *err)
{
    chora_query *rows = NULL;
    bool more = true;
    chora_status st = open_named(
        p, "SELECT rowid, substr(geom, 1, " HEADER ") FROM main.\"%w\" WHERE geom IS NOT NULL",
        &rows, err);
    while (!st && !(st = chora_query_step(rows, &more, err)) && more)
        st = take_row(p, rows, err);
    chora_query_close(rows);
    return st;
}

/* ---- tiles ----------------------------------------------------------------------------------- */

static int compare_ids(const box *a, const box *b)
{
    return (a->id > b->id) - (a->id < b->id);
}

static int compare_middles(const box *a, const box *b, int axis)
{
    double x = (double)a->low[axis] + a->high[axis], y = (double)b->low[axis] + b->high[axis];
    return x < y ? -1 : x > y ? 1 : compare_ids(a, b);
}

static int from_west(const void *a, const void *b)
{
    return compare_middles(a, b, 0);
}

static int from_south(const void *a, const void *b)
{
    return compare_middles(a, b, 1);
}

static int by_id(const void *a, const void *b)
{
    return compare_ids(a, b);
}

static void sort_into_tiles(packer *p)
{
    size_t nodes = (p->count + p->cells - 1) / p->cells;
    size_t strip = (size_t)ceil(sqrt((double)nodes)) * p->cells;
    if (p->count)
        qsort(p->boxes, p->count, sizeof *p->boxes, from_west);
    for (size_t i = 0; i < p->count; i += strip)
        qsort(p->boxes + i, p->count - i < strip ? p->count - i : strip, sizeof *p->boxes,
              from_south);
}

/* ---- nodes ----------------------------------------------------------------------------------- */

static void put(unsigned char *at, uint64_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        at[i] = (unsigned char)(value >> (8 * (bytes - 1 - i)));
}

static void put_side(unsigned char *at, float value)
{
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    put(at, bits, 4);
}

static void put_box(unsigned char *at, const box *b)
{
    put(at, (uint64_t)b->id, 8);
    for (int axis = 0; axis < 2; axis++) {
        put_side(at + 8 + 8 * axis, b->low[axis]);
        put_side(at + 12 + 8 * axis, b->high[axis]);
    }
}

static box around(const box *boxes, size_t count, int64_t id)
{
    box all = boxes[0];
    for (size_t i = 1; i < count; i++) {
        for (int axis = 0; axis < 2; axis++) {
            all.low[axis] = fminf(all.low[axis], boxes[i].low[axis]);
            all.high[axis] = fmaxf(all.high[axis], boxes[i].high[axis]);
        }
    }
    all.id = id;
    return all;
}

static chora_status write_node(packer *p, chora_query *insert, unsigned char *bytes, int depth,
                               const box *boxes, size_t count, int64_t number, chora_error *err)
{
    memset(bytes, 0, p->node_length);
    put(bytes, (uint64_t)depth, 2); /* read of the root only */
    put(bytes + 2, count, 2);
    for (size_t i = 0; i < count; i++)
        put_box(bytes + NODE_HEAD + i * CELL, &boxes[i]);
    chora_query_bind_int(insert, 1, number);
    chora_query_lend_blob(insert, 2, bytes, p->node_length);
    return chora_query_run(insert, err);
}

/* The boxes of a level into nodes; `above` receives these nodes' boxes. */
static chora_status write_nodes(packer *p, int depth, box *above, chora_error *err)
{
    chora_query *insert = NULL;
    unsigned char *bytes = chora_alloc(p->node_length, 1);
    chora_status st =
        bytes
            ? open_named(p, "INSERT INTO main.\"idx_%w_geom_node\" (nodeno, data) VALUES (?1, ?2)",
                         &insert, err)
            : chora_no_memory(err);
    if (!st && p->count == 0)
        st = write_node(p, insert, bytes, depth, NULL, 0, ROOT, err);
    for (size_t first = 0; !st && first < p->count; first += p->cells) {
        size_t count = p->count - first < p->cells ? p->count - first : p->cells;
        int64_t number = p->count <= p->cells ? ROOT : ++p->last_node;
        for (size_t i = 0; i < count; i++)
            p->boxes[first + i].node = number;
        st = write_node(p, insert, bytes, depth, p->boxes + first, count, number, err);
        above[first / p->cells] = around(p->boxes + first, count, number);
    }
    chora_query_close(insert);
    free(bytes);
    return st;
}

/* ---- where each box is ----------------------------------------------------------------------- */

static chora_datum place_of_box(void *context, size_t row, int column)
{
    const box *one = (const box *)context + row;
    return chora_datum_integer(column == 0 ? one->id : one->node);
}

static chora_status write_places(packer *p, const char *format, chora_error *err)
{
    chora_feed *feed = NULL;
    char *into = sqlite3_mprintf(format, p->table);
    chora_status st =
        into ? chora_feed_open(p->store, into, 2, "", &feed, err) : chora_no_memory(err);
    sqlite3_free(into);
    if (p->count)
        qsort(p->boxes, p->count, sizeof *p->boxes, by_id);
    if (!st)
        st = chora_feed_run(feed, p->count, place_of_box, p->boxes, err);
    chora_feed_close(feed);
    return st;
}

/* ---- the tree -------------------------------------------------------------------------------- */

/* From the rows up to the root. */
static chora_status write_level(packer *p, int depth, bool *is_root, chora_error *err)
{
    size_t nodes = (p->count + p->cells - 1) / p->cells;
    box *above = chora_alloc(nodes + 1, sizeof *above);
    if (!above)
        return chora_no_memory(err);
    sort_into_tiles(p);
    chora_status st = write_nodes(p, depth, above, err);
    if (!st)
        st = write_places(p,
                          depth == 0 ? "\"idx_%w_geom_rowid\" (rowid, nodeno)"
                                     : "\"idx_%w_geom_parent\" (nodeno, parentnode)",
                          err);
    free(p->boxes);
    p->boxes = above;
    p->count = nodes;
    *is_root = nodes <= 1;
    return st;
}

/* SQLite makes the nodes of a new tree as long as they are here. */
static chora_status find_node_length(packer *p, chora_error *err)
{
    chora_query *query = NULL;
    int64_t length = 0;
    chora_status st = open_named(
        p, "SELECT length(data) FROM main.\"idx_%w_geom_node\" WHERE nodeno = 1", &query, err);
    if (!st)
        st = chora_query_one_int(query, &length, err);
    chora_query_close(query);
    if (!st && (length < NODE_HEAD + 3 * CELL || length > 65536))
        st = chora_fail(err, CHORA_EDATA, "the R-tree of table %s is damaged", p->table);
    p->node_length = (size_t)length;
    p->cells = (p->node_length - NODE_HEAD) / CELL;
    return st;
}

static chora_status empty_tables(packer *p, chora_error *err)
{
    static const char *const tables[] = { "node", "rowid", "parent" };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        char *sql = sqlite3_mprintf("DELETE FROM main.\"idx_%w_geom_%w\"", p->table, tables[i]);
        chora_status st =
            sql ? chora_connection_execute(p->store->db, sql, err) : chora_no_memory(err);
        sqlite3_free(sql);
        if (st)
            return st;
    }
    return CHORA_OK;
}

static chora_status write_tree(packer *p, chora_error *err)
{
    bool is_root = false;
    chora_status st = empty_tables(p, err);
    for (int depth = 0; !st && !is_root && depth < DEPTH_MAX; depth++)
        st = write_level(p, depth, &is_root, err);
    return st;
}

chora_status chora_rtree_pack(chora_store *store, const char *table, chora_error *err)
{
    packer p = { .store = store, .table = table, .last_node = ROOT };
    chora_status st = find_node_length(&p, err);
    if (!st)
        st = read_rows(&p, err);
    if (!st) {
        /* SQLite guards the tables behind a virtual table from any statement but its own. */
        sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
        st = write_tree(&p, err);
        sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    }
    free(p.boxes);
    return st;
}
