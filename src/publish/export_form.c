#include "publish/export_form.h"

#include "compose/local_names.h"
#include "compose/wording.h"

#include <stdio.h>
#include <string.h>

/* ---- heads ----------------------------------------------------------------------------------- */

/* Columns that reports call the same. */
static const char *const known[][2] = {
    { "province", "report.column.province" },
    { "date", "report.column.date" },
    { "place", "report.column.place" },
    { "type", "report.column.type" },
    { "subtype", "report.column.subtype" },
    { "target", "report.column.target" },
    { "community", "report.column.community" },
    { "perpetrator", "report.column.perpetrator" },
    { "claim", "report.column.claim" },
    { "verification", "report.column.verification" },
    { "evidence", "report.column.evidence" },
    { "period", "report.about.period" },
    { "total", "report.row.total" },
    { "incidents", "head.incidents" },
    { "killed", "head.killed" },
    { "injured", "head.injured" },
    { "claimed_only", "chart.value.claimed only" },
    { "claimed_and_verified", "chart.value.claimed and verified" },
    { "verified_only", "chart.value.verified only" },
    { "neither", "chart.value.neither claimed nor verified" },
};

/* Of casualties: which words stand about those of the rest. Ends before beginnings: "killed_low" of
 * "claimed_killed_low" is told first. */
static const struct {
    const char *start, *end, *phrase;
} parts[] = {
    { "", "_low", "export.low" },
    { "", "_high", "export.high" },
    { "", "_not_known", "export.not-known" },
    { "claimed_", "", "export.as-claimed" },
    { "verified_", "", "export.as-verified" },
    { "tally_", "", "export.own-total" },
};

static const char *plain_head(const chora_export_form *form, const char *layer, const char *name)
{
    const char *own = chora_arena_printf(form->arena, "export.head.%s.%s", layer, name);
    const char *shared = chora_arena_printf(form->arena, "export.head.%s", name);
    if (own && chora_words_know(form->words, own))
        return chora_say(form->words, form->arena, own, NULL);
    if (shared && chora_words_know(form->words, shared))
        return chora_say(form->words, form->arena, shared, NULL);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i][0], name) == 0)
            return chora_say(form->words, form->arena, known[i][1], NULL);
    return NULL;
}

/* What `name` is about without a start and an end; NULL: it has not both. */
static const char *rest_of(const chora_export_form *form, const char *name, const char *start,
                           const char *end)
{
    size_t length = strlen(name), from = strlen(start), tail = strlen(end);
    bool fits = length > from + tail && strncmp(name, start, from) == 0 &&
                strcmp(name + length - tail, end) == 0;
    return fits ? chora_arena_strndup(form->arena, name + from, length - from - tail) : NULL;
}

/* "claimed_killed_low": "People killed, as claimed, lowest figure". */
static const char *head_of(const chora_export_form *form, const char *layer, const char *name)
{
    const char *plain = plain_head(form, layer, name);
    for (size_t i = 0; !plain && i < sizeof parts / sizeof *parts; i++) {
        const char *rest = rest_of(form, name, parts[i].start, parts[i].end);
        if (rest)
            plain = chora_say(form->words, form->arena, parts[i].phrase, "what",
                              head_of(form, layer, rest), NULL);
    }
    return plain ? plain : name; /* a column of the user's own */
}

/* The best figure stands between the lowest and the highest, and says so. */
static const char *head_among(const chora_export_form *form, const chora_export_layer *layer,
                              size_t index)
{
    const char *name = layer->fields[index].name, *head = head_of(form, layer->layer, name);
    const char *low = chora_arena_printf(form->arena, "%s_low", name);
    if (!low || index == 0 || strcmp(layer->fields[index - 1].name, low) != 0)
        return head;
    return chora_say(form->words, form->arena, "export.best", "what", head, NULL);
}

/* "2022-03 before": "March 2022: Before". */
static const char *head_in_period(const chora_export_form *form, const chora_export_layer *layer,
                                  size_t index)
{
    const char *space = strchr(layer->fields[index].name, ' ');
    const char *period = chora_period_words(form->words, layer->periods[index], form->arena);
    if (!space || !period)
        return period;
    return chora_say(form->words, form->arena, "export.in-period", "period", period, "what",
                     head_of(form, layer->layer, space + 1), NULL);
}

static const char *const *make_heads(const chora_export_form *form, const chora_export_layer *layer)
{
    const char **heads = chora_arena_alloc(form->arena, layer->field_count + 1, sizeof *heads);
    for (size_t i = 0; heads && i < layer->field_count; i++) {
        bool dated = layer->periods && layer->periods[i].kind != CHORA_PERIOD_ALL;
        heads[i] = dated ? head_in_period(form, layer, i) : head_among(form, layer, i);
        if (!heads[i])
            return NULL;
    }
    return heads;
}

/* ---- the read-me sheet ----------------------------------------------------------------------- */

chora_status chora_export_note(chora_writer *writer, const chora_export_form *form, const char *key,
                               const char *text, chora_error *err)
{
    if (!text || !*text)
        return CHORA_OK;
    const char *name = chora_say_of(form->words, form->arena, "export.about", key, NULL);
    return name ? chora_writer_about(writer, name, text, err) : chora_no_memory(err);
}

static chora_status note_file(const chora_export_options *options, const chora_export_form *form,
                              const chora_export_layer *layer, chora_writer *writer,
                              chora_error *err)
{
    const char *what = chora_say_of(form->words, form->arena, "export.what", layer->layer, NULL);
    const char *people = chora_say(form->words, form->arena, "export.about.casualties-told", NULL);
    const char *pairs[][2] = { { "what", what },
                               { "dataset", layer->dataset },
                               { "filter", options->where },
                               { "columns", options->columns },
                               { "casualties", people },
                               { "made", "Chora " CHORA_VERSION } };
    chora_status st = what && people ? CHORA_OK : chora_no_memory(err);
    for (size_t i = 0; !st && i < sizeof pairs / sizeof *pairs; i++)
        st = chora_export_note(writer, form, pairs[i][0], pairs[i][1], err);
    return st;
}

/* Which key each head stands for: of the columns that are in the file. */
static chora_status note_heads(const chora_export_form *form, const chora_export_layer *layer,
                               const char *const *heads, chora_writer *writer, chora_error *err)
{
    chora_status st = CHORA_OK;
    for (size_t i = 0; !st && i < layer->field_count; i++) {
        if (!chora_writer_keeps(writer, i))
            continue;
        const char *name =
            chora_say(form->words, form->arena, "export.about.column", "head", heads[i], NULL);
        st = name ? chora_writer_about(writer, name, layer->fields[i].name, err)
                  : chora_no_memory(err);
    }
    return st;
}

/* ---- opening --------------------------------------------------------------------------------- */

chora_status chora_export_form_load(const chora_export_options *options, chora_arena *arena,
                                    chora_export_form *out, chora_error *err)
{
    *out = (chora_export_form){ .arena = arena, .language = options->language };
    chora_status st = chora_write_format_of(options->path, &out->format, err);
    if (!st)
        st = chora_words_load(options->language ? options->language : "en", options->calendar,
                              arena, &out->words, err);
    if (!st && options->language)
        out->language = chora_words_tag(out->words);
    out->told =
        options->language && (out->format == CHORA_WRITE_CSV || out->format == CHORA_WRITE_XLSX);
    return st;
}

static const char *head_word(const chora_export_form *form, const char *name)
{
    return chora_say_of(form->words, form->arena, "export.head", name, NULL);
}

chora_status chora_export_open(const chora_export_options *options, const chora_export_form *form,
                               const chora_export_layer *layer, chora_writer **out,
                               chora_error *err)
{
    chora_writer_words words = { .heads = form->told ? make_heads(form, layer) : NULL,
                                 .longitude = head_word(form, "longitude"),
                                 .latitude = head_word(form, "latitude"),
                                 .readme =
                                     chora_say(form->words, form->arena, "export.readme", NULL),
                                 .leftward = chora_words_leftward(form->words) };
    if (form->told && (!words.heads || !words.longitude || !words.latitude || !words.readme))
        return chora_no_memory(err);
    chora_writer *writer = NULL;
    chora_status st = chora_writer_open_columns(
        options->path, form->format, layer->layer, layer->shape_kind, layer->fields,
        layer->field_count, options->columns, form->told ? &words : NULL, &writer, err);
    if (st)
        return st;
    st = note_file(options, form, layer, writer, err);
    if (!st && form->told)
        st = note_heads(form, layer, words.heads, writer, err);
    if (st)
        chora_writer_discard(writer);
    else
        *out = writer;
    return st;
}

chora_status chora_export_name_areas(chora_store *store, const chora_export_form *form, int level,
                                     chora_day on, chora_areas *areas, chora_error *err)
{
    chora_named_things things = { areas, NULL, NULL, level, on };
    return form->language ? chora_local_names(store, form->words, &things, err) : CHORA_OK;
}

chora_status chora_export_account(chora_writer *writer, const chora_export_form *form,
                                  const chora_export_report *report, chora_error *err)
{
    static const char *const names[] = { "incidents",      "in_areas",     "too_coarse", "unplaced",
                                         "outside_period", "filtered_out", "shielded" };
    const int64_t numbers[] = { report->accepted, report->in_areas,       report->too_coarse,
                                report->unplaced, report->outside_period, report->filtered_out,
                                report->shielded };
    size_t count = sizeof numbers / sizeof *numbers - !*report->profile.name;
    if (report->is_withheld)
        return CHORA_OK;
    chora_status st = CHORA_OK;

    for (size_t i = 0; !st && i < count; i++) {
        char number[32];
        snprintf(number, sizeof number, "%lld", (long long)numbers[i]);
        const char *what =
            form->told ? chora_say_of(form->words, form->arena, "export.account", names[i], NULL)
                       : names[i];
        const char *name =
            chora_say(form->words, form->arena, "export.account", "what", what, NULL);
        st = name ? chora_writer_about(writer, name, number, err) : chora_no_memory(err);
    }
    return st ? st : chora_writer_account(writer, names, numbers, count, err);
}
