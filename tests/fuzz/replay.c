/* Runs a fuzzer's function over kept inputs, without libFuzzer: files, or folders of files. */
#include "fuzz.h"

#include <dirent.h>
#include <sys/stat.h>

static int replay_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    struct stat info;

    if (!file || fstat(fileno(file), &info) != 0) {
        fprintf(stderr, "%s: cannot be read\n", path);
        return 1;
    }
    uint8_t *bytes = malloc((size_t)info.st_size + 1);
    PROMISE(bytes);
    size_t size = fread(bytes, 1, (size_t)info.st_size, file);
    fclose(file);
    fprintf(stderr, "%s\n", path); /* The last one named is the one that crashed. */
    LLVMFuzzerTestOneInput(bytes, size);
    free(bytes);
    return 0;
}

static int is_file(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int replay_folder(const char *folder)
{
    struct dirent **entries;
    char path[4096];
    int failed = 0, count = scandir(folder, &entries, is_file, alphasort);

    for (int i = 0; i < count; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        failed |= replay_file(path);
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
    return failed | (count <= 0);
}

int main(int argc, char **argv)
{
    struct stat info;
    int failed = argc < 2;

    for (int i = 1; i < argc; i++)
        failed |= stat(argv[i], &info) == 0 && S_ISDIR(info.st_mode) ? replay_folder(argv[i])
                                                                     : replay_file(argv[i]);
    return failed;
}
