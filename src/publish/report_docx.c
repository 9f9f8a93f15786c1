#include "publish/report_docx.h"

#include "base/program.h"
#include "publish/docx_styles.h"
#include "publish/docx_touch.h"
#include "report/pandoc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Seconds of 1 January 2000: of a document that does not say of when its data is. */
#define FIXED_DATE 946684800LL

enum { LARGEST_REPORT = 1 << 30, LARGEST_EMPTY = 4096, LONGEST_API = 64 };

/* The files that pandoc reads and writes, all in one private folder. */
typedef struct {
    char *folder;
    char *empty, *told, *document, *styles, *made;
    const char *data, *pictures; /* Its folder, instead of one of the user's; where pictures lie. */
    char date[24];
} workshop;

static char *in_folder(const workshop *w, const char *name)
{
    return w->folder ? chora_path_join(w->folder, name) : NULL;
}

static chora_status workshop_open(workshop *w, const chora_document *document, chora_error *err)
{
    chora_status st = chora_folder_temporary(&w->folder, err);
    if (st)
        return st;
    w->empty = in_folder(w, "empty.json");
    w->told = in_folder(w, "told.json");
    w->document = in_folder(w, "report.json");
    w->styles = in_folder(w, "styles.docx");
    w->made = in_folder(w, "report.docx");
    w->data = chora_arena_printf(document->arena, "--data-dir=%s", w->folder);
    w->pictures = chora_arena_printf(document->arena, "--resource-path=%s", w->folder);
    snprintf(w->date, sizeof w->date, "%lld",
             document->data_day ? document->data_day * 86400LL : FIXED_DATE);
    return w->empty && w->told && w->document && w->styles && w->made && w->data && w->pictures
               ? CHORA_OK
               : chora_no_memory(err);
}

static void workshop_close(workshop *w)
{
    if (w->folder)
        chora_folder_remove(w->folder);
    free(w->folder);
    free(w->empty);
    free(w->told);
    free(w->document);
    free(w->styles);
    free(w->made);
}

enum { MOST_SECONDS = 300 };

static chora_status run_at(const char *date, const char *const *words, chora_error *err)
{
    chora_status st = chora_program_run(words, "SOURCE_DATE_EPOCH", date, MOST_SECONDS, err);
    return st == CHORA_ENOTFOUND
               ? chora_fail(err, CHORA_ENOTFOUND,
                            "a .docx is made by pandoc, which is not installed (Debian and Ubuntu: "
                            "apt-get install pandoc); install it, or make a .pdf or a .html")
               : st;
}

static chora_status run(const workshop *w, const char *const *words, chora_error *err)
{
    return run_at(w->date, words, err);
}

chora_status chora_report_docx_check(chora_error *err)
{
    const char *words[] = { "pandoc", "--version", NULL };
    return run_at("0", words, err);
}

/* ---- which tree this pandoc takes -------------------------------------------------------------
 */

/* "[1,22,2,1]" of {"pandoc-api-version":[1,22,2,1],…}. */
static bool find_version(const char *text, char out[LONGEST_API])
{
    static const char name[] = "\"pandoc-api-version\":";
    const char *at = strstr(text, name), *end = at ? strchr(at, ']') : NULL;
    if (!end)
        return false;
    at += sizeof name - 1;
    size_t length = (size_t)(end + 1 - at);
    if (length >= LONGEST_API || *at != '[' || strspn(at + 1, "0123456789,") != length - 2)
        return false;
    memcpy(out, at, length);
    out[length] = '\0';
    return strncmp(out, "[1,22", 5) == 0 || strncmp(out, "[1,23", 5) == 0;
}

/* An empty text turned to JSON says it. */
static chora_status ask_version(const workshop *w, char out[LONGEST_API], chora_error *err)
{
    chora_buffer text = CHORA_BUFFER_INIT(LARGEST_EMPTY);
    const char *words[] = { "pandoc", "--sandbox", w->data, "--from=commonmark", "--to=json", "-o",
                            w->told,  w->empty,    NULL };
    chora_status st = chora_file_write(w->empty, "", 0, err);
    if (!st)
        st = run(w, words, err);
    if (!st)
        st = chora_file_read(w->told, &text, err);
    if (!st && !find_version(chora_buffer_text(&text), out))
        st = chora_fail(err, CHORA_EIO,
                        "this pandoc is of a version that Chora does not know (it takes 2.15 to "
                        "3.x); make a .pdf or a .html");
    chora_buffer_free(&text);
    return st;
}

/* ---- making -----------------------------------------------------------------------------------
 */

static chora_status write_inputs(const workshop *w, const chora_report_work *work,
                                 const chora_document *document, const char *api, chora_error *err)
{
    chora_buffer bytes = CHORA_BUFFER_INIT(LARGEST_REPORT);
    const chora_pandoc_request request = { document, api, work->painter, w->folder };
    chora_status st = chora_pandoc_write(&request, &bytes, err);
    if (!st)
        st = chora_file_write(w->document, bytes.data, bytes.length, err);
    chora_buffer_clear(&bytes);
    if (!st)
        st = chora_docx_styles(document, &bytes, err);
    if (!st)
        st = chora_file_write(w->styles, bytes.data, bytes.length, err);
    chora_buffer_free(&bytes);
    return st;
}

/* Not in pandoc's sandbox, in which Debian's cannot read its own templates: what it is given names
 * nothing but the pictures beside it, and no filter. */
static chora_status convert(const workshop *w, chora_error *err)
{
    chora_buffer option = CHORA_BUFFER_INIT(1 << 16);
    chora_buffer_printf(&option, "--reference-doc=%s", w->styles);
    const char *words[] = { "pandoc",      w->data,     w->pictures,
                            "--from=json", "--to=docx", chora_buffer_text(&option),
                            "-o",          w->made,     w->document,
                            NULL };
    chora_status st = option.failed ? chora_no_memory(err) : run(w, words, err);
    chora_buffer_free(&option);
    return st;
}

static chora_status make(const workshop *w, const chora_report_work *work,
                         const chora_document *document, chora_buffer *out, chora_error *err)
{
    char api[LONGEST_API];
    chora_status st = ask_version(w, api, err);
    if (!st)
        st = write_inputs(w, work, document, api, err);
    if (!st)
        st = convert(w, err);
    if (!st)
        st = chora_file_read(w->made, out, err);
    return st ? st : chora_docx_touch(out, err);
}

chora_status chora_report_docx(const chora_report_work *work, const chora_document *document,
                               const char *path, chora_report_file *out, chora_error *err)
{
    chora_buffer bytes = CHORA_BUFFER_INIT(LARGEST_REPORT);
    workshop w = { 0 };
    chora_status st = workshop_open(&w, document, err);
    if (!st)
        st = make(&w, work, document, &bytes, err);
    workshop_close(&w);
    if (st)
        chora_at(err, "%s", path);
    else
        st = chora_report_publish(work->store, work->failures, path, &bytes, out, err);
    chora_buffer_free(&bytes);
    return st;
}
