/* What a report is made from: when any of it changes, a batch makes its files anew. */
#include "publish/batch_reports.h"

#include "base/digest.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST_FILE = 256 << 20 };

static void add_text(chora_digest *digest, const char *text)
{
    text = text ? text : "";
    chora_digest_add(digest, text, strlen(text) + 1);
}

/* What is wrong with a file is told where it is used; what the machine lacks, now. */
static chora_status failure(chora_status st, const char *file)
{
    bool is_there = !strchr(file, '/') || !chora_file_check(file, NULL);
    return is_there && (st == CHORA_ENOMEM || st == CHORA_EIO) ? st : CHORA_OK;
}

/* A file that is not there counts as such: whether it must be there is the report's to say. */
static chora_status add_file(chora_digest *digest, const char *path, chora_error *err)
{
    char hash[CHORA_SHA256_TEXT] = "";
    chora_status st = chora_file_check(path, NULL) ? CHORA_OK : chora_sha256_file(path, hash, err);
    add_text(digest, path);
    add_text(digest, st ? "" : hash);
    return st;
}

/* The targets of "![…](target)": the pictures beside the template. */
static chora_status add_images(chora_digest *digest, const char *file, const char *text,
                               chora_arena *arena, chora_error *err)
{
    size_t folder = (size_t)(chora_path_name(file) - file);
    chora_status st = CHORA_OK;
    for (const char *at = text; !st && (at = strstr(at, "]("));) {
        at += 2;
        size_t length = strcspn(at, ") \t\r\n");
        const char *path =
            chora_arena_printf(arena, "%.*s%.*s", (int)folder, file, (int)length, at);
        if (!path)
            return chora_no_memory(err);
        if (length > 0 && !memmem(at, length, "://", 3) && *at != '#')
            st = add_file(digest, path, err);
    }
    return st;
}

static chora_status add_template(chora_digest *digest, const char *file, chora_arena *arena,
                                 chora_error *err)
{
    chora_buffer text = CHORA_BUFFER_INIT(LONGEST_FILE);
    chora_status st = chora_file_read(file, &text, err);
    if (!st) {
        add_text(digest, chora_buffer_text(&text));
        st = add_images(digest, file, chora_buffer_text(&text), arena, err);
    }
    chora_buffer_free(&text);
    return st;
}

static chora_status add_style(chora_digest *digest, const char *name, chora_arena *arena,
                              chora_error *err)
{
    chora_buffer text = CHORA_BUFFER_INIT(1 << 20);
    chora_style style;
    chora_status st = chora_style_load(name, arena, &style, err);
    if (!st)
        chora_style_fingerprint(&style, &text);
    add_text(digest, chora_buffer_text(&text));
    st = text.failed ? chora_no_memory(err) : failure(st, name);
    chora_buffer_free(&text);
    return st;
}

static chora_status add_language(chora_digest *digest, const char *name, chora_arena *arena,
                                 chora_error *err)
{
    chora_buffer text = CHORA_BUFFER_INIT(1 << 16);
    const chora_words *words = NULL;
    chora_status st = chora_words_load(name, CHORA_CALENDAR_OF_LANGUAGE, arena, &words, err);
    if (!st)
        chora_words_fingerprint(words, &text);
    add_text(digest, chora_buffer_text(&text));
    st = text.failed ? chora_no_memory(err) : failure(st, name);
    chora_buffer_free(&text);
    return st;
}

static chora_status add_figure(chora_digest *digest, const char *path, chora_arena *arena,
                               chora_error *err)
{
    chora_figure figure;
    chora_status st = add_file(digest, path, err);
    if (st)
        return st;
    st = chora_figure_load(path, arena, &figure, err);
    return st ? failure(st, path) : add_style(digest, figure.style, arena, err);
}

static const char *calendar_word(chora_calendar calendar)
{
    return calendar == CHORA_CALENDAR_OF_LANGUAGE   ? NULL
           : calendar == CHORA_CALENDAR_SOLAR_HIJRI ? "solar-hijri"
                                                    : "gregorian";
}

/* What the command line and the front matter name. */
static chora_status add_named(chora_digest *digest, const chora_batch_work *work,
                              const chora_batch_template *template, chora_arena *arena,
                              chora_error *err)
{
    const chora_batch_options *options = work->options;
    const char *language = template->language ? template->language : template->front.language;
    add_text(digest, CHORA_VERSION);
    add_text(digest, template->language);
    chora_status st = add_language(digest, language, arena, err);
    add_text(digest, calendar_word(options->calendar));
    add_text(digest, options->profile);
    if (!st && options->profile)
        st = add_file(digest, options->profile, err);
    if (!st)
        st = add_file(digest, chora_store_path(work->store), err);
    return st ? st : add_style(digest, template->front.style, arena, err);
}

chora_status chora_batch_report_inputs(const chora_batch_work *work,
                                       const chora_batch_template *template,
                                       char out[CHORA_SHA256_TEXT], chora_error *err)
{
    const chora_report_figures *figures = template->work.figures;
    chora_arena *arena = chora_arena_new();
    chora_digest digest;
    chora_digest_begin(&digest);
    chora_status st =
        arena ? add_template(&digest, template->file, arena, err) : chora_no_memory(err);
    if (!st)
        st = add_named(&digest, work, template, arena, err);
    for (size_t i = 0; !st && i < chora_report_figures_count(figures); i++)
        st = add_figure(&digest, chora_report_figures_path(figures, i), arena, err);
    if (!st)
        chora_digest_text(&digest, out);
    chora_arena_free(arena);
    return st;
}
