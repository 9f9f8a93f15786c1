/* What published figures counted, and what they would count now. */
#include "publish/diff_inside.h"

#include "base/file.h"
#include "publish/manifest.h"
#include "store/query.h"

#include <chora/profile.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The rows behind an entry, then and now; kept while the next entries ask for the same. */
typedef struct {
    chora_diff_work *work;
    chora_store *then, *now;
    const char *profile, *data, *where; /* Of what is loaded; NULL: nothing. */
    bool found;
    chora_records before, after;
} loading;

static void unload(loading *l)
{
    chora_records_free(&l->before);
    chora_records_free(&l->after);
    l->before = l->after = (chora_records){ 0 };
    l->data = NULL;
}

static void close_stores(loading *l)
{
    unload(l);
    chora_store_close(l->then);
    chora_store_close(l->now);
    l->then = l->now = NULL;
    l->profile = NULL;
}

static bool same_text(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "") == 0;
}

/* A profile holds for as long as a project is open. */
static chora_status open_stores(loading *l, const chora_manifest_entry *entry)
{
    const char *profile = entry->profile && *entry->profile ? entry->profile : "internal";
    chora_diff_work *work = l->work;
    if (l->now && same_text(l->profile, profile))
        return CHORA_OK;
    close_stores(l);
    chora_status st = chora_store_open(work->earlier, false, &l->then, work->err);
    if (!st)
        st = chora_store_open(chora_store_path(work->now), false, &l->now, work->err);
    if (!st)
        st = chora_profile_use(l->then, profile, NULL, work->err);
    if (!st)
        st = chora_profile_use(l->now, profile, NULL, work->err);
    l->profile = profile;
    return st;
}

/* The dataset whose rows went in: it has them then, or now when nothing changed. */
static chora_status find_dataset(loading *l, const chora_manifest_entry *entry, const char **out)
{
    chora_diff_work *work = l->work;
    chora_query *names = NULL;
    bool row = false;
    chora_status st =
        chora_query_open(l->then, "SELECT name FROM dataset ORDER BY id", &names, work->err);
    *out = NULL;
    l->found = false;
    while (!st && !l->found && !(st = chora_query_step(names, &row, work->err)) && row) {
        const chora_records_options options = { .dataset = chora_query_text(names, 0), .level = 1 };
        chora_records records = { 0 };
        if (!*out) /* The first, when none has them. */
            *out = chora_arena_strdup(work->arena, options.dataset);
        st = chora_records_load(l->then, &options, work->arena, &records, work->err);
        if (!st && strcmp(records.hash, entry->data) == 0) {
            *out = chora_arena_strdup(work->arena, options.dataset);
            l->found = true;
        }
        if (!st)
            chora_records_free(&records);
    }
    chora_query_close(names);
    return st ? st : *out ? CHORA_OK : chora_no_memory(work->err);
}

static chora_status load(loading *l, const chora_manifest_entry *entry)
{
    const char *dataset = NULL;
    chora_status st = open_stores(l, entry);
    if (st || (l->data && same_text(l->data, entry->data) && same_text(l->where, entry->where)))
        return st;
    unload(l);
    st = find_dataset(l, entry, &dataset);
    const chora_records_options options = {
        .dataset = dataset, .where = entry->where && *entry->where ? entry->where : NULL, .level = 1
    };
    if (!st)
        st = chora_records_load(l->then, &options, l->work->arena, &l->before, l->work->err);
    if (!st)
        st = chora_records_load(l->now, &options, l->work->arena, &l->after, l->work->err);
    l->data = entry->data;
    l->where = entry->where;
    return st;
}

/* ---- counting -------------------------------------------------------------------------------- */

static bool is_of(const chora_record *record, chora_period period)
{
    return record->dated && record->day >= period.first && record->day <= period.last;
}

static void count_in(const chora_records *records, chora_period period, chora_count *all,
                     int64_t *areas)
{
    for (size_t i = 0; i < records->count; i++) {
        const chora_record *record = &records->items[i];
        if (!is_of(record, period))
            continue;
        chora_count_add(all, record);
        if (record->area != CHORA_NO_INDEX)
            areas[record->area]++;
    }
}

static bool toll_differs(const chora_toll *a, const chora_toll *b)
{
    return a->low != b->low || a->high != b->high || a->best != b->best ||
           a->unknown != b->unknown || a->with_best != b->with_best;
}

static bool count_differs(const chora_count *a, const chora_count *b)
{
    return a->incidents != b->incidents || a->evidence != b->evidence ||
           toll_differs(&a->killed, &b->killed) || toll_differs(&a->injured, &b->injured);
}

static void count_all(const chora_records *records, chora_period period, chora_count *out)
{
    for (size_t i = 0; i < records->count; i++)
        if (is_of(&records->items[i], period))
            chora_count_add(out, &records->items[i]);
}

static void compare_before(loading *l, chora_period period, chora_diff_figure *out)
{
    chora_period earlier =
        chora_against_period((chora_against){ .kind = CHORA_AGAINST_PREVIOUS }, period);
    chora_count before = { 0 }, after = { 0 };
    count_all(&l->before, earlier, &before);
    count_all(&l->after, earlier, &after);
    out->compared = count_differs(&before, &after);
}

static chora_status count_figure(loading *l, chora_period period, chora_diff_figure *out)
{
    chora_arena *arena = l->work->arena;
    size_t count = l->after.frame.count;
    int64_t *before = chora_arena_alloc(arena, count + 1, sizeof *before);
    int64_t *after = chora_arena_alloc(arena, count + 1, sizeof *after);
    chora_diff_area *areas = chora_arena_alloc(arena, count + 1, sizeof *areas);
    if (!before || !after || !areas || count != l->before.frame.count)
        return chora_no_memory(l->work->err);
    count_in(&l->before, period, &out->before, before);
    count_in(&l->after, period, &out->after, after);
    for (size_t i = 0; i < count; i++)
        if (before[i] != after[i])
            areas[out->area_count++] =
                (chora_diff_area){ l->after.area_names[i], before[i], after[i] };
    out->areas = areas;
    out->found = l->found;
    if (out->is_report)
        compare_before(l, period, out);
    return out->counts_only ? CHORA_OK
                            : chora_diff_lists(l->work, &l->before, &l->after, period, out);
}

static bool is_listed(const chora_diff_work *work, const char *folder,
                      const chora_manifest_entry *e)
{
    const char *name = e->report ? e->report : e->figure;
    for (size_t i = 0; i < work->figure_count; i++) {
        const chora_diff_figure *figure = &work->figures[i];
        size_t length = strlen(folder);
        if (strcmp(figure->name, name) == 0 && strcmp(figure->period, e->period) == 0 &&
            figure->is_report == (e->report != NULL) && strncmp(figure->file, folder, length) == 0)
            return true;
    }
    return false;
}

static chora_status add_figure(loading *l, const char *folder, const chora_manifest_entry *entry)
{
    chora_diff_work *work = l->work;
    const char *name = entry->report ? entry->report : entry->figure;
    char label[CHORA_PERIOD_TEXT_MAX];
    chora_period period;
    if (!name || !entry->data || !entry->period || is_listed(work, folder, entry))
        return CHORA_OK;
    if (chora_period_from_id(entry->period, &period, NULL))
        return CHORA_OK;
    chora_period_label(period, label);
    chora_diff_figure figure = { .file =
                                     chora_arena_printf(work->arena, "%s/%s", folder, entry->file),
                                 .name = chora_arena_strdup(work->arena, name),
                                 .period = chora_arena_strdup(work->arena, entry->period),
                                 .label = chora_arena_strdup(work->arena, label),
                                 .days = period,
                                 .counts_only = entry->of && strcmp(entry->of, "count") == 0,
                                 .is_report = entry->report != NULL };
    bool kept = figure.file && figure.name && figure.period && figure.label;
    if (entry->language) {
        figure.language = chora_arena_strdup(work->arena, entry->language);
        kept &= figure.language != NULL;
    }
    chora_status st = kept ? load(l, entry) : chora_no_memory(work->err);
    if (!st)
        st = count_figure(l, period, &figure);
    if (!st && chora_grow((void **)&work->figures, &work->figure_capacity, work->figure_count,
                          sizeof figure))
        st = chora_no_memory(work->err);
    if (!st)
        work->figures[work->figure_count++] = figure;
    return st;
}

/* ---- the manifests --------------------------------------------------------------------------- */

const char *chora_diff_folder(const chora_diff_work *work, const char *path)
{
    struct stat about;
    if (stat(path, &about) == 0 && S_ISDIR(about.st_mode)) {
        size_t length = strlen(path);
        while (length > 1 && path[length - 1] == '/')
            length--;
        return chora_arena_strndup(work->arena, path, length);
    }
    const char *last = chora_path_name(path);
    return last == path ? "." : chora_arena_strndup(work->arena, path, (size_t)(last - path) - 1);
}

static chora_status read_manifest(loading *l, const char *path)
{
    const char *folder = chora_diff_folder(l->work, path);
    chora_manifest manifest = { 0 };
    chora_status st = folder ? chora_manifest_load(folder, &manifest, l->work->err)
                             : chora_no_memory(l->work->err);
    if (!st && manifest.count == 0)
        st = chora_fail(l->work->err, CHORA_ENOTFOUND,
                        "%s: there is no manifest.json of a batch in it", path);
    for (size_t i = 0; !st && i < manifest.count; i++)
        st = add_figure(l, folder, &manifest.entries[i]);
    unload(l); /* What is loaded borrows from the manifest. */
    close_stores(l);
    if (manifest.arena)
        chora_manifest_free(&manifest);
    return st;
}

bool chora_diff_differs(const chora_diff_figure *figure)
{
    if (figure->counts_only)
        return figure->area_count > 0 || figure->before.incidents != figure->after.incidents;
    return figure->area_count > 0 || figure->compared || figure->words || figure->lines ||
           count_differs(&figure->before, &figure->after);
}

chora_status chora_diff_published(chora_diff_work *work)
{
    loading l = { .work = work };
    chora_status st = CHORA_OK;
    for (size_t i = 0; !st && i < work->options->published_count; i++)
        st = read_manifest(&l, work->options->published[i]);
    work->report.figures = work->figure_count;
    for (size_t i = 0; i < work->figure_count; i++)
        work->report.figures_changed += chora_diff_differs(&work->figures[i]);
    return st;
}
