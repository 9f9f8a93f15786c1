#include "publish/leak.h"

#include "base/file.h"
#include "base/memory.h"
#include "publish/leak_inside.h"
#include "publish/leak_secrets.h"
#include "publish/leak_text.h"
#include "store/shield.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LARGEST_FILE = 1 << 30, LARGEST_TEXT = 1 << 30, LARGEST_DUMP = 64 << 20, DEEPEST = 3 };

/* Fewer right decimals than this are a chance hit on some other number. */
enum { DECIMALS_OF_TEXT = 3, DECIMALS_OF_DRAWINGS = 4 };

struct chora_leaks {
    chora_leak_secrets secrets;
};

chora_status chora_leaks_new(chora_store *store, chora_leaks **out, chora_error *err)
{
    *out = NULL;
    if (chora_shield_report(store)->coarser == 0)
        return CHORA_OK;
    chora_leaks *leaks = chora_alloc(1, sizeof *leaks);
    if (leaks)
        leaks->secrets.arena = chora_arena_new();
    if (!leaks || !leaks->secrets.arena) {
        free(leaks);
        return chora_no_memory(err);
    }
    chora_status st = chora_leak_secrets_read(store, &leaks->secrets, err);
    if (st) {
        chora_leaks_free(leaks);
        return st;
    }
    *out = leaks;
    return CHORA_OK;
}

void chora_leaks_free(chora_leaks *leaks)
{
    if (!leaks)
        return;
    chora_leak_secrets_free(&leaks->secrets);
    chora_arena_free(leaks->secrets.arena);
    free(leaks);
}

/* ---- one text -------------------------------------------------------------------------------- */

static chora_status tell(const char *what, const char *kind, const char *key, size_t where,
                         chora_error *err)
{
    return chora_fail(err, CHORA_EDATA,
                      "%s: the %s of the protected incident %s would be in it (byte %zu): nothing "
                      "is written; take it out of the title or text, or choose another --profile",
                      what, kind, key, where);
}

static chora_status find_position(const chora_leaks *leaks, const char *what, const char *text,
                                  size_t length, int decimals, bool minutes, chora_error *err)
{
    size_t where = 0;
    const char *key =
        chora_leak_points_find(&leaks->secrets.points, text, length, decimals, minutes, &where);
    return key ? tell(what, "exact place", key, where, err) : CHORA_OK;
}

static chora_status find_word(const chora_leak_words *words, const char *what, const char *text,
                              size_t length, chora_error *err)
{
    size_t where = 0;
    const chora_leak_word *word = chora_leak_words_find(words, text, length, &where);
    return word ? tell(what, word->kind, word->key, where, err) : CHORA_OK;
}

/* The text as a reader gets it. */
static chora_status find_folded(const chora_leaks *leaks, const char *what, const char *bytes,
                                size_t length, chora_leak_reading reading, int decimals,
                                chora_error *err)
{
    chora_buffer text = CHORA_BUFFER_INIT(LARGEST_TEXT);
    chora_leak_fold(bytes, length, reading, &text);
    chora_status st = text.failed ? chora_no_memory(err)
                                  : find_word(&leaks->secrets.words, what, chora_buffer_text(&text),
                                              text.length, err);
    if (!st && decimals)
        st = find_position(leaks, what, chora_buffer_text(&text), text.length, decimals, true, err);
    chora_buffer_free(&text);
    return st;
}

static bool is_binary(const char *bytes, size_t length)
{
    return memchr(bytes, '\0', length < 4096 ? length : 4096) != NULL;
}

static chora_status find_flat(const chora_leaks *leaks, const char *what, const char *bytes,
                              size_t length, chora_error *err)
{
    bool markup = chora_leak_is_markup(bytes, length), binary = is_binary(bytes, length);
    chora_status st =
        find_position(leaks, what, bytes, length, DECIMALS_OF_DRAWINGS, !markup && !binary, err);
    if (!st)
        st = find_word(&leaks->secrets.doubles, what, bytes, length, err);
    if (!st)
        st = find_folded(leaks, what, bytes, length, CHORA_LEAK_AS_IT_IS, 0, err);
    if (!st && !binary)
        st = find_folded(leaks, what, bytes, length, CHORA_LEAK_UNESCAPED,
                         markup ? 0 : DECIMALS_OF_TEXT, err);
    if (!st && markup)
        st = find_folded(leaks, what, bytes, length, CHORA_LEAK_STRIPPED, DECIMALS_OF_TEXT, err);
    return st;
}

/* ---- and what is in it ----------------------------------------------------------------------- */

typedef struct {
    const chora_leaks *leaks;
    const char *what;
    int depth;
} looking;

static chora_status find_all(const looking *look, const char *bytes, size_t length,
                             chora_error *err);

static chora_status find_part(void *context, const char *name, const char *bytes, size_t length,
                              chora_error *err)
{
    const looking *look = context;
    chora_buffer what = CHORA_BUFFER_INIT(8192);
    chora_buffer_printf(&what, "%s, %s", look->what, name);
    const looking inner = { look->leaks, chora_buffer_text(&what), look->depth + 1 };
    chora_status st = find_all(&inner, bytes, length, err);
    chora_buffer_free(&what);
    return st;
}

static chora_status find_all(const looking *look, const char *bytes, size_t length,
                             chora_error *err)
{
    chora_status st = find_flat(look->leaks, look->what, bytes, length, err);
    if (st || look->depth == DEEPEST)
        return st;
    const chora_leak_visitor visitor = { find_part, (void *)look };
    st = chora_leak_inside(bytes, length, &visitor, err);
    if (st && err && !strstr(err->message, look->what))
        chora_at(err, "%s: looking it over", look->what);
    return st;
}

chora_status chora_leaks_find(const chora_leaks *leaks, const char *what, const char *bytes,
                              size_t length, chora_error *err)
{
    const looking look = { leaks, what, 0 };
    return leaks && bytes ? find_all(&look, bytes, length, err) : CHORA_OK;
}

chora_status chora_leaks_file(const chora_leaks *leaks, const char *path, chora_error *err)
{
    if (!leaks || strcmp(path, "-") == 0)
        return CHORA_OK;
    chora_buffer bytes = CHORA_BUFFER_INIT(LARGEST_FILE);
    chora_status st = chora_file_read(path, &bytes, err);
    if (!st)
        st = chora_leaks_find(leaks, path, bytes.data, bytes.length, err);
    if (st)
        unlink(path);
    chora_buffer_free(&bytes);
    return st;
}

/* ---- a page ---------------------------------------------------------------------------------- */

/* The words of a line are together, lines are apart. */
static void add_words(const chora_page *page, chora_buffer *out)
{
    for (size_t i = 0; i < page->item_count; i++)
        for (size_t n = 0; n < chora_group_count(page->items[i].group); n++) {
            const chora_node *node = chora_group_node(page->items[i].group, n);
            for (size_t run = 0; node->kind == CHORA_NODE_TEXT && run < node->run_count; run++)
                chora_buffer_add_text(out, node->runs[run].text);
            chora_buffer_add_byte(out, '\n');
        }
}

static bool is_symbol(const chora_node *node)
{
    return node->kind == CHORA_NODE_CIRCLE && node->meaning.layer &&
           strcmp(node->meaning.layer, "symbols") == 0;
}

/* Positions of a map in page points. */
typedef struct {
    chora_xy *secret, *shown;
} positions;

/* With a projection of its own: several pages are looked over at a time. */
static chora_status place_positions(const chora_leak_points *points, const chora_base_map *base,
                                    positions *out, chora_error *err)
{
    chora_projection *projection = NULL;
    out->secret = chora_alloc(points->point_count + 1, sizeof *out->secret);
    out->shown = chora_alloc(points->allowed_count + 1, sizeof *out->shown);
    if (!out->secret || !out->shown)
        return chora_no_memory(err);
    for (size_t i = 0; i < points->point_count; i++)
        out->secret[i] = points->points[i].at;
    for (size_t i = 0; i < points->allowed_count; i++)
        out->shown[i] = points->allowed[i];
    chora_status st = chora_projection_copy(base->view.projection, &projection, err);
    if (st)
        return st;
    chora_project(projection, out->secret, points->point_count);
    chora_project(projection, out->shown, points->allowed_count);
    chora_projection_close(projection);
    chora_view_to_page(&base->view, out->secret, points->point_count);
    chora_view_to_page(&base->view, out->shown, points->allowed_count);
    return CHORA_OK;
}

static bool is_at(chora_xy a, chora_xy b)
{
    enum { STEPS_A_POINT = 50 }; /* a fiftieth: 7 thousandths of a millimetre */
    return fabs(a.x - b.x) * STEPS_A_POINT < 1 && fabs(a.y - b.y) * STEPS_A_POINT < 1;
}

static bool is_any(const chora_xy *of, size_t count, chora_xy at)
{
    for (size_t i = 0; i < count; i++)
        if (is_at(of[i], at))
            return true;
    return false;
}

/* It may stand there when something that is shown does. */
static chora_status check_symbol(const chora_leak_points *points, const positions *on, chora_xy at,
                                 const char *what, chora_error *err)
{
    for (size_t i = 0; i < points->point_count; i++)
        if (is_at(on->secret[i], at) && !is_any(on->shown, points->allowed_count, at))
            return chora_fail(err, CHORA_EDATA,
                              "%s: a symbol would stand at the exact place of the protected "
                              "incident %s: nothing is written; please report this",
                              what, points->points[i].key);
    return CHORA_OK;
}

/* Every symbol of the page against every hidden position. */
static chora_status check_symbols(const chora_leaks *leaks, const chora_page *page,
                                  const chora_base_map *base, const char *what, chora_error *err)
{
    const chora_leak_points *points = &leaks->secrets.points;
    positions on = { NULL, NULL };
    chora_status st = place_positions(points, base, &on, err);
    for (size_t i = 0; i < page->item_count; i++)
        for (size_t n = 0; !st && n < chora_group_count(page->items[i].group); n++) {
            const chora_node *node = chora_group_node(page->items[i].group, n);
            if (is_symbol(node))
                st = check_symbol(points, &on, node->centre, what, err);
        }
    free(on.secret);
    free(on.shown);
    return st;
}

chora_status chora_leaks_page(const chora_leaks *leaks, const chora_page *page,
                              const chora_base_map *base, const char *what, chora_error *err)
{
    if (!leaks)
        return CHORA_OK;
    chora_buffer text = CHORA_BUFFER_INIT(LARGEST_DUMP);
    chora_page_dump(page, &text);
    chora_status st = text.failed ? chora_no_memory(err)
                                  : chora_leaks_find(leaks, what, text.data, text.length, err);
    chora_buffer_clear(&text);
    add_words(page, &text);
    if (!st)
        st = text.failed ? chora_no_memory(err)
                         : find_folded(leaks, what, chora_buffer_text(&text), text.length,
                                       CHORA_LEAK_AS_IT_IS, DECIMALS_OF_TEXT, err);
    chora_buffer_free(&text);
    if (!st && base && leaks->secrets.points.point_count > 0)
        st = check_symbols(leaks, page, base, what, err);
    for (size_t i = 0; !st && base && i < base->inset_count; i++)
        st = check_symbols(leaks, page, base->insets[i].map, what, err);
    return st;
}
