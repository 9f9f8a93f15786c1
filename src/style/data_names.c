/* Finding Chora's own styles and palettes by name. */
#include "style/data_names.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/text.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

enum { NAMES_MAX = 512 };

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

/* "OrRd.yaml" -> "OrRd"; NULL for other files. */
static const char *name_in(chora_arena *arena, const char *file)
{
    size_t length = strlen(file);

    if (length <= 5 || strcmp(file + length - 5, ".yaml") != 0)
        return NULL;
    return chora_arena_strndup(arena, file, length - 5);
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
    DIR *listing = names ? opendir(path) : NULL;
    for (struct dirent *entry; listing && count < NAMES_MAX && (entry = readdir(listing));) {
        const char *name = name_in(arena, entry->d_name);
        if (name)
            names[count++] = name;
    }
    if (listing)
        closedir(listing);
    free(path);
    if (!names)
        return chora_no_memory(err);
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
    if (chora_is_plain_name(name) && find(folder, name, out, NULL) == CHORA_OK)
        return CHORA_OK;
    return tell_missing(folder, known, what, name, err);
}
