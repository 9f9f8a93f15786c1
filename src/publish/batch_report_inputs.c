/* What a report is made from: when any of it changes, a batch makes its files anew. */
#include "publish/batch_reports.h"

#include "base/digest.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LONGEST_FILE = 256 << 20 };

static void add_text(chora_digest *digest, const char *text)
{
    text = text ? text : "";
    chora_digest_add(digest, text, strlen(text) + 1);
}

/* A file that is not there counts as such: whether it must be there is the report's to say. */
static void add_file(chora_digest *digest, const char *path)
{
    char hash[CHORA_SHA256_TEXT] = "";
    if (access(path, R_OK) == 0 && chora_sha256_file(path, hash, NULL))
        hash[0] = '\0';
    add_text(digest, path);
    add_text(digest, hash);
}

/* The targets of "![…](target)": the pictures beside the template. */
static chora_status add_images(chora_digest *digest, const char *file, const char *text,
                               chora_arena *arena, chora_error *err)
{
    size_t folder = (size_t)(chora_path_name(file) - file);
    for (const char *at = text; (at = strstr(at, "]("));) {
        at += 2;
        size_t length = strcspn(at, ") \t\r\n");
        const char *path =
            chora_arena_printf(arena, "%.*s%.*s", (int)folder, file, (int)length, at);
        if (!path)
            return chora_no_memory(err);
        if (length > 0 && !memmem(at, length, "://", 3) && *at != '#')
            add_file(digest, path);
    }
    return CHORA_OK;
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

/* A style that cannot be read is told when it is used. */
static void add_style(chora_digest *digest, const char *name, chora_arena *arena)
{
    chora_buffer text = CHORA_BUFFER_INIT(1 << 20);
    chora_style style;
    if (!chora_style_load(name, arena, &style, NULL))
        chora_style_fingerprint(&style, &text);
    add_text(digest, chora_buffer_text(&text));
    chora_buffer_free(&text);
}

/* Nor is a language. */
static void add_language(chora_digest *digest, const char *name, chora_arena *arena)
{
    chora_buffer text = CHORA_BUFFER_INIT(1 << 16);
    const chora_words *words = NULL;
    if (!chora_words_load(name, CHORA_CALENDAR_OF_LANGUAGE, arena, &words, NULL))
        chora_words_fingerprint(words, &text);
    add_text(digest, chora_buffer_text(&text));
    chora_buffer_free(&text);
}

static void add_figure(chora_digest *digest, const char *path, chora_arena *arena)
{
    chora_figure figure;
    add_file(digest, path);
    if (!chora_figure_load(path, arena, &figure, NULL))
        add_style(digest, figure.style, arena);
}

static const char *calendar_word(chora_calendar calendar)
{
    return calendar == CHORA_CALENDAR_OF_LANGUAGE   ? NULL
           : calendar == CHORA_CALENDAR_SOLAR_HIJRI ? "solar-hijri"
                                                    : "gregorian";
}

chora_status chora_batch_report_inputs(const chora_batch_work *work,
                                       const chora_batch_template *template,
                                       char out[CHORA_SHA256_TEXT], chora_error *err)
{
    chora_arena *arena = chora_arena_new();
    chora_digest digest;
    chora_digest_begin(&digest);
    chora_status st =
        arena ? add_template(&digest, template->file, arena, err) : chora_no_memory(err);
    if (!st) {
        add_text(&digest, CHORA_VERSION);
        add_text(&digest, template->language);
        add_language(&digest, template->language ? template->language : template->front.language,
                     arena);
        add_text(&digest, calendar_word(work->options->calendar));
        add_text(&digest, work->options->profile);
        if (work->options->profile)
            add_file(&digest, work->options->profile);
        add_file(&digest, chora_store_path(work->store));
        add_style(&digest, template->front.style, arena);
        for (size_t i = 0; i < chora_report_figures_count(template->work.figures); i++)
            add_figure(&digest, chora_report_figures_path(template->work.figures, i), arena);
        chora_digest_text(&digest, out);
    }
    chora_arena_free(arena);
    return st;
}
