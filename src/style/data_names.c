/* Finding Chora's own styles and palettes by name. */
#include "style/data_names.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/text.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { NAMES_MAX = 512, SUFFIX = sizeof ".yaml" - 1 };

bool chora_is_plain_name(const char *name)
{
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";

    return *name && name[strspn(name, letters)] == '\0';
}

static chora_status find(const char *folder, const char *name, char **out, chora_error *err)
{
    chora_buffer path = CHORA_BUFFER_INIT(1024);

    chora_buffer_printf(&path, "%s/%s.yaml", folder, name);
    chora_status st = path.failed ? chora_fail(err, CHORA_ENOTFOUND, "%s: too long a name", name)
                                  : chora_data_find(chora_buffer_text(&path), out, err);
    chora_buffer_free(&path);
    return st;
}

static int compare(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_yaml(const char *file)
{
    size_t length = strlen(file);

    return length > SUFFIX && strcmp(file + length - SUFFIX, ".yaml") == 0;
}

/* "OrRd.yaml" -> "OrRd"; other files are passed over. */
static chora_status read_names(const char *path, chora_arena *arena, const char **names,
                               size_t *count, chora_error *err)
{
    chora_status st = CHORA_OK;
    DIR *listing = opendir(path);
    if (!listing)
        return chora_fail(err, CHORA_EIO, "%s: cannot be listed: %s", path, strerror(errno));
    for (struct dirent *entry; !st && *count < NAMES_MAX && (entry = readdir(listing));)
        if (is_yaml(entry->d_name)) {
            size_t length = strlen(entry->d_name) - SUFFIX;
            names[*count] = chora_arena_strndup(arena, entry->d_name, length);
            st = names[*count] ? CHORA_OK : chora_no_memory(err);
            ++*count;
        }
    closedir(listing);
    return st;
}

chora_status chora_data_names(const char *folder, const char *known, chora_arena *arena,
                              const char *const **out, chora_error *err)
{
    char *path = NULL;
    chora_status st = find(folder, known, &path, err);
    if (st)
        return st;

    size_t count = 0;
    const char **names = chora_arena_alloc(arena, NAMES_MAX + 1, sizeof *names);
    *strrchr(path, '/') = '\0';
    st = names ? read_names(path, arena, names, &count, err) : chora_no_memory(err);
    free(path);
    if (st)
        return st;
    qsort(names, count, sizeof *names, compare);
    *out = names;
    return CHORA_OK;
}

static chora_status tell_missing(const char *folder, const char *known, const char *what,
                                 const char *name, chora_error *err)
{
    chora_arena *arena = chora_arena_new();
    const char *const *names = NULL;
    chora_status st =
        arena ? chora_data_names(folder, known, arena, &names, err) : chora_no_memory(err);
    const char *near = st ? NULL : chora_text_nearest(name, names);

    if (!st && near)
        st = chora_fail(err, CHORA_ENOTFOUND, "no %s \"%s\"; did you mean \"%s\"?", what, name,
                        near);
    else if (!st)
        st = chora_fail(err, CHORA_ENOTFOUND, "no %s \"%s\"", what, name);
    chora_arena_free(arena);
    return st;
}

chora_status chora_named_file(const char *folder, const char *known, const char *what,
                              const char *name, char **out, chora_error *err)
{
    chora_status st = chora_is_plain_name(name) ? find(folder, name, out, err) : CHORA_ENOTFOUND;
    if (st != CHORA_ENOTFOUND)
        return st;
    return tell_missing(folder, known, what, name, err);
}
