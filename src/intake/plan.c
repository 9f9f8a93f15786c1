#include "intake/plan.h"

#include "base/file.h"
#include "base/text.h"

#include <string.h>
#include <unistd.h>

#define NOTES_MAX 65536
#define KEPT_SHOWN 12
#define KEPT_BYTES 40

/** "folder/NAME.mapping.yaml" for "folder/NAME.csv". */
static char *mapping_beside(chora_arena *arena, const char *path)
{
    const char *name = chora_path_name(path), *dot = strrchr(name, '.');
    size_t length = dot && dot > name ? (size_t)(dot - path) : strlen(path);
    return chora_arena_printf(arena, "%.*s.mapping.yaml", (int)length, path);
}

static chora_status load_mapping(chora_plan *plan, const char *path, const char *given,
                                 chora_error *err)
{
    const char *file = given;
    if (file == NULL) {
        char *beside = mapping_beside(plan->arena, path);
        if (beside == NULL)
            return chora_no_memory(err);
        file = access(beside, R_OK) == 0 ? beside : NULL;
        if (file)
            chora_buffer_printf(&plan->notes, "columns are taken from %s\n", chora_path_name(file));
    }
    if (file)
        return chora_mapping_load(file, plan->arena, &plan->mapping, err);
    return chora_presets_recognise(&plan->presets, plan->file.headers, plan->file.tags,
                                   plan->file.count, plan->arena, &plan->mapping, err);
}

static const char *name_of_file(chora_arena *arena, const char *path)
{
    const char *name = chora_path_name(path), *dot = strrchr(name, '.');
    return chora_arena_strndup(arena, name,
                               dot && dot > name ? (size_t)(dot - name) : strlen(name));
}

static void take_option(const char **into, const char *option)
{
    if (option)
        *into = option;
}

/* Their order needs no finding out: the year has four digits, and the month stands in the middle.
 */
static void take_solar(chora_plan *plan)
{
    plan->mapping.calendar = "solar-hijri";
    plan->mapping.dates = NULL;
    plan->order = CHORA_DATES_SOLAR_HIJRI;
}

static chora_status take_options(chora_plan *plan, const char *path,
                                 const chora_import_options *options, chora_error *err)
{
    static const char *const words[] = { "auto", "iso", "dmy", "mdy", 0 };
    static const chora_dates orders[] = { CHORA_DATES_UNDECIDED, CHORA_DATES_ISO, CHORA_DATES_DMY,
                                          CHORA_DATES_MDY };
    chora_mapping *mapping = &plan->mapping;
    take_option(&mapping->dataset, options->dataset);
    take_option(&mapping->licence, options->licence);
    take_option(&mapping->accessed, options->accessed);
    take_option(&mapping->origin, options->origin);
    take_option(&mapping->dates, options->dates);
    take_option(&mapping->decimal, options->decimal);
    if (mapping->dataset == NULL && (mapping->dataset = name_of_file(plan->arena, path)) == NULL)
        return chora_no_memory(err);
    if (mapping->split == NULL)
        mapping->split = chora_presets_split(&plan->presets, mapping->kind);
    if (mapping->decimal && strcmp(mapping->decimal, "point") != 0 &&
        strcmp(mapping->decimal, "comma") != 0)
        return chora_fail(err, CHORA_EINVAL, "decimal is point or comma, not \"%s\"",
                          mapping->decimal);
    if (options->dates && strcmp(options->dates, "solar-hijri") == 0)
        mapping->calendar = options->dates;
    else if (options->dates)
        mapping->calendar = NULL;
    if (mapping->calendar && strcmp(mapping->calendar, "solar-hijri") == 0) {
        take_solar(plan);
        return CHORA_OK;
    }
    if (mapping->dates == NULL)
        mapping->dates = "auto";
    for (int i = 0; words[i]; i++) {
        if (strcmp(words[i], mapping->dates) == 0) {
            plan->order = orders[i];
            return CHORA_OK;
        }
    }
    return chora_fail(err, CHORA_EINVAL, "dates are iso, dmy, mdy or solar-hijri, not \"%s\"",
                      mapping->dates);
}

static chora_status open_file(chora_plan *plan, const char *path,
                              const chora_import_options *options, chora_error *err)
{
    return chora_table_file_open_at(path, options->encoding, options->sheet,
                                    plan->mapping.header_row, plan->arena, &plan->file, err);
}

/** The mapping file may say which row is the header, only after the file was looked at. */
static chora_status settle_header(chora_plan *plan, const char *path,
                                  const chora_import_options *options, chora_error *err)
{
    if (plan->mapping.header_row) {
        chora_table_file_close(&plan->file);
        return open_file(plan, path, options, err);
    }
    plan->mapping.header_row = chora_rows_header_found(plan->file.rows);
    if (plan->mapping.header_row)
        chora_buffer_printf(&plan->notes,
                            "the header stands in row %lld; what is above it is not read "
                            "(header_row in a columns file says otherwise)\n",
                            (long long)plan->mapping.header_row);
    return CHORA_OK;
}

static bool has_recognised_words(const chora_mapping *mapping)
{
    for (int i = 0; mapping->file == NULL && i < CHORA_COLUMNS; i++)
        if (mapping->columns[i] && chora_column_about((chora_column)i)->holds == CHORA_HOLDS_WORD)
            return true;
    return false;
}

/** One pass over the file, which is then opened again. */
static chora_status survey(chora_plan *plan, const char *path, const chora_import_options *options,
                           const chora_survey_watch *watch, chora_error *err)
{
    chora_survey seen;
    chora_status st = chora_survey_take(&plan->file, &plan->mapping, &plan->words, plan->order,
                                        options->guess_calendar, watch, &plan->notes, &seen, err);
    chora_table_file_close(&plan->file);
    if (st) {
        chora_table_file_at(err, path);
        return st;
    }
    plan->rows = seen.rows;
    plan->order = seen.order;
    if (plan->order == CHORA_DATES_DMY)
        plan->mapping.dates = "dmy";
    else if (plan->order == CHORA_DATES_MDY)
        plan->mapping.dates = "mdy";
    else if (plan->order == CHORA_DATES_SOLAR_HIJRI)
        take_solar(plan);
    return open_file(plan, path, options, err);
}

static void note_recognised(chora_plan *plan)
{
    if (plan->mapping.file)
        return;
    if (strcmp(plan->mapping.kind, "table") != 0)
        chora_buffer_printf(&plan->notes, "recognised as %s\n",
                            strcmp(plan->mapping.kind, "acled") == 0 ? "ACLED" : "UCDP GED");
    else if (plan->file.tags)
        chora_buffer_add_text(&plan->notes, "columns recognised by their HXL tags\n");
}

static bool is_read(const chora_mapping *mapping, size_t header)
{
    for (int i = 0; i < CHORA_COLUMNS; i++)
        if (mapping->index[i] == header)
            return true;
    return false;
}

/** Columns of a plain table that say nothing to Chora: "Tote" may have been meant as the killed. */
static void note_kept(chora_plan *plan)
{
    size_t kept = 0;
    if (plan->mapping.file || plan->file.tags || strcmp(plan->mapping.kind, "table") != 0)
        return;
    for (size_t i = 0; i < plan->file.count; i++) {
        if (is_read(&plan->mapping, i))
            continue;
        if (kept < KEPT_SHOWN)
            chora_buffer_printf(
                &plan->notes, "%s \"%.*s\"", kept ? "," : "kept, but not read as anything:",
                (int)chora_utf8_cut(plan->file.headers[i], KEPT_BYTES), plan->file.headers[i]);
        kept++;
    }
    if (kept > KEPT_SHOWN)
        chora_buffer_printf(&plan->notes, " and %zu more", kept - KEPT_SHOWN);
    if (kept)
        chora_buffer_add_text(&plan->notes, "\n");
}

/** What is wrong with a mapping file is told with its own place. */
static chora_status bind(chora_plan *plan, const char *path, chora_error *err)
{
    chora_status st = chora_mapping_bind(&plan->mapping, plan->file.headers, plan->file.count,
                                         plan->file.has_points, err);
    if (st && plan->mapping.file == NULL)
        chora_table_file_at(err, path);
    return st;
}

static chora_status make(chora_plan *plan, const char *path, const chora_import_options *options,
                         const chora_survey_watch *watch, chora_error *err)
{
    chora_status st = chora_presets_load(&plan->presets, err);
    if (st == CHORA_OK)
        st = open_file(plan, path, options, err);
    if (st == CHORA_OK)
        st = load_mapping(plan, path, options->columns, err);
    if (st == CHORA_OK)
        st = settle_header(plan, path, options, err);
    if (st == CHORA_OK)
        st = take_options(plan, path, options, err);
    if (st == CHORA_OK)
        st = bind(plan, path, err);
    if (st == CHORA_OK)
        st = chora_presets_words(&plan->presets, &plan->mapping, plan->arena, &plan->words, err);
    if (st)
        return st;
    note_recognised(plan);
    note_kept(plan);
    if (plan->order == CHORA_DATES_UNDECIDED || has_recognised_words(&plan->mapping))
        st = survey(plan, path, options, watch, err);
    return st;
}

chora_status chora_plan_make(const char *path, const chora_import_options *options, chora_plan *out,
                             chora_error *err)
{
    return chora_plan_watched(path, options, NULL, out, err);
}

chora_status chora_plan_watched(const char *path, const chora_import_options *options,
                                const chora_survey_watch *watch, chora_plan *out, chora_error *err)
{
    chora_plan plan = { .arena = chora_arena_new(),
                        .rows = -1,
                        .notes = CHORA_BUFFER_INIT(NOTES_MAX) };
    if (plan.arena == NULL)
        return chora_no_memory(err);
    unsigned long failures = chora_memory_failures();
    chora_status st = make(&plan, path, options, watch, err);
    if (!st && chora_memory_failures() != failures) /* A header may have gone unrecognised. */
        st = chora_no_memory(err);
    if (st) {
        chora_plan_free(&plan);
        return st;
    }
    *out = plan;
    return CHORA_OK;
}

chora_status chora_plan_rewind(chora_plan *plan, const char *path,
                               const chora_import_options *options, chora_error *err)
{
    chora_table_file_close(&plan->file);
    return open_file(plan, path, options, err);
}

void chora_plan_free(chora_plan *plan)
{
    chora_table_file_close(&plan->file);
    chora_words_free(&plan->words);
    chora_presets_free(&plan->presets);
    chora_buffer_free(&plan->notes);
    chora_arena_free(plan->arena);
    *plan = (chora_plan){ 0 };
}
