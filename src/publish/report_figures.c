#include "publish/report_figures.h"

#include "base/file.h"
#include "publish/prepare_classes.h"
#include "report/picture.h"

#include <dirent.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_FIGURES = 512, MOST_SHARING = 4, TRIES = 3, SUFFIX = sizeof ".yaml" - 1 };

struct chora_report_figures {
    chora_store *store;
    chora_painter *painter;
    chora_arena *arena;
    const char *names[MOST_FIGURES + 1]; /* NULL-ended. */
    const char *paths[MOST_FIGURES];
    size_t count;
    char *shared_key; /* Whose classes were last made; NULL: none. */
    chora_classes shared;
};

/* ---- which there are ----------------------------------------------------------------------- */

static bool is_listed(const chora_report_figures *figures, const char *name)
{
    for (size_t i = 0; i < figures->count; i++)
        if (strcmp(figures->names[i], name) == 0)
            return true;
    return false;
}

/* Column mappings and hidden files are no figures. */
static bool is_figure(const char *file)
{
    size_t length = strlen(file);
    return file[0] != '.' && length > SUFFIX && strcmp(file + length - SUFFIX, ".yaml") == 0 &&
           !strstr(file, ".mapping.");
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* "attacks.yaml" is "attacks". A folder that is not there has none. */
static chora_status list_folder(chora_report_figures *figures, const char *path, const char **found,
                                size_t *count, chora_error *err)
{
    chora_status st = CHORA_OK;
    DIR *folder = opendir(path);
    if (!folder && (errno == ENOENT || errno == ENOTDIR))
        return CHORA_OK;
    if (!folder)
        return chora_fail(err, CHORA_EIO, "%s: cannot be listed: %s", path, strerror(errno));
    for (struct dirent *entry; !st && *count < MOST_FIGURES && (entry = readdir(folder));)
        if (is_figure(entry->d_name)) {
            size_t length = strlen(entry->d_name) - SUFFIX;
            found[*count] = chora_arena_strndup(figures->arena, entry->d_name, length);
            st = found[*count] ? CHORA_OK : chora_no_memory(err);
            ++*count;
        }
    closedir(folder);
    return st;
}

/* What was found first counts: a file beside the template hides one that comes with Chora. */
static chora_status add_folder(chora_report_figures *figures, const char *path, chora_error *err)
{
    const char *found[MOST_FIGURES];
    size_t count = 0;
    chora_status st = list_folder(figures, path, found, &count, err);
    if (st)
        return st;
    qsort(found, count, sizeof *found, compare_names);
    for (size_t i = 0; i < count && figures->count < MOST_FIGURES; i++) {
        if (is_listed(figures, found[i]))
            continue;
        figures->paths[figures->count] =
            chora_arena_printf(figures->arena, "%s/%s.yaml", path, found[i]);
        if (!figures->paths[figures->count])
            return chora_no_memory(err);
        figures->names[figures->count++] = found[i];
    }
    return CHORA_OK;
}

static chora_status list_figures(chora_report_figures *figures, const char *template_file,
                                 chora_error *err)
{
    const char *name = chora_path_name(template_file);
    const char *folder =
        name == template_file
            ? "."
            : chora_arena_strndup(figures->arena, template_file, (size_t)(name - template_file));
    const char *inner = folder ? chora_arena_printf(figures->arena, "%s/figures", folder) : NULL;
    char *own = NULL;
    if (!inner)
        return chora_no_memory(err);
    chora_status st = add_folder(figures, folder, err);
    if (!st)
        st = add_folder(figures, inner, err);
    if (!st && !chora_data_find("styles/figures", &own, NULL))
        st = add_folder(figures, own, err);
    free(own);
    return st;
}

chora_status chora_report_figures_new(chora_store *store, const char *template_file,
                                      chora_painter *painter, chora_report_figures **out,
                                      chora_error *err)
{
    chora_report_figures *figures = chora_alloc(1, sizeof *figures);
    if (!figures)
        return chora_no_memory(err);
    figures->store = store;
    figures->painter = painter;
    figures->arena = chora_arena_new();
    chora_status st =
        figures->arena ? list_figures(figures, template_file, err) : chora_no_memory(err);
    if (st)
        chora_report_figures_free(figures);
    else
        *out = figures;
    return st;
}

void chora_report_figures_free(chora_report_figures *figures)
{
    if (!figures)
        return;
    chora_arena_free(figures->arena);
    free(figures->shared_key);
    free(figures);
}

/* ---- making one ---------------------------------------------------------------------------- */

static const char *path_of(const chora_report_figures *figures, const char *name)
{
    for (size_t i = 0; i < figures->count; i++)
        if (strcmp(figures->names[i], name) == 0)
            return figures->paths[i];
    return NULL;
}

/* How high the picture of a map is to be: one that stands beside another is nearly square, one
 * across the page is flat. */
static double wanted_height(const chora_figure_ask *ask)
{
    const double wide = 400, half = 0.84, full = 0.6;
    if (ask->height_pt > 0)
        return ask->height_pt;
    return ask->width_pt * (ask->width_pt < wide ? half : full);
}

/* The filter of the report beside the figure's own. */
static const char *both_filters(const char *own, const char *more, chora_arena *arena)
{
    if (!more || !own)
        return own ? own : more;
    return chora_arena_printf(arena, "(%s) and (%s)", own, more);
}

static chora_status make_request(const chora_figure_ask *ask, const char *path, chora_arena *arena,
                                 chora_figure *figure, chora_request *out, bool *series,
                                 chora_error *err)
{
    *out = (chora_request){ .figure = path,
                            .dataset = ask->dataset,
                            .counted_in = ask->counted_in,
                            .captioned = true,
                            .by = CHORA_PERIOD_ALL };
    chora_status st = chora_request_figure(out, arena, figure, err);
    if (st)
        return st;
    out->where = both_filters(figure->where, ask->where, arena);
    out->language = ask->language;
    out->calendar = ask->calendar;
    *series = figure->repeats && ask->period.kind == figure->repeat_by;
    out->by = *series ? figure->repeat_by : CHORA_PERIOD_ALL;
    out->span_given = !*series;
    out->first = ask->period.first;
    out->last = ask->period.last;
    return CHORA_OK;
}

/* ---- classes that figures share -------------------------------------------------------------- */

/* Names and span: the dataset and the condition are the report's, and so are always the same. */
static char *key_of(const chora_figure_ask *ask, const chora_request *requests, size_t count)
{
    chora_buffer text = CHORA_BUFFER_INIT(1 << 16);
    for (size_t i = 0; i < count; i++)
        chora_buffer_printf(&text, "%s %d %d %d %d\n", ask->sharing[i], (int)requests[i].by,
                            requests[i].span_given,
                            requests[i].span_given ? (int)requests[i].first : 0,
                            requests[i].span_given ? (int)requests[i].last : 0);
    char *key = text.failed ? NULL : chora_strdup(chora_buffer_text(&text));
    chora_buffer_free(&text);
    return key;
}

/* Made once for all pictures that stand together, and for all months. */
static chora_status make_shared(chora_report_figures *figures, const chora_figure_ask *ask,
                                const chora_request *requests, size_t count, chora_error *err)
{
    char *key = key_of(ask, requests, count);
    if (!key)
        return chora_no_memory(err);
    if (figures->shared_key && strcmp(figures->shared_key, key) == 0) {
        free(key);
        return CHORA_OK;
    }
    free(figures->shared_key);
    figures->shared_key = NULL;
    chora_status st = chora_shared_classes(figures->store, requests, count, &figures->shared, err);
    if (st)
        free(key);
    else
        figures->shared_key = key;
    return st;
}

/* Colours that the first of them explains already. */
static bool same_colours(const chora_figure *a, const chora_figure *b)
{
    const char *one = chora_prepare_coloured(a)->palette;
    const char *other = chora_prepare_coloured(b)->palette;
    return strcmp(a->style, b->style) == 0 &&
           (one == other || (one && other && strcmp(one, other) == 0));
}

static chora_status share_classes(chora_report_figures *figures, const chora_figure_ask *ask,
                                  const chora_figure *own, chora_arena *arena, chora_request *out,
                                  chora_error *err)
{
    chora_request requests[MOST_SHARING];
    chora_figure others[MOST_SHARING];
    size_t count = 0;
    bool series;
    chora_status st = CHORA_OK;
    for (; !st && ask->sharing[count] && count < MOST_SHARING; count++)
        st = make_request(ask, path_of(figures, ask->sharing[count]), arena, &others[count],
                          &requests[count], &series, err);
    if (!st)
        st = make_shared(figures, ask, requests, count, err);
    if (st)
        return st;
    out->classes = &figures->shared;
    out->legend_beside = strcmp(ask->sharing[0], ask->name) != 0 && same_colours(&others[0], own);
    return CHORA_OK;
}

static chora_status compose(chora_report_figures *figures, const chora_figure_ask *ask,
                            chora_prepared *prepared, bool series, chora_page **out,
                            chora_error *err)
{
    chora_ruler ruler = chora_painter_ruler(figures->painter);
    chora_base_map *base = NULL;
    size_t period = 0;
    chora_status st = CHORA_OK;
    if (series)
        st = chora_prepared_find(prepared, ask->period, &period, err);
    if (!st)
        st = chora_prepared_base(prepared, &ruler, &base, err);
    if (!st)
        st = chora_prepared_page(prepared, base, period, &ruler, out, err);
    chora_base_map_free(base);
    return st;
}

/* "Account. Note. Sources." */
static const char *join(const char *const *parts, size_t count, chora_arena *arena)
{
    const char *text = "";
    for (size_t i = 0; text && i < count; i++)
        if (*parts[i]) {
            size_t length = strlen(parts[i]);
            const char *stop = strchr(".!?", parts[i][length - 1]) ? "" : ".";
            text = chora_arena_printf(arena, "%s%s%s%s", text, *text ? " " : "", parts[i], stop);
        }
    return text;
}

/* A chart of rows that is made lower leaves rows out; the others are drawn to another scale. */
static double least_share(const chora_figure *figure)
{
    return figure->is_chart && figure->chart.by != CHORA_CHART_BY_PERIOD ? 0.88 : 0.7;
}

static chora_status answer(const chora_picture_words *words, chora_page *cut, double least,
                           chora_arena *arena, chora_figure_answer *out, chora_error *err)
{
    const char *account[] = { words->account, words->note };
    *out = (chora_figure_answer){ .page = cut,
                                  .least_share = least,
                                  .title = words->title,
                                  .subtitle = words->subtitle,
                                  .account = join(account, 2, arena),
                                  .sources = join(&words->source, 1, arena),
                                  .alt = chora_arena_strdup(
                                      arena, cut->description ? cut->description : "") };
    if (out->account && out->sources && out->alt)
        return CHORA_OK;
    chora_page_free(cut);
    return chora_no_memory(err);
}

/* One try at a page of that height; the picture cut from it. */
static chora_status try_height(chora_report_figures *figures, const chora_figure_ask *ask,
                               chora_request *request, bool series, chora_arena *arena,
                               chora_picture_words *words, chora_page **out, chora_error *err)
{
    chora_prepared *prepared = NULL;
    chora_page *page = NULL;
    chora_status st = chora_prepare(figures->store, request, &prepared, err);
    if (!st)
        st = compose(figures, ask, prepared, series, &page, err);
    if (!st)
        st = chora_picture_cut(page, prepared->style.margin_pt * prepared->style.zoom, arena, words,
                               out, err);
    chora_page_free(page);
    chora_prepared_free(prepared);
    return st;
}

static chora_status style_margin(const chora_figure *figure, chora_arena *arena, double *out,
                                 chora_error *err)
{
    chora_style style;
    chora_status st = chora_style_load(figure->style, arena, &style, err);
    if (!st)
        *out = style.margin_pt;
    return st;
}

/* A chart is as high as its file says. Of a map the headings and the foot are cut off, and how much
 * they take is known only then: it is made twice, and again when that changed their lines. */
static chora_status make(void *context, const chora_figure_ask *ask, chora_arena *arena,
                         chora_figure_answer *out, chora_error *err)
{
    chora_report_figures *figures = context;
    const char *path = path_of(figures, ask->name);
    chora_request request;
    chora_figure figure;
    chora_picture_words words;
    chora_page *cut = NULL;
    bool series = false;
    double margin = 0;
    if (!path)
        return chora_fail(err, CHORA_ENOTFOUND, "there is no figure \"%s\"", ask->name);
    chora_status st = make_request(ask, path, arena, &figure, &request, &series, err);
    if (!st && ask->sharing)
        st = share_classes(figures, ask, &figure, arena, &request, err);
    if (!st)
        st = style_margin(&figure, arena, &margin, err);
    if (st)
        return st;
    bool own_height = figure.is_chart && !(ask->height_pt > 0);
    request.width_pt = ask->width_pt + 2 * margin;
    request.height_pt = own_height ? figure.height_pt : wanted_height(ask) + 90;
    st = try_height(figures, ask, &request, series, arena, &words, &cut, err);
    for (int i = 0; !st && !own_height && i < TRIES; i++) {
        double off = wanted_height(ask) - cut->height_pt;
        if (fabs(off) < 0.01)
            break;
        request.height_pt += off;
        chora_page_free(cut);
        cut = NULL;
        st = try_height(figures, ask, &request, series, arena, &words, &cut, err);
    }
    return st ? st : answer(&words, cut, least_share(&figure), arena, out, err);
}

chora_figure_maker chora_report_figures_maker(chora_report_figures *figures)
{
    return (chora_figure_maker){ figures, make, figures->names };
}

size_t chora_report_figures_count(const chora_report_figures *figures)
{
    return figures->count;
}

const char *chora_report_figures_path(const chora_report_figures *figures, size_t index)
{
    return figures->paths[index];
}
