/* Which figure files a batch is made of. */
#include "publish/batch_inside.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

void chora_figure_list_free(chora_figure_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->paths[i]);
    free(list->paths);
}

/* Takes over `path`. */
static chora_status add_path(chora_figure_list *list, char *path, chora_error *err)
{
    if (!path || chora_grow((void **)&list->paths, &list->capacity, list->count, sizeof path)) {
        free(path);
        return chora_no_memory(err);
    }
    list->paths[list->count++] = path;
    return CHORA_OK;
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool is_template(const char *name)
{
    char extension[16];

    chora_path_extension(name, extension);
    return strcmp(extension, "md") == 0;
}

static bool is_figure_file(const char *name)
{
    char extension[16];

    chora_path_extension(name, extension);
    return name[0] != '.' && (strcmp(extension, "yaml") == 0 || strcmp(extension, "yml") == 0);
}

static chora_status add_folder(chora_figure_list *list, const char *path, chora_error *err)
{
    size_t before = list->count;
    chora_status st = CHORA_OK;
    struct dirent *entry;
    DIR *folder = opendir(path);

    while (folder && !st && (entry = readdir(folder)))
        if (is_figure_file(entry->d_name))
            st = add_path(list, chora_path_join(path, entry->d_name), err);
    if (!folder)
        return chora_fail(err, CHORA_EIO, "%s: cannot be listed: %s", path, strerror(errno));
    closedir(folder);
    if (!st && list->count == before)
        st = chora_fail(err, CHORA_ENOTFOUND, "%s: holds no figure files (*.yaml)", path);
    if (!st)
        qsort(list->paths + before, list->count - before, sizeof *list->paths, compare_paths);
    return st;
}

chora_status chora_figure_list_make(const chora_batch_options *options, bool templates,
                                    chora_figure_list *out, chora_error *err)
{
    chora_status st = CHORA_OK;

    if (options->figure_count == 0)
        return chora_fail(err, CHORA_EINVAL,
                          "name the figure files, folders of them, or report templates (*.md)");
    for (size_t i = 0; !st && i < options->figure_count; i++) {
        struct stat info;
        const char *path = options->figures[i];
        bool folder = stat(path, &info) == 0 && S_ISDIR(info.st_mode);
        if (is_template(path) != templates && !(folder && !templates))
            continue;
        if (folder)
            st = add_folder(out, path, err);
        else if (!(st = chora_file_check(path, err)))
            st = add_path(out, chora_strdup(path), err);
    }
    return st;
}
