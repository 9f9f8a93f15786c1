#include "intake/area_finder.h"

#include "base/text.h"
#include "store/vintage.h"

#define KEY_MAX 65536

/*
 * Main names and names in a language stand before alternates, an area's own code before others; the
 * current layers before those of other days, of these the later before the earlier.
 */
#define OF_DAY                                                                                     \
    " l.role = 'areas' AND l.current > 0 AND (?3 IS NULL OR " CHORA_LAYER_ON(                      \
        "l", "?3") ") AND (?2 < 0 OR a.level = ?2) GROUP BY a.id ORDER BY a.level, l.current, "    \
                   "l.valid_to DESC, 4, 3"
/* The current layers of a level go for one. */
#define LAYER "CASE l.current WHEN 1 THEN 0 ELSE l.id END"
static const char code_sql[] =
    "SELECT a.id, a.level, min(rank), " LAYER " FROM ("
    "SELECT id, 0 AS rank FROM area WHERE code = ?1 COLLATE NOCASE UNION ALL "
    "SELECT area_id, 1 FROM area_code WHERE code = ?1 COLLATE NOCASE) found "
    "JOIN area a ON a.id = found.id JOIN layer l ON l.id = a.layer_id "
    "WHERE" OF_DAY;
static const char name_sql[] = "SELECT a.id, a.level, min(n.lang = 'alt'), " LAYER " FROM name n "
                               "JOIN area a ON a.id = n.ref_id JOIN layer l ON l.id = a.layer_id "
                               "WHERE n.kind = 'area' AND n.key = ?1 AND" OF_DAY;

chora_status chora_area_finder_open(chora_area_finder *finder, chora_store *store, chora_day on,
                                    chora_error *err)
{
    *finder = (chora_area_finder){ .key = CHORA_BUFFER_INIT(KEY_MAX), .on = on };
    chora_status st = chora_query_open(store, code_sql, &finder->by_code, err);
    if (st == CHORA_OK)
        st = chora_query_open(store, name_sql, &finder->by_name, err);
    if (st)
        chora_area_finder_close(finder);
    return st;
}

void chora_area_finder_close(chora_area_finder *finder)
{
    chora_query_close(finder->by_code);
    chora_query_close(finder->by_name);
    chora_buffer_free(&finder->key);
    finder->by_code = finder->by_name = NULL;
}

/** The first row, unless the second is of the same level, layer and rank. */
static chora_status take_only(const chora_area_finder *finder, chora_query *query, const char *text,
                              int level, int64_t *out, bool *several, chora_error *err)
{
    bool row = false;
    *out = 0;
    *several = false;
    chora_query_bind_text(query, 1, text);
    chora_query_bind_int(query, 2, level);
    chora_vintage_bind(query, 3, finder->on);
    chora_status st = chora_query_step(query, &row, err);
    if (st == CHORA_OK && row) {
        int64_t id = chora_query_int(query, 0), found = chora_query_int(query, 1);
        int64_t rank = chora_query_int(query, 2), layer = chora_query_int(query, 3);
        st = chora_query_step(query, &row, err);
        *several = st == CHORA_OK && row && chora_query_int(query, 1) == found &&
                   chora_query_int(query, 2) == rank && chora_query_int(query, 3) == layer;
        *out = *several ? 0 : id;
    }
    chora_query_reset(query);
    return st;
}

chora_status chora_area_finder_code(chora_area_finder *finder, const char *code, int level,
                                    int64_t *out, bool *several, chora_error *err)
{
    return take_only(finder, finder->by_code, code, level, out, several, err);
}

chora_status chora_area_finder_name(chora_area_finder *finder, const char *name, int level,
                                    int64_t *out, bool *several, chora_error *err)
{
    chora_text_key(name, &finder->key);
    if (finder->key.failed)
        return chora_no_memory(err);
    return take_only(finder, finder->by_name, chora_buffer_text(&finder->key), level, out, several,
                     err);
}
