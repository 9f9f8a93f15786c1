/* What changed since an earlier import, and what that does to what was published. */
#include "publish/diff_inside.h"

#include "base/file.h"

#include <stdlib.h>
#include <string.h>

static chora_status compare(chora_diff_work *work)
{
    chora_status st = chora_diff_choose(work);
    if (!st)
        st = chora_diff_list(work);
    if (!st && work->options->published_count)
        st = chora_diff_rewind(work);
    if (!st)
        st = chora_diff_published(work);
    if (!st)
        st = chora_diff_language(work);
    return st ? st : chora_diff_tell(work);
}

chora_status chora_diff(const char *project, const chora_diff_options *options,
                        chora_diff_report *out, chora_error *err)
{
    chora_diff_work work = { .options = options, .arena = chora_arena_new(), .err = err };
    chora_status st =
        work.arena ? chora_store_open(project, false, &work.now, err) : chora_no_memory(err);
    if (!st)
        st = compare(&work);
    if (work.folder)
        chora_folder_remove(work.folder);
    free(work.folder);
    free(work.rows);
    free(work.imports);
    chora_areas_free(&work.areas);
    chora_areas_free(&work.named);
    free(work.figures);
    chora_store_close(work.now);
    chora_arena_free(work.arena);
    if (st)
        chora_diff_report_free(&work.report);
    else
        *out = work.report;
    return st;
}

chora_status chora_diff_write(const char *path, const char *text, chora_error *err)
{
    return chora_file_write(path, text, strlen(text), err);
}

void chora_diff_report_free(chora_diff_report *report)
{
    if (!report)
        return;
    free(report->text);
    free(report->json);
    free(report->csv);
    free(report->erratum);
    *report = (chora_diff_report){ 0 };
}
