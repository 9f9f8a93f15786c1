/* The note that corrects what was published, in Markdown and in the language of what it corrects.
 */
#include "publish/diff_inside.h"

#include "base/text.h"
#include <string.h>

enum { LONGEST = 256 << 20 };

static const char *say(chora_diff_work *work, const char *key)
{
    return chora_say(work->words, work->arena, key, NULL);
}

/* Markdown would take some of a stranger's signs for its own. */
static const char *plain(chora_diff_work *work, const char *text)
{
    chora_buffer out = CHORA_BUFFER_INIT(LONGEST);
    for (; *text; text++) {
        if (strchr("\\`*_{}[]<>#|", *text))
            chora_buffer_add_byte(&out, '\\');
        chora_buffer_add_byte(&out, *text == '\n' ? ' ' : (unsigned char)*text);
    }
    const char *copy = out.failed ? NULL : chora_arena_strdup(work->arena, chora_buffer_text(&out));
    chora_buffer_free(&out);
    return copy;
}

/* What may be NULL for want of memory fails the buffer, and with it the note. */
static void put(chora_buffer *out, const char *text)
{
    out->failed |= text == NULL;
    chora_buffer_add_text(out, text ? text : "");
}

static void put_apart(chora_diff_work *work, chora_buffer *out, const char *text)
{
    put(out, text ? chora_words_apart(work->words, work->arena, text) : NULL);
}

/* ---- incidents ------------------------------------------------------------------------------- */

static void put_incident(chora_diff_work *work, chora_buffer *out, const chora_diff_row *row)
{
    put(out, "\n* **");
    put(out,
        chora_say_of(work->words, work->arena, "erratum", chora_diff_kind_names[row->kind], NULL));
    put(out, "** ");
    chora_buffer key = CHORA_BUFFER_INIT(LONGEST);
    chora_text_add_short(&key, row->key);
    put_apart(work, out, plain(work, chora_buffer_text(&key)));
    chora_buffer_free(&key);
    put(out, " (");
    put(out, *row->day ? chora_diff_day(work, row->day) : say(work, "erratum.no-date"));
    put(out, *row->area ? chora_words_list(work->words) : "");
    put_apart(work, out, chora_diff_area_name(work, row->area));
    put(out, ")");
}

static const char *quoted(chora_diff_work *work, const char *value)
{
    const char *text = *value ? plain(work, value) : say(work, "series.not-stated");
    return chora_say(work->words, work->arena, "erratum.quoted", "text", text, NULL);
}

static void put_field(chora_diff_work *work, chora_buffer *out, const chora_diff_row *row)
{
    put_apart(work, out, plain(work, row->field));
    put(out, " ");
    put(out, chora_say(work->words, work->arena, "erratum.became", "before",
                       quoted(work, row->before), "after", quoted(work, row->after), NULL));
}

static void put_incidents(chora_diff_work *work, chora_buffer *out)
{
    put(out, "\n## ");
    put(out, say(work, "erratum.data"));
    put(out, "\n");
    for (size_t i = 0; i < work->row_count; i++) {
        const chora_diff_row *row = &work->rows[i];
        bool first = i == 0 || !chora_diff_same_incident(row, row - 1);
        if (first)
            put_incident(work, out, row);
        if (row->kind != CHORA_DIFF_CHANGED)
            continue;
        put(out, first ? ": " : chora_words_clause(work->words));
        put_field(work, out, row);
    }
    put(out, "\n");
}

/* ---- figures --------------------------------------------------------------------------------- */

static void put_figure(chora_diff_work *work, chora_buffer *out, const chora_diff_figure *figure)
{
    put(out, "* **");
    put_apart(work, out, plain(work, figure->name));
    put(out, chora_words_list(work->words));
    chora_words_period(work->words, figure->days, out);
    put(out, "** (");
    put_apart(work, out, figure->file);
    put(out, "): ");
    put(out, chora_diff_effect(work, work->words, figure));
    put(out, chora_words_stop(work->words));
    put(out, "\n");
}

static void put_others(chora_diff_work *work, chora_buffer *out)
{
    size_t others = work->report.figures - work->report.figures_changed;
    const char *n = chora_diff_number(work, work->words, (int64_t)others);
    if (work->report.figures_changed && !others)
        return;
    if (work->report.figures_changed)
        put(out, "\n");
    put(out, chora_say_many_of(work->words, work->arena, "erratum",
                               work->report.figures_changed ? "others" : "none", (double)others, n,
                               NULL));
    put(out, "\n");
}

static void put_figures(chora_diff_work *work, chora_buffer *out)
{
    if (!work->options->published_count)
        return;
    put(out, "\n## ");
    put(out, say(work, "erratum.figures"));
    put(out, "\n\n");
    for (size_t i = 0; i < work->figure_count; i++)
        if (chora_diff_differs(&work->figures[i]))
            put_figure(work, out, &work->figures[i]);
    put_others(work, out);
}

/* ---- the note -------------------------------------------------------------------------------- */

static const char *imports(chora_diff_work *work)
{
    chora_buffer out = CHORA_BUFFER_INIT(LONGEST);
    for (size_t i = 0; i < work->import_count; i++) {
        const chora_diff_import *import = &work->imports[i];
        const char *file = *import->file ? plain(work, import->file) : say(work, "erratum.table");
        put(&out, i ? chora_words_list(work->words) : "");
        put(&out, chora_say(work->words, work->arena, "erratum.import", "file", file, "day",
                            chora_diff_day(work, import->day), NULL));
    }
    const char *copy = out.failed ? NULL : chora_arena_strdup(work->arena, chora_buffer_text(&out));
    chora_buffer_free(&out);
    return copy;
}

static void put_head(chora_diff_work *work, chora_buffer *out)
{
    put(out, "# ");
    put(out, say(work, "erratum.title"));
    put(out, "\n\n");
    put(out, work->import_count ? chora_say(work->words, work->arena, "erratum.corrected-by",
                                            "imports", imports(work), NULL)
                                : say(work, "erratum.corrected"));
    put(out, " ");
    put(out, chora_say(work->words, work->arena, "erratum.summary", "counts",
                       chora_diff_counts(work, work->words), NULL));
    put(out, "\n");
}

/* Readers of Markdown set it from left to right unless they are told. */
static void put_direction(chora_diff_work *work, chora_buffer *out, bool opening)
{
    if (!chora_words_leftward(work->words))
        return;
    if (opening)
        chora_buffer_printf(out, "<div lang=\"%s\" dir=\"rtl\">\n\n", chora_words_tag(work->words));
    else
        put(out, "\n</div>\n");
}

void chora_diff_erratum(chora_diff_work *work, chora_buffer *out)
{
    put_direction(work, out, true);
    put_head(work, out);
    put_figures(work, out);
    put_incidents(work, out);
    put_direction(work, out, false);
}
