/* Where Chora's own data is. */
#include "base/file.h"
#include "base/memory.h"

#include <chora/process.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The folder of the running program, without a slash at the end; "" when it cannot be told. */
static void program_folder(char out[PATH_MAX])
{
    ssize_t length = readlink("/proc/self/exe", out, PATH_MAX - 1);

    out[length > 0 ? length : 0] = '\0';
    char *slash = strrchr(out, '/');
    if (slash)
        *slash = '\0';
}

static bool starts_with(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

static bool take_if_there(char *path, char **out)
{
    if (path && access(path, R_OK) == 0) {
        *out = path;
        return true;
    }
    free(path);
    return false;
}

/* In the source tree styles/ is a folder of its own; installed, it lies inside the data folder. */
static bool find_in_source(const char *name, char **out)
{
    const char *folder =
        starts_with(name, "styles/") ? CHORA_SOURCE_FOLDER : CHORA_SOURCE_FOLDER "/data";

    return take_if_there(chora_path_join(CHORA_BUILD_FOLDER "/data", name), out) ||
           take_if_there(chora_path_join(folder, name), out);
}

/* Installed: beside the program (a moved installation), or where it was built to go. */
static bool find_installed(const char *program, const char *name, char **out)
{
    char *moved = *program ? chora_path_join(program, "../share/chora") : NULL;
    bool found = moved && take_if_there(chora_path_join(moved, name), out);

    free(moved);
    return found || take_if_there(chora_path_join(CHORA_DATA_INSTALLED, name), out);
}

chora_status chora_data_find(const char *name, char **out, chora_error *err)
{
    const char *chosen = getenv("CHORA_DATA");
    char program[PATH_MAX];

    program_folder(program);
    if (chosen && *chosen && take_if_there(chora_path_join(chosen, name), out))
        return CHORA_OK;
    if (starts_with(program, CHORA_BUILD_FOLDER) && find_in_source(name, out))
        return CHORA_OK;
    if (find_installed(program, name, out) || find_in_source(name, out))
        return CHORA_OK;
    return chora_fail(err, CHORA_ENOTFOUND,
                      "Chora's own file %s is missing (looked in %s%s%s); install Chora again or "
                      "set CHORA_DATA to its data folder",
                      name, chosen && *chosen ? chosen : "", chosen && *chosen ? ", " : "",
                      CHORA_DATA_INSTALLED);
}

char *chora_data_path(const char *name)
{
    char *path = NULL;
    return chora_data_find(name, &path, NULL) ? NULL : path;
}
